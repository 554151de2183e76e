"""Idioms of the news in plain words, before a sentence is given to an engine (pre-editing).

Small models take idioms by their words: 軍配を上げた (ruled in favour) becomes military assistance, 願ってもない (most
welcome) not wanted. `data/plain-words.tsv` has for each what says the same plainly; the sentence itself stays as it is.
Source: this project's own table, made by reading what the starter model makes of a sentence with each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .context import Referent
from .inflection import Inflected
from .tables import rows


class _Row(NamedTuple):
    pattern: re.Pattern[str]
    plain: Inflected | str
    unless: re.Pattern[str] | None


def plain_words(source: str) -> list[Referent]:
    """The idioms of a sentence, each with the plain words that are put in its place, in order.

    >>> plain_words("裁判所は住民側に軍配を上げた。")
    [Referent(start=7, end=14, english='に有利な判断を下した')]
    >>> plain_words("行司は東に軍配を上げた。")
    []
    """
    found = []
    for row in _rows():
        for match in row.pattern.finditer(source):
            plain = row.plain if isinstance(row.plain, str) else row.plain.put_for(match)
            if plain is not None and not (row.unless and row.unless.search(source)):
                found.append(Referent(match.start(), match.end(), plain))
    return _without_overlaps(found)


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
    for idiom, plain, *unless in rows("plain-words.tsv"):
        pattern = Inflected.of(idiom).pattern() if idiom.endswith(_ENDINGS) else idiom
        words = Inflected.of(plain) if plain.endswith(_ENDINGS) else plain
        table.append(_Row(re.compile(pattern), words, re.compile(unless[0]) if unless else None))
    return table


_ENDINGS = tuple(f"|{ending}" for ending in ("する", "い", "だ", *"るくぐすつうむぶ"))
