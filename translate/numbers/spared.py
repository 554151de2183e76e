"""Numbers of the Japanese that good English may tell without a number."""

from __future__ import annotations

import re

from .quantity import MONTHS, Quantity

_OTHER = r"\b(?:last|this|next|same|that|previous|following|current|past|coming)\s"
_RELATIVE = {
    "year": re.compile(rf"{_OTHER}(?:year|season|spring|summer|autumn|fall|winter)\b|\byears?\b", re.I),
    "month": re.compile(
        rf"{_OTHER}(?:month|{'|'.join(MONTHS)})\b|\bquarter\b|\bmonth\b|\bNew Year|\bChristmas\b", re.I
    ),
    "day": re.compile(
        r"\b(?:today|yesterday|tomorrow|tonight|(?:that|same|following|next|previous)\sday|day\sbefore"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|New\sYear['’]s|Christmas|Valentine['’]s)\b",
        re.I,
    ),
}
_PEOPLE = frozenset({"人", "名", "者", "氏", "人組", "つ"})
_DAILY = re.compile(r"\b(?:daily|per day|a day|each day|every day|one day|single day)\b", re.I)
_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\d:\d\d|o['’]clock", re.I)
_FEW = re.compile(r"\b(?:few|several|couple|some|handful)\b", re.I)
_DAYS = re.compile(r"\b(?:few|couple of|several|two or three|three or four) days\b", re.I)
_WHOLE = re.compile(r"\b(?:all|every|entire|entirely|whole|full|fully|complete|completely|total|totally)\b", re.I)


def is_spared(s: Quantity, target: str) -> bool:
    """True if good English may tell it without a number."""
    if s.value in (0, 1) and s.kind not in ("month", "day", "percent", "year"):
        return True
    if s.kind == "day" and s.value == 1 and _DAILY.search(target):
        return True
    if s.kind == "day" and _DAYS.search(target):
        return True
    if s.bound == "several" and s.high < 10 and _FEW.search(target):
        return True
    if s.kind == "minute" and not s.figures and not _CLOCK.search(target):
        return True
    if s.kind == "ordinal" and not s.figures and s.value <= 3:
        return True
    if s.unit in _PEOPLE and s.value in (2, 3):
        return s.value == 2 or s.unit in ("者", "氏")
    if s.kind in _RELATIVE and _RELATIVE[s.kind].search(target):
        return True
    return s.kind == "percent" and s.value == 100 and _WHOLE.search(target) is not None
