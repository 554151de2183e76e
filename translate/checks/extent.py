"""How much is said: a part left out, something added, or another sentence altogether.

By length, against what the Japanese leads one to expect; and, where the encoder is installed (extra `similarity`), by
meaning. If the English is as much like one half of the Japanese as like all of it, the other half is missing; if one
half of the English is more like the Japanese than all of it, the other half is added. The weights were fitted on
tests/cases/checks/pairs.tsv by logistic regression and rounded (benchmarks/translation/fit_extent.py).
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

UNRELATED, UNRELATED_SHORT = 0.28, 0.12
"""Pairs less alike than this have nothing to do with each other; the second for Japanese of up to 20 characters."""

OMITTED, ADDED = 0.9, 3.5
"""The scores from which on there is a flag."""

OMITTED_BY_LENGTH, ADDED_BY_LENGTH = -0.45, 0.9
"""The logarithm of the length over the expected one, where there is no encoder."""

_JA = lazy("[、。，,」』）]")
_EN = lazy(r"[,;:.!?]\s|\s(?=(?:and|but|which|that|as|while|when|after|because|in|of|to)\s)")


def extent(pair: Pair) -> Iterator[Flag]:
    """Flags `unrelated`, `omission` and `addition`; at most one of them."""
    source, target = pair.source.strip(), pair.target.strip()
    if pair.size < SHORTEST:
        return
    ratio = math.log(max(1, len(target)) / expected_length(source))
    slack = 0.06 * max(0.0, STEADY - pair.size)
    if not has_encoder():
        if ratio < OMITTED_BY_LENGTH - slack / 8:
            yield _omission(pair, "much shorter than the Japanese leads one to expect; something may be left out")
        elif ratio > ADDED_BY_LENGTH + slack / 8:
            yield Flag("addition", "much longer than the Japanese; something may be added", "warning")
        return
    (whole,) = alike(source, [target])
    if whole < (UNRELATED if pair.size > 20 else UNRELATED_SHORT):
        yield Flag("unrelated", f"the English says something else (similarity {whole:.2f})", "error")
    elif _omitted(ratio, whole, 0.3) > OMITTED + slack:
        gain = max(alike(target, _halves(source, _JA))) - whole
        if _omitted(ratio, whole, gain) > OMITTED + slack:
            yield _omission(pair, "something of the Japanese seems to be left out")
    elif _added(ratio, 0.3, 0.0) > ADDED + slack:
        parts = alike(source, _halves(target, _EN))
        if _added(ratio, max(parts) - whole, min(parts)) > ADDED + slack:
            cut = len(_halves(target, _EN)[0])
            place = (0, cut) if parts[0] < parts[1] else (cut, len(target))
            yield Flag("addition", "something seems to be added that the Japanese does not say", "warning", None, place)


def expected_length(source: str) -> float:
    """How many characters English of such a Japanese sentence has on the average.

    >>> round(expected_length("市は来年度から、子どもの医療費を無料にする。"))
    62
    """
    kanji = len(re.findall("[\u4e00-\u9fff々]", source))
    hiragana = len(re.findall("[ぁ-ん]", source))
    katakana = len(re.findall("[ァ-ヺー]", source))
    latin = len(re.findall("[!-~！-～]", source))
    return max(10.0, 4.45 * kanji + 2.35 * hiragana + 1.65 * katakana + 0.6 * latin - 6.4)


def _omitted(ratio: float, whole: float, gain: float) -> float:
    """How probable it is that something is left out, as a logit.

    gain  how much more the English is like the half of the Japanese that it is more like, than like all of it.
    """
    return -8.0 * ratio + 3.0 * gain - 3.5 * whole + 0.3


def _added(ratio: float, gain: float, least: float) -> float:
    """How probable it is that something is added, likewise; `least` is of the half that is less like."""
    return 8.0 * ratio + 4.5 * gain - 2.0 * least - 0.75


def _omission(pair: Pair, message: str) -> Flag:
    return Flag("omission", message, "warning", (0, len(pair.source)))


def _halves(text: str, at: re.Pattern[str]) -> tuple[str, str]:
    """The text cut near its middle, at the end of a clause if there is one."""
    middle, size = len(text) / 2, len(text)
    cuts = [match.end() for match in at.finditer(text) if 0.25 * size < match.end() < 0.75 * size]
    cut = min(cuts, key=lambda place: abs(place - middle), default=round(middle))
    return text[:cut], text[cut:]
