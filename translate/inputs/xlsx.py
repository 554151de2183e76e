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
from .tables import SAID, Record, is_header, returned

READ = ("id", "ja", "en", "status", "revision", *SAID)
"""Columns that count."""
WIDEST, LONGEST = 64, 1_048_576
"""Columns and rows that are looked at."""
HEAD = 20
"""Rows with something in them among which the header is sought: people and programs put titles above it."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_THREAD = "linkid=870924"
"""Ends what Excel says itself, in the language of its user, where it repeats a comment with replies as a plain one."""
_STRICT = b"http://purl.oclc.org/ooxml/"


def read(data: bytes, name: str) -> Returned:
    """The rows of the sheet that has columns en, and id or ja. Raises FileProblem, also where two sheets have them
    and do not say the same: a copy of the sheet may hold edits."""
    book, escaped = _open(data, name)
    found: dict[str, Returned] = {}
    for sheet in book.worksheets:
        records = _table(_records(sheet, escaped))
        if records:
            _need_texts(sheet, records, name)
            said = {line: texts for line, texts in _comments(sheet).items() if line > records[0].line}
            found[sheet.title] = returned(records, name, "row", said)
    if not found:
        raise FileProblem(f"{name} has no sheet with a row that names the columns id, ja and en")
    first = next(iter(found.values()))
    if any(other.rows != first.rows for other in found.values()):
        raise FileProblem(f"{name} has rows in several sheets ({', '.join(found)}): keep the one that counts")
    return first._replace(revision=_revision(book) if first.revision is None else first.revision)


def _open(data: bytes, name: str) -> tuple[Any, bool]:
    """The workbook, and whether `_x000D_` in it stands for a character: LibreOffice writes texts as they are."""
    try:
        openpyxl = import_module("openpyxl")
    except ImportError:
        raise FileProblem("the library openpyxl is not installed: run pip install 'taiyaku[exchange]'") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _need_workbook(package, name)
            if _STRICT in package.read("xl/workbook.xml"):
                raise FileProblem(f"{name} is a Strict Open XML workbook: save it as Excel Workbook (.xlsx)")
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
    if "xl/workbook.xml" not in members:
        raise FileProblem(f"{name} is no workbook: give an .xlsx, or another exchange file")


def _records(sheet: Any, escaped: bool) -> list[Record]:
    records = []
    for number, row in enumerate(sheet.iter_rows(max_row=min(sheet.max_row, LONGEST), max_col=WIDEST), start=1):
        cells: list[str] = []
        for place, cell in enumerate(row):
            if cell.value is not None:
                cells += [""] * (place - len(cells)) + [_shown(cell.value, escaped)]
        if any(cell.strip() for cell in cells):
            records.append(Record(number, cells))
    return records


def _table(records: list[Record]) -> list[Record]:
    """The records from the header on; none where there is no header."""
    return next((records[place:] for place, each in enumerate(records[:HEAD]) if is_header(each.cells)), [])


def _need_texts(sheet: Any, records: list[Record], name: str) -> None:
    """Raises FileProblem where a cell that is read holds a formula."""
    names = [cell.strip().lower() for cell in records[0].cells]
    columns = [place for place, each in enumerate(names, start=1) if each in READ]
    for line, _ in records[1:]:
        for column in columns:
            cell = sheet.cell(line, column)
            if cell.data_type == "f":
                where = f"{name}, {sheet.title}!{cell.coordinate}"
                raise FileProblem(f"{where}: holds a formula: replace it by its text (in Excel put ' before it)")


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
                said.setdefault(cell.row, []).extend(_threaded(cell.comment.text, cell.comment.author or ""))
    return said


def _threaded(text: str, author: str) -> list[str]:
    r"""What was said in a comment, and in the replies to it.

    >>> _threaded("Sato:\nGood.", "Sato")
    ['Good.']
    >>> _threaded("[Threaded comment]\n\nOld Excel … linkid=870924\n\nComment:\n    Sure?\nReply:\n    Yes.", "tc={1}")
    ['Sure?', 'Yes.']
    """
    if _THREAD not in text:
        return [text.removeprefix(f"{author}:").strip()]
    entries: list[list[str]] = [[]]
    lines = text.partition(_THREAD)[2].strip().splitlines()
    for line, coming in zip(lines, [*lines[1:], ""], strict=True):
        if line.endswith((":", "：")) and not line.startswith("    ") and coming.startswith("    "):
            entries.append([])
        else:
            entries[-1].append(line.strip())
    return [said for entry in entries if (said := "\n".join(entry).strip())]


def _revision(book: Any) -> int | None:
    """The revision, as the sheet "about" has it."""
    for sheet in book.worksheets:
        for name, value in sheet.iter_rows(max_col=2, max_row=min(sheet.max_row, 100), values_only=True):
            if name == "revision":
                return revision_of(str(value))
    return None
