"""Numbers: set in English form before translating, and compared by value after it.

Small models shift zeros when they turn 万, 億 and 兆 into thousands and billions. So the source is
rewritten exactly before it is translated (20万人 → 200,000人), and every number of the source is
looked for in the English by its value, however it is written there.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from cleantext.characters import has_japanese

_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_KANJI = dict(zip("〇一二三四五六七八九", range(10), strict=True)) | {"零": 0, "両": 2}
MONTHS = "January February March April May June July August September October November December".split()
_FULL_WIDTH = {ord(c): unicodedata.normalize("NFKC", c) for c in "０１２３４５６７８９，．％"}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?:(?:{_DIGITS})[千百]?[万億兆]?)+")
_PART = re.compile(rf"({_DIGITS})([千百]?)([万億兆]?)")
_KANJI_NUMBER = re.compile("[〇一二三四五六七八九十百千]+[万億兆]?|両(?=[国者方])")
_DATE = (
    r"(?<!\d)(?:(?P<y>(?:1[5-9]|20)\d\d)年(?:(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])日(?!間))?)?"
    r"|(?P<m2>1[0-2]|0?[1-9])月(?P<d2>3[01]|[12]\d|0?[1-9])日(?!間)"
    r"|(?P<m3>1[0-2]|0?[1-9])月(?=[にはのまか上中下末、。]))(?!間)"
)
_REWRITTEN = re.compile(rf"{_DATE}|(?P<days>\d{{1,4}})日間|(?P<amount>{_AMOUNT.pattern})")


class Number(NamedTuple):
    """A number of a Japanese text: text[start:end] and the values that stand for it in English."""

    start: int
    end: int
    values: tuple[float, ...]


def rewrite_numbers(text: str) -> str:
    """The text with dates and large numbers in English form; all else is untouched.

    >>> rewrite_numbers("2026年1月9日、20万人に8000億ドル")
    'January 9, 2026、200,000人に800 billionドル'
    >>> rewrite_numbers("2月1日から25%、1億2000万円、5600棟、2日間")
    'February 1から25%、120 million円、5,600棟、2 days'
    """
    return _REWRITTEN.sub(_in_english, text.translate(_FULL_WIDTH))


def _in_english(match: re.Match[str]) -> str:
    if match["days"]:
        return f"{int(match['days'])} day" + ("" if int(match["days"]) == 1 else "s")
    return _amount_in_english(match) if match["amount"] else _date_in_english(match)


def _date_in_english(match: re.Match[str]) -> str:
    year, month, day = match["y"], match["m"] or match["m2"] or match["m3"], match["d"] or match["d2"]
    if month is None:
        return match.group()
    words = MONTHS[int(month) - 1] + (f" {int(day)}" if day else "")
    text = words + ((f", {year}" if day else f" {year}") if year else "")
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return (
        (" " if before.isascii() and before.isalnum() else "")
        + text
        + (" " if after.isascii() and after.isalnum() else "")
    )


def _amount_in_english(match: re.Match[str]) -> str:
    text = match.group()
    if not text.isascii():
        return _spell(amount(text))
    counted = has_japanese(match.string[match.end() : match.end() + 1]) and match.string[match.end()] != "年"
    plain = text.isdigit() and 4 <= len(text) <= 15 and not text.startswith("0")
    return f"{int(text):,}" if plain and counted else text


def _spell(value: float) -> str:
    for unit, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= unit and round(value / unit, 3) * unit == value:
            return f"{value / unit:g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def amount(text: str) -> float:
    """The value of digits with 百 千 万 億 兆 (full-width digits too).

    >>> amount("1億2000万"), amount("3千"), amount("1.5兆")
    (120000000.0, 3000.0, 1500000000000.0)
    """
    total = 0.0
    for digits, small, large in _PART.findall(text.translate(_FULL_WIDTH)):
        total += round(float(digits.replace(",", "")) * _SMALL.get(small, 1) * _LARGE.get(large, 1), 4)
    return total


def kanji_amount(text: str) -> float:
    """The value of a number written in kanji.

    >>> kanji_amount("二十五"), kanji_amount("三千"), kanji_amount("二〇二六"), kanji_amount("十万")
    (25.0, 3000.0, 2026.0, 100000.0)
    """
    total, current, unit_seen = 0, 0, False
    large = 1
    if text[-1] in _LARGE:
        large, text = _LARGE[text[-1]], text[:-1]
    for sign in text:
        if sign in _SMALL:
            total, current, unit_seen = total + (current or 1) * _SMALL[sign], 0, True
        else:
            current = current * 10 + _KANJI[sign] if not unit_seen else _KANJI[sign]
    return float((total + current) * large)


def source_numbers(text: str) -> list[Number]:
    """Numbers written in digits in a Japanese text, each with every value that may stand for it in English.

    A date gives a number for each of its parts. 時 over 12 may be told by the 12-hour clock; 割 as per cent.
    Offsets are code points.
    """
    flat = text.translate(_FULL_WIDTH)
    numbers = []
    for match in _AMOUNT.finditer(flat):
        value = amount(match.group())
        values = [value]
        after = flat[match.end() : match.end() + 2]
        if after[:1] in ("時", ":") and 12 < value <= 24:
            values.append(value - 12)
        if after[:1] == "割":
            values.append(value * 10)
        if after.startswith(("カ月", "か月", "ヶ月", "ヵ月")):
            values.append(value / 12)
        if re.match(r"\d+:$", flat[max(0, match.start() - 3) : match.start()]) and value == 0:
            continue  # 20:00
        numbers.append(Number(match.start(), match.end(), tuple(values)))
    return numbers


def kanji_values(text: str) -> set[float]:
    """Values of the numbers written in kanji; they may stand in English as digits, or not at all."""
    return {kanji_amount(m.group()) for m in _KANJI_NUMBER.finditer(text) if m.group() != "両"} | (
        {2.0} if "両" in text or "双方" in text else set()
    )


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_WORDS: dict[str, float] = (
    {word: float(n) for n, word in enumerate(_UNITS)}
    | {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
    | {word: float(n) for n, word in enumerate(_ORDINALS)}
    | {word.lower(): float(n) for n, word in enumerate(MONTHS, 1)}
    | {word[:3].lower(): float(n) for n, word in enumerate(MONTHS, 1) if word != "May"}
    | {
        "sept": 9.0,
        "once": 1.0,
        "twice": 2.0,
        "both": 2.0,
        "pair": 2.0,
        "double": 2.0,
        "triple": 3.0,
        "half": 0.5,
    }
    | {
        "midnight": 0.0,
        "noon": 12.0,
        "dozen": 12.0,
        "single": 1.0,
        "thirteenth": 13.0,
        "twentieth": 20.0,
        "couple": 2.0,
        "trio": 3.0,
        "duo": 2.0,
    }
)
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mn": 1e6, "bn": 1e9, "tn": 1e12, "$k": 1e3, "$m": 1e6, "$b": 1e9,
}  # fmt: skip
_PRICE = re.compile(r"(?<=[$€£¥])(\d[\d.,]*) ?([kmb])\b")
_CODE = re.compile(r"\b[a-z]+-\d+(?=[a-z]*\b)")
_TARGET = re.compile(r"\$[kmb]\b|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+")


class Written(NamedTuple):
    """A number of an English text: its value, and whether digits show it (not words alone)."""

    value: float
    digits: bool


def target_numbers(text: str) -> list[Written]:
    """Numbers of an English text, in digits or words, months and ordinals included.

    Left out: numbers in names like COVID-19.

    >>> [n.value for n in target_numbers("On Jan. 9, some 1.2 million of twenty-five hundred paid $3m for F-16s")]
    [1.0, 9.0, 1200000.0, 2500.0, 3000000.0]
    """
    flat = _PRICE.sub(r"\1 $\2 ", _CODE.sub(" ", text.lower())).replace("-", " ")
    tokens = _TARGET.findall(flat)
    numbers: list[Written] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        digits = token[0].isdigit()
        if not digits and token not in _WORDS:
            continue
        value = float(token.replace(",", "")) if digits else _WORDS[token]
        if not digits and 20 <= value < 100 and position < len(tokens) and 0 < _WORDS.get(tokens[position], 0) < 10:
            value += _WORDS[tokens[position]]
            position += 1
        while position < len(tokens) and tokens[position] in _SCALES:
            value *= _SCALES[tokens[position]]
            position += 1
        numbers.append(Written(round(value, 4), digits))
    return numbers


_MONTH = re.compile(
    rf"\b(?:{'|'.join(m for m in MONTHS if m not in ('March', 'May'))})\b"
    r"|\b(?:March|May)\b(?= \d|,? (?:of )?20\d\d)|(?<=\b[Ii]n )(?:March|May)\b|(?<= of )(?:March|May)\b"
)


def month_names(text: str) -> list[str]:
    """Months named in an English text, each once; march and may as verbs are left out.

    >>> month_names("They may march in May, from January 9 on")
    ['May', 'January']
    """
    return list(dict.fromkeys(match.group() for match in _MONTH.finditer(text)))


def missing_numbers(source: str, target: str) -> list[str]:
    """Numbers of the source, as they stand there, that the English has in no form.

    >>> missing_numbers("5600棟が14度で", "5,600 homes at minus 40")
    ['14']
    """
    there = {number.value for number in target_numbers(target)}
    article = re.search(r"\b(?:a|an|one|the|each|every|only|sole)\b", target, re.I) is not None
    missing = []
    for start, end, values in source_numbers(source):
        if any(_same(value, other) for value in values for other in there) or (values[0] == 1 and article):
            continue
        if values[0] == int(values[0]) and source[end : end + 2] in ("年代", "代後", "代前"):
            continue
        missing.append(source[start:end])
    return missing


def added_numbers(source: str, target: str) -> list[str]:
    """Numbers in digits in the English that nothing in the source accounts for.

    >>> added_numbers("5600棟が四つ", "5,600 homes, 4 of 300")
    ['300']
    """
    known = {value for number in source_numbers(source) for value in number.values} | kanji_values(source)
    known |= {number.value for number in target_numbers(" ".join(re.findall(r"[A-Za-z0-9.,\- ]+", source)))}
    extra = [n.value for n in target_numbers(target) if n.digits and not any(_same(n.value, k) for k in known)]
    return [f"{value:,g}" if value < 1e6 else _spell(value) for value in extra]


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-4 * max(abs(one), abs(other))
