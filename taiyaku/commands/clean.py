"""`taiyaku clean`: fix what is safe to fix."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cleantext.files import FileProblem, write_atomic

from ..checking import Tasks, open_terms
from ..cleaning import Cleaned, Wish, clean_file
from ..cleaning_report import cleaning_json, cleaning_markdown
from ..discover import Found, PathProblem
from ..options import named_files, open_configs, say, settings_options
from ..processes import in_order, processes_for, size_of
from ..sources import shown
from ..writing import make_folder

_NO_TEXT = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
"""Encodings of Python for names of hosts, for code and for mail."""


@click.command("clean")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="A file, - for standard output, or a folder (for several files, or ending in /).",
)
@click.option("--in-place", is_flag=True, help="Overwrite the files themselves, each whole or not at all.")
@click.option("--diff", is_flag=True, help="Print what would change, as a unified diff; write nothing.")
@click.option("--filler", type=click.Choice(["mark", "remove", "keep"]),
              help="What to do with Chinese filler: the passage it stands for is lost [mark].")  # fmt: skip
@click.option("--suggestions", is_flag=True, help="Make the unsure fixes too.")
@click.option("--tracked", is_flag=True, help="In Word documents: fixes as tracked changes, the rest as comments.")
@click.option("--report", metavar="FILE", help="List everything changed and left: FILE.json as JSON, else Markdown.")
@click.option("--encoding", help="Encoding to write; without it, the one that was read.")
@click.option("--strict", is_flag=True, help="End with 1 if anything is left for a person.")
@settings_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output: str | None,
    in_place: bool,
    diff: bool,
    filler: str | None,
    suggestions: bool,
    tracked: bool,
    report: str | None,
    encoding: str | None,
    strict: bool,
    force_exclude: bool,
    jobs: int | None,
    quiet: bool,
    **settings: Any,
) -> None:
    """Clean PATHS: files, folders, "-" for standard input. One file without -o goes to standard output.

    The originals stay as they are unless --in-place is given. What was changed and what is left is
    counted on standard error, and listed in full with --report; with --quiet and without --strict or --report
    what is left is not looked for, which takes half the time. Ends with 2 if a file could not be cleaned.
    """
    if output == "-":
        output = None
    if sum((output is not None, in_place, diff)) > 1:
        raise click.UsageError("-o, --in-place and --diff exclude one another")
    several = len(paths) > 1 or (paths[0] != "-" and os.path.isdir(paths[0]))
    _need_place(several, bool(output or in_place or diff))
    if encoding:
        _need_encoding(encoding)
    configs = open_configs(**settings, filler=filler)
    files, wishes, problems = [], [], 0
    make = Tasks()
    for each in named_files(paths, configs, force_exclude):
        if isinstance(each, PathProblem):
            say(each.message)
            problems += 1
            continue
        found, config = each
        if output is None or not _is_output(found, output):
            files.append(found)
            task = make.of(found.path, found.folder is None and not force_exclude, config)
            counted = not quiet or strict
            wishes.append(Wish(task, config.filler, suggestions, encoding, diff, tracked, bool(report), counted))
    several = several or len(files) > 1  # found by a pattern
    _need_place(several, bool(output or in_place or diff))
    into = output is not None and (several or output.endswith("/") or os.path.isdir(output))
    targets = [_target(found, output, in_place, into) for found in files]
    _refuse_twice([target for target in targets if target] + ([Path(report)] if report else []))
    _refuse_input(report, files)
    for terms in {wish.task.glossary for wish in wishes}:
        open_terms(terms)
    if into and files:
        make_folder(Path(str(output)))
    done: list[Cleaned] = []
    for file, target in zip(_clean(wishes, jobs), targets, strict=True):
        problem = file.problem or _write(file, target, into, in_place, diff)
        if problem:
            say(problem)
            problems += 1
            continue
        if file.remark:
            say(file.remark)
        if not quiet:
            click.echo(f"{shown(file.path)}: {file.fixed} fixed, {file.left} left for a person", err=True)
        done.append(file._replace(data=b"", diff=""))
    if report:
        text = cleaning_json(done) if report.endswith(".json") else cleaning_markdown(done)
        write_atomic(report, text.encode(errors="backslashreplace"))
    context.exit(2 if problems else 1 if strict and any(file.left or file.remark for file in done) else 0)


def _clean(wishes: list[Wish], jobs: int | None) -> Iterator[Cleaned]:
    if jobs is None:
        jobs = processes_for(len(wishes), sum(size_of(wish.task.path) for wish in wishes))
    return in_order(clean_file, wishes, jobs)


def _write(file: Cleaned, target: Path | None, into: bool, in_place: bool, diff: bool) -> str | None:
    """Put a cleaned file where it belongs; returns why that could not be done."""
    if diff:
        click.echo(file.diff, nl=False)
    elif target is None:
        sys.stdout.buffer.write(file.data)
    elif not in_place or file.changed:
        try:
            if into:
                target.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(target, file.data)
        except FileProblem as e:
            return str(e)
        except OSError as e:
            return f"{target.parent}: cannot be made a folder ({e.strerror}); name another with -o"
    return None


def _need_place(several: bool, is_given: bool) -> None:
    """Raises UsageError where several files would go to standard output, one after the other."""
    if several and not is_given:
        raise click.UsageError("several files need -o FOLDER, --in-place or --diff")


def _is_output(found: Found, output: str) -> bool:
    """True for what an earlier run wrote to a folder that lies in the one that is cleaned."""
    if found.folder is None or not os.path.isdir(output) or os.path.samefile(output, found.folder):
        return False
    return Path(output).resolve() in Path(found.path).resolve().parents


def _need_encoding(encoding: str) -> None:
    """Raises FileProblem for what is no encoding of texts."""
    try:
        "".encode(encoding)
        known = codecs.lookup(encoding).name not in _NO_TEXT
    except (LookupError, ValueError):
        known = False
    if not known:
        raise FileProblem(f"{encoding}: is no known encoding; name one like utf-8, cp932 or euc_jp")


def _target(file: Found, output: str | None, in_place: bool, into: bool) -> Path | None:
    """Where the cleaned text goes; None for standard output. Raises FileProblem where that is the original."""
    if in_place:
        if file.path == "-":
            raise click.UsageError("standard input cannot be changed in place")
        return Path(file.path)
    if output is None:
        return None
    target = Path(output)
    if into:
        if file.folder is not None:
            target /= os.path.relpath(file.path, file.folder)
        else:
            target /= Path(file.path).name if file.path != "-" else "text.txt"
    if file.path != "-" and target.exists() and target.samefile(file.path):
        raise FileProblem(
            f"{target}: is the original; name another {'folder' if into else 'file'} with -o, or say --in-place"
        )
    return target


def _refuse_twice(targets: list[Path]) -> None:
    """Raises FileProblem where two things would be written to one file."""
    seen: set[Path] = set()
    for target in targets:
        if target.resolve() in seen:
            raise FileProblem(f"{target}: would be written twice; clean files of the same name one by one")
        seen.add(target.resolve())


def _refuse_input(report: str | None, found: list[Found]) -> None:
    """Raises FileProblem where the report would overwrite a file that is cleaned."""
    for file in found if report and Path(report).exists() else ():
        if file.path != "-" and os.path.exists(file.path) and Path(str(report)).samefile(file.path):
            raise FileProblem(f"{report}: is the original; name another file for the report")
