"""Drops half-width spaces after 。 and 、 inside a line, and before them.

Western habit, or a left-over of machine translation: Japanese signs carry their space in themselves.

Left alone: U+3000, spaces at a line's end, before the bar of a table, an ornament, the mark of an item (。 * 雪), stars
and a time (。 10:11), on both sides of a sign that is named (値を 、 で区切る). Before ？ and ！ it is suggested.
Source: JTF 日本語標準スタイルガイド 1.2.1, 3.1 (句読点の後にスペースを入れない).

>>> from cleantext import fix_text
>>> fix_text("推進です。 ゼレンスキー大統領は、 言った 。", select=["space-after-period"]).text
'推進です。ゼレンスキー大統領は、言った。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import LETTER, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "half-width space after 。 or 、, or before them: none"
SEVERITY = "warning"
SIGNS = " "
_SPACE = lazy(
    r"[。、]( +)(?=[^\s|｜])(?![*=#-]+\s*$|[*•–-] |(?<=。 )(?:[★☆]{2}|[0-9]{1,2}:[0-9]{2}\s*$)|\{[#.:])", re.M
)
_stands_before = members(LETTER + "」』）0-9A-Za-z%％")
_NAMED = lazy(
    "(?<=[をはがにでと、]) [。、？！](?: ?[でをがはにとものや](?![ぁ-ん、])"
    "| ?(?:または|および|だ|です|という|区切|など|[。、？！・])| か )"
)
_FACE = ("・", "゜", "+", ":", "(", "（", "o", "*")
"""What follows 。 that is an ornament of a face."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the spaces."""
    for match in _SPACE.finditer(text) if "。 " in text or "、 " in text else ():
        if context.free(*match.span()) and not _NAMED.match(text, match.start() - 1):
            yield Hit(*match.span(1), "", "no space after 。 or 、")
    for sign in "。、？！":
        at = text.find(" " + sign) if sign in text else -1
        while at >= 0:
            start, end = at, at + 1
            named = _NAMED.match(text, at) or sign == "。" and text.startswith(_FACE, end + 1)
            if not named and _stands_before(text[start - 1 : start]) and context.free(start, end):
                yield Hit(start, end, "", f"no space before {sign}", sign in "。、")
            at = text.find(" " + sign, end)
