"""Reports a hyphen between two Japanese words (JTF); ―, 〜, ・ or からまで may be meant.

In print it passes for the long vowel mark ー or for a minus, and does not say what it joins.

Left alone: telephone numbers, addresses, dates, minus signs, hyphens beside Latin letters or figures, file names, code.
Source: JTF 日本語標準スタイルガイド 4.2.6 (和文ではハイフンを使用しない).

>>> from cleantext import check_text
>>> [f.found for f in check_text("大阪-京都はCD-ROM、03-1234-5678", select=["hyphen"])]
['-']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import LETTER
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "hyphen between Japanese words: another sign"
SEVERITY = "info"
FIXES = False
_HYPHEN = lazy(f"[-\u2010](?<=[{LETTER}].)(?=[{LETTER}])")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on hyphens with a Japanese letter on both sides."""
    for match in _HYPHEN.finditer(text):
        if context.free(*match.span()):
            yield Hit(*match.span(), None, "Japanese does not set a hyphen between words")
