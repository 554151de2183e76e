"""Markup in the line of HTML, EPUB and Word sources, in editions that are set anew."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx_files import R, field, make_docx, p, r, ruby
from hypothesis import given, settings
from hypothesis import strategies as st
from illustrated import edition_of

from cleantext.formats import parse_document
from translate.inputs.jsonl import read_edition
from translate.outputs import render
from translate.outputs.passages import passages_of
from translate.outputs.shapes import shapes_of

CASES = json.loads((Path(__file__).parent / "cases" / "editions" / "inline.json").read_text("utf-8"))
PAGE = '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>港</title></head><body><h1>港</h1><p>{}</p>'
LINK = "https://example.org/a"
RELATIONS = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="styles" Type="{R}/styles" Target="styles.xml"/>
<Relationship Id="x" Type="{R}/hyperlink" Target="{LINK}" TargetMode="External"/>
<Relationship Id="bad" Type="{R}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>"""


def word(*paragraphs: str, styles: str = "") -> bytes:
    more = {"word/_rels/document.xml.rels": RELATIONS.encode()}
    return make_docx(p("港", style="1"), *paragraphs, replace=more, **({"styles": styles} if styles else {}))  # type: ignore[arg-type]


def shown(data: bytes | str, format: str) -> list[tuple[str, list[list[str]], list[list[str]]]]:
    """Each row of the text but its title: the Japanese, and what is marked up in it and in its English."""
    found = []
    for passage in passages_of(edition_of(data, format))[1:]:
        for row in passage.rows:
            said = [
                [[s.kind, row.texts[side][s.start : s.end], s.value] for s in row.styles[side]] for side in ("ja", "en")
            ]
            found.append((row.texts["ja"], *said))
    return found


