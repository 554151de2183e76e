"""Numbers whose value stands in the English, where it means another thing: a day told as the how-manieth, 超える and
割り込む told as just so much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from translate.segment import Flag

from .quantity import Quantity, with_word_before

_PASSED = re.compile(
    "(?:未満|弱(?![いくめまさ者点体]|か[っろ])|足らず)|(?:台|の大台|前後)?を?(?:(?:大きく|大幅に|一時|初めて|やや|わずかに)?(?:超え|上回|下回|割り込|突破)|割っ)"
)
_SAYS_PASSED = re.compile(
    r"\b(?:exceed\w*|excess|top(?:s|ped|ping)?|surpass\w*|beyond|above|below|dip\w*|broke|break\w*|cross\w*|pass\w*"
    r"|outnumber\w*|outpac\w*|eclips\w*|short of|shy of|well into|north of|south of|fewer|higher|lower|greater|beat\w*"
    r"|minimum|maximum|limit|mark|threshold|barrier|level|upwards?)\b|\b(?:or|and) (?:more|less|over|under|up)\b"
    r"|\d\+|-plus\b|\b(?:almost|nearly|barely|close to)\b",
    re.I,
)
_JUST_BEFORE = re.compile(r"\b(?:more|over|under\w*|less|least|past|up|down)\b[^.;,]{0,30}$", re.I)
_HOW_MANIETH = re.compile(
    r"\s(?:straight|consecutive|annual|anniversary|edition|session|round|time|meeting|conference|congress|summit|match"
    r"|game|win|victory|loss|title|place|[A-Z]\w+ [A-Z])"
)
_WHOSE = re.compile(r"(?:\b(?:its|his|her|their|our|my)|['’]s?) $", re.I)
_ON = re.compile(r"\b(?:on|by|from|since|until|till|through|to|into|for|before|after|of|and|or) (?:the )?$", re.I)
_LEAST = 10

_THAN_BEFORE = re.compile(
    "(?:前|昨|去|同)(?:年|年度|月|週|日|回|期|季)(?:同[期月日週])?(?:より|比|に比べ|と比べ|を上回|を下回)"
)
_SAYS_THAN = re.compile(
    r"\b(?:than|from|compar\w+|over|versus|vs|year-on-year|year-over-year|month-on-month|on[- ]year|down|up|earlier"
    r"|since|before|against|relative|ago|prior|previous|above|below|exceed\w*|surpass\w*|half|twice|double\w*|times|drop\w*"
    r"|r[io]se\w*|rising|f[ae]ll\w*|increas\w*|decreas\w*|declin\w*|gr[eo]w\w*|growth|gain\w*|jump\w*|surg\w*|slid\w*"
    r"|shr[aiu]nk\w*|plung\w*|outpac\w*|better|worse|annual\w*)\b",
    re.I,
)
_AGO = re.compile("前(?![後半年払倒日])")
_SAYS_AGO = re.compile(
    r"\b(?:ago|before|earlier|prior|previous\w*|back|since|last|past|old|in \d{4}|\d{4}s?|advance|ahead|until|till|yet"
    r"|first|former|preced\w*|older|younger|eve|from|early|pre\w*|then|once|ex-?)\b",
    re.I,
)
_LATER, _SAYS_BACK = re.compile("後(?:に|、|の)"), re.compile(r" ago\b")
_PARTS_OF_TEN = {
    "前半": re.compile(r"\b(?:late|mid|middle|latter|second half)\b[\s\w-]{0,12}$", re.I),
    "半ば": re.compile(r"\b(?:late|early|latter)\b[\s\w-]{0,12}$", re.I),
    "後半": re.compile(r"\b(?:early|mid|middle|first half)\b[\s\w-]{0,12}$", re.I),
}
"""What part of ten years, and English before them that says another."""

_WEEKDAYS = dict(zip("月火水木金土日", "mon tues wednes thurs fri satur sun".split(), strict=True))
_WEEKDAY_JA = re.compile("([月火水木金土日])曜|[（(]([月火水木金土日])(?:・祝|・休)?[）)]")
_WEEKDAY_EN = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.I)
_PEOPLE = "people|persons?|residents|men|women|citizens|children"
_NOT_COUNTED = {
    "世帯": _PEOPLE, "戸": _PEOPLE, "軒": _PEOPLE, "棟": _PEOPLE, "台": _PEOPLE, "頭": _PEOPLE, "匹": _PEOPLE,
    "社": f"{_PEOPLE}|countries|nations|cities|schools|households",
    "校": f"{_PEOPLE}|companies|firms|countries|households",
    "カ国": f"{_PEOPLE}|companies|firms|cities|schools", "か国": f"{_PEOPLE}|companies|firms|cities|schools",
    "人": "households?|homes?|houses|companies|firms|countries|nations|vehicles|cars|schools|times|dollars",
    "名": "households?|homes?|houses|companies|firms|countries|nations|vehicles|cars|schools|times|dollars",
    "回": f"{_PEOPLE}|companies|firms|countries",
    "勝": "loss|losses|defeats?", "敗": "wins?|victor(?:y|ies)",
}  # fmt: skip
"""What English counts with a number that has this counter in Japanese only by mistake."""

_SCORE = ("勝", "敗")

_IS_LOSS = re.compile("[△▲][¥￥$]?$")
_SAYS_LOSS = re.compile(
    r"(?:minus|negative|loss\w*|los[et]\w*|losing|deficit|shortfall|red|f[ae]ll\w*|down|declin\w*|decreas\w*|drop\w*|reduc\w*"
    r"|cut\w*|shr[aiu]nk\w*|contract\w*|slump\w*|outflow|below|less|fewer|lower\w*|negat\w+|owe[ds]?|debts?|worse\w*)\b|[-−–△▲(]\s?[$¥€£]?\d",
    re.I,
)
_EXACTLY = re.compile(r"\b(?:exactly|precisely) $", re.I)
_ROUGHLY = re.compile(r"\b(?:about|around|approximately|roughly|nearly|almost|some|over|more than|less than) $", re.I)
_JUST_SO_MANY = re.compile("(?:ちょうど|きっかり|ぴったり)$")


def misread(source: str, target: str, found: Sequence[tuple[Quantity, list[Quantity]]]) -> Iterator[Flag]:
    """Flags `date`, `number`, `unit` and `comparison` of quantities that agree by value, with places in code points.

    found  each quantity of the Japanese with those of the English that agree with it.

    >>> from translate.numbers.compare import compare
    >>> def seen(source, target):
    ...     return [flag.message for flag in misread(source, target, compare(source, target).source)]
    >>> seen("19日の会合で", "at its 19th meeting"), seen("19日の会合で", "at the meeting on the 19th")
    (['19日 is a day; the English counts: 19th meeting'], [])
    >>> seen("2年ぶりに勝った", "won for the second time")
    ['2年ぶり is a time; the English counts: second time']
    >>> seen("4万円を割り込んだ", "fell to 40,000 yen"), seen("4万円を割り込んだ", "fell below 40,000 yen")
    (['4万円を割り込 is less than; the English says just 40,000 yen'], [])
    """
    values = Counter(s.value for s, _ in found)
    for s, same in found:
        apiece = s.unit in _SCORE and values[s.value] > 1  # 2勝2敗: two wins apiece
        wrong = _wrong(source, target, s, same) if same and s.needed and not apiece else None
        if wrong:
            name, end, message = wrong
            yield Flag(
                name, f"{source[s.start : end]} {message}", "warning", (s.start, end), (same[0].start, same[0].end)
            )


def uncompared(source: str, target: str) -> Iterator[Flag]:
    """A flag `comparison` where the Japanese compares with a time before and the English with nothing.

    >>> [flag.message for flag in uncompared("前年より4万人少ない。", "Last year there were 40,000 fewer people.")]
    ['前年より compares with another time; the English does not']
    """
    found = _THAN_BEFORE.search(source)
    if found and not _SAYS_THAN.search(target):
        message = f"{found.group()} compares with another time; the English does not"
        yield Flag("comparison", message, "warning", found.span())


def other_weekday(source: str, target: str) -> Iterator[Flag]:
    """A flag `date` where the two texts name days of the week and none is the same.

    >>> [flag.message for flag in other_weekday("月曜日に会う。", "We meet on Tuesday.")]
    ['月曜 is Monday; the English has Tuesday']
    """
    ours, theirs = list(_WEEKDAY_JA.finditer(source)), list(_WEEKDAY_EN.finditer(target))
    named = [_WEEKDAYS[match[1] or match[2]] for match in ours]
    if ours and theirs and not {match[1].lower() for match in theirs} & set(named):
        message = f"{ours[0].group()} is {named[0].capitalize()}day; the English has {theirs[0].group()}"
        yield Flag("date", message, "warning", ours[0].span(), theirs[0].span())


def _wrong(source: str, target: str, s: Quantity, same: Sequence[Quantity]) -> tuple[str, int, str] | None:
    """The flag's name, where its words in the Japanese end, and what is wrong with them."""
    told = target[same[0].start : same[0].end]
    if s.kind == "day" and all(_is_how_manieth(target, each) for each in same):
        return "date", s.end, f"is a day; the English counts: {_counted(target, same[0])}"
    ordinals = [each for each in same if each.kind == "ordinal"]
    if ordinals and source.endswith("ぶり", s.start, s.end) and all(each.kind != "duration" for each in same):
        return "number", s.end, f"is a time; the English counts: {_counted(target, ordinals[0])}"
    if s.kind == "count" and s.value > 1 and (noun := _counts_others(target, s, same)):
        return "unit", s.end, f"is counted in {s.unit}; the English has {told} {noun}"
    if s.kind == "duration" and (ago := _AGO.match(source, s.end)) and not _SAYS_AGO.search(target):
        return "number", ago.end(), f"is a time ago; the English has {told}"
    if s.kind == "duration" and _LATER.match(source, s.end) and all(_SAYS_BACK.match(target, t.end) for t in same):
        return "number", s.end + 1, f"is a time to come; the English has {told} ago"
    if s.unit and s.kind != "count" and _IS_LOSS.search(source, 0, s.start) and not _SAYS_LOSS.search(target):
        return (
            "number",
            s.end,
            f"is less than nothing by its {source[: s.start].rstrip('¥￥$')[-1]}; the English has {told}",
        )
    before = [target[max(0, t.start - 20) : t.start] for t in same]
    if s.bound == "about" and all(map(_EXACTLY.search, before)):
        return "comparison", s.end, f"is said to be about that; the English says just {told}"
    if _JUST_SO_MANY.search(source, 0, s.start) and all(map(_ROUGHLY.search, before)):
        return "comparison", s.end, f"is said to be just that; the English has {with_word_before(target, same[0])}"
    part = _PARTS_OF_TEN.get(source[s.end : s.end + 2]) if s.kind == "decade" else None
    if part and all(part.search(target, max(0, t.start - 30), t.start) for t in same):
        return "number", s.end + 2, f"is another part of them than the English has: {with_word_before(target, same[0])}"
    if s.bound and s.kind != "temperature" and s.figures and abs(s.value) >= _LEAST:
        passed = _PASSED.match(source, s.end)
        if passed and not _SAYS_PASSED.search(target) and not any(_is_bound(target, each) for each in same):
            return "comparison", passed.end(), f"is {s.bound}; the English says just {told}"
    return None


def _is_how_manieth(target: str, t: Quantity) -> bool:
    if t.kind != "ordinal":
        return False
    before = target[max(0, t.start - 20) : t.start]
    return _WHOSE.search(before) is not None or (
        _HOW_MANIETH.match(target, t.end) is not None and _ON.search(before) is None
    )


def _counts_others(target: str, s: Quantity, same: Sequence[Quantity]) -> str:
    """What the English counts in the place of what the Japanese counts, where that is a mistake everywhere."""
    nouns = _NOT_COUNTED.get(s.unit, "")
    if not nouns:
        return ""
    found = [re.match(rf"(?:\s[a-z-]+)?\s({nouns})\b", target[t.end : t.end + 40]) for t in same]
    return found[0][1] if found[0] and all(found) else ""


def _counted(target: str, t: Quantity) -> str:
    after = re.match(r"\s\w+", target[t.end : t.end + 30])
    return target[t.start : t.end] + (after.group() if after else "")


def _is_bound(target: str, t: Quantity) -> bool:
    return bool(t.bound) or _JUST_BEFORE.search(target, max(0, t.start - 60), t.start) is not None
