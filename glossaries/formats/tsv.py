"""The glossary as a tab-separated table in UTF-8, one term a row: what a spreadsheet opens and saves.

The first row names the columns, in any order: `id` and `ja` must be there. `admitted`,
`deprecated`, `forbidden` and `en_admitted` hold several values with `|` between them. A byte order
mark, CRLF, empty rows and rows that start with `#` are tolerated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NoReturn

from ..folding import fold
from ..model import Form, GlossaryError, Status, Term

COLUMNS = (
    "id",
    "ja",
    "en",
    "en_admitted",
    "admitted",
    "deprecated",
    "forbidden",
    "reading",
    "type",
    "note",
)
REQUIRED = ("id", "ja")
TYPES = ("person", "person-short", "place", "org", "title", "event", "term")
VARIANTS: tuple[Status, ...] = ("admitted", "deprecated", "forbidden")

_MEANT = {
    "category": "type",
    "comment": "note",
    "comments": "note",
    "english": "en",
    "ja_variants": "admitted",
    "japanese": "ja",
    "kana": "reading",
    "kind": "type",
    "variants": "admitted",
}
"""Other names that tables use for our columns."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_Row = dict[str, str]


def read_terms(data: bytes, source: str) -> tuple[Term, ...]:
    """The terms of a table, in its order; `source` is the name that errors show.

    Raises GlossaryError: one sentence with the file, the line, the column and what to do.
    """
    lines = _decode(data, source).split("\n")
    header: list[str] = []
    terms: list[Term] = []
    for number, line in enumerate(lines, start=1):
        line = line.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        if not header:
            header = _header(line, source, number)
        else:
            row = _Line(source, number, header)
            terms.append(row.term(row.cells(line)))
    if not header:
        raise GlossaryError(f"{source} is empty: its first row must name the columns ({', '.join(COLUMNS)}).")
    _check_together(terms, source, header)
    return tuple(terms)


def write_terms(terms: Iterable[Term]) -> bytes:
    """The table of these terms with all columns; `read_terms` gives them back."""
    rows = ["\t".join(COLUMNS)]
    for term in terms:
        row: _Row = {
            "id": term.id,
            "ja": term.preferred,
            "en": term.english[0] if term.english else "",
            "en_admitted": "|".join(term.english[1:]),
            **{status: _joined(term, status) for status in VARIANTS},
            "reading": term.reading,
            "type": term.kind,
            "note": term.note,
        }
        rows.append("\t".join(_quoted(row[column]) for column in COLUMNS))
    return ("\n".join(rows) + "\n").encode()


