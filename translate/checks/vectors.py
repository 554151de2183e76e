"""Sentence vectors for the checks: each text is read once, and only if the encoder is installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from translate import similarity

if TYPE_CHECKING:
    import numpy

_KEPT = 4096
_vectors: dict[str, Any] = {}


@cache
def has_encoder() -> bool:
    """Whether the checks by meaning are made at all; asked once."""
    return similarity.has_encoder()


def load(texts: Iterable[str]) -> None:
    """Read texts together, which is faster than one by one."""
    wanted = dict.fromkeys(texts)
    for text in wanted:
        if text in _vectors:
            _vectors[text] = _vectors.pop(text)  # now the youngest, so that it is not forgotten for the others
    new = [text for text in wanted if text not in _vectors]
    if not new:
        return
    while len(_vectors) > _KEPT and (oldest := next(iter(_vectors))) not in wanted:
        del _vectors[oldest]
    for start in range(0, len(new), 64):
        part = new[start : start + 64]
        _vectors.update(zip(part, similarity.vectors(part), strict=True))


def alike(one: str, others: Sequence[str]) -> list[float]:
    """The cosine of a text with each of others."""
    load([one, *others])
    vector: numpy.ndarray[Any, Any] = _vectors[one]
    return [float(vector @ _vectors[other]) for other in others]
