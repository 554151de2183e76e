"""Names that need no glossary of the user's: countries, institutions, companies, teams and places that newspapers name.

A small model knows few of them (共同通信 became "Common Communication"), so they are put into the Japanese in English
before translating, below the user's glossary, whose terms and forms come first. Source: the shipped glossaries `world`
and `japan`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossaries import Glossary, Match


@cache
def known_names() -> Glossary:
    """The shipped glossaries of names of the world and of Japan as one."""
    from glossaries import load_glossaries

    return load_glossaries(["japan", "world"])


def known_in(text: str, terms: Sequence[Match] = ()) -> list[Match]:
    """The known names of a text that overlap no term of the user's glossary, in order; offsets are code points.

    >>> [(match.start, match.term.english[0]) for match in known_in("日銀は国連に、巨人が街を壊すと伝えた。")]
    [(0, 'Bank of Japan'), (3, 'United Nations')]
    """
    return [
        match
        for match in known_names().find(text)
        if match.term.english and all(match.end <= term.start or term.end <= match.start for term in terms)
    ]
