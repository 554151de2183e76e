"""Reports a full-width space between two katakana words.

A gap of a whole letter parts the words of one name as if they were two. The JTF guide
sets ・ or a half-width space between the words of a katakana compound.

Left alone: U+3000 beside anything but katakana, indents. Off by default where lists of words or names are usual.
Source: JTF 日本語標準スタイルガイド 3.2 (カタカナ語間のスペースの有無).

>>> from cleantext import check_text
>>> [f.start for f in check_text("グローバル　ポリティクス", select=["katakana-space"])]
[5]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import KATAKANA
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "full-width space between katakana words: ・ or a half-width space"
SEVERITY = "info"
FIXES = False
SIGNS = "\u3000"
_SPACE = lazy(f"\u3000(?<=[{KATAKANA}].)(?=[{KATAKANA}])")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the spaces; which sign is right depends on the words."""
    for match in _SPACE.finditer(text):
        if context.free(*match.span()):
            yield Hit(*match.span(), None, "between katakana words stands ・ or a half-width space", False)
