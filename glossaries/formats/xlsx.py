"""The glossary as a workbook: one row a form, so that a person can pick the status of each from a list.

`id` ties the rows of a term together. What belongs to the term (reading, type, note, …) stands beside its preferred
Japanese form. A comment that a reviewer puts on a cell becomes part of the note. A row without an id belongs to the
term above, unless it has the preferred Japanese form of a new one.

Read too: a sheet with one row a term and the columns of the table, or a list of Japanese and English.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from ..model import GlossaryError, Term
from .checks import check_header, check_together
from .extras import need
from .incoming import Incoming, bounded, with_ids
from .rows import COLUMNS, SEVERAL, TYPES, VARIANTS, Line, Row, row_of
from .tables import Record, is_ours, one_line, read_list, read_ours

MOST, MOST_CELLS, MOST_TAGS = 48 << 20, 600_000, 100_000
"""Bytes of an unpacked workbook; its cells and rows; tags of a part that holds neither these nor their texts."""
LONGEST_CELL, LONGEST, WIDEST = 32_767, 1_048_576, 64
"""Characters of a cell and rows of a sheet (Excel's bounds); columns that are looked at."""
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)[ />]")
_LARGE = re.compile("/worksheets/|sharedStrings|comments|vmlDrawing")

_FORM_COLUMNS = tuple(name for name in COLUMNS if name in ("ja", "en", *VARIANTS) or name.startswith("en_"))
TERM_COLUMNS = tuple(name for name in COLUMNS if name not in _FORM_COLUMNS)[1:]
HEADER = ("id", "form", "language", "status", *TERM_COLUMNS)
STATUSES, SPOKEN = ("preferred", *VARIANTS), ("ja", "en")
WIDTHS = {"id": 22, "form": 32, "status": 12, "reading": 20, "type": 14, "short_of": 20, "specs": 32, "note": 60}
ABOUT = {
    "id": "Ties the rows of a term together. Never change it. For a new term you may leave it empty.",
    "form": "One spelling, Japanese or English.",
    "language": "ja or en. Empty: ja where there is kana or kanji.",
    "status": "preferred: the form to use, one for each language. admitted: right as well. deprecated: cleaning "
    "replaces it. forbidden: reported, never replaced by itself.",
    "reading": "In hiragana. This and all that follows: beside the preferred Japanese form.",
    "type": "What the term is.",
    "short_of": "The id of the full name of which this is the short form.",
    "near": "Words; the term counts only in a sentence that holds one. Put | between several.",
    "not_near": "Words; the term does not count in a sentence that holds one. Put | between several.",
    "inflects": "yes for verbs and adjectives in the dictionary form.",
    "from": "The first day on which the term is right: 2024-09-05, 2024-09 or 2024.",
    "until": "The last such day.",
    "specs": "Examples: 首都キエフで → 首都キーウで, or a text that must stay as it is. Put | between several.",
    "source": "Where the decision is from.",
    "note": "Why it was decided so. Comments on cells are added here when the file is imported.",
}
_JAPANESE = re.compile("[ぁ-ヿ㐀-鿿々ｦ-ﾝ]")


class _Sheet(NamedTuple):
    """The rows of a sheet and the comments on them: line → what was said."""

    records: list[Record]
    comments: dict[int, list[str]]


def read(data: bytes, source: str) -> Incoming:
    """The terms of the first sheet that has some. Raises GlossaryError."""
    sheet = _open(data, source)
    if not sheet.records:
        raise GlossaryError(f"{source} is empty: its first row must name the columns ({', '.join(HEADER)}).")
    header = [name.lower() for name in sheet.records[0].cells]
    if "form" in header:
        return _read_forms(sheet, header, source)
    rows = sheet.records["id" in header :]
    if any(pair[0] in SPOKEN and pair[1] in STATUSES for _, cells in rows for pair in pairwise(cells)):
        where = f"{source}, line {sheet.records[0].number}"
        raise GlossaryError(f"{where}: no column is called form: name the columns here ({', '.join(HEADER)}).")
    incoming = read_ours(sheet.records, source) if is_ours(header) else read_list(sheet.records, source)
    terms = tuple(replace(term, note=_noted(term.note, sheet.comments.get(term.line, []))) for term in incoming.terms)
    columns = tuple(name for name in COLUMNS if name in incoming.columns or (name == "note" and sheet.comments))
    return Incoming(terms, columns, incoming.remarks)


