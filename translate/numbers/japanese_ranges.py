"""Numerals of a Japanese range or list, which share a unit and a scale: 10〜20万人, 23、24日, 二、三人."""

from __future__ import annotations

import re
from dataclasses import replace

from cleantext.numerals import KANJI_DIGITS, LARGE_UNITS

from .japanese_units import KANJI_NUMERAL, NUMERAL
from .quantity import Quantity

_BETWEEN = re.compile(r"[〜～~‐–—―−\-、・,]|から|ないし|か|と|や")


_UNTIL = frozenset({"〜", "～", "~", "から", "、", "・", "と"})


def join(flat: str, found: list[Quantity]) -> list[Quantity]:
    """Numerals of a range or a list share the unit and the scale of the last: 10〜20万人, 23、24日, 4〜6月期."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        between = flat[one.end : other.start][:3]
        since = next((each for each in reversed(found[: index + 1]) if each.kind not in ("month", "day")), one)
        in_eras = since.kind == other.unit == "year" and since.also  # 平成23年から25年, 平成23年4月から25年3月
        if in_eras and between.lstrip("度末") in _UNTIL:
            year = other.value + since.value - since.also[0]
            found[index + 1] = replace(other, also=(year,)) if year > since.value else other
        if one.kind not in ("number", "ordinal") or one.unit or not _BETWEEN.fullmatch(between):
            continue
        if other.kind in ("number", "name") and not other.unit and _scale(flat, other) == 1:
            continue
        decimal = _decimal(flat, one, other) if between == "・" else None
        if decimal:
            found[index : index + 2] = [decimal]
        else:
            found[index], found[index + 1] = _shared(flat, one, other, between)
    return found


_TENS = re.compile(f"[{KANJI_DIGITS}]([十百千])")
_SIZES = {"十": 10, "百": 100, "千": 1000}
_ROUGH = frozenset({"count", "duration", "measure", "times", "percent", "money"})
_NEXT = {a: b for row in ("23456789", "二三四五六七八九") for a, b in zip(row, row[1:], strict=False)}
"""Two digits side by side that tell about how many: two or three years."""


def _shared(flat: str, one: Quantity, other: Quantity, between: str) -> tuple[Quantity, Quantity]:
    if other.kind == "duration" and 1000 <= one.value < 2200 and other.also:  # 2023〜25年
        year = other.also[0]
        return replace(one, kind="year"), replace(
            other, kind="year", value=year, high=year, unit="", also=(other.value,)
        )
    scale = _scale(flat, other)
    value, also = one.value, one.also + _also(one.value, other)
    ten = _TENS.match(flat, other.start) if between == "、" and one.end - one.start == 1 else None
    if ten and not one.figures:  # 五、六十人
        value *= _SIZES[ten[1]]
    if scale > 1 and _scale(flat, one) == 1 and between != "・":
        value, also = value * scale, (*also, value)
    if other.kind == "percent" and "割" in flat[other.start : other.end] and value < 10:  # 2〜3割
        value, also = value * 10, (*also, value)
    if other.kind == "temperature" and other.value < 0 < value:
        value = -value
    high = value + 9 if other.kind == "decade" else value
    needed = one.needed and other.needed
    if (
        between == "、"
        and other.kind in _ROUGH
        and flat[one.start] in _NEXT
        and _NEXT[flat[one.start]] == flat[other.start]
    ):
        loose = replace(other, value=value, high=other.value, bound="several", also=(other.value,))  # ２、３年
        return replace(loose, start=one.start, end=one.end, needed=needed, figures=one.figures), loose
    return replace(one, kind=other.kind, value=value, high=high, unit=other.unit, also=also, needed=needed), other


def _also(value: float, other: Quantity) -> tuple[float, ...]:
    """What the first of two may stand for as the second does: the hour after noon, the year of a century."""
    if other.kind == "hour" and value < 12:
        return (value + 12,)
    century = next((a - other.value for a in other.also if a - other.value in (1900, 2000)), 0)
    return (value + century,) if century and value < 100 else ()


def _decimal(flat: str, one: Quantity, other: Quantity) -> Quantity | None:
    """1・5倍 is 1.5; but 3・4年生 is third and fourth, None."""
    digits = re.match(r"[0-9]{1,6}", flat[other.start : other.end])
    if other.kind not in ("times", "percent", "measure", "temperature", "money") or not digits or not one.figures:
        return None
    value = float(f"{one.value:g}.{digits.group()}") * _scale(flat, other)
    return replace(other, start=one.start, value=value, high=value, also=())


def _scale(flat: str, quantity: Quantity) -> float:
    """What the large unit of a numeral comes to: 10000 for 20万人."""
    numeral = re.match(rf"{NUMERAL}|{KANJI_NUMERAL}", flat[quantity.start : quantity.end])
    return LARGE_UNITS.get(numeral.group()[-1], 1) if numeral else 1
