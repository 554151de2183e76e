"""Years, months, days and times of day in Japanese."""

from __future__ import annotations

import re
from dataclasses import replace

from cleantext.numerals import KANJI_DIGITS

from .japanese_units import ERAS, NEW_CALENDAR
from .quantity import Numeral, Quantity

_AFTERNOON = re.compile("(?:午後|夜|夕方|夕|晩|深夜|正午)の?$")
_MORNING = re.compile("(?:午前|朝|未明|早朝|明け方)の?$")
_OVER = re.compile(r"(?<![0-9/])([1-9])/([1-9][0-9]?)(?![0-9/])")
_CLOCK = re.compile(r":[0-5][0-9](?![0-9])")
_NO_AGE = ("代表", "代わ", "代替", "代理", "代金")
_SCHOOLS = (("中", 6), ("中学", 6), ("中学校", 6), ("高", 9), ("高校", 9))


def read_date(numeral: Numeral, last: Quantity | None) -> Quantity | None:
    """The part of a date or a time that a numeral is; None if it is none.

    last  the quantity before it, of which it may be a part: the minutes after an hour.
    """
    flat, end, value, before = numeral.text, numeral.end, numeral.value, numeral.before
    if not numeral.whole:
        return None
    sign, two = flat[end : end + 1], flat[end : end + 2]
    era = next((era for era in ERAS if before.endswith(era)), None)
    if era and two == "年代" and value < 70:
        return numeral.counts("decade", end + 2, "era", value=value + ERAS[era], high=value + ERAS[era] + 9)
    if era and value < 100:
        return numeral.counts("year", end + (sign == "年"), "", value, value=value + ERAS[era])
    if two == "年代":
        return _decade(numeral)
    if two in ("歳代", "才代") and value % 10 == 0 and 10 <= value <= 90:
        return numeral.counts("decade", end + 2, "age", high=value + 9)
    if sign == "代" and not flat.startswith(_NO_AGE, end):
        if value % 10 == 0 and 10 <= value <= 90 and not before.endswith("第"):
            return numeral.counts("decade", end + 1, "age", high=value + 9)
        return numeral.counts("ordinal", end + 1, "代")
    if sign == "年":
        return _year(numeral, two)
    if sign == "月" and 1 <= value <= 12 and two != "月間":
        return numeral.counts("month", end + 1)
    if sign == "日" and 1 <= value <= 31 and two not in ("日間", "日目", "日ぶ", "日連", "日続"):
        return numeral.counts("day", end + 1, "day")
    if sign == "時" and two not in ("時間", "時代", "時期") and value <= 30:
        return _hour(numeral, end + 1)
    if sign == ":" and _CLOCK.match(flat, end) and value <= 24 and not before.endswith(":"):
        return _hour(numeral, end)
    clock = last is not None and last.kind in ("hour", "minute")
    if before.endswith(":") and len(numeral.written) == 2 and clock:
        return numeral.counts("minute", end, "minute")
    if sign == "分" and clock and last is not None and last.end == numeral.start:
        return numeral.counts("minute", end + 1, "minute")
    if sign == "/" or before.endswith("/"):
        return numeral.counts("number", end, "slash", *_part(numeral))
    return None


def of_old_calendar(found: list[Quantity]) -> list[Quantity]:
    """The same, where English may tell months and days before 1873 by its own calendar: 嘉永6年6月3日 as July 8."""
    dated = list(found)
    for at, year in enumerate(found):
        if year.kind != "year" or not year.also or year.value >= NEW_CALENDAR:
            continue
        for place, each in enumerate(found[at + 1 : at + 3], at + 1):
            if each.start != found[place - 1].end or each.kind not in ("month", "day"):
                break
            if each.kind == "day":
                dated[place] = replace(each, also=tuple(range(1, 32)))
                continue
            dated[place] = replace(each, unit="old", also=(each.value % 12 + 1, (each.value + 1) % 12 + 1))
            if each.value > 10:
                dated[at] = replace(year, also=(*year.also, year.value + 1))
    return dated


def _part(numeral: Numeral) -> list[float]:
    """Of 1/2, that either of its numbers is a half."""
    over = _OVER.search(numeral.text, max(0, numeral.start - 4), numeral.end + 4)
    beside = over is not None and over.start() <= numeral.start and numeral.end <= over.end()
    return [int(over[1]) / int(over[2])] if over and beside and int(over[1]) < int(over[2]) else []


def _decade(numeral: Numeral) -> Quantity:
    value, end = numeral.value, numeral.end + 2
    if value >= 100:
        return numeral.counts("decade", end, high=value + 9)
    first = value + (1900 if value >= 20 else 2000)
    return numeral.counts("decade", end, "", value, value + 2000, value=first, high=first + 9)


def _year(numeral: Numeral, two: str) -> Quantity | None:
    """2026年; 21年, which is a year or a span; 中3年, which is the ninth grade."""
    value, end, written = numeral.value, numeral.end + 1, numeral.written
    if 1000 <= value < 2200 and "," not in written:
        return numeral.counts("year", end, "", *([value - 1] if two == "年度" else []))
    if value >= 100 or two in ("年間", "年生", "年目", "年ぶ", "年連"):
        return None
    also = [value + 0.5] if two == "年半" else []
    if len(written) == 2 or written in KANJI_DIGITS:
        also.append(value + (2000 if value < 50 else 1900))
    return numeral.counts("duration", end, "year", *also, *school_years(numeral))


def school_years(numeral: Numeral) -> list[float]:
    """The grade that a year of a school is: 中3 is the ninth."""
    return [numeral.value + years for school, years in _SCHOOLS if numeral.before.endswith(school)]


def _hour(numeral: Numeral, end: int) -> Quantity:
    """The hour from 0 to 24, certain (unit clock) where the text says which half of the day."""
    value = numeral.value
    midnight = [12.0] if value in (0, 24) else []
    before = numeral.before
    if _AFTERNOON.search(before):
        late = value + 12 if value < 12 else value
        return numeral.counts("hour", end, "clock", late - 12, value=late)
    if _MORNING.search(before):
        return numeral.counts("hour", end, "clock", *midnight)
    return numeral.counts("hour", end, "", value + 12 if value < 12 else value - 12, *midnight)
