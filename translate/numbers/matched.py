"""Which quantities of a pair can stand for each other: by value, and by what stands beside them in their texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .agree import agrees, is_converted
from .compound import joined
from .quantity import Quantity

Matched = list[tuple[Quantity, list[Quantity]]]

WINDOW = 200
"""In a pair of more numbers than this, one is looked for only so far round its place, so that time stays linear."""

_WITH_ONE_MORE = re.compile("(?:ら|計|など|親子|母子|父子|夫婦|家族|一家)$")
"""Before a number of people, one of whom English may tell by what they are: the president and four others."""

_AND = re.compile(r"\b(?:and|with|plus)(?: (?:his|her|their|the))? $")
_OTHERS = re.compile(r" (?:[a-z]+ )?(?:others?|more|(?:fellow|new)[a-z]*)\b")


def matched(source: str, ours: Sequence[Quantity], target: str, theirs: Sequence[Quantity]) -> tuple[Matched, Matched]:
    """Each quantity of either text with those of the other that it agrees with; ours are of the Japanese.

    >>> from .english import read_english
    >>> from .japanese import read_japanese
    >>> def told(source, target):
    ...     ours, theirs = matched(source, read_japanese(source), target, read_english(target))
    ...     return [len(same) for _, same in (*ours, *theirs)]
    >>> told("社長ら5人", "the president and four others"), told("2マイル（3キロ）", "2 miles (5 km)")
    ([1, 1], [1, 0, 1, 0])
    """
    ours, theirs = joined(source, ours, target, theirs)
    both = {unit for s in ours for unit in s.unit.split("|")} & {unit for t in theirs for unit in t.unit.split("|")}
    by_source: Matched = [(s, []) for s in ours]
    by_target: Matched = [(t, []) for t in theirs]
    for index, (s, same) in enumerate(by_source):
        middle = index * len(theirs) // len(ours)
        for t, alike in by_target[max(0, middle - WINDOW) : middle + WINDOW]:
            if agrees(s, t) and not (_in_both(s, both) and _in_both(t, both) and is_converted(s, t)):
                same.append(t)
                alike.append(s)
    _add_one_more(source, by_source, target, by_target)
    _drop_half_told(by_source, by_target)
    return by_source, by_target


def _in_both(quantity: Quantity, both: set[str]) -> bool:
    """Whether both texts count in that unit, so that none need be converted."""
    return bool(quantity.unit) and not both.isdisjoint(quantity.unit.split("|"))


def _add_one_more(source: str, ours: Matched, target: str, theirs: Matched) -> None:
    """社長ら5人: the president and four others."""
    for s, same in ours:
        if s.unit not in ("人", "名") or not _WITH_ONE_MORE.search(source, max(0, s.start - 4), s.start):
            continue
        for t, alike in theirs:
            beside = _AND.search(target, max(0, t.start - 14), t.start) or _OTHERS.match(target, t.end)
            if not alike and t.value == s.value - 1 and t.kind == "number" and beside:
                same.append(t)
                alike.append(s)
                break


def _drop_half_told(ours: Matched, theirs: Matched) -> None:
    """5/7 for 5つ中の5: both numbers of what may be a part must be told."""
    values = {value for s, _ in ours for value in s.values}
    for t, alike in theirs:
        if t.kind == "fraction" and t.unit == "slash" and alike and t.value not in values and not set(t.also) <= values:
            for s, same in ours:
                if s in alike and s.value in t.also:
                    same.remove(t)
                    alike.remove(s)
