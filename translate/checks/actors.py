"""Those of whom a pair speaks: nouns of the Japanese that may act, and where the English names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cleantext.lazy import lazy
from translate.tables import rows

from .pair import Pair

if TYPE_CHECKING:
    from glossaries.morphology import Token

Span = tuple[int, int]

SUBJECTS = ("は", "が", "も")
"""Particles of those who act."""

CLOSED = frozenset("。「」『』（）()？！?!")
"""Signs over which no clause goes on."""

NOUNS = ("名詞", "接尾辞", "接頭辞")
_LETTERS = lazy("[A-Za-z]+")
_KATAKANA = lazy("[ァ-ヺー]{2,}")


class Mentions:
    """Where the English names somebody of the Japanese."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair

    @cached_property
    def _names(self) -> list[tuple[Span, Span]]:
        from .names import places

        return places(self.pair)

    def of(self, noun: Span) -> list[Span]:
        """The mentions of a noun of the folded text, as places in the English; words side by side are one.

        By the glossaries, by its names where it has any that the English has, else by the table.
        """
        start, end = noun
        named = self._listed(start, end) or sorted(
            span for span, place in self._names if start <= place[0] and place[1] <= end
        )
        if not named:
            text = self.pair.folded.text[start:end]
            pattern = english_of(text)
            named = [found.span() for found in pattern.finditer(self.pair.low)] if pattern else []
            if not pattern and (letters := _LETTERS.search(text)):  # A社: Company A
                named = [found.span() for found in re.finditer(rf"\b{letters.group()}\b", self.pair.target)]
        mentions: list[Span] = []
        for span in named:
            if mentions and self.pair.target[mentions[-1][1] : span[0]] in (" ", "-"):
                mentions[-1] = mentions[-1][0], span[1]
            else:
                mentions.append(span)
        return mentions

    def _listed(self, start: int, end: int) -> list[Span]:
        """Where the English has a name of the glossaries that stands in the noun: South Korea for 韓国."""
        names = {
            name.lower()
            for match in self.pair.known
            if start <= match.start and match.end <= end
            for name in match.term.english
        }
        found = {
            match.span() for name in names for match in re.finditer(rf"\b{re.escape(name)}(?:n|ese)?\b", self.pair.low)
        }
        return sorted(span for span in found if not any(is_within(span, other) for other in found))


def actor_before(pair: Pair, at: int, start: int = 0) -> Span | None:
    """The noun before a token, from `start` on, as a place in the folded text, if it may act; None if not.

    What only tells how many or which side (3行, 側, たち) is not taken with it.
    """
    tokens = pair.short_tokens
    first = at
    while first > start and (tokens[first - 1].pos[0] in NOUNS or tokens[first - 1].surface in ("・", "＝")):
        first -= 1
    while first < at and tokens[at - 1].surface in ("側", "ら", "たち", "達"):
        at -= 1
    number = next((place for place in range(first, at) if tokens[place].pos[1] == "数詞"), at)
    at = number if number > first else at
    noun = (tokens[first].start, tokens[at - 1].end) if first < at else None
    return noun if noun and _may_act(pair, noun) else None


def noun_runs(pair: Pair, start: int, end: int) -> Iterator[Span]:
    """The nouns of a stretch of the folded text, those that stand together as one."""
    first = last = -1
    for token in (*pair.short_tokens, None):
        if token and token.pos[0] in NOUNS and token.pos[1] != "数詞" and start <= token.start and token.end <= end:
            if token.start != last:
                if first >= 0:
                    yield first, last
                first = token.start
            last = token.end
        elif first >= 0:
            yield first, last
            first = last = -1


def english_of(noun: str) -> re.Pattern[str] | None:
    """The English of a noun by the row of the table that has most of it; None where it has none."""
    found = [(match, english) for japanese, english in _actors() if (match := japanese.search(noun))]
    return min(found, key=lambda each: each[0].start())[1] if found else None


def actor_after(pair: Pair, at: int) -> Span | None:
    """The noun that a verb describes, whose ending begins with a token, likewise: 批判した議員が; None before の."""
    tokens = pair.short_tokens
    while at < len(tokens) and (tokens[at].pos[0] == "助動詞" or tokens[at].surface in ("て", "いる", "い")):
        at += 1
    end = at
    while end < len(tokens) and tokens[end].pos[0] in NOUNS:
        end += 1
    if end == at or end == len(tokens) or tokens[end].pos[0] != "助詞" or tokens[end].surface == "の":
        return None
    return actor_before(pair, end, at)


def is_named(pair: Pair, noun: Span) -> bool:
    """Whether a noun is a name or has one in it."""
    return any(
        noun[0] <= token.start < noun[1] and (token.pos[1] == "固有名詞" or _KATAKANA.fullmatch(token.surface))
        for token in pair.short_tokens
    )


def _may_act(pair: Pair, noun: Span) -> bool:
    """Whether a noun is a name, in the shipped glossaries, or somebody by the table."""
    listed = any(noun[0] <= match.start and match.end <= noun[1] for match in pair.known)
    return listed or is_named(pair, noun) or english_of(pair.folded.text[slice(*noun)]) is not None


def ends_clause(tokens: list[Token], at: int) -> bool:
    """Whether what ends before a token ends its clause: no noun follows that it describes."""
    while at < len(tokens) and (tokens[at].pos[0] in ("助動詞", "動詞") or tokens[at].surface == "て"):
        at += 1
    return at >= len(tokens) or tokens[at].pos[0] in ("補助記号", "助詞")


def is_within(one: Span, other: Span) -> bool:
    """Whether a span is a part of another, longer one."""
    return one != other and other[0] <= one[0] and one[1] <= other[1]


@lru_cache(maxsize=1)
def _actors() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [(re.compile(f"(?:{noun})$"), re.compile(rf"\b(?:{english})\b")) for noun, english in rows("actors.tsv")]
