"""Whether a quantity of the English can stand for one of the Japanese: by value, unit and direction."""

from __future__ import annotations

import math

from .quantity import Quantity, dimension, units

_DOLLARS = frozenset({"USD", "AUD", "CAD", "HKD", "TWD", "SGD", "NZD"})
_UPWARDS, _DOWNWARDS = frozenset({"at least", "more than"}), frozenset({"at most", "less than"})


def agrees(source: Quantity, target: Quantity) -> bool:
    """True if the English says the same value, in whatever unit or words.

    Rounding counts as the same where the English says so (about, nearly, 1.2 million).
    """
    if "month" in (source.kind, target.kind):
        if source.unit == "old" and target.kind == "ordinal":  # the 3rd month of the old calendar
            return source.value == target.value
        both = source.kind == target.kind or "slash" in (source.unit, target.unit)
        return both and any(value in target.values for value in source.values)
    if target.kind == "decade" and source.kind != "decade":
        return False
    if source.kind == "decade" and source.unit == "age" and target.kind not in ("decade", "ordinal"):
        # 20代: in her 20s, at no time 20; but 60代以上 is 60 or older
        return source.bound == target.bound == "at least" and source.value == target.value
    if "several" in (source.bound, target.bound):
        return source.value <= target.high and target.value <= source.high or target.value * 1.1 == source.value
    if source.kind == target.kind == "hour" and source.unit == target.unit == "clock":
        return source.value == target.value
    if "temperature" in (source.kind, target.kind) and (source.value < 0) != (target.value < 0):
        return source.value in target.values or source.kind == target.kind and _same_heat(source, target)
    if source.unit == "era" and target.kind in ("decade", "year"):  # 昭和30年代: the late 1950s, the early 1960s
        return any(
            value <= source.high and source.value <= value + target.high - target.value for value in target.values
        )
    if any(_equal(one, other) for one in source.values for other in target.values):
        return True
    return _equal_parts(source, target) or is_converted(source, target) or _rounded(source.value, target)


def _equal(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-15)


def _equal_parts(source: Quantity, target: Quantity) -> bool:
    """50 % is a half, a third is 33 %."""
    size = {"percent": 0.01, "fraction": 1.0}
    one, other = size.get(source.kind), size.get(target.kind)
    if one is None or other is None:
        return False
    if one == other:
        return math.isclose(source.value, target.value, rel_tol=1e-6)
    return abs(source.value * one - target.value * other) < 0.007


def is_converted(source: Quantity, target: Quantity) -> bool:
    """5 km is 3.1 miles, two weeks are 14 days, 10 °C is 50 °F."""
    if source.kind == target.kind == "temperature":
        return _same_heat(source, target)
    for one in source.unit.split("|"):
        for other in target.unit.split("|"):
            if one != other and dimension(one) == dimension(other) not in ("", "money", "point"):
                near = 1e-6 if dimension(one) == "duration" else 0.03
                here, there = units()[one].size, units()[other].size
                if any(math.isclose(v * here, w * there, rel_tol=near) for v in source.values for w in target.values):
                    return True
    return False


def _same_heat(source: Quantity, target: Quantity) -> bool:
    if source.unit == "celsius" and "fahrenheit" in target.unit:
        return abs(source.value * 1.8 + 32 - target.value) <= 1
    if source.unit == "fahrenheit" and "celsius" in target.unit:
        return abs((source.value - 32) / 1.8 - target.value) <= 1
    return False


def _rounded(value: float, target: Quantity) -> bool:
    """True if the English says, with fewer digits, about what the Japanese says."""
    written = abs(target.value)
    if not written or not value or target.kind in ("year", "day", "hour", "minute", "decade", "ordinal", "name"):
        return False
    if not target.bound and written < 10**6:
        return False
    digits = f"{written:.0f}" if written >= 1 else ""
    last = (
        10 ** (len(digits) - len(digits.rstrip("0")))
        if digits and written == int(written)
        else 10.0 ** -_decimals(written)
    )
    off = value - written
    if abs(off) > 0.05 * written or value % last == 0:
        return False
    if not target.bound and written / last < 100:
        return False
    low, high = {"more than": (0, 1), "at least": (0, 1), "less than": (-1, 0), "at most": (-1, 0)}.get(
        target.bound, (-0.5, 0.5)
    )
    return low * last <= off <= high * last


def _decimals(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def clashes(source: Quantity, target: Quantity) -> bool:
    """True if the units cannot mean the same: kilometres and miles, yen and dollars, people and dollars."""
    if source.kind == "year" and target.kind == "duration":
        return "year" not in target.unit and target.unit not in ("decade", "century")
    if not target.unit or not source.unit:
        return target.kind == "money" and source.kind in ("count", "percent", "times")
    ones, others = source.unit.split("|"), target.unit.split("|")
    if not dimension(ones[0]) or not dimension(others[0]):
        return target.kind == "money" and source.kind in ("count", "times")
    if set(ones) & set(others) or is_converted(source, target):
        return False
    if source.unit in _DOLLARS and target.unit == "USD" or "point" in others or "point" in ones:
        return False
    if source.kind in ("day", "hour", "minute") or target.kind in ("day", "hour"):
        return dimension(ones[0]) == dimension(others[0]) == "duration" and target.kind == "duration"
    return True


def opposed(source: Quantity, target: Quantity) -> bool:
    """True if one text bounds the value from below and the other from above; not of cold, where below is more."""
    if source.kind == "temperature":
        return False
    return (
        source.bound in _UPWARDS
        and target.bound in _DOWNWARDS
        or source.bound in _DOWNWARDS
        and target.bound in _UPWARDS
    )
