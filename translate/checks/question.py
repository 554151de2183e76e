"""A question that has become a statement, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.segment import Flag

from .pair import Pair

_ASKS = re.compile(r"[？?][」』）]?\s*$")


def question(pair: Pair) -> Iterator[Flag]:
    """Flag `question`."""
    asks = _ASKS.search(pair.source)
    if asks and "?" not in pair.target:
        yield Flag("question", "the Japanese asks, the English does not", "warning", asks.span())
