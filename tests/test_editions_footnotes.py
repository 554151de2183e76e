"""Notes of every source as footnotes and endnotes of Word: read by python-docx's XML, by our reader, by LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from illustrated import NEW, edition_of, folder
from lxml import etree
from office import SOFFICE, convert, make_profile

from cleantext.formats import parse_document
from translate.outputs import render
from translate.outputs.book import combined
from translate.outputs.edition import Edition, Layout
from translate.segment import Flag

pytest.importorskip("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>灯台守の手帳</title></head><body>
<h1>灯台守の手帳</h1>
<p>灯台は明治三年にできた<sup><a id="r1" href="#n1" role="doc-noteref">1</a></sup>。光は遠くまで届く<a id="r2"
 href="#n2">［2］</a>。霧の夜は鐘を打った<sup><a href="#n3">※3</a></sup>。</p>
<h2>二</h2><p>詳しくは<a href="#n1">初めの注</a>を見よ。もう一度<sup><a href="#n1">1</a></sup>。星の印<a
 href="#n4"><sup>＊</sup></a>もある。絵の注<sup><a href="#n5">5</a></sup>。</p>
<table><tr><th>表の頭<sup><a href="#n6">6</a></sup></th><th>右</th></tr><tr><td>左</td><td>下</td></tr></table>
<h2>注</h2>
<ol><li id="n1"><p>明治三年のこと。<a href="#r1">↩</a></p><p>二段落めの説明。</p><ul><li>箇条の一</ul></li></ol>
<aside epub:type="footnote"><a id="n2"></a><p>およそ<ruby>三十七<rt>さんじゅうしち</rt></ruby>キロ。<img
 src="img/sign.png" alt="印">も。<a href="#r2">↩</a></p><p>さらに一段落。</p></aside>
<div id="n3"><p>※3 鐘は<b>青銅</b>であった。</p></div>
<p id="n4">＊ 星の注である。</p>
</body></html>"""
PICTURED = """<p id="n5">絵のある注。</p><p><img src="img/harbour.png" alt="港"></p><p id="n6">頭の注。</p></body>"""
MARKDOWN = """# 注の話

灯台は明治にできた[^old]。光は届く[^far]。もう一度[^old]。

---

[^old]: 1 月のこと。二文めも。

    注の二段落。

[^far]: 三十七キロ。
"""


def word() -> bytes:
    """A document with a footnote of two paragraphs, an endnote, and a footnote with a mark of its own."""
    import docx
    from docx.oxml import parse_xml
    from test_editions_notes import with_part

    document: Any = docx.Document()
    document.add_heading("港の記録", 1)
    paragraph = document.add_paragraph("船が着いた")
    for kind, id, text in (("footnote", 5, "。人は待った"), ("endnote", 3, "。夜になった。")):
        paragraph._p.append(parse_xml(f'<w:r xmlns:w="{W[1:-1]}"><w:{kind}Reference w:id="{id}"/></w:r>'))
        paragraph.add_run(text)
    out = io.BytesIO()
    document.save(out)
    data = out.getvalue()
    for kind, id, texts in (("footnote", 5, ("船の注。", "船の注の続き。")), ("endnote", 3, ("巻末の注。",))):
        paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
        notes = f'<w:{kind}s xmlns:w="{W[1:-1]}"><w:{kind} w:id="{id}">{paragraphs}</w:{kind}></w:{kind}s>'
        data = with_part(data, f"{kind}s", notes)
    return data


def without_numbers(text: str) -> str:
    """A text in which the English of every sentence is "E"."""
    return re.sub("E[0-9]+", "E", text)


class Written:
    """A Word edition, taken apart."""

    def __init__(self, edition: Edition) -> None:
        self.data = render("docx", edition)
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            names = package.namelist()
            self.parts = {
                name: etree.fromstring(package.read(f"word/{name}.xml"))
                for name in ("document", "footnotes", "endnotes", "settings")
                if f"word/{name}.xml" in names
            }
        self.body = self.parts["document"]

    def notes(self, kind: str = "footnote") -> dict[str, list[str]]:
        """The paragraphs of each note that has text, by its id."""
        return {
            note.get(f"{W}id"): [without_numbers("".join(p.itertext(f"{W}t"))) for p in note.iter(f"{W}p")]
            for note in self.parts[f"{kind}s"]
            if not note.get(f"{W}type")
        }

    def references(self, kind: str = "footnote") -> list[tuple[str, str]]:
        """The references in the text: the id of the note, and the mark where Word does not count it."""
        return [
            (each.get(f"{W}id"), each.getnext().text if each.get(f"{W}customMarkFollows") else "")
            for each in self.body.iter(f"{W}{kind}Reference")
        ]

    def codes(self) -> list[str]:
        return [(code.text or "").split()[1] for code in self.body.iter(f"{W}instrText")]

    def check(self) -> None:
        """Every note has one reference; what links and fields lead to is there, once."""
        places = [place.get(f"{W}name") for part in self.parts.values() for place in part.iter(f"{W}bookmarkStart")]
        numbers = [place.get(f"{W}id") for part in self.parts.values() for place in part.iter(f"{W}bookmarkStart")]
        assert len(places) == len(set(places)) and len(numbers) == len(set(numbers))
        leading = [link.get(f"{W}anchor") for part in self.parts.values() for link in part.iter(f"{W}hyperlink")]
        assert set(filter(None, leading)) | set(self.codes()) <= set(places)
        for kind in ("footnote", "endnote"):
            if f"{kind}s" in self.parts:
                assert sorted(self.notes(kind)) == sorted(id for id, _ in self.references(kind))
                said = [each.get(f"{W}id") for each in self.parts["settings"].find(f"{W}{kind}Pr")]
                assert said == ["-1", "0"]


