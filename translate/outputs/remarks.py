"""What an exchange file says beside a pair: doubts, terms, a score; in the same words in every format.

The readers know by these words what is the program's own, and take the rest for what a person has said.
"""

from __future__ import annotations

from collections import defaultdict

from translate.outputs.edition import Edition, TermUse
from translate.segment import Flag, Segment

COMMENT = "comment"
"""The name of the flag in which a person's comment is kept."""
ATTRIBUTES = {
    "alt": "alternative text of a picture",
    "title": "title that is shown over an element",
    "placeholder": "hint in an empty field",
    "summary": "summary of a table",
    "abbr": "short form of a table's heading",
    "value": "words on a button",
    "label": "name of a choice or a track",
    "aria-label": "name that a screen reader says",
    "aria-description": "description that a screen reader says",
    "aria-placeholder": "hint that a screen reader says",
    "aria-roledescription": "kind of element that a screen reader says",
    "aria-valuetext": "value that a screen reader says",
    "description": "description of the page",
    "og:title": "title of the page for links to it",
    "og:description": "description of the page for links to it",
    "og:image:alt": "alternative text of a picture",
    "twitter:image:alt": "alternative text of a picture",
}
"""What an attribute is, for those who translate it; any other is called as in its page."""


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


def kinds_of(edition: Edition) -> dict[str, str]:
    """What attributes are, in words, by their blocks."""
    return {shape.block: kind_text(shape.label) for shape in edition.shapes if shape.label}


def kind_text(label: str) -> str:
    """What an attribute is, in words.

    >>> kind_text("alt of img"), kind_text("dc.title of meta")
    ('attribute: alternative text of a picture', 'attribute: dc.title of meta')
    """
    return f"attribute: {ATTRIBUTES.get(label.partition(' of ')[0], label)}"


def term_text(segment: Segment, use: TermUse) -> str:
    """A term in words.

    >>> term_text(Segment("s1", "b1", "paragraph", "首都キーウで"), TermUse("s1", 2, 5, "kyiv", "Kyiv"))
    'キーウ = Kyiv'
    """
    return f"{segment.source[use.start : use.end]} = {use.english}"


def term_texts(segment: Segment, uses: list[TermUse]) -> list[str]:
    """The terms of a segment in words, each once."""
    return list(dict.fromkeys(term_text(segment, use) for use in uses))
