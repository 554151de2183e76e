"""Word editions: read by python-docx, by our own reader and by LibreOffice."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from lighthouse import lighthouse
from office import SOFFICE
from test_outputs import ANY_TEXT, EDITION, EMPTY, SEGMENTS, edition_of

from cleantext.formats import parse_document
from translate.outputs import render
from translate.outputs.book import combined
from translate.outputs.characters import legal
from translate.outputs.edition import Edition, Layout, Metadata
from translate.outputs.shapes import shapes_of
from translate.segment import Flag, Segment

docx: Any = pytest.importorskip("docx", reason="python-docx is not installed")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(edition: Edition) -> Any:
    return docx.Document(io.BytesIO(render("docx", edition)))


def blocks(edition: Edition) -> list[str]:
    return [block.text for block in parse_document(render("docx", edition), "docx").blocks]


def test_facing_paragraphs_stand_in_tables_of_two_columns():
    document = opened(lighthouse())
    facing = [
        table for table in document.tables if table.style.name != "Table Grid"
    ]  # that is how the text's own are set
    assert [len(table.columns) for table in facing] == [2] * len(facing) and len(facing) < len(document.tables)
    assert [cell.text for cell in facing[0].rows[0].cells] == ["日本語", "English"]
    assert facing[0].rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    for number, table in enumerate(facing):
        for row in table.rows[number == 0 :]:
            names = [cell.paragraphs[0].style.name for cell in row.cells]
            assert names in (["Edition Japanese", "Edition English"], ["Edition Japanese Quote", "Quote"])
    pairs = [[cell.text for cell in row.cells] for table in facing for row in table.rows]
    assert pairs.count(["日本語", "English"]) == 1
    assert ["1.\tらせん階段は103段。", "1.\tThe spiral staircase has 103 steps."] in pairs
    assert ["•\t途中に窓が4つある。", "•\tThere are four windows on the way up."] in pairs


def test_only_the_first_and_the_long_tables_have_a_head():
    def chapter(number, sentences):
        yield Segment(f"h{number}", f"h{number}", "heading", f"第{number}章", f"Chapter {number}", "translated")
        for each in range(sentences):
            name = f"s{number}-{each}"
            yield Segment(name, name, "paragraph", "長い文が続く。" * 10, "It goes on. " * 10, "translated")

    document = opened(edition_of(*chapter(1, 2), *chapter(2, 2), *chapter(3, 20), *chapter(4, 2)))
    heads = [row.cells[0].text == "日本語" for table in document.tables for row in table.rows[:1]]
    assert heads == [True, False, True, False]


def test_headings_are_headings():
    document = opened(lighthouse())
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Head", "Title"))]
    assert found == [
        ("Title", "岬の灯台を訪ねて\nA Visit to the Lighthouse on the Cape"),
        ("Heading 1", "歴史\nHistory"),
        ("Heading 1", "見どころ\nWhat to See"),
        ("Heading 2", "料金\nAdmission"),
        ("Heading 1", "歴史\nHistory"),
    ]


def test_flags_are_comments_and_a_clean_copy_has_none():
    document = opened(lighthouse())
    said = [comment.text for comment in document.comments]
    assert [text.split("\n")[0] for text in said] == ["s0006 flagged", "s0012 missing", "s0017 flagged"]
    assert "32 is not in the English" in said[0]
    clean = opened(lighthouse(Layout(in_source=False, clean_copy=True)))
    assert not list(clean.comments)
    assert "要確認" not in clean.element.xml and "unreviewed" not in clean.element.xml


def test_every_pair_and_every_reading_is_there():
    edition = lighthouse()
    data = render("docx", edition)
    document = parse_document(data, "docx")
    text = "\n".join(block.text for block in document.blocks)
    for segment in edition.segments[1:]:
        assert segment.source in text and segment.target in text
    assert [r.reading for shape in shapes_of(document) for r in shape.ruby] == ["みさき", "とう", "だい"]


def test_a_book_of_several_texts_has_its_contents_with_pages():
    one, two = edition_of(*SEGMENTS), edition_of(Segment("s1", "b1", "paragraph", "文。", "Text.", "translated"))
    document = opened(combined([one, replace(two, source_name="後.txt")], "文集", Layout()))
    entries = [p for p in document.paragraphs if p.style.name == "Edition Contents"]
    assert [p.text for p in entries] == ["交渉の裏側\nBehind the Talks\t", "後.txt\t"]
    places = [mark.get(f"{W}name") for mark in document.element.iter(f"{W}bookmarkStart")]
    for entry in entries:
        asked = {link.get(f"{W}anchor") for link in entry._p.iter(f"{W}hyperlink")}
        pages = {field.text.split()[1] for field in entry._p.iter(f"{W}instrText")}
        assert asked == pages and len(asked) == 1 and asked <= set(places)
    assert "Edition Contents" not in [p.style.name for p in opened(one).paragraphs]


def test_contents_hold_what_xml_can_hold():
    first, second = (
        edition_of(Segment("s1", "b1", "heading", f"第\x01{number}章", f"Chapter \x02{number}", "translated"))
        for number in "12"
    )
    document = opened(combined([first, replace(second, source_name="後.txt")], "文集", Layout()))
    entries = [p.text for p in document.paragraphs if p.style.name == "Edition Contents"]
    assert entries == ["第\ufffd1章\nChapter \ufffd1\t", "第\ufffd2章\nChapter \ufffd2\t"]


def test_languages_and_fonts_are_said():
    styles = {style.name: style.element for style in opened(lighthouse()).styles}
    for name in ("Edition Japanese", "Edition English"):
        properties = styles[name].rPr
        language = properties.find(f"{W}lang")
        assert (language.get(f"{W}val"), language.get(f"{W}eastAsia")) == ("en-US", "ja-JP")
        assert properties.find(f"{W}rFonts").get(f"{W}eastAsia") == "Yu Mincho"


def test_stacked_alone_and_english_first():
    stacked = opened(lighthouse(Layout(in_source=False, stacked=True, first="en")))
    assert [table.style.name for table in stacked.tables] == ["Table Grid"]
    names = [p.style.name for p in stacked.paragraphs if p.style.name in ("Edition Japanese", "Edition English")]
    assert names[:2] == ["Edition English", "Edition Japanese"]
    pairs = [p.paragraph_format for p in stacked.paragraphs if p.style.name in ("Edition Japanese", "Edition English")]
    assert [each.space_after.pt for each in pairs[:4]] == [0, 9, 0, 9] and pairs[0].keep_with_next
    alone = blocks(lighthouse(Layout(in_source=False, only="en")))
    assert not any("灯台" in text for text in alone)


@pytest.mark.parametrize(("sentences", "kept"), [(2, True), (60, None)])
def test_stacked_paragraphs_stay_on_one_page_where_they_are_short(sentences, kept):
    segment = Segment("s1", "s1", "paragraph", "岬の灯台。" * sentences, "The lighthouse. " * sentences, "translated")
    stacked = opened(replace(edition_of(segment), layout=Layout(stacked=True)))
    first, second = (
        p.paragraph_format for p in stacked.paragraphs if p.style.name.startswith("Edition J") or "lighth" in p.text
    )
    assert (first.keep_with_next, first.keep_together) == (kept, kept) and not second.keep_with_next


def test_the_same_edition_gives_the_same_bytes_and_says_who_made_it():
    said = Metadata(author="岬 花子", date="2026-01-20", identifier="x" * 400, title="題")
    edition = lighthouse(Layout(in_source=False, metadata=said))
    assert render("docx", edition) == render("docx", replace(edition))
    core = opened(edition).core_properties
    assert (core.author, core.title, core.created.isoformat()[:10]) == ("岬 花子", "題", "2026-01-20")
    with zipfile.ZipFile(io.BytesIO(render("docx", edition))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opened(EMPTY).paragraphs


@settings(max_examples=15, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_a_document_holds_any_text(source, target):
    segment = Segment("s1", "b1", "paragraph", f"文{source}", f"x{target}", "flagged", (Flag("n", source),))
    cells = opened(replace(edition_of(segment), title_ja=source)).tables[0].rows[1].cells

    def kept(text: str) -> str:  # Word's own signs for a tab and a break
        return legal(text).replace("\r", "\n")

    assert [kept(cell.text) for cell in cells] == [kept(segment.source), kept(segment.target)]


def test_what_is_missing_is_said_in_one_sentence():
    code = (
        "import sys; sys.modules['docx'] = None\n"
        "from translate.outputs import Edition, render\n"
        "try: render('docx', Edition('', '', (), '', '', '', ()))\n"
        "except OSError as e: print(e)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert 'run pip install "taiyaku[editions]"' in done.stdout and not done.stderr


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_all_of_it(tmp_path):
    (tmp_path / "edition.docx").write_bytes(render("docx", EDITION))
    command = [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
               "txt:Text (encoded):UTF8", "--outdir", tmp_path, tmp_path / "edition.docx"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    shown = "".join((tmp_path / "edition.txt").read_text("utf-8-sig").split())
    for segment in EDITION.segments[:9]:
        assert "".join(segment.source.split()) in shown and "".join(segment.target.split()) in shown
