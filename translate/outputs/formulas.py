"""Formulas in the line: where they stand in a row, and where in its English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from translate.outputs.edition import Formula


def formulas_in(
    formulas: Sequence[Formula], count: int, spots: Sequence[int], places: Sequence[int]
) -> tuple[Formula, ...]:
    """The formulas of a block that lie in one of its sentences whole, in code points of what is shown of it.

    count   how many characters of the block, without white space, come before the sentence; `spots` are its own.
    places  where each of them stands in what is shown, and the end of that.
    """
    return tuple(
        each._replace(start=places[each.start - count], end=places[each.end - count - 1] + 1)
        for each in formulas
        if count <= each.start < each.end <= count + len(spots)
    )


def carried_formulas(formulas: Sequence[Formula], ja: str, en: str) -> tuple[Formula, ...]:
    """The formulas in the English of a sentence: where their text stands in it as often as in the Japanese.

    What is only a letter or a number is left as it is written.
    """
    if ja == en:
        return tuple(formulas)
    found: list[Formula] = []
    for text in dict.fromkeys(ja[each.start : each.end] for each in formulas):
        some = [each for each in formulas if ja[each.start : each.end] == text]
        places = [match.start() for match in re.finditer(re.escape(text), en)]
        told = len(text) > 1 and not text.isdecimal() or text == "\ufffc"
        if told and len(places) == len(some) == ja.count(text):
            found += [each._replace(start=at, end=at + len(text)) for each, at in zip(some, places, strict=True)]
    found.sort(key=lambda each: each.start)
    apart = all(one.end <= other.start for one, other in pairwise(found))
    return tuple(found) if apart else ()
