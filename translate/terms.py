"""Terms: their English is put into the source before translating, and looked for in the English after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from glossaries.english import stands_in

from .attributive import english_of
from .numbers import rewrite_numbers

if TYPE_CHECKING:
    from glossaries import Glossary, Match

    from .context import Referent


def find_terms(source: str, glossary: Glossary | None) -> list[Match]:
    """The terms of a sentence that have an English form, in order."""
    return [match for match in glossary.find(source) if match.term.english] if glossary else []


def prepare_source(source: str, matches: Sequence[Match], people: Sequence[Referent] = ()) -> str:
    """What the engine is given: terms in English, numbers and dates in English form, the rest Japanese.

    people  words that stand for a person, who is named in their place.
    A space parts a term from Latin letters and digits, so that two terms side by side stay two.
    """
    parts: list[str] = []
    last = 0
    named = [(match.start, match.end, english_of(match, source)) for match in matches]
    for start, end, english in sorted([*named, *people]):
        if start < last:
            continue
        parts += [rewrite_numbers(source[last:start]), english]
        last = end
    parts.append(rewrite_numbers(source[last:]))
    text = ""
    for part in parts:
        text += (" " if _latin(text[-1:]) and _latin(part[:1]) else "") + part
    return text


def _latin(sign: str) -> bool:
    return sign != "" and sign.isascii() and (sign.isalnum() or sign in ".'%")


def missing_terms(matches: list[Match], target: str) -> list[Match]:
    """The matches none of whose English forms stands in the target.

    Case, plural and possessive do not count, but for forms in capitals: US is not us.
    """
    return [m for m in matches if not any(stands_in(form, target) for form in m.term.english)]


def wrong_terms(target: str, glossary: Glossary) -> list[Match]:
    """English forms in the target that the glossary deprecates or forbids, sorted."""
    return [m for m in glossary.find_english(target) if m.form.status in ("deprecated", "forbidden")]
