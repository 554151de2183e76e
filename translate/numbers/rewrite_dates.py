"""Dates and times of a Japanese sentence in English form."""

from __future__ import annotations

import re

from cleantext.lazy import lazy
from cleantext.numerals import value_of

from .japanese_units import ERAS, NEW_CALENDAR
from .quantity import MONTHS

YEAR = r"(?P<{0}year>(?:1[5-9]|20)[0-9][0-9])年"
MONTH = r"(?P<{0}month>1[0-2]|0?[1-9])月"
DAY = r"(?P<{0}day>3[01]|[12][0-9]|0?[1-9])日(?!間)"
_ERAS = "|".join(ERAS)
TO = "[〜～~]"
ERA = rf"(?P<era>{_ERAS})(?P<reign>元|[0-9]{{1,2}})(?:年|(?={TO}(?:{_ERAS})(?:元|[0-9]{{1,2}})年))"
"""A year of an era; before the other end of a span it may lack its 年."""

ERA_SPAN = (
    rf"(?P<eraspan>(?P<one_era>{_ERAS})(?P<first_reign>元|[0-9]{{1,2}})"
    rf"(?P<era_to>(?:年度?)?{TO}|年度?から(?=[0-9]+年度?(?:まで|にかけて)))(?P<last_reign>[0-9]{{1,2}})年(?![間0-9]))"
)
"""Two years of one era: 令和5〜7年, 平成23年度から25年度まで."""

DAY_NUMBER = "3[01]|[12][0-9]|[1-9]"
WHICH_YEARS = {"昨年": "last year", "去年": "last year", "今年": "this year", "来年": "next year"}
WHICH_YEAR = f"(?:(?P<byear>{'|'.join(WHICH_YEARS)})の?)?"
OTHER_YEAR = WHICH_YEAR.replace("byear", "cyear")
WHICH_MONTHS = {"今月": "this month", "先月": "last month", "来月": "next month"}
NOT_DAYS = "(?<![0-9年月第約.,丸計])(?<!あと)(?<!残り)(?<!わずか)(?<!まる)(?<!たった)(?<!もう)(?<!過去)(?<!この)"
NO_SPAN = "(?=[、夜朝夕未午付（(]|は(?!かか|必要|続)|に(?!(?:[0-9]+|[一二三])[回度])|の|から|まで)"
"""What follows a day of the month: 25日、 25日に; not 3日で, 2日に1回."""

THIRDS = {"上旬": "early ", "中旬": "mid-", "下旬": "late "}
THIRD = (
    rf"(?<![0-9])(?P<third>(?:(?:{YEAR.format('t')}|(?:(?P<twhich>{'|'.join(WHICH_YEARS)})の?)?){MONTH.format('t')}"
    rf"|(?P<tmonths>{'|'.join(WHICH_MONTHS)})の?)(?P<part_of_month>{'|'.join(THIRDS)}))"
)
"""The first, second or last third of a month."""

_NUMBER = "[〇一二三四五六七八九十]"
_KANJI_DATE = lazy(
    rf"(?<![第{_NUMBER[1:]})(?:(?P<era>{'|'.join(ERAS)})?(?P<year>{_NUMBER}{{1,4}})年)?"
    rf"(?:(?P<month>{_NUMBER}{{1,2}})月(?:(?P<day>{_NUMBER}{{1,3}})日(?!間|目))?)?"
)


_CARRIED = lazy(
    rf"(?P<era>{_ERAS})[0-9]{{1,2}}年[0-9]{{1,2}}月(?:[0-9]{{1,2}}日|末)?(?:から|{TO})(?=[0-9]{{1,2}}年(?:[0-9]{{1,2}}月|まで))"
)


def kanji_dates(text: str) -> str:
    """The text with figures in dates that are written in kanji numerals; all else is untouched.

    A year must have an era before it or four signs, a month a day or a year beside it: 三月 alone may be three months.

    >>> kanji_dates("二〇一一年三月十一日、昭和三十九年十月、五月五日、三年、三月、一月三日間")
    '2011年3月11日、昭和39年10月、5月5日、三年、三月、一月三日間'
    """
    return _KANJI_DATE.sub(_in_figures, text)


def carried_eras(text: str) -> str:
    """The text with its era before the second year, too, of a span that has months.

    >>> carried_eras("令和5年4月から7年3月まで、令和5年4月から7年間")
    '令和5年4月から令和7年3月まで、令和5年4月から7年間'
    """
    return _CARRIED.sub(r"\g<0>\g<era>", text)


