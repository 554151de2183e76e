"""The term base of memoQ: CSV with semicolons, UTF-8, one entry a line, the fields of a form repeated for each form.

    Entry_ID       a number, as memoQ wants it.
    Entry_Subject  the type.
    Entry_Domain   the id; an import updates by it where memoQ has kept it.
    Entry_Note     the note.
    Japanese, English     a form, each followed by its
    Term_Info      "Forbidden" for deprecated and forbidden forms, which are one for memoQ.
    Term_Example   "deprecated" for those of the two that cleaning may replace.

Other fields (Entry_Created, Japanese_Def, …) are skipped in reading and not written. Languages with a country
(English_United States) count as the language.

Source: memoQ Web Service API, "Term base in CSV format".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ..model import Form, GlossaryError, Term
from .incoming import Incoming, without_clashes
from .rows import COLUMNS, TYPES, Line, Row, is_id
from .tables import decode, divide, join, one_line

HOLDS = (
    *("id", "ja", "en", "admitted", "deprecated", "forbidden", "en_admitted", "en_deprecated", "en_forbidden"),
    *("type", "note"),
)
LOSES = tuple(column for column in COLUMNS if column not in HOLDS)


class _Field(NamedTuple):
    """A column with forms: its language, and where the info and the example of a form stand (-1 for nowhere)."""

    prefix: str
    form: int
    info: int
    example: int


def read(data: bytes, source: str) -> Incoming:
    """The entries of a term base; entries without Japanese are left out. Raises GlossaryError."""
    text, remarks = decode(data, source)
    records = divide(text, source, ";,\t")
    if not records or "Entry_ID" not in records[0].cells:
        raise GlossaryError(f"{source} is no term base of memoQ: its first row must name the field Entry_ID.")
    header = records[0].cells
    fields = list(_fields(header))
    terms: list[Term] = []
    for number, cells in records[1:]:
        cells = cells + [""] * (len(header) - len(cells))
        values = dict(zip(header, cells, strict=False))
        row = _forms(fields, cells)
        if row.get("ja"):
            kind, id = values.get("Entry_Subject", ""), values.get("Entry_Domain", "")
            row["type"] = kind if kind in TYPES else ""
            row["note"] = one_line("note", values.get("Entry_Note", ""))
            term = Line(source, number, tuple(row)).term({"id": id if is_id(id) else "x", **row})
            terms.append(term if is_id(id) else replace(term, id=""))
    left = len(records) - 1 - len(terms)
    if left:
        remarks += (f"{left} entries without Japanese were left out.",)
    kept, clashes = without_clashes(terms, source, ids_tell_apart=True)
    return Incoming(kept, HOLDS, remarks + clashes)


def _fields(header: list[str]) -> Iterator[_Field]:
    for place, name in enumerate(header):
        language = name.partition("_")[0].lower()
        if language in ("japanese", "english") and not name.endswith("_Def"):
            near = header[place + 1 : place + 3]
            info, example = (
                place + 1 + near.index(each) if each in near else -1 for each in ("Term_Info", "Term_Example")
            )
            yield _Field("" if language == "japanese" else "en_", place, info, example)


def _forms(fields: list[_Field], cells: list[str]) -> Row:
    row: dict[str, list[str]] = {}
    for prefix, place, info, example in fields:
        if not cells[place]:
            continue
        first = "en" if prefix else "ja"
        if info < 0 or "forbidden" not in cells[info].lower():
            column = prefix + "admitted" if first in row else first
        else:
            column = prefix + ("deprecated" if example >= 0 and cells[example] == "deprecated" else "forbidden")
        row.setdefault(column, []).append(cells[place])
    return {column: "|".join(texts) for column, texts in row.items()}


def write_terms(terms: Iterable[Term]) -> bytes:
    """The term base of these terms."""
    terms = tuple(terms)
    japanese = max((len(term.forms) for term in terms), default=1)
    english = max((len(term.english_forms) for term in terms), default=1) or 1
    header = ["Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note"]
    for name, count in (("Japanese", japanese), ("English", english)):
        header += [name, "Term_Info", "Term_Example"] * count
    rows = [header]
    for number, term in enumerate(terms, start=1):
        row = [str(number), term.kind, term.id, term.note]
        for forms, count in ((term.forms, japanese), (term.english_forms, english)):
            for form in forms:
                row += _cells(form)
            row += ["", "", ""] * (count - len(forms))
        rows.append(row)
    return join(rows, ";").encode("utf-8-sig")


def _cells(form: Form) -> tuple[str, str, str]:
    if form.status in ("preferred", "admitted"):
        return form.text, "", ""
    return form.text, "Forbidden", "deprecated" if form.status == "deprecated" else ""
