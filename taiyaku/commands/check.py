"""`taiyaku check`: find what should not be printed."""

from __future__ import annotations

import json

import click

from cleantext import Finding, check_text

from ..show import as_records, as_text
from ..sources import glossary_option, known_rules, open_glossary, profile_option, read_source


@click.command("check")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", help="How to print.")
@profile_option
@click.option("--select", multiple=True, metavar="R", help="Run exactly these rules (repeat, or put commas).")
@click.option("--ignore", multiple=True, metavar="R", help="Leave these rules out.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out findings of less confidence (0 to 1).",
)
@click.option("--explain", is_flag=True, help="Print the evidence and the confidence under each finding.")
@glossary_option
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    form: str,
    profile: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    min_confidence: float,
    explain: bool,
    glossary: str,
) -> None:
    """Print what is found in PATHS ("-" for standard input). Ends with 1 if anything was found, 0 if not."""
    terms = open_glossary(glossary)
    left_out = set(known_rules(ignore))
    chosen = known_rules(select) or None
    records: list[dict[str, object]] = []
    count = 0
    for path in paths:
        source = read_source(path)
        found = check_text(source.text, format=source.format, select=chosen, profile=profile, glossary=terms)
        findings: list[Finding] = [f for f in found if f.rule not in left_out and f.confidence >= min_confidence]
        count += len(findings)
        if form == "text":
            click.echo(as_text(path, source.text, findings, explain), nl=False)
        elif form == "jsonl":
            for record in as_records(path, source.text, findings):
                click.echo(json.dumps(record, ensure_ascii=False))
        else:
            records += as_records(path, source.text, findings)
    if form == "json":
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    context.exit(1 if count else 0)
