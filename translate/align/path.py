"""Where two long texts run side by side, roughly: from coarse to fine, in time and memory that grow with the length.

Neighbouring sentences are put together until the texts are short enough for the whole grid; the path found there is
refined inside a band, level by level. Source: Thompson and Koehn 2019, Vecalign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .band import Band
from .features import products, sharpened
from .lattice import Scores, best_path

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

WHOLE = 250_000
"""A grid of so many nodes is searched as a whole."""
RADIUS = 15
"""Sentences on each side of the rough path that are looked at."""
_ALONE = -0.05


def band_of(ja: Array, en: Array, whole: int = WHOLE) -> Band:
    """The band to search for two texts, given a vector of each sentence: all of the grid, if it is small."""
    if (len(ja) + 1) * (len(en) + 1) <= whole or min(len(ja), len(en)) < 2:
        return Band.whole(len(ja), len(en))
    coarse = _path(_halved(ja), _halved(en), whole)
    return _refined(coarse, len(ja), len(en))


def _path(ja: Array, en: Array, whole: int) -> list[tuple[int, int]]:
    """The nodes of the best path of pairs."""
    import numpy as np

    band = band_of(ja, en, whole)
    scores = {(1, 1): sharpened(band, products(band, ja, en))}
    path = best_path(band, Scores(scores, np.full(len(ja), _ALONE), np.full(len(en), _ALONE)))
    return [(0, 0), *((i + a, j + b) for i, j, a, b in path)]


def _refined(path: list[tuple[int, int]], ja: int, en: int) -> Band:
    fine = [(min(2 * i, ja), min(2 * j, en)) for i, j in path]
    fine[-1] = (ja, en)
    return Band.around(fine, ja, en, RADIUS)


def _halved(vectors: Array) -> Array:
    """Two and two vectors as one of length 1; the last alone where they are odd."""
    import numpy as np

    even = vectors if len(vectors) % 2 == 0 else np.concatenate([vectors, vectors[-1:]])
    both = even[0::2] + even[1::2]
    return both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9)
