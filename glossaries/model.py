"""What a glossary is made of: terms, their forms with a status each, and what is found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

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


class CellError(GlossaryError):
    """What is wrong with one cell: its line from 1, its column by name, the problem and what to do."""

    def __init__(self, message: str, line: int, column: str, problem: str, advice: str) -> None:
        super().__init__(message)
        self.line, self.column, self.problem, self.advice = line, column, problem, advice


class Form(NamedTuple):
    """One spelling of a term, Japanese or English."""

    text: str
    status: Status


class Spec(NamedTuple):
    """An example that an entry must pass to be loaded: respelling turns `text` into `wanted`.

    In a counter-example the two are the same.
    """

    text: str
    wanted: str


@dataclass(frozen=True)
class Term:
    """One concept: its Japanese forms (the preferred one first) and its English.

    english        the preferred English first, then the admitted ones; empty where none is known.
    english_wrong  deprecated and forbidden English forms.
    short_of       the id of the term whose short form this is (ウメロフ of ルステム・ウメロフ).
    near           the term is meant only in a sentence that holds one of these words; () for any sentence.
    not_near       the term is not meant in a sentence that holds one of these words.
    inflects       the forms are dictionary forms of verbs or adjectives and stand for all their inflections.
    valid_from     the first day on which the term is right: 2024-09-05, 2024-09 or 2024; "" for ever.
    valid_until    the last day, likewise.
    line           the line of the table, from 1; 0 where it came from none.
    origin         the glossary it came from, where several are layered.
    """

    id: str
    forms: tuple[Form, ...]
    english: tuple[str, ...] = ()
    kind: str = ""
    reading: str = ""
    note: str = ""
    line: int = 0
    english_wrong: tuple[Form, ...] = ()
    short_of: str = ""
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    inflects: bool = False
    valid_from: str = ""
    valid_until: str = ""
    specs: tuple[Spec, ...] = ()
    source: str = ""
    origin: str = ""

    @property
    def preferred(self) -> str:
        """The Japanese form to use."""
        return self.forms[0].text

    @property
    def english_forms(self) -> tuple[Form, ...]:
        """All English forms with their status, the preferred one first."""
        right = (Form(text, "admitted" if n else "preferred") for n, text in enumerate(self.english))
        return (*right, *self.english_wrong)


class Match(NamedTuple):
    """A form found in a text: text[start:end] is the form, offsets in code points.

    fix  what cleaning would set for it: the preferred form, inflected as the one found; None where it cannot.
    """

    start: int
    end: int
    form: Form
    term: Term
    fix: str | None = None
