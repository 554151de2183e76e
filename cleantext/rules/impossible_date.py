"""Reports a day that no calendar has (2月30日, 13月5日), and a weekday that the day is not (2026年1月20日（月）).

The weekday is reckoned where the year stands with the day, in the Western count or in 令和, 平成 and 昭和.

Left alone: dates before 1873 and of the old calendar (旧暦), dates in kanji figures, 2月29日 without its year, months
that are counted (13か月), code.
Source: JIS X 0301 (ISO 8601, グレゴリオ暦).

>>> from cleantext import check_text
>>> text = "2026年1月20日（月）に始まり、2月30日に終わる。"
>>> [(f.found, f.message) for f in check_text(text, select=["impossible-date"])]
[('月', '2026-01-20 is a 火曜日'), ('2月30日', 'there is no such day')]
"""

from __future__ import annotations

import re
from calendar import monthrange, weekday
from collections.abc import Iterator

from ..context import Context
from ..dates import ERAS
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "a day that no calendar has, or that is another weekday"
SEVERITY = "error"
FIXES = False
SIGNS = "月"
_DAY = lazy(
    r"月(?<=[0-9０-９]月)[0-9０-９]{1,2}日(?!間|目|分|後)"
    r"(?:[（(]([月火水木金土日])(?:曜日?)?[）)・、]|[、 ]?([月火水木金土日])曜)?"
)
_MONTH = lazy(
    r"(?:(?:(?P<era>令和|平成|昭和)(?P<count>[0-9０-９]{1,2}|元)|(?P<year>[0-9０-９]{4}))年)?"
    r"(?<![0-9０-９.])(?P<month>[0-9０-９]{1,2})$"
)
_OLD = lazy("旧暦|陰暦|太陰|天保|文政|安政|慶応|嘉永|寛政|享保|文久|元治|弘化|文化")
_WEEK = "月火水木金土日"
FIRST = 1873
"""The year from which Japan counts by this calendar."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on days that do not exist, and on weekdays that do not fit."""
    for match in _DAY.finditer(text):
        head = _MONTH.search(text, max(0, match.start() - 10), match.start())
        if head is None:
            continue
        year, month = _year(head), int(head["month"])
        day_end = text.index("日", match.start()) + 1
        day = int(text[match.start() + 1 : day_end - 1])
        if year and year < FIRST or _OLD.search(text, max(0, head.start() - 12), head.start()):
            continue
        start = head.start("month")
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
            if context.free(start, day_end):
                yield Hit(start, day_end, None, "there is no such day", False, 0.9)
            continue
        written = match[1] or match[2]
        right = _WEEK[weekday(year, month, day)] if year and written else written
        if written != right:
            at = match.start(1) if match[1] else match.start(2)
            if context.free(at, at + 1):
                yield Hit(at, at + 1, None, f"{year}-{month:02}-{day:02} is a {right}曜日", False, 0.9)


def _year(head: re.Match[str]) -> int:
    """The year that stands with a date; 0 for none."""
    if head["year"]:
        return int(head["year"])
    if head["era"]:
        return ERAS[head["era"]] + (1 if head["count"] == "元" else int(head["count"]))
    return 0
