"""`taiyaku clean`: fix what is safe to fix."""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path

import click

from cleantext import Fixed, fix_text
from cleantext.files import FileProblem, write_atomic

from ..cleaning_report import cleaning_json, cleaning_markdown
from ..sources import Source, glossary_option, known_rules, open_glossary, profile_option, read_source

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as diff and patch count them: only \\n ends one."""


@click.command("clean")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", help="A file, or a folder (for several files, or ending in /).")
@click.option("--in-place", is_flag=True, help="Overwrite the files themselves, each whole or not at all.")
@click.option("--diff", is_flag=True, help="Print what would change, as a unified diff; write nothing.")
@click.option("--filler", type=click.Choice(["mark", "remove", "keep"]), default="mark", show_default=True,
              help="What to do with Chinese filler: the passage it stands for is lost.")  # fmt: skip
@click.option("--suggestions", is_flag=True, help="Make the unsure fixes too.")
@click.option("--select", multiple=True, metavar="R", help="Run exactly these rules (repeat, or put commas).")
@click.option("--report", metavar="FILE", help="List everything changed and left: FILE.json as JSON, else Markdown.")
@click.option("--encoding", help="Encoding to write; without it, the one that was read.")
@click.option("--strict", is_flag=True, help="End with 1 if anything is left for a person.")
@profile_option
@glossary_option
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output: str | None,
    in_place: bool,
    diff: bool,
    filler: str,
    suggestions: bool,
    select: tuple[str, ...],
    report: str | None,
    encoding: str | None,
    strict: bool,
    profile: str,
    glossary: str,
) -> None:
    """Clean PATHS ("-" for standard input). One file without -o goes to standard output.

    The originals stay as they are unless --in-place is given. What was changed and what is left is
    counted on standard error, and listed in full with --report.
    """
    if sum((output is not None, in_place, diff)) > 1:
        raise click.UsageError("-o, --in-place and --diff exclude one another")
    if len(paths) > 1 and not (output or in_place or diff):
        raise click.UsageError("several files need -o FOLDER, --in-place or --diff")
    terms = open_glossary(glossary)
    chosen = known_rules(select) or None
    done: list[tuple[Source, Fixed]] = []
    for path in paths:
        source = read_source(path)
        fixed = fix_text(
            source.text, format=source.format, select=chosen, profile=profile, glossary=terms,
            suggestions=suggestions, filler=filler,  # type: ignore[arg-type]
        )  # fmt: skip
        done.append((source, fixed))
    written = [
        (_target(source, output, in_place, len(done)), source.store(fixed.text, encoding)) for source, fixed in done
    ]
    _refuse_twice([target for target, _ in written if target] + ([Path(report)] if report else []))
    if report:
        _refuse_input(report, done)
        text = cleaning_json(done) if report.endswith(".json") else cleaning_markdown(done)
        write_atomic(report, text.encode(errors="backslashreplace"))
    for (source, fixed), (target, data) in zip(done, written, strict=True):
        if diff:
            click.echo(_diff(source, fixed), nl=False)
        elif target is None:
            sys.stdout.buffer.write(data)
        elif not in_place or data != source.data:
            write_atomic(target, data)
        click.echo(f"{source.name}: {len(fixed.applied)} fixed, {len(fixed.remaining)} left for a person", err=True)
    context.exit(1 if strict and any(fixed.remaining for _, fixed in done) else 0)


def _target(source: Source, output: str | None, in_place: bool, count: int) -> Path | None:
    """Where the cleaned text goes; None for standard output. Raises FileProblem where that is the original."""
    if in_place:
        if source.name == "-":
            raise click.UsageError("standard input cannot be changed in place")
        return Path(source.name)
    if output is None:
        return None
    target = Path(output)
    if count > 1 or output.endswith("/") or target.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        target /= Path(source.name).name if source.name != "-" else "text.txt"
    if source.name != "-" and target.exists() and target.samefile(source.name):
        raise FileProblem(f"{target}: is the original; name another file, or say --in-place")
    return target


def _refuse_twice(targets: list[Path]) -> None:
    """Raises FileProblem where two things would be written to one file."""
    seen: set[Path] = set()
    for target in targets:
        if target.resolve() in seen:
            raise FileProblem(f"{target}: would be written twice; clean files of the same name one by one")
        seen.add(target.resolve())


def _refuse_input(report: str, done: list[tuple[Source, Fixed]]) -> None:
    for source, _ in done:
        if source.name != "-" and Path(report).exists() and Path(report).samefile(source.name):
            raise FileProblem(f"{report}: is the original; name another file for the report")


def _diff(source: Source, fixed: Fixed) -> str:
    old, new = (_LINE.findall(text) for text in (source.text, fixed.text))
    lines = difflib.unified_diff(old, new, source.name, f"{source.name} (cleaned)", n=1)
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
