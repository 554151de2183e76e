"""The outputs: every pair once and in order, nothing lost that is not documented as lost."""

import csv
import io
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from translate.outputs import OUTPUTS, Edition, extension, render
from translate.outputs.characters import legal
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


@pytest.mark.parametrize("name", sorted(OUTPUTS.keys() - {"pdf"}))  # needs a program: test_editions_text.py
def test_same_edition_same_bytes(name):
    assert render(name, EDITION) == render(name, replace(EDITION))
    assert render(name, EMPTY)
    assert extension(name) == {"xliff": ".xlf", "xliff2": ".xliff"}.get(name, f".{name}")


@pytest.mark.parametrize("ask", [extension, lambda name: render(name, EDITION)])
def test_unknown_name(ask):
    with pytest.raises(ValueError, match="'odt'.*html.*tmx, tsv"):
        ask("odt")


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
    assert header == ["id", "block", "ja", "en", "status", "flags", "revision"]
    assert [row[0] for row in rows] == [segment.id for segment in SEGMENTS]
    assert rows[7] == ["s0008", "b0006", "「まだ見ていない。」", '"Not yet seen.', "translated", "", "0"]
    flags = "number: 5600 is not in the English ｜ found 560. | term: 棟 & <homes>"
    assert rows[4][4:] == ["flagged", flags, "0"]
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
