"""The glossary as a tab-separated table in UTF-8, one term a row: what a spreadsheet opens and saves.

The first row names the columns, in any order; see `rows` for what they hold. A byte order mark, CRLF,
empty rows and rows that start with `#` are tolerated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import GlossaryError, Term
from .checks import check_header, check_together
from .incoming import Incoming
from .rows import COLUMNS, Line, Row, row_of


def read_terms(data: bytes, source: str) -> tuple[Term, ...]:
    """The terms of a table, in its order; `source` is the name that errors show.

    Raises GlossaryError: one sentence with the file, the line, the column and what to do.
    """
    lines = rows_of(data, source)
    header = next(lines)[0].header
    terms = [row.term(cells_of(row, line)) for row, line in lines]
    check_together(terms, source, header)
    return tuple(terms)


def rows_of(data: bytes, source: str) -> Iterator[tuple[Line, str]]:
    """The rows of a table, each as its place and its text without the line end; the first is the header.

    Raises GlossaryError where it is no table: not UTF-8, empty, or its header cannot be read.
    """
    header: list[str] = []
    for number, line in enumerate(decode(data, source).split("\n"), start=1):
        line = line.removesuffix("\r")
        if is_row(line):
            header = header or header_of(line, source, number)
            yield Line(source, number, header), line
    if not header:
        raise GlossaryError(f"{source} is empty: its first row must name the columns ({', '.join(COLUMNS)}).")


def read(data: bytes, source: str) -> Incoming:
    """The terms of a table and the columns it has. Raises GlossaryError."""
    terms = read_terms(data, source)
    first = next(line for line in decode(data, source).split("\n") if is_row(line.removesuffix("\r")))
    header = header_of(first.removesuffix("\r"), source, 1)
    return Incoming(terms, tuple(column for column in COLUMNS if column in header))


def write_terms(terms: Iterable[Term]) -> bytes:
    """The table of these terms with all columns; `read_terms` gives them back."""
    rows = ["\t".join(COLUMNS), *(line_of(row_of(term), COLUMNS) for term in terms)]
    return ("\n".join(rows) + "\n").encode()


def is_row(line: str) -> bool:
    """Whether a line is the header or a term: neither empty nor a remark."""
    return bool(line.strip()) and not line.startswith("#")


def header_of(line: str, source: str, number: int) -> list[str]:
    """The names of the columns. Raises GlossaryError."""
    header = [name.strip().strip('"') for name in line.split("\t")]
    while len(header) > 1 and not header[-1]:
        header.pop()
    check_header(header, source, number)
    return header


def cells_of(row: Line, line: str) -> Row:
    """The cells of a line by column, unquoted and stripped."""
    raw = line.split("\t")
    while len(raw) > len(row.header) and not raw[-1].strip():
        raw.pop()
    if len(raw) != len(row.header):
        column = row.header[min(len(raw), len(row.header)) - 1]
        problem = f"the row has {len(raw)} cells where the header has {len(row.header)}"
        row.fail(column, problem, "put exactly one tab between two cells, empty ones included")
    return {column: _unquoted(row, column, cell.strip()) for column, cell in zip(row.header, raw, strict=True)}


def line_of(row: Row, header: Sequence[str]) -> str:
    """The line of a row under a header, without its line end."""
    return "\t".join(_quoted(row[column]) for column in header)


def _unquoted(row: Line, column: str, cell: str) -> str:
    """A cell without the quotation marks that spreadsheets put round cells that hold some."""
    if not cell.startswith('"'):
        return cell
    inner = cell[1:-1].replace('""', "")
    if len(cell) < 2 or not cell.endswith('"') or '"' in inner:
        advice = "delete the mark, or double the marks inside and close the cell with one"
        row.fail(column, "the cell begins with a quotation mark that is never closed", advice)
    return cell[1:-1].replace('""', '"').strip()


def decode(data: bytes, source: str) -> str:
    """The text of a table. Raises GlossaryError where it is not UTF-8."""
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


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell
