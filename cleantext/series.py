"""Headings in a series (1つ目, 2つ目 …; 第1章 …), what the text promises of them, and where a passage is lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .characters import KANJI, KATAKANA, members
from .lazy import lazy
from .lines import line_bounds
from .numerals import KANJI_DIGITS, value_of

if TYPE_CHECKING:
    from .context import Context, Part

_NUMBER = rf"(?P<number>[0-9０-９]{{1,3}}|[{KANJI_DIGITS[1:]}十百]{{1,5}})"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ORDINAL = lazy(
    rf"(?P<mark>\s*(?:\#{{1,6}}\s+)?)(?:(?P<before>第)?{_NUMBER}"
    r"(?P<after>つ目|つめ|番目|点目|個目|章|節|部|条|回|話|編|幕|課|、|[.．](?![0-9０-９]))"
    rf"|(?P<open>[(（]){_NUMBER.replace('number', 'inner')}(?P<close>[)）])|(?P<circled>[{_CIRCLED}]))"
)
_may_begin = members(rf"0-9０-９{KANJI_DIGITS[1:]}十百第(（{_CIRCLED}#")
_MARKS = lazy(r"\s*#{1,6}(?=\s)")
_DIVISIONS = ("章", "節", "部", "条", "回", "話", "編", "幕", "課")
_LABEL_END = lazy(r"[\s　:：（(「『―—–―\-・.．、]|$", re.M)
_TITLE = lazy(rf"[{KANJI}{KATAKANA}A-Za-z]")
"""How a title begins that stands right behind its ordinal: 第4章港の暮らし, but not 第4章を読む."""
_PROMISE = lazy(
    rf"(?P<cue>少なくとも|以下の|次の|下記の|主に|大きく)?(?P<number>[2-9２-９]|[{KANJI_DIGITS[2:]}])"
    r"(?P<unit>つ|本|点|個|項目|段階|種類|通り)(?P<of>の)?"
)
_THINGS = lazy(
    r"[^。、\n]{0,24}?(?:論点|理由|手がかり|ポイント|柱|課題|要因|視点|観点|教訓|段階|ステップ|原則|条件|シナリオ|疑問|問題|特徴|糸|鍵|"
    "選択肢|動き|変化|影響)"
)
_FIRST = lazy("[1１一](?:つ目|つめ|番目|点目)|ひとつ[目め]|まず第一|第一に")
MARK = lazy(r"【要確認：原文欠落[^【】\r\n]{0,80}】")
_PART_OF_NUMBER = "第.．,，0123456789０１２３４５６７８９十百千万" + KANJI_DIGITS
FAR = 4000
"""A promise further before its series than so many code points is of something else."""


class Member(NamedTuple):
    """A heading of a series: text[start:end] is its ordinal, `part` the index of its block."""

    start: int
    end: int
    part: int
    number: int
    kanji: bool


class Promise(NamedTuple):
    """text[start:end] promises at least or exactly `number` things."""

    start: int
    end: int
    number: int
    least: bool


class Series(NamedTuple):
    """Headings of one pattern and level that follow each other, and what was promised before them.

    missing  the numbers that are not there though the series needs them, ascending.
    """

    pattern: str
    members: tuple[Member, ...]
    missing: tuple[int, ...]
    promise: Promise | None


class Lost(NamedTuple):
    """A lost passage: where a hit should be set, whether filler stands there, the evidence, and the series."""

    start: int
    end: int
    filler: bool
    reason: str
    series: Series


def number_of(digits: str) -> int:
    """The value of Arabic or kanji digits; 0 where they are no whole number.

    >>> number_of("３"), number_of("十二"), number_of("二十"), number_of("百五")
    (3, 12, 20, 105)
    """
    value = value_of(digits)
    return value if isinstance(value, int) else 0


def series_of(context: Context) -> tuple[Series, ...]:
    """The series of two headings and more in a text, in the order of their first member."""
    text, parts = context.text, context.parts
    grouped: dict[tuple[str, str], list[Member]] = {}
    found: list[tuple[str, list[Member]]] = []
    told: set[tuple[str, int]] = set()
    marked = "#" in text
    for index, part in enumerate(parts):
        start, _, kind = part
        if kind in ("attribute", "comment"):
            break
        first = text[start : start + 1]
        begins = _may_begin(first) or first.isspace()
        if not (begins or marked):
            continue
        read = _read(text, part, index) if begins else None
        if read and read[0][0] == "第" and part.kind == "heading" and not _LABEL_END.match(text, read[1].end):
            told.add((read[0], read[1].number))  # 第4章港の暮らし: no member of the series, but it is there
            read = None
        if read and first in " \t" and context.format == "txt" and read[0][0] in "N(①":
            continue  # a list that is set in
        if read is None and not marked:
            continue
        if part.kind != "heading":
            if read:
                told.add((read[0], read[1].number))
                if read[1].number == 1 and context.format == "txt":  # a list of steps, some of which look like headings
                    for key in [key for key in grouped if key[1] == read[0]]:
                        found.append((key[1], grouped.pop(key)))
            continue
        marks = _MARKS.match(text, part.start, read[1].start if read else part.end)
        mark = marks.group().strip() if marks else ""
        for key in [key for key in grouped if len(key[0]) > len(mark)]:  # a heading above ends the series below it
            found.append((key[1], grouped.pop(key)))
        if read is None:
            continue
        pattern, member = read
        number = member.number
        members = grouped.setdefault((mark, pattern), [])
        again = members and (members[-1].number != 1 or pattern[0] in "N(①") and any(m.number == 1 for m in members)
        again = again or members and pattern[0] in "N(①" and member.start - members[-1].end > FAR  # another list
        again = again or members and (pattern, 1) in told  # theirs is told in the text
        if number == 1 and again:
            found.append((pattern, members))
            members = grouped[mark, pattern] = []
        if not any(_same_heading(text, parts, other, member) for other in members):  # one of a list of contents
            members.append(member)
    found += [(pattern, members) for (_, pattern), members in grouped.items()]
    last = text.rfind("。", 0, context.text_end)
    end = context.part_at(last) + 1 if last >= 0 else len(parts)
    found = [(pattern, _without_links(members, end)) for pattern, members in found]
    series = [
        _series(context, pattern, members, {number for other, number in told if other == pattern})
        for pattern, members in found
        if len(members) > 1 and not _counts_down(members)
    ]
    return tuple(sorted(series, key=lambda s: s.members[0].start))


def _without_links(members: list[Member], end: int) -> list[Member]:
    """Members without those after the last text of all (part `end`), if they lead to other pages: they begin again."""
    inside = [member for member in members if member.part < end]
    after = members[len(inside) :]
    again = inside and after and after[0].number <= inside[-1].number
    return inside if len(after) > 1 and not inside or again else members


def _same_heading(text: str, parts: tuple[Part, ...], one: Member, other: Member) -> bool:
    first, second = (text[m.start : parts[m.part].end].strip(" \t\u3000¶") for m in (one, other))
    return one.number == other.number and first == second


def _read(text: str, part: Part, index: int) -> tuple[str, Member] | None:
    """The pattern and the ordinal at the start of a part."""
    match = _ORDINAL.match(text, part.start, part.end)
    if match is None:
        return None
    digits = match["number"] or match["inner"] or match["circled"]
    number = _CIRCLED.index(digits) + 1 if match["circled"] else number_of(digits)
    before, after = match["before"] or "", match["after"] or ""
    if after and (after in _DIVISIONS) != bool(before):
        return None  # 3部作
    if before and not (
        _LABEL_END.match(text, match.end()) or part.kind == "heading" and _TITLE.match(text, match.end())
    ):
        return None  # 第9条を読む
    if not number or after == "、" and digits.isdecimal():
        return None
    pattern = "(N)" if match["inner"] else "①" if match["circled"] else f"{before}N{after}"
    return pattern, Member(match.end("mark"), match.end(), index, number, digits[0] in KANJI_DIGITS + "十百")


def _counts_down(members: list[Member]) -> bool:
    numbers = [member.number for member in members]
    return len(numbers) > 2 and numbers == sorted(set(numbers), reverse=True)


def _series(context: Context, pattern: str, members: list[Member], told: set[int]) -> Series:
    numbers = {member.number for member in members}
    counted = pattern[-1] in "目め"  # chapters may begin anywhere: a file can be a part of a book
    low = 1 if counted and min(numbers) <= 3 and not _told_first(context.text, *members[0][:2]) else min(numbers)
    missing = tuple(sorted(set(range(low, max(numbers))) - numbers - told))
    if len(missing) > len(members):  # no series, but numbers that mean something else
        missing = ()
    return Series(pattern, tuple(members), missing, _promise(context, members) if counted or low == 1 else None)


def _told_first(text: str, before: int, end: int) -> bool:
    """True if the running text before the series names its first member itself: 1つ目は…, 最初の値 before 2番目の値."""
    low, after = max(0, before - FAR), text[end : end + 2]
    return (
        _FIRST.search(text, low, before) is not None
        or after[:1] == "の"
        and text.find(f"最初{after}", low, before) >= 0
    )


def _promise(context: Context, members: list[Member]) -> Promise | None:
    """The last promise of a number in the section that leads to the series."""
    text, first = context.text, members[0]
    start = first.start
    for index in range(first.part - 1, -1, -1):
        part = context.parts[index]
        alone = MARK.fullmatch(text[part.start : part.end].strip())
        if part.kind == "heading" and not alone or first.start - part.start > FAR:
            break
        start = part.start
    found = None
    for match in _PROMISE.finditer(text, start, first.start):
        things = match["of"] and _THINGS.match(text, match.end(), first.start)
        before = text[max(0, match.start() - 1) : match.start()]
        if not things or before and before in _PART_OF_NUMBER:
            continue
        if not match["cue"] and match["unit"] not in "つ点":
            continue
        if not context.quoted(match.start()):
            number = number_of(match["number"])
            found = Promise(match.start("number"), match.end("unit"), number, match["cue"] == "少なくとも")
    return found


def lost_of(context: Context) -> tuple[Lost, ...]:
    """Where a passage is lost: filler or its mark where a series has a gap; or a gap and a broken promise at once."""
    text = context.text
    marks = [match.span() for match in MARK.finditer(text) if _is_alone(text, *match.span())]
    residue = [(r.start, r.end) for r in context.residue if r.kind in ("loop", "sentence")]
    filler = sorted(span for span in marks + residue if span[1] <= context.text_end)
    starts = [start for start, _ in filler]
    found: list[Lost] = []
    for series in context.series:
        broken = _is_broken(series)
        if not (series.missing or broken):
            continue
        reason = _reason(series)
        low, high = _gap(series)
        last = bisect_left(starts, high) - 1
        if last >= 0 and starts[last] > low:
            found.append(Lost(*filler[last], True, reason, series))
        elif series.missing and broken:
            at = next(m for m in series.members if m.number > series.missing[0])
            found.append(Lost(at.start, at.end, False, reason, series))
    return tuple(found)


def _is_broken(series: Series) -> bool:
    return series.promise is not None and len(series.members) < series.promise.number


def _gap(series: Series) -> tuple[int, int]:
    """Between which offsets the first missing member, or the one promised beyond the last, should begin."""
    if not series.missing:
        last = series.members[-1].end
        return series.promise.start if series.promise else last, last + FAR
    before = [m for m in series.members if m.number < series.missing[0]]
    after = [m for m in series.members if m.number > series.missing[0]]
    low = before[-1].end if before else series.promise.start if series.promise else after[0].start - FAR
    return low, after[0].start if after else before[-1].end + FAR


def _is_alone(text: str, start: int, end: int) -> bool:
    """True if nothing but text[start:end] stands in its line."""
    low, high = line_bounds(text, start)
    return not (text[low:start] + text[end:high]).strip()


def _reason(series: Series) -> str:
    shown = series.pattern.replace("N", "{}")
    parts = []
    if series.missing:
        missing = ", ".join(shown.format(n) for n in series.missing)
        parts.append(f"The headings have no {missing}.")
    if _is_broken(series) and series.promise:
        least = "at least " if series.promise.least else ""
        parts.append(f"The text promises {least}{series.promise.number}, and {len(series.members)} headings follow.")
    return " ".join(parts)


def used(lost: Iterable[Lost], series: Series) -> bool:
    """True if the gap of a series is one of the lost passages."""
    return any(item.series == series for item in lost)
