"""Formulas of Word on pages, and formulas of pages in Word. The cases are TeX as pandoc 2.17 writes it in both."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from illustrated import NEW, edition_of
from lxml import etree

from cleantext.formats.formulas import linear, mathml_at
from translate.outputs import render
from translate.outputs.formulas_mathml import mathml_of
from translate.outputs.formulas_omml import MATH, omml_of
from translate.outputs.pdf import in_one_line

CASES = json.loads((Path(__file__).with_name("cases") / "editions" / "formulas.json").read_text("utf-8"))["pandoc"]
M = f'xmlns:m="{MATH}"'
CHILDREN = {
    "f": ["num", "den"], "sSup": ["e", "sup"], "sSub": ["e", "sub"], "sSubSup": ["e", "sub", "sup"],
    "rad": ["deg", "e"],
    "nary": ["sub", "sup", "e"], "d": ["e"], "func": ["fName", "e"], "acc": ["e"], "bar": ["e"], "groupChr": ["e"],
    "limLow": ["e", "lim"], "limUpp": ["e", "lim"], "box": ["e"],
}  # fmt: skip


def bare(text: str) -> str:
    """The letters, digits and signs of a formula, without how it is typed."""
    return re.sub(r"[\s\u2001\u2009\u200b\u2061()\[\]]", "", text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tex"][:20])
def test_each_way(case: dict[str, str]) -> None:
    page, word = mathml_of(case["omml"]), omml_of(case["mathml"])
    assert linear(etree.fromstring(page)) == case["from_omml"]
    assert linear(etree.fromstring(word)) == case["from_mathml"]
    assert mathml_at(page, 0, True)[2] == len(page)  # all of it is what pages may hold
    assert mathml_of(word) and omml_of(page)  # and back again


@pytest.mark.parametrize(
    "inside",
    [
        "<m:sPre><m:sub/><m:sup/><m:e/></m:sPre>",
        "<m:phant><m:e><m:r><m:t>a</m:t></m:r></m:e></m:phant>",
        "<m:r><m:rPr><m:scr m:val='fraktur'/></m:rPr><m:t>g</m:t></m:r>",
        "<x:ins xmlns:x='urn:x'><m:r><m:t>a</m:t></m:r></x:ins>",
        "",
    ],
)
def test_what_is_not_known_is_not_half_shown(inside: str) -> None:
    assert mathml_of(f"<m:oMath {M}><m:r><m:t>{'x' if inside else ''}</m:t></m:r>{inside}</m:oMath>") == ""


@pytest.mark.parametrize(
    "inside", ["<menclose notation='box'><mi>a</mi></menclose>", "<mi mathvariant='script'>L</mi>", "<x/>"]
)
def test_what_word_has_no_word_for(inside: str) -> None:
    assert omml_of(f"<math><mi>a</mi>{inside}</math>") == ""


def office_math() -> Any:
    text = st.text("abxyz019+=αβ∑文,. ", min_size=1, max_size=4).map(lambda said: f"<m:r><m:t>{said}</m:t></m:r>")

    def around(inner: Any) -> Any:
        def one(name: str) -> Any:
            parts = [inner.map(lambda said, tag=tag: f"<m:{tag}>{said}</m:{tag}>") for tag in CHILDREN[name]]
            return st.tuples(*parts).map(lambda some: f"<m:{name}>{''.join(some)}</m:{name}>")

        return st.one_of(*map(one, CHILDREN)) | st.lists(inner, min_size=1, max_size=3).map("".join)

    return st.recursive(text, around, max_leaves=8).map(lambda said: f"<m:oMath {M}>{said}</m:oMath>")


@settings(max_examples=80, deadline=None)
@given(office_math())
def test_no_letter_is_lost_on_the_way(markup: str) -> None:
    page = mathml_of(markup)
    letters = sorted(re.findall("[a-z0-9αβ文]", "".join(etree.fromstring(markup).itertext())))
    if page:
        assert sorted(re.findall("[a-z0-9αβ文]", "".join(etree.fromstring(page).itertext()))) == letters
        assert mathml_at(page, 0, True)[2] == len(page)
        word = omml_of(page)
        assert word and sorted(re.findall("[a-z0-9αβ文]", "".join(etree.fromstring(word).itertext()))) == letters
    else:
        assert not letters or not bare("".join(etree.fromstring(markup).itertext()))


def word() -> bytes:
    docx = pytest.importorskip("docx")
    from docx.oxml import parse_xml

    document = docx.Document()
    document.add_heading("数式", 1)
    document.add_paragraph("前の文。")
    for case in CASES:
        document.add_paragraph()._p.append(parse_xml(f"<m:oMathPara {M}>{case['omml']}</m:oMathPara>"))
    odd = "<m:oMath><m:sPre><m:sub/><m:sup/><m:e><m:r><m:t>odd</m:t></m:r></m:e></m:sPre></m:oMath>"
    odd = f"<m:oMathPara {M}>{odd}</m:oMathPara>"
    document.add_paragraph()._p.append(parse_xml(odd))
    paragraph = document.add_paragraph("文の中の")
    paragraph._p.append(parse_xml(CASES[0]["omml"]))
    paragraph.add_run("もある。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_formulas_of_word_in_every_format() -> None:
    import docx

    edition = edition_of(word(), "docx")
    page = render("html", edition).decode()
    assert page.count('<div class="formula"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block">') == len(
        CASES
    )
    assert page.count("<math ") == len(CASES) + 2 and "［図：odd］" in page
    document = docx.Document(io.BytesIO(render("docx", edition)))
    assert len(document.element.body.xpath(".//m:oMathPara")) == len(CASES) + 1
    assert len(document.element.body.xpath(".//m:oMath[not(parent::m:oMathPara)]")) == 2
    text = render("md", edition).decode()
    assert "［図：(a+b)/2+x^2" in text


def test_weasyprint_which_knows_no_mathml_is_given_lines() -> None:
    page = render(
        "html",
        in_one_line(edition_of("<h1>式</h1><p>式は<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>だ。", "html")),
    )
    assert b"<math" not in page and b'<span class="formula">a/b</span>' in page
    page = render("html", in_one_line(edition_of(word(), "docx")))
    assert b"<math" not in page and "［図：(a+b)/2+x^2".encode() in page


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not on PATH")
def test_pandoc_reads_the_formulas_of_a_page_in_a_word_document(tmp_path: Path) -> None:
    rows = "".join(f"<p>{case['mathml']}</p>" for case in CASES)
    edition = edition_of(f"<html lang='ja'><h1>数式</h1>{rows}</html>", "html", layout=replace(NEW, only="ja"))
    (tmp_path / "a.docx").write_bytes(render("docx", edition))
    command = ["pandoc", str(tmp_path / "a.docx"), "-t", "markdown", "--wrap=none"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for tex in (
        r"\frac{a + b}{2} + x^{2} + y_{i} + z_{i}^{2} + \sqrt{2} + \sqrt[3]{x}",
        r"\sum_{i = 1}^{n}i + \int_{0}^{1}f(x)",
        r"\left( \frac{a}{b} \right) + \lbrack x\rbrack + \{ y\} + |z|",
        r"\lim_{x \rightarrow 0}\frac{\sin x}{x} = 1",
        "3 & 4",
    ):
        assert tex in said
