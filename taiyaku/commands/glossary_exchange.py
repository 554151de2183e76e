"""`taiyaku glossary import`, `export`, `merge` and `diff`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import click

from cleantext.files import read_bytes, write_atomic
from glossaries import Term, load_glossaries, load_glossary
from glossaries.editing import Change, Table, apply, change_of, check_table, read_table
from glossaries.formats import FORMATS, format_of
from glossaries.formats.rows import Row, row_of
from glossaries.formats.tsv import write_terms
from glossaries.load import glossary_bytes, glossary_path
from glossaries.merging import Change as CellChange
from glossaries.merging import Conflict, Merged, diff, merge

from ..errors import TaiyakuError
from ..glossary.ask import confirm, nothing_changed
from ..glossary.entries import change_text, entry_line
from ..glossary.tables import editor_of, open_table, write_table
from ..options import say
from ..show import COLUMNS, visible, wrap
from .glossary_edit import change_options

Command = TypeVar("Command", bound=Callable[..., Any])
format_option = click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), metavar="F",
    help=f"Format of the file, if its ending does not say it: {', '.join(FORMATS)}.",
)  # fmt: skip


def take_options(command: Command) -> Command:
    """Adds --take and --dry-run."""
    take = "Where both differ: keep ours, take theirs, or take their cells whole, emptied ones too [ours]."
    for option in (
        click.option("--dry-run", is_flag=True, help="Only say what would happen."),
        click.option("--take", type=click.Choice(["ours", "theirs", "whole"]), default="ours", help=take),
    ):
        command = option(command)
    return command


@click.command("import")
@click.argument("glossary", metavar="G")
@click.argument("file", metavar="FILE")
@format_option
@take_options
@change_options
def import_command(
    glossary: str, file: str, form: str | None, take: str, dry_run: bool, yes: bool, by: str | None
) -> None:
    """Bring the entries of FILE into the table G, which is made if it is not there.

    Entries are found again by their id, or by their forms: a second import updates, it does not double. What is
    empty is filled in, and where both differ, ours stays and the difference is told, unless --take theirs; with
    --take whole a cell that was emptied there is emptied here. No entry is ever removed. Nothing is written before
    it was shown and agreed to.
    """
    incoming = format_of(Path(file), form or "").read(read_bytes(file), Path(file).name)
    for remark in incoming.remarks:
        say(remark)

    def merged(terms: Iterable[Term]) -> Merged:
        return merge(terms, incoming.terms, columns=incoming.columns, theirs=take == "theirs", replace=take == "whole")

    _merge_into(glossary, merged, "imported", dry_run, yes, by)


@click.command("merge")
@click.argument("glossary", metavar="A")
@click.argument("other", metavar="B")
@click.option("-o", "--output", metavar="OUT", help="Write the outcome to this file.")
@click.option("--in-place", is_flag=True, help="Change the table A itself.")
@click.option("--force", is_flag=True, help="Write over OUT if it is there.")
@take_options
@change_options
def merge_command(
    glossary: str,
    other: str,
    output: str | None,
    in_place: bool,
    force: bool,
    take: str,
    dry_run: bool,
    yes: bool,
    by: str | None,
) -> None:
    """Bring the entries of B into A, entry by entry; see `taiyaku glossary import`.

    What was added, changed, kept and not taken is printed.
    """
    if (output is not None) + in_place + dry_run != 1:
        raise click.UsageError("say either -o OUT, --in-place or --dry-run")
    incoming = load_glossary(other).terms

    def merged(terms: Iterable[Term]) -> Merged:
        return merge(terms, incoming, theirs=take == "theirs", replace=take == "whole")

    if in_place:
        _merge_into(glossary, merged, "merged", False, yes, by)
        return
    result = merged(load_glossary(glossary).terms)
    data = write_terms(result.terms) if output is None else format_of(Path(output)).write_terms(result.terms)
    if output is not None and Path(output).suffix.lower() == ".tsv":
        check_table(read_table(data, Path(output).name))
    click.echo(_report(result), nl=False)
    if output is not None:
        _write_new(output, data, force, (glossary, other))


@click.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print [text].")
@click.pass_context
def diff_command(context: click.Context, old: str, new: str, form: str) -> None:
    """Print how B differs from A, entry by entry, by their ids. Ends with 1 if it does."""
    found = diff(load_glossary(old), load_glossary(new))
    if form == "json":
        added, removed = ([_filled(term) for term in terms] for terms in (found.added, found.removed))
        changed = [change._asdict() for change in found.changed]
        click.echo(json.dumps({"added": added, "removed": removed, "changed": changed}, ensure_ascii=False, indent=2))
    else:
        click.echo(
            _listing("removed", found.removed) + _listing("added", found.added) + _cells(found.changed), nl=False
        )
    ids = len({change.id for change in found.changed})
    say(f"{len(found.added)} added, {len(found.removed)} removed, {ids} changed, {len(found.same)} the same")
    context.exit(1 if found.added or found.removed or found.changed else 0)


@click.command("export")
@click.argument("glossaries", metavar="G...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", required=True, help="The file to write.")
@format_option
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
def export_command(glossaries: tuple[str, ...], output: str, form: str | None, force: bool) -> None:
    """Write G to FILE, for a spreadsheet, a translation tool, or as a table of your own; several G are layers.

    What the format cannot hold is told.
    """
    wanted, path = format_of(Path(output), form or ""), Path(output)
    terms = load_glossaries(glossaries).terms
    if len(glossaries) == 1 and wanted.module == "tsv" and glossary_path(glossaries[0]).suffix.lower() == ".tsv":
        data = glossary_bytes(glossaries[0])
    else:
        data = wanted.write_terms(terms)
    _write_new(output, data, force, glossaries)
    if lost := wanted.lost(terms):
        say(f"{path}: this format holds no {', '.join(lost)}; keep the table as the original")


def _write_new(output: str, data: bytes, force: bool, read: Iterable[str]) -> None:
    """Write a file that is none of the glossaries read: a table changes only where its history says so."""
    if os.path.exists(output) and any(os.path.samefile(output, glossary_path(name)) for name in read):
        raise TaiyakuError(f"{output}: is the glossary itself; name another file")
    if os.path.lexists(output) and not force:
        raise TaiyakuError(f"{output}: is there already; name another file, or say --force to write over it")
    write_atomic(output, data)
    click.echo(output)


def _merge_into(
    name: str, merged: Callable[[Iterable[Term]], Merged], what: str, dry_run: bool, yes: bool, by: str | None
) -> None:
    """Show what a merge into a table does, ask, and do it."""
    opened = open_table(name, make=True)
    result = merged(opened.glossary.terms)
    check_table(_applied(opened.table, result)[0])
    click.echo(_report(result), nl=False)
    if dry_run:
        return
    if not (result.added or result.changed):
        say(f"{opened.name}: has all of it already; nothing was changed")
        return
    with nothing_changed():
        confirm(f"Write this to {opened.name}?", yes)

    def edit(table: Table) -> tuple[Table, list[Change]]:
        return _applied(table, merged(check_table(table).terms))

    act = write_table(opened.path, edit, what, editor_of(by, opened.path.parent))
    click.echo(f"{what} into {opened.name}: number {act.number} of its history")


def _applied(table: Table, result: Merged) -> tuple[Table, list[Change]]:
    """The table with what a merge adds and changes; all else stays as it is written."""
    changes = [
        change_of(table, id, {cell.column: cell.after for cell in cells})
        for id, cells in groupby(result.changed, key=lambda cell: cell.id)
    ]
    return apply(table, changes + [Change(term.id, None, _filled(term)) for term in result.added])


def _filled(term: Term) -> Row:
    return {column: cell for column, cell in row_of(term).items() if cell}


def _report(result: Merged) -> str:
    """What a merge added and changed, and what it did not take, with the reasons."""
    changed = len({change.id for change in result.changed})
    numbers = f"{len(result.added)} added, {changed} changed, {len(result.kept)} kept as they were"
    numbers += f", {len(result.conflicts)} not taken\n" if result.conflicts else "\n"
    text = _listing("added", result.added) + _cells(result.changed)
    return text + "".join(map(_conflict, result.conflicts)) + numbers


def _listing(what: str, terms: Iterable[Term]) -> str:
    return "".join(f"{what} {entry_line(term)}" for term in terms)


def _cells(changes: Iterable[CellChange]) -> str:
    text = ""
    for id, cells in groupby(changes, key=lambda cell: cell.id):
        each = list(cells)
        before, after = {c.column: c.before for c in each}, {c.column: c.after for c in each}
        text += f"changed {id}\n" + change_text(Change(id, before, after), "    ")
    return text


def _conflict(conflict: Conflict) -> str:
    where = f"not taken {conflict.id or '(no id)'}, {conflict.column}: "
    kept = f", {visible(conflict.kept)!r} stays" if conflict.kept else ""
    return wrap(f"{where}{visible(conflict.incoming)!r}{kept}: {conflict.reason}", COLUMNS)