class _Line:
    """One row as it is read: knows where it stands, so that an error can say so."""

    def __init__(self, source: str, number: int, header: list[str]) -> None:
        self.source = source
        self.number = number
        self.header = header

    def fail(self, column: str, problem: str, advice: str) -> NoReturn:
        index = self.header.index(column) + 1 if column in self.header else len(self.header) + 1
        where = f"{self.source}, line {self.number}, column {column} (number {index})"
        raise GlossaryError(f"{where}: {problem}: {advice}.")

    def cells(self, line: str) -> _Row:
        """The row's cells by column, unquoted and stripped; absent columns are empty."""
        raw = line.split("\t")
        while len(raw) > len(self.header) and not raw[-1].strip():
            raw.pop()
        if len(raw) != len(self.header):
            column = self.header[min(len(raw), len(self.header)) - 1]
            problem = f"the row has {len(raw)} cells where the header has {len(self.header)}"
            self.fail(column, problem, "put exactly one tab between two cells, empty ones included")
        row: _Row = dict.fromkeys(COLUMNS, "")
        for column, cell in zip(self.header, raw, strict=True):
            row[column] = self.unquote(column, cell.strip())
        return row

    def unquote(self, column: str, cell: str) -> str:
        """A cell without the quotation marks that spreadsheets put round cells that hold some."""
        if cell.startswith('"'):
            inner = cell[1:-1].replace('""', "")
            if len(cell) < 2 or not cell.endswith('"') or '"' in inner:
                advice = "delete the mark, or double the marks inside and close the cell with one"
                self.fail(column, "the cell begins with a quotation mark that is never closed", advice)
            cell = cell[1:-1].replace('""', '"').strip()
        for character in cell:
            category = unicodedata.category(character)
            if category in ("Cc", "Zl", "Zp") or (category == "Cf" and column != "note"):
                problem = f"the cell holds the invisible character U+{ord(character):04X}"
                self.fail(column, problem, "delete the cell and type it again")
        return cell

    def term(self, row: _Row) -> Term:
        """The row as a term; fails on the first thing wrong with it."""
        for column in REQUIRED:
            if not row[column]:
                self.fail(column, "the cell is empty", "fill it in, or delete the row")
        if not _ID.fullmatch(row["id"]):
            advice = "write small letters a-z, digits and single hyphens, such as kyiv-oblast"
            self.fail("id", f"{row['id']!r} is no id", advice)
        if row["type"] and row["type"] not in TYPES:
            advice = f"write {_nearest(row['type'], TYPES)}, or another of {', '.join(TYPES)}"
            self.fail("type", f"{row['type']!r} is no type", advice)
        forms = [Form(row["ja"], "preferred")]
        forms += [Form(text, status) for status in VARIANTS for text in self.values(row, status)]
        columns = ["ja"] + [form.status for form in forms[1:]]
        seen: dict[str, str] = {}
        for form, column in zip(forms, columns, strict=True):
            if not any(character.isalnum() for character in form.text):
                self.fail(column, f"{form.text!r} has no letter", "write a word, or delete it")
            if "|" in form.text:
                self.fail(column, "the cell holds several forms", "leave one; the others go into admitted")
            key = fold(form.text).text
            if key in seen:
                problem = f"{form.text!r} stands in column {seen[key]} already"
                self.fail(column, problem, "delete one of the two (width and kind of dot do not count)")
            seen[key] = column
        english = [row["en"]] if row["en"] else []
        if "|" in row["en"]:
            self.fail("en", "the cell holds several forms", "leave one; the others go into en_admitted")
        admitted = self.values(row, "en_admitted")
        if admitted and not english:
            self.fail("en", "the cell is empty beside en_admitted", "move the best English form here")
        for text in admitted:
            if text in english:
                self.fail("en_admitted", f"{text!r} stands in the row twice", "delete one of the two")
            english.append(text)
        return Term(row["id"], tuple(forms), tuple(english), row["type"], row["reading"], row["note"], self.number)

    def values(self, row: _Row, column: str) -> list[str]:
        """The values of a cell that may hold several, in order."""
        if not row[column]:
            return []
        values = [value.strip() for value in row[column].split("|")]
        if "" in values:
            self.fail(column, "a form between two | is empty", "delete the | that is too many")
        return values


def _decode(data: bytes, source: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise GlossaryError(f"{source}, line 1, column 1: the file is UTF-16: save it again as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        cell = before.rpartition(b"\n")[2].count(b"\t") + 1
        raise GlossaryError(
            f"{source}, line {line}, column number {cell}: byte 0x{data[error.start]:02x} is not UTF-8: "
            "save the file again as UTF-8."
        ) from None


def _header(line: str, source: str, number: int) -> list[str]:
    header = [name.strip().strip('"') for name in line.split("\t")]
    while len(header) > 1 and not header[-1]:
        header.pop()
    for index, name in enumerate(header):
        where = f"{source}, line {number}, column {name or 'without a name'} (number {index + 1})"
        if name not in COLUMNS:
            right = _MEANT.get(name.lower()) or _nearest(
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
    return header


def _check_together(terms: list[Term], source: str, header: list[str]) -> None:
    """No id and no form may stand in two rows."""
    ids: dict[str, Term] = {}
    preferred = {fold(term.preferred).text: term for term in terms}
    seen: dict[str, tuple[Term, Form]] = {}
    for term in terms:
        row = _Line(source, term.line, header)
        first = ids.setdefault(term.id, term)
        if first is not term:
            row.fail("id", f"{term.id!r} is the id of line {first.line} too", "give this row another id")
        for form in term.forms:
            column = "ja" if form.status == "preferred" else form.status
            key = fold(form.text).text
            owner = preferred.get(key, term)
            if owner is not term and form.status == "deprecated":
                problem = f"{form.text!r} would be replaced, but line {owner.line} prefers it"
                row.fail(column, problem, "delete it in one of the two rows")
            other, _ = seen.setdefault(key, (term, form))
            if other is not term:
                problem = f"{form.text!r} stands in line {other.line} too"
                row.fail(column, problem, "a form belongs to one term, so delete it in one of the two rows")


def _nearest(word: str, choices: Iterable[str]) -> str:
    return max(choices, key=lambda choice: SequenceMatcher(None, word.lower(), choice).ratio())


def _joined(term: Term, status: Status) -> str:
    return "|".join(form.text for form in term.forms if form.status == status)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell
