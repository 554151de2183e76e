"""Which part of a month, a century or a range of prices is meant, the halves of the seismic scale, and per what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleantext.lazy import lazy
from translate.segment import Flag

from .quantity import MONTHS, Quantity, dimension, units

_MONTH = rf"(?:(?:in )?(?:{'|'.join(MONTHS)})|(?:this|next|last|that|the|each|every) month)"
_FISCAL = r"(?:the |this |next |last )?(?:fiscal|financial|business)"
_CENTURY = r"(?:the )?[\w-]+ (?:and [\w-]+ )?centur"
_RANGE = r"(?:part of |half of |end of )?(?:the )?[$€£¥]?[0-9]"


class _Parts(NamedTuple):
    """Japanese words for the parts of something; English for each part before what it is a part of."""

    japanese: re.Pattern[str]
    parts: dict[str, tuple[str, ...]]
    whole: str


_FIRST, _MIDDLE, _LAST = (
    ("early", "beginning of", "start of", "first half of", "first part of", "first third of"),
    ("mid", "middle of"),
    ("late", "end of", "second half of", "latter half of", "last half of", "latter part of", "last third of"),
)
_LOW, _HIGH = ("lower", "low", "early"), ("upper", "higher", "high", "late")
_TABLE = (
    _Parts(lazy("上旬|初旬|中旬|下旬"), {"上": _FIRST, "初": _FIRST, "中": _MIDDLE, "下": _LAST}, _MONTH),
    _Parts(
        lazy("(?<=世紀)の?(?:前半|初頭|半ば|中頃|中ごろ|後半|末)"),
        {"前": _FIRST, "初": _FIRST, "半": _MIDDLE, "中": _MIDDLE, "後": _LAST, "末": _LAST},
        _CENTURY,
    ),
    _Parts(lazy("(?<=月)の?(?:末|初め|はじめ|半ば)"), {"末": _LAST, "初": _FIRST, "は": _FIRST, "半": _MIDDLE}, _MONTH),
    _Parts(lazy("(?<=年度)の?(?:末|初め|はじめ)"), {"末": _LAST, "初": _FIRST, "は": _FIRST}, _FISCAL),
    _Parts(lazy("(?<=[円ルロ%％点]台)の?(?:前半|半ば|後半)"), {"前": _LOW, "半": _MIDDLE, "後": _HIGH}, _RANGE),
)
_INTENSITY = lazy("震度[0-9０-９一二三四五六七]([強弱])")
_UPPER, _LOWER = (
    lazy(r"\b(?:upper|strong\w*|high\w*|plus)\b|[5-7]\+"),
    lazy(r"\b(?:lower|weak\w*|minus)\b|[5-7]-(?!\w)"),
)
_MEASURED = frozenset({"length", "area", "volume", "weight"})
_PER = lazy("(?:あたり|当たり|当り|につき)")


def parts(source: str, target: str, found: Sequence[tuple[Quantity, list[Quantity]]]) -> Iterator[Flag]:
    """Flags `date`, `number` and `unit`: another part, the other half, another unit after "per".

    found  each quantity of the Japanese with those of the English that agree with it.

    >>> [f.message for f in parts("3月上旬に開く。", "It opens in late March.", [])]
    ['上旬 is early; the English has late March']
    >>> [f.name for f in parts("震度5弱だった。", "It was an upper 5.", [])]
    ['number']
    """
    low = target.replace("’", "'")
    for row in _TABLE:
        yield from _other_part(row, source, low)
    intensities = list(_INTENSITY.finditer(source))
    halves = {match[1] for match in intensities}
    if len(halves) == 1:
        right, wrong = (_UPPER, _LOWER) if "強" in halves else (_LOWER, _UPPER)
        said = wrong.search(low)
        if said and not right.search(low):
            half = "upper" if "強" in halves else "lower"
            message = f"{intensities[0].group()} is {half}; the English says {said.group()}"
            yield Flag("number", message, "warning", intensities[0].span(), said.span())
    for s, _ in found:
        yield from _other_rate(s, source, low)


def _other_part(row: _Parts, source: str, target: str) -> Iterator[Flag]:
    said = {_key(match): match for match in row.japanese.finditer(source)}
    if len({row.parts[key] for key in said}) != 1:
        return
    key, place = next(iter(said.items()))
    words = {word: part for part in row.parts.values() for word in part}
    forms = "|".join(sorted(words, key=len, reverse=True))
    told = list(re.finditer(rf"\b({forms})[- ](?:the )?{row.whole}\w*", target, re.I))
    if told and not any(words[match[1].lower()] == row.parts[key] for match in told):
        message = f"{place.group()} is {row.parts[key][0]}; the English has {told[0].group()}"
        name = "number" if row.whole == _RANGE else "date"
        yield Flag(name, message, "warning", place.span(), told[0].span())


def _key(match: re.Match[str]) -> str:
    return match.group().removeprefix("の")[0]


def _other_rate(s: Quantity, source: str, target: str) -> Iterator[Flag]:
    """1リットル184円 told as 184 yen per gallon."""
    ours = {unit: dimension(unit) for unit in s.unit.split("|")}
    if s.value != 1 or not _MEASURED.intersection(ours.values()):
        return
    if not _PER.match(source, s.end) and not source[s.end : s.end + 1].isdecimal():
        return
    pattern, names = _rates()
    told = [match for match in pattern.finditer(target) if dimension(names[_form(match)]) in ours.values()]
    if told and not any(names[_form(match)] in ours for match in told):
        message = f"{source[s.start : s.end]} stands as {told[0].group()}"
        yield Flag("unit", message, "warning", (s.start, s.end), told[0].span())


def _form(match: re.Match[str]) -> str:
    return re.sub(r"[\s-]+", "-", match[1].lower())


@lru_cache(maxsize=1)
def _rates() -> tuple[re.Pattern[str], dict[str, str]]:
    """Finds a unit after "per" or "a"; and the name of the unit for each form."""
    names = {form: unit.name for unit in units().values() if unit.dimension in _MEASURED for form in unit.english}
    forms = sorted(names, key=len, reverse=True)
    words = "|".join(re.escape(form).replace(r"\-", r"[\s-]") for form in forms)
    return re.compile(rf"\b(?:per|an?|each|every)\s({words})(?![A-Za-z])", re.I), names