def _open(data: bytes, source: str) -> _Sheet:
    openpyxl = need("openpyxl")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            need_harmless(package, source)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what a program has left out of its styles
                book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            for sheet in book.worksheets:
                found = _cells(sheet, _comments(sheet, package), source)
                if found.records:
                    return found
    except GlossaryError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise: KeyError, ValueError, zlib.error, …
        kind = type(error).__name__
        raise GlossaryError(f"{source} is no workbook that can be read ({kind}): save it again.") from None
    return _Sheet([], {})


def need_harmless(package: zipfile.ZipFile, source: str) -> None:
    """Raises GlossaryError for what would take up time and memory beyond all measure."""
    if sum(member.file_size for member in package.infolist()) > MOST:
        raise GlossaryError(f"{source} unpacks to over {MOST >> 20} MiB: divide it.")
    cells = 0
    for name in package.namelist():
        part = bounded(package.read(name), source, MOST)
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"<\0!\0" in part:
            raise GlossaryError(f"{source} declares entities, which no workbook does: save it again.")
        cells += sum(1 for _ in _CELL.finditer(part))
        if cells > MOST_CELLS or (part.count(b"<") > MOST_TAGS and not _LARGE.search(name)):
            raise GlossaryError(f"{source} has over {MOST_CELLS:,} cells, or too many styles: divide it.")


def _comments(sheet: Any, package: zipfile.ZipFile) -> dict[int, list[str]]:
    """What was said on the cells of each line."""
    said: dict[int, list[str]] = {}
    rels = need("openpyxl.packaging.relationship")
    path = rels.get_rels_path(sheet._worksheet_path)
    for rel in rels.get_dependents(package, path) if path in package.namelist() else ():
        if rel.Type.endswith("/comments"):
            tree = need("openpyxl.xml.functions").fromstring(package.read(rel.target))
            for place, comment in need("openpyxl.comments.comment_sheet").CommentSheet.from_tree(tree).comments:
                text = one_line("note", comment.text.removeprefix(f"{comment.author}:"))
                said.setdefault(int(re.sub("[^0-9]", "", place)), []).append(text)
    return said


def _cells(sheet: Any, comments: dict[int, list[str]], source: str) -> _Sheet:
    records: list[Record] = []
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_row=LONGEST, max_col=WIDEST), start=1):
        cells: list[str] = []
        for column, cell in enumerate(row, start=1):
            if cell.value is not None:
                if cell.data_type == "f":
                    where = f"{source}, line {number}, column number {column}"
                    raise GlossaryError(f"{where}: the cell holds a formula: replace it by its text.")
                cells += [""] * (column - 1 - len(cells)) + [_shown(cell.value)]
        if any(cells):
            records.append(Record(number, cells))
    first = records[0].number if records else 0
    return _Sheet(records, {number: said for number, said in comments.items() if number != first})


def _shown(value: Any) -> str:
    """The value of a cell as its text; a date without its time of day."""
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).partition("T")[0]
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _read_forms(sheet: _Sheet, header: list[str], source: str) -> Incoming:
    first, *records = sheet.records
    _check(header, source, first.number)
    groups: list[tuple[Line, Row, list[str]]] = []
    by_id: dict[str, int] = {}
    for number, cells in records:
        cells = cells[: len(header)] + [""] * (len(header) - len(cells))
        cell = {name: one_line(name, text) for name, text in zip(header, cells, strict=True)}
        line = Line(source, number, header)
        language, status = _kind(line, cell, groups[-1][1] if groups else None)
        id = cell.get("id", "")
        starts = not groups or (not id and (language, status) == ("ja", "preferred")) or (id and id not in by_id)
        if starts:
            by_id |= {id: len(groups)} if id else {}
            groups.append((line, {"id": id}, []))
        place = by_id[id] if id else len(groups) - 1
        _add(line, groups[place][1], language, status, cell)
        groups[place][2].extend(sheet.comments.get(number, []))
    terms = [_term(line, row, said) for line, row, said in groups]
    check_together(with_ids(terms), source, header)
    names = {*_FORM_COLUMNS, *header, *(["note"] if sheet.comments else [])}
    return Incoming(tuple(terms), tuple(name for name in COLUMNS if name in names))


def _check(header: list[str], source: str, number: int) -> None:
    for name in ("form", "status"):
        if name not in header:
            raise GlossaryError(f"{source}, line {number}: the header lacks the column {name}: add it.")
    others = [name for name in header if name not in ("id", "form", "language", "status")]
    for name in others:
        if name in _FORM_COLUMNS:
            raise GlossaryError(f"{source}, line {number}: the header has form as well as {name}: keep one of the two.")
    check_header(["id", "ja", *others], source, number)


