"""Names that need no glossary of the user's: countries, institutions, companies, teams and places that newspapers name.

A small model knows few of them (共同通信 became "Common Communication"), so they are put into the Japanese in English
before translating, below the user's glossary, whose terms and forms come first. Source: the shipped glossaries `world`
and `japan`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from cleantext.spans import Span, Spans
from translate.terms import find_terms

if TYPE_CHECKING:
    from glossaries import Glossary, Match


@cache
def world() -> Glossary:
    """The shipped glossary of countries, capitals and their people."""
    from glossaries import load_glossary

    return load_glossary("world")


@cache
def known_names() -> Glossary:
    """The shipped glossaries of names of the world and of Japan as one."""
    from glossaries import load_glossary
    from glossaries.layers import layer_glossaries

    return layer_glossaries([load_glossary("japan"), world()])


def known_in(text: str, taken: Iterable[Span] = ()) -> list[Match]:
    """The known names of a text that overlap no span of `taken`, in order; offsets are code points.

    >>> [(match.start, match.term.english[0]) for match in known_in("日銀は国連に、巨人が街を壊すと伝えた。")]
    [(0, 'Bank of Japan'), (3, 'United Nations')]
    """
    free = Spans.of(taken)
    return [match for match in find_terms(text, known_names()) if free.spare(match.start, match.end)]
