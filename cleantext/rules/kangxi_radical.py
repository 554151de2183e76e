"""Sets the kanji for a radical sign that looks like it: ⼀ (U+2F00) is 一, ⻑ (U+2ED1) is 長.

PDF files give out these signs in the place of kanji. They look the same in print, but no search finds them, and fonts
without them show a box.

Left alone: signs of radicals that are parts only (⺡, ⻌, ⺾). A sign that stands alone, in brackets or between signs,
may be meant as the radical, and 黑, 黃, 靑 may be wanted: there the kanji is only suggested.
Source: JIS X 0208 for the kanji; Unicode, EquivalentUnifiedIdeograph.txt and the decompositions of U+2F00-2FD5.

>>> from cleantext import fix_text
>>> fix_text("⽇本の⻑所と⺡", select=["kangxi-radical"]).text
'日本の長所と⺡'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..characters import LETTER
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "radical sign in the place of a kanji"
SEVERITY = "error"
RARE = "\u2e80-\u2ef3\u2f00-\u2fd5"
_RADICAL = lazy(f"[{RARE}]")
_SUPPLEMENT = dict(
    zip(*[iter("⺟母⺠民⻁虎⻄西⻆角⻑長⻘青⻝食⻣骨⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻱龜⻲亀")] * 2, strict=True)
) | {"⼾": "戸"}
_OLD = {"⿊": "黒", "⿈": "黄", "⾭": "青"}
_BESIDE = lazy(f"[{LETTER}0-9A-Za-z\u2e80-\u2ef3\u2f00-\u2fd5]")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on radical signs that have a kanji."""
    for match in _RADICAL.finditer(text):
        start, end = match.span()
        sign = match.group()
        kanji = _SUPPLEMENT.get(sign) or _OLD.get(sign) or (unicodedata.normalize("NFKC", sign) if sign >= "⼀" else "")
        if kanji and context.free(start, end):
            beside = text[max(0, start - 1) : start], text[end : end + 1]
            safe = sign not in _OLD and any(map(_BESIDE.match, beside))
            yield Hit(start, end, kanji, f"U+{ord(sign):04X} is the sign of a radical; the kanji is {kanji}", safe)
