"""What speaks for and against each bead of a band: the columns of a log-linear model, whose weights are a table.

Length is that of Gale and Church 1993, similarity less what any sentence has with its nearest (CSLS) that of Conneau et
al. 2018; numbers, words and names need no model; how a sentence splits is in `clauses`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .band import Band
from .clues import Clues

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

BEAD = ("bead", "extra", "similarity", "csls", "short", "weak", "split", "unsplit", "length", "numbers", "words")
"""bead        1.
extra       sentences beyond one of each side.
similarity  cosine of the two sides; csls what each has with its nearest, taken off; short the cosine, more for longer
            sentences: all three by the number of sentences. weak is what a 1-1 bead has less than WEAK.
split       of n-1 and 1-n: how like its counterpart the least like piece of the one sentence is, by `extra`;
            unsplit is `extra` where it has too few clauses.
length      minus the square of what the log ratio of lengths is off its mean, in standard deviations.
numbers     minus the log of 1 + the numbers that one side alone has.
words       log of 1 + the clues in common, rare ones for more.
"""
ALONE = ("alone", "alone_signs", "alone_long")
"""alone       1, for a sentence without a partner; alone_signs 1 if it has no letter; alone_long log of its length."""

RATIO, SPREAD = 0.653, 0.315
"""Mean and standard deviation of log(characters of English / characters of Japanese), of translations."""
WEAK = 0.35
NEIGHBOURS = 3
ASSUMED = 0.4
"""What `split` is taken to be before it is looked at."""


class Side(NamedTuple):
    """One side: the length of each sentence in characters, its clues, and its vector or None."""

    lengths: Array
    signs: Array
    clues: list[Clues]
    vectors: Array | None


def side_of(sentences: list[str], clues: list[Clues], vectors: Array | None) -> Side:
    """What is needed of the sentences of a side."""
    import numpy as np

    signs = [0.0 if any(map(str.isalnum, each)) else 1.0 for each in sentences]
    return Side(np.array([len(each) for each in sentences], float), np.array(signs), clues, vectors)


class Features:
    """The columns for one band, made shape by shape."""

    def __init__(self, band: Band, ja: Side, en: Side) -> None:
        import numpy as np

        self.band, self._sides = band, (ja, en)
        self._sizes = [_sums(side.lengths) for side in (ja, en)]
        self._counts = [_sums(np.array([len(each.numbers) for each in side.clues])) for side in (ja, en)]
        self._rows, self._columns = band.indices()
        self.encoded = ja.vectors is not None and en.vectors is not None
        self.single = np.zeros(band.size)
        if ja.vectors is not None and en.vectors is not None:
            self.single = products(band, ja.vectors, en.vectors)
        near = [nearest(self.single, self._rows, band.rows), nearest(self.single, self._columns, band.columns)]
        self._nears = [_sums(side[1:]) for side in near]
        self._shared = shared(band, ja.clues, en.clues, "numbers"), shared(band, ja.clues, en.clues, "words")

    def beads(self, a: int, b: int, at: Array, alike: Array, split: Array | float = ASSUMED) -> Array:
        """An array (nodes, BEAD) of beads of a Japanese and b English sentences.

        at     the nodes where they end, in the flat band.
        alike  the cosine of each.
        split  see BEAD; nan where a sentence cannot be split.
        """
        import numpy as np

        i, j = self._rows[at], self._columns[at]

        def total(sums: list[Array]) -> tuple[Array, Array]:
            return sums[0][i] - sums[0][i - a], sums[1][j] - sums[1][j - b]

        left, right = total(self._sizes)
        size, extra = (a + b) / 2, a + b - 2
        numbers = _block(self.band, self._shared[0], a, b, at)
        splits = np.broadcast_to(split, at.shape) if self.encoded and extra and 1 in (a, b) else np.zeros(len(at))
        columns = {
            "bead": np.ones(len(at)),
            "extra": np.full(len(at), float(extra)),
            "similarity": size * alike,
            "csls": -size * sum(total(self._nears)) / (a + b),
            "short": size * alike * np.log1p(np.minimum(left, right / 2)) / 3,
            "weak": -np.maximum(WEAK - alike, 0.0) if self.encoded and not extra else np.zeros(len(at)),
            "split": extra * np.nan_to_num(splits),
            "unsplit": extra * np.isnan(splits),
            "length": -np.minimum(((np.log((right + 1) / (left + 1)) - RATIO) / SPREAD) ** 2, 16.0),
            "numbers": -np.log1p(np.maximum(sum(total(self._counts)) - 2 * numbers, 0.0)),
            "words": np.log1p(_block(self.band, self._shared[1], a, b, at)),
        }
        return np.stack([columns[name] for name in BEAD], axis=1)

    def ends(self, a: int, b: int) -> Array:
        """The nodes where a bead of this shape can end."""
        import numpy as np

        return np.flatnonzero((self._rows >= a) & (self._columns >= b))

    def places(self, at: Array) -> list[tuple[int, int]]:
        """The row and column of nodes."""
        return list(zip(self._rows[at].tolist(), self._columns[at].tolist(), strict=True))

    def alone(self, side: int) -> Array:
        """An array (sentences, ALONE)."""
        import numpy as np

        length = self._sides[side].lengths
        return np.stack([np.ones(len(length)), self._sides[side].signs, np.log1p(length) / 3], axis=1)


def vector_of(weights: Mapping[str, float], names: tuple[str, ...]) -> Array:
    """Weights in the order of columns."""
    import numpy as np

    return np.array([weights[name] for name in names])


def sharpened(band: Band, single: Array) -> Array:
    """Similarities less the mean of what the row and the column have with their nearest: CSLS."""
    rows, columns = band.indices()
    return single - (nearest(single, rows, band.rows)[rows] + nearest(single, columns, band.columns)[columns]) / 2


def products(band: Band, left: Array, right: Array) -> Array:
    """For each node the product of the vectors of the two sentences that end there; 0 where there are none."""
    import numpy as np

    found = np.zeros(band.size)
    for i in range(1, band.rows):
        low, high = max(band.low[i], 1), band.high[i]
        if low < high:
            at = band.at(i, low)
            found[at : at + high - low] = right[low - 1 : high - 1] @ left[i - 1]
    return found


def nearest(single: Array, index: Array, count: int) -> Array:
    """For each row or column the mean of its NEIGHBOURS highest values."""
    import numpy as np

    order = np.lexsort((-single, index))
    starts = np.searchsorted(index[order], np.arange(count))
    ends = np.searchsorted(index[order], np.arange(count), side="right")
    values = single[order]
    return np.stack([values[np.minimum(starts + k, ends - 1)] for k in range(NEIGHBOURS)], axis=1).mean(axis=1)


def shared(band: Band, ja: list[Clues], en: list[Clues], kind: str) -> Array:
    """For each node how much the Japanese and the English sentence that end there share; rare words count for more."""
    import numpy as np

    found = np.zeros(band.size)
    sides = ja, en
    places: list[dict[object, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, table in zip(sides, places, strict=True):
        for n, each in enumerate(side, 1):
            for clue in getattr(each, kind):
                table[clue].append(n)
    if kind == "numbers":  # what may be read in another way counts if the other language has it
        theirs = set(places[1]), set(places[0])
        for side, table, known in zip(sides, places, theirs, strict=True):
            for n, each in enumerate(side, 1):
                for clue in each.other & known:
                    table[clue].append(n)
    total = max(len(ja), len(en), 2)
    for clue, rows in places[0].items():
        columns = sorted(places[1].get(clue, ()))
        often = max(len(rows), len(columns))
        weight = 1.0 if kind == "numbers" else float(np.log(total / often) / np.log(total))
        for i in rows if columns and weight > 0 else ():
            for j in columns[bisect_left(columns, band.low[i]) : bisect_left(columns, band.high[i])]:
                found[band.at(i, j)] += weight
    return found


def _sums(values: Array) -> Array:
    """0, then the sum of the first, of the first two, …"""
    import numpy as np

    return np.concatenate([[0.0], np.cumsum(values)])


def _block(band: Band, single: Array, a: int, b: int, at: Array) -> Array:
    """For each of some nodes, in order, the sum over all pairs of sentences of the bead that ends there."""
    import numpy as np

    found = np.zeros(len(at))
    for up in range(a):
        for back in range(b):
            here, there = band.before(up, back, at)
            found[np.searchsorted(at, here)] += single[there]
    return found
