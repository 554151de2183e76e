"""What the pictures of a Word document show: read apart from the text, and changed in place with its copies."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as new_document
from docx_files import make_docx, p
from hypothesis import given, settings
from hypothesis import strategies as st
from illustrated import png

from cleantext import Document, check_document, fix_document
from cleantext.formats import document_bytes, parse_document, with_attributes
from cleantext.formats.docx import serialise_tracked

TEXTS = st.text("岬灯、,. &<>\"'\n\tA冬", max_size=12).map(lambda text: "岬" + text)


def drawn(descr: str, title: str = "", copy: str = "", fallback: str = "") -> str:
    """A picture as Word writes it, with the values as they stand in XML."""
    said = f' title="{title}"' if title else ""
    inside = f'<pic:cNvPr xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" id="2" descr="{copy}"/>'
    shown = f'<wp:docPr id="1" name="図 1" descr="{descr}"{said}/>{inside}'
    shape = f"<w:r><w:drawing><wp:inline>{shown}</wp:inline></w:drawing></w:r>"
    if not fallback:
        return shape
    old = f'<w:r><w:pict><v:shape alt="{fallback}"/></w:pict></w:r>'
    return f"<mc:AlternateContent><mc:Choice>{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"


def read(*paragraphs: str) -> Document:
    return parse_document(make_docx("".join(paragraphs)), "docx")


def said(document: Document) -> list[tuple[str, str]]:
    return [(block.text, block.place) for block in with_attributes(document).blocks if block.kind == "attribute"]


def body(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([p("雪だ。", drawn("岬の灯台"))], [("岬の灯台", "paragraph 1, description of a picture")]),
        (
            [p("雪だ。"), p(drawn("岬 &amp; 港", "題"))],
            [("岬 & 港", "paragraph 2, description of a picture"), ("題", "paragraph 2, title of a picture")],
        ),
        ([p("雪だ。", drawn("Figure 1"))], []),
        ([p("雪だ。", drawn("岬\n の 絵"))], [("岬  の 絵", "paragraph 1, description of a picture")]),
        ([p("雪だ。", drawn("岬").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"))], []),
        ([p("雪だ。", f"<w:del>{drawn('岬')}</w:del>")], []),
        ([p("雪だ。", drawn("岬", fallback="岬"))], [("岬", "paragraph 1, description of a picture")]),
    ],
)
def test_what_is_read(paragraphs: list[str], expected: list[tuple[str, str]]) -> None:
    document = read(*paragraphs)
    assert said(document) == expected
    assert not any(block.kind == "attribute" for block in document.blocks), "the text alone is translated"


def test_fix_in_place() -> None:
    """Copies go with the value; all else stays as it was, byte for byte."""
    one = p(
        "図は",
        drawn("岬,港 &amp; &quot;冬&quot;", "題:冬", "岬,港 &amp; &quot;冬&quot;", "岬,港 &amp; &quot;冬&quot;"),
        "だ。",
    )
    other = p(drawn("別,名", copy="違,名"))
    document = read(one, other)
    fixed = fix_document(document)
    before, after = body(document_bytes(document)), body(document_bytes(fixed.document))
    assert len(fixed.applied) == 3
    expected = before.replace("岬,港", "岬、港").replace("題:冬", "題：冬").replace("別,名", "別、名")
    assert after == expected
    assert after.count("違,名") == 1, "what is no copy is left alone"
    again = fix_document(fixed.document)
    assert not again.applied
    assert document_bytes(again.document) == document_bytes(fixed.document)


def test_single_quotation_marks_stay() -> None:
    document = read(p("雪だ。", drawn("岬,港").replace('descr="岬,港"', "descr='岬,港'")))
    assert "descr='岬、港'" in body(document_bytes(fix_document(document).document))


def test_findings_say_where() -> None:
    (found,) = check_document(read(p("雪だ。", drawn("岬,港"))))
    assert (found.block, found.place.text) == ("a0001", "paragraph 1, description of a picture")
    assert found.text[found.finding.start : found.finding.end] == ","


def test_comments_switch_rules_off() -> None:
    on = '<w:commentRangeStart w:id="0"/>' + drawn("岬,港") + '<w:commentRangeEnd w:id="0"/>'
    comments = '<w:comment w:id="0" w:author="a">' + p("taiyaku-disable comma") + "</w:comment>"
    assert check_document(parse_document(make_docx(p("雪だ。", on), comments=comments), "docx")) == []


def test_tracked_changes_leave_values_alone() -> None:
    """Word tracks no change of what a picture shows."""
    document = read(p("雪,雨だ。", drawn("岬,港")))
    fixed = fix_document(document, written=False)
    data = serialise_tracked(fixed.document, [], date="2026-01-20T12:00:00Z")
    assert len(fixed.applied) == 1
    assert 'descr="岬,港"' in body(data)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_any_value_comes_back(text: str, title: str) -> None:
    """What python-docx writes is read as it reads it, and what is fixed too."""
    made = new_document()
    made.add_paragraph("雪が降った。")
    picture = made.add_paragraph().add_run().add_picture(io.BytesIO(png(4, 4)))
    picture._inline.docPr.set("descr", text)
    picture._inline.docPr.set("title", title)
    stored = io.BytesIO()
    made.save(stored)
    document = parse_document(stored.getvalue(), "docx")
    assert sorted(each for each, _ in said(document)) == sorted([text, title])
    assert document_bytes(with_attributes(document)) == stored.getvalue()
    fixed = fix_document(document)
    kept = new_document(io.BytesIO(document_bytes(fixed.document)))
    prop = kept.inline_shapes[0]._inline.docPr
    assert sorted(each for each, _ in said(fixed.document)) == sorted([prop.get("descr"), prop.get("title")])
