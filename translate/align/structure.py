"""Headings and paragraphs as hints: they move scores a little, so that sentences which say otherwise win."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .band import Band
from .bead import Place
from .lattice import Scores

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_SENTENCES = 1.5
"""Blocks of fewer sentences than this, on average, are lines and no paragraphs: they say nothing."""


def add_structure(
    band: Band, scores: Scores, ja: Sequence[Place], en: Sequence[Place], weights: dict[str, float]
) -> Scores:
    """The scores with what the blocks say.

    heading   both sides of a bead are headings; less the same if one alone is.
    crossing  for each end of a paragraph, an item of a list, a cell or a heading inside a bead.
    start     both sides begin a paragraph; less the same if one alone does.
    """
    import numpy as np

    rows, columns = band.indices()
    found = {}
    heads = [np.array([place.kind == "heading" for place in side] + [False]) for side in (ja, en)]
    starts = [_starts(side) for side in (ja, en)]
    ends = [np.cumsum(np.maximum(start, _edges(side))) for start, side in zip(starts, (ja, en), strict=True)]
    both = bool(starts[0].any() and starts[1].any())
    for (a, b), values in scores.beads.items():
        i, j = np.maximum(rows - a, 0), np.maximum(columns - b, 0)
        one, other = heads[0][i], heads[1][j]
        more = weights["heading"] * ((one & other) * 1.0 - (one ^ other))
        last = np.maximum(rows - 1, 0), np.maximum(columns - 1, 0)
        more -= weights["crossing"] * (ends[0][last[0]] - ends[0][np.minimum(i, last[0])])
        more -= weights["crossing"] * (ends[1][last[1]] - ends[1][np.minimum(j, last[1])])
        if both:
            one, other = starts[0][i] > 0, starts[1][j] > 0
            more += weights["start"] * ((one & other) * 1.0 - (one ^ other))
        found[a, b] = values + more
    return Scores(found, scores.ja, scores.en)


def _edges(side: Sequence[Place]) -> Array:
    """1 where an item, a cell, a heading or what follows one begins, else 0: such are no lines, however short."""
    import numpy as np

    edges = [0.0] * (len(side) + 1)
    for n in range(1, len(side)):
        if side[n].block != side[n - 1].block and not side[n].kind == side[n - 1].kind == "paragraph":
            edges[n] = 1.0
    return np.array(edges)


def _starts(side: Sequence[Place]) -> Array:
    """1 where a paragraph begins, else 0; all 0 where the blocks are lines."""
    import numpy as np

    begins = [1.0 if n == 0 or place.block != side[n - 1].block else 0.0 for n, place in enumerate(side)] + [0.0]
    return np.array(begins) if len(side) >= _SENTENCES * sum(begins) and sum(begins) > 1 else np.zeros(len(begins))
