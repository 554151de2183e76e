"""Terms of the glossary: missing in the English, or in a form that the glossary does not allow."""

from __future__ import annotations

from collections.abc import Iterator

from translate.segment import Flag
from translate.terms import missing_terms, wrong_terms

from .pair import Pair

_SAYS = {"deprecated": "no longer writes", "forbidden": "forbids"}


def terms(pair: Pair) -> Iterator[Flag]:
    """Flag `term`, for each term."""
    if pair.glossary is None:
        return
    for match in missing_terms(pair.matches, pair.target):
        found = pair.source[match.start : match.end]
        message = f"the glossary has {match.term.english[0]!r} for {found}; it is not in the English"
        yield Flag("term", message, "warning", (match.start, match.end))
    for match in wrong_terms(pair.target, pair.glossary):
        found = pair.target[match.start : match.end]
        message = f"the glossary {_SAYS[match.form.status]} {found}: {match.term.english[0]}"
        yield Flag("term", message, "warning", None, (match.start, match.end))
