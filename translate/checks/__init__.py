"""Checks of a pair: each names one thing for which the English is to be doubted.

A check looks at the pair alone, so that translations by any engine, or by people, can be checked. A new one is a
module with a function from a Pair to flags and a line in CHECKS. What no check can see (a wrong but fluent word) stays
unseen: a pair without a flag has passed these checks, no more. What each finds, how often, and how often it is wrong:
docs/checks.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from translate.segment import Flag
from translate.segment import doubtful as doubtful

from .answer import answer
from .direction import direction
from .document import check_document as check_document
from .ending import line_break, unfinished
from .extent import extent
from .figures import figures
from .foreign_script import foreign_script
from .lists import lists
from .literal import literal
from .marks import marks
from .modality import modality
from .names import names
from .negation import negation
from .opposite import opposite
from .order import order
from .pair import Pair
from .question import question
from .repetition import repetition
from .residue import residue
from .roles import roles
from .speaker import speaker
from .tense import tense
from .terms import terms
from .whose import whose

if TYPE_CHECKING:
    from glossaries import Glossary

CHECKS: tuple[Callable[[Pair], Iterator[Flag]], ...] = (
    foreign_script,
    figures,
    repetition,
    answer,
    unfinished,
    line_break,
    question,
    residue,
    terms,
    names,
    negation,
    direction,
    opposite,
    modality,
    literal,
    roles,
    speaker,
    whose,
    lists,
    order,
    tense,
    extent,
    marks,
)


def check_segment(
    source: str, target: str, glossary: Glossary | None = None, *, people: Sequence[str] = ()
) -> list[Flag]:
    """Why an English sentence is to be doubted as the translation of a Japanese one; [] if nothing was found.

    people  English names of people whom words of the source stand for (同氏), so that the English may name them.

    >>> [flag.name for flag in check_segment("5600棟が停電した。", "56,000 homes lost 电力.")]
    ['foreign-script', 'number']
    """
    if not target.strip():
        return [Flag("empty", "there is no English", "error", (0, len(source)))] if source.strip() else []
    pair = Pair(source, target, glossary, people)
    return [flag for check in CHECKS for flag in check(pair)]
