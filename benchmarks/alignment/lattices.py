"""The lattices of many short documents at once, padded to one size: log-sums, gradients and best paths for `fit.py`.

The same model as `translate.align.lattice`, in arrays (documents, rows, columns); only possible beads have features.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from translate.align.lattice import SHAPES
from translate.align.scoring import rate

Array = np.ndarray[Any, Any]
Shape = tuple[int, int]
Sides = tuple[Array, Array]
Link = tuple[list[int], list[int]]
NEVER = -1e30


class Beads(NamedTuple):
    """All possible beads of one shape: where they end, as arrays of document, row and column; their features in rows.

    gold  1 for those that were linked by hand.
    """

    places: tuple[Array, Array, Array]
    table: Array
    gold: Array


class Lattices:
    """Documents with their features and their links.

    beads     by shape.
    alone     (documents, rows or columns, features) of sentences without a partner, of both sides.
    gold      1 for those that were found to have none by hand: (documents, rows or columns), of both sides.
    ends      (documents, 2): how many sentences each side has.
    rated     whether links and their probabilities heed how many sentences are alone in each document, as the aligner
              does where it has the encoder.
    """

    def __init__(self, beads: dict[Shape, Beads], alone: Sides, gold: Sides, ends: Array, rated: bool) -> None:
        self.beads, self.alone, self.gold, self.ends = beads, alone, gold, ends
        self.rated = rated
        self.documents, self.rows, self.columns = len(ends), alone[0].shape[1], alone[1].shape[1]
        self._all = np.arange(self.documents)

    def part(self, chosen: Array) -> Lattices:
        """Some of the documents."""
        number = np.full(self.documents, -1)
        number[chosen] = np.arange(len(chosen))
        beads = {}
        for shape, each in self.beads.items():
            kept = number[each.places[0]] >= 0
            d, i, j = (place[kept] for place in each.places)
            beads[shape] = Beads((number[d], i, j), each.table[kept], each.gold[kept])
        alone, gold = ((side[0][chosen], side[1][chosen]) for side in (self.alone, self.gold))
        return Lattices(beads, alone, gold, self.ends[chosen], self.rated)

    def loss(self, weights: Array, penalty: float) -> tuple[float, Array]:
        """Minus the log-likelihood of the gold links, with an L2 penalty; and its gradient."""
        total, scores, beads, alone = self._likely(weights)
        width = self.beads[1, 1].table.shape[1]
        gradient = np.zeros_like(weights)
        right = 0.0
        for shape, each in self.beads.items():
            right += float((each.gold * scores[shape]).sum())
            gradient[:width] += (each.gold - beads[shape]) @ each.table
        for gold, likely, table in zip(self.gold, alone, self.alone, strict=True):
            right += float((gold * (table @ weights[width:])).sum())
            gradient[width:] += np.einsum("di,dik->k", gold - likely, table)
        loss = float(total.sum()) - right + penalty * float((weights * weights).sum())
        return loss, 2 * penalty * weights - gradient

    def rates(self, weights: Array) -> Array:
        """What is added to the scores of sentences alone in each document, by how many there seem to be in it."""
        if not self.rated:
            return np.zeros(self.documents)
        _, _, _, alone = self._likely(weights)
        return np.array([rate(alone[0][d].sum() + alone[1][d].sum(), self.ends[d].sum()) for d in self._all])

    def probabilities(self, weights: Array, links: list[list[Link]]) -> list[list[float]]:
        """How probable each of these links is, document by document."""
        _, _, beads, alone = self._likely(weights, self.rates(weights))
        known = {
            (*map(int, place), *shape): float(p)
            for shape, each in self.beads.items()
            for *place, p in zip(*each.places, beads[shape], strict=True)
        }
        found = []
        for d, document in enumerate(links):
            pairs = [(d, a[-1] + 1, b[-1] + 1, len(a), len(b)) if a and b else None for a, b in document]
            single = [
                float(alone[0][d, a[0] + 1] if a else alone[1][d, b[0] + 1]) if not (a and b) else 0.0
                for a, b in document
            ]
            found.append([known.get(pair, 0.0) if pair else one for pair, one in zip(pairs, single, strict=True)])
        return found

    def _likely(
        self, weights: Array, rates: Array | None = None
    ) -> tuple[Array, dict[Shape, Array], dict[Shape, Array], Sides]:
        """The log-sum of each document; the scores of all beads; their probabilities, and those of sentences alone."""
        flat, scores, ja, en = self._scores(weights, rates)
        closed, every, passed = self._forward(scores, ja, en, np.logaddexp)
        rest_closed, rest_open = self._backward(scores, ja, en, passed)
        total = every[self._all, self.ends[:, 0], self.ends[:, 1]]
        beads = {}
        for (a, b), each in self.beads.items():
            d, i, j = each.places
            path = every[d, i - a, j - b] + flat[a, b] + rest_closed[d, i, j]
            beads[a, b] = np.exp(np.minimum(path - total[d], 0))
        level = total[:, None, None]
        likely_ja, likely_en = np.zeros(ja.shape), np.zeros(en.shape)
        path = closed[:, :-1] + ja[:, 1:, None] + rest_closed[:, 1:]
        likely_ja[:, 1:] = np.exp(np.minimum(path - level, 0)).sum(2)
        path = every[:, :, :-1] + en[:, None, 1:] + rest_open[:, :, 1:]
        likely_en[:, 1:] = np.exp(np.minimum(path - level, 0)).sum(1)
        return total, flat, beads, (likely_ja, likely_en)

    def links(self, weights: Array) -> list[list[Link]]:
        """The best alignment of each document, as the aligner finds it: see `translate.align.scoring.with_rate`."""
        _, scores, ja, en = self._scores(weights, self.rates(weights))
        closed, every, _ = self._forward(scores, ja, en, np.maximum)
        return [self._path(d, scores, ja, closed, every) for d in range(self.documents)]

    def _scores(
        self, weights: Array, rates: Array | None = None
    ) -> tuple[dict[Shape, Array], dict[Shape, Array], Array, Array]:
        width = self.beads[1, 1].table.shape[1]
        flat = {shape: each.table @ weights[:width] for shape, each in self.beads.items()}
        found = {}
        for shape, each in self.beads.items():
            found[shape] = np.full((self.documents, self.rows, self.columns), NEVER)
            found[shape][each.places] = flat[shape]
        ja, en = self.alone[0] @ weights[width:], self.alone[1] @ weights[width:]
        if rates is not None:  # not the padding
            ja = ja + rates[:, None] * (self.alone[0][:, :, 0] > 0)
            en = en + rates[:, None] * (self.alone[1][:, :, 0] > 0)
        return flat, found, ja, en

    def _forward(self, scores: dict[Shape, Array], ja: Array, en: Array, add: Any) -> tuple[Array, Array, Array]:
        closed = np.full((self.documents, self.rows, self.columns), NEVER)
        every = closed.copy()
        passed = np.cumsum(en, axis=1)
        for i in range(self.rows):
            row = np.full((self.documents, self.columns), NEVER)
            if i == 0:
                row[:, 0] = 0
            else:
                row = closed[:, i - 1] + ja[:, i, None]
            for a, b in SHAPES:
                if a <= i:
                    before = every[:, i - a, : self.columns - b] + scores[a, b][:, i, b:]
                    row[:, b:] = add(row[:, b:], before)
            closed[:, i] = row
            alone = add.accumulate(row - passed, axis=1)
            row = row.copy()
            row[:, 1:] = add(row[:, 1:], alone[:, :-1] + passed[:, 1:])
            every[:, i] = row
        return closed, every, passed

    def _backward(self, scores: dict[Shape, Array], ja: Array, en: Array, passed: Array) -> tuple[Array, Array]:
        closed = np.full((self.documents, self.rows, self.columns), NEVER)
        opened = closed.copy()
        for i in range(self.rows - 1, -1, -1):
            row = np.full((self.documents, self.columns), NEVER)
            for a, b in SHAPES:
                if i + a < self.rows:
                    after = scores[a, b][:, i + a, b:] + closed[:, i + a, b:]
                    row[:, : self.columns - b] = np.logaddexp(row[:, : self.columns - b], after)
            last = self.ends[:, 0] == i
            at = self._all[last], self.ends[last, 1]
            row[at] = np.logaddexp(row[at], 0)
            opened[:, i] = np.logaddexp.accumulate((row + passed)[:, ::-1], axis=1)[:, ::-1] - passed
            if i + 1 < self.rows:
                row = np.logaddexp(row, closed[:, i + 1] + ja[:, i + 1, None])
            row[:, :-1] = np.logaddexp(row[:, :-1], en[:, 1:] + opened[:, i, 1:])
            closed[:, i] = row
        return closed, opened

    def _path(self, d: int, scores: dict[Shape, Array], ja: Array, closed: Array, every: Array) -> list[Link]:
        i, j = self.ends[d]
        found: list[Link] = []
        skip = True
        while i or j:
            a, b = 0, 1
            if not skip or every[d, i, j] <= closed[d, i, j]:
                ways = {(1, 0): closed[d, i - 1, j] + ja[d, i]} if i else {}
                for m, n in SHAPES:
                    if m <= i and n <= j:
                        ways[m, n] = every[d, i - m, j - n] + scores[m, n][d, i, j]
                a, b = max(ways, key=ways.__getitem__)
            i, j = i - a, j - b
            found.append((list(range(i, i + a)), list(range(j, j + b))))
            skip = (a, b) != (1, 0)
        return found[::-1]
