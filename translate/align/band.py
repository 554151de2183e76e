"""The part of the grid of two texts that is looked at: a stretch of columns for every row, in one flat array."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


class Band:
    """Nodes (i, j) with low[i] <= j < high[i]; both ends of the grid are in it, and each row reaches the next.

    Arrays over a band are flat: the nodes of row 0, then those of row 1, …
    """

    def __init__(self, low: Sequence[int], high: Sequence[int]) -> None:
        self.low, self.high = list(low), list(high)
        self.rows, self.columns = len(self.low), self.high[-1]
        widths = (high - low for low, high in zip(self.low, self.high, strict=True))
        self.start = [0, *accumulate(widths)]
        self.size = self.start[-1]
        self._parts = [slice(a, b) for a, b in zip(self.start, self.start[1:], strict=False)]
        self._indices: tuple[Array, Array] | None = None

    @classmethod
    def whole(cls, ja: int, en: int) -> Band:
        """Every node of a grid of so many sentences."""
        return cls([0] * (ja + 1), [en + 1] * (ja + 1))

    @classmethod
    def around(cls, path: Sequence[tuple[int, int]], ja: int, en: int, radius: int) -> Band:
        """All nodes at most radius rows and columns from one of the path, a monotone list from (0, 0) to (ja, en).

        Between two nodes of the path the whole rectangle is in it, so that a long omission stays inside.
        """
        rows = [i for i, _ in path]
        low, high = [], []
        for i in range(ja + 1):
            first = max(0, bisect_right(rows, max(i - radius, 0)) - 1)
            while first and rows[first] >= max(i - radius, 0):
                first -= 1
            last = min(len(path) - 1, bisect_right(rows, min(i + radius, ja)))
            low.append(max(0, path[first][1] - radius))
            high.append(min(en, path[last][1] + radius) + 1)
        low[0], high[-1] = 0, en + 1
        return cls(low, high)

    def indices(self) -> tuple[Array, Array]:
        """The row and the column of every node."""
        import numpy as np

        if self._indices is None:
            widths = np.diff(self.start)
            first = np.array(self.start[:-1]) - np.array(self.low)
            columns = np.arange(self.size) - np.repeat(first, widths)
            self._indices = np.repeat(np.arange(self.rows), widths), columns
        return self._indices

    def before(self, a: int, b: int, at: Array | None = None) -> tuple[Array, Array]:
        """The nodes from which a rows and b columns back there is another node of the band, and where that one lies.

        at  the nodes asked about; all of them if it is None.
        """
        import numpy as np

        rows, columns = self.indices()
        if at is None:
            at = np.flatnonzero(rows >= a)
        else:
            at = at[rows[at] >= a]
        row, column = rows[at] - a, columns[at] - b
        low, high, start = (np.array(each) for each in (self.low, self.high, self.start))
        inside = (column >= low[row]) & (column < high[row])
        row, column = row[inside], column[inside]
        return at[inside], start[row] + column - low[row]

    def part(self, i: int) -> slice:
        """Where row i lies in a flat array."""
        return self._parts[i]

    def at(self, i: int, j: int) -> int:
        """Where a node lies in a flat array."""
        return self.start[i] + j - self.low[i]

    def common(self, i: int, before: int, shift: int) -> tuple[slice, slice]:
        """Where row i and the row before it, moved by shift, are both in the band: their places in either row."""
        low = max(self.low[i], self.low[before] + shift)
        high = max(low, min(self.high[i], self.high[before] + shift))
        here, there = self.low[i], self.low[before] + shift
        return slice(low - here, high - here), slice(low - there, high - there)
