"""Markup in the line of a Markdown text: shown as what it is, typed where the edition is Markdown itself."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from illustrated import MARKDOWN, NEW, edition_of, folder

from translate.outputs import render
from translate.outputs.inline import inline
from translate.outputs.inline_md import parsed
from translate.outputs.passages import passages_of
from translate.segment import Flag

CASES = json.loads((Path(__file__).parent / "cases" / "editions" / "markdown.json").read_text("utf-8"))
SIGNS = st.lists(
    st.sampled_from([*"*_~`[]()!<>{}|\\& 雪a。「」", "](u)", "![", "**", "<ruby>", "</rt>", "&amp;"]), max_size=30
)


@pytest.mark.parametrize(("typed", "text", "spans"), CASES, ids=[case[0] for case in CASES])
def test_what_is_markup(typed: str, text: str, spans: list[list[str]]) -> None:
    read = parsed(typed, {"r": "https://r.example/"})
    assert read.text == text
    assert [[span.kind, read.text[span.start : span.end], span.value] for span in read.spans] == spans


@settings(deadline=None)
@given(SIGNS.map("".join))
def test_no_text_is_lost_and_every_sign_is_where_it_was(typed: str) -> None:
    read = parsed(typed, {"雪": "u"})
    assert len(read.kept) == len(read.text) and read.kept == sorted(read.kept)
    for sign, place in zip(read.text, read.kept, strict=True):
        assert typed[place] == sign or typed[place] in "&<"  # a reference of a character, or <br>
    addresses = "".join(span.value + span.alt for span in read.spans)
    for sign in "雪a。「」":
        assert (read.text + addresses).count(sign) <= typed.count(sign) * (1 + addresses.count(sign))
        if sign in "。「」" and "](" not in typed and "{" not in typed and "<" not in typed:
            assert read.text.count(sign) + addresses.count(sign) == typed.count(sign)
    for outer in read.spans:
        for other in read.spans:
            apart = other.start >= outer.end or other.end <= outer.start
            inside = outer.start <= other.start <= other.end <= outer.end
            assert apart or inside or (other.start <= outer.start and outer.end <= other.end)


@settings(max_examples=50, deadline=None)
@given(SIGNS.map("".join))
def test_any_markup_gives_well_formed_markup(typed: str) -> None:
    from lxml import etree

    read = parsed(typed)
    spans = [span for span in read.spans if span.kind not in ("ruby", "image")]
    shown = inline(read.text, (), [(0, len(read.text))] if read.text else (), styles=spans)
    assert "".join(etree.fromstring(f"<p>{shown}</p>").itertext()) == read.text


@pytest.mark.parametrize("piece", ["*a ", "**a** ", "[a", "![", "`a``b", "<ruby>", "a_b*c", "[a](", "***a", "[x](<"])
def test_hostile_texts_take_linear_time(piece: str) -> None:
    begun = time.process_time()
    parsed(piece * (60_000 // len(piece)))
    assert time.process_time() - begun < 5  # quadratic would be an hour; 0.3 s is usual


def rows(edition: Any) -> dict[str, Any]:
    return {row.texts["ja"]: row for passage in passages_of(edition) for row in passage.rows}


def test_rows_show_what_is_meant(tmp_path: Path) -> None:
    edition = edition_of(MARKDOWN, "md", folder(tmp_path))
    found = rows(edition)
    assert "港町の古い灯台" in found and "[ref]:" not in "".join(found)
    assert [(s.kind, s.start, s.end) for s in found["強く言えば、「灯」は消えない。"].styles["ja"]] == [
        ("em", 0, 2), ("strong", 6, 14),
    ]  # fmt: skip
    link = found["作者の頁による。"].styles["ja"][0]
    assert link.value == "https://example.org/%E9%9B%AA"
    assert found["二つ目も見よ。"].styles["ja"][0].value == "https://example.org/second"
    assert [reading[2] for reading in found["灯台は岬にある。"].ruby] == ["とうだい", "みさき"]
    assert not any(span.kind == "link" for span in found["文の中の記号も残る。"].styles["ja"])
    assert not found["印はただの字。"].styles["ja"]  # no script is linked to


def test_markup_that_goes_on_into_the_next_sentence(tmp_path: Path) -> None:
    found = rows(edition_of("# 港\n\n**一つ目の文。二つ目の文**と、後。\n", "md"))
    assert [(s.kind, s.start, s.end) for s in found["一つ目の文。"].styles["ja"]] == [("strong", 0, 6)]
    assert [(s.kind, s.start, s.end) for s in found["二つ目の文と、後。"].styles["ja"]] == [("strong", 0, 5)]


def test_flags_point_at_the_same_words() -> None:
    edition = edition_of("# 港\n\n値は**300円**と[書いた](https://a.example/)。\n", "md")
    at = edition.segments[1].source.index("300円")
    flag = Flag("number", "x", "error", (at, at + 4))
    (row,) = passages_of(
        replace(edition, segments=(replace(edition.segments[1], flags=(flag,)),), layout=replace(NEW, clean_copy=False))
    )[0].rows
    assert [row.texts["ja"][start:end] for start, end in row.places["ja"]] == ["300円"]


def test_pages_books_and_word_documents_show_it(tmp_path: Path) -> None:
    edition = edition_of(MARKDOWN, "md", folder(tmp_path))
    page = render("html", edition).decode()
    for shown in (
        "<em>強く</em>", "<strong>「灯」は消えない</strong>", "<code>make light</code>", 'href="https://example.org/second"',
        "<rt>とうだい</rt>", "<strong>300円</strong>", "港町の<strong>古い</strong>灯台",
    ):  # fmt: skip
        assert shown in page, shown
    assert "javascript" not in page and '[lang="ja"] em { font-style: normal' in page
    with zipfile.ZipFile(io.BytesIO(render("epub", edition))) as made:
        assert "<em>強く</em>" in made.read("EPUB/chapter-001.xhtml").decode()
        assert "font-style: normal; text-emphasis" in made.read("EPUB/style.css").decode()
    pytest.importorskip("docx")
    with zipfile.ZipFile(io.BytesIO(render("docx", edition))) as made:
        document, relations = (
            made.read(f"word/{name}").decode() for name in ("document.xml", "_rels/document.xml.rels")
        )
    dotted = re.search(
        r'<w:i w:val="0"/>(?:(?!</w:rPr>).)*<w:em w:val="dot"/>(?:(?!</w:r>).)*<w:t>強く</w:t>', document
    )
    assert dotted and 'Target="https://example.org/second" TargetMode="External"' in relations
    assert re.search(r"<w:b/>(?:(?!</w:r>).)*<w:t>「灯」は消えない</w:t>", document)


def test_markdown_keeps_it_as_it_was_typed(tmp_path: Path) -> None:
    edition = edition_of(MARKDOWN, "md", folder(tmp_path))
    text = render("md", edition).decode()
    for line in MARKDOWN.split("\n"):
        if line.startswith(("[作", "![", "文の", "{灯")):
            assert line in text, line
    assert "# 港町の**古い**灯台 / " in text and text.count("[ref]: <https://example.org/second>") == 1
    again = edition_of(text, "md", tmp_path / "text")
    assert {"強く言えば、「灯」は消えない。", "作者の頁による。"} <= set(rows(again))


@settings(max_examples=30, deadline=None)
@given(SIGNS.map("".join))
def test_any_text_of_a_row_is_shown_in_every_edition(typed: str) -> None:
    source = f"雪{typed}月"
    edition = edition_of(f"# 港\n\n{source}\n", "md")
    shown = "".join(row.texts["ja"] for passage in passages_of(edition) for row in passage.rows)
    assert "雪" in shown and "月" in shown or "](" in typed or "[" in typed
    page = render("html", edition).decode()
    assert page.count("<em>") == page.count("</em>")
