"""Listings and rules of a text that is set anew: nothing is lost, and nothing stands in the wrong place."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from browser import CHROMIUM, NO_CHROMIUM, said
from hypothesis import given
from hypothesis import strategies as st
from illustrated import edition_of, folder

from cleantext.formats.md import blocks_of
from translate.outputs import render
from translate.outputs.listings import asides_in
from translate.outputs.passages import passages_of

PAGE = """<!DOCTYPE html><html lang="ja"><body><pre>
  前の <b>code</b> &lt;x&gt;
二行目
</pre><h1>題名</h1><p>本文。</p><hr><ul><li><p>項目。</p><p>続き。</p><pre>in item</pre></li></ul>
<figure><img src="img/harbour.png" alt="港"></figure><table><tr><td>甲<td>乙<pre>in cell</pre></table>
<p><img src="img/harbour.png" alt="表の後"></p><pre>最後</pre></body></html>"""
MARKDOWN = """---
title: 試し
---
[ref]: https://example.org/

```python
x = "`"  # 挨拶
```

# 題名

- 項目

  ~~~
  in item
    deeper
  ~~~

| 甲 | 乙 |
|----|----|
| 丙 | 丁 |

~~~
after the table
~~~

***

> 引用。
> ```
> quoted
> ```

終わり。

    indented <b>

    second

---

後書。
"""


def edition(text: str, format: str, tmp_path: Path) -> object:
    return edition_of(text, format, folder(tmp_path))


def between(tag: str, page: str) -> list[str]:
    return re.findall(f"<{tag}[^>]*>(.*?)</{tag}>", page, re.S)


def test_listings_of_a_page_are_shown_as_they_are(tmp_path: Path) -> None:
    page = render("html", edition(PAGE, "html", tmp_path)).decode()  # type: ignore[arg-type]
    assert between("pre", page) == [
        f"<code>{text}</code>" for text in ("  前の code &lt;x&gt;\n二行目", "in item", "in cell", "最後")
    ]
    order = [page.index(text) for text in ("二行目", "題名</span>", "<hr/>", "in item", 'alt="港', "in cell", "表の後")]
    assert order == sorted(order)


def test_what_follows_a_list_or_a_table_is_not_in_it(tmp_path: Path) -> None:
    page = render("html", edition(PAGE, "html", tmp_path)).decode()  # type: ignore[arg-type]
    (table,) = between("table", page)
    assert "in cell" in table and "表の後" not in table and "最後" not in table
    (items,) = between("ul", page[page.index("<main>") :])
    assert "in item" in items and "港" not in items


def test_a_page_goes_into_markdown_and_word(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    made = edition(PAGE, "html", tmp_path)
    text = render("md", made).decode()  # type: ignore[arg-type]
    assert "```\n  前の code <x>\n二行目\n```" in text and "\n---\n\n- " in text and "<code>in cell</code>" in text
    document = docx.Document(io.BytesIO(render("docx", made)))  # type: ignore[arg-type]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "  前の code <x>\n二行目" in texts and "＊" in texts and "in item" in texts
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert [text for text in cells if "項目" in text or "続き" in text] == ["•\t項目。", "\t続き。"]


def test_listings_of_markdown(tmp_path: Path) -> None:
    made = edition(MARKDOWN, "md", tmp_path)
    page = render("html", made).decode()  # type: ignore[arg-type]
    texts = [
        "x = &quot;`&quot;  # 挨拶",
        "in item\n  deeper",
        "after the table",
        "quoted",
        "indented &lt;b&gt;\n\nsecond",
    ]
    assert between("pre", page) == [f"<code>{text}</code>" for text in texts]
    assert page.count("<hr/>") == 2 and "***" not in page
    assert "after the table" not in between("table", page)[0] and "in item" in between("ul", page)[0]
    text = render("md", made).decode()  # type: ignore[arg-type]
    assert '```python\nx = "`"  # 挨拶\n```' in text and "  ```\n  in item\n    deeper\n  ```" in text
    assert [line for line in text.splitlines() if re.fullmatch(r"\*\*\*|---", line)] == ["***", "---", "---"]


def test_a_fence_in_a_listing_does_not_end_it(tmp_path: Path) -> None:
    made = edition("# 題\n\n本文。\n\n````\n```\nx\n```\n````\n", "md", tmp_path)
    assert "````\n```\nx\n```\n````" in render("md", made).decode()  # type: ignore[arg-type]


LINES = ["本文。", "- 項目", "```", "~~~", "    code", "code", "> ```", "---", "***", "", "| 甲 | 乙 |"]


@given(st.lists(st.sampled_from(LINES)))
def test_a_line_is_text_or_in_a_listing(lines: list[str]) -> None:
    """What the blocks leave out is in the listings, each line once."""
    text = "\n".join(["始め", *lines])  # no front matter
    parts = [aside.text for aside in asides_in(text)] + [block.text for block in blocks_of(text)]
    assert sum(part.count("code") for part in parts) == text.count("code")


def test_every_figure_has_a_passage_of_its_own_or_a_block(tmp_path: Path) -> None:
    passages = passages_of(edition(PAGE, "html", tmp_path))  # type: ignore[arg-type]
    figures = [figure for each in passages for figure in (*each.before, *each.after)]
    assert sorted(figure.kind for figure in figures) == ["code"] * 4 + ["picture"] * 2 + ["rule"]
    assert len({passage.anchor for passage in passages}) == len(passages)


@pytest.mark.skipif(not CHROMIUM, reason=NO_CHROMIUM)
def test_a_long_line_of_code_moves_in_its_frame(tmp_path: Path) -> None:
    text = PAGE.replace("最後", "長い行" * 200)
    page = render("html", edition(text, "html", tmp_path)).decode()  # type: ignore[arg-type]
    wide = "const all = document.documentElement; return [all.scrollWidth <= all.clientWidth,"
    wide += " [...document.querySelectorAll('pre')].some((p) => p.scrollWidth > p.clientWidth)];"
    assert said(page, wide, tmp_path, "--window-size=500,800") == [True, True]