def _in_figures(match: re.Match[str]) -> str:
    year = value_of(match["year"]) if match["year"] else None
    month, day = (value_of(match[name]) if match[name] else None for name in ("month", "day"))
    sure_year = year is not None and (year < 100 if match["era"] else 1500 <= year < 2100)
    if match["year"] and not sure_year or not (sure_year or day):
        return match.group()
    if month is not None and not 1 <= month <= 12 or day is not None and not 1 <= day <= 31:
        return match.group()
    parts = ((year, "年"), (month, "月"), (day, "日"))
    return (match["era"] or "") + "".join(f"{value}{sign}" for value, sign in parts if value is not None)


def third_of_month(match: re.Match[str]) -> str:
    """2025年3月上旬 is early March 2025, 来月下旬 late next month."""
    part = THIRDS[match["part_of_month"]]
    if match["tmonths"]:
        month = WHICH_MONTHS[match["tmonths"]]
        return f"the middle of {month}" if part == "mid-" else part + month
    year = match["tyear"] or WHICH_YEARS.get(match["twhich"] or "")
    return part + MONTHS[int(match["tmonth"]) - 1] + (f" {year}" if year else "")


def date(year: str | None, month: str | None, day: str | None) -> str | None:
    if month is None:
        return None
    words = MONTHS[int(month) - 1] + (f" {int(day)}" if day else "")
    return words + ((f", {year}" if day else f" {year}") if year else "")


def era_date(match: re.Match[str]) -> str:
    """令和元年5月1日 is May 1, 2019, 令和6年 2024年; of the old calendar the months have no names in English."""
    year = _year_of(match["era"], match["reign"])
    if year < NEW_CALENDAR and match["emonth"]:
        day = f"the {ordinal(int(match['eday']))} day of " if match["eday"] else ""
        return f"{day}the {ordinal(int(match['emonth']))} month of {year}"
    whole = date(str(year), match["emonth"], match["eday"])
    return whole or f"{year}{'年' if match.group().endswith('年') else ''}"


def _year_of(era: str, reign: str) -> int:
    """The year of an era's year: the first (元) of 令和 is 2019."""
    return ERAS[era] + (1 if reign == "元" else int(reign))


def era_span(match: re.Match[str]) -> str | None:
    """令和5〜7年 is 2023 to 2025年, 平成23年から25年 2011年から2013年."""
    first, last = (_year_of(match["one_era"], match[name]) for name in ("first_reign", "last_reign"))
    to = match["era_to"] if match["era_to"].endswith("から") else " to "
    return f"{first}{to}{last}年" if first < last else None


def dated(match: re.Match[str]) -> str | None:
    """A month, with the day and the year that stand with it: 昨年8月 is August last year."""
    plain, which = _plain(match), WHICH_YEARS.get(match["byear"] or match["cyear"] or "")
    return f"{plain} {which}" if plain and which else plain


def _plain(match: re.Match[str]) -> str | None:
    if match["m1"]:
        return f"{MONTHS[int(match['m1']) - 1]}-{MONTHS[int(match['m2']) - 1]}"
    if match["until"]:
        return f"{MONTHS[int(match['bmonth']) - 1]} {int(match['from'])} to {int(match['until'])}"
    return date(match["year"], match["month"] or match["bmonth"] or match["cmonth"], match["day"] or match["bday"])


def day_alone(match: re.Match[str], after: str) -> str | None:
    """25日 is the 25th, so that no month is made up for it; not where it may be a span of time: 1日の, 3日の."""
    day, on = int(match["daynumber"]), match.group().endswith("に")
    if match["about"] or not match["which"] and (after == "の" and day < 11 or day == 1 and (on or after in "はかま")):
        return None
    of = f" of {WHICH_MONTHS[match['which']]}" if match["which"] else ""
    return ("" if after in "のかまはに" and not on else "on ") + f"the {ordinal(day)}{of}"


def clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), 30 if match["thirty"] else int(match["minute"] or 0)
    afternoon = match["half"] == "午後"
    if hour > 23 or hour == 12 or hour > 12 and not afternoon:
        return None  # 午前12時 is read in two ways
    if not minute and hour == 0:
        return "noon" if afternoon else "midnight"
    return f"{hour % 12 or 12}" + (f":{minute:02}" if minute else "") + (" p.m." if afternoon else " a.m.")


def ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"
