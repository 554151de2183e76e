"""`taiyaku glossary lint`: what is wrong with glossaries, or looks wrong."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import get_args

import click

from glossaries.lint import Finding, lint_files
from glossaries.lint.problem import Severity

from ..glossary.entries import finding_text
from ..options import say

_LEVELS = get_args(Severity)


@click.command("lint")
@click.argument("glossaries", metavar="G...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print [text].")
@click.option("--all", "everything", is_flag=True, help="Print what is only good to know too.")
@click.option("--date", metavar="DAY", default="", help="Look at dates as on this day [today].")
@click.pass_context
def command(context: click.Context, glossaries: tuple[str, ...], form: str, everything: bool, date: str) -> None:
    """Print what is wrong, or looks wrong, in G; several are layers, the nearest last, and compared.

    All bad rows are named at once. Ends with 1 if there are errors or warnings, 2 if a file cannot be read as a
    table at all.
    """
    findings = lint_files(glossaries, date)
    counts: Counter[str] = Counter(finding.severity for finding in findings)
    shown = [finding for finding in findings if everything or finding.severity != "info"]
    if form == "json":
        click.echo(json.dumps([_object(finding) for finding in shown], ensure_ascii=False, indent=2))
    for finding in shown if form == "text" else ():
        click.echo(finding_text(finding, _shown(finding)), nl=False)
    left = "" if everything or not counts["info"] else ", which --all prints"
    numbers = ", ".join(f"{counts[level]} {level}{'s' * (level != 'info' and counts[level] != 1)}" for level in _LEVELS)
    say(f"{', '.join(glossaries)}: {numbers}{left}")
    context.exit(1 if counts["error"] or counts["warning"] else 0)


def _object(finding: Finding) -> dict[str, object]:
    return {**finding._asdict(), "source": _shown(finding)}


def _shown(finding: Finding) -> str:
    """The file as people know it: from here, where it is below here."""
    path = Path(finding.source)
    here = os.path.relpath(path) if path.is_absolute() else finding.source
    return path.name if here.startswith("..") else here
