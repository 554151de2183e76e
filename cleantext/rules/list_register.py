"""Reports list items in the other register: です・ます among である, or the other way round.

The items of a list are judged among themselves, whatever the register of the running text; the register of
most items is the list's, of equally many that of the first.

Left alone: items that end in a noun, quotations, requests and questions; lists of one register.
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
from ..register import TAIL, ending_of
from .register import NAMES, STOPS, Judged, major_of

SUMMARY = "polite (です・ます) and plain (である) items mixed in one list"
SEVERITY = "warning"
FIXES = False


def find(text: str, context: Context) -> Iterator[Hit]:
    """A hit on the ending of each item in the register that fewer items have."""
    for items in lists_of(text, context):
        judged = [item for start, end in items if (item := judge(text, context, start, end))]
        if not judged:
            continue
        major = major_of(judged)
        for item in judged:
            if item.register != major:
                message = f"{NAMES[item.register]} in a list that is {NAMES[major]}"
                yield Hit(item.start, item.end, None, message, False, 0.8)


def lists_of(text: str, context: Context) -> Iterator[list[tuple[int, int]]]:
    """The lists of a text as spans of their items: items that follow each other, spaces left out."""
    items: list[tuple[int, int]] = []
    for part in context.parts:
        if part.kind != "list-item":
            if items:
                yield items
            items = []
            continue
        items.append((part.start, part.start + len(text[part.start : part.end].rstrip())))
    if items:
        yield items


def judge(text: str, context: Context, start: int, end: int) -> Judged | None:
    """The register that text[start:end], an item or a caption, ends in; None where its end tells none."""
    while end > start and text[end - 1] in STOPS:
        end -= 1
    ending = ending_of(text[max(start, end - TAIL) : end])
    if not ending or context.quoted(end - 1) or not context.free(end - ending.length, end):
        return None
    return Judged(end - ending.length, end, ending.register)
