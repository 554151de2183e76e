"""Drops half-width spaces after 。 and 、 inside a line.

Western habit, or a left-over of machine translation: Japanese signs carry their space in themselves.

Left alone: U+3000, spaces at a line's end, before the bar of a table, an ornament
and the mark of an item (。 * 雪).
Source: JTF 日本語標準スタイルガイド 1.2.1, 3.1 (句読点の後にスペースを入れない).

>>> from cleantext import fix_text
>>> fix_text("推進です。 ゼレンスキー大統領は、 言った。", select=["space-after-period"]).text
'推進です。ゼレンスキー大統領は、言った。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "half-width space after 。 or 、: none"
SEVERITY = "warning"
SIGNS = " "
_SPACE = lazy(r"[。、]( +)(?=[^\s|｜])(?![*=#-]+\s*$|[*•–-] )", re.M)


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the spaces."""
    for match in _SPACE.finditer(text) if "。 " in text or "、 " in text else ():
        if context.free(*match.span()):
            yield Hit(*match.span(1), "", "no space after 。 or 、")
