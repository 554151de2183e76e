"""`taiyaku glossary log` and `undo`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from cleantext.files import read_bytes
from glossaries.editing import Change, read_table
from glossaries.journal import BEGUN, OUTSIDE, UNDONE, Act, outside_changes, take_back, undoable, undone

from ..errors import TaiyakuError
from ..glossary.ask import confirm, nothing_changed
from ..glossary.entries import change_text, listed
from ..glossary.tables import Edit, editor_of, open_table, read_history, write_table
from ..options import say
from ..show import COLUMNS, wrap
from .glossary_edit import change_options

_FEW = 10
"""Rows of one act that are shown in full."""


@click.command("log")
@click.argument("glossary", metavar="G")
@click.argument("entry", metavar="[ID]", required=False)
@click.option("-n", "--last", type=click.IntRange(1), metavar="N", help="Only the last N.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print [text].")
def log_command(glossary: str, entry: str | None, last: int | None, form: str) -> None:
    """Print who changed what in the table G, and when; the newest first. With ID, only that row's changes.

    What other programs changed, such as a spreadsheet, is noticed and shown too.
    """
    path = Path(glossary)
    table = read_table(read_bytes(path), path.name)
    acts = read_history(path)
    if not acts:
        say(f"{glossary}: has no history; it begins with the first change by add, edit, remove, import or merge")
    gone = undone(acts)
    rows = {id: row["ja"] for act in acts for row in act.rows for id in [row["id"]] if "ja" in row}
    rows |= {id: row["ja"] for id, row in table.rows.items() if "ja" in row}
    outside = outside_changes(acts, table.rows)
    shown = [Act("", "", OUTSIDE, outside)] if outside else []
    shown += [act for act in reversed(acts) if act.what != BEGUN]
    if entry:
        shown = [act for act in shown if any(change.id == entry for change in act.changes)]
        if not shown:
            say(f"{glossary}: the history has no change of {entry!r}")
    shown = shown[:last]
    if form == "json":
        click.echo(json.dumps([_object(act) for act in shown], ensure_ascii=False, indent=2))
        return
    for act in shown:
        click.echo(_act_text(act, rows, entry, act.number in gone), nl=False)


def _object(act: Act) -> dict[str, object]:
    changes = [{"id": c.id, "what": c.what, "before": c.before, "after": c.after} for c in act.changes]
    return {"number": act.number or None, "when": act.when or None, "who": act.who or None, "what": act.what,
            "undoes": act.undoes or None, "changes": changes}  # fmt: skip


def _act_text(act: Act, rows: dict[str, str], entry: str | None, is_undone: bool) -> str:
    what = {OUTSIDE: "changed outside taiyaku", UNDONE: f"took back number {act.undoes}"}.get(act.what, act.what)
    if act.what == OUTSIDE and not act.number:
        what += " (since the last change here)"
    changes = [change for change in act.changes if entry in (None, change.id)]
    numbers = Counter(change.what for change in changes)
    if len(changes) > 1:
        what += ": " + ", ".join(f"{count} {each}" for each, count in numbers.items())
    parts = [f"{act.number:>3}" if act.number else "  -", _local(act.when), act.who, what]
    line = "  ".join(part for part in parts if part) + ("  [taken back]" if is_undone else "")
    text = wrap(line, COLUMNS) if act.number else wrap(line, COLUMNS, "  ")
    return text + _changes_text(changes, rows)


def _changes_text(changes: Sequence[Change], rows: dict[str, str]) -> str:
    text = ""
    for change in changes[:_FEW]:
        name = (change.after or {}).get("ja") or (change.before or {}).get("ja") or rows.get(change.id, "")
        text += wrap(f"{change.what} {change.id}" + (f" ({name})" if name else ""), COLUMNS, "     ")
        text += change_text(change, "       ") if change.what == "changed" else ""
    if rest := [change.id for change in changes[_FEW:]]:
        text += wrap(f"and {listed(rest)}", COLUMNS, "     ")
    return text


def _local(when: str) -> str:
    """The time of an act where the reader is."""
    try:
        return f"{datetime.fromisoformat(when).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return when


@click.command("undo")
@click.argument("glossary", metavar="G")
@click.option("-n", "--last", type=click.IntRange(1), metavar="N", help="Take back the last N changes [1].")
@click.option("--number", type=click.IntRange(1), metavar="N", help="Take back the change that `log` shows under N.")
@change_options
def undo_command(glossary: str, last: int | None, number: int | None, yes: bool, by: str | None) -> None:
    """Take back the last change of the table G that was not taken back yet.

    It is taken back only where the rows still are as that change left them. That it was taken back is noted, and
    can be taken back itself by its number.
    """
    if last and number:
        raise click.UsageError("--last and --number exclude one another")
    opened = open_table(glossary)
    acts = read_history(opened.path)
    wanted = [_numbered(acts, number, glossary)] if number else undoable(acts)[: last or 1]
    if not wanted or len(wanted) < (last or 1):
        raise TaiyakuError(f"{glossary}: its history has {len(undoable(acts))} changes to take back")
    rows = {id: row.get("ja", "") for id, row in opened.table.rows.items()}
    with nothing_changed():
        table = opened.table
        for act in wanted:
            table, changes = take_back(table, act)
            click.echo(
                wrap(f"to take back: number {act.number}, {act.what} by {act.who or 'another program'}"),
                nl=False,
                err=True,
            )
            click.echo(_changes_text(changes, rows), nl=False, err=True)
        confirm(f"Do this to {opened.name}?", yes)
    for act in wanted:
        done = write_table(opened.path, _taking_back(act), UNDONE, editor_of(by, opened.path.parent), act.number)
        click.echo(f"took back number {act.number} in {opened.name}: number {done.number} of its history")


def _taking_back(act: Act) -> Edit:
    return lambda table: take_back(table, act)


def _numbered(acts: Sequence[Act], number: int, glossary: str) -> Act:
    for act in acts:
        if act.number == number and act.what != BEGUN:
            if number in undone(acts):
                raise TaiyakuError(f"{glossary}: number {number} is taken back already")
            return act
    raise TaiyakuError(f"{glossary}: its history has no change number {number}; `taiyaku glossary log` shows them")
