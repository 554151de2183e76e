"""The most likely way through a stretch of text: which characters are Chinese and which Japanese.

A Viterbi search over two states. Staying costs nothing; changing costs little at the edge of a clause, more
beside kana, most between two Chinese characters, so that a change lands on a clause edge wherever there is one.
"""

from __future__ import annotations

from typing import NamedTuple

from ..lazy import lazy
from .table import Table

CLAUSE_EDGE = 20  # tenths of a natural logarithm, as in the table
BESIDE_KANA = 80
WITHIN_HAN = 80
BESIDE_LATIN = 50  # where a Latin word ends and Han characters begin, or the other way round
STRONG = 60
PRIOR = 3  # what each character must show beyond the table to speak for Chinese
FOREIGN = -20  # a word in letters that are neither Han nor Latin
CLASSICAL = -60  # a particle of classical Chinese: kanbun, which Japanese text quotes

CLASSICAL_PARTICLES = frozenset("乎哉矣焉曰兮亦勿吾汝豈孰")
_LETTERS_END = frozenset("之仕奉座度上申居致成被無")  # before 候 they end a letter of old: 可被下候
_MODERN = frozenset("幾几似關关在合不")  # before 乎 they make words of today: 幾乎, 似乎, 關乎

_ENDS_NAME = lazy("[、，,・ \u3000]|[さ君]ん?|選手|氏|容疑者|被告|監督|$")
"""What follows the last character of a name like 拓也; no clause of today's Chinese ends in 也."""

EDGES = frozenset('，。、；：！？,.;:!?…—―─\t \u3000“”‘’「」『』（）()《》〈〉【】"・·~～-–|｜/／＞>')


class Stretch(NamedTuple):
    """Characters start to end are Chinese with this much evidence, the cost of the changes paid."""

    start: int
    end: int
    evidence: int


def emissions(text: str, muted: list[bool] | None, table: Table) -> list[int]:
    """Return for each character how Chinese it is after the Han character before it."""
    out = []
    left: str | None = None
    score = table.score
    places = table.places
    strong = table.strong
    for at, char in enumerate(text):
        if muted and muted[at]:
            out.append(0)
            left = None
        elif char in places:
            value = score(left, char) - PRIOR
            if char == "候" and left is not None and left in _LETTERS_END or char == "也" and left == "候":
                value = CLASSICAL
            elif char == "也" and value > 0 and _ENDS_NAME.match(text, at + 1):
                value = 0
            elif char in CLASSICAL_PARTICLES and not (char == "乎" and left in _MODERN):
                value = min(value, CLASSICAL)
            elif value > 0 and strong.match(char):
                value = STRONG
            elif char == "第" and text[at + 1 : at + 2].isdecimal():
                value = 0  # 第1条
            out.append(value)
            left = char
        else:
            foreign = is_foreign(char)
            out.append(FOREIGN if foreign and not (at and is_foreign(text[at - 1])) else 0)
            left = None
    return out


def is_foreign(char: str) -> bool:
    """True for a letter that is no Latin one; Han characters are looked for before."""
    return char > "\u024f" and char.isalpha() and not "！" <= char <= "～" and not "\u3400" <= char <= "\u9fff"


def find_stretches(text: str, scores: list[int], opening: int, closing: int) -> list[Stretch]:
    """Return the Chinese stretches of `text`; `opening` and `closing` are the costs at its two ends."""
    size = len(text)
    japanese, chinese = 0, -opening
    came_japanese: list[bool] = []  # for each character: was the best way to Japanese from Japanese?
    came_chinese: list[bool] = []
    previous_edge = previous_ascii = False
    for at, char in enumerate(text):
        edge, ascii_ = char in EDGES, char.isascii()
        if edge or previous_edge:
            cost = CLAUSE_EDGE
        else:
            cost = WITHIN_HAN if ascii_ is previous_ascii else BESIDE_LATIN
        if at == 0:
            came_japanese.append(True)
            came_chinese.append(True)
        else:
            leave, enter = chinese - cost, japanese - cost
            came_japanese.append(japanese >= leave)
            came_chinese.append(chinese > enter)
            japanese, chinese = max(japanese, leave), max(chinese, enter)
        chinese += scores[at]
        previous_edge, previous_ascii = edge, ascii_
    state = chinese - closing > japanese
    states = [False] * size
    for at in range(size - 1, -1, -1):
        states[at] = state
        if at:
            state = came_chinese[at] if state else not came_japanese[at]
    return _group(states, scores)


def _group(states: list[bool], scores: list[int]) -> list[Stretch]:
    out, start = [], -1
    for at, state in enumerate([*states, False]):
        if state and start < 0:
            start = at
        elif not state and start >= 0:
            out.append(Stretch(start, at, sum(scores[start:at])))
            start = -1
    return out
