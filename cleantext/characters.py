"""Classes of characters for the rules, as pieces of regular expressions (Unicode blocks, code charts)."""

from __future__ import annotations

import re
from collections.abc import Callable

HIRAGANA = "ぁ-ゖゝゞ"
KATAKANA = "ァ-ヺーヽヾ"
KANJI = "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
LETTER = HIRAGANA + KATAKANA + KANJI
"""Letters of Japanese: both kana, kanji and the iteration signs. No punctuation, no half-width kana."""

OPENING = "「『（【《〈〔［｛“‘"
CLOSING = "」』）】》〉〕］｝”’"

BESIDE = LETTER + OPENING + CLOSING + "、。・…―"
"""What may stand beside a sign for it to count as set in Japanese text."""

NAMES_WITH_STOP = (
    "モーニング娘",
    "ゲスの極み乙女",
    "君の名は",
    "ずっと真夜中でいいのに",
    "心が叫びたがってるんだ",
    "青春ラブコメはまちがっている",
)
"""Names of works and groups that are written with 。 at their end."""
NAMES_WITH_COMMA = ("藤岡弘",)
"""The same with 、."""


class _Class(dict[str, bool]):
    """A character -> whether it belongs to a class, reckoned when first asked for."""

    def __init__(self, source: str) -> None:
        self._ranges = [(m[1], m[2] or m[1]) for m in re.finditer("(?s)(.)(?:-(.))?", source)]

    def __missing__(self, char: str) -> bool:
        self[char] = held = any(low <= char <= high for low, high in self._ranges)
        return held


def members(source: str) -> Callable[[str], bool]:
    """What tells if a character belongs to a class; "" belongs to none. Unlike a pattern it need not be compiled.

    >>> is_kana = members(HIRAGANA + KATAKANA)
    >>> is_kana("か"), is_kana("花"), is_kana("")
    (True, False, False)
    """
    return _Class(source).__getitem__


is_letter = members(LETTER)
is_beside = members(BESIDE)
_is_japanese = members(LETTER + "\uff66-\uff9f")


def has_japanese(text: str) -> bool:
    """True if any letter of text is kana or kanji (half-width kana too).

    >>> has_japanese("20/01/2026"), has_japanese("TechMet社")
    (False, True)
    """
    return any(map(_is_japanese, text))
