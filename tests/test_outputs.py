"""The outputs: every pair once and in order, nothing lost that is not documented as lost."""

import csv
import io
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from translate.outputs import OUTPUTS, Edition, extension, render
from translate.outputs.characters import ILLEGAL, legal
from translate.segment import Flag, Segment

NASTY = "<script>alert('x')</script> & \"q\" ]]> <!-- \x00\x07\ud800\ufffe\x1b ='a' &amp; 【要確認：<b>】"
SEGMENTS = (
    Segment("s0001", "b0001", "paragraph", "国際", "World", "translated"),
    Segment("s0002", "b0002", "heading", "交渉の裏側", "Behind the Talks", "translated"),
    Segment("s0003", "b0003", "paragraph", "2026.1.20", "2026.1.20", "copied", (), "copy"),
    Segment("s0004", "b0003", "paragraph", "会談は続く。", "The talks go on.", "repaired", (), "llama"),
    Segment(
        "s0005",
        "b0003",
        "paragraph",
        "5600棟が暖房を失った。",
        "560 homes lost their heating.",
        "flagged",
        (Flag("number", "5600 is not in the English | found 560."), Flag("term", "棟 & <homes>")),
    ),
    Segment("s0006", "b0004", "heading", "第二の手がかり", "The Second Thread", "translated"),
    Segment("s0007", "b0005", "paragraph", "【要確認：欠落】", "", "missing"),
    Segment("s0008", "b0006", "paragraph", "「まだ見ていない。」", '"Not yet seen.', "translated"),
    Segment("s0009", "b0006", "paragraph", "まだ訳がない。", "", "untranslated"),
    Segment("s0010", "b0007", "paragraph", NASTY, "=1+1 " + NASTY, "flagged", (Flag("markup", NASTY),)),
)
EDITION = Edition(
    "交渉の裏側",
    "Behind the Talks",
    SEGMENTS,
    "engine:none|v:1 <&>",
    'a"b.txt',
    "taiyaku 0.1.0",
    ("A note.",),
)
EMPTY = Edition("", "", (), "", "", "", ())


def edition_of(*segments: Segment) -> Edition:
    return replace(EMPTY, segments=segments)


@pytest.mark.parametrize("name", OUTPUTS)
def test_same_edition_same_bytes(name):
    assert render(name, EDITION) == render(name, replace(EDITION))
    if name != "xlsx":
        render(name, EMPTY).decode("utf-8")
    assert extension(name) == {"xliff": ".xlf", "xliff2": ".xliff"}.get(name, f".{name}")


@pytest.mark.parametrize("ask", [extension, lambda name: render(name, EDITION)])
def test_unknown_name(ask):
    with pytest.raises(ValueError, match="'docx'.*csv, html, .*tmx, tsv"):
        ask("docx")


def test_formats_load_when_asked_for():
    code = "import sys, translate.outputs; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "translate.outputs" in loaded.split()
    assert not any(output.module in loaded.split() for output in OUTPUTS.values())


# TSV


def tsv_rows(edition: Edition) -> list[list[str]]:
    text = render("tsv", edition).decode("utf-8")
    assert text.endswith("\n")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_tsv_rows():
    header, *rows = tsv_rows(EDITION)
    assert header == ["id", "block", "ja", "en", "status", "flags"]
    assert [row[0] for row in rows] == [segment.id for segment in SEGMENTS]
    assert rows[7] == ["s0008", "b0006", "「まだ見ていない。」", '"Not yet seen.', "translated", ""]
    flags = "number: 5600 is not in the English ｜ found 560. | term: 棟 & <homes>"
    assert rows[4][4:] == ["flagged", flags]
    assert rows[9][3].startswith("=1+1 ")
    assert not render("tsv", EDITION).startswith(b"\xef\xbb\xbf")


# TMX: the content model of the specification, 1.4b, chapter 3 (inline elements are not used here).

