"""Tries: how a sentence is given to an engine, the best way first, others for lines that fail a check.

A line is tried again only while it carries a flag that another try may take away, and another answer is taken only
if there is less against it. Which try is made does not depend on chance or the clock, unless a budget in seconds
is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .engines import Engine, Hint
from .numbers import rewrite_numbers
from .segment import Flag
from .terms import prepare_source

if TYPE_CHECKING:
    from glossaries import Match

    from .context import Referent

LONGEST = 300
"""A sentence of more characters is translated in parts, cut at 、 or the like."""

CLAUSE = 20
"""A clause of a sentence that is taken apart has at least so many characters."""

_CUT = re.compile(r"[、，,；;：:。]")
_CLAUSE = re.compile(r"(?<=[がてでしりず])、|[；;]|(?<=ため)、|(?<=一方)、|(?<=ほか)、")


class Budget(NamedTuple):
    """What may be spent on one sentence: tries in all (the first counts), and seconds, None for any."""

    tries: int = 4
    seconds: float | None = None


STANDARD = Budget()


class Try(NamedTuple):
    """One way to ask: the parts of the sentence, each with the hint it goes with; `name` for the record."""

    name: str
    parts: tuple[str, ...]
    hint: Hint


def tries_for(source: str, matches: Sequence[Match], engine: Engine, people: Sequence[Referent] = ()) -> Iterator[Try]:
    """The ways to translate a sentence with its terms and the people its words stand for, the best first.

    >>> class Dull:
    ...     batch, attempts = 1, 2
    >>> [(way.name, way.hint.attempt, way.parts) for way in tries_for("会談は終わった。", [], Dull())]
    [('best', 0, ('会談は終わった。',)), ('sample', 1, ('会談は終わった。',))]
    """
    prepared = prepare_source(source, matches, people)
    parts = tuple(in_parts(prepared))
    yield Try("best", parts, Hint(0))
    samples = [Try("sample", parts, Hint(attempt)) for attempt in range(1, engine.attempts)]
    yield from samples[:2]
    clauses = tuple(in_clauses(prepared))
    if len(clauses) > 1:
        yield Try("clauses", clauses, Hint(0))
    yield from samples[2:3]
    if matches:
        terms = {source[match.start : match.end]: match.term.english[0] for match in matches}
        yield Try("terms", tuple(in_parts(rewrite_numbers(source))), Hint(0, tuple(terms.items())))
    yield from samples[3:]


def in_parts(text: str) -> list[str]:
    """The text in parts of at most LONGEST characters, cut after 、 where that can be."""
    parts = []
    while len(text) > LONGEST:
        cuts = [match.end() for match in _CUT.finditer(text, LONGEST // 3, LONGEST)]
        cut = cuts[-1] if cuts else LONGEST
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]


def in_clauses(text: str) -> list[str]:
    """The text cut after clauses, none shorter than CLAUSE; quotations and brackets are not cut.

    >>> in_clauses("会議には各国の首脳ら約三十人が出席したが、共同声明は採択されないまま二日間の日程を終えた。")
    ['会議には各国の首脳ら約三十人が出席したが、', '共同声明は採択されないまま二日間の日程を終えた。']
    """
    clauses, start = [], 0
    for match in _CLAUSE.finditer(text):
        inside = sum(text.count(sign, start, match.end()) for sign in "「『（(“")
        inside -= sum(text.count(sign, start, match.end()) for sign in "」』）)”")
        if match.end() - start >= CLAUSE and len(text) - match.end() >= CLAUSE and inside == 0:
            clauses.append(text[start : match.end()])
            start = match.end()
    return [*clauses, text[start:]]


def weight(flags: Sequence[Flag]) -> tuple[int, int, int]:
    """How much there is against a pair; the smaller, the better: errors, then warnings, then the rest."""
    counts = [sum(flag.severity == severity for flag in flags) for severity in ("error", "warning", "info")]
    return counts[0], counts[1], counts[2]
