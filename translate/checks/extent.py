"""How much is said: a part left out, something added, or another sentence altogether.

By length, against what the Japanese leads one to expect; and, where the encoder is installed (extra `similarity`), by
meaning. If the English is as much like a part of the Japanese as like all of it, the rest is missing; if one half of
the English is more like the Japanese than all of it, the other half is added. The weights were fitted on
tests/cases/checks/pairs.tsv and on manuals and games of Debian in two languages, no news, by least squares and logistic
regression, and rounded (benchmarks/translation/fit_extent.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from cleantext.lazy import lazy
from translate.segment import Flag

from .pair import Pair
from .vectors import alike, has_encoder

SHORTEST = 12
"""Japanese of fewer characters is not measured."""

STEADY = 40
"""The shorter Japanese is below this, the less its length tells of that of the English."""

VERY = 20
"""What is shorter than STEADY by more than this is a matter of a word or two."""

UNRELATED, UNRELATED_SHORT = 0.28, 0.12
"""Pairs less alike than this have nothing to do with each other; the second for Japanese of up to 20 characters."""

OMITTED, ADDED = 0.4, 3.5
"""The scores from which on there is a flag."""

OMITTED_BY_LENGTH, ADDED_BY_LENGTH = -0.37, 0.9
"""The logarithm of the length over the expected one, where there is no encoder."""

MOST_GAIN = 0.3
"""More than this a part is hardly ever more alike than the whole, so that the parts need not be read."""

_JA = lazy("[、。，,」』）]")
_ACRONYM = lazy(r"\b[A-Z][A-Z.]{1,5}s?\b")
_EN = lazy(r"[,;:.!?]\s|\s(?=(?:and|but|which|that|as|while|when|after|because|in|of|to)\s)")


def extent(pair: Pair) -> Iterator[Flag]:
    """Flags `unrelated`, `omission` and `addition`; at most one of them."""
    source, target = pair.source.strip(), pair.target.strip()
    if pair.size < SHORTEST:
        return
    ratio = math.log(max(1, len(target)) / expected_length(source))
    short = max(0.0, STEADY - pair.size)
    if not has_encoder():
        if ratio < OMITTED_BY_LENGTH - 0.0075 * short:
            yield _omission(pair, "much shorter than the Japanese leads one to expect; something may be left out")
        elif ratio > ADDED_BY_LENGTH + 0.0075 * short:
            yield Flag("addition", "much longer than the Japanese; something may be added", "warning")
        return
    (whole,) = alike(source, [target])
    if whole < (UNRELATED if pair.size > 20 else UNRELATED_SHORT):
        yield Flag("unrelated", f"the English says something else (similarity {whole:.2f})", "error")
    elif _omitted(ratio, whole, MOST_GAIN, short) > OMITTED:
        acronyms = sum(each.rstrip("s") not in pair.source for each in _ACRONYM.findall(target))
        gain = max(alike(target, _parts(source))) - whole
        if _omitted(ratio, whole, gain, short, acronyms) > OMITTED:
            yield _omission(pair, "something of the Japanese seems to be left out")
    elif _added(ratio, MOST_GAIN, 0.0, short) > ADDED:
        parts = alike(source, _halves(target, _EN))
        if _added(ratio, max(parts) - whole, min(parts), short) > ADDED:
            cut = len(_halves(target, _EN)[0])
            place = (0, cut) if parts[0] < parts[1] else (cut, len(target))
            yield Flag("addition", "something seems to be added that the Japanese does not say", "warning", None, place)


def expected_length(source: str) -> float:
    """How many characters English of such a Japanese sentence has on the average.

    >>> round(expected_length("市は来年度から、子どもの医療費を無料にする。"))
    60
    """
    kanji = len(re.findall("[\u4e00-\u9fff々]", source))
    hiragana = len(re.findall("[ぁ-ん]", source))
    katakana = len(re.findall("[ァ-ヺー]", source))
    latin = len(re.findall("[!-~！-～]", source))
    return max(10.0, 4.37 * kanji + 1.52 * hiragana + 1.23 * katakana + 1.06 * latin + 1.5)


def _omitted(ratio: float, whole: float, gain: float, short: float, acronyms: int = 0) -> float:
    """How probable it is that something is left out, as a logit.

    gain      how much more the English is like the part of the Japanese that it is most like, than like all of it.
    short     by how many characters the Japanese is shorter than what has a steady length.
    acronyms  how many there are that stand for a longer word: MLAs for 立法議会議員.
    """
    steady = 0.041 * short + 0.1 * max(0.0, short - VERY)
    return -7.8 * ratio + 4.25 * gain - 5.0 * whole - steady - 0.63 * acronyms + 1.28


def _added(ratio: float, gain: float, least: float, short: float) -> float:
    """How probable it is that something is added, likewise; `least` is of the half that is less like."""
    return 6.8 * ratio + 5.5 * gain - 2.6 * least - 0.075 * short + 0.23


def _omission(pair: Pair, message: str) -> Flag:
    return Flag("omission", message, "warning", (0, len(pair.source)))


def _halves(text: str, at: re.Pattern[str]) -> tuple[str, str]:
    """The text cut near its middle, at the end of a clause if there is one."""
    middle, size = len(text) / 2, len(text)
    cuts = [match.end() for match in at.finditer(text) if 0.25 * size < match.end() < 0.75 * size]
    cut = min(cuts, key=lambda place: abs(place - middle), default=round(middle))
    return text[:cut], text[cut:]


def _parts(text: str) -> list[str]:
    """The Japanese before and after each end of a clause well within it; its halves if there is none."""
    size = len(text)
    cuts = [match.end() for match in _JA.finditer(text) if 0.2 * size < match.end() < 0.8 * size] or [size // 2]
    return [part for cut in cuts for part in (text[:cut], text[cut:])]
