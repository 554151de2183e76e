"""What a glossary is made of: terms, their forms with a status each, and the matches found in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from .matching import Matcher

Status = Literal["preferred", "admitted", "deprecated", "forbidden"]
"""ISO 30042 (TBX) statuses, as this project acts on them:

preferred   the form to use.
admitted    right as well; never touched (アメリカ beside 米国).
deprecated  another spelling of the same name; cleaning replaces it (キエフ → キーウ).
forbidden   must not be printed, but what is right depends on the context: reported with a
            suggestion, never replaced without a person (安全保証).
"""


class GlossaryError(ValueError):
    """A glossary that cannot be used; the message names file, line and column and says what to do."""


class Form(NamedTuple):
    """One Japanese spelling of a term."""

    text: str
    status: Status


@dataclass(frozen=True)
class Term:
    """One concept: its Japanese forms (the preferred one first) and its English.

    `english` holds the preferred English first, then the admitted ones; empty where none is known.
    """

    id: str
    forms: tuple[Form, ...]
    english: tuple[str, ...] = ()
    kind: str = ""
    reading: str = ""
    note: str = ""
    line: int = 0

    @property
    def preferred(self) -> str:
        """The Japanese form to use."""
        return self.forms[0].text


class Match(NamedTuple):
    """A form found in a text: text[start:end] is the form, offsets in code points."""

    start: int
    end: int
    form: Form
    term: Term


@dataclass(frozen=True)
class Glossary:
    """A set of terms, with the SHA-256 of the bytes it was read from as its identity."""

    name: str
    terms: tuple[Term, ...]
    sha256: str = ""
    source: str = field(default="", compare=False)

    def find(self, text: str) -> list[Match]:
        """All forms in text: longest first, at token boundaries, sorted and not overlapping."""
        return self._matcher.find(text)

    @cached_property
    def _matcher(self) -> Matcher:
        from .matching import Matcher

        return Matcher(self.terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)
