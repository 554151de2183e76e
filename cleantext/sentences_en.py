"""Where English sentences end: at . ! ? before a capital, not after an abbreviation or an initial."""

from __future__ import annotations

import re

from .lazy import lazy

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt gov sen rep rev hon st jr sr vs etc e.g i.e cf al no nos vol fig pp "
    "inc ltd co corp bros dept est approx jan feb mar apr jun jul aug sep sept oct nov dec mt ft".split()
)
_END = lazy(r"(?<![.!?…])(?P<stop>[.!?…]+)[\"'”’)\]]*(?P<space>\s+|$)|(?P<empty>(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*)")
_EMPTY_LINE = lazy(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_STARTS = lazy(r"[\"'“‘(\[]*[A-Z0-9]")
_WORD = lazy(r"[A-Za-z][A-Za-z.]*$")


def split_english(text: str) -> list[str]:
    """The sentences of an English text, nothing lost; line breaks end a sentence where a line is empty.

    >>> split_english("Mr. Umerov left. U.S. envoys stayed! Why?")
    ['Mr. Umerov left. ', 'U.S. envoys stayed! ', 'Why?']
    """
    sentences, start = [], 0
    for match in _END.finditer(text):
        if match.end() == len(text) or match.end() <= start:
            continue
        blank = match.group("empty") or _EMPTY_LINE.search(match.group("space"))
        if not blank and not _STARTS.match(text, match.end()):
            continue
        if (
            not blank
            and match.group("stop") == "."
            and _abbreviated(text[max(start, match.start() - 24) : match.start()])
        ):
            continue
        sentences.append(text[start : match.end()])
        start = match.end()
    if start < len(text):
        sentences.append(text[start:])
    return sentences


def _abbreviated(before: str) -> bool:
    word = _WORD.search(before)
    if word is None:
        return False
    name = word.group().lower()
    return name in _ABBREVIATIONS or re.fullmatch(r"[a-z](?:\.[a-z])*", name) is not None
