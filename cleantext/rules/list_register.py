"""Reports list items in the other register: です・ます among である, or the other way round.

Items are read as parts of one sentence; a change of tone among them looks like text pasted from elsewhere.

The items of a list that end with a stop are judged among themselves, and so are those without one, and those of
lists in it, whatever the register of the running text; the register of most is the list's, of equally many that of
the first.

Left alone: items that end in a noun, quotations, requests and questions; labels (上に戻る; short
items without 。 among sentences with it), headings in a list of
contents (2.1 …, 第2章 …); lists of one register.
Source: JTF 日本語標準スタイルガイド 1.1.3 (箇条書き: 文体を統一する).

>>> from cleantext import check_text
>>> text = "- 会談は春である\\n- 協議は夏です\\n- 署名は秋である\\n"
>>> [f.found for f in check_text(text, format="md", select=["list-register"])]
['です']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from .register import STOPS, minority

SUMMARY = "polite (です・ます) and plain (である) items mixed in one list"
SEVERITY = "warning"
FIXES = False
_CITED = lazy(
    r"\s*(?:[-*+]\s+)?(?:\d{1,3}(?:\.\d{1,3})+\.?|第\s?[0-9０-９一二三四五六七八九十]+\s?[章節部]|付録)[\s　:：]"
)
_LABEL = lazy(rf"\s*(?:[-*+・]|\d{{1,3}}[.)])?\s*[^\s{STOPS}]{{1,5}}(?<!です|ます|ある)")
"""A short item without a stop: 戻る, 上に戻る."""
_FORM = lazy(r"\s*(?:[-*+・]\s*)?[〜～…「『]")
"""An ending or a phrase that is cited: 〜と思います."""
SHORT = 20
"""Code points of an item without a stop that is a label where half of the items have one."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """A hit on the ending of each item in the register that fewer items have."""
    for items in lists_of(text, context):
        stopped = [text[end - 1] in STOPS for _, end in items]
        mostly = sum(stopped) * 2 >= len(items)
        sentences = [
            (start, end)
            for (start, end), stop in zip(items, stopped, strict=True)
            if not (_is_label(text, start, end) or mostly and not stop and end - start <= SHORT)
        ]
        kinds: dict[tuple[bool, bool], list[tuple[int, int]]] = {}
        for start, end in sentences:  # those with a stop are not of one kind with labels and conditions
            kinds.setdefault((text[end - 1] in STOPS, text[start] in " \t"), []).append((start, end))
        for alike in kinds.values():
            yield from minority(text, context, alike, "in a list that is")


def lists_of(text: str, context: Context) -> Iterator[list[tuple[int, int]]]:
    """The lists of a text as spans of their items: items that follow each other, spaces left out.

    In plain text a line that begins with ・ is an item.
    """
    items: list[tuple[int, int]] = []
    for part in context.parts:
        if part.kind != "list-item" and not (context.format == "txt" and text[part.start] == "・"):
            if items:
                yield items
            items = []
            continue
        shown = text[part.start : part.end].rstrip()
        if shown:  # one that was emptied is none
            items.append((part.start, part.start + len(shown)))
    if items:
        yield items


def _is_label(text: str, start: int, end: int) -> bool:
    """True for the name of a button or a page, and for a heading of a list of contents."""
    return bool(_CITED.match(text, start, end) or _LABEL.fullmatch(text, start, end) or _FORM.match(text, start, end))
