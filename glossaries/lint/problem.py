"""What a check says of an entry, and what it may ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..glossary import Glossary
from ..model import Form, Term

Severity = Literal["error", "warning", "info"]


class Problem(NamedTuple):
    """What is wrong with an entry: where, what, and what to do."""

    check: str
    severity: Severity
    column: str
    message: str
    advice: str


class Among:
    """The glossary in which an entry stands, and the day on which it is looked at (2026-01-20)."""

    def __init__(self, glossary: Glossary, today: str) -> None:
        self.glossary, self.today = glossary, today
        self.by_id = {term.id: term for term in glossary}
        self.wants_english = 2 * sum(bool(term.english) for term in glossary) > len(glossary)


def column_of(form: Form) -> str:
    """The column of a Japanese form."""
    return "ja" if form.status == "preferred" else form.status


def english_columns(term: Term) -> Iterator[tuple[str, str]]:
    """Each English form with its column."""
    for form in term.english_forms:
        yield "en" if form.status == "preferred" else f"en_{form.status}", form.text
