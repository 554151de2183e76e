"""Sets U+00B7 and its likes between katakana as ・ (U+30FB).

Chinese text sets · (U+00B7) between the parts of foreign names; machine translation carries it over. U+FF65
(half-width), U+2022 and U+2027 stand there as well. U+FF65 is set as ・ between any two letters; beside half-width
kana it goes with them, in the rule `half-width-kana`.

Left alone: the same signs beside anything else (bullets, Catalan, formulas, faces, half-width kana).
Source: JTF 日本語標準スタイルガイド 4.2.4 (中黒は全角); JIS X 4051 一般; Unicode Standard, chapter 6.2, table 6-3.

>>> from cleantext import fix_text
>>> fix_text("グローバル·ポリティクス 3·5", select=["middle-dot"]).text
'グローバル・ポリティクス 3·5'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import KATAKANA, LETTER, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "wrong middle dot between letters: ・"
SEVERITY = "warning"
SIGNS = "\u00b7\u2022\u2027\uff65"
_DOT = lazy("[\u00b7\u2022\u2027\uff65]")
_is_katakana = members(KATAKANA)
_is_any_letter = members(LETTER + "A-Za-z")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on look-alikes of ・ with letters on both sides."""
    for match in _DOT.finditer(text):
        start, end = match.span()
        fits = _is_any_letter if match.group() == "\uff65" else _is_katakana
        if fits(text[start - 1 : start]) and fits(text[end : end + 1]) and context.free(start, end):
            yield Hit(*match.span(), "・", f"the middle dot is U+{ord(match.group()):04X}; Japanese uses ・ (U+30FB)")
