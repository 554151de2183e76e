"""Numerals of an English text, in figures and in words: twenty-five hundred, half a million, dozens of thousands."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from .quantity import Numeral

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS = {word: n for n, word in enumerate(_TO_NINETEEN)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
ORDINALS = (
    {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), 1)}
    | {"tenth": 10, "eleventh": 11, "twelfth": 12, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}
    | {f"{word}th": n for word, n in CARDINALS.items() if 13 <= n < 20}
    | {f"{word[:-1]}ieth": 10 * n for n, word in enumerate(_TENS, 2)}
)
DECADES = {f"{word[:-1]}ies": 10 * n for n, word in enumerate(_TENS, 2)}
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12, "trn": 10**12, "dozen": 12,
}  # fmt: skip
_VAGUE = {
    "dozens": 20, "tens": 10, "scores": 10, "decades": 10, "hundreds": 100, "centuries": 100, "thousands": 1000,
    "millions": 10**6, "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4} | {
    f"{word}{s}": n for word, n in ORDINALS.items() if 4 <= n <= 100 for s in ("", "s")
}
"""The words for parts of one, by what one is divided by."""

_LARGEST = 10**15
_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
_LEADS = frozenset({"a", "an", "several", "half", "couple", "few", "many"})
_TOKEN = re.compile(
    r"(?P<phrase>\b(?:24/7|9/11|[Cc]atch[- ]22|[Ww]hole nine yards|[Cc]loud nine)\b)"
    r"|(?P<name>(?<![A-Za-z0-9.])"
    r"(?!(?:Mid|Pre|Post|Over|Under|Sub|Non|Aged?|From|To|No|Day|USD?|EUR|JPY|GBP|CNY)-?[0-9])"
    r"(?:[A-Z][A-Za-z]{0,8}|covid)-?[0-9]++(?![0-9]*[.,][0-9])[A-Za-z]*)"
    r"|(?P<figures>(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?|(?<![0-9A-Za-z])\.[0-9]++)"
    r"|(?P<sign>[½¼¾⅓⅔])"
    r"|(?P<word>[A-Za-z]++(?:-(?:up|time)(?![A-Za-z]))?)"
)


class Token(NamedTuple):
    """A word or a figure, in small letters, and its place."""

    kind: str
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The words and figures of a text; what was not matched is punctuation."""
    return [Token(match.lastgroup or "", match.group().lower(), *match.span()) for match in _TOKEN.finditer(text)]


def near(text: str, tokens: list[Token], index: int) -> bool:
    """True if nothing but a space or a hyphen parts a token from the one before."""
    if not 0 < index < len(tokens):
        return False
    return text[tokens[index - 1].end : tokens[index].start] in ("", " ", "-", "‐", "–", "\u00a0", "\u202f")


def after(tokens: list[Token], index: int, end: int) -> int:
    """The first token from index on that begins at or after `end`."""
    while index < len(tokens) and tokens[index].start < end:
        index += 1
    return index


def numeral_at(text: str, tokens: list[Token], index: int) -> Numeral | None:
    """The numeral that begins at a token.

    >>> text = "half a million of twenty-five hundred"
    >>> [numeral_at(text, tokens_of(text), index).value for index in (0, 4)]
    [500000, 2500]
    """
    token = tokens[index]
    if token.kind in ("figures", "sign"):
        value = _SIGNS[token.text] if token.kind == "sign" else Fraction(token.text.replace(",", "")[:300])
        following = index + 1
        if token.kind == "figures" and near(text, tokens, following) and tokens[following].kind == "sign":
            value, following = value + _SIGNS[tokens[following].text], following + 1
        return _go_on(text, tokens, index, following, Fraction(0), value, True)
    if token.text in CARDINALS:
        return _go_on(text, tokens, index, index + 1, Fraction(0), Fraction(CARDINALS[token.text]), False)
    if token.text in ORDINALS:
        return Numeral(text, token.start, token.end, ORDINALS[token.text], False, ordinal=True)
    if token.text in _VAGUE:
        size, following = float(_VAGUE[token.text]), index + 1
        while following + 1 < len(tokens) and tokens[following].text == "of" and tokens[following + 1].text in _VAGUE:
            size, following = size * _VAGUE[tokens[following + 1].text], following + 2
        return Numeral(text, token.start, tokens[following - 1].end, size, False, vague=True)
    return _led(text, tokens, index) if token.text in _LEADS else None


