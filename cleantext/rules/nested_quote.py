"""Suggests 『 』 for a quotation inside 「 」.

With one pair of marks for both, a reader cannot tell which quotation a 」 ends.

Left alone: quotations that stand one after the other, pairs that do not close in the line, code.
Source: JTF 日本語標準スタイルガイド 4.3.4 (かぎかっこの中のかぎかっこは二重かぎかっこ); JIS X 4051 括弧類.

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("「彼は「はい」と言った」", select=["nested-quote"])]
[('「', '『'), ('」', '』')]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "「 」 inside 「 」: 『 』"
SEVERITY = "info"
FIXES = False
SIGNS = "「"
_SIGN = lazy(r"[「」『』\r\n]")
_NESTED = lazy(r"「[^」\r\n]{0,600}「")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on both ends of the inner quotations of the second level."""
    at = 0
    while match := _NESTED.search(text, at):
        start = match.start()
        pairs, at = _inner(text, start)
        for pair in pairs:
            for place, fix in zip(pair, "『』", strict=True):
                if context.free(place, place + 1):
                    yield Hit(place, place + 1, fix, "a quotation inside 「 」 is set in 『 』", safe=False)


def _inner(text: str, start: int) -> tuple[list[tuple[int, int]], int]:
    """The pairs of the second level inside the bracket at start, and where to go on; none if that never closes."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _SIGN.finditer(text, start):
        place, sign = match.span()[0], match.group()
        if sign in "\r\n" or len(opened) > 8:
            break
        if sign in "「『":
            opened.append(place)
        elif not opened or (text[opened[-1]] == "「") != (sign == "」"):
            break
        else:
            opener = opened.pop()
            if len(opened) == 1 and sign == "」" and any(map(str.isalnum, text[opener:place])):
                pairs.append((opener, place))
            if not opened:
                return pairs, place + 1
    return [], max(match.start(), start + 1)
