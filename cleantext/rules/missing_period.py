"""Suggests 。 at the end of a paragraph whose last sentence has no full stop.

In Markdown and in structured formats a paragraph is known as one, and any Japanese letter at its end counts; in
plain text, where headings and captions look alike, only a paragraph of more than one sentence does.

Left alone: headings, list items, cells, captions, quotations of Markdown, ends in a bracket (「…」 is
speech), in ！ ？ … ― ： or a sign or picture, before a list or code, links alone in their line.
Source: JTF 日本語標準スタイルガイド 1.1.1, 4.1.1 (本文の文末には句点を付ける).

>>> from cleantext import check_text
>>> [f.found for f in check_text("雨が降った。そして風も吹いた", select=["missing-period"])]
['た']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import LETTER
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "paragraph that ends without 。"
SEVERITY = "info"
FIXES = False
_LETTER = lazy(f"[{LETTER}、]")
_QUOTED = lazy(r"\s*>")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the last letter of paragraphs that end in one."""
    for part in context.parts:
        body = text[part.start : part.end].rstrip()
        if part.kind != "paragraph" or not body or not _LETTER.match(body[-1]) or _QUOTED.match(body):
            continue
        if context.format == "txt" and "。" not in body:
            continue
        at = part.start + len(body) - 1
        if context.free(at, at + 1):
            yield Hit(at, at + 1, text[at].rstrip("、") + "。", "the paragraph ends without 。", safe=False)
