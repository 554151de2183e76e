"""What speaks for and against each bead of a band: the columns of a log-linear model, whose weights are a table.

The terms are those of Gale and Church (length), Vecalign (similarity of overlaps, less what any sentence has with its
nearest: CSLS, Conneau et al. 2018) and of clues that need no model (numbers, names, terms).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .band import Band
from .clues import Clues
from .lattice import SHAPES, Scores

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

BEAD = ("bead", "size", "extra", "similarity", "csls", "short", "part", "length", "numbers", "numbers_lost", "words")
ALONE = ("alone", "alone_best", "alone_long")
RATIO, SPREAD = 0.653, 0.315
"""Mean and standard deviation of log(characters of English / characters of Japanese), of translations."""

NEIGHBOURS = 3
Overlap = Callable[[int, int], "Array"]
"""(side, size) → for each index the vector of so many sentences that end there."""


class Signs:
    """The columns for one band, made shape by shape: BEAD for each node, ALONE for each sentence.

    overlap  None where there is no encoder; all that needs it is then 0.
    lengths  of each sentence of both sides, in code points.
    """

    def __init__(
        self, band: Band, overlap: Overlap | None, lengths: tuple[Array, Array], clues: tuple[list[Clues], list[Clues]]
    ) -> None:
        import numpy as np

        self.band, self._overlap, self._lengths = band, overlap, lengths
        self._sizes = [_sums(side) for side in lengths]
        self._counts = [_sums(np.array([len(each.numbers) for each in side])) for side in clues]
        self._rows, self._columns = band.indices()
        self._single = pair_products(band, overlap(0, 1), overlap(1, 1)) if overlap else np.zeros(band.size)
        self._near = [_near(self._single, at, count)[1:] for at, count in
                      ((self._rows, band.rows), (self._columns, band.columns))]  # fmt: skip
        self._nears = [_sums(side[:, 1]) for side in self._near]
        self._numbers, self._words = _shared(band, clues, "numbers"), _shared(band, clues, "words")

    def beads(self, a: int, b: int) -> Array:
        """An array (nodes, BEAD): a Japanese and b English sentences that end at a node; 0 where there are not so many."""
        import numpy as np

        band, single, overlap = self.band, self._single, self._overlap
        valid = (self._rows >= a) & (self._columns >= b)
        i, j = np.where(valid, self._rows, a), np.where(valid, self._columns, b)

        def total(sums: list[Array]) -> tuple[Array, Array]:
            return sums[0][i] - sums[0][i - a], sums[1][j] - sums[1][j - b]

        left, right = total(self._sizes)
        numbers, near = sum(total(self._counts)), sum(total(self._nears)) / (a + b)
        size = (a + b) / 2
        alike = single
        if overlap and (a, b) != (1, 1):
            alike = pair_products(band, overlap(0, a), overlap(1, b), a, b)
        shared = _block(band, self._numbers, a, b)
        columns = {
            "bead": np.ones(band.size),
            "size": np.full(band.size, size),
            "extra": np.full(band.size, a + b - 2.0),
            "similarity": size * alike,
            "csls": -size * near,
            "short": size * alike * np.log1p(np.minimum(left, right / 2)) / 3,
            "part": _least(band, single, a, b) if a + b > 2 and 1 in (a, b) else np.zeros(band.size),
            "length": -np.minimum(((np.log((right + 1) / (left + 1)) - RATIO) / SPREAD) ** 2, 16.0),
            "numbers": np.log1p(shared),
            "numbers_lost": -np.log1p(np.maximum(numbers - 2 * shared, 0.0)),
            "words": np.log1p(_block(band, self._words, a, b)),
        }
        table = np.stack([columns[name] for name in BEAD], axis=1)
        table[~valid] = 0.0
        return table

    def alone(self, side: int) -> Array:
        """An array (sentences, ALONE)."""
        import numpy as np

        length = self._lengths[side]
        return np.stack([np.ones(len(length)), self._near[side][:, 0], np.log1p(length) / 3], axis=1)


def scored(signs: Signs, weights: dict[str, float]) -> Scores:
    """The scores of a band by a table of weights, by the names in BEAD and ALONE."""
    import numpy as np

    beads = np.array([weights[name] for name in BEAD])
    alone = np.array([weights[name] for name in ALONE])
    shapes = [(a, b) for a, b in SHAPES if a < signs.band.rows and b < signs.band.columns]
    return Scores(
        {(a, b): signs.beads(a, b) @ beads for a, b in shapes}, signs.alone(0) @ alone, signs.alone(1) @ alone
    )


def sharpened(band: Band, single: Array) -> Array:
    """Similarities less the mean of what the row and the column have with their nearest: CSLS."""
    rows, columns = band.indices()
    mine, theirs = (_near(single, at, n)[:, 1] for at, n in ((rows, band.rows), (columns, band.columns)))
    return single - (mine[rows] + theirs[columns]) / 2


def pair_products(band: Band, left: Array, right: Array, a: int = 1, b: int = 1) -> Array:
    """For each node the product of the vectors of the a and the b sentences that end there; 0 where there are none."""
    import numpy as np

    found = np.zeros(band.size)
    for i in range(a, band.rows):
        low, high = max(band.low[i], b), band.high[i]
        if low < high:
            at = band.at(i, low)
            found[at : at + high - low] = right[low - 1 : high - 1] @ left[i - 1]
    return found


def _sums(values: Array) -> Array:
    """0, then the sum of the first, of the first two, …"""
    import numpy as np

    return np.concatenate([[0.0], np.cumsum(values)])


def _near(single: Array, index: Array, count: int) -> Array:
    """For each row or column the highest value, and the mean of the NEIGHBOURS highest."""
    import numpy as np

    order = np.lexsort((-single, index))
    starts = np.searchsorted(index[order], np.arange(count))
    ends = np.searchsorted(index[order], np.arange(count), side="right")
    values = single[order]
    picked = np.stack([values[np.minimum(starts + k, ends - 1)] for k in range(NEIGHBOURS)], axis=1)
    return np.stack([picked[:, 0], picked.mean(axis=1)], axis=1)


def _shared(band: Band, clues: tuple[list[Clues], list[Clues]], kind: str) -> Array:
    """For each node how much the Japanese and the English sentence that end there share; rare clues count for more."""
    import numpy as np

    found = np.zeros(band.size)
    places: list[dict[object, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, table in zip(clues, places, strict=True):
        for n, each in enumerate(side, 1):
            for clue in getattr(each, kind):
                table[clue].append(n)
    if kind == "numbers":  # what may be read in another way counts if the other language has it
        for mine, side, theirs in ((places[0], clues[0], places[1]), (places[1], clues[1], places[0])):
            for n, each in enumerate(side, 1):
                for clue in each.other:
                    if clue in theirs and n not in mine[clue]:
                        mine[clue].append(n)
    total = max(len(clues[0]), len(clues[1]), 2)
    for clue, rows in places[0].items():
        columns = sorted(places[1].get(clue, ()))
        often = max(len(rows), len(columns))
        weight = 1.0 if kind == "numbers" else float(np.log(total / often) / np.log(total))
        for i in rows if columns and weight > 0 else ():
            for j in columns[bisect_left(columns, band.low[i]) : bisect_left(columns, band.high[i])]:
                found[band.at(i, j)] += weight
    return found


def _block(band: Band, single: Array, a: int, b: int) -> Array:
    """The sum over all pairs of sentences of the bead that ends at a node."""
    import numpy as np

    found = np.zeros(band.size)
    for i in range(a, band.rows):
        for up in range(a):
            for back in range(b):
                here, there = band.common(i, i - up, back)
                found[band.part(i)][here] += single[band.part(i - up)][there]
    return found


def _least(band: Band, single: Array, a: int, b: int) -> Array:
    """How like the one sentence of a side that sentence of the other is that is least like it."""
    import numpy as np

    found = np.ones(band.size)
    for i in range(a, band.rows):
        row = found[band.part(i)]
        for up in range(a):
            for back in range(b):
                here, there = band.common(i, i - up, back)
                row[here] = np.minimum(row[here], single[band.part(i - up)][there])
    return found
