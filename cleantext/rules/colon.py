"""Sets the half-width colon after Japanese as ：.

Left alone: ratios and times (3:1, 20:30), addresses, code, faces, a colon after Latin text.
Source: JTF 日本語標準スタイルガイド 4.2.6 (コロン: 和文では全角).

>>> from cleantext import fix_text
>>> fix_text("マイアミ: 比率は3:1、URL:x", select=["colon"]).text
'マイアミ：比率は3:1、URL:x'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import CLOSING, LETTER, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "half-width colon after Japanese: ："
SEVERITY = "warning"
SIGNS = ":"
_COLON = lazy(r":(?!:)(?: (?=[^\s|]))?(?!//)")
_stands_before = members(LETTER + CLOSING)


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on : after a Japanese letter or closing bracket."""
    for match in _COLON.finditer(text):
        if _stands_before(text[match.start() - 1 : match.start()]) and context.free(*match.span()):
            yield Hit(*match.span(), "：", "a colon in Japanese text is full-width")
