"""Markdown and PDF editions."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from browser import CHROMIUM, NO_CHROMIUM
from hypothesis import given
from lighthouse import lighthouse
from test_outputs import ANY_TEXT, EDITION, EMPTY, edition_of

from cleantext.files import FileProblem
from translate.outputs import pdf, render
from translate.outputs.characters import legal
from translate.outputs.edition import Edition, Layout, Metadata
from translate.segment import Segment


def markdown(edition: Edition) -> list[str]:
    return render("md", edition).decode().split("\n")


def test_markdown_has_headings_lists_and_ruby():
    lines = markdown(lighthouse())
    assert "# 岬の灯台を訪ねて / A Visit to the Lighthouse on the Cape" in lines
    assert "### 料金 / Admission" in lines
    at = lines.index("1. らせん階段は103段。")
    assert lines[at : at + 9] == [
        "1. らせん階段は103段。",
        "",
        "   > The spiral staircase has 103 steps.",
        "",
        "   - 途中に窓が4つある。",
        "",
        "     > There are four windows on the way up.",
        "",
        "   - 荷物は入口に預ける。",
    ]
    text = "\n".join(lines)
    assert "<ruby>岬<rp>(</rp><rt>みさき</rt><rp>)</rp></ruby>の先に" in text
    assert "**※ s0006 要確認** number: 32 is not in the English" in text
    assert "要確認" not in "\n".join(markdown(lighthouse(Layout(in_source=False, clean_copy=True))))


@given(ANY_TEXT)
def test_markdown_holds_any_text_and_makes_nothing_of_it(text):
    lines = markdown(edition_of(Segment("s1", "b1", "paragraph", f"文{text}", "x")))
    shown = next(line for line in lines if line.startswith("文"))
    said = re.sub("[\t\n\r\x0b\x0c\x85\u2028\u2029]+", " ", legal(f"文{text}"))
    assert shown.replace("\\", "") == said.replace("\\", "")


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_pdf_is_printed_and_gives_the_same_bytes(tmp_path):
    data = render("pdf", replace(EDITION, segments=EDITION.segments[:9]))
    assert data.startswith(b"%PDF-")
    assert render("pdf", replace(EDITION, segments=EDITION.segments[:9])) == data
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext, which reads the pages, is not there")
    (tmp_path / "edition.pdf").write_bytes(data)
    text = subprocess.run(["pdftotext", tmp_path / "edition.pdf", "-"], capture_output=True, text=True).stdout
    shown = "".join(text.split())
    for segment in EDITION.segments[:9]:
        assert "".join(segment.source.split()) in shown and "".join(segment.target.split()) in shown


def test_pdf_without_a_program_is_one_sentence(monkeypatch):
    monkeypatch.setenv("TAIYAKU_CHROMIUM", "/nowhere/chromium")
    try:
        import weasyprint  # noqa: F401

        pytest.skip("WeasyPrint is installed")
    except ImportError:
        pass
    with pytest.raises(FileProblem, match=r'install Chromium or .* pip install "taiyaku\[pdf\]"'):
        pdf.render(EMPTY)


@pytest.mark.parametrize("name", ["html", "md"])
def test_who_made_it_is_said_under_the_title(name):
    said = Metadata(author="岬 花子", translator="M. Cape", publisher="灯台社", date="2026-01-20", rights="© 灯台社")
    text = re.sub("<[^>]*>", "", render(name, replace(EDITION, layout=Layout(in_source=False, metadata=said))).decode())
    first = text.index("岬 花子")
    assert text.index("Behind the Talks") < first < text.index("M. Cape") < text.index("2026-01-20")
    assert text.index("2026-01-20") < text.rindex("© 灯台社") and "灯台社" in text[first : text.index("2026-01-20")]
