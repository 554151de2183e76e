"""English sentences that hold a Japanese word or cite a Japanese title: their signs and spaces are English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .characters import members
from .lazy import lazy

_TWO = lazy(r" (?:(?<=[A-Za-z] )|(?<=[A-Za-z][,;:.] ))(?=[A-Za-z])")
_BOUNDS = "。！？「」『』“”（）【】、\r\n|<>`"
_BOUND, _LAST_BOUND = lazy(f"[{re.escape(_BOUNDS)}]"), lazy(f"(?s:.*)[{re.escape(_BOUNDS)}]")
_FUNCTION = lazy(
    r"\b(?=[a-z])(?:the|(?-i:a|an|I)|is|are|was|were|be|of|and|or|to|in|on|at|for|with|from|by|as|that|this|these|it|its|we|you|they|he|she"
    r"|my|your|our|their|his|her|not|do|does|did|have|has|had|will|can|means?|called|but|if)\b",
    re.I,
)
_JAPANESE = "ぁ-ゖァ-ヺー々\u3400-\u9fff"
_PARTICLE = "[はがをにでとのもへや]"
_MATRIX = lazy(
    f"(?<=[A-Za-z0-9.)])[ ]?(?:{_PARTICLE}(?![ぁ-ゖ])|{_PARTICLE}(?=[{_JAPANESE}]*[ぁ-ゖ]$)"
    "|から|まで|より|など|って|という|した|する|され|です|だ(?![ぁ-ゖ]))"
    f"|[{_JAPANESE}]{_PARTICLE} ?(?=[A-Za-z])|(?:です|ます|ました|した|する|だ|だった|である|ない|れた)[ .]*$"
)
_is_japanese = members(_JAPANESE)
_QUOTED = lazy("「[^「」]{0,200}」|『[^『』]{0,200}』|“[^“”]{0,200}”")
_OUTSIDE = lazy(r"[^\u3040-\u30ff\u3400-\u9fff。、！？「」『』“”（）【】\r\n|<>`]+")
_LAST_STOP = lazy(r"[.!?]\s(?!.*[.!?]\s)", re.S)
LONGEST = 1000


def english_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans of English with a Japanese word in it, from bound to bound (a Japanese sign, a line's end).

    English is what has two words in a row, a word such as `the` or `is`, and Japanese only as words: no
    particle after a Latin word, no Japanese verb at its end.

    >>> text = "The word 侘寂, or wabi, is old. "
    >>> [text[start:end] for start, end in english_spans(text)], list(english_spans("彼はLet It Beを聴いた"))
    (['The word 侘寂, or wabi, is old. '], [])
    """
    last = 0
    for two in _TWO.finditer(text):
        at = two.start()
        if at < last:
            continue
        before = _LAST_BOUND.match(text, max(last, text.rfind("\n", last, at)), at)
        low = before.end() if before else last
        after = _BOUND.search(text, at)
        last = after.start() if after else len(text)
        if not text[low:last].isascii():
            yield from _english_in(text, low, last)


def _english_in(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The English of text[low:high], which stands between two bounds; what is longer than LONGEST is cut."""
    while match := _TWO.search(text, low, high):
        start, low = max(low, match.start() - LONGEST), min(high, match.end() + LONGEST)
        piece = text[start:low]
        if any(map(_is_japanese, piece)) and _FUNCTION.search(piece) and not _MATRIX.search(piece):
            yield start, low


def citing_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a line of English that cites Japanese in 「」『』“”: all but the Japanese that is cited.

    >>> text = "See also 「第一章. 序」, and read it. 彼は「雪」と Let It Be を聴いた."
    >>> [text[start:end] for start, end in citing_spans(text)]
    ['See also ', ', and read it. ']
    """
    last = 0
    for quote in _QUOTED.finditer(text):
        start = quote.start()
        if start < last or text[start - 1 : start] > "\u3000":  # most quotations stand in Japanese
            continue
        low = max(last, *(text.rfind(sign, max(last, start - LONGEST), start) + 1 for sign in "\n\r。！？"))
        before = _OUTSIDE.match(text, low, start)
        last = quote.end()
        if low < start and (before is None or before.end() < start):
            continue
        pieces = [before.span()] if before else []
        following: re.Match[str] | None = quote
        while following:
            if not any(map(_is_japanese, following[0])):
                pieces.append(following.span())
            last = following.end()
            if after := _OUTSIDE.match(text, last, last + LONGEST):
                pieces.append(after.span())
                last = after.end()
            following = _QUOTED.match(text, last)
        if last < len(text) and text[last] not in "\r\n":  # Japanese goes on: a sentence of its own?
            stop = _LAST_STOP.search(text, *pieces[-1]) if pieces else None
            if stop is None or stop.end() < last:
                continue
        outside = " ".join(text[start:end] for start, end in pieces)
        if _TWO.search(outside) and _FUNCTION.search(outside):
            yield from pieces
