"""What must hold of a table as a whole: its header, and its rows beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from ..folding import fold
from ..model import GlossaryError, Term
from .rows import COLUMNS, REQUIRED, Line, nearest

_MEANT = {
    "category": "type",
    "comment": "note",
    "comments": "note",
    "english": "en",
    "example": "specs",
    "examples": "specs",
    "ja_variants": "admitted",
    "japanese": "ja",
    "kana": "reading",
    "kind": "type",
    "to": "until",
    "valid_from": "from",
    "valid_to": "until",
    "variants": "admitted",
}
"""Other names that tables use for our columns."""


def check_header(header: Sequence[str], source: str, number: int) -> None:
    """Raises GlossaryError where a column is unknown, named twice or missing."""
    for index, name in enumerate(header):
        where = f"{source}, line {number}, column {name or 'without a name'} (number {index + 1})"
        if name not in COLUMNS:
            right = _MEANT.get(name.lower()) or nearest(
                name, [column for column in COLUMNS if column not in header] or COLUMNS
            )
            raise GlossaryError(
                f"{where}: there is no such column: call it {right}, or another of {', '.join(COLUMNS)}."
            )
        if name in header[:index]:
            raise GlossaryError(f"{where}: the header names this column twice: delete one of the two.")
    for column in REQUIRED:
        if column not in header:
            raise GlossaryError(
                f"{source}, line {number}, column {column} (number {len(header) + 1}): "
                "the header lacks this column: add it and fill it in for every row."
            )


def check_together(terms: Sequence[Term], source: str, header: Sequence[str]) -> None:
    """Raises GlossaryError where an id stands in two rows, or a form without near or not_near to tell them apart."""
    ids: dict[str, Term] = {}
    preferred = {fold(term.preferred).text: term for term in terms}
    plain: dict[str, Term] = {}  # of each form, the term that has it without conditions
    for term in terms:
        row = Line(source, term.line, header)
        first = ids.setdefault(term.id, term)
        if first is not term:
            row.fail("id", f"{term.id!r} is the id of line {first.line} too", "give this row another id")
        for form in term.forms:
            column = "ja" if form.status == "preferred" else form.status
            key = fold(form.text).text
            owner = preferred.get(key, term)
            if owner is not term and form.status == "deprecated" and not is_conditional(owner, term):
                problem = f"{form.text!r} would be replaced, but line {owner.line} prefers it"
                row.fail(column, problem, "delete it in one of the two rows")
            other = term if has_conditions(term) else plain.setdefault(key, term)
            if other is not term:
                problem = f"{form.text!r} stands in line {other.line} too"
                advice = "a form belongs to one term, so delete it in one of the two rows, or tell them apart with near"
                row.fail(column, problem, advice)
    for term in terms:
        if term.short_of and term.short_of not in ids:
            others = nearest(term.short_of, ids)
            Line(source, term.line, header).fail(
                "short_of",
                f"there is no row {term.short_of!r}",
                f"write the id of the full name's row, such as {others}",
            )


def has_conditions(term: Term) -> bool:
    """Whether the words round its forms are asked for."""
    return bool(term.near or term.not_near)


def is_conditional(one: Term, other: Term) -> bool:
    """Whether the words round a form tell which of two terms is meant."""
    return has_conditions(one) or has_conditions(other)
