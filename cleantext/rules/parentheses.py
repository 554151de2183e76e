"""Sets ( ) round Japanese as （ ）, both ends or neither; also round an age or a year in Japanese:
首相(67)は, and round what 、 parts: (a、b).

Half-width brackets stand lower than Japanese letters and too close to them; of different width they are no pair.

Left alone: brackets that hold no Japanese letter (a Latin word, a face, one digit, which counts), code, calls
(print("終わり"), open(名='甲')), doubled brackets that are marks (((*甲*)), (('乙'))), pairs of Lisp ((鍵 . (値 値))),
link targets, a bracket whose partner is missing in the line, brackets of an English sentence that names something
Japanese, what a function takes that the text calls elsewhere: AREAS(参照) beside =AREAS(A1:B3).
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
_NAME = lazy(r"[A-Za-z_][\w.]{0,40}$")
_BRACKET = lazy("[()（）]")
_MARKED = lazy(r"\(\([*'%:|{-].*[*'%:|}-]\)\)")
_CALLED = lazy(r"=([A-Z][A-Z0-9._]{1,30})\(")
_ENGLISH_WORDS = lazy(r"(?<![\w./:-])[a-z]{2,}(?![\w/:-]|\.\w)")
_GOES_ON = lazy(r"[.,;:]|\s+[A-Za-z]")
_FEWEST_WORDS = 4
_ROUND = 80
"""Code points on either side of brackets that tell whether the sentence is English."""
DEEPEST = 32


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on each half-width end of a pair that holds Japanese."""
    end = 0
    called = frozenset(_CALLED.findall(text)) if "=" in text else frozenset()
    for half in find_signs(text, SIGNS):
        at = half.start()
        if at >= end:  # in a line without one there is nothing to find
            start, end = max(end, text.rfind("\n", end, at) + 1, text.rfind("\r", end, at) + 1), line_end_at(text, at)
            yield from _find_in_line(text, context, start, end, called)


def _find_in_line(text: str, context: Context, start: int, end: int, called: frozenset[str]) -> Iterator[Hit]:
    opened: list[int] = []
    for match in _BRACKET.finditer(text, start, end):
        position = match.start()
        if not context.free(position, position + 1):
            continue
        if text[position] in "(（":
            if len(opened) < DEEPEST:
                opened.append(position)
        elif opened:
            at = opened.pop()
            if at == start or not text[at - 1].isascii() or not _is_foreign(text, at, position, start, end, called):
                yield from _pair(text, at, position)


def _is_foreign(text: str, start: int, end: int, low: int, high: int, called: frozenset[str]) -> bool:
    """True for brackets that are a function's or stand in an English sentence of text[low:high]."""
    return _is_argument(text, start, called) or _is_english(text, start, end, low, high)


def _is_argument(text: str, start: int, called: frozenset[str]) -> bool:
    """True for a bracket right after the name of a function that the text calls: AREAS(参照)."""
    name = _NAME.search(text, max(0, start - 41), start) if called else None
    return name is not None and name.group() in called


def _is_english(text: str, start: int, end: int, low: int, high: int) -> bool:
    """True for brackets in a sentence of text[low:high] that is English: the servers (see 表) are kept elsewhere."""
    ended = text[max(low, start - 2) : start].rstrip()[-1:] in (".", "!", "?")
    if not (ended or _GOES_ON.match(text, end + 1, high)) or text[start] + text[end] != "()":
        return False
    round_it = text[max(low, start - _ROUND) : start] + text[end + 1 : min(high, end + _ROUND)]
    return len(_ENGLISH_WORDS.findall(round_it)) >= _FEWEST_WORDS and not any(map(_is_japanese, round_it))


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
