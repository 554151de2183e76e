"""Names that need no glossary of the user's: countries, institutions, companies, teams and places that newspapers name.

A small model knows few of them (共同通信 became "Common Communication"), so they are put into the Japanese in English
before translating, below the user's glossary, whose terms and forms come first. What is a part of something else's name
(バンク・オブ・アメリカ) or of a longer word (チリ紙) is not. Source: the shipped glossaries `world`, `japan` and, of
names alone, `ukraine`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cleantext.spans import Span, Spans
from glossaries.readings import name_readings
from translate.terms import find_terms

from .behind import CALLED, title_at
from .glued import is_glued, is_surname
from .within import word_round

if TYPE_CHECKING:
    from glossaries import Glossary, Match, Term
    from glossaries.morphology import Token

_JOINED = re.compile("[ァ-ヺー][・＝=]")
_NAMES = ("place", "organisation")


@cache
def world() -> Glossary:
    """The shipped glossary of countries, capitals and their people."""
    from glossaries import load_glossary

    return load_glossary("world")


@cache
def known_names() -> Glossary:
    """The shipped glossaries of names of the world and of Japan, and the names of that on Ukraine, as one."""
    from glossaries import Glossary, load_glossary
    from glossaries.layers import layer_glossaries

    ukraine = Glossary("ukraine", tuple(_names_alone(load_glossary("ukraine"))))
    return layer_glossaries([ukraine, load_glossary("japan"), world()])


def _names_alone(terms: Iterable[Term]) -> Iterator[Term]:
    """The terms that are names in English, without forms that may be something else (リボフ, a surname too)."""
    for term in terms:
        if term.english and term.english[0][0].isupper():
            yield replace(term, forms=tuple(form for form in term.forms if form.status != "forbidden"))


def known_in(text: str, taken: Iterable[Span] = ()) -> list[Match]:
    """The known names of a text that overlap no span of `taken`, in order; offsets are code points.

    >>> [(match.start, match.term.english[0]) for match in known_in("日銀は国連に、巨人が街を壊すと伝えた。")]
    [(0, 'Bank of Japan'), (3, 'United Nations')]
    >>> [match.term.english[0] for match in known_in("チリの店でチリ紙を、キャプテン・アメリカがカナダで買った。")]
    ['Chile', 'Canada']
    """
    free = Spans.of(taken)
    found = [match for match in find_terms(text, known_names()) if free.spare(match.start, match.end)]
    return [match for at, match in enumerate(found) if not _is_part(text, match, found[at - 1] if at else None)]


def _is_part(text: str, match: Match, before: Match | None) -> bool:
    """Whether a place or an organisation is a part of a longer name or word.

    Parts joined by a middle dot are one name, where what stands before is no known name itself (フランス・パリ); what
    stands after is mostly a place in that country (フランス・リヨン). Longer words are those of Sudachi's dictionary.
    """
    if not match.term.kind.startswith("person") and is_surname(text, match.end):
        return True
    if match.term.kind not in _NAMES:
        return False
    if match.term.kind == "place" and _is_person(text, match):
        return True
    if is_glued(text, match.start, match.end):
        return True
    if _JOINED.match(text, max(0, match.start - 2)) and not (before and before.end == match.start - 1):
        return True
    word = word_round(text, match.start, match.end)
    return word is not None and _is_longer(word, match)


def _is_person(text: str, match: Match) -> bool:
    """Whether the name of a place is a person's there (長江選手), or of a temple (西安寺)."""
    if CALLED.match(text, match.end) or text.startswith("寺", match.end):
        return True
    if not title_at(text, match.end) or text[match.end] in "市省州県":  # 上海市長
        return False
    return bool(name_readings(text[match.start : match.end], "人名", "姓"))


def _is_longer(word: Token, match: Match) -> bool:
    """Whether a word that holds the name is a firm (読売巨人軍), or a common word that has a place in it (日本型); the
    name of a place (東京都) and an army are neither.
    """
    if match.term.kind == "place" and word.surface.endswith("軍"):
        return False
    return word.pos[1:3] == ("固有名詞", "一般") or (match.term.kind == "place" and word.pos[1] == "普通名詞")
