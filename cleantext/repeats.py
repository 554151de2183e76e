"""Degenerate loops in text of any language: the same words said over and over, found in linear time.

Two looks are taken. Clauses (what stands between punctuation marks, or English words between spaces) are
numbered, and a run in which each is the same as the one k clauses before is a loop of k clauses. Loops without
punctuation are met by samples: a short piece of text every few characters, and where it stands next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from .lazy import lazy

TURNS = 3
"""So often a thing must be said to be a loop; a short one, or one that is called out, SHORT_TURNS times."""
SHORT_TURNS = 6
LETTERS = 7
"""Letters of a turn from which on TURNS are enough: below it stand 行け、行け、行け and ごめんなさい."""
LEAST = 20
"""Letters that all turns together must have."""
SENTENCE = 20
"""Letters of a sentence from which on it is told where it stands twice, one right after the other in a line."""
LINE_TURNS = 5
"""The same for turns that fill a line each, for verses come back, and so do rows of a table."""
SAMPLE, STEP, REACH = 6, 8, 256

_MARKS = "。、，,．！？!?…"
_CLAUSE = lazy(rf"[^{_MARKS}\n\r]+(?:[{_MARKS}]+[」』）)]*[ \t　]*)?|[{_MARKS}]+[」』）)]*[ \t　]*|[\n\r]+")
_LETTER = lazy(r"[^\W\d_]")
_KANA = lazy("[ぁ-ん]")
_STOP = lazy("[。！？]+[」』）]*")
_WORD = lazy(r"[^\W\d_]{2}")
_WORDS = lazy(r"\b([A-Za-z]{1,15})(?:[ ]\1\b){2,}", re.I)
_AGAIN = lazy(r" (?=([A-Za-z]{1,15}+) \1\b)", re.I)
_ROW = lazy(r"[|\\\t\n\r\d]|[ \u3000]{2}|^ ?[A-Za-z]+ ?$")
_FUNCTION = frozenset("the a an of to in and for with that is on by at from as it be are this or was".split())
_ENDS = "。、，,．！？!?… \t　"


class Loop(NamedTuple):
    """text[start:end] says its first `size` characters `turns` times; offsets in code points."""

    start: int
    end: int
    size: int
    turns: int


def find_loops(text: str) -> list[Loop]:
    """The loops of a text, sorted and without overlaps.

    >>> text = "つまりこういうことです。" * 4 + "以上。"
    >>> find_loops(text)
    [Loop(start=0, end=48, size=12, turns=4)]
    >>> find_loops("行け、行け、行け！　どんどんどんどん進め。")
    []
    """
    found: list[Loop] = []
    for loop in sorted([*_clause_loops(text), *_plain_loops(text), *_word_loops(text)]):
        if not found or loop.start >= found[-1].end:
            found.append(loop)
        elif loop.end - loop.start > found[-1].end - found[-1].start:
            found[-1] = loop
    return found


def _clause_loops(text: str) -> Iterator[Loop]:
    clauses = _CLAUSE.findall(text)
    last: dict[str, int] = {}
    spans: _Spans | None = None
    first = distance = index = 0  # from the first clause on, each is the same as the one so many before
    for index, clause in enumerate([clause.strip(_ENDS) or clause[:1] for clause in clauses]):
        back = index - last.get(clause, index)
        last[clause] = index
        if back != distance:
            if distance and index - first >= distance:
                spans = spans or _Spans(clauses)
                yield from _loop(text, spans, first - distance, index - 1, distance)
            first, distance = index, back
    if distance and len(clauses) - first >= distance:
        yield from _loop(text, spans or _Spans(clauses), first - distance, index, distance)


class _Spans:
    """Where each clause begins and ends, reckoned when the first loop is met."""

    def __init__(self, clauses: list[str]) -> None:
        self._ends = list(accumulate(map(len, clauses)))

    def __getitem__(self, index: int) -> tuple[int, int]:
        return (self._ends[index - 1] if index else 0), self._ends[index]


def _loop(text: str, spans: _Spans, first: int, last: int, distance: int) -> Iterator[Loop]:
    """The loop of clauses first … last; a turn that is cut off at the end goes with it."""
    start, end = spans[first][0], spans[last][1]
    while end > start and text[end - 1] in "\n\r \t　":
        end -= 1
    unit = text[start : spans[first + distance - 1][1]]
    end = _cut_turn(text, end, len(unit))
    turns = (last - first + 1) // distance
    if _is_loop(unit, turns):
        yield Loop(start, end, len(unit), turns)


def _cut_turn(text: str, end: int, size: int) -> int:
    """The end of a loop with a last turn of which only the beginning stands there, up to the end of the line."""
    cut = end
    while cut < len(text) and text[cut] == text[cut - size] and text[cut] not in "\n\r":
        cut += 1
    return cut if cut == len(text) or text[cut] in "\n\r" else end


def _is_loop(unit: str, turns: int) -> bool:
    found = _LETTER.findall(unit)
    letters = len(found)
    if len(set(found)) < 3 or not _WORD.search(unit) or letters * turns < LEAST:
        return False
    if "\n" in unit or "\r" in unit:
        return turns >= LINE_TURNS and letters >= LETTERS and any(mark in unit for mark in "。．.")
    if turns < TURNS:
        return (
            letters >= SENTENCE
            and "|" not in unit
            and "\t" not in unit
            and unit.rstrip(" \u3000")[-1:] == "。"
            and _KANA.search(unit) is not None
        )
    called = any(mark in unit for mark in "！!") or letters < LETTERS
    return turns >= (SHORT_TURNS if called else TURNS)


def _plain_loops(text: str) -> Iterator[Loop]:
    """Loops without punctuation between the turns."""
    at, size = 0, len(text)
    while (found := _next_repeat(text, at)) is not None:
        at, next_at = found
        period = next_at - at
        start, end = at, next_at + period
        while start and text[start - 1] == text[start - 1 + period] and text[start - 1] not in "\n\r":
            start -= 1
        block = text[at:next_at]
        while text.startswith(block, end):
            end += period
        while end < size and text[end] == text[end - period]:
            end += 1
        stop = _STOP.search(text, start, start + period)
        if stop and end - stop.end() >= TURNS * period:
            start = stop.end()
        unit = text[start : start + period]
        turns = (end - start) // period
        if len(_LETTER.findall(unit)) > 3 and not _ROW.search(unit) and _is_loop(unit, turns):
            last = start + turns * period
            yield Loop(start, end if end == size or text[end] in "\n\r" else last, period, turns)
        at = max(end - SAMPLE, at + STEP)


def _next_repeat(text: str, at: int) -> tuple[int, int] | None:
    """The first sample from an offset on that is said again in its whole at once, and where it is."""
    samples = range(at, len(text) - SAMPLE, STEP)
    pieces = map(text.__getitem__, map(slice, samples, range(at + SAMPLE, len(text), STEP)))
    ends = range(at + REACH + SAMPLE, len(text) + REACH, STEP)
    again = map(text.find, pieces, range(at + 1, len(text), STEP), ends)
    for at, next_at in zip(samples, again, strict=False):
        if next_at >= 0 and text[at:next_at] == text[next_at : 2 * next_at - at]:
            return at, next_at
    return None


def _word_loops(text: str) -> Iterator[Loop]:
    """the the the: a word of grammar three times, any word six times."""
    last = 0
    for again in _AGAIN.finditer(text):
        match = _WORDS.match(text, again.start() - len(again[1])) if again.start() >= last else None
        if match is None:
            continue
        last = match.end()
        turns = match.group().count(" ") + 1
        if turns >= (TURNS if match[1].lower() in _FUNCTION and len(match[1]) > 1 else SHORT_TURNS):
            yield Loop(*match.span(), len(match[1]) + 1, turns)