def _led(text: str, tokens: list[Token], index: int) -> Numeral | None:
    """A scale word after a, half a, several, a few, a couple of."""
    scale = index + 1
    while scale < min(len(tokens), index + 3) and tokens[scale].text in ("a", "few", "couple", "of"):
        scale += 1
    words = {token.text for token in tokens[index:scale]}
    if scale >= len(tokens) or tokens[scale].text not in SCALES or words == {"a", "of"}:
        return None
    vague = bool(words & {"several", "few", "many"})
    value: float = 0.5 if "half" in words else 2 if "couple" in words else 1
    end = scale
    while end < len(tokens) and tokens[end].text in SCALES:
        value *= 10 if vague and tokens[end].text == "dozen" else SCALES[tokens[end].text]
        end += 1
    if not vague and words <= {"a", "an"} and tokens[scale].text != "dozen":
        return _go_on(text, tokens, index, end, Fraction(value), None, False)
    whole = int(value) if value == int(value) else value
    return Numeral(text, tokens[index].start, tokens[end - 1].end, whole, False, vague=vague)


def _go_on(
    text: str, tokens: list[Token], first: int, index: int, total: Fraction, current: Fraction | None, figures: bool
) -> Numeral:
    """Goes on from a numeral with its scales and smaller parts; total is of whole scales, current what follows them."""
    ordinal = False
    while near(text, tokens, index):
        word = tokens[index].text
        if total + (current or 0) > _LARGEST:
            break
        if word in SCALES and (current is not None or total and word != "dozen"):
            if current is None:
                total *= SCALES[word]
            elif word in ("hundred", "dozen"):
                current *= SCALES[word]
            else:
                total, current = total + current * SCALES[word], None
        elif word == "and" and near(text, tokens, index + 1):
            half = _and_a_half(text, tokens, index)
            if half:
                unit = 1 if current is not None else SCALES.get(tokens[index - 1].text, 1)
                halved = total + (current or 0) + half * unit
                index += 3
                if near(text, tokens, index) and tokens[index].text in SCALES:
                    halved, index = halved * SCALES[tokens[index].text], index + 1
                return Numeral(text, tokens[first].start, tokens[index - 1].end, _plain(halved), figures)
            large = current >= 100 if current is not None else total >= 100
            if figures or not large or CARDINALS.get(tokens[index + 1].text, 0) == 0:
                break
        elif figures or not _is_smaller(CARDINALS.get(word, ORDINALS.get(word, 0)), total, current):
            break
        else:
            current = (current or Fraction(0)) + CARDINALS.get(word, ORDINALS.get(word, 0))
            ordinal = word not in CARDINALS
        index += 1
        if ordinal:
            break
    value = _plain(total + (current or 0))
    return Numeral(text, tokens[first].start, tokens[index - 1].end, value, figures, ordinal=ordinal)


def _plain(value: Fraction) -> float:
    """An int where the value is whole (1.025 billion), else a float."""
    return int(value) if value.denominator == 1 and value < 10**16 else float(value)


def _and_a_half(text: str, tokens: list[Token], index: int) -> Fraction:
    """A half where "and a half" stands at a token, a quarter likewise, else 0."""
    if index + 2 < len(tokens) and tokens[index + 1].text == "a" and near(text, tokens, index + 2):
        return {"half": _SIGNS["½"], "quarter": _SIGNS["¼"]}.get(tokens[index + 2].text, Fraction(0))
    return Fraction(0)


def _is_smaller(value: int, total: Fraction, current: Fraction | None) -> bool:
    """True if a word of this value can go on a numeral: one after twenty, twenty after a hundred."""
    if not 0 < value < 100:
        return False
    if current is None:
        return total >= 100
    if current >= 100 and current % 100 == 0:
        return True
    return 20 <= current % 100 < 100 and current % 10 == 0 and value < 10
