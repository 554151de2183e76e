"""Lines and columns of offsets."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from .lazy import lazy

_BREAK = lazy(r"\r\n|[\r\n]")
_LINE = lazy(r"[^\r\n]+")
BLANK_LINE = lazy(r"\n(?=[ \t]*\n)|\r\n(?=[ \t]*\r\n)|\r(?=[ \t]*\r)")
"""The break before an empty line."""
_FULL, _LONGEST = 40, 90


class Lines:
    """Line and column of offsets in a text, both from 1, columns in code points."""

    def __init__(self, text: str) -> None:
        if "\r" in text:
            self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        else:
            sizes = map(len, text.split("\n")[:-1])
            self._starts = [at + breaks for breaks, at in enumerate(accumulate(sizes, initial=0))]

    def of(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset in code points.

        >>> Lines("一\\r\\n二三").of(4)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@lru_cache(1)  # asked for findings, and for what rules say of their places
def lines_of(text: str) -> Lines:
    """The lines and columns of a text."""
    return Lines(text)


@lru_cache(1)  # asked for blocks, brackets and rows of one text
def line_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each line begins and ends that is not empty, its break left out; offsets in code points.

    >>> line_spans("一\\r\\n\\r\\n二三\\n")
    ((0, 1), (5, 7))
    """
    if "\r" in text:
        return tuple([match.span() for match in _LINE.finditer(text)])
    spans, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            spans.append((start, end))
        start = end + 1
    return tuple(spans)


def are_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """True if lines may be one paragraph that was broken at a width: none too long, the first full, no indent U+3000.

    >>> are_wrapped("長" * 30 + "\\n短い。", [(0, 30), (31, 34)]), are_wrapped("短い。\\n短い。", [(0, 3), (4, 7)])
    (True, False)
    """
    columns = [2 * (end - start) - sum(map(str.isascii, text[start:end])) for start, end in lines]
    return columns[0] >= _FULL and max(columns) <= _LONGEST and all(text[start] != "\u3000" for start, _ in lines[1:])


def line_end_at(text: str, offset: int) -> int:
    r"""Where the line that holds an offset ends, its break left out.

    >>> line_end_at("一二\r\n三", 1), line_end_at("一", 1)
    (2, 1)
    """
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    cut = text.find("\r", offset, end)
    return end if cut < 0 else cut


def line_bounds(text: str, offset: int, most: int = 300) -> tuple[int, int]:
    r"""Where the line round an offset begins and ends, its break left out; at most so many code points on each side.

    >>> line_bounds("一\n二三\n四", 3)
    (2, 4)
    """
    low, high = max(0, offset - most), min(len(text), offset + most)
    start = max(text.rfind("\n", low, offset), text.rfind("\r", low, offset), low - 1) + 1
    ends = [end for end in (text.find("\n", offset, high), text.find("\r", offset, high)) if end >= 0]
    return start, min(ends, default=high)
