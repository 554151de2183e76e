"""The lattices of many short documents at once, padded to one size: log-sums, gradients and best paths for `fit.py`.

The same model as `translate.align.lattice`, in arrays (documents, rows, columns); features stand where a bead ends.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from translate.align.lattice import SHAPES

Array = np.ndarray[Any, Any]
NEVER = -1e30


class Lattices:
    """Documents with their features and their links.

    beads      per shape (documents, rows, columns, features); allowed which of them there may be, of (documents, rows,
               columns).
    ja, en     (documents, rows or columns, features) of sentences without a partner.
    gold       per shape, and for "ja" and "en", 1 for what was linked by hand.
    """

    def __init__(self, beads: dict[Any, Array], allowed: dict[Any, Array], ja: Array, en: Array, ends: Array,
                 gold: dict[Any, Array]) -> None:  # fmt: skip
        self.beads, self.allowed, self.ja, self.en, self.ends, self.gold = beads, allowed, ja, en, ends, gold
        self.documents, self.rows, self.columns = allowed[1, 1].shape
        self._all = np.arange(self.documents)

    def part(self, chosen: Array) -> Lattices:
        """Some of the documents."""
        return Lattices(
            {shape: table[chosen] for shape, table in self.beads.items()},
            {shape: table[chosen] for shape, table in self.allowed.items()},
            self.ja[chosen],
            self.en[chosen],
            self.ends[chosen],
            {name: table[chosen] for name, table in self.gold.items()},
        )

    def loss(self, weights: Array, penalty: float) -> tuple[float, Array]:
        """Minus the log-likelihood of the gold links, with an L2 penalty; and its gradient."""
        width = self.beads[1, 1].shape[-1]
        scores, ja, en = self._scores(weights)
        closed, every, passed = self._forward(scores, ja, en, np.logaddexp)
        rest_closed, rest_open = self._backward(scores, ja, en, passed)
        total = every[self._all, self.ends[:, 0], self.ends[:, 1]]
        level = total[:, None, None]
        gradient = np.zeros_like(weights)
        right = 0.0
        for (a, b), table in self.beads.items():
            likely = np.zeros_like(every)
            before = every[:, : self.rows - a, : self.columns - b]
            path = before + scores[a, b][:, a:, b:] + rest_closed[:, a:, b:]
            likely[:, a:, b:] = np.exp(np.minimum(path - level, 0))
            gold = self.gold[a, b]
            right += float(np.where(gold > 0, scores[a, b], 0).sum())
            gradient[:width] += np.einsum("dij,dijk->k", gold - likely, table, optimize=True)
        likely_ja, likely_en = np.zeros(ja.shape), np.zeros(en.shape)
        path = closed[:, :-1] + ja[:, 1:, None] + rest_closed[:, 1:]
        likely_ja[:, 1:] = np.exp(np.minimum(path - level, 0)).sum(2)
        path = every[:, :, :-1] + en[:, None, 1:] + rest_open[:, :, 1:]
        likely_en[:, 1:] = np.exp(np.minimum(path - level, 0)).sum(1)
        for gold, likely, score, table in (
            (self.gold["ja"], likely_ja, ja, self.ja),
            (self.gold["en"], likely_en, en, self.en),
        ):
            right += float((gold * score).sum())
            gradient[width:] += np.einsum("di,dik->k", gold - likely, table)
        loss = float(total.sum()) - right + penalty * float((weights * weights).sum())
        return loss, 2 * penalty * weights - gradient

    def links(self, weights: Array) -> list[list[tuple[list[int], list[int]]]]:
        """The best alignment of each document."""
        scores, ja, en = self._scores(weights)
        closed, every, _ = self._forward(scores, ja, en, np.maximum)
        return [self._path(d, scores, ja, closed, every) for d in range(self.documents)]

    def _scores(self, weights: Array) -> tuple[dict[Any, Array], Array, Array]:
        width = self.beads[1, 1].shape[-1]
        found = {s: np.where(self.allowed[s], table @ weights[:width], NEVER) for s, table in self.beads.items()}
        return found, self.ja @ weights[width:], self.en @ weights[width:]

    def _forward(self, scores: dict[Any, Array], ja: Array, en: Array, add: Any) -> tuple[Array, Array, Array]:
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

    def _backward(self, scores: dict[Any, Array], ja: Array, en: Array, passed: Array) -> tuple[Array, Array]:
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

    def _path(
        self, d: int, scores: dict[Any, Array], ja: Array, closed: Array, every: Array
    ) -> list[tuple[list[int], list[int]]]:
        i, j = self.ends[d]
        found: list[tuple[list[int], list[int]]] = []
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
