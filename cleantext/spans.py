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


class Rows:
    """The lines that are rows of values: two or more, one after the other, with as many fields each.

    fields  how many a line has; 0 for a line that is no row.
    gap     so many characters of line breaks may stand between two rows; None for any number.
    Only the lines that are asked about, and their neighbours, are looked at.
    """

    def __init__(self, text: str, fields: Callable[[str], int], gap: int | None = None) -> None:
        self._text, self._fields, self._gap = text, fields, gap
        self._lines = line_spans(text)
        self._counts: dict[int, int] = {}

    def hold(self, offset: int) -> bool:
        """True if the line with text[offset] is a row.

        >>> Rows("一 二\\n三 四\\n五", lambda line: line.count(" ")).hold(4)
        True
        """
        index = bisect_right(self._lines, (offset, len(self._text))) - 1
        if index < 0 or offset >= self._lines[index][1] or not self._count(index):
            return False
        return self._go_on(index - 1) or self._go_on(index)

    def _count(self, index: int) -> int:
        if index not in self._counts:
            start, end = self._lines[index]
            self._counts[index] = self._fields(self._text[start:end])
        return self._counts[index]

    def _go_on(self, index: int) -> bool:
        """True if the line of an index and the next have as many fields and stand together."""
        if index < 0 or index + 1 == len(self._lines):
            return False
        apart = self._lines[index + 1][0] - self._lines[index][1]
        return (self._gap is None or apart <= self._gap) and self._count(index) == self._count(index + 1)
