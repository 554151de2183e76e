"""The scores of a band in two steps: all beads by rough vectors, then those that are possible at all by their texts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .clauses import splits
from .encoding import Texts, encode
from .features import ALONE, ASSUMED, BEAD, Features, products, vector_of
from .lattice import SHAPES, Scores

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

POSSIBLE = 0.003
"""Beads of more than two sentences that are less probable by rough vectors are left out."""
NEVER = -1e30
ALONE_SHARE = 0.0725
"""The share of sentences without a partner in the documents that the weights were fitted on."""
ALONE_COUNT = 20
"""Of how many sentences the share is taken to be known before anything is read."""


def rough_scores(features: Features, texts: tuple[Texts, Texts] | None, weights: Mapping[str, float]) -> Scores:
    """The scores of all beads, several sentences by the sum of their vectors; texts None where there is no encoder."""
    import numpy as np

    band, found = features.band, {}
    for a, b in SHAPES:
        if a >= band.rows or b >= band.columns:
            continue
        at = features.ends(a, b)
        alike = features.single
        if texts and (a, b) != (1, 1):
            alike = products(band, texts[0].rough(a), texts[1].rough(b))
        scores = np.full(band.size, NEVER)
        scores[at] = features.beads(a, b, at, alike[at]) @ vector_of(weights, BEAD)
        found[a, b] = scores
    alone = vector_of(weights, ALONE)
    return Scores(found, features.alone(0) @ alone, features.alone(1) @ alone)


def possible(likely: Scores) -> dict[tuple[int, int], Array]:
    """By shape the nodes where a bead of more than two sentences ends that is possible."""
    import numpy as np

    return {shape: np.flatnonzero(p > POSSIBLE) for shape, p in likely.beads.items() if shape != (1, 1)}


def exact_columns(
    features: Features, texts: tuple[Texts, Texts], nodes: Mapping[tuple[int, int], Array]
) -> dict[tuple[int, int], Array]:
    """By shape an array (nodes, BEAD) for these nodes, each side encoded as one text and sentences split."""
    import numpy as np

    beads = [((a, b), *place) for (a, b), at in nodes.items() for place in features.places(at)]
    sides = [(texts[0].joined(i - a, i), texts[1].joined(j - b, j)) for (a, b), i, j in beads]
    ways = [_ways(texts, shape, i, j) for shape, i, j in beads]
    wanted = {text for side in sides for text in side}
    for others, cuts in ways:
        wanted.update(others, *cuts)
    known = texts[0].known | texts[1].known
    known |= encode(wanted - known.keys())
    alike = [float(known[one] @ known[other]) for one, other in sides]
    split = [_best(others, cuts, known) for others, cuts in ways]
    found, start = {}, 0
    for (a, b), at in nodes.items():
        part = slice(start, start + len(at))
        found[a, b] = features.beads(a, b, at, np.array(alike[part]), np.array(split[part]))
        start += len(at)
    return found


def exact_scores(features: Features, columns: Mapping[tuple[int, int], Array], nodes: Mapping[tuple[int, int], Array],
                 rough: Scores, weights: Mapping[str, float]) -> Scores:  # fmt: skip
    """The scores with those of `exact_columns`; other beads of more than two sentences can be no more."""
    import numpy as np

    found = {shape: np.full(features.band.size, NEVER) for shape in rough.beads}
    found[1, 1] = rough.beads[1, 1]
    for shape, table in columns.items():
        found[shape][nodes[shape]] = table @ vector_of(weights, BEAD)
    return rough._replace(beads=found)


def with_rate(scores: Scores, likely: Scores) -> Scores:
    """The scores, sentences without a partner dearer where these editions seem to have few of them, cheaper where many.

    What an edition leaves out is a trait of that edition, and the weights know only the mean of many.
    """
    more = rate(likely.ja.sum() + likely.en.sum(), len(likely.ja) + len(likely.en))
    return scores._replace(ja=scores.ja + more, en=scores.en + more)


def rate(alone: float, count: int) -> float:
    """The log of how many times more often than usual sentences are alone, where so many of count seem to be.

    The share is drawn to the usual one where the text is short: the mean of a beta distribution.
    """
    return math.log((float(alone) + ALONE_COUNT * ALONE_SHARE) / (count + ALONE_COUNT) / ALONE_SHARE)


def _ways(
    texts: tuple[Texts, Texts], shape: tuple[int, int], i: int, j: int
) -> tuple[list[str], list[tuple[str, ...]]]:
    """The sentences of the side that has several, but those without a letter, and the ways to cut the other side."""
    a, b = shape
    if 1 not in shape:
        return [], []
    side = 0 if a == 1 else 1
    one = texts[0].sentences[i - 1] if side == 0 else texts[1].sentences[j - 1]
    others = texts[1].sentences[j - b : j] if side == 0 else texts[0].sentences[i - a : i]
    others = [other for other in others if any(map(str.isalnum, other))]
    return others, list(splits(one, others, side)) if len(others) > 1 else []


def _best(others: list[str], cuts: list[tuple[str, ...]], known: Mapping[str, Array]) -> float:
    """How like its counterpart the least like piece is, of the best way to cut; nan where there is none.

    Where all but one sentence are signs alone, nothing is to be split, and that is as good as a good split.
    """
    if len(others) < 2:
        return ASSUMED
    least = (min(float(known[a] @ known[b]) for a, b in zip(cut, others, strict=True)) for cut in cuts)
    return max(least, default=float("nan"))
