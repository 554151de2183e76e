"""Sets one sign for ranges of numbers in a text: 〜.

`~` between numbers becomes the full-width sign that the text uses, else 〜 (U+301C). Where a text sets ranges with
different signs (10〜20人, 2024–2025年, 10-20%), all get the sign that most of them have; for a hyphen, and
where most have an en dash, that is a suggestion, and so it is for ~ between words (東京~大阪).

Left alone: ranges that are all set alike, hyphens and dashes in telephone numbers, dates, postcodes,
scores, addresses, versions, negative numbers: they are changed only between two numbers, the first the
smaller, before %, 人, 円, 年 and other counted units.
Source: JTF 日本語標準スタイルガイド 4.2.5 (波線〜: 数値の範囲), 4.2.6.

>>> from cleantext import fix_text
>>> fix_text("10~20人、9:00〜17:00、2024–2025年、電話は03-1234-5678", select=["range-dash"]).text
'10〜20人、9:00〜17:00、2024〜2025年、電話は03-1234-5678'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..characters import LETTER, has_japanese, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..signs import find_signs

SUMMARY = "ranges of numbers set with different signs: one"
SEVERITY = "warning"
SIGNS = "~\u301c\uff5e\u2013-"
_UNIT = (
    "年度?|[かカヶケ箇ヵ]?月|[日人名社国歳才円時分秒度倍回件位本個台棟万億兆割％%階]"
    "|ドル|ユーロ|世紀|パーセント|メートル|キロ|トン|[cmk]?m(?![A-Za-z])"
)
_NUMBER = r"[0-9０-９]{1,9}(?:[.,][0-9]{1,3})*"
_BESIDE = r"(?<=[0-9０-９年月日人名社国歳円時分秒度倍回件位本個台階棟％%万億割兆ルロンm].)(?=[0-9０-９])"
_LEFT = lazy(rf"(?<![0-9０-９A-Za-z.,:/~\u301c\uff5e\u2013-])({_NUMBER})(?:{_UNIT})?$")
_CLOCK_LEFT = lazy(r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}$")
_RIGHT = lazy(rf"({_NUMBER})(?![0-9０-９.~\u301c\uff5e\u2013-])(:[0-9]{{2}})?({_UNIT})?")
_PREFERRED = "\u301c"
_may_follow = members(LETTER + "0-9０-９")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the ranges that are not set with the sign of the text."""
    ranges = [match.start() for match in find_signs(text, SIGNS, _BESIDE) if _is_range(text, match.start())]
    tildes = [match.start() for match in find_signs(text, "~")]
    words = [at for at in tildes if is_letter(text[at - 1 : at]) and _may_follow(text[at + 1 : at + 2])]
    ranges = [at for at in ranges if context.free(at, at + 1)]
    counts = Counter(text[at] for at in ranges)
    usual = max("\u301c\uff5e\u2013", key=lambda sign: counts[sign])
    if not counts[usual]:
        ranges, usual = [at for at in ranges if text[at] == "~"], "\uff5e" if "\uff5e" in text else _PREFERRED
    for at in ranges:
        if text[at] != usual and has_japanese(text[slice(*line_bounds(text, at))]):
            sure = text[at] != "-" and usual != "\u2013"
            yield Hit(at, at + 1, usual, f"ranges in this text are set with {usual}", safe=sure)
    wave = "\uff5e" if text.count("\uff5e") > text.count("\u301c") else _PREFERRED
    ranged = set(ranges)
    for at in words:
        if at not in ranged and context.free(at, at + 1):
            yield Hit(at, at + 1, wave, f"~ between Japanese words is {wave}", safe=False)


def _is_range(text: str, at: int) -> bool:
    """True if the sign there surely stands between the ends of a range."""
    before = text[max(0, at - 24) : at]
    left, right = _LEFT.search(before), _RIGHT.match(text, at + 1)
    if right and text[at] in "~\u301c\uff5e" and (left or _CLOCK_LEFT.search(before)):
        return not (left and text[at] == "~" and _is_version(left.group(1), right.group(1), right.group(3)))
    if not (left and right and right.group(3)):
        return False
    low, high = _value(left.group(1)), _value(right.group(1))
    if right.group(3).startswith("年") and low >= 1000 > high and high < 100:  # 2024–25年
        return low % 100 < high
    return low < high


def _is_version(left: str, right: str, unit: str | None) -> bool:
    """True for numbers that no range joins: 0~20260120, with no unit, is a version before 0.

    >>> _is_version("0", "110429", None), _is_version("10", "2,000", None), _is_version("0", "100000", "人")
    (True, False, False)
    """
    return not unit and right.isdigit() and len(right) > len(left) + 3


def _value(number: str) -> float:
    """The value of digits with separators.

    >>> _value("1,200"), _value("2.5")
    (1200.0, 2.5)
    """
    return float(re.sub(",(?=[0-9]{3})", "", number).replace(",", "."))
