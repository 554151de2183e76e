"""What comes as rows of cells from a spreadsheet: decoded, divided and read as terms.

Two kinds of table are read: ours, whose header names columns of `rows`, and a list of Japanese and English, with or
without a header.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..folding import fold
from ..model import Form, GlossaryError, Term
from .checks import check_header, check_together
from .incoming import Incoming, bounded, with_ids
from .rows import COLUMNS, SEVERAL, Line

MOST = 32 << 20
"""Bytes of a file."""
LANGUAGES = {
    "ja": ("ja", "ja-jp", "jp", "jpn", "japanese", "日本語", "和文"),
    "en": ("en", "en-us", "en-gb", "eng", "english", "英語", "英文"),
    "note": ("note", "comment", "comments", "description", "備考", "注"),
}
"""Names for the columns of a list."""
_SIDES = {"source", "target", "原文", "訳文", "原語", "訳語", "source term", "target term"}

_JAPANESE = re.compile("[ぁ-ヿ㐀-鿿々ｦ-ﾝ]")
_FORMULA = re.compile("'*[=+\\-@＝＋－＠]")


class Record(NamedTuple):
    """A row: the line where it begins, from 1, and its cells."""

    number: int
    cells: list[str]


def decode(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what must be said about it. UTF-8, UTF-16 with its mark, else the Japanese of Windows."""
    bounded(data, source, MOST)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise GlossaryError(f"{source} begins as UTF-16 and goes on otherwise: save it again as UTF-8.") from None
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        raise GlossaryError(
            f"{source}, line {line}: this is neither UTF-8 nor the Japanese encoding of Windows (cp932): "
            "save the file again as UTF-8."
        ) from None
    return text, (f"{source} is not UTF-8 and was read as cp932 (Shift_JIS): check its names, and save it as UTF-8.",)


def divide(text: str, source: str, delimiters: str = ",;\t") -> list[Record]:
    """The rows of a text, empty ones left out, divided by the delimiter that divides most of them alike."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    skipped = 0
    if named := re.match('"?sep=(.)"?\n', text):
        text, skipped, delimiters = text[named.end() :], 1, named[1]
    lines = [line[:1000] for line in text.split("\n") if line.strip()][:50]

    def alike(delimiter: str) -> int:
        counts = [len(next(csv.reader([line], delimiter=delimiter), [])) for line in lines]
        return counts.count(counts[0]) if counts and counts[0] > 1 else 0

    delimiter = max(delimiters, key=alike)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    records: list[Record] = []
    number = skipped + 1
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                records.append(Record(number, [cell.strip() for cell in cells]))
            number = skipped + rows.line_num + 1
    except csv.Error as error:
        raise GlossaryError(
            f"{source}, line {number}: the row cannot be read ({error}): check its quotation marks."
        ) from None
    return records


def join(records: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """The text of a table; cells are quoted where it is needed."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(records)
    return out.getvalue()


