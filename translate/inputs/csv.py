"""Comma-separated values as spreadsheets save them: commas, semicolons or tabs, any line ends and encoding.

The `'` that our own file has before `=`, `+`, `-`, `@` and `'` is taken off. `="text"`, by which some programs keep a
spreadsheet from reading a cell as a number, is the text.
"""

from __future__ import annotations

import csv
import re

from cleantext.files import FileProblem
from translate.outputs.csv import COMPUTED

from .rows import Returned
from .tables import Record, is_header, quoted_records, returned, text_of

_TEXT = re.compile(r'="(.*)"', re.DOTALL)


def read(data: bytes, name: str) -> Returned:
    """The rows of a file. Raises FileProblem."""
    text = text_of(data, name)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    records = quoted_records(text, delimiter(text, name), name)
    return returned([Record(line, [unguarded(cell) for cell in cells]) for line, cells in records], name)


def delimiter(text: str, name: str) -> str:
    """The sign between the cells of the header. Raises FileProblem where it is no header of ours."""
    head = re.split("[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    for sign in (",", ";", "\t"):
        if is_header(next(csv.reader([head], delimiter=sign), [])):
            return sign
    raise FileProblem(
        f"{name} is no exchange file (XLSX, CSV, TSV, XLIFF, TMX, JSONL): "
        "the first row of a table must name the columns id, ja and en"
    )


def unguarded(text: str) -> str:
    """A cell without the sign that keeps spreadsheets from computing it.

    >>> unguarded("'- 一つ目"), unguarded("'quoted'")
    ('- 一つ目', "'quoted'")
    >>> unguarded('="5"')
    '5'
    """
    if formula := _TEXT.fullmatch(text):
        return formula[1].replace('""', '"')
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in COMPUTED else text
