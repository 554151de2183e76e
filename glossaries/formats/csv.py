"""The table as a CSV file for spreadsheets: our columns, or a list of Japanese and English.

Read: divided by commas, semicolons or tabs; UTF-8 with or without a byte order mark, UTF-16 with one, else cp932.
Written: commas and a byte order mark, which is what makes Excel read UTF-8. A cell that a spreadsheet would take for
a formula begins with an apostrophe, which reading takes off again.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import GlossaryError, Term
from .incoming import Incoming
from .rows import COLUMNS, row_of
from .tables import Record, as_text, decode, divide, is_ours, join, read_list, read_ours, without_mark


def read(data: bytes, source: str) -> Incoming:
    """The terms of a table or list. Raises GlossaryError."""
    text, remarks = decode(data, source)
    records = [Record(number, [without_mark(cell) for cell in cells]) for number, cells in divide(text, source)]
    records = [record for record in records if not record.cells[0].startswith("#")]
    if not records:
        raise GlossaryError(f"{source} is empty: its first row must name the columns ({', '.join(COLUMNS)}).")
    header = records[0].cells
    if "Entry_ID" in header:
        raise GlossaryError(f"{source} is a term base of memoQ: add --format memoq.")
    incoming = read_ours(records, source) if is_ours(header) else read_list(records, source)
    return incoming._replace(remarks=remarks)


def write_terms(terms: Iterable[Term]) -> bytes:
    """The table of these terms with all columns."""
    rows = [list(COLUMNS), *([as_text(cell) for cell in row_of(term).values()] for term in terms)]
    return join(rows).encode("utf-8-sig")
