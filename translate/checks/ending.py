"""English that breaks off, or holds a line break."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.segment import CUT, Flag, Severity

from .extent import WORDS, expected_length
from .pair import Pair

_SENTENCE = re.compile(r"[。]\s*$")
_OPEN = re.compile(r"[\w,%$€£¥&+=@/~–—-]\s*$")
_GOES_ON = re.compile(
    r"(?:\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|that|which|who|as|than|if|when|while|because|is|are|was"
    r"|were|be|been|has|have|had|will|would|can|could|should|may|might|must|its|his|her|their|our|your|my|this|these|not"
    r"|no|into|about|over|under|between|against|during|after|before)|[,&+=@/~–—-])\s*$",
    re.I,
)
"""What no sentence ends with."""


_LEFT_OUT = re.compile(r"[［\[（(〔](?:…+|\.\.\.|・・・|[中後以]下?略)[］\]）)〕]\s*$")
"""Said of a text in the Japanese itself: （後略）."""

_LABELLED = re.compile(r"\s*(?:\w+ ){0,3}\w+: ?(?:\S+ ?){1,3}$")
"""A label and what it labels: Date of submission: 20/1/2026."""


def unfinished(pair: Pair) -> Iterator[Flag]:
    """Flag `unfinished`: the Japanese is a sentence, and the English ends in no sign that ends one.

    For information where it lacks no more than a few words and ends in one that may end a sentence, as in menus.
    An English that was cut off (CUT at its end) is flagged whatever the Japanese is.
    """
    if pair.target.rstrip().endswith(CUT) and not _LEFT_OUT.search(pair.source):
        end = len(pair.target.rstrip())
        yield Flag("unfinished", "the English breaks off", "warning", None, (end - len(CUT), end))
    if _SENTENCE.search(pair.source) and _OPEN.search(pair.target) and not _is_title_or_item(pair):
        end = len(pair.target.rstrip())
        whole = not _GOES_ON.search(pair.target) and expected_length(pair) - end < WORDS
        severity: Severity = "info" if whole else "warning"
        yield Flag("unfinished", "the English breaks off", severity, None, (end, end))


def _is_title_or_item(pair: Pair) -> bool:
    """Whether the English is set as a title, its words but the short ones with capitals, or as an item, with none."""
    if pair.target.lstrip()[:1].islower() or _LABELLED.match(pair.target):
        return True
    words = [word.text for word in pair.words if len(word.text) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def line_break(pair: Pair) -> Iterator[Flag]:
    """Flag `line-break`: one Japanese line has become several."""
    text = pair.target.strip()
    if "\n" in text and "\n" not in pair.source.strip():
        start = pair.target.index("\n", pair.target.index(text))
        yield Flag("line-break", "the English holds a line break", "warning", None, (start, start + 1))
