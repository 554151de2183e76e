"""A word and its opposite: given and received, won and lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleantext.lazy import lazy
from translate.segment import Flag
from translate.tables import rows

from .pair import Pair

_DENIED = lazy(r"(?:\b(?:not|no|never|without|cannot|nor|neither)\b|n't\b)(?:(?!\bbut\b)[^.;:]){0,40}$")
"""Before an opposite: a denied one is none."""


def opposite(pair: Pair) -> Iterator[Flag]:
    """Flag `opposite`: the Japanese has one word of a pair and the English only the other; the first alone."""
    for word, english, other, wrong in _opposites():
        found = word.search(pair.source)
        said = wrong.search(pair.low) if found else None
        if not found or not said or other.search(pair.source) or english.search(pair.low):
            continue
        if not _DENIED.search(pair.low, max(0, said.start() - 60), said.start()):
            message = f"{found.group()}; the English says {said.group()}"
            yield Flag("opposite", message, "warning", found.span(), said.span())
            return


@lru_cache(maxsize=1)
def _opposites() -> list[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    return [
        (re.compile(word), re.compile(rf"\b(?:{english})\b"), re.compile(other), re.compile(rf"\b(?:{wrong})\b"))
        for word, english, other, wrong in rows("opposites.tsv")
    ]
