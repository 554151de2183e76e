"""Repetition, whatever the language: a phrase said over and over."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from .table import is_han


def repeats(text: str) -> int:
    """Return how often the phrase of `text` that is said most often is said (1: nothing is repeated).

    >>> repeats("但是，但是，总的来说，但是。"), repeats("各地区各地区各地区"), repeats("方案")
    (3, 3, 1)
    """
    return turns(text)[0]


def turns(text: str) -> tuple[int, int]:
    """Return how often the phrase of `text` that is said most often is said, and its length in characters.

    >>> turns("全国大会、全国大会。"), turns("方案")
    ((2, 4), (1, 2))
    """
    clauses = ["".join(letters) for han, letters in groupby(text, is_han) if han]
    if not clauses:
        return 0, 0
    joined = "".join(clauses)
    found = [(1, len(joined))]
    found += [(times, len(clause)) for clause, times in Counter(clauses).items() if len(clause) > 1]
    found += [(len(part) // size, size) for part in [joined, *clauses] if (size := _period(part)) > 1]
    return max(found)


def phrases(text: str) -> set[str]:
    """Return what `text` says, clause by clause, each once; the last clause, which may be cut off, only if alone.

    >>> sorted(phrases("方案、方案方案、大会、大")), phrases("方案")
    (['大会', '方案'], {'方案'})
    """
    clauses = ["".join(letters) for han, letters in groupby(text, is_han) if han]
    return {clause[: _period(clause)] if repeats(clause) > 1 else clause for clause in clauses[:-1] or clauses}


def _period(text: str) -> int:
    """Return the shortest length after which `text` repeats; a cut last turn counts."""
    return len(text) - _borders(text)[-1] if text else 0


def repeated_prefix(text: str) -> int:
    """Return how many characters at the beginning of `text` are one phrase said at least twice, whole.

    >>> repeated_prefix("总的来说总的来说社員"), repeated_prefix("方案")
    (8, 0)
    """
    best = 0
    for end, border in enumerate(_borders(text), 1):
        period = end - border
        if period > 1 and end % period == 0 and border:
            best = end
    return best


def _borders(text: str) -> list[int]:
    """Return for every beginning of `text` how long the longest piece is that it both begins and ends with."""
    borders = [0] * len(text)
    size = 0
    for at in range(1, len(text)):
        while size and text[at] != text[size]:
            size = borders[size - 1]
        if text[at] == text[size]:
            size += 1
        borders[at] = size
    return borders
