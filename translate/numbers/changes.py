"""Numbers that tell a change: by how much, to what, from what to what; and how often in what time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleantext.lazy import lazy
from translate.segment import Flag

from .quantity import Quantity, with_word_before

Found = Sequence[tuple[Quantity, list[Quantity]]]

_RISE = "増(?!税|発|刊|員|築|水)|上昇|(?:値|引き)?上(?:が(?!り目)|げ)|積み増|伸び|上乗せ|延長"
_FALL = "減(?!税|点|量|塩)|下落|低下|(?:値|引き)?下[がげ]|削減|縮|落ち込|切り下げ|短縮"
_BY = lazy(f"(?:分|も|ほど|程度)?の?(?:大きく|大幅に)?(?:{_RISE}|{_FALL})|高(?=[でのとに、。])|安(?=[でのとに、。])")
_UP_TO = lazy(f"に(?:まで)?(?:{_RISE}|{_FALL}|拡大|達|上方|下方|膨ら|絞)|(?:にまで|まで)(?:{_RISE}|{_FALL})")
_COMES_TO = lazy(
    "(?:以上|以下|余り|近く|前後|程度|超)?に(?:も)?(?:な(?:る|っ|ろ|り(?!そう))|上(?:る|り|った)|のぼ(?:る|り|った)|達し)"
)
_CHANGES = lazy("[増減伸縮]|[上下]が|[上下]げ|上昇|下落|低下|上積み|上乗せ|追加|膨ら|落ち込|差|ずつ")
"""What a number comes to is what it has become, where the Japanese speaks of no change."""
_CHANGED = (
    r"\b(?:rose|ris(?:es?|en|ing)|increas\w+|gr(?:ow|ew|own|ows|owing)|climb\w*|jump\w*|surg\w+|gain\w*|f[ae]ll(?:s|en|ing)?"
    r"|dropp?\w*|declin\w*|decreas\w*|slid|slipp?\w*|plung\w*|shr[aiu]nk|cut(?:s|ting)?|lower\w*|reduc\w+|rais\w+|hik(?:e|ed|es|ing)"
    r"|slash\w*|trimm?\w*|boost\w*|expand\w*|short?en\w*|extend\w*)"
)
_OBJECT = r"(?: (?!from\b|by\b|to\b|and\b|or\b|while\b|as\b|that\b|which\b)[\w'’-]+){0,6}"
_ABOUT = r"(?:at least |about |around |nearly |almost |roughly |some |over |more than |just |an? |as much as )*[$€£¥]?$"
_SAYS_TO = lazy(rf"{_CHANGED}{_OBJECT} to {_ABOUT}", re.I)
_SAYS_BY = lazy(rf"{_CHANGED}{_OBJECT} by {_ABOUT}", re.I)
_BEFORE = 90
"""How much of the English before a number may tell what it does."""

_FROM, _TO = lazy(r"\bfrom [$€£¥]?$", re.I), lazy(r"\bto [$€£¥]?$", re.I)

_HALF = frozenset({("fraction", 0.5), ("percent", 50.0)})
"""Cut by half is cut to half."""

_PERIODS = {"日": "day", "週": "week", "月": "month", "年": "year"}
_EACH_JA = lazy(
    "(?:毎|(?<![0-9０-９一二三四五六七八九十来今先毎同翌前昨去半周])(?:[1１一][かカヵケ]?)?)([年月週日])"
    "間?(?:に|につき|あたり|当たり)?(?:平均|最大|約|およそ)?$"
)
_ONE_DAY = lazy("(?:[1１一]|毎)日$")
_EACH_EN = lazy(r"\b(?:an?|per|each|every) (?:single )?(day|week|month|year)\b", re.I)
_COUNTED = lazy("(?:回|度|日|往復|便|時間)(?!目)")


def changes(source: str, target: str, found: Found) -> Iterator[Flag]:
    """Flags `number` of quantities that agree by value: by for to, from and to turned round, a day for a week.

    found  each quantity of the Japanese with those of the English that agree with it.

    >>> from translate.numbers.compare import compare
    >>> def seen(source, target):
    ...     return [flag.message for flag in changes(source, target, compare(source, target).source)]
    >>> seen("家賃を5万円に下げる。", "It will lower the rent by 50,000 yen.")
    ['5万円に下げ is what it comes to; the English has by 50,000 yen']
    >>> seen("2割から3割に増えた。", "It grew from 30% to 20%.")
    ['2割から3割 is turned round: from 30% to 20%']
    >>> seen("週に2回来る。", "He comes twice a month."), seen("週に2回来る。", "He comes twice a week.")
    (['週に2回 is by the week; the English has a month'], [])
    """
    for place, (s, same) in enumerate(found):
        if not same or not s.needed:
            continue
        wrong = _by_or_to(source, target, s, same) or _each(source, target, s, same)
        if not wrong and place + 1 < len(found):
            wrong = _turned(source, target, found[place], found[place + 1])
        if wrong:
            start, end, message = wrong
            yield Flag(
                "number", f"{source[start:end]} {message}", "warning", (start, end), (same[0].start, same[0].end)
            )


_Wrong = tuple[int, int, str] | None
"""A place of the Japanese and what is wrong with it."""


def _by_or_to(source: str, target: str, s: Quantity, same: Sequence[Quantity]) -> _Wrong:
    if s.kind not in ("percent", "count", "money", "measure", "fraction", "duration") or not s.figures:
        return None
    if (s.kind, s.value) in _HALF:
        return None
    by = _BY.match(source, s.end)
    if by and all(_SAYS_TO.search(target, max(0, t.start - _BEFORE), t.start) for t in same):
        return s.start, by.end(), f"is by how much; the English has {with_word_before(target, same[0])}"
    to = _UP_TO.match(source, s.end) or (None if _CHANGES.search(source) else _COMES_TO.match(source, s.end))
    if to and all(_SAYS_BY.search(target, max(0, t.start - _BEFORE), t.start) for t in same):
        return s.start, to.end(), f"is what it comes to; the English has {with_word_before(target, same[0])}"
    return None


def _turned(
    source: str, target: str, one: tuple[Quantity, list[Quantity]], other: tuple[Quantity, list[Quantity]]
) -> _Wrong:
    """3000円から4500円に, told as from the second to the first."""
    (first, begins), (second, ends) = one, other
    if source[first.end : second.start] != "から" or len(begins) != 1 or len(ends) != 1 or begins == ends:
        return None
    begin, end = begins[0], ends[0]
    if end.start < begin.start and _FROM.search(target[: end.start]) and _TO.search(target[: begin.start]):
        return (
            first.start,
            second.end,
            f"is turned round: {with_word_before(target, end)} {with_word_before(target, begin)}",
        )
    return None


def _each(source: str, target: str, s: Quantity, same: Sequence[Quantity]) -> _Wrong:
    """週3日 told as three days a month."""
    counted = _COUNTED.search(source, s.start, s.end + 2)
    each = _EACH_JA.search(source, max(0, s.start - 12), s.start) if counted else None
    if not each or each[1] == "日" and not _ONE_DAY.match(source, each.start()):
        return None
    said = [_EACH_EN.search(target, t.end, t.end + 30) for t in same]
    told = [match for match in said if match]
    if told and (len(told) == len(said) or s.value == 1) and _PERIODS[each[1]] not in {m[1].lower() for m in told}:
        return each.start(), s.end, f"is by the {_PERIODS[each[1]]}; the English has {told[0].group()}"
    return None
