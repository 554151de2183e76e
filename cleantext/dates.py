"""The day an article is of, as it says itself, and days that are given to a year or a month only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""Each era of the calendar: the year before its first."""
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = re.compile(
    rf"(?<!\d){_YEAR}\s*[年/.\-]\s*(?P<month>1[0-2]|0?[1-9])\s*[月/.\-]\s*(?P<day>[12]\d|3[01]|0?[1-9])(?!\d)"
    r"|(?P<era>令和|平成|昭和)\s*(?P<count>\d{1,2}|元)年\s*(?P<month2>1[0-2]|0?[1-9])月\s*(?P<day2>[12]\d|3[01]|0?[1-9])日"
    r"|(?<!\d)(?P<first>[12]\d|3[01]|0?[1-9])[/.](?P<second>[12]\d|3[01]|0?[1-9])[/.](?P<year3>20\d\d)(?!\d)"
)
_YEARS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?=年|[/.\-]\d)|(?P<era>令和|平成|昭和)\s*(?P<count>\d{1,2}|元)年")


def first_day(text: str) -> str:
    """The first whole date in a text as 2026-01-20; "" where there is none that can be read in one way only.

    >>> first_day("記事 / 20/01/2026"), first_day("令和８年１月２０日"), first_day("03/04/2026")
    ('2026-01-20', '2026-01-20', '')
    """
    for match in _DAY.finditer(unicodedata.normalize("NFKC", text)):
        if match["year3"]:
            first, second = int(match["first"]), int(match["second"])
            if (first > 12) == (second > 12):
                continue
            day, month = max(first, second), min(first, second)
            return f"{match['year3']}-{month:02}-{day:02}"
        year = match["year"] or str(_era_year(match["era"], match["count"]))
        return f"{year}-{int(match['month'] or match['month2']):02}-{int(match['day'] or match['day2']):02}"
    return ""


def years_in(text: str) -> Iterable[int]:
    """The years that a text names, 2024年 and 令和6年.

    >>> list(years_in("2024年と令和元年"))
    [2024, 2019]
    """
    for match in _YEARS.finditer(unicodedata.normalize("NFKC", text)):
        yield int(match["year"]) if match["year"] else _era_year(match["era"], match["count"])


def is_before(day: str, other: str) -> bool:
    """Whether a day, month or year is over before another begins.

    >>> is_before("2024-09", "2024-09-05"), is_before("2024-08", "2024-09-05")
    (False, True)
    """
    size = min(len(day), len(other))
    return day[:size] < other[:size]


def _era_year(era: str, count: str) -> int:
    return ERAS[era] + (1 if count == "元" else int(count))
