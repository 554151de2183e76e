"""Lines and columns of offsets."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n|[\r\n]")


class Lines:
    """Line and column of offsets in a text, both from 1, columns in code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def of(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset in code points.

        >>> Lines("一\\r\\n二三").of(4)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
