"""Stretches of a text that do not overlap, and whether a place lies in one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

from .lines import line_spans

Span = tuple[int, int]
"""text[start:end], in code points."""


def merge(spans: Iterable[Span]) -> list[Span]:
    """Spans sorted, with those that overlap put together.

    >>> merge([(5, 7), (0, 2), (1, 3)])
    [(0, 3), (5, 7)]
    """
    merged: list[Span] = []
    last = -1
    for span in sorted(spans):
        start, end = span
        if start < last:
            last = max(end, last)
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append(span)
            last = end
    return merged


class Spans(NamedTuple):
    """Sorted spans that do not overlap, and where they begin."""

    starts: list[int]
    spans: list[Span]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Spans:
        """Any spans, those that overlap put together."""
        merged = merge(spans)
        return cls([start for start, _ in merged], merged)

    def hold(self, offset: int) -> bool:
        """True if text[offset] lies in one of them.

        >>> Spans.of([(1, 3)]).hold(2), Spans.of([(1, 3)]).hold(3)
        (True, False)
        """
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.spans[index][1]

    def overlap(self, start: int, end: int) -> bool:
        """True if one of them overlaps text[start:end]; an empty stretch counts as the character after it."""
        return not self.spare(start, end)

    def spare(self, start: int, end: int) -> bool:
        """True if none of them overlaps text[start:end]; an empty stretch counts as the character after it."""
        index = bisect_right(self.starts, start)
        if index and start < self.spans[index - 1][1]:
            return False
        return index == len(self.starts) or self.starts[index] >= end


def rows(text: str, fields: Callable[[str], int], gap: int | None = None) -> Spans:
    """The lines that are rows of values: two or more, one after the other, with as many fields each.

    fields  how many a line has; 0 for a line that is no row.
    gap     so many characters of line breaks may stand between two rows; None for any number.
    """
    found: list[Span] = []
    last, count = (0, 0), 0
    for line in line_spans(text):
        start, end = line
        number = fields(text[start:end])
        if not number:
            count = 0
            continue
        if number == count and (gap is None or start - last[1] <= gap):
            if not found or found[-1] != last:
                found.append(last)
            found.append(line)
        last, count = line, number
    return Spans.of(found)
