"""The least that was changed between two texts. Source: Myers, An O(ND) Difference Algorithm (1986)."""

from __future__ import annotations

import os
from typing import NamedTuple

MOST = 400
"""Texts that differ in more characters than this, between their first and last difference, differ as a whole."""


class Hunk(NamedTuple):
    """old[start:end] became `new`."""

    start: int
    end: int
    new: str


def hunks(old: str, new: str) -> list[Hunk]:
    """The changes from old to new, sorted, with at least one kept character between any two.

    >>> hunks("キエフの冬,春", "キーウの冬、春")
    [Hunk(start=1, end=3, new='ーウ'), Hunk(start=5, end=6, new='、')]
    """
    if old == new:
        return []
    low = len(os.path.commonprefix([old, new]))
    high = len(os.path.commonprefix([old[low:][::-1], new[low:][::-1]]))
    a, b = old[low : len(old) - high], new[low : len(new) - high]
    pairs = _kept(a, b) if a and b else []
    if pairs is None:
        return [Hunk(low, low + len(a), b)]
    found = []
    i = j = 0
    for x, y in [*pairs, (len(a), len(b))]:
        if x > i or y > j:
            found.append(Hunk(low + i, low + x, b[j:y]))
        i, j = x + 1, y + 1
    return found


def _kept(a: str, b: str) -> list[tuple[int, int]] | None:
    """The pairs of indices of characters that stay, sorted; None where more than MOST are changed."""
    ends = {1: 0}  # the furthest index of a on each diagonal, a minus b
    rounds: list[dict[int, int]] = []
    for cost in range(min(MOST, len(a) + len(b)) + 1):
        rounds.append(dict(ends))
        for k in range(-cost, cost + 1, 2):
            x = ends[k + 1] if k == -cost or (k != cost and ends[k - 1] < ends[k + 1]) else ends[k - 1] + 1
            y = x - k
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            ends[k] = x
            if x >= len(a) and y >= len(b):
                return _walk_back(rounds, len(a), len(b))
    return None


def _walk_back(rounds: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs = []
    for cost in range(len(rounds) - 1, -1, -1):
        ends, k = rounds[cost], x - y
        came = k + 1 if k == -cost or (k != cost and ends[k - 1] < ends[k + 1]) else k - 1
        before = (ends[came], ends[came] - came) if cost else (0, 0)
        while x > before[0] and y > before[1]:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = before
    return pairs[::-1]
