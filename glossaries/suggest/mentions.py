"""What the parts of this package say of a text: a stretch that may be a name or a term."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from ..morphology import Token, tokens
from ..titles import Title, titles
from .tables import rows

KATAKANA = re.compile("[ァ-ヺヽ-ヿー]+")
KANJI = re.compile("[々〆〇ヶヵ㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]+")
LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")


class Mention(NamedTuple):
    """text[start:end] may be a name or a term; offsets in code points of the folded block.

    kind    as in a glossary: person, person-short, place, organisation, title, event, term; "" where nothing says it.
    weight  how sure it is that an editor wants it in a glossary, 0 to 1.
    parts   of a name joined by middle dots: what is known of each part; else empty.
    """

    start: int
    end: int
    kind: str
    weight: float
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A folded text with its tokens, Sudachi's longest (mode C)."""

    text: str
    tokens: Sequence[Token]

    @classmethod
    def of(cls, text: str) -> Reading:
        """Read a folded text."""
        return cls(text, tokens(text, mode="C"))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def index(self, offset: int) -> int:
        """The index of the first token that begins at the offset or after it."""
        return bisect_left(self._starts, offset)

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that lie in text[start:end]; empty unless they fill it."""
        first, last = self.index(start), self.index(end)
        inside = self.tokens[first:last]
        return inside if inside and inside[0].start == start and inside[-1].end == end else ()

    def before(self, end: int, most: int = 16) -> Sequence[Token]:
        """At most so many tokens that end where the offset is, or before."""
        last = self.index(end)
        return self.tokens[max(0, last - most) : last]


class Part(NamedTuple):
    """One part of a joined name. `word` is "new" (in no dictionary), "name", "country" or "common"."""

    text: str
    word: str
    kind: str


def title_after(tokens: Sequence[Token], index: int) -> Title | None:
    """What the words from tokens[index] on say of the name before them: one word, or two (事務局|長)."""
    if index >= len(tokens):
        return None
    one = tokens[index].surface
    two = one + tokens[index + 1].surface if index + 1 < len(tokens) else one
    return titles().get(two) or titles().get(one)


def is_noun(token: Token) -> bool:
    """Whether the token can be a word of a compound; numbers and pronouns cannot."""
    first, second = token.pos[0], token.pos[1]
    if not token.surface[0].isalnum():
        return False
    if first == "名詞":
        return second not in ("数詞", "助動詞語幹")
    return (
        first == "接頭辞"
        or (first == "接尾辞" and second in ("名詞的", "形状詞的"))
        or (first == "形状詞" and second == "一般")
    )


def is_proper(token: Token) -> bool:
    """Whether Sudachi knows the token as a proper noun."""
    return token.pos[1] == "固有名詞"


def is_country(token: Token) -> bool:
    """Whether Sudachi knows the token as a country."""
    return is_proper(token) and token.pos[3] == "国"


def is_new(token: Token) -> bool:
    """Whether the token is a katakana or Latin word in no dictionary."""
    return token.oov and bool(KATAKANA.fullmatch(token.surface) or LATIN.match(token.surface))


def kind_of(token: Token) -> str:
    """What a proper noun names, as far as its part of speech says."""
    if token.pos[2] == "地名":
        return "place"
    if token.pos[2] == "人名":
        return "person-short"
    return ""


@cache
def edge(name: str) -> frozenset[str]:
    """The words of `data/edges.tsv` of one kind."""
    return frozenset(word for word, kind in rows("edges") if kind == name)


def kind_before(tokens: Sequence[Token], index: int) -> str:
    """What the word before tokens[index] says of the name that begins there: 首都 a place, 大統領 a person."""
    if index < 1:
        return ""
    word = tokens[index - 1].surface
    for kind, name in (("place", "place"), ("organisation", "org")):
        if word in edge(name):
            return kind
    title = titles().get(word)
    return "person" if title and title.kind == "person" and len(word) > 1 else ""
