"""The workbook for review as it comes back: edits, statuses, comments in the column and on cells."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from importlib import import_module
from typing import Any

from cleantext.files import FileProblem
from glossaries import GlossaryError
from glossaries.formats.xlsx import need_harmless

from .rows import Returned, revision_of
from .tables import Record, is_header, returned

WIDEST, LONGEST = 64, 1_048_576
"""Columns and rows that are looked at."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read(data: bytes, name: str) -> Returned:
    """The rows of the first sheet that has columns en, and id or ja. Raises FileProblem."""
    book, escaped = _open(data, name)
    for sheet in book.worksheets:
        records = _records(sheet, name, escaped)
        if records and is_header(records[0].cells):
            first = records[0].line
            said = {line: texts for line, texts in _comments(sheet).items() if line != first}
            read = returned(records, name, "row", said)
            return read._replace(revision=_revision(book) if read.revision is None else read.revision)
    raise FileProblem(f"{name} has no sheet whose first row names the columns id, ja and en")


def _open(data: bytes, name: str) -> tuple[Any, bool]:
    """The workbook, and whether `_x000D_` in it stands for a character: LibreOffice writes texts as they are."""
    try:
        openpyxl = import_module("openpyxl")
    except ImportError:
        raise FileProblem("the library openpyxl is not installed: run pip install 'taiyaku[exchange]'") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _need_workbook(package, name)
            need_harmless(package, name)
            about = package.read("docProps/app.xml") if "docProps/app.xml" in package.namelist() else b""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a program has left out of its styles
            return openpyxl.load_workbook(io.BytesIO(data), keep_links=False), b">LibreOffice/" not in about
    except GlossaryError as error:
        raise FileProblem(str(error).rstrip(".")) from None
    except FileProblem:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise: KeyError, ValueError, zlib.error, …
        kind = type(error).__name__
        raise FileProblem(f"{name} is no workbook that can be read ({kind}): save it again") from None


def _need_workbook(package: zipfile.ZipFile, name: str) -> None:
    """Raises FileProblem for a package of another kind."""
    members = set(package.namelist())
    kind = b""
    if "mimetype" in members:
        with package.open("mimetype") as said:
            kind = said.read(80)
    if b"opendocument" in kind:
        raise FileProblem(f"{name} is an OpenDocument file: save it as .xlsx or as CSV")
    if not any(member.startswith("xl/") for member in members):
        raise FileProblem(f"{name} is no workbook: give an .xlsx, or another exchange file")


def _records(sheet: Any, name: str, escaped: bool) -> list[Record]:
    records = []
    for number, row in enumerate(sheet.iter_rows(max_row=min(sheet.max_row, LONGEST), max_col=WIDEST), start=1):
        cells: list[str] = []
        for place, cell in enumerate(row):
            if cell.value is not None:
                if cell.data_type == "f":
                    where = f"{name}, {cell.coordinate}"
                    raise FileProblem(f"{where}: holds a formula: replace it by its text (in Excel put ' before it)")
                cells += [""] * (place - len(cells)) + [_shown(cell.value, escaped)]
        if any(cell.strip() for cell in cells):
            records.append(Record(number, cells))
    return records


def _shown(value: Any, escaped: bool) -> str:
    """The value of a cell as its text."""
    if isinstance(value, str):
        return value if not escaped else _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _comments(sheet: Any) -> dict[int, list[str]]:
    """What was said on the cells of each row."""
    said: dict[int, list[str]] = {}
    for row in sheet.iter_rows(max_col=WIDEST):
        for cell in row:
            if cell.comment is not None and cell.comment.text.strip():
                text = cell.comment.text.removeprefix(f"{cell.comment.author}:").strip()
                said.setdefault(cell.row, []).append(text)
    return said


def _revision(book: Any) -> int | None:
    """The revision, as the sheet "about" has it."""
    for sheet in book.worksheets:
        for name, value in sheet.iter_rows(max_col=2, max_row=min(sheet.max_row, 100), values_only=True):
            if name == "revision":
                return revision_of(str(value))
    return None
