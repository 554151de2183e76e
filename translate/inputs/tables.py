"""Tables of text: which signs part the cells, and which column is which."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from cleantext.files import FileProblem, decode

from .rows import Returned, Row, revision_of

LONGEST = 1 << 24
"""Characters of a cell."""
SAID = ("comment", "comments", "note", "notes")
"""Columns in which people say something."""


class Record(NamedTuple):
    """A row of a table and where it begins; lines count from 1."""

    line: int
    cells: list[str]


def text_of(data: bytes, name: str) -> str:
    """The text of a table, whatever its encoding. Raises FileProblem."""
    try:
        return decode(data).text
    except FileProblem as error:
        raise FileProblem(f"{name} {error}") from None


def quoted_records(text: str, delimiter: str, name: str) -> list[Record]:
    """The rows of a table with quoted cells (RFC 4180); empty ones are left out. Raises FileProblem."""
    usual = csv.field_size_limit(LONGEST)  # of the whole process: put back at the end
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records, line = [], 1
    try:
        for cells in reader:
            if any(cells):
                records.append(Record(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileProblem(f"{name}, line {line}: is no table that can be read ({error}); save it again") from None
    finally:
        csv.field_size_limit(usual)
    return records


def returned(
    records: list[Record], name: str, word: str = "line", notes: dict[int, list[str]] | None = None
) -> Returned:
    """The rows of a table whose first record names the columns. Raises FileProblem.

    notes  more that was said on a record, by its line.
    """
    if not records:
        raise FileProblem(f"{name} is empty: its first row must name the columns id, ja and en")
    header = [cell.strip().lower() for cell in records[0].cells]
    if not is_header(header):
        raise FileProblem(f"{name} has no columns id, ja and en: its first row must name them")
    for column in ("id", "ja", "en", "status"):
        if header.count(column) > 1:
            raise FileProblem(f"{name} has two columns {column}: keep one")
    rows, revisions = [], set()
    for line, cells in records[1:]:
        cells = cells + [""] * (len(header) - len(cells))
        if any(cell.strip() for cell in cells[len(header) :]):
            raise FileProblem(f"{name}, {word} {line}: has more cells than the header: its text is broken apart")
        cell = dict(zip(header, cells, strict=False))
        said = [part for column in SAID for part in split(cell.get(column, ""))] + (notes or {}).get(line, [])
        revision = revision_of(cell.get("revision", ""))
        revisions.add(revision)
        row = Row(
            cell.get("id", "").strip(),
            cell.get("ja"),
            cell["en"],
            cell.get("status", "").strip().lower(),
            tuple(said),
            f"{word} {line}",
            revision,
        )
        if row.id or row.source or row.target:
            rows.append(row)
    known = [number for number in revisions if number is not None]
    return Returned(tuple(rows), min(known) if known else None, table=True)


def is_header(cells: Iterable[str]) -> bool:
    """Whether these cells name the columns that are needed: en, and id or ja."""
    names = {cell.strip().lower() for cell in cells}
    return "en" in names and bool(names & {"id", "ja"})


def split(text: str) -> list[str]:
    """The texts of a cell that holds several."""
    return [part.strip() for part in text.split(" | ") if part.strip()]
