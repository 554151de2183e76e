"""What is known of a part of a Word document when it has been read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ...document import Kind, Run

OBJECT = "\ufffc"
"""Stands in the text for a picture, a formula, an embedded file."""


class Spot(NamedTuple):
    """Where a run of text comes from: data[start:end] of a part; the w:t of that index, -1 where it is none."""

    part: str
    text: int
    run: int
    start: int
    end: int


class Text(NamedTuple):
    """A w:t: where its first tag begins and ends, where its last one begins and ends, its w:r by index."""

    start: int
    body: int
    end: int
    stop: int
    preserve: bool
    run: int


class Element(NamedTuple):
    """A w:r: where it begins, where what follows its properties begins, where its last tag begins and ends.

    outer     the index of the w:r in the same paragraph that holds it (ruby), itself where none does.
    inserted  where the w:ins begins that is its parent, -1 where none is.
    """

    start: int
    body: int
    end: int
    stop: int
    outer: int
    inserted: int


class Said(NamedTuple):
    """A value for people, the attribute data[start:end] of a part: what a picture shows.

    label   what it is, and where.
    copies  where the same value begins again, for other programs.
    """

    label: str
    start: int
    end: int
    off: frozenset[str]
    copies: list[int]


@dataclass
class Container:
    """What holds paragraphs and counts them: the body, a cell, a note, a text box."""

    label: str
    kind: Kind | None = None
    note: str = ""
    count: int = 0

    def place(self) -> str:
        """Where the next paragraph is."""
        self.count += 1
        if not self.label:
            return f"paragraph {self.count}"
        return self.label if self.count == 1 else f"{self.label}, paragraph {self.count}"

    def last(self) -> str:
        """Where the last paragraph with text is, or the first if there was none."""
        return self.label or f"paragraph {max(1, self.count)}"


@dataclass
class Paragraph:
    """A w:p that is being read, and what came of it."""

    start: int
    container: Container
    level: int
    alternates: int
    boxed: bool
    style: str | None = None
    listed: bool | None = None
    outline: int = 9
    runs: list[Run] = field(default_factory=list)
    kind: Kind = "paragraph"
    place: str = ""
    off: frozenset[str] = frozenset()
    said: list[Said] = field(default_factory=list)


@dataclass
class OpenRun:
    """A w:r that is being read."""

    index: int
    outer: int
    depth: int
    start: int
    body: int
    inserted: int
    style: str | None = None
    hidden: bool | None = None
    fixed: bool = False


@dataclass
class Field:
    """A field whose result may be changed only where it is free (a link), for Word writes the others anew."""

    code: str = ""
    result: bool = False
    free: bool = False


@dataclass
class Alternate:
    """An mc:AlternateContent that is being read: how many branches are done, the texts of the first."""

    branches: int = 0
    low: int = 0
    first: list[int] = field(default_factory=list)


@dataclass
class Part:
    """A part that was read: its bytes in UTF-8, the prefix of its root, and where its pieces are."""

    name: str
    data: bytes
    stored: bytes
    encoding: str
    prefix: bytes = b""
    strict: bool = False
    texts: list[Text] = field(default_factory=list)
    runs: list[Element] = field(default_factory=list)
    copies: dict[int, list[int]] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)
    references: dict[str, list[str]] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
