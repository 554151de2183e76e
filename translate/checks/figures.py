"""Numbers, dates, units, money and bounds, compared by value: see translate/numbers."""

from __future__ import annotations

from collections.abc import Iterator

from translate.numbers import number_flags
from translate.segment import Flag

from .pair import Pair


def figures(pair: Pair) -> Iterator[Flag]:
    """Flags `number`, `date`, `unit`, `currency`, `comparison`."""
    yield from number_flags(pair.source, pair.target)
