"""How a word is read: a suggestion for the column `reading`, by fugashi with UniDic.

Importing this loads nothing; the first word with kanji takes about a tenth of a second.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from .folding import fold

_KANA = re.compile("[ぁ-ゖゝゞァ-ヺーヽヾ・=゠ 　]+")
_TO_HIRAGANA = {code: code - 0x60 for code in (*range(ord("ァ"), ord("ヶ") + 1), ord("ヽ"), ord("ヾ"))}


def hiragana(text: str) -> str:
    """Katakana as hiragana, all else as it is.

    >>> hiragana("ルステム・ウメロフ氏")
    'るすてむ・うめろふ氏'
    """
    return fold(text).text.translate(_TO_HIRAGANA)


def reading(text: str) -> str:
    """How a word is probably read, in hiragana; "" where a part of it is not known (Latin letters, figures).

    >>> reading("和平交渉"), reading("EU")
    ('わへいこうしょう', '')
    """
    text = fold(text).text
    if _KANA.fullmatch(text):
        return hiragana(text)
    parts = []
    for word in _tagger()(text):
        kana = word.surface if _KANA.fullmatch(word.surface) else word.feature.kana
        if kana is None and any(character.isalnum() for character in word.surface):
            return ""
        parts.append(kana or "")
    return hiragana("".join(parts))


@cache
def _tagger() -> Any:
    from fugashi import Tagger

    return Tagger()