TMX_MODEL = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="tmx">
  <attribute name="version"><value>1.4</value></attribute>
  <element name="header">
    <attribute name="creationtool"/><attribute name="creationtoolversion"/>
    <attribute name="segtype"><choice>
      <value>block</value><value>paragraph</value><value>sentence</value><value>phrase</value>
    </choice></attribute>
    <attribute name="o-tmf"/><attribute name="adminlang"/><attribute name="srclang"/>
    <attribute name="datatype"/>
    <ref name="remarks"/>
  </element>
  <element name="body"><zeroOrMore><element name="tu">
    <optional><attribute name="tuid"/></optional>
    <ref name="remarks"/>
    <oneOrMore><element name="tuv">
      <attribute name="xml:lang"/><ref name="remarks"/><element name="seg"><text/></element>
    </element></oneOrMore>
  </element></zeroOrMore></element>
</element></start>
<define name="remarks"><zeroOrMore><choice>
  <element name="note"><text/></element>
  <element name="prop"><attribute name="type"/><text/></element>
</choice></zeroOrMore></define></grammar>
"""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tmx_units(edition: Edition) -> list[etree._Element]:
    tree = etree.fromstring(render("tmx", edition))
    etree.RelaxNG(etree.fromstring(TMX_MODEL)).assertValid(tree)
    return tree.findall("body/tu")


def test_tmx_units():
    units = tmx_units(EDITION)
    kept = [segment for segment in SEGMENTS if segment.status not in ("missing", "untranslated")]
    assert [unit.get("tuid") for unit in units] == [segment.id for segment in kept]
    for unit, segment in zip(units, kept, strict=True):
        assert {tuv.get(LANG): tuv.findtext("seg") for tuv in unit.findall("tuv")} == {
            "ja": legal(segment.source),
            "en": legal(segment.target),
        }
        assert unit.findtext("prop[@type='x-status']") == segment.status
        assert unit.findtext("prop[@type='x-block']") == segment.block
        notes = [note.text for note in unit.findall("note")]
        assert notes == [legal(f"{flag.name}: {flag.message}") for flag in segment.flags]


def test_tmx_header():
    header = etree.fromstring(render("tmx", EDITION)).find("header")
    assert dict(header.attrib) == {
        "creationtool": "taiyaku",
        "creationtoolversion": "0.1.0",
        "segtype": "sentence",
        "o-tmf": "taiyaku",
        "adminlang": "en",
        "srclang": "ja",
        "datatype": "plaintext",
    }
    assert header.findtext("note") == "A note."
    assert header.findtext("prop[@type='x-signature']") == EDITION.signature


def test_tmx_leaves_out_what_is_no_translation():
    blank = Segment("s1", "b1", "paragraph", "文。", " ", "flagged", (Flag("empty", "No English."),))
    assert tmx_units(edition_of(blank)) == []


# What any text becomes

ANY_TEXT = st.text(st.characters() | st.sampled_from('\t\r\n\x0b\x85\u2028\x00\ufffe\ud800&<>"'), max_size=40)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_tsv_round_trip(source, target, message):
    segment = Segment("s1", "b1", "paragraph", source, target, "flagged", (Flag("number", message),))
    (row,) = tsv_rows(edition_of(segment))[1:]

    def kept(text: str) -> str:
        return legal(re.sub("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text))

    assert row[2:4] == [kept(source), kept(target)]
    assert row[5] == "number: " + kept(message).replace("|", "｜")
    assert len(render("tsv", edition_of(segment)).decode().splitlines()) == 2


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_tmx_round_trip(source, target, message):
    flags = (Flag("n", message),)
    segment = Segment(message, "b1", "paragraph", f"文{source}", f"x{target}", "flagged", flags)
    (unit,) = tmx_units(edition_of(segment))
    assert [seg.text for seg in unit.iter("seg")] == [legal(segment.source), legal(segment.target)]
    assert unit.get("tuid") == legal(message)
    assert unit.findtext("note") == f"n: {legal(message)}"


# HTML

VOID = {"meta"}


class Page(HTMLParser):
    """A page read strictly: every tag closed in order; text gathered by the row it stands in."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[tuple[str | None, str]]] = {}
        self.feed(data.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        row = next((attrs["id"] for _, attrs in self.open if "id" in attrs), "")
        side = next((attrs.get("class") for tag, attrs in self.open if tag in ("p", "h1", "h2")), None)
        self.text.setdefault(row or "", []).append((side, data))

    def row(self, name: str, side: str | None = None) -> str:
        return "".join(data for where, data in self.text[name] if side in (None, where))

    def ids(self) -> list[str | None]:
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


PAGE = Page(render("html", EDITION))


def test_html_rows():
    assert PAGE.ids() == [segment.id for segment in SEGMENTS]
    for segment in SEGMENTS:
        assert legal(segment.source) in PAGE.row(segment.id, "ja")
        assert legal(segment.target) in PAGE.row(segment.id, "en")
        for flag in segment.flags:
            assert f"{flag.name} {legal(flag.message)}" in PAGE.row(segment.id)
    assert "Flagged" in PAGE.row("s0005")
    assert "原文欠落" in PAGE.row("s0007", "ja")
    assert "Text missing in the original" in PAGE.row("s0007", "en")
    assert "Not translated" in PAGE.row("s0009", "en")
    assert [attrs["data-block"] for _, attrs in PAGE.tags if "data-block" in attrs] == [
        f"b{number:04d}" for number in range(1, 8)
    ]


def test_html_headings_and_languages():
    headings = [(tag, attrs["lang"]) for tag, attrs in PAGE.tags if tag in ("h1", "h2")]
    assert headings == [("h1", "ja"), ("h1", "en"), ("h2", "ja"), ("h2", "en")]
    assert "<title>交渉の裏側 — Behind the Talks</title>" in render("html", EDITION).decode()


@pytest.mark.parametrize(
    ("edition", "title"),
    [
        (EMPTY, "Bilingual edition"),
        (replace(EMPTY, source_name="a.txt"), "a.txt"),
        (replace(EDITION, title_ja="", title_en=""), "交渉の裏側 — Behind the Talks"),
        (replace(EDITION, title_ja="別の題", title_en=""), "別の題"),
        (replace(EDITION, segments=SEGMENTS[2:5]), "交渉の裏側 — Behind the Talks"),
    ],
)
def test_html_title(edition, title):
    page = Page(render("html", edition))
    assert page.ids() == [segment.id for segment in edition.segments]
    assert f"<title>{title}</title>" in render("html", edition).decode()
    assert 1 <= sum(tag == "h1" for tag, _ in page.tags) <= 2


def test_html_notice():
    notice = PAGE.row("")
    assert "Machine translation, unreviewed" in notice
    for count in (
        "translated 訳出4",
        "repaired 再訳1",
        "flagged 要確認2",
        "missing 原文欠落1",
        "copied 転記1",
    ):
        assert count in notice
    assert "3 rows to check" in notice
    assert "s0005 flagged: number, term" in notice
    assert EDITION.signature in notice
    links = [attrs["href"] for tag, attrs in PAGE.tags if tag == "a"]
    assert {link[1:] for link in links} == set(PAGE.ids())
    assert links.count("#s0005") == 2  # from the notice and from the row itself


def test_html_loads_nothing():
    page = render("html", EDITION).decode()
    tags = {tag for tag, _ in PAGE.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form", "table", "b0"}
    assert not {name for _, attrs in PAGE.tags for name in attrs if name == "src" or name.startswith("on")}
    assert not re.search(r"https?://|@import|url\(|//", page[page.index("<style>") : page.index("</style>")])
    assert "default-src 'none'" in page
    assert not ILLEGAL.search(page)


@given(ANY_TEXT, ANY_TEXT)
def test_html_holds_any_text(source, target):
    segment = Segment("s1", "b1", "paragraph", source, f"x{target}", "flagged", (Flag("n", source),))
    page = Page(render("html", replace(edition_of(segment), title_ja=source, signature=target)))
    assert page.row("s1", "ja") == legal(source)
    assert page.row("s1", "en") == legal(segment.target)


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_html_contrast(scheme):
    css = (files("translate") / "data" / "edition.css").read_text("utf-8")
    roots = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = [dict(re.findall(r"--([\w-]+): (#\w+);", root)) for root in roots]
    used = colours[0] | colours[["light", "dark", "print"].index(scheme)]
    papers = ("paper", "doubt-paper", "gap-paper")
    pairs = [(ink, paper) for ink in ("ink", "soft", "doubt", "link") for paper in papers] + [("ink", "mark")]
    for ink, paper in pairs:
        dark, bright = sorted((luminance(used[ink]), luminance(used[paper])))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)
