"""Glossaries as workbooks: made for people, read back from them, and hostile ones refused."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from glossary_terms import KYIV, US, plain

from glossaries import Form, GlossaryError
from glossaries.formats import FORMATS
from glossaries.formats.xlsx import HEADER
from glossaries.merging import merge


def sheet(*rows: tuple[object, ...], comments: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, text in (comments or {}).items():
        book.active[place].comment = openpyxl.comments.Comment(text, "reviewer")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_workbook_is_made_for_people() -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write_terms([KYIV, US])))
    page = book.active
    assert tuple(cell.value for cell in page[1]) == HEADER
    assert all(cell.comment.text for cell in page[1])
    assert page.freeze_panes == "C2" and page.auto_filter.ref.startswith("A1:")
    assert page["A2"].number_format == "@" and page.cell(2, HEADER.index("note") + 1).alignment.wrap_text
    lists = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
    assert lists["D2:D1048576"] == '"preferred,admitted,deprecated,forbidden"'
    assert '"person,' in lists["F2:F1048576"]


def test_formulas_in_a_workbook_are_text() -> None:
    terms = (replace(KYIV, note="=cmd|' /C calc'!A0", english=("-Kyiv",)),)
    data = FORMATS["xlsx"].write_terms(terms)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    kinds = {cell.value: (cell.data_type, cell.quotePrefix) for row in page.iter_rows(min_row=2) for cell in row}
    assert kinds[terms[0].note] == ("s", True) == kinds["-Kyiv"]
    assert plain(FORMATS["xlsx"].read(data, "a.xlsx").terms) == plain(terms)


def test_comments_on_cells_become_notes_once() -> None:
    data = FORMATS["xlsx"].write_terms([KYIV])
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active["B3"].comment = openpyxl.comments.Comment("reviewer:\nSee\nReuters", "reviewer")
    out = io.BytesIO()
    book.save(out)
    read = FORMATS["xlsx"].read(out.getvalue(), "a.xlsx")
    merged = merge([KYIV], read.terms, columns=read.columns)
    assert merged.terms == (replace(KYIV, note="capital / See Reuters"),) and not merged.conflicts
    twice = merge(merged.terms, read.terms, columns=read.columns)
    assert twice.terms == merged.terms and not twice.conflicts


def test_rows_that_people_add() -> None:
    rows = [
        ("id", "form", "status", "language", "note", "from"),
        ("kyiv", "キーウ", "preferred", "ja", "", 2024),
        (None, "キエフ", "deprecated", None, "old"),
        (None, "Kyiv", None, None),
        (None, "リビウ", "preferred", None, "new\nline"),
        (None, "Lviv", None, "en"),
        (None, None, None, None, None),
        ("kyiv", "キイフ", "Deprecated", "ja"),
    ]
    read = FORMATS["xlsx"].read(sheet(*rows), "my.xlsx")
    assert [(term.id, term.forms[1:], term.english, term.note, term.valid_from) for term in read.terms] == [
        ("kyiv", (Form("キエフ", "deprecated"), Form("キイフ", "deprecated")), ("Kyiv",), "old", "2024"),
        ("", (), ("Lviv",), "new line", ""),
    ]


def test_other_sheets() -> None:
    table = sheet(
        ("id", "ja", "deprecated", "until"), ("kyiv", "キーウ", "キエフ\nキイフ", "2024-09"), comments={"A2": "ok?"}
    )
    (term,) = FORMATS["xlsx"].read(table, "my.xlsx").terms
    assert [form.text for form in term.forms] == ["キーウ", "キエフ", "キイフ"] and term.note == "ok?"
    (term,) = FORMATS["xlsx"].read(sheet(("Kyiv", "キーウ")), "my.xlsx").terms
    assert (term.preferred, term.english) == ("キーウ", ("Kyiv",))


FORM = ("id", "form", "language", "status", "type")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "is empty"),
        (
            [FORM, ("a", "犬", "ja", "prefered")],
            r"my\.xlsx, line 2, column status \(number 4\): 'prefered' is no status",
        ),
        ([FORM, ("a", "犬", "de", "preferred")], "'de' is neither ja nor en"),
        ([FORM, ("a", "", "ja", "preferred")], r"line 2, column form .*is empty"),
        ([FORM, ("a", "犬", "ja", "deprecated")], "no preferred Japanese form"),
        (
            [FORM, ("a", "犬", "ja", "preferred"), ("a", "狗", "ja", "preferred")],
            "line 3, .*'犬' is the preferred form",
        ),
        ([FORM, ("a", "犬", "ja", "preferred"), ("a", "狗", "ja", "")], "line 3, column status .*is empty"),
        (
            [FORM, ("a", "犬", "ja", "preferred", "term"), ("a", "dog", "en", "preferred", "place")],
            "'term' here already",
        ),
        ([("id", "form", "admitted", "status"), ("a", "犬")], "keep one of the two"),
        ([("id", "form"), ("a", "犬")], "lacks the column status"),
        ([("a", "犬", "ja", "preferred"), ("", "dog", "en", "preferred")], "line 1: no column is called form: name"),
        ([("id", "表記", "language", "status"), ("a", "犬", "ja", "preferred")], "no column is called form"),
        ([FORM, ("a", "=1+1", "ja", "preferred")], r"line 2, column number 2: the cell holds a formula"),
    ],
)
def test_workbooks_refused(rows: list[tuple[object, ...]], message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        FORMATS["xlsx"].read(sheet(*rows), "my.xlsx")


def packed(**members: bytes) -> bytes:
    """A workbook with other parts in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet(("id", "ja"), ("a", "犬")))) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, members.get(Path(name).stem, old.read(name)))
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        packed(sheet1=b"<a" + b" " * (60 << 20)),
        packed(sheet1=SHEET % (b"<row>" + b"<c/>" * 4_000_000 + b"</row>")),
        packed(styles=b"<styleSheet>" + b"<font/>" * 1_000_000 + b"</styleSheet>"),
        packed(sheet1=b'<!DOCTYPE a [<!ENTITY b "c">]>' + SHEET % b""),
        packed(sheet1=b"<unclosed>"),
        packed(workbook=b"<workbook/>"),
    ],
    ids=["empty", "cut", "bomb", "cells", "styles", "entities", "broken", "no book"],
)
def test_hostile_workbooks(data: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(GlossaryError, match=r"my\.xlsx"):
            FORMATS["xlsx"].read(data, "my.xlsx")
        assert tracemalloc.get_traced_memory()[1] < 400 << 20
    finally:
        tracemalloc.stop()


def test_far_away_cells_cost_nothing() -> None:
    rows = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>ja</t></is></c></row>'
    )
    rows += b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>a</t></is></c>'
    rows += '<c r="B1048576" t="inlineStr"><is><t>犬</t></is></c><c r="XFD1048576"/></row>'.encode()
    whole = SHEET % rows
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    links = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks></worksheet>'
    for data in (whole, whole.replace(b"</worksheet>", merged), whole.replace(b"</worksheet>", links)):
        (term,) = FORMATS["xlsx"].read(packed(sheet1=data), "my.xlsx").terms
        assert term.preferred == "犬"
