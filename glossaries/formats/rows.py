"""A term as a row of named cells, which is how tables keep it: tsv, csv and xlsx alike.

`id` and `ja` must be filled in; cells of SEVERAL hold several values with `|` between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NoReturn

from ..folding import fold
from ..model import CellError, Form, Spec, Status, Term

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
    "short_of",
    "near",
    "not_near",
    "inflects",
    "en_deprecated",
    "en_forbidden",
    "from",
    "until",
    "specs",
    "source",
    "note",
)
REQUIRED = ("id", "ja")
TYPES = ("person", "person-short", "place", "organisation", "title", "event", "term")
VARIANTS: tuple[Status, ...] = ("admitted", "deprecated", "forbidden")
SEVERAL = (*VARIANTS, "en_admitted", "en_deprecated", "en_forbidden", "near", "not_near", "specs")
ARROW = "→"
"""Stands between what an example is and what it becomes."""

Row = dict[str, str]

_TYPE_NAMES = {"org": "organisation", "organization": "organisation"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_YES, _NO = ("yes", "はい", "true", "1"), ("", "no", "いいえ", "false", "0")


class Line:
    """One row as it is read: knows where it stands, so that an error can say so.

    source  the file's name; number  the line in it, from 1; header  the names of its columns.
    """

    def __init__(self, source: str, number: int, header: Sequence[str]) -> None:
        self.source = source
        self.number = number
        self.header = header

    def fail(self, column: str, problem: str, advice: str) -> NoReturn:
        """Raises the CellError of a cell."""
        index = self.header.index(column) + 1 if column in self.header else len(self.header) + 1
        where = f"{self.source}, line {self.number}, column {column} (number {index})"
        raise CellError(f"{where}: {problem}: {advice}.", self.number, column, problem, advice)

    def term(self, cells: Row) -> Term:
        """The row as a term; raises CellError for the first thing wrong with it."""
        row = dict.fromkeys(COLUMNS, "") | cells
        for column, cell in cells.items():
            if not cell.isprintable():
                self._visible(column, cell)
        for column in REQUIRED:
            if not row[column]:
                self.fail(column, "the cell is empty", "fill it in, or delete the row")
        if not is_id(row["id"]):
            advice = "write small letters a-z, digits and single hyphens, such as kyiv-oblast"
            self.fail("id", f"{row['id']!r} is no id", advice)
        english, wrong = self._english(row)
        return Term(
            row["id"],
            self._forms(row),
            english,
            self._kind(row["type"]),
            row["reading"],
            row["note"],
            self.number,
            wrong,
            self._reference(row),
            tuple(self._values(row, "near")),
            tuple(self._values(row, "not_near")),
            self._yes(row["inflects"]),
            self._day(row, "from"),
            self._day(row, "until"),
            tuple(self._spec(text) for text in self._values(row, "specs")),
            row["source"],
        )

    def _visible(self, column: str, cell: str) -> None:
        for character in cell:
            category = unicodedata.category(character)
            if category in ("Cc", "Zl", "Zp") or (category == "Cf" and column != "note"):
                problem = f"the cell holds the invisible character U+{ord(character):04X}"
                self.fail(column, problem, "delete the cell and type it again")

    def _forms(self, row: Row) -> tuple[Form, ...]:
        forms = [Form(row["ja"], "preferred")]
        forms += [Form(text, status) for status in VARIANTS for text in self._values(row, status)]
        seen: dict[str, str] = {}
        for form in forms:
            column = "ja" if form.status == "preferred" else form.status
            if not any(character.isalnum() for character in form.text):
                self.fail(column, f"{form.text!r} has no letter", "write a word, or delete it")
            if "|" in form.text:
                self.fail(column, "the cell holds several forms", "leave one; the others go into admitted")
            key = fold(form.text).text
            if key in seen:
                problem = f"{form.text!r} stands in column {seen[key]} already"
                self.fail(column, problem, "delete one of the two (width and kind of dot do not count)")
            seen[key] = column
        return tuple(forms)

    def _english(self, row: Row) -> tuple[tuple[str, ...], tuple[Form, ...]]:
        if "|" in row["en"]:
            self.fail("en", "the cell holds several forms", "leave one; the others go into en_admitted")
        seen = [row["en"]] if row["en"] else []
        wrong: list[Form] = []
        for status in VARIANTS:
            column = f"en_{status}"
            values = self._values(row, column)
            if values and not row["en"]:
                self.fail("en", f"the cell is empty beside {column}", "write the best English form here")
            for text in values:
                if text in seen:
                    self.fail(column, f"{text!r} stands in the row twice", "delete one of the two")
                seen.append(text)
                if status != "admitted":
                    wrong.append(Form(text, status))
        return tuple(seen[: len(seen) - len(wrong)]), tuple(wrong)

    def _kind(self, cell: str) -> str:
        kind = _TYPE_NAMES.get(cell, cell)
        if kind and kind not in TYPES:
            advice = f"write {nearest(kind, TYPES)}, or another of {', '.join(TYPES)}"
            self.fail("type", f"{cell!r} is no type", advice)
        return kind

    def _reference(self, row: Row) -> str:
        other = row["short_of"]
        if other == row["id"] or (other and not is_id(other)):
            self.fail("short_of", f"{other!r} is not the id of another row", "write the id of the full name's row")
        return other

    def _yes(self, cell: str) -> bool:
        if cell.lower() not in (*_YES, *_NO):
            self.fail("inflects", f"{cell!r} is neither yes nor no", "write yes, or leave the cell empty")
        return cell.lower() in _YES

    def _day(self, row: Row, column: str) -> str:
        day = row[column]
        if day and not _DAY.fullmatch(day):
            self.fail(column, f"{day!r} is no date", "write 2024-09-05, 2024-09 or 2024")
        return day

    def _spec(self, text: str) -> Spec:
        before, arrow, after = text.partition(ARROW)
        if arrow and not (before.strip() and after.strip()):
            self.fail(
                "specs", f"{text!r} is half an example", f"write キエフで {ARROW} キーウで, or what must stay alone"
            )
        return Spec(before.strip(), after.strip() if arrow else before.strip())

    def _values(self, row: Row, column: str) -> list[str]:
        """The values of a cell that may hold several, in order."""
        if not row[column]:
            return []
        values = [value.strip() for value in row[column].split("|")]
        if "" in values:
            self.fail(column, "a form between two | is empty", "delete the | that is too many")
        return values


def is_id(text: str) -> bool:
    """Whether a text may be an id: small letters, digits and single hyphens."""
    return bool(_ID.fullmatch(text))


def row_of(term: Term) -> Row:
    """The cells of a term, one for each of COLUMNS."""
    several: dict[str, Iterable[str]] = {
        "admitted": [form.text for form in term.forms if form.status == "admitted"],
        "deprecated": [form.text for form in term.forms if form.status == "deprecated"],
        "forbidden": [form.text for form in term.forms if form.status == "forbidden"],
        "en_admitted": term.english[1:],
        "en_deprecated": [form.text for form in term.english_wrong if form.status == "deprecated"],
        "en_forbidden": [form.text for form in term.english_wrong if form.status == "forbidden"],
        "near": term.near,
        "not_near": term.not_near,
        "specs": [spec_cell(spec) for spec in term.specs],
    }
    single = {
        "id": term.id,
        "ja": term.preferred,
        "en": term.english[0] if term.english else "",
        "reading": term.reading,
        "type": term.kind,
        "short_of": term.short_of,
        "inflects": "yes" if term.inflects else "",
        "from": term.valid_from,
        "until": term.valid_until,
        "source": term.source,
        "note": term.note,
    }
    cells = single | {column: "|".join(values) for column, values in several.items()}
    return {column: cells[column] for column in COLUMNS}


def spec_cell(spec: Spec) -> str:
    """An example as a cell has it."""
    return spec.text if spec.text == spec.wanted else f"{spec.text} {ARROW} {spec.wanted}"


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that looks most like a word."""
    from difflib import SequenceMatcher  # few runs need it

    return max(choices, key=lambda choice: SequenceMatcher(None, word.lower(), choice).ratio())
