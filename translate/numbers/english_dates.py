"""Months, days, years and times of day in English."""

from __future__ import annotations

import re

from .english_numerals import CARDINALS, Token
from .quantity import MONTHS, Numeral, Quantity

MONTH_NUMBERS = (
    {name.lower(): n for n, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)
_BEFORE_MONTH = re.compile(
    r"(?:[0-9]|th|st|nd|rd|\b(?:in|of|by|since|until|till|last|next|this|early|late|mid|from|to|and|through|between|for"
    r"|on|during|before|after|every|each|previous|following))[\s-]$|[a-z]-$",
    re.I,
)
_AFTER_MONTH = re.compile(r"\.?,?\s?(?:of\s)?[0-9]|\.\s")
_CLOCK = re.compile(r"(?:[:.](?P<minute>[0-5][0-9]))?\s?(?P<half>[ap])\.?m\b\.?", re.I)
_MINUTE = re.compile(r":(?P<minute>[0-5][0-9])(?![0-9])")
_PARTS_OF_HOUR = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_HOURS = "|".join(word for word, n in CARDINALS.items() if 0 < n < 13)
_PAST = re.compile(
    r"(?<![\w-])(?:an?\s)?(?P<part>half|quarter|twenty-five|five|ten|twenty|5|10|20|25)"
    r"(?P<unit>\sminutes?|\smins?)?\s(?P<side>past|after|to|before|till)\s"
    rf"(?P<hour>{_HOURS}|1?[0-9](?![\w:]))(?![\w-])"
    r"(?=\s?(?:$|[,;:!?.)\"”’—–](?![0-9]))|\s(?:in|at|on|[ap]\.?m|o['’]clock|when|and|or|every|each|local|sharp)\b)",
    re.I,
)
_AT = re.compile(r"\b(?:at|by|until|till|around|about|is|was|it's)\s$", re.I)
_OCLOCK = re.compile(r"\so['’]clock\b")


def is_month(text: str, token: Token) -> bool:
    """True if a token names a month; not where may and march are verbs, and mar and dec other words.

    >>> from .english_numerals import tokens_of
    >>> [is_month("They march in May", token) for token in tokens_of("They march in May")]
    [False, False, False, True]
    """
    word = text[token.start : token.end]
    if token.text not in MONTH_NUMBERS or not word[0].isupper():
        return False
    if len(word) > 3 and word not in ("March", "Sept"):
        return True
    if _AFTER_MONTH.match(text[token.end : token.end + 6]):
        return True
    return word in ("May", "March") and _BEFORE_MONTH.search(text[max(0, token.start - 11) : token.start]) is not None


def read_clock(numeral: Numeral) -> list[Quantity]:
    """8 p.m., 8:30 a.m., 20:30, 8 o'clock: the hour, and the minutes if there are any; else []."""
    text, end, value = numeral.text, numeral.end, numeral.value
    written, half = numeral.written, _CLOCK.match(text, numeral.end)
    if half and value < 13:
        dotted = written.partition(".")[2]  # 8.30 p.m.
        minute = half["minute"] or dotted
        late = half["half"].lower() == "p"
        stop = end if half["minute"] else numeral.start + len(written.partition(".")[0]) if dotted else half.end()
        found = [numeral.counts("hour", stop, "clock", value=int(value) % 12 + (12 if late else 0))]
        return found + ([_minutes(stop + 1, half.end(), minute)] if minute else [])
    if value > 24 or not numeral.whole or not numeral.figures or numeral.before.endswith(":"):
        return []
    other = value - 12 if value > 12 else value + 12
    if minutes := _MINUTE.match(text, end):
        return [numeral.counts("hour", end, "", other), _minutes(end + 1, minutes.end(), minutes["minute"])]
    if oclock := _OCLOCK.match(text, end):
        return [numeral.counts("hour", oclock.end(), "", other)]
    return []


def _minutes(start: int, end: int, written: str) -> Quantity:
    value = int(written)
    return Quantity(start, end, "minute", value, value, "minute", needed=value != 0)


def read_clock_words(text: str, start: int) -> list[Quantity]:
    """The hour and the minutes of "half past three" or "ten minutes to nine" at a place of an English text; else [].

    >>> [(q.kind, q.value) for q in read_clock_words("at a quarter to eight", 3)]
    [('hour', 7), ('minute', 45)]
    """
    match = _PAST.match(text, start)
    if not match:
        return []
    part, side, hour = match["part"].lower(), match["side"].lower(), match["hour"].lower()
    said = int(hour) if hour.isdigit() else CARDINALS[hour]
    minutes = int(part) if part.isdigit() else _PARTS_OF_HOUR[part]
    sure = part in ("half", "quarter") or match["unit"] or _AT.search(text[max(0, start - 8) : start])
    if said > 12 or not sure:
        return []
    if side in ("to", "before", "till"):
        said, minutes = (said - 1) % 24, 60 - minutes
    place = match.span("hour")
    return [
        Quantity(*place, "hour", said, said, also=(said + 12, float(said % 12)), figures=False),
        Quantity(*match.span("part"), "minute", minutes, minutes, "minute", figures=False),
    ]


def read_date(numeral: Numeral, last: Quantity | None, following: Token | None, has_unit: bool) -> Quantity | None:
    """A day or a year beside a month, or a year by itself; None if it is neither.

    last       the quantity before it.
    following  the next token.
    has_unit   True if a unit follows, so that 2000 is no year.
    """
    text, start, end, value = numeral.text, numeral.start, numeral.end, numeral.value
    if not numeral.whole or "," in numeral.written or not (numeral.figures or numeral.ordinal):
        return None
    between = text[last.end : start][:12] if last else ""
    after_month = last is not None and last.kind == "month" and re.fullmatch(r"\.?,?\s(?:the\s)?(?:of\s)?", between)
    after_day = last is not None and last.kind == "day"
    before_month = (
        following is not None
        and is_month(text, following)
        and re.fullmatch(r"\s(?:of\s)?", text[end : following.start][:8])
    )
    listed = after_day and re.fullmatch(r"\s?(?:-|–|to|and|,)\s?", between) and not re.match(r"\s[a-z]", text[end:][:2])
    if value <= 31 and (after_month or before_month or listed):
        return numeral.counts("day", end, "day")
    if not numeral.figures or numeral.ordinal:
        return None
    if 1000 <= value < 2200 and len(numeral.written) == 4:
        beside = after_month or after_day and re.fullmatch(r",?\s(?:of\s)?", between)
        return numeral.counts("year", end) if beside or not has_unit else None
    if len(numeral.written) == 2 and numeral.before.endswith(("'", "’")):
        return numeral.counts("year", end, "", value + 1900, value + 2000)
    return None