def _kind(line: Line, cell: Row, above: Row | None) -> tuple[str, str]:
    """The language and status of a form; what is empty is seen from the form and the row above."""
    form = cell["form"]
    if not form:
        line.fail("form", "the cell is empty", "fill it in, or delete the row")
    language = cell.get("language", "").lower() or ("ja" if _JAPANESE.search(form) else "en")
    if language not in SPOKEN:
        line.fail("language", f"{language!r} is neither ja nor en", "choose one of the two")
    status = cell["status"].lower()
    if not status:
        same = above is not None and cell.get("id", "") == above["id"]
        if same and above is not None and language in above:
            line.fail("status", "the cell is empty", f"choose one of {', '.join(STATUSES)}")
        status = "preferred"
    if status not in STATUSES:
        line.fail("status", f"{status!r} is no status", f"choose one of {', '.join(STATUSES)}")
    return language, status


def _add(line: Line, row: Row, language: str, status: str, cell: Row) -> None:
    """Put a form and what stands beside it into the row of its term."""
    column = language if status == "preferred" else ("" if language == "ja" else "en_") + status
    if status == "preferred" and column in row:
        line.fail(
            "status", f"{row[column]!r} is the preferred form already", "choose another status for one of the two"
        )
    row[column] = f"{row[column]}|{cell['form']}" if column in row else cell["form"]
    for name in TERM_COLUMNS:
        text, known = cell.get(name, ""), row.get(name, "")
        if not text or text == known:
            continue
        if known and name not in SEVERAL and name != "note":
            line.fail(name, f"the term has {known!r} here already", "leave one of the two")
        row[name] = text if not known else known + ("|" if name in SEVERAL else " / ") + text


def _term(line: Line, row: Row, comments: Sequence[str]) -> Term:
    if "ja" not in row:
        line.fail("status", "the term has no preferred Japanese form", "choose preferred for one")
    row["note"] = _noted(row.get("note", ""), comments)
    if row["id"]:
        return line.term(row)
    return replace(line.term(row | {"id": "x"}), id="")


def _noted(note: str, comments: Sequence[str]) -> str:
    """A note with what was said in comments, unless it says so already."""
    for said in comments:
        if said and said not in note:
            note = f"{note} / {said}" if note else said
    return note


def write_terms(terms: Iterable[Term]) -> bytes:
    """The workbook of these terms. Raises GlossaryError where a text is too long for a cell."""
    openpyxl = need("openpyxl")
    comments, validation, styles = (
        need(f"openpyxl.{name}") for name in ("comments", "worksheet.datavalidation", "styles")
    )
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "glossary"
    top = styles.Alignment(vertical="top", wrap_text=True)
    for place, name in enumerate(HEADER, start=1):
        cell = sheet.cell(1, place, name)
        cell.font = styles.Font(bold=True)
        cell.comment = comments.Comment(ABOUT[name], "taiyaku", height=120, width=300)
        column = sheet.column_dimensions[cell.column_letter]
        column.width = WIDTHS.get(name, 12)
        column.number_format = "@"
    for number, row in enumerate(_rows(terms), start=2):
        for place, name in enumerate(HEADER, start=1):
            text = row.get(name, "")
            if len(text) > LONGEST_CELL:
                raise GlossaryError(f"{row['id']!r}: the {name} is too long for a cell ({LONGEST_CELL:,} characters).")
            if text:
                cell = sheet.cell(number, place, text)
                cell.data_type = "s"
                cell.quotePrefix = text[0] in "=+-@'"
                cell.number_format = "@"
                cell.alignment = top
    for name, choices in (("language", SPOKEN), ("status", STATUSES), ("type", TYPES), ("inflects", ("yes",))):
        letter = sheet.cell(1, HEADER.index(name) + 1).column_letter
        allowed = validation.DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        allowed.error = f"Choose one of: {', '.join(choices)}"
        allowed.add(f"{letter}2:{letter}1048576")
        sheet.add_data_validation(allowed)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(terms: Iterable[Term]) -> Iterable[Row]:
    for term in terms:
        cells = row_of(term)
        for language, forms in (("ja", term.forms), ("en", term.english_forms)):
            for form in forms:
                row = {"id": term.id, "form": form.text, "language": language, "status": form.status}
                if form is term.forms[0]:
                    row |= {name: cells[name] for name in TERM_COLUMNS}
                yield row
