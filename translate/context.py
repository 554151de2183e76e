"""Who is meant: 同氏, 同大統領 and the like stand for a person named before, whom a sentence alone does not tell.

Only what is certain is told: the nearest sentence before that names people of the glossary names one alone, or one
alone with that office. The engine then gets the name in place of the word (同氏は → Umerovは); else it gets the word
as it is. Source: this project's own method.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from glossaries.titles import offices

if TYPE_CHECKING:
    from glossaries import Glossary, Match

_PEOPLE = frozenset({"person", "person-short"})


class Referent(NamedTuple):
    """source[start:end] (code points) stands for the person of this English name."""

    start: int
    end: int
    english: str


def referents(source: str, before: Sequence[str], glossary: Glossary | None) -> list[Referent]:
    """The words of a sentence that stand for people named before, in order.

    before  the sentences before it in the same paragraph, in order.

    >>> from glossaries import Form, Glossary, Term
    >>> people = [("ウメロフ", "Umerov"), ("ルビオ", "Rubio")]
    >>> terms = tuple(Term(en, (Form(ja, "preferred"),), (en,), "person-short") for ja, en in people)
    >>> referents("同氏は帰国した。", ["会談は続いた。", "ウメロフ氏が到着した。"], Glossary("g", terms))
    [Referent(start=0, end=2, english='Umerov')]
    >>> referents("同氏は帰国した。", ["ウメロフ氏とルビオ国務長官が会談した。"], Glossary("g", terms))
    []
    >>> referents("同長官は帰国した。", ["ウメロフ氏とルビオ国務長官が会談した。"], Glossary("g", terms))
    [Referent(start=0, end=3, english='Rubio')]
    """
    found = []
    for word in _words().finditer(source) if glossary and "同" in source else ():
        for text in (source[: word.start()], *reversed(before)):
            people = [match for match in glossary.find(text) if _is_person(match)] if glossary else []
            if people:
                english = {
                    match.term.english[0]
                    for match in people
                    if not word["office"] or re.match(f"[一-鿿々]{{0,8}}?{word['office']}", text[match.end :])
                }
                if len(english) == 1:
                    found.append(Referent(word.start(), word.end(), english.pop()))
                break
    return found


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"(?<![一-鿿])同(?:氏|(?P<office>{offices()}))(?![一-鿿])")


def _is_person(match: Match) -> bool:
    return match.term.kind in _PEOPLE and bool(match.term.english)
