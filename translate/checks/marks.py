"""Quotation marks and brackets: those of the English in balance, and as many as the Japanese has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.segment import Flag

from .pair import Pair

_BRACKETS = {"(": ")", "[": "]", "“": "”"}
_QUOTED = re.compile("「[^」]*[。！？][^」]*」|「[^」]{12,}」")


def marks(pair: Pair) -> Iterator[Flag]:
    """Flags `bracket` and `quotation`, for information."""
    for opening, closing in _BRACKETS.items():
        open_at: list[int] = []
        for place, sign in enumerate(pair.target):
            if sign == opening:
                open_at.append(place)
            elif sign == closing:
                if not open_at:
                    yield Flag("bracket", f"{closing} closes nothing", "info", None, (place, place + 1))
                    break
                open_at.pop()
        else:
            if open_at:
                place = open_at[0]
                yield Flag("bracket", f"{opening} is not closed", "info", None, (place, place + 1))
    straight = pair.target.count('"')
    if straight % 2:
        place = pair.target.rindex('"')
        yield Flag("quotation", 'a " has no partner', "info", None, (place, place + 1))
    quoted = _QUOTED.search(pair.source)
    if quoted and not re.search("[\"“”‘’«»]|(?<!\\w)'|'(?!\\w)", pair.target):
        yield Flag("quotation", "the Japanese quotes, the English does not", "info", quoted.span())
