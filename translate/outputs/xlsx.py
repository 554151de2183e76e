"""A workbook for review: Japanese locked, English to be edited, the status picked from a list.

The sheet "review" has one row a pair. Columns `en`, `status` and `comment` are open, all else is locked, without a
password: the protection keeps a slip of the hand away, and anyone may lift it. What the program doubts stands in the
column `flags` and as a comment on the English cell; `terms` has the glossary's English for what is in the sentence.
The header stays in sight; rows can be filtered. The sheet "about" says how to review, and holds the edition's revision.

Line ends and characters that XML forbids are replaced as in TSV. Needs openpyxl, of the extra "exchange". The same
edition gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import Any

from cleantext.files import FileProblem
from translate.outputs.csv import joined
from translate.outputs.edition import Edition, TermUse
from translate.outputs.remarks import comments_of, doubts_of, kinds_of, score_of, term_texts, uses_by_segment
from translate.outputs.tsv import cell as one_line
from translate.segment import Segment

WIDTHS = {"id": 8, "ja": 52, "en": 64, "status": 14, "comment": 32, "flags": 32, "terms": 26, "score": 8, "kind": 16}
"""Columns, with their widths in characters."""
OPEN = ("en", "status", "comment")
STATUSES = ("approved", "flagged", "translated", "repaired", "copied", "missing", "untranslated")
"""What the list offers; other statuses stay as they are."""
ABOUT = {
    "id": "Ties the row to its sentence. Never change it.",
    "ja": "The Japanese. Locked: a change here does not go back.",
    "en": "The English. Edit it in place; an edited row counts as approved.",
    "status": "Choose approved where the English is right, flagged where it is still doubtful.",
    "comment": "Anything you wish to say. It goes back with the row, as do comments on cells.",
    "flags": "What the program doubts. It saw no more than this: every row needs a reader.",
    "terms": "The glossary's English for terms in the Japanese.",
    "score": "How sure the alignment is of the pair, 0 to 1.",
    "kind": "What the sentence stands in: a paragraph, a heading, the alternative text of a picture …",
}
TINTS = {"flagged": "FFF2CC", "missing": "F8CBAD", "untranslated": "F8CBAD", "approved": "E2EFDA"}
LONGEST = 32_767
"""Characters that a cell can hold (Excel's bound)."""
_EPOCH = datetime(2000, 1, 1)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def render(edition: Edition) -> bytes:
    """Return the pairs of `edition`, all of them and in order, as a workbook.

    Raises FileProblem where openpyxl is missing or a text is too long for a cell.
    """
    openpyxl = _need("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "review"
    _head(sheet)
    uses, kinds = uses_by_segment(edition), kinds_of(edition)
    styles = _need("openpyxl.styles")
    top = styles.Alignment(vertical="top", wrap_text=True)
    locks = {name: styles.Protection(locked=name not in OPEN) for name in WIDTHS}
    for number, segment in enumerate(edition.segments, start=2):
        kind = kinds.get(segment.block, segment.kind)
        _row(sheet, number, segment, uses.get(segment.id, []), kind, top, locks)
    _arrange(sheet, len(edition.segments) + 1)
    _about(book.create_sheet("about"), edition)
    book.properties.creator = edition.creator
    book.properties.title = one_line(edition.title_en or edition.title_ja)
    book.properties.created = _EPOCH
    out = io.BytesIO()
    book.save(out)
    return _without_dates(out.getvalue())


def require() -> None:
    """Raise FileProblem where openpyxl is missing."""
    _need("openpyxl")


def _need(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise FileProblem("the library openpyxl is not installed: run pip install 'taiyaku[exchange]'") from None


def _head(sheet: Any) -> None:
    styles, comments = _need("openpyxl.styles"), _need("openpyxl.comments")
    for place, (name, width) in enumerate(WIDTHS.items(), start=1):
        cell = sheet.cell(1, place, name)
        cell.font = styles.Font(bold=True)
        cell.fill = styles.PatternFill("solid", start_color="D9E1F2")
        cell.comment = comments.Comment(ABOUT[name], "taiyaku", height=90, width=280)
        sheet.column_dimensions[cell.column_letter].width = width


def _row(
    sheet: Any,
    number: int,
    segment: Segment,
    uses: list[TermUse],
    kind: str,
    alignment: Any,
    locks: Mapping[str, Any],
) -> None:
    score, doubts = score_of(segment), doubts_of(segment)
    texts = {
        "id": segment.id,
        "ja": segment.source,
        "en": segment.target,
        "status": segment.status,
        "comment": joined(comments_of(segment)),
        "flags": joined(doubts),
        "terms": "; ".join(term_texts(segment, uses)),
        "kind": kind,
    }
    for place, name in enumerate(WIDTHS, start=1):
        cell = sheet.cell(number, place)
        cell.alignment, cell.protection = alignment, locks[name]
        if name == "score":
            cell.value = score
            continue
        text = _ESCAPE.sub("_x005F_", one_line(texts[name]))
        if len(text) > LONGEST:
            raise FileProblem(
                f"{segment.id}: the {name} is too long for a workbook's cell ({LONGEST:,} characters); leave xlsx out"
            )
        cell.number_format = "@"
        if text:
            cell.value = text
            cell.data_type = "s"
            cell.quotePrefix = text[0] in "=+-@'"
    if doubts:
        said = "\n".join(map(one_line, doubts))
        english = sheet.cell(number, 1 + list(WIDTHS).index("en"))
        english.comment = _need("openpyxl.comments").Comment(said, "taiyaku", height=90, width=280)


def _arrange(sheet: Any, last: int) -> None:
    """The list of statuses, tints, what stays in sight, print and protection."""
    validation, formatting = _need("openpyxl.worksheet.datavalidation"), _need("openpyxl.formatting.rule")
    fill = _need("openpyxl.styles").PatternFill
    letters = {name: sheet.cell(1, place).column_letter for place, name in enumerate(WIDTHS, start=1)}
    allowed = validation.DataValidation("list", formula1=f'"{",".join(STATUSES)}"', allow_blank=True)
    allowed.error = f"Choose one of: {', '.join(STATUSES)}"
    sheet.add_data_validation(allowed)
    if last > 1:
        rows = f"{letters['status']}2:{letters['status']}{last}"
        allowed.add(rows)
        for status, colour in TINTS.items():
            tint = fill(bgColor=colour, fill_type="solid")
            rule = formatting.CellIsRule(operator="equal", formula=[f'"{status}"'], fill=tint)
            sheet.conditional_formatting.add(rows, rule)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{letters['kind']}{last}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = _need("openpyxl.worksheet.properties").PageSetupProperties(fitToPage=True)
    protection = sheet.protection
    protection.sheet = True
    for free in ("autoFilter", "sort", "formatColumns", "formatRows", "formatCells", "objects", "scenarios"):
        setattr(protection, free, False)


def _about(sheet: Any, edition: Edition) -> None:
    styles = _need("openpyxl.styles")
    lines = [
        ("how", "Edit the English, choose a status, comment; save as .xlsx and give the file back."),
        *((name, ABOUT[name]) for name in WIDTHS),
        ("revision", str(edition.revision)),
        ("source", edition.source_name),
        ("made by", edition.creator),
        ("signature", edition.signature),
        *(("note", note) for note in edition.notes),
    ]
    for number, (name, text) in enumerate(lines, start=1):
        sheet.cell(number, 1, name).font = styles.Font(bold=True)
        cell = sheet.cell(number, 2)
        cell.value = _ESCAPE.sub("_x005F_", one_line(text))[:LONGEST]
        cell.data_type = "s"
        cell.alignment = styles.Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 100
    sheet.protection.sheet = True


def _without_dates(data: bytes) -> bytes:
    """The workbook without the time at which it was saved."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
