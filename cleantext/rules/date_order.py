"""Sets dates that begin with the day or the month in Japanese order: 20/01/2026 → 2026/01/20.

Other languages write so; a Japanese reader begins with the year and takes 02/03 for the third of February.

Where the text writes 2026年1月20日 elsewhere, that form is set. A date of which one field is over 12, or both are
alike, can be read in one way only. Any other is only suggested in the order of the text's certain dates, and
only reported where there are none. One with . or - (20.01.2026) may be a number and is suggested, if it can be read in
one way only.

Left alone: dates in Latin text, in addresses and paths, days that no calendar has, years before 1900.
Source: JIS X 0301 (ISO 8601: 年, 月, 日 in this order); JTF 日本語標準スタイルガイド 2.1.8 (算用数字).

>>> from cleantext import fix_text
>>> fix_text("公開日：20/01/2026", select=["date-order"]).text
'公開日：2026/01/20'
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

from ..characters import has_japanese
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..signs import find_signs

SUMMARY = "a date with the year last: 2026/01/20"
SEVERITY = "warning"
SIGNS = "/.-"
_DATE = r"((?:19|20)[0-9]{2})(?:(?<=/....)(?![0-9/])|(?<![/]....)(?![0-9.-]|番|号|版))"
_BEFORE = lazy("(?:^|[ぁ-ん：:（(、 \u3000])$")
_START = lazy(r"(?<![0-9A-Za-z/.])(?:(?<!-)|(?<=[0-9]{4}-))([0-9]{1,2})([/.-])([0-9]{1,2})$")
_WRITTEN = lazy(r"(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日")
_WORD = lazy("[A-Za-z]{2,}")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on DD/MM/YYYY and MM/DD/YYYY."""
    dates = list(_dates(text, context))
    written = bool(dates) and _WRITTEN.search(text) is not None
    orders = {order for *_, order in dates if order}
    order = orders.pop() if len(orders) == 1 else ""
    for start, end, first, second, year, own in dates:
        chosen = own or order
        message = f"the year stands first in a Japanese date; this one may be {first}/{second} in either order"
        if own:
            message = "the year stands first in a Japanese date"
        if not chosen or not _exists(first, second, year, chosen):
            yield Hit(start, end, None, message, False, 0.6)
            continue
        day, month = (first, second) if chosen in ("day", "same") else (second, first)
        new = f"{year}年{int(month)}月{int(day)}日" if written else f"{year}/{month}/{day}"
        sure = bool(own) and "/" in text[start:end]
        yield Hit(start, end, new, message, sure, 1.0 if sure else 0.6)


def _dates(text: str, context: Context) -> Iterator[tuple[int, int, str, str, str, str]]:
    """Start, end, first and second field, year, and the order the date itself tells: day, month, same or ""."""
    for match in find_signs(text, SIGNS, _DATE):
        head = _START.search(text, max(0, match.start() - 10), match.start())
        if head is None or head[2] != text[match.start()]:
            continue
        start, end = head.start(), match.end()
        first, second, year = head[1], head[3], match[1]
        own = "same" if first == second else "day" if int(first) > 12 else "month" if int(second) > 12 else ""
        if head[2] != "/" and not (own and _BEFORE.search(text, max(0, start - 1), start)):
            continue
        if not any(_exists(first, second, year, order) for order in ("day", "month")):
            continue
        free = (
            context.free(start, end)
            if head[2] == "/"
            else context.free(start, start + 1) and context.free(end - 1, end)
        )
        if free and not _is_latin(text, start, end):
            yield start, end, first, second, year, own


def _exists(first: str, second: str, year: str, order: str) -> bool:
    day, month = (int(first), int(second)) if order in ("day", "same") else (int(second), int(first))
    return 1 <= month <= 12 and 1 <= day <= monthrange(int(year), month)[1]


def _is_latin(text: str, start: int, end: int) -> bool:
    """True if the line around has Latin words and nothing Japanese, or the whole text nothing Japanese."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[max(low, start - 200) : end + 200 if high < 0 else min(high, end + 200)]
    return not has_japanese(line) and (_WORD.search(line) is not None or not has_japanese(text))
