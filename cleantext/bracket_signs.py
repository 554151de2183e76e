"""Brackets and quotation marks that are to be matched; most stand in pairs in which nothing can be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

from .characters import LETTER, members
from .lazy import lazy

KINDS = ("「」", "『』", "【】", "〈〉", "《》", "〔〕", "(（)）", "[［]］", "{｛}｝", "«»", "‹›", "<＜>＞")
JAPANESE = "「『【〔"
ANY = re.escape("".join(KINDS)) + "\"“”'‘’"
_INSIDE = rf"[^{ANY}`\r\n]++"
_SIGNS = lazy(
    rf"[{ANY}](?:(?<=\(){_INSIDE}\)|(?<=「){_INSIDE}」|(?<=『){_INSIDE}』|(?<=（){_INSIDE}）|(?<=\[){_INSIDE}\])?"
)
"""A sign; or a pair in one line with no sign in it, which is most of them."""
in_word = members(LETTER + '_「」『』（）【】。、！？!?.%％`*“”"…')


def begins(sign: str) -> bool:
    """True if what stands in brackets may begin so."""
    return in_word(sign) or sign.isalnum()


def signs_of(text: str, free: Callable[[int, int], bool]) -> list[int]:
    """Where signs stand that are to be looked at: all but those of a pair in which nothing can be wrong."""
    signs: list[int] = []
    for match in _SIGNS.finditer(text):
        start, end = match.span()
        if end - start == 1:
            signs.append(start)
        elif not (free(start, end) and (text[start] in JAPANESE or begins(text[start + 1]))):
            signs += (start, end - 1)
    return signs


def without_pairs(text: str, start: int, end: int, signs: list[int]) -> list[int]:
    """The signs of a line without its straight quotation marks, if there is an even number of them: none is odd."""
    return signs if text.count('"', start, end) % 2 else [at for at in signs if text[at] != '"']
