"""A pair as the checks see it: what several of them need is found once, when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleantext.sentences import split_sentences
from translate.terms import find_terms

if TYPE_CHECKING:
    from glossaries import Glossary, Match
    from glossaries.folding import Folded
    from glossaries.morphology import Token

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W\d_]))*")


class Word(NamedTuple):
    """A word of the English: target[start:end] is `text`; `first` where a sentence or a quotation begins with it."""

    text: str
    start: int
    end: int
    first: bool


class Part(NamedTuple):
    """A sentence of a pair with its English, and where either begins in its text."""

    pair: Pair
    source: int
    target: int


class Pair:
    """A Japanese sentence, its English, and the glossary that holds for them; offsets are code points of these.

    people  English names of people whom words of the source stand for (同氏).
    """

    def __init__(self, source: str, target: str, glossary: Glossary | None = None, people: Sequence[str] = ()) -> None:
        self.source, self.target, self.glossary, self.people = source, target, glossary, tuple(people)

    @cached_property
    def folded(self) -> Folded:
        """The Japanese with letters and kana in one width."""
        from glossaries.folding import fold

        return fold(self.source)

    @cached_property
    def tokens(self) -> list[Token]:
        """The Japanese in Sudachi's long tokens; offsets are of the folded text."""
        from glossaries.morphology import tokens

        return tokens(self.folded.text, mode="C")

    @cached_property
    def short_tokens(self) -> list[Token]:
        """The Japanese in Sudachi's short tokens; offsets are of the folded text."""
        from glossaries.morphology import tokens

        return tokens(self.folded.text, mode="A")

    @cached_property
    def matches(self) -> list[Match]:
        """The terms of the glossary in the Japanese."""
        return find_terms(self.source, self.glossary)

    @cached_property
    def known(self) -> list[Match]:
        """The names of the shipped glossaries in the folded Japanese."""
        from translate.names.known import known_names

        return known_names().find(self.folded.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words of the English, in order."""
        found: list[Word] = []
        last = 0
        for match in _WORD.finditer(self.target):
            between = self.target[last : match.start()]
            first = not found or re.search(r"[.!?:;…•|/–—\"“”‘(\[<>«\n]|--|(?<!\w)'", between) is not None
            found.append(Word(match.group(), match.start(), match.end(), first))
            last = match.end()
        return found

    @cached_property
    def low(self) -> str:
        """The English in small letters, ’ as '."""
        return self.target.lower().replace("’", "'")

    @cached_property
    def size(self) -> float:
        """How long the Japanese is, in characters; what is in Latin letters counts two fifths, spaces nothing."""
        signs = [sign for sign in self.source if not sign.isspace()]
        return len(signs) - 0.6 * sum(sign.isascii() for sign in signs)

    @cached_property
    def parts(self) -> list[Part]:
        """Sentence by sentence, if there are several and as many in either language; else the pair as it is.

        >>> [part.pair.target for part in Pair("雨だ。寒い。", "It is raining. It is cold.").parts]
        ['It is raining. ', 'It is cold.']
        """
        ours = split_sentences(self.source)
        theirs = split_sentences(self.target, "en") if len(ours) > 1 else []
        if len(ours) != len(theirs):
            return [Part(self, 0, 0)]
        starts = zip(accumulate(map(len, ours), initial=0), accumulate(map(len, theirs), initial=0), strict=True)
        return [
            Part(Pair(one, other, self.glossary, self.people), *start)
            for one, other, start in zip(ours, theirs, starts, strict=False)
        ]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A place of the folded Japanese as one of the Japanese."""
        return self.folded.original(start), self.folded.original(end)
