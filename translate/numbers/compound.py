"""Quantities told in two units or more, which the other text may tell in one: 1メートル75センチ and 1.75 meters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from .agree import agrees, is_converted
from .quantity import Quantity, dimension, units

_BETWEEN_EN = re.compile(r",?\s(?:and\s)?|-")
_PART_OF = {"SEN": ("JPY",), "CENT": ("USD", "EUR", "AUD", "CAD", "HKD", "TWD", "SGD", "NZD"), "PENCE": ("GBP",)}
_KINDS = frozenset({"measure", "duration", "money"})


def joined(
    source: str, ours: Sequence[Quantity], target: str, theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of both texts, those of several units as one where only so they agree; ours are of the Japanese.

    >>> from .english import read_english
    >>> from .japanese import read_japanese
    >>> def both(source, target):
    ...     ours, theirs = joined(source, read_japanese(source), target, read_english(target))
    ...     return [each.value for each in ours], [each.value for each in theirs]
    >>> both("1メートル75センチ", "1.75 meters"), both("1年6カ月", "18 months"), both("3ドル50セント", "$3.50")
    (([1.75], [1.75]), ([1.5], [18]), ([3.5], [3.5]))
    >>> both("1時間30分", "1 hour and 30 minutes"), both("1.5メートル", "1 meter 50 centimeters")
    (([1, 30], [1, 30]), ([1.5], [1.5]))
    """
    wholes = _runs(source, ours, lambda between: not between)
    others = _runs(target, theirs, lambda between: _BETWEEN_EN.fullmatch(between) is not None)
    if not wholes and not others:
        return list(ours), list(theirs)
    mine = _taken(wholes, ours, lambda whole: [t for t in (*theirs, *others) if _same(whole, t)], theirs, agrees)
    yours = _taken(
        others, theirs, lambda whole: [s for s in (*ours, *wholes) if _same(s, whole)], ours, lambda t, s: agrees(s, t)
    )
    return mine, yours


def _taken(
    wholes: dict[Quantity, tuple[int, int]],
    parts: Sequence[Quantity],
    partners: Callable[[Quantity], list[Quantity]],
    others: Sequence[Quantity],
    agree: Callable[[Quantity, Quantity], bool],
) -> list[Quantity]:
    """The parts, or the whole in their place where it has a partner and not each of them has its own."""
    found: list[Quantity] = []
    last = 0
    for whole, (first, end) in wholes.items():
        alone = all(any(agree(part, other) for other in others) for part in parts[first:end])
        if not alone and partners(whole):
            found += [*parts[last:first], whole]
            last = end
    return [*found, *parts[last:]]


def _same(source: Quantity, target: Quantity) -> bool:
    """Whether they agree in kind, or the English has no unit: the yen touched 163.50 to the euro."""
    return (target.kind in (source.kind, "number")) and agrees(source, target) or is_converted(source, target)


def _runs(text: str, found: Sequence[Quantity], beside: Callable[[str], bool]) -> dict[Quantity, tuple[int, int]]:
    """Quantities that follow each other in ever smaller units, as one; with the places of their parts in the list."""
    runs: dict[Quantity, tuple[int, int]] = {}
    first = 0
    while first < len(found):
        whole, end = found[first], first + 1
        size = _size(whole)
        while end < len(found) and size and beside(text[found[end - 1].end : found[end].start]):
            share = _share(found[end - 1], found[end])
            if share is None:
                break
            size *= share
            unit = next(u for u in whole.unit.split("|") if dimension(u) == dimension(found[end].unit.split("|")[0]))
            value = round(whole.value + found[end].value * size, 6)
            whole = replace(whole, end=found[end].end, value=value, high=value, unit=unit, also=())
            end += 1
        if end - first > 1:
            runs[whole] = (first, end)
        first = end
    return runs


def _size(quantity: Quantity) -> float:
    """1 for what may be the first of a run, else 0."""
    return 1.0 if quantity.kind in _KINDS and quantity.value == int(quantity.value) and not quantity.bound else 0.0


def _share(one: Quantity, other: Quantity) -> float | None:
    """What one of the smaller unit is of the larger, where both go together and it is less than one of these."""
    if other.kind not in (*_KINDS, "minute") or not other.unit:
        return None
    small = other.unit.split("|")[0]
    if small in _PART_OF:
        return 0.01 if set(one.unit.split("|")) & set(_PART_OF[small]) and other.value < 100 else None
    for unit in one.unit.split("|"):
        if dimension(unit) == dimension(small) not in ("", "money"):
            share = units()[small].size / units()[unit].size
            return share if share < 1 and other.value * share < 1 else None
    return None