def test_notes_of_a_page_stand_at_the_foot_of_the_page(tmp_path: Any) -> None:
    written = Written(edition_of(PAGE, "html", folder(tmp_path)))
    written.check()
    assert written.references() == [("1", ""), ("2", ""), ("3", ""), ("4", "＊")]
    notes = written.notes()
    assert notes["1"] == [" 明治三年のこと。", "E", "二段落めの説明。", "E", "•箇条の一", "•E"]
    assert notes["2"] == ["［］ およそさんじゅうしち三十七キロ。も。", "E E", "さらに一段落。", "E"]
    assert notes["3"][0] == "※ 鐘は青銅であった。" and notes["4"][0] == "＊ 星の注である。"
    text = "".join(written.body.itertext(f"{W}t"))
    assert "鐘は" not in text and "↩" not in text and "詳しくは初めの注を見よ" in text
    styles = [style.get(f"{W}val") for style in written.body.iter(f"{W}pStyle")]
    assert styles.count("Heading1") == 1  # 注, under which nothing is left, is gone
    assert written.parts["footnotes"].xpath("count(.//*[local-name()='blip'])") == 1


def test_every_word_of_a_page_is_still_there(tmp_path: Any) -> None:
    edition = edition_of(PAGE.replace("</body>", PICTURED), "html", folder(tmp_path))
    written = Written(edition)
    written.check()
    text = "".join(block.text for block in parse_document(written.data, "docx").blocks)
    for segment in edition.segments:
        if segment.kind != "attribute" and segment.block not in ("b0001", "b0013"):  # the title; the heading 注
            for word in re.findall("[ぁ-ヿ一-鿿]+", segment.source):
                assert word in text, word


def test_notes_with_pictures_and_those_of_heads_of_tables_stay_where_they_are(tmp_path: Any) -> None:
    edition = edition_of(PAGE.replace("</body>", PICTURED), "html", folder(tmp_path))
    written = Written(edition)
    body = "".join(written.body.itertext(f"{W}t"))
    assert "頭の注。" in body and "絵のある注。" in body
    assert without_numbers(body).index("注E") < without_numbers(body).index(
        "絵のある注。"
    )  # what holds a note still has its heading
    assert all("頭の注" not in text for texts in written.notes().values() for text in texts)


def test_marks_of_the_other_language_are_cross_references() -> None:
    written = Written(edition_of(PAGE, "html"))
    assert len(written.codes()) == 3 and len(written.references()) == 4
    alone = Written(edition_of(PAGE, "html", layout=Layout(only="en", in_source=False)))
    alone.check()
    assert all(len(texts) <= 3 for texts in alone.notes().values())


def test_notes_of_markdown_are_counted_by_word() -> None:
    written = Written(edition_of(MARKDOWN, "md"))
    written.check()
    assert written.references() == [("1", ""), ("2", "")]
    assert written.notes() == {
        "1": [" 1 月のこと。二文めも。", "1 E E", "注の二段落。", "E"],
        "2": [" 三十七キロ。", "E"],
    }
    assert "＊" not in "".join(written.body.itertext(f"{W}t"))  # the rule before the notes


def test_footnotes_and_endnotes_of_word_stay_such() -> None:
    written = Written(edition_of(word(), "docx"))
    written.check()
    assert written.references() == [("1", "")] and written.references("endnote") == [("1", "")]
    assert written.notes() == {"1": [" 船の注。", "E", "船の注の続き。", "E"]}
    assert written.notes("endnote") == {"1": [" 巻末の注。", "E"]}
    order = [child.tag for child in written.parts["settings"]]
    assert order.index(f"{W}footnotePr") < order.index(f"{W}endnotePr") < order.index(f"{W}compat")


def test_what_is_doubtful_in_a_note_is_said_at_its_mark() -> None:
    edition = edition_of(MARKDOWN, "md", layout=Layout(in_source=False))
    segments = [
        replace(each, status="flagged", flags=(Flag("numbers", "37 is not in the English"),))
        if "三十七" in each.source else each
        for each in edition.segments
    ]  # fmt: skip
    written = Written(replace(edition, segments=tuple(segments)))
    assert len(list(written.body.iter(f"{W}commentReference"))) == 1
    assert not list(written.parts["footnotes"].iter(f"{W}commentReference"))


def test_chapters_that_count_their_notes_anew_have_the_marks_they_have() -> None:
    both = combined([edition_of(PAGE, "html"), edition_of(PAGE, "html")], "文集", NEW)
    written = Written(both)
    written.check()
    assert [mark for _, mark in written.references()] == ["", "", "", "＊", "1", "［2］", "※3", "＊"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_takes_the_notes_as_such(tmp_path: Any) -> None:
    again = convert(make_profile(tmp_path), render("docx", edition_of(MARKDOWN, "md")))
    with zipfile.ZipFile(io.BytesIO(again)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    told = [without_numbers("".join(note.itertext(f"{W}t"))).strip() for note in notes]
    assert told[-2:] == ["1 月のこと。二文めも。1 E E注の二段落。E", "三十七キロ。E"]
    assert len(list(body.iter(f"{W}footnoteReference"))) == 2
