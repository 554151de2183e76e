"""What an exchange file says beside a pair: doubts, terms, a score; in the same words in every format.

The readers know by these words what is the program's own, and take the rest for what a person has said.
"""

from __future__ import annotations

from collections import defaultdict

from translate.outputs.edition import Edition, TermUse
from translate.segment import Flag, Segment

COMMENT = "comment"
"""The name of the flag in which a person's comment is kept."""


def comments_of(segment: Segment) -> list[str]:
    """What people have said of a pair."""
    return [flag.message for flag in segment.flags if flag.name == COMMENT]


def doubts_of(segment: Segment) -> list[str]:
    """Why a pair is doubtful, as `name: message`."""
    return [doubt(flag) for flag in segment.flags if flag.name != COMMENT]


def doubt(flag: Flag) -> str:
    """A flag in words.

    >>> doubt(Flag("number", "5600 is not in the English"))
    'number: 5600 is not in the English'
    """
    return f"{flag.name}: {flag.message}"


def score_of(segment: Segment) -> float | None:
    """How sure the alignment is of a pair; None where it was not aligned."""
    score: float | None = getattr(segment, "score", None)
    return score


def score_text(segment: Segment) -> str:
    """The score in words; "" where there is none."""
    score = score_of(segment)
    return "" if score is None else f"score: {score:.3f}"


def uses_by_segment(edition: Edition) -> dict[str, list[TermUse]]:
    """The terms in each segment, by its id."""
    found: dict[str, list[TermUse]] = defaultdict(list)
    for use in edition.terms:
        found[use.segment].append(use)
    return found


def term_text(segment: Segment, use: TermUse) -> str:
    """A term in words.

    >>> term_text(Segment("s1", "b1", "paragraph", "首都キーウで"), TermUse("s1", 2, 5, "kyiv", "Kyiv"))
    'キーウ = Kyiv'
    """
    return f"{segment.source[use.start : use.end]} = {use.english}"


def term_texts(segment: Segment, uses: list[TermUse]) -> list[str]:
    """The terms of a segment in words, each once."""
    return list(dict.fromkeys(term_text(segment, use) for use in uses))
