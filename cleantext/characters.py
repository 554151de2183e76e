"""Classes of characters for the rules, as pieces of regular expressions (Unicode blocks, code charts)."""

from __future__ import annotations

from .lazy import lazy

HIRAGANA = "ぁ-ゖゝゞ"
KATAKANA = "ァ-ヺーヽヾ"
KANJI = "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
LETTER = HIRAGANA + KATAKANA + KANJI
"""Letters of Japanese: both kana, kanji and the iteration signs. No punctuation, no half-width kana."""

OPENING = "「『（【《〈〔［｛“‘"
CLOSING = "」』）】》〉〕］｝”’"

BESIDE = LETTER + OPENING + CLOSING + "、。・…―"
"""What may stand beside a sign for it to count as set in Japanese text."""

NAMES_WITH_STOP = ("モーニング娘", "ゲスの極み乙女", "君の名は")
"""Names of works and groups that are written with 。 at their end."""

_JAPANESE = lazy(f"[{LETTER}\uff66-\uff9f]")


def has_japanese(text: str) -> bool:
    """True if any letter of text is kana or kanji (half-width kana too).

    >>> has_japanese("20/01/2026"), has_japanese("TechMet社")
    (False, True)
    """
    return _JAPANESE.search(text) is not None
