"""Reports list items with 。 at their end in a list whose other items have none, or the other way round.

The hit is the item. Only lists of three items and more, each of one sentence, are looked at, and only where
twice as many items go the other way.

Left alone: a sentence among names, lists with items of several sentences or lines, of several levels, that lead to
something (：, …よりも), and lists about evenly divided.
Source: JTF 日本語標準スタイルガイド 1.1.3 (箇条書き: 句点の有無を統一する).

>>> from cleantext import check_text
>>> text = "- 電源を切る\\n- 蓋を外す。\\n- 電池を替える\\n"
>>> [f.found for f in check_text(text, format="md", select=["list-period"])]
['- 蓋を外す。']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import has_japanese
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..register import TAIL, ending_of
from .list_register import lists_of

SUMMARY = "a full stop at the end of some items of a list only"
SEVERITY = "info"
FIXES = False
_INDENT = lazy(r"\s*")
_BROKEN_OFF = lazy("[はがをもへ]$|[ぁ-ん](?:ので|とき|場合)$|(?:例えば|たとえば|つまり|すなわち)$")
_SEVERAL = lazy("[。\r\n]")
_GOES_ON = lazy(r"[^\S\n]*\n[ \t]*(?![-*+・\s]|\d+[.)])\S")


def find(text: str, context: Context) -> Iterator[Hit]:
    """A hit on each item that ends otherwise than two thirds of its list and more."""
    for items in lists_of(text, context):
        if len(items) < 3 or not all(_is_plain(text, *item) for item in items):
            continue
        if len({_INDENT.match(text, start)[0] for start, _ in items}) > 1:  # type: ignore[index]
            continue
        if len({text[start:end].lstrip()[:1].isdigit() for start, end in items}) > 1:
            continue  # a numbered heading among items with dashes
        stopped = [item for item in items if text[item[1] - 1] in "。．." and text[item[1] - 2] != "."]
        bare = [item for item in items if text[item[1] - 1].isalnum()]
        few, many = sorted((stopped, bare), key=len)
        if len(few) * 2 > len(many) or not all(has_japanese(text[start:end]) for start, end in items):
            continue
        if (
            few is stopped
            and not any(_tells(text, end) for _, end in bare)
            and all(_tells(text, e - 1) for _, e in few)
        ):
            continue  # a sentence among labels
        message = "the other items of the list end " + ("without 。" if few is stopped else "with 。")
        for start, end in few:
            yield Hit(start, end, None, message, False, 0.7)


def _tells(text: str, end: int) -> bool:
    """True if what stands before `end` is the end of a sentence."""
    return ending_of(text[max(0, end - TAIL) : end]) is not None


def _is_plain(text: str, start: int, end: int) -> bool:
    """True for an item of one sentence or label in one line that leads to nothing."""
    if _BROKEN_OFF.search(text, max(start, end - 4), end):
        return False
    return text[end - 1] not in ":：、" and not _SEVERAL.search(text, start, end - 1) and not _GOES_ON.match(text, end)
