"""Fidelity of numbers, dates, units, currencies and bounds between a Japanese sentence and its English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from translate.segment import Flag

from .agree import agrees, clashes, opposed
from .changes import changes
from .english import read_english
from .japanese import read_japanese
from .matched import WINDOW, Matched, matched
from .parts import parts
from .quantity import MONTHS, Quantity
from .sense import misread, other_weekday, uncompared
from .spared import is_spared

_DATE = frozenset({"year", "month", "day"})
_TIMES = _DATE | {"duration", "hour", "minute"}
_YEAR_KNOWN = re.compile(
    "昨年|今年|ことし|去年|来年|一昨年|おととし|同年|前年|翌年|昨季|今季|来季|昨シーズン|年度|五輪"
)
_MONTH_KNOWN = re.compile(
    "今月|先月|来月|同月|前月|翌月|月末|月初|[月火水木金土日]曜|きょう|今日|昨日|きのう|明日|あす|同日|翌日|前日|この日"
    "|年末|年始|正月|新年|年明け"
)
_MONTH_SHIFTED = re.compile("先月|来月|前月|翌月|今月|年末|年始|正月")
_DAY_KNOWN = re.compile("きょう|今日|本日|昨日|きのう|明日|あす|同日|翌日|前日|この日|当日|月末|大みそか")
_DENIES = re.compile("(?<![少危])な(?:い|かった|く|け)|ず[、にと]|ません|以外|しか")
_DENIED = re.compile(
    r"\b(?:not|never|cannot|no|nobody|none|nor)\b"
    r"(?!\s(?:more|less|greater|fewer|higher|lower|longer|older|younger|over|under|smaller)\b)|n['’]t\b",
    re.I,
)
_BOUND_DENIED = re.compile("を(?:超え|こえ|上回ら|うわ回ら|下回ら|割ら|割り込ま)(?:な|ず)")
_HALVES = re.compile("半数|半分|半額|折半")
_TURNS = re.compile(r"(?:once|twice|thrice)\b|\w+\stimes\b", re.I)


_IN_ALL = re.compile("(?:の?うち(?:の|、)?|中|に)(?=[0-9０-９一二三四五六七八九])")
"""Between the number of all and that of some: 5人に2人."""

_NAMED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*\d)[A-Za-z0-9]{2,40}\b", re.ASCII)
_HAS_TITLE = re.compile("[「節章項図表]")
_SECTION = re.compile(r"\b(?:section|chapter|figure|table|appendix) [A-Z]?\d[\d.]*(?=,? [“\"‘«])", re.I)


class Comparison(NamedTuple):
    """What the numbers of a pair come to.

    source   each quantity of the Japanese, with those of the English that can stand for it.
    target   each quantity of the English, with those of the Japanese that it can stand for.
    missing  those the English lacks, with what stands in their place or None.
    added    those of the English that nothing in the Japanese accounts for.
    """

    source: list[tuple[Quantity, list[Quantity]]]
    target: list[tuple[Quantity, list[Quantity]]]
    missing: list[tuple[Quantity, Quantity | None]]
    added: list[Quantity]


@lru_cache(maxsize=1)
def compare(source: str, target: str) -> Comparison:
    """The numbers of a Japanese text beside those of its English; kept for the next check of the same pair."""
    ours, theirs = matched(source, read_japanese(source), target, read_english(target))
    unknown = [t for t, same in theirs if not same]
    telling = [t for t in unknown if t.needed and t.kind != "name"]
    rivals = [t for t in telling if t.figures or t.value > 2 or t.kind == "month"]
    missing: list[tuple[Quantity, Quantity | None]] = []
    for s, same in ours:
        if same or not s.needed:
            continue
        rival = min(rivals[:WINDOW], key=lambda t, s=s: _distance(s, t), default=None)  # type: ignore[misc]
        if rival is not None and _distance(s, rival) < _FAR:
            rivals.remove(rival)
            missing.append((s, rival))
        elif not is_spared(s, target):
            missing.append((s, None))
    missing += (_swapped(ours, theirs) or _shares(ours, theirs, source, target)) if not missing else []
    placed = {t for _, t in missing if t}
    known = _context(source, [s for s, _ in ours])
    added = [t for t in unknown if t not in placed and _is_claim(t) and _kind(t) not in known]
    labels = _labels(source, target) if added else []
    added = [t for t in added if not any(start <= t.start < end for start, end in labels[:WINDOW])]
    return Comparison(ours, theirs, missing, added)


def _swapped(ours: Matched, theirs: Matched) -> list[tuple[Quantity, Quantity | None]]:
    """A number that the English has too rarely, where it has another of the same kind too often.

    4勝4敗 as 4 wins, 2 losses beside a 2 of another thing. Too rarely or too often alone is good English (11 each).
    """
    here = Counter(s.value for s, _ in ours if s.needed and s.figures)
    there = Counter(t.value for t, _ in theirs if t.needed)
    rare = [s for s, same in ours if s.needed and s.figures and here[s.value] > _tellers(s, same)]
    often = [t for t, alike in theirs if t.needed and (t.figures or t.value > 2) and there[t.value] > len(alike)]
    pairs = ((s, t) for s in rare[:WINDOW] for t in often[:WINDOW])
    found = next(((s, t) for s, t in pairs if _distance(s, t) < 3 and not agrees(s, t)), None)
    return [found] if found else []


def _tellers(s: Quantity, same: list[Quantity]) -> int:
    """How many of the English may tell a quantity; "a" tells no 1 that counts nothing, as in a score of 1対3."""
    return sum(t.needed for t in same) if s.value == 1 and not s.unit else len(same)


def _shares(ours: Matched, theirs: Matched, source: str, target: str) -> list[tuple[Quantity, Quantity | None]]:
    """半数 told as a quarter, or 週に1度 as three times a week: another share, or another number of times."""
    parts = [t for t, alike in theirs if not alike and t.kind == "fraction"]
    turns = [t for t, alike in theirs if not alike and _TURNS.match(target, t.start) and t.kind == "times"]
    agreed = {s.value for s, _ in ours}
    for s, same in ours:
        if parts and not same and _HALVES.fullmatch(source[s.start : s.end]):
            return [(s, parts[0])]
        share = _IN_ALL.match(source, s.end) and next((t for t, _ in theirs if t.also[-1:] == (s.value,)), None)
        if share and share.kind == "fraction" and not agreed.intersection(share.also[:-1]):
            return [(s, share)]
        often = s.unit in ("回", "度") and s.kind == "count" and s.figures
        if turns and often and not any(_TURNS.match(target, t.start) for t in same):
            return [(s, turns[0])]
    return []


_FAR = 9


def _distance(source: Quantity, target: Quantity) -> int:
    """How unlike two quantities are, by kind: 0 where one stands for the other but for its value."""
    one, other = source.kind, target.kind
    if one == other:
        return 0 if source.unit == target.unit or not target.unit else 1
    if "month" in (one, other) or "name" in (one, other):
        return _FAR
    if (one, other) == ("day", "ordinal"):
        return 1
    if other in ("number", "count"):
        return 2
    if one in _DATE and other in _DATE:
        return 3
    return 4 if not {one, other} & {"money", "percent", "year"} else 6


def _is_claim(t: Quantity) -> bool:
    if not t.needed or t.kind == "name" or t.value == 1 or (t.kind, t.value) == ("percent", 100):
        return False
    return (
        t.figures
        or t.kind == "month"
        or t.value > 2
        and not t.bound
        and t.kind not in ("ordinal", "decade", "times", "fraction")
    )


def _labels(source: str, target: str) -> list[tuple[int, int]]:
    """Places in the English of names with a figure that the Japanese has too, and of sections that it tells by title.

    11Apr29; Section 6.1, “Complete builds” for 「完全なビルド」.
    """
    ours = set(_NAMED.findall(source))
    found = [match.span() for match in _NAMED.finditer(target) if match.group() in ours]
    return found + ([match.span() for match in _SECTION.finditer(target)] if _HAS_TITLE.search(source) else [])


def _kind(t: Quantity) -> str:
    """The part of a date that a number of the English seems to be, else its kind."""
    if t.kind == "number" and 1900 <= t.value < 2100:
        return "year"
    return "day" if t.kind == "ordinal" else t.kind


def _context(source: str, ours: list[Quantity]) -> set[str]:
    """The parts of dates that the Japanese leaves to its context, so that the English may spell them out."""
    known = {"year"} if _YEAR_KNOWN.search(source) else set()
    if _DAY_KNOWN.search(source):
        known.add("day")
    kinds = {s.kind for s in ours}
    if (_MONTH_SHIFTED if "month" in kinds else _MONTH_KNOWN).search(source) or "day" in kinds and "month" not in kinds:
        known.add("month")
    return known


def number_flags(source: str, target: str) -> Iterator[Flag]:
    """Flags `number`, `date`, `unit`, `currency` and `comparison` of a pair, each with its places.

    >>> [(f.name, f.message) for f in number_flags("5600棟が14度で", "5,600 homes at 40 degrees")]
    [('number', '14度 is 14; the English has 40 degrees')]
    >>> [f.name for f in number_flags("1月9日に50ドル以上", "less than 50 euros on January 10")]
    ['date', 'currency', 'comparison']
    """
    found = compare(source, target)
    for s, t in found.missing:
        words = source[s.start : s.end]
        name = "date" if s.kind in _DATE else "number"
        if t:
            yield Flag(
                name,
                f"{words} is {_told(s)}; the English has {target[t.start : t.end]}",
                "error",
                (s.start, s.end),
                (t.start, t.end),
            )
        else:
            yield Flag(name, f"not in the English: {words}", "error" if s.value >= 10 else "warning", (s.start, s.end))
    for t in found.added:
        yield Flag(
            "date" if t.kind in _DATE else "number",
            f"in the English only: {target[t.start : t.end]}",
            "warning",
            None,
            (t.start, t.end),
        )
    yield from _wrong_units(source, target, found)
    yield from _wrong_bounds(source, target, found)
    yield from misread(source, target, found.source)
    yield from changes(source, target, found.source)
    yield from parts(source, target, found.source)
    yield from uncompared(source, target)
    yield from other_weekday(source, target)


def _wrong_units(source: str, target: str, found: Comparison) -> Iterator[Flag]:
    """Where every quantity of the same value has another unit, seen from either text."""
    pairs: list[tuple[Quantity, Quantity]] = []
    for s, same in found.source:
        if s.needed and same and all(clashes(s, t) for t in same):
            pairs.append((s, same[0]))
    placed = {t for _, t in pairs}
    for t, alike in found.target:
        if t.unit and alike and all(clashes(s, t) for s in alike) and t not in placed:
            pairs.append((alike[0], t))
    for s, t in pairs:
        name = "currency" if "money" in (s.kind, t.kind) else "unit"
        message = f"{source[s.start : s.end]} stands as {target[t.start : t.end]}"
        yield Flag(name, message, "error", (s.start, s.end), (t.start, t.end))


def _wrong_bounds(source: str, target: str, found: Comparison) -> Iterator[Flag]:
    """Where the Japanese says at least and the English at most, or the reverse.

    Who is not let in under 18 may be told by who is let in: where the Japanese denies, the English must too, once
    each; but not of time, for what did not come within five days did not come for more than five.
    """
    denials = _DENIES.findall(source)
    if len(denials) > 1 or denials and (denials[0] in ("以外", "しか") or not _DENIED.search(target)):
        return
    for s, same in found.source:
        if denials and (s.kind in _TIMES or _BOUND_DENIED.match(source, s.end)):
            continue
        if same and all(opposed(s, t) for t in same):
            t = same[0]
            message = f"{source[s.start : s.end + 2]} is {s.bound}; the English says {t.bound}"
            yield Flag("comparison", message, "error", (s.start, s.end), (t.start, t.end))


def _told(s: Quantity) -> str:
    if s.kind == "month":
        return MONTHS[int(s.value) - 1]
    value = _plain(s, s.value)
    return value if s.high == s.value else f"{value} to {_plain(s, s.high)}"


def _plain(s: Quantity, value: float) -> str:
    dated = s.kind in ("year", "decade")
    written = f"{value:,.10g}" if abs(value) < 10**10 else f"{value:,.0f}"
    return written.replace(",", "") if dated else written


def source_numbers(text: str) -> list[Quantity]:
    """The quantities of a Japanese text that a translation has to tell."""
    return [quantity for quantity in read_japanese(text) if quantity.needed]


def target_numbers(text: str) -> list[Quantity]:
    """The quantities of an English text, but those in names and in words that need not mean a number."""
    return [quantity for quantity in read_english(text) if quantity.needed]


def missing_numbers(source: str, target: str) -> list[str]:
    """Quantities of the Japanese, as they stand there, that the English has in no form.

    >>> missing_numbers("5600棟が14度で", "5,600 homes at minus 40")
    ['14度']
    """
    return [source[s.start : s.end] for s, _ in compare(source, target).missing]
