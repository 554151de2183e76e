"""Parts of a whole, and ages of people by tens, of a Japanese sentence in English form."""

from __future__ import annotations

import re
from collections.abc import Callable

from cleantext.numerals import value_of

_WORDS = "zero one two three four five six seven eight nine ten".split()
_PARTS = dict(enumerate("half third quarter fifth sixth seventh eighth ninth tenth".split(), 2))
_PART_OF_TEN = {"前半": "early ", "半ば": "mid-", "後半": "late "}
_DIGIT = "[0-9一二三四五六七八九]"
BATTING = (
    rf"(?:(?<=率)|(?<=率[はがも、])){_DIGIT}割{_DIGIT}分(?:{_DIGIT}厘)?"
    rf"|{_DIGIT}割(?:{_DIGIT}分)?{_DIGIT}厘"
)
"""What is told in thousandths: 打率3割2分1厘."""

VAGUE = {
    "十": "dozens", "百": "hundreds", "千": "thousands", "万": "tens of thousands", "十万": "hundreds of thousands",
    "百万": "millions", "千万": "tens of millions", "億": "hundreds of millions", "十億": "billions",
    "百億": "tens of billions", "千億": "hundreds of billions", "兆": "trillions", "十兆": "tens of trillions",
}  # fmt: skip

_WHO = {
    "男女": ("men and women in their", "men and women in their"),
    "男": ("man in his", "men in their"),
    "女": ("woman in her", "women in their"),
}
_WHO |= {f"{who}性": _WHO[who] for who in "男女"}


def fraction(under: float | None, over: float | None) -> str | None:
    """3分の1 is one-third; None where there is no such fraction."""
    if not under or not over or under != int(under) or over != int(over):
        return None
    part = _PARTS.get(int(under))
    if part is None or over > 10:
        return f"{over}/{under}"
    if under == 2:
        return "one-half" if over == 1 else None
    return f"{_WORDS[int(over)]}-{part}" + ("" if over == 1 else "s")


def very_small(under: float | None, spell: Callable[[float], str]) -> str | None:
    """2万5000分の1 is 1/25,000 (a map may be meant), 70億分の1 one in 7 billion."""
    if not under or under < 2:
        return None
    return f"1/{under:,}" if under < 10**6 else f"one in {spell(under)}"


def one_in(of: float | None) -> str | None:
    """4人に1人 is one in four people."""
    return None if not of or of < 2 else f"one in {_WORDS[int(of)] if of <= 10 else f'{of:,}'} people"


def thousandths(written: str) -> str:
    """3割2分1厘 is .321, 3割2分 .320."""
    digits = {sign: value_of(digit) for digit, sign in re.findall(f"({_DIGIT})([割分厘])", written)}
    return "." + "".join(str(digits.get(sign, 0)) for sign in "割分厘")


def ages_of(match: re.Match[str]) -> str:
    """50代半ばの男性 is man in his mid-50s."""
    part, many = match["part"] or "", match["young"] or match["several"] is not None or match["part"] == "以上"
    ages = _PART_OF_TEN.get(part, "") + _ages(match["age"])
    if match["young"]:
        ages = range_of_ages(match["young"], match["and"], match["age"])
    return f"{_WHO[match['who']][bool(many)]} {ages}{' or older' if part == '以上' else ''}"


def _ages(ten: str) -> str:
    """The ages of ten years: 50s, teens."""
    return "teens" if ten == "10" else f"{ten}s"


def range_of_ages(first: str, sign: str, last: str) -> str:
    """Ages of two times ten years, or of more: 20s and 30s, 20s to 60s."""
    between = "and" if sign in "・、と" or sign not in ("から", "ないし") and int(last) - int(first) <= 10 else "to"
    return f"{_ages(first)} {between} {_ages(last)}"
