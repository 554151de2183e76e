"""The terms of a glossary that an edition shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from translate.outputs.edition import TermUse
from translate.segment import Segment
from translate.terms import find_terms

if TYPE_CHECKING:
    from glossaries import Glossary


def term_uses(segments: Iterable[Segment], glossary: Glossary | None) -> tuple[TermUse, ...]:
    """The terms in the Japanese of segments, in order, for an edition."""
    return tuple(
        TermUse(segment.id, match.start, match.end, match.term.id, match.term.english[0])
        for segment in segments
        for match in find_terms(segment.source, glossary)
    )
