"""Idioms of the news in plain words, before a sentence is given to an engine (pre-editing).

Small models take idioms by their words: 軍配を上げた (ruled in favour) becomes military assistance, 願ってもない (most
welcome) not wanted. `data/plain-words.tsv` has for each what says the same plainly; the sentence itself stays as it is.
Source: this project's own table, made by reading what the starter model makes of a sentence with each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from os.path import commonprefix
from typing import NamedTuple

from .context import Referent
from .inflection import Inflected
from .tables import rows


class _Row(NamedTuple):
    pattern: re.Pattern[str]
    plain: Inflected | str
    turns: bool
    unless: re.Pattern[str] | None
    only_with: re.Pattern[str] | None

    def plain_for(self, found: re.Match[str]) -> str | None:
        """What is put for this match, with the groups of the pattern set in; None if it is no idiom there."""
        sentence = found.string
        if self.unless and self.unless.search(sentence):
            return None
        if self.only_with and not self.only_with.search(sentence):
            return None
        plain = self.plain if isinstance(self.plain, str) else self.plain.put_for(found)
        return None if plain is None else found.expand(plain)


def restated(source: str) -> str:
    """A sentence with those idioms in plain words that are said in another order; what they speak of comes along.

    >>> restated("容疑者は県警に逮捕された。")
    '県警が容疑者を逮捕した。'
    """
    for start, end, plain in reversed(_found(source, [row for row in _rows() if row.turns])):
        source = source[:start] + plain + source[end:]
    return source


def plain_words(source: str) -> list[Referent]:
    """The idioms of a sentence, each with the plain words that are put in its place, in order.

    >>> plain_words("裁判所は住民側に軍配を上げた。")
    [Referent(start=8, end=13, english='有利な判断を下し')]
    >>> plain_words("行司は東に軍配を上げた。")
    []
    """
    return _found(source, _rows())


def _found(source: str, table: list[_Row]) -> list[Referent]:
    found = []
    for row in table:
        for match in row.pattern.finditer(source):
            plain = row.plain_for(match)
            if plain is not None:
                found.append(Referent(match.start(), match.end(), plain))
    return [_changed(source, each) for each in _without_overlaps(found)]


def _changed(source: str, idiom: Referent) -> Referent:
    """What changes alone, without what the idiom and the plain words have in common before and after."""
    start, end, plain = idiom
    before = len(commonprefix((source[start:end], plain)))
    after = len(commonprefix((source[start + before : end][::-1], plain[before:][::-1])))
    if before + after == end - start:
        return idiom
    return Referent(start + before, end - after, plain[before : len(plain) - after])


def _without_overlaps(found: list[Referent]) -> list[Referent]:
    """Of those that overlap the first, of those that begin together the longest, in order."""
    kept: list[Referent] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or kept[-1].end <= each.start:
            kept.append(each)
    return kept


@lru_cache(maxsize=1)
def _rows() -> list[_Row]:
    table = []
    for idiom, plain, *conditions in rows("plain-words.tsv"):
        pattern = Inflected.of(idiom).pattern() if idiom.endswith(_ENDINGS) else idiom
        words = Inflected.of(plain) if plain.endswith(_ENDINGS) else plain
        unless, only_with = [re.compile(each) if each else None for each in (*conditions, "", "")[:2]]
        table.append(_Row(re.compile(pattern), words, "\\" in plain, unless, only_with))
    return table


_ENDINGS = tuple(f"|{ending}" for ending in ("する", "い", "だ", *"るくぐすつうむぶ"))
