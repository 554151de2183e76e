"""The longer word that a name is a part of: 読売巨人軍 of 巨人, チリ紙 of チリ."""

from __future__ import annotations

import re
from functools import lru_cache

from glossaries.morphology import Token, tokens

_SIGN = re.compile("[ぁ-ゖァ-ヺー一-鿿々A-Za-zＡ-Ｚａ-ｚ]")


def word_round(text: str, start: int, end: int) -> Token | None:
    """The word of Sudachi's dictionary that holds text[start:end] (code points) and more; None where none does.

    >>> [token and token.surface for token in (word_round("奈良漬け", 0, 2), word_round("奈良で", 0, 2))]
    ['奈良漬け', None]
    """
    if not any(_SIGN.match(sign) for sign in (text[max(0, start - 1) : start], text[end : end + 1])):
        return None
    for token in _longest(text):
        if token.start <= start and end <= token.end:
            return token if (token.start, token.end) != (start, end) else None
    return None


@lru_cache(maxsize=16)
def _longest(text: str) -> list[Token]:
    return tokens(text, mode="C")
