"""`taiyaku glossary add`, `edit` and `remove`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from glossaries import Glossary, GlossaryError
from glossaries.editing import Change, Table, apply, change_of, check_table
from glossaries.folding import fold
from glossaries.formats.incoming import new_id
from glossaries.formats.rows import ARROW, COLUMNS, SEVERAL, Row
from glossaries.lint import lint_entry
from glossaries.model import CellError
from glossaries.specs import respell

from ..config import did_you_mean
from ..errors import TaiyakuError
from ..glossary.ask import ask, ask_changes, ask_example, ask_new, confirm, has_terminal, nothing_changed
from ..glossary.effects import effects
from ..glossary.entries import change_text, finding_text, one_entry, row_text
from ..glossary.tables import Opened, editor_of, open_table, write_table
from ..options import say

Command = TypeVar("Command", bound=Callable[..., Any])

_HELP = {
    "id": "Name of the row; without it, made from the English.",
    "ja": "Japanese form to use.",
    "en": "English to use.",
    "en_admitted": "Other English that is right.",
    "en_deprecated": "English no longer used.",
    "en_forbidden": "English that must not stand for it.",
    "admitted": "Other Japanese that is right.",
    "deprecated": "Spelling that cleaning replaces.",
    "forbidden": "Wording that is only reported.",
    "reading": "In hiragana.",
    "type": "person, person-short, place, organisation, title, event, term.",
    "short_of": "Id of the full name.",
    "near": "Found only in a sentence with this word.",
    "not_near": "Not found in a sentence with this word.",
    "inflects": "yes for verbs and adjectives.",
    "from": "First day on which it is right.",
    "until": "Last such day.",
    "specs": "Example: text → text, or what stays as it is.",
    "source": "Where it is from.",
    "note": "For people.",
}


def cell_options(command: Command) -> Command:
    """Adds an option for every column; what may have several values may be repeated."""
    for column in reversed(COLUMNS):
        name = f"--{column.replace('_', '-')}"
        several = column in SEVERAL
        command = click.option(name, f"cell_{column}", multiple=several, metavar="X", help=_HELP[column])(command)
    return command


def change_options(command: Command) -> Command:
    """Adds the options that all changes have."""
    for option in (
        click.option("--by", metavar="NAME", help="Who makes the change [git's user.name, else the login]."),
        click.option("-y", "--yes", is_flag=True, help="Do it without asking."),
    ):
        command = option(command)
    return command


def try_option(command: Command) -> Command:
    """Adds --try."""
    text = "Show first what would change in ARTICLE; may be repeated."
    return click.option("--try", "articles", multiple=True, metavar="ARTICLE", help=text)(command)


@click.command("add")
@click.argument("glossary", metavar="G")
@cell_options
@click.option("--after", metavar="ID", default="", help="Put the row below this one [the last].")
@try_option
@change_options
def add_command(
    glossary: str, after: str, articles: tuple[str, ...], yes: bool, by: str | None, **options: Any
) -> None:
    """Add an entry to the table G, which is made if it is not there.

    Without options it asks for what is needed. The row is shown, with all that looks wrong with it, before it is
    written.
    """
    cells = {name.removeprefix("cell_"): value for name, value in options.items()}
    row = {column: value if isinstance(value, str) else "|".join(value) for column, value in cells.items() if value}
    opened = open_table(glossary, make=True)
    asking = has_terminal() and not yes and not {"ja", "en"} <= row.keys()
    if opened.is_new:
        say(f"{opened.name}: is a new table")
    if not asking:
        if "ja" not in row:
            raise click.UsageError("give the Japanese form with --ja, or answer questions on a terminal")
        row.setdefault("id", new_id(row.get("en", ""), opened.table.rows))
    with nothing_changed():
        if asking:
            row = ask_new(row, set(opened.table.rows))
        line = opened.table.places[one_entry(opened.glossary, after).id] + 2 if after else 0
        edit = _Edit(opened, lambda cells: Change(cells["id"], None, cells, line), asking)
        row = edit.settle(row)
        if asking and "specs" not in row and (example := ask_example()):
            row = edit.settle(row | {"specs": _spec(example, edit.made(row))})
        edit.show(row_text(row), row, articles)
        confirm(f"Add this row to {opened.name}?", yes)
    act = write_table(
        opened.path, lambda table: apply(table, [edit.change(row)]), "added", editor_of(by, opened.path.parent)
    )
    click.echo(f"added {row['id']} ({row['ja']}) to {opened.name}: number {act.number} of its history")


def _spec(example: str, glossary: Glossary) -> str:
    """An example with what the glossary makes of it; one that it leaves alone is a counter-example."""
    if ARROW in example:
        return example
    became = respell(example, glossary)
    return example if became == example else f"{example} {ARROW} {became}"


class _Edit:
    """A change of one row in the making."""

    def __init__(self, opened: Opened, change: Callable[[Row], Change], asking: bool) -> None:
        self.opened, self.change, self.asking = opened, change, asking

    def made(self, row: Row) -> Glossary:
        """The glossary with the change. Raises GlossaryError."""
        return check_table(apply(self.opened.table, [self.change(row)])[0])

    def settle(self, row: Row) -> Row:
        """The cells, asked for anew as long as the table would not load with them. Raises GlossaryError."""
        while True:
            try:
                self.made(row)
                return row
            except GlossaryError as error:
                if not self.asking:
                    raise
                say(str(error))
                column = error.column if isinstance(error, CellError) else "specs" if "specs" in row else "deprecated"
                row = {**row, column: ask(column, row.get(column, ""))}

    def show(self, text: str, row: Row, articles: tuple[str, ...]) -> None:
        """What will be, what looks wrong with it, and what it changes in articles."""
        click.echo(f"\n{text}", err=True)
        glossary = self.made(row)
        for finding in lint_entry(glossary, self.change(row).id):
            if finding.severity != "info":
                click.echo(finding_text(finding), nl=False, err=True)
        for line in effects(self.opened.glossary, glossary, articles) if articles else ():
            click.echo(line, nl=False, err=True)


@click.command("edit")
@click.argument("glossary", metavar="G")
@click.argument("entry", metavar="ENTRY")
@click.option("--set", "cells", multiple=True, metavar="COLUMN=X", help="Fill a cell; nothing after = empties it.")
@click.option("--add-form", "added", multiple=True, metavar="STATUS:X", help="Add a form, or give it this status.")
@click.option("--drop-form", "dropped", multiple=True, metavar="X", help="Take a form out.")
@try_option
@change_options
def edit_command(
    glossary: str,
    entry: str,
    cells: tuple[str, ...],
    added: tuple[str, ...],
    dropped: tuple[str, ...],
    articles: tuple[str, ...],
    yes: bool,
    by: str | None,
) -> None:
    """Change ENTRY of the table G: its id, or any of its forms.

    Without options it asks for every cell, with what is there. STATUS is preferred, admitted, deprecated or
    forbidden, with en_ before it for English.
    """
    opened = open_table(glossary)
    id = one_entry(opened.glossary, entry).id
    old = opened.table.rows[id]
    row = _with_cells(old, cells)
    for form in dropped:
        row = _without_form(row, form)
    for form in added:
        row = _with_form(row, form)
    asking = not (cells or added or dropped)
    if asking and not has_terminal():
        raise click.UsageError("say what to change: --set, --add-form or --drop-form")
    edit = _Edit(opened, lambda cells: change_of(opened.table, id, cells), asking)
    with nothing_changed():
        row = edit.settle(ask_changes(old) if asking else row)
        change = edit.change(row)
        if not change.after:
            raise TaiyakuError(f"{id} is so already; nothing was changed", 0)
        edit.show(f"{id} ({old.get('ja', '')})\n{change_text(change, '  ')}", row, articles)
        confirm(f"Change this row of {opened.name}?", yes)
    act = write_table(opened.path, lambda table: apply(table, [change]), "changed", editor_of(by, opened.path.parent))
    click.echo(f"changed {id} in {opened.name}: number {act.number} of its history")


def _with_cells(row: Row, cells: tuple[str, ...]) -> Row:
    row = dict(row)
    for cell in cells:
        column, equals, value = cell.partition("=")
        column = column.strip().replace("-", "_")
        if not equals:
            raise click.UsageError(f"{cell!r} is no COLUMN=X, such as --set reading=きーう")
        if column == "id":
            raise click.UsageError("the id of a row never changes; add a new row and remove this one")
        if column not in COLUMNS:
            raise click.UsageError(f"there is no column {column!r}; {did_you_mean(column, COLUMNS)}")
        row[column] = value.strip()
    return row


def _with_form(row: Row, option: str) -> Row:
    """A row with a form more, or with another status for one that it has."""
    status, colon, text = (part.strip() for part in option.replace("：", ":").partition(":"))
    english = "en_" if status.startswith("en") else ""
    column = {"preferred": "ja", "en_preferred": "en"}.get(status, status)
    if not colon or not text or column not in _columns(english):
        statuses = "preferred, admitted, deprecated, forbidden"
        raise click.UsageError(f"{option!r} is no STATUS:X; STATUS is one of {statuses}, with en_ for English")
    old = row.get("en" if english else "ja", "")
    row = _taken_out(row, text, _columns(english))
    if column not in ("ja", "en"):
        return {**row, column: "|".join(filter(None, [row.get(column, ""), text]))}
    if old and old != text:
        row = {**row, f"{english}admitted": "|".join(filter(None, [old, row.get(f"{english}admitted", "")]))}
    return {**row, column: text}


def _without_form(row: Row, text: str) -> Row:
    for column in ("ja", "en"):
        if row.get(column) == text:
            raise TaiyakuError(f"{text!r} is the form to use; give another with --set {column}=…")
    left = _taken_out(row, text, (*_columns(""), *_columns("en_")))
    if left == row:
        raise TaiyakuError(f"the row has no form {text!r}")
    return left


def _columns(english: str) -> tuple[str, ...]:
    return (english[:-1] or "ja", *(f"{english}{status}" for status in ("admitted", "deprecated", "forbidden")))


def _taken_out(row: Row, text: str, columns: tuple[str, ...]) -> Row:
    key = fold(text).text
    left = dict(row)
    for column in columns:
        values = [value.strip() for value in row.get(column, "").split("|")]
        if any(fold(value).text == key for value in values):
            left[column] = "|".join(value for value in values if fold(value).text != key)
    return left


@click.command("remove")
@click.argument("glossary", metavar="G")
@click.argument("entry", metavar="ENTRY")
@try_option
@change_options
def remove_command(glossary: str, entry: str, articles: tuple[str, ...], yes: bool, by: str | None) -> None:
    """Remove ENTRY from the table G: its id, or any of its forms. `taiyaku glossary undo` brings it back."""
    opened = open_table(glossary)
    term = one_entry(opened.glossary, entry)
    if short := [each.id for each in opened.glossary if each.short_of == term.id]:
        raise TaiyakuError(f"{term.id} is the full name of {', '.join(short)}; remove or change that first")
    row = opened.table.rows[term.id]

    def remove(table: Table) -> tuple[Table, list[Change]]:
        return apply(table, [Change(term.id, row, None)])

    with nothing_changed():
        click.echo(row_text(row), err=True)
        for line in effects(opened.glossary, check_table(remove(opened.table)[0]), articles) if articles else ():
            click.echo(line, nl=False, err=True)
        confirm(f"Remove this row from {opened.name}?", yes)
    act = write_table(opened.path, remove, "removed", editor_of(by, opened.path.parent))
    click.echo(f"removed {term.id} ({term.preferred}) from {opened.name}: number {act.number} of its history")
