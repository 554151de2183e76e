"""What English says of a number beside its value: about, at least, more than, at most, less than."""

from __future__ import annotations

import re

from .quantity import Bound, Numeral, Quantity

MINUS = re.compile(r"(?:\bminus|\bnegative|(?<![\w.])[-−–])\s?$", re.I)
_LEAD = r"(?:\s(?:a|an|the|some|about|around))?\s?[A-Z]{0,2}[$€£¥]?$"
_BEFORE: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (
        re.compile(
            r"(?:\b(?:no|not|nor)\s(?:more|greater|higher|longer|older|over)\sthan|\bup\sto|\bat\s(?:the\s)?most"
            rf"|\bmaximum(?:\sof)?|\bnot\sexceed(?:ing)?|\bwithin|\bas\s(?:many|much)\sas){_LEAD}",
            re.I,
        ),
        "at most",
    ),
    (
        re.compile(
            r"(?:\b(?:no|not)\s(?:less|fewer|lower|younger|under|smaller)\sthan|\bat\sleast|\bminimum(?:\sof)?"
            rf"|\bupwards?\sof){_LEAD}",
            re.I,
        ),
        "at least",
    ),
    (
        re.compile(
            r"(?:\b(?:less|fewer|lower|smaller|younger|shorter)\sthan|\bunder|\bbelow|\bnearly|\balmost|\bclose\sto"
            rf"|\bjust\sshort\sof|\bunder\sthe\sage\sof|<){_LEAD}",
            re.I,
        ),
        "less than",
    ),
    (
        re.compile(
            r"(?:\b(?:more|greater|higher|larger|older|longer|better)\sthan|\b(?:just|well|slightly)\sover|\bover|\babove|\bexceed(?:s|ed|ing)?"
            rf"|\bsurpass(?:es|ed|ing)?|\btopp(?:ed|ing)|\bin\sexcess\sof|>){_LEAD}",
            re.I,
        ),
        "more than",
    ),
    (
        re.compile(
            rf"(?:\babout|\baround|\bapproximately|\broughly|\bsome|\bestimated|\bcirca|\bapprox\.?|~){_LEAD}", re.I
        ),
        "about",
    ),
)
_WORD_OR_TWO = r"\s?(?:[A-Za-z]+\s){0,2}"
_AFTER: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (
        re.compile(rf"{_WORD_OR_TWO}(?:or|and)\s(?:more|over|older|above|higher|greater|longer|up)\b|\+|-?plus\b"),
        "at least",
    ),
    (re.compile(rf"{_WORD_OR_TWO}(?:or|and)\s(?:less|fewer|under|younger|below|lower|shorter)\b"), "at most"),
    (re.compile(rf"{_WORD_OR_TWO}or\sso\b"), "about"),
)


def bound_of(numeral: Numeral, quantity: Quantity) -> Bound:
    """How the words before and after a quantity bound it; "" if they do not."""
    before = MINUS.sub("", numeral.before)
    for pattern, bound in _BEFORE:
        match = pattern.search(before)
        if match and not (quantity.kind == "duration" and match.group()[:4].lower() == "over"):
            return bound
    rest = numeral.text[quantity.end : quantity.end + 40]
    return next((bound for pattern, bound in _AFTER if pattern.match(rest)), "")
