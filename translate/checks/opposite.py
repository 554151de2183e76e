"""A word and its opposite: given and received, won and lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleantext.lazy import lazy
from translate.segment import Flag
from translate.tables import rows

from .pair import Pair

_DENIES = lazy(r"\b(?:not|no|never|without|cannot|nor|neither)\b|n't\b")
"""A denied opposite is no opposite."""


def opposite(pair: Pair) -> Iterator[Flag]:
    """Flag `opposite`: the Japanese has one word of a pair and the English only the other; the first alone."""
    if _DENIES.search(pair.low):
        return
    for word, english, other, wrong in _opposites():
        found = word.search(pair.source)
        said = wrong.search(pair.low) if found else None
        if found and said and not other.search(pair.source) and not english.search(pair.low):
            message = f"{found.group()}; the English says {said.group()}"
            yield Flag("opposite", message, "warning", found.span(), said.span())
            return


@lru_cache(maxsize=1)
def _opposites() -> list[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    return [
        (re.compile(word), re.compile(rf"\b(?:{english})\b"), re.compile(other), re.compile(rf"\b(?:{wrong})\b"))
        for word, english, other, wrong in rows("opposites.tsv")
    ]