def as_text(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula.

    >>> as_text("=1+1"), as_text("キーウ")
    ("'=1+1", 'キーウ')
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def without_mark(cell: str) -> str:
    """A cell as it was before `as_text`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read_ours(records: Sequence[Record], source: str) -> Incoming:
    """A table with our columns. A row without an id is a term without one. Raises GlossaryError."""
    first = records[0]
    header = [name.lower() for name in first.cells]
    while len(header) > 1 and not header[-1]:
        header.pop()
    named = header if "id" in header else ["id", *header]
    check_header(named, source, first.number)
    terms = []
    for number, cells in records[1:]:
        line = Line(source, number, header)
        while len(cells) > len(header) and not cells[-1]:
            cells = cells[:-1]
        if len(cells) > len(header):
            line.fail(header[-1], f"the row has {len(cells)} cells where the header has {len(header)}", "check it")
        cells = cells + [""] * (len(header) - len(cells))
        row = {name: one_line(name, cell) for name, cell in zip(header, cells, strict=True)}
        anonymous = not row.get("id")
        term = line.term(row | {"id": "x"} if anonymous else row)
        terms.append(replace(term, id="") if anonymous else term)
    check_together(with_ids(terms), source, header)
    return Incoming(tuple(terms), tuple(column for column in COLUMNS if column in header))


def one_line(column: str, cell: str) -> str:
    """A cell without line breaks: they divide the values of a cell that may hold several, elsewhere they are spaces.

    >>> one_line("admitted", "米国\\nアメリカ"), one_line("note", "a\\nb")
    ('米国|アメリカ', 'a b')
    """
    pieces = [piece.strip() for piece in re.split("[\r\n\v\f\x85\u2028\u2029]+", cell.replace("\t", " "))]
    return ("|" if column in SEVERAL else " ").join(piece for piece in pieces if piece)


def is_ours(header: Sequence[str]) -> bool:
    """Whether the first row of a table names our columns, and more of them than a list has."""
    names = {name.strip().lower() for name in header}
    return "id" in names or ("ja" in names and bool(names & set(COLUMNS) - LANGUAGES.keys()))


def read_list(records: Sequence[Record], source: str) -> Incoming:
    """A list of Japanese and English: the same Japanese twice is one term with several English forms.

    The first row may be a header. Which column is which, a header or else the writing tells. Raises GlossaryError.
    """
    places = _named_places(records)
    rows = records[1:] if places or _SIDES.issuperset(cell.lower() for cell in records[0].cells[:2]) else records
    if not rows:
        raise GlossaryError(f"{source} holds no term: write Japanese and English under the first row.")
    places = places or _places_by_writing(rows, source)
    english: dict[str, list[str]] = {}
    texts: dict[str, tuple[int, str]] = {}
    notes: dict[str, str] = {}
    for number, cells in rows:
        cells = cells + [""] * (max(places.values()) + 1 - len(cells))
        japanese, other = (one_line(name, cells[places[name]]) for name in ("ja", "en"))
        if not japanese:
            raise GlossaryError(
                f"{source}, line {number}, column number {places['ja'] + 1}: the Japanese is missing: "
                "fill it in, or delete the row."
            )
        key = fold(japanese).text
        texts.setdefault(key, (number, japanese))
        if other and other not in english.setdefault(key, []):
            english[key].append(other)
        if "note" in places:
            notes.setdefault(key, one_line("note", cells[places["note"]]))
    terms = []
    for key, (number, japanese) in texts.items():
        line = Line(source, number, ("ja", "en"))
        first, *more = english.get(key) or [""]
        cells_of_term = {"id": "x", "ja": japanese, "en": first, "en_admitted": "|".join(more)}
        terms.append(replace(line.term(cells_of_term | {"note": notes.get(key, "")}), id=""))
    return Incoming(tuple(terms), tuple(name for name in ("ja", "en", "note") if name in places))


def _named_places(records: Sequence[Record]) -> dict[str, int]:
    """The places of the columns that a header names; {} where the first row is none.

    A name that the second row has in the same place is the language of a row, as DeepL writes it.
    """
    header = [cell.lower() for cell in records[0].cells]
    second = [cell.lower() for record in records[1:2] for cell in record.cells]
    places: dict[str, int] = {}
    for name, words in LANGUAGES.items():
        found = [n for n, cell in enumerate(header) if cell in words and second[n : n + 1] != [cell]]
        places |= {name: found[0]} if found else {}
    return places if {"ja", "en"} <= places.keys() else {}


def _places_by_writing(rows: Sequence[Record], source: str) -> dict[str, int]:
    """Of the first two columns, the one with more Japanese is the Japanese one."""
    if max(len(record.cells) for record in rows) < 2:
        raise GlossaryError(
            f"{source}, line {rows[0].number}: there is one column only: divide Japanese and English by a comma, "
            "a semicolon or a tab, or name the format with --format."
        )
    counts = [sum(bool(_JAPANESE.search("".join(r.cells[place : place + 1]))) for r in rows) for place in (0, 1)]
    ja = 1 if counts[1] > counts[0] else 0
    return {"ja": ja, "en": 1 - ja}


def pairs(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Each right Japanese form with the preferred English of its term; no form twice, the first term has it."""
    found: dict[str, str] = {}
    for term in terms:
        for form in right(term):
            if term.english:
                found.setdefault(form.text, term.english[0])
    return list(found.items())


def right(term: Term) -> list[Form]:
    """The Japanese forms of a term that may be printed, the preferred one first."""
    return [form for form in term.forms if form.status in ("preferred", "admitted")]
