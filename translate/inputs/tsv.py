"""Tab-separated values: raw as `translate.outputs.tsv` writes them, or quoted as a spreadsheet saves them."""

from __future__ import annotations

from .rows import Returned
from .tables import Record, quoted_records, returned, text_of


def read(data: bytes, name: str) -> Returned:
    """The rows of a file. Raises FileProblem."""
    text = text_of(data, name)
    lines = text.replace("\r\n", "\n").split("\n")
    raw = [Record(number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip("\t")]
    return returned(quoted_records(text, "\t", name) if is_quoted(raw) else raw, name)


def is_quoted(records: list[Record]) -> bool:
    r"""Whether a program has put quotation marks around the cells that need it, and only around these, or around all.

    A raw file has cells with marks in them that are not doubled, or with marks around a text that needs none.

    >>> is_quoted([Record(1, ["id", '"He said ""yes""."'])]), is_quoted([Record(1, ["id", '"Yes."'])])
    (True, False)
    """
    cells = [cell for _, cells in records for cell in cells]
    marked = [cell for cell in cells if '"' in cell]
    if not marked:
        return False
    text = "\n".join("\t".join(cells) for _, cells in records)
    try:
        read = [cell for _, cells in quoted_records(text, "\t", "") for cell in cells]
    except OSError:
        return False
    if any(not (cell.startswith('"') and cell.endswith('"') and len(cell) > 1) for cell in marked):
        return False
    if any(cell[1:-1].replace('""', "").count('"') for cell in marked):
        return False
    if all(cell.startswith('"') for cell in cells if cell):
        return True
    return len(read) == len(cells) and all('"' in cell[1:-1] for cell in marked)
