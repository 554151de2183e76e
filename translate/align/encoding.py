"""Sentences as vectors: by the encoder, or, where it is not installed, by their clues alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from translate.similarity import vectors

from .clues import Clues

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_DIMENSIONS = 256


class Overlaps:
    """Vectors of so many neighbouring sentences as one text, each text encoded once."""

    def __init__(self, sentences: Sequence[str], between: str) -> None:
        self._sentences = [" ".join(sentence.split()) for sentence in sentences]
        self._between = between
        self._known: dict[int, Array] = {}

    def of(self, size: int) -> Array:
        """An array (sentences, 512): row k is sentences k - size + 1 to k; 0 where there are not so many before."""
        import numpy as np

        if size not in self._known:
            texts = [
                self._between.join(self._sentences[end - size : end]) for end in range(size, len(self._sentences) + 1)
            ]
            distinct = sorted(set(texts), key=lambda text: (len(text), text))
            places = {text: n for n, text in enumerate(distinct)}
            encoded = vectors(distinct)
            found = np.zeros((len(self._sentences), encoded.shape[1]), np.float32)
            if texts:
                found[size - 1 :] = encoded[[places[text] for text in texts]]
            self._known[size] = found
        return self._known[size]


def clue_vectors(clues: Sequence[Clues]) -> Array:
    """Vectors that are alike where sentences share clues: a sum of random ones, the same for the same clue."""
    import numpy as np

    found = np.zeros((len(clues), _DIMENSIONS), np.float32)
    for row, each in zip(found, clues, strict=True):
        for clue in sorted(map(str, each.numbers | each.words)):
            row += np.random.default_rng(crc32(clue.encode("utf-8", "replace"))).choice([-1.0, 1.0], _DIMENSIONS)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
