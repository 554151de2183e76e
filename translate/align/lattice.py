"""All monotone alignments of two texts inside a band, summed and maximised by dynamic programming.

A node (i, j) stands after i Japanese and j English sentences. A bead leads from (i - a, j - b) to it. Sentences
that have no partner are beads of their own; between two other beads the Japanese ones come first, so that every
alignment is one path. Source: forward-backward of a semi-Markov conditional random field (Sarawagi and Cohen 2004) on
the search space of Gale and Church 1993.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .band import Band

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1))
"""Sentences of a bead: (Japanese, English); beads without a partner apart."""

_NEVER = -1e30


class Scores(NamedTuple):
    """Log-linear scores: of beads by shape, one for each node where one ends; of sentences left alone, by index."""

    beads: dict[tuple[int, int], Array]
    ja: Array
    en: Array


class Sums(NamedTuple):
    """What the forward pass leaves: by node, over all paths, and over those that end in no English sentence alone."""

    any: Array
    closed: Array


def forward(band: Band, scores: Scores, best: bool = False) -> Sums:
    """Log-sums of all paths to each node; with best, the score of the best one."""
    import numpy as np

    add = np.maximum if best else np.logaddexp
    every = np.full(band.size, _NEVER)
    closed = np.full(band.size, _NEVER)
    passed = np.concatenate([[0.0], np.cumsum(scores.en)])
    for i in range(band.rows):
        low, high = band.low[i], band.high[i]
        row = np.full(high - low, _NEVER)
        if i == 0:
            row[0] = 0.0
        else:
            here, there = band.common(i, i - 1, 0)
            row[here] = closed[band.part(i - 1)][there] + scores.ja[i - 1]
        for shape, values in scores.beads.items():
            a, b = shape
            if a <= i:
                here, there = band.common(i, i - a, b)
                row[here] = add(row[here], every[band.part(i - a)][there] + values[band.part(i)][here])
        closed[band.part(i)] = row
        skipped = passed[low:high]
        alone = add.accumulate(row - skipped)
        row = row.copy()
        row[1:] = add(row[1:], alone[:-1] + skipped[1:])
        every[band.part(i)] = row
    return Sums(every, closed)


def posteriors(band: Band, scores: Scores) -> Scores:
    """The probability of each bead and of each sentence left alone, in the places of their scores."""
    import numpy as np

    sums = forward(band, scores)
    total = sums.any[-1]
    rest_closed = np.full(band.size, _NEVER)  # what may follow a bead
    rest_open = np.full(band.size, _NEVER)  # what may follow an English sentence alone
    passed = np.concatenate([[0.0], np.cumsum(scores.en)])
    for i in range(band.rows - 1, -1, -1):
        low, high = band.low[i], band.high[i]
        row = np.full(high - low, _NEVER)
        if i == band.rows - 1:
            row[-1] = 0.0
        for (a, b), values in scores.beads.items():
            if i + a < band.rows:
                there, here = band.common(i + a, i, b)
                after = (values[band.part(i + a)] + rest_closed[band.part(i + a)])[there]
                row[here] = np.logaddexp(row[here], after)
        skipped = passed[low:high]
        opened = np.logaddexp.accumulate((row + skipped)[::-1])[::-1] - skipped
        rest_open[band.part(i)] = opened
        if i + 1 < band.rows:
            there, here = band.common(i + 1, i, 0)
            row[here] = np.logaddexp(row[here], rest_closed[band.part(i + 1)][there] + scores.ja[i])
        row[:-1] = np.logaddexp(row[:-1], opened[1:] + np.diff(skipped))
        rest_closed[band.part(i)] = row
    rows, columns = band.indices()
    beads = {shape: np.zeros(band.size) for shape in scores.beads}
    for (a, b), values in scores.beads.items():
        at, before = band.before(a, b)
        path = sums.any[before] + (values[at] + rest_closed[at])
        beads[a, b][at] = np.exp(np.minimum(path - total, 0.0))
    at, before = band.before(1, 0)
    path = sums.closed[before] + scores.ja[rows[before]] + rest_closed[at]
    ja = np.bincount(rows[before], np.exp(np.minimum(path - total, 0.0)), band.rows - 1)
    at, before = band.before(0, 1)
    path = sums.any[before] + scores.en[columns[before]] + rest_open[at]
    en = np.bincount(columns[before], np.exp(np.minimum(path - total, 0.0)), band.columns - 1)
    return Scores(beads, ja, en)


def best_path(band: Band, scores: Scores) -> list[tuple[int, int, int, int]]:
    """The best path as (i, j, a, b), in order: a Japanese sentences from i on with b English ones from j on."""
    sums = forward(band, scores, best=True)
    i, j = band.rows - 1, band.columns - 1
    path = []
    may_skip = True  # before a Japanese sentence alone no English one stands
    while i or j:
        at = band.at(i, j)
        a, b = _last(band, scores, sums, i, j, may_skip and sums.any[at] > sums.closed[at])
        i, j = i - a, j - b
        path.append((i, j, a, b))
        may_skip = (a, b) != (1, 0)
    return path[::-1]


def _last(band: Band, scores: Scores, sums: Sums, i: int, j: int, skip: bool) -> tuple[int, int]:
    """The shape of the bead that the best path to a node ends with."""
    if skip:
        return 0, 1
    found, most = (1, 0), _NEVER
    if i and band.low[i - 1] <= j < band.high[i - 1]:
        most = sums.closed[band.at(i - 1, j)] + scores.ja[i - 1]
    for (a, b), values in scores.beads.items():
        if a <= i and band.low[i - a] <= j - b < band.high[i - a]:
            score = sums.any[band.at(i - a, j - b)] + values[band.at(i, j)]
            if score > most:
                found, most = (a, b), score
    return found