@pytest.mark.parametrize(("typed", "expected", "line"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_markup_of_a_page(typed: str, expected: list[list[str]], line: str) -> None:
    ((text, japanese, _),) = shown(PAGE.format(typed), "html")
    assert japanese == expected
    assert text == re.sub("<rt>.*?</rt>|<[^>]*>", "", typed)
    edition = edition_of(PAGE.format(typed), "html")
    assert render("md", edition).decode().split("\n\n")[1] == line
    page = render("html", edition).decode()
    assert "script:" not in page and "file:" not in page and page.count("<strong>") == page.count("</strong>")


def test_english_has_the_markup_of_a_whole_sentence_only() -> None:
    page = (
        "<b>灯台は白い。</b>海は<b>青い</b>。<a href='https://example.org/a'>頁を見よ。</a></p><p><i><b>終わり。</b></i></p>"
        "<p><b>H<sub>2</sub>O</b></p>"
    )
    rows = [(english, japanese) for _, japanese, english in shown(PAGE.format(page), "html")]
    kinds = [[kind for kind, *_ in english] for english, _ in rows]
    assert kinds == [["strong"], [], ["link"], ["em", "strong"], ["strong", "sub"]]
    assert rows[4][0] == rows[4][1]  # the same text in both languages


def test_what_is_open_across_blocks_and_tables() -> None:
    page = (
        "<a href='https://example.org/a'></p><h2>題の全部</h2><p>段落の一つ。</p></a><p><b>閉じない</p><p>次の段落だ。</p>"
        "<table><tr><td><i>甲の欄<td>乙の欄</table><p>後の段落だ。</p>"
    )
    assert [(text, [kind for kind, *_ in spans]) for text, spans, _ in shown(PAGE.format(page), "html")] == [
        ("題の全部", ["link"]), ("段落の一つ。", ["link"]), ("閉じない", ["strong"]), ("次の段落だ。", []),
        ("甲の欄", ["em"]), ("乙の欄", []), ("後の段落だ。", []),
    ]  # fmt: skip


PIECES = st.lists(
    st.sampled_from(
        [
            *"雪a。 &",
            "「",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<code>",
            "</code>",
            f"<a href={LINK}>",
            "</a>",
            "<tt>",
            "</tt>",
        ]
    ),
    max_size=24,
)
KINDS = {"b": "strong", "i": "em", "code": "code", "tt": "code", "a": "link"}


@settings(deadline=None)
@given(PIECES.map("".join))
def test_each_sign_is_what_a_browser_makes_of_it(typed: str) -> None:
    """html5lib reads tags that are not closed, or out of turn, as browsers do."""
    html5lib = pytest.importorskip("html5lib")
    page = PAGE.format("月" + typed + "月")
    expected: list[tuple[str, frozenset[str]]] = []

    def walk(element: Any, kinds: frozenset[str]) -> None:
        inner = kinds | ({KINDS[element.tag]} if element.tag in KINDS else set())
        expected.extend((sign, inner) for sign in element.text or "" if not sign.isspace())
        for child in element:
            walk(child, inner)
            expected.extend((sign, inner) for sign in child.tail or "" if not sign.isspace())

    walk(html5lib.parse(page, namespaceHTMLElements=False).find(".//p"), frozenset())
    document = parse_document(page.encode(), "html")
    block = document.blocks[-1]
    styles = next((shape.styles for shape in shapes_of(document) if shape.block == block.id), ())
    text = [sign for sign in block.text if not sign.isspace()]
    found = [
        (sign, frozenset(each.kind for each in styles if each.start <= at < each.end)) for at, sign in enumerate(text)
    ]
    assert found == expected


@settings(max_examples=40, deadline=None)
@given(PIECES.map("".join))
def test_no_sign_is_lost_in_any_format(typed: str) -> None:
    from lxml import etree

    edition = edition_of(PAGE.format("月" + typed + "月"), "html")
    block = edition.document.blocks[-1].text  # type: ignore[union-attr]
    with zipfile.ZipFile(io.BytesIO(render("epub", edition))) as book:
        chapter = etree.fromstring(book.read("EPUB/chapter-001.xhtml"))
    namespaces = {"h": "http://www.w3.org/1999/xhtml"}
    paragraph = chapter.xpath("//h:p[@lang='ja']", namespaces=namespaces)[-1]
    assert "".join("".join(paragraph.itertext()).split()) == "".join(block.split())
    again = parse_document(render("html", edition), "html")
    assert any("".join(each.text.split()) == "".join(block.split()) for each in again.blocks)


RUNS = st.lists(
    st.tuples(
        st.text("雪a。「", min_size=1, max_size=3),
        st.sets(st.sampled_from(["<w:b/>", "<w:i/>", '<w:u w:val="single"/>', "<w:strike/>"])),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)
PROPERTIES = {"<w:b/>": "strong", "<w:i/>": "em", '<w:u w:val="single"/>': "u", "<w:strike/>": "del"}


@settings(max_examples=60, deadline=None)
@given(RUNS)
def test_each_sign_is_what_its_run_says(runs: list[tuple[str, set[str], bool]]) -> None:
    pieces = [(r(text, "".join(sorted(said))), linked) for text, said, linked in runs]
    data = word(p(*(f'<w:hyperlink r:id="x">{run}</w:hyperlink>' if linked else run for run, linked in pieces)))
    document = parse_document(data, "docx")
    styles = next((shape.styles for shape in shapes_of(document) if shape.block == document.blocks[-1].id), ())
    expected = [
        {PROPERTIES[each] for each in said if not (linked and ":u" in each)} | ({"link"} if linked else set())
        for text, said, linked in runs
        for _ in text
    ]
    assert [{e.kind for e in styles if e.start <= at < e.end} for at in range(len(expected))] == expected
    assert len({(e.kind, e.start, e.end, e.value) for e in styles}) == len(styles)


def test_a_word_document() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="t"><w:name w:val="x"/><w:basedOn w:val="s"/><w:rPr><w:i/></w:rPr>'
        "</w:style>"
        '<w:style w:type="character" w:styleId="c"><w:name w:val="HTML Code"/></w:style>'
        '<w:style w:type="character" w:styleId="h"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr>'
        "</w:style>"
    )
    data = word(
        p(r("強い", '<w:rStyle w:val="s"/>'), r("二つ", '<w:rStyle w:val="t"/>'),
          r("打消し", '<w:rStyle w:val="t"/><w:b w:val="0"/><w:i w:val="false"/>'),
          r("make", '<w:rStyle w:val="c"/>'), "。"),
        p("面積10m", r("2", '<w:vertAlign w:val="superscript"/>'), "の", r("傍点", '<w:em w:val="dot"/>'),
          r("無印", '<w:em w:val="none"/><w:u w:val="none"/><w:vertAlign w:val="baseline"/>'), "だ。"),
        p("先の", '<w:hyperlink r:id="x" w:anchor="n">' + r("頁", '<w:rStyle w:val="h"/>') + "</w:hyperlink>", "と",
          field(f' HYPERLINK "{LINK}" \\o "x" ', r("二つ目", "<w:b/>")), "と",
          field(' HYPERLINK \\l "_Toc1" ', r("中の所")), f'<w:hyperlink r:id="bad">{r("罠")}</w:hyperlink>', "だ。"),
        p(ruby("東京", "とうきょう"), r("の", '<w:rPrChange w:id="1" w:author="x"><w:rPr><w:b/></w:rPr></w:rPrChange>'),
          "街。"),
        styles=styles,
    )  # fmt: skip
    assert [(text, spans) for text, spans, _ in shown(data, "docx")] == [
        ("強い二つ打消しmake。", [["strong", "強い二つ", ""], ["em", "二つ", ""], ["code", "make", ""]]),
        ("面積10m2の傍点無印だ。", [["sup", "2", ""], ["em", "傍点", ""]]),
        ("先の頁と二つ目と中の所罠だ。",
         [["link", "頁", f"{LINK}#n"], ["link", "二つ目", LINK], ["strong", "二つ目", ""]]),
        ("東京の街。", []),
    ]  # fmt: skip


ORDER = "rStyle rFonts b bCs i iCs strike color sz szCs u vertAlign em lang".split()


def test_word_documents_show_it_with_properties_in_the_order_of_the_schema() -> None:
    from lxml import etree

    pytest.importorskip("docx")
    page = PAGE.format(
        "<b><em>強い</em></b>と<i>Pharos</i>と10m<sup>2</sup>とH<sub>2</sub>と<u>線</u>と<s>消し</s>と<code>ls</code>と"
        f"<a href={LINK}><b><ruby>岬<rt>みさき</rt></ruby></b>の頁</a>だ。"
    )
    with zipfile.ZipFile(io.BytesIO(render("docx", edition_of(page, "html")))) as made:
        root, relations = etree.fromstring(made.read("word/document.xml")), made.read("word/_rels/document.xml.rels")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    looks: dict[str, set[str]] = {}
    for run in root.iter(f"{w}r"):
        names = (
            [child.tag.removeprefix(w) for child in run.find(f"{w}rPr") if child.get(f"{w}val") != "0"]
            if run.find(f"{w}rPr") is not None
            else []
        )
        assert names == sorted(names, key=ORDER.index), names
        looks["".join(text.text or "" for text in run.findall(f"{w}t"))] = set(names)
    assert {"b", "em"} <= looks["強い"] and "i" not in looks["強い"] and "i" in looks["Pharos"]
    assert "u" in looks["線"] and "strike" in looks["消し"] and "b" in looks["岬"] and {"color", "u"} <= looks["の頁"]
    values = [each.get(f"{w}val") for each in root.iter(f"{w}vertAlign")]
    assert values == ["superscript", "subscript"]
    assert len(list(root.iter(f"{w}hyperlink"))) == 2 and LINK.encode() in relations


def test_it_is_kept_with_the_edition() -> None:
    edition = edition_of(PAGE.format("灯台は<b>白い</b><a href='https://example.org/a'>頁</a>。"), "html")
    back = read_edition(render("jsonl", edition), "x")
    assert back.shapes == edition.shapes and any(shape.styles for shape in back.shapes)
    bare = replace(edition, document=None)
    assert render("md", replace(back, pictures=())) == render("md", bare)


@pytest.mark.parametrize(
    "piece", ["<b>雪", "<b><i>雪</b>", "<i>雪</b>", "<a href=x>雪", "<table><td><b>雪", "<b>雪</b>"]
)
def test_hostile_pages_take_linear_time(piece: str) -> None:
    import time

    document = parse_document(PAGE.format(piece * 8000).encode(), "html")
    begun = time.process_time()
    shapes_of(document)
    assert time.process_time() - begun < 8  # quadratic would be minutes; half a second is usual


def test_code_and_links_in_latin_script_are_such_in_the_english() -> None:
    from translate.outputs.inline_md import Span
    from translate.outputs.styles import carried

    ja, en = (
        "次に make all と打ち、雪の頁 example.org を見る。",
        "Then type make all and see example.org, not make allow.",
    )
    code, link = Span("code", 3, 11), Span("link", ja.index("example"), ja.index(" を"), "https://example.org/")
    assert [en[span.start : span.end] for span in carried([code, link], ja, en)] == ["make all", "example.org"]
    assert carried([Span("strong", 3, 11)], ja, en) == ()
    assert carried([code], ja, "make all, make all") == ()
