"""Japanese numerals: the value of Arabic digits, kanji digits and both with 十 百 千 万 億 兆 京."""

from __future__ import annotations

import unicodedata

from .lazy import lazy

KANJI_DIGITS = "〇一二三四五六七八九"
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
FULL_WIDTH = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "０１２３４５６７８９，．％：／"}
"""For str.translate: every sign of a number in its narrow form, one for one, so that offsets stay."""

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
LONGEST = 60
"""A longer row of digits is no numeral."""

_DIGIT = {sign: str(value) for value, sign in enumerate(KANJI_DIGITS)} | {"零": "0"}
_TOKEN = lazy(rf"(?P<digits>{DIGITS})|(?P<kanji>[{KANJI_DIGITS}零]+)|(?P<small>[十百千])|(?P<large>[万億兆京])")


def value_of(numeral: str) -> int | float | None:
    """The value of a numeral, exact for whole numbers; None if the text is no numeral.

    >>> value_of("1億2000万"), value_of("1.5兆"), value_of("３千"), value_of("1,000")
    (120000000, 1500000000000, 3000, 1000)
    >>> value_of("二十五"), value_of("二〇二六"), value_of("十万"), value_of("三千二百万"), value_of("0.5")
    (25, 2026, 100000, 32000000, 0.5)
    >>> value_of("万"), value_of("二の足")
    (None, None)
    """
    text = numeral.translate(FULL_WIDTH)
    if not 0 < len(text) <= LONGEST:
        return None
    if text.isascii() and text.isdecimal():
        return int(text)
    if len(text) == 1 and text in KANJI_DIGITS:
        return KANJI_DIGITS.index(text)
    from fractions import Fraction  # takes a while

    total, below, current = Fraction(0), Fraction(0), None
    largest = smallest = None
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            return None
        position = match.end()
        if match["digits"] or match["kanji"]:
            if current is not None:
                return None
            written = match["digits"] or "".join(_DIGIT[sign] for sign in match["kanji"])
            current = Fraction(written.replace(",", ""))
        elif match["small"]:
            unit = SMALL_UNITS[match["small"]]
            if smallest is not None and unit >= smallest:
                return None
            below, current, smallest = below + (1 if current is None else current) * unit, None, unit
        else:
            unit = LARGE_UNITS[match["large"]]
            if largest is not None and unit >= largest or current is None and not below:
                return None
            total, below, current, largest, smallest = (
                total + (below + (current or 0)) * unit,
                Fraction(0),
                None,
                unit,
                None,
            )
    total += below + (current or 0)
    return int(total) if total.denominator == 1 else float(total)
