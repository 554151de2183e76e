"""Sentences as vectors: by the encoder, or, where it is not installed, by their clues alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from translate.similarity import vectors

from .clues import Clues

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_DIMENSIONS = 256


class Texts:
    """The sentences of one side, to be looked at one by one or several as one text.

    single   an array (sentences, 512): a vector of each sentence.
    known    the same by sentence.
    """

    def __init__(self, sentences: Sequence[str], between: str) -> None:
        self.sentences = [" ".join(sentence.split()) for sentence in sentences]
        self._between = between
        known = encode(self.sentences)
        import numpy as np

        self.single: Array = np.stack([known[sentence] for sentence in self.sentences])
        self.known: dict[str, Array] = dict(zip(self.sentences, self.single, strict=True))

    def joined(self, start: int, end: int) -> str:
        """Sentences start to end as one text."""
        return self._between.join(self.sentences[start:end])

    def rough(self, size: int) -> Array:
        """About what so many sentences together would have, by those that end them: the sum by length, made 1 long."""
        import numpy as np

        weighted = self.single * np.sqrt([[max(len(each), 1)] for each in self.sentences])
        found = np.zeros_like(self.single)
        for back in range(size):
            found[back:] += weighted[: len(weighted) - back]
        return (found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def encode(texts: Iterable[str]) -> dict[str, Array]:
    """The vector of every text, each encoded once. Texts of like length go together: the same text, the same vector."""
    distinct = sorted(set(texts), key=lambda text: (len(text), text))
    return dict(zip(distinct, vectors(distinct), strict=True))


def clue_vectors(clues: Sequence[Clues]) -> Array:
    """Vectors that are alike where sentences share clues: a sum of random ones, the same for the same clue."""
    import numpy as np

    found = np.zeros((len(clues), _DIMENSIONS), np.float32)
    for row, each in zip(found, clues, strict=True):
        for clue in sorted(map(str, each.numbers | each.words)):
            row += np.random.default_rng(crc32(clue.encode("utf-8", "replace"))).choice([-1.0, 1.0], _DIMENSIONS)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
