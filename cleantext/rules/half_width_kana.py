"""Sets half-width katakana full-width, the letter and its voicing mark as one: ｶﾞ is ガ.

Half-width kana come from old systems (bank transfers, registers, ﾊﾝｶｸ forms). The half-width signs ｡ ､ ｢ ｣ ･ beside
Japanese letters go with them, brackets in pairs; ･ between full-width letters is for the rule `middle-dot`.

Left alone: faces (´･ω･｀) and what is shouted after them, marks without a letter (ﾟ), addresses, code.
Source: JTF 日本語標準スタイルガイド 2.1.5 (カタカナ: 全角); JIS X 0201, X 0208.

>>> from cleantext import fix_text
>>> fix_text("｢ｶﾞｲﾄﾞ｣を読んだ｡(´･ω･｀)", select=["half-width-kana"]).text
'「ガイド」を読んだ。(´･ω･｀)'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..characters import LETTER
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "half-width katakana: full-width"
SEVERITY = "warning"
RARE = "｡-ﾟ"
_KANA = lazy("[ｦ-ﾝ]")
_HALF = lazy("[ｦ-ﾟ]+")
_SIGN = lazy(
    f"[｡､](?<=[{LETTER}ｦ-ﾟ」』）｣｡､。、].)|･(?:(?<=[ｦ-ﾟ].)(?=[{LETTER}ｦ-ﾟ])|(?<=[{LETTER}].)(?=[ｦ-ﾟ]))"
    f"|｢[^｢｣\r\n]{{0,400}}[{LETTER}ｦ-ﾟ][^｢｣\r\n]{{0,400}}｣"
)
_FULL = str.maketrans("｡､｢｣･", "。、「」・")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on runs of half-width kana, and on half-width signs beside Japanese."""
    for match in _HALF.finditer(text):
        start, end = match.span()
        if _KANA.search(match.group()) and context.free(start, end):
            yield Hit(start, end, _widen(match.group()), "katakana is full-width")
    for match in _SIGN.finditer(text) if any(sign in text for sign in "｡､･｢") else ():
        for start in {match.start(), match.end() - 1}:
            if context.free(start, start + 1):
                yield Hit(start, start + 1, text[start].translate(_FULL), "signs in Japanese text are full-width")


def _widen(kana: str) -> str:
    """Full-width katakana; a mark that goes with no letter stands by itself.

    >>> _widen("ｳﾞｧﾊﾟｱﾞﾟ")
    'ヴァパア゛゜'
    """
    full = unicodedata.normalize("NFKC", kana)
    return full.replace("\u3099", "\u309b").replace("\u309a", "\u309c")
