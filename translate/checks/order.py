"""What came first, and what came of what: two clauses turned round about "before", "after" or "because".

Each side must have one such word. Its two clauses are laid beside those of the other side by meaning (extra
`similarity`); where they are clearly more alike crosswise, the English turns them round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.lazy import lazy
from translate.segment import Flag

from .pair import Pair
from .vectors import alike, has_encoder

MARGIN = 0.4
"""By how much the clauses must be more alike crosswise, two cosines together: of 26 right pairs of our own none was
above 0.01, of the same turned round 25 were.
"""

LONGEST = 50
"""Japanese of more characters has more than two clauses."""

SHORTEST = 8
"""A clause of the English of fewer characters tells too little."""

_BEFORE_JA = lazy("(?<=[るうくすつむぶぐぬ])(?:直前|前)に(?!も)、?|(?<=[会式合了催幕])の(?:直前|前)に、?")
_AFTER_JA = lazy(
    "(?<=[ただ])(?:直後|後|あと)(?:に|で)?、?(?!ろ)"
    "|(?<=[会式合了催幕])の(?:直後|後)(?:に|で|、)|(?<=[てで])から、?(?=[^、。]{3})"
)
_CAUSE_JA = lazy(
    "(?<=[たるいだの])(?:ため|せい|おかげ)(?:に|で|、)|(?<=[たるいなだ])ので、?|(?<=[たるい])ことから、?|(?<=た)から、"
    "|の影響で、?|が原因で、?|(?<=た)結果、?"
)
_BEFORE = lazy(r"\b(?:before|prior to)\b")
_AFTER = lazy(r"\b(?:after|following)\b")
_CAUSE = lazy(r"\b(?:because(?: of)?|due to|owing to|as a result of|on account of)\b")
_EFFECT = lazy(
    r"\b(?:and )?(?:so|therefore|as a result|leading to|led to|caused|resulted in)\b(?! (?:that|far|as|much|many)\b)"
)
_COMMA = lazy(r",\s")
_STOP = lazy(r"[.!?;](?=\s+\S)")


def order(pair: Pair) -> Iterator[Flag]:
    """Flag `order`: what comes second in the Japanese comes first in the English, in time or as the cause."""
    if pair.size > LONGEST or not has_encoder() or _STOP.search(pair.target) or "。" in pair.source.rstrip("。」』"):
        return
    for japanese, english in (
        (((_BEFORE_JA, False), (_AFTER_JA, True)), ((_BEFORE, True), (_AFTER, False))),
        (((_CAUSE_JA, True),), ((_CAUSE, False), (_EFFECT, True))),
    ):
        told = _clauses_ja(pair.source, japanese)
        said = _clauses_en(pair.target, pair.low, english)
        if told is None or said is None:
            continue
        straight = alike(told[0], said[:2])
        crossed = alike(told[1], said[:2])
        if straight[1] + crossed[0] - straight[0] - crossed[1] > MARGIN:
            message = f"what comes first, or of what, is turned round about {pair.target[slice(*said[2])]!r}"
            yield Flag("order", message, "warning", told[2], said[2])


def _clauses_ja(
    source: str, words: tuple[tuple[re.Pattern[str], bool], ...]
) -> tuple[str, str, tuple[int, int]] | None:
    """What comes first, what comes of it or after it, and the word between them; None if there is not one word."""
    found = [(match, first) for word, first in words for match in word.finditer(source)]
    if len(found) != 1:
        return None
    match, first = found[0]
    before, after = source[: match.start()], source[match.end() :]
    if len(before) < 3 or len(after) < 3:
        return None
    return (before, after, match.span()) if first else (after, before, match.span())


def _clauses_en(
    target: str, low: str, words: tuple[tuple[re.Pattern[str], bool], ...]
) -> tuple[str, str, tuple[int, int]] | None:
    """Likewise of the English, in which the word may stand before both clauses."""
    found = [(match, first) for word, first in words for match in word.finditer(low)]
    if len(found) != 1:
        return None
    match, first = found[0]
    before, after = target[: match.start()].strip(" ,"), target[match.end() :].strip(" ,")
    if len(before) < 3:
        comma = _COMMA.search(after)
        if not comma:
            return None
        before, after = after[comma.end() :], after[: comma.start()]
    if len(before) < SHORTEST or len(after) < SHORTEST:
        return None
    return (before, after, match.span()) if first else (after, before, match.span())
