"""Sets ( ) round Japanese as （ ）, both ends or neither; also round an age or a year in Japanese:
首相(67)は, and round what 、 parts: (a、b).

Left alone: brackets that hold no Japanese letter (a Latin word, a face, one digit, which counts), code, calls
(print("終わり"), open(名='甲')), doubled brackets that are marks (((*甲*)), (('乙'))), pairs of Lisp ((鍵 . (値 値))),
link targets, a bracket whose partner is missing in the line.
Source: JTF 日本語標準スタイルガイド 4.3.1 (丸かっこは全角).

>>> from cleantext import fix_text
>>> fix_text("防衛(防空、発電機)と(NATO)と（混在)", select=["parentheses"]).text
'防衛（防空、発電機）と(NATO)と（混在）'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import KANJI, LETTER, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_end_at
from ..signs import find_signs

SUMMARY = "half-width parentheses round Japanese: （ ）"
SEVERITY = "warning"
SIGNS = "()"
_is_japanese = members("ぁ-ゖァ-ネハ-ヺ" + KANJI)
"""Kana and kanji, but none of those that faces are made of: ー ノ ヽ ゝ."""
_is_letter = members(LETTER)
_after_number = members(LETTER + "、。」』")
_SIGN = lazy("(?<=[0-9A-Za-z])[、。](?=[0-9A-Za-z]|$)")
_NUMBER = lazy("[0-9０-９]{2,4}")
_ARGUMENTS = lazy(r"\((?:[\"']|.*[A-Za-z_]\w* ?= ?[\"'])")
_NAME = lazy(r"[A-Za-z_]\w{0,40}$")
_BRACKET = lazy("[()（）]")
_MARKED = lazy(r"\(\([*'%:|{-].*[*'%:|}-]\)\)")
DEEPEST = 32


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on each half-width end of a pair that holds Japanese."""
    end = 0
    for half in find_signs(text, SIGNS):
        at = half.start()
        if at >= end:  # in a line without one there is nothing to find
            start, end = max(end, text.rfind("\n", end, at) + 1, text.rfind("\r", end, at) + 1), line_end_at(text, at)
            yield from _find_in_line(text, context, start, end)


def _find_in_line(text: str, context: Context, start: int, end: int) -> Iterator[Hit]:
    opened: list[int] = []
    for match in _BRACKET.finditer(text, start, end):
        position = match.start()
        if not context.free(position, position + 1):
            continue
        if text[position] in "(（":
            if len(opened) < DEEPEST:
                opened.append(position)
        elif opened:
            yield from _pair(text, opened.pop(), position)


def _pair(text: str, start: int, end: int) -> Iterator[Hit]:
    if text[start] == "（" and text[end] == "）":
        return
    inner = text[start + 1 : end]
    if text[end - 1] in "\"'" and text[start] == "(" and _is_call(text, start, end):
        return
    if not any(map(_is_japanese, inner)) and not _SIGN.search(inner):
        number = len(inner) < 5 and _NUMBER.fullmatch(inner)
        if not number or not _is_letter(text[start - 1 : start]) or not _after_number(text[end + 1 : end + 2]):
            return
    if " . " in inner or text.startswith(" . ", max(0, start - 3)):
        return
    if "((" in text[max(0, start - 1) : start + 2] and _is_mark(text, start, end):
        return
    for position, full in ((start, "（"), (end, "）")):
        if text[position] != full:
            yield Hit(position, position + 1, full, "parentheses round Japanese are full-width")


def _is_mark(text: str, start: int, end: int) -> bool:
    """True for either pair of ((*甲*)), as RD marks words."""
    inside = start > 0 and _MARKED.fullmatch(text, start - 1, end + 2) is not None
    return inside or _MARKED.fullmatch(text, start, end + 1) is not None


def _is_call(text: str, start: int, end: int) -> bool:
    """True for what stands after the name of a function and ends with a string: f('甲'), f(key, help='乙')."""
    name = _NAME.search(text, max(0, start - 41), start)
    return name is not None and _ARGUMENTS.match(text, start, end) is not None
