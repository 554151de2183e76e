"""Questions to an editor on a terminal. They go to standard error; Ctrl-C at any of them changes nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from glossaries.formats.incoming import new_id
from glossaries.formats.rows import COLUMNS, SEVERAL, TYPES, Row
from glossaries.readings import reading

from ..errors import TaiyakuError
from ..options import say

NEW = ("ja", "en", "reading", "type", "deprecated", "id")
"""What is asked of a new entry, in this order; then an example."""

USUAL = ("ja", "en", "reading", "type", "admitted", "deprecated", "forbidden", "note")
"""What is asked of an entry to be changed, besides what is filled in."""

EMPTY = "-"
"""What empties a cell that has something."""

_QUESTIONS = {
    "ja": "Japanese, as your house writes it",
    "en": "English",
    "reading": "Reading, in hiragana",
    "type": f"Type ({', '.join(TYPES)})",
    "admitted": "Other Japanese that is right too (| between)",
    "deprecated": "Wrong spellings, to be replaced (| between)",
    "forbidden": "Wrong wording, to be reported only (| between)",
    "note": "Note",
    "id": "Name of the row (a-z, digits, hyphens; never changed later)",
}
_BETWEEN = re.compile(r"\s*[|｜、，,;；]\s*")


def has_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


@contextmanager
def nothing_changed() -> Iterator[None]:
    """Says that nothing was changed where the questions are broken off."""
    try:
        yield
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        raise TaiyakuError("stopped; nothing was changed", 130) from None


def ask(column: str, present: str = "") -> str:
    """A cell, asked for; an empty answer keeps what is there (or was suggested), EMPTY empties it."""
    question = _QUESTIONS.get(column, column)
    while True:
        shown = present.replace("|", " | ")
        answer = click.prompt(question, default=shown, show_default=bool(shown), err=True)
        answer = present if answer == shown else str(answer).strip()
        if answer == EMPTY:
            return ""
        if column in ("admitted", "deprecated", "forbidden"):
            answer = "|".join(part for part in _BETWEEN.split(answer) if part)
        elif column in SEVERAL:
            answer = "|".join(part.strip() for part in answer.split("|") if part.strip())
        if column == "type" and answer and answer not in TYPES:
            named = [each for each in TYPES if each.startswith(answer.lower())]
            if len(named) != 1 and answer.lower() not in named:
                say(f"{answer!r} is no type: write one of {', '.join(TYPES)}, or only its beginning")
                continue
            answer = named[0]
        if answer or column not in ("ja", "id"):
            return answer
        say("this one is needed")


def ask_new(cells: Row, taken: set[str]) -> Row:
    """The cells of a new entry: those given, and the answers to the questions for the others."""
    row = dict(cells)
    for column in NEW:
        if column in row:
            continue
        suggestion = ""
        if column == "reading":
            suggestion = reading(row["ja"])
        elif column == "type" and re.fullmatch("[ァ-ヺー]+(・[ァ-ヺー]+)+", row["ja"]):
            suggestion = "person"
        elif column == "id":
            suggestion = new_id(row.get("en", ""), taken)
        row[column] = ask(column, suggestion)
    return {column: cell for column, cell in row.items() if cell}


def ask_changes(row: Row) -> Row:
    """The cells of an entry as they are to become."""
    click.echo(f"Return keeps what is in brackets, {EMPTY} empties it.", err=True)
    others = [column for column in COLUMNS if row.get(column) and column not in ("id", *USUAL)]
    return {column: ask(column, row.get(column, "")) for column in (*USUAL, *others)}


def ask_example() -> str:
    """A sentence to try the entry on; "" for none."""
    answer = click.prompt("An example sentence (or nothing)", default="", show_default=False, err=True)
    return str(answer).strip().replace("|", "｜")


def confirm(question: str, yes: bool) -> None:
    """Goes on only where the editor agrees, beforehand or now. Raises TaiyakuError."""
    if yes:
        return
    if not has_terminal():
        raise TaiyakuError("nothing was changed, for there is no terminal to ask on; say --yes to do it unasked")
    if not click.confirm(question, default=True, err=True):
        raise TaiyakuError("nothing was changed", 1)
