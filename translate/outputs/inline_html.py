"""Markup in the line of a page or a book: bold, emphasis, links, code and the like, read from the tags round the text.

Source: WHATWG HTML, 4.5 (text-level semantics), 13.2.4.3 (an element that is closed too late or in another's turn goes
on until its own end tag; a cell has no part in what was open before it). Classes: the guide for EPUB of the Electronic
Book Publishers Association of Japan (電書協), which most Japanese books follow, and Aozora Bunko.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleantext.document import Block, Run
from cleantext.formats.markup import Token, attributes
from translate.outputs.edition import Look, Styled
from translate.outputs.styles import styles_of

_LOOKS: dict[str, Look] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em"), "em"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("s", "strike", "del"), "del"),
    **dict.fromkeys(("u", "ins"), "u"),
    "sup": "sup",
    "sub": "sub",
    "a": "link",
}
_CLASSES: tuple[tuple[str, Look], ...] = (
    ("em-line(?:-.+)?|underline_.+|overline_.+", "u"),
    ("em-(?:(?:black|white|open|double)-)*(?:sesame|dot|circle|triangle)(?:-open)?|b[oō]ten", "em"),
    ("bold|gothic-bold|futoji", "strong"),
    ("super", "sup"),
    ("sub", "sub"),
    ("line-through", "del"),
)
"""What classes say of `span`, and of `em` (lines beside words); the first that holds counts."""
NOTE_MARK = "noteref "
"""Stands before the address of a link that is the mark of a note."""
MARKUP_TAGS = frozenset((*_LOOKS, "span"))
MOST_OPEN = 50
"""Elements in each other; what is deeper is set as the text round it."""


class Marked(NamedTuple):
    """An element that is open: its tag and what it makes of its text."""

    tag: str
    kind: Look
    value: str
    number: int


class Markup:
    """The elements in the line that are open, and what texts they are round."""

    def __init__(self) -> None:
        self.open: list[Marked] = []
        self.spans: list[bool] = []  # of each `span` that is open whether it is one of those
        self.outer: list[list[Marked]] = []  # what was open before each table that is open
        self.never: set[int] = set()  # what was not closed
        self.texts: list[tuple[int, int, tuple[Marked, ...]]] = []
        self.count = 0

    def text(self, token: Token) -> None:
        """A text is met."""
        if self.open:
            self.texts.append((token.start, token.end, tuple(self.open)))

    def start(self, source: str, token: Token, xml: bool) -> None:
        """An element of MARKUP_TAGS begins; in XML it may be empty."""
        name = token.name
        if xml and source[token.end - 2] == "/":
            return
        if name == "a":
            self.end("a")
        if len(self.open) < MOST_OPEN:
            said = attributes(source, token) if name in ("a", "span", "em") else {}
            kind = _look(name, said.get("class", ""))
            if name == "span":
                self.spans.append(kind is not None)
            if kind is None:
                return
            value = said.get("href", "").strip()
            if value and "noteref" in f"{said.get('role', '')} {said.get('epub:type', '')}":
                value = NOTE_MARK + value
            self.count += 1
            self.open.append(Marked(name, kind, value, self.count))
        elif name == "span":
            self.spans.append(False)

    def end(self, name: str) -> None:
        """An element ends: the last of its name that is open."""
        if name == "span" and not (self.spans and self.spans.pop()):
            return
        index = next((n for n in range(len(self.open) - 1, -1, -1) if self.open[n].tag == name), None)
        if index is not None:
            del self.open[index]

    def start_table(self) -> None:
        """A table begins."""
        self.outer.append(self.open)
        self.open = []

    def start_cell(self) -> None:
        """A cell or a caption begins; what is open in the one before it ends."""
        if self.outer:
            self.never |= {each.number for each in self.open}
            self.open = []

    def end_table(self) -> None:
        """A table ends."""
        if self.outer:
            self.start_cell()
            self.open = self.outer.pop()

    def styles(self, blocks: Sequence[Block]) -> Iterator[tuple[str, tuple[Styled, ...]]]:
        """Yield what is marked up in each block where anything is. What was never closed ends with its block."""
        starts = [start for start, *_ in self.texts]
        never = self.never | {each.number for some in (self.open, *self.outer) for each in some}
        here: dict[int, str] = {}
        for block in blocks if starts else ():

            def looks(run: Run, name: str = block.id) -> Iterator[tuple[Look, str]]:
                at = run.ref[-2]
                index = bisect_right(starts, at) - 1
                if index >= 0 and at < self.texts[index][1]:
                    for each in self.texts[index][2]:
                        closed = each.number not in never or here.setdefault(each.number, name) == name
                        if closed and (each.kind != "link" or each.value):
                            yield each.kind, each.value

            if found := styles_of(block, looks):
                yield block.id, found


def _look(name: str, classes: str) -> Look | None:
    """What an element of MARKUP_TAGS makes of its text; None where it is a `span` that says nothing."""
    if classes and name in ("span", "em"):
        for pattern, look in _CLASSES:
            if (name == "span" or look == "u") and any(re.fullmatch(pattern, each) for each in classes.split()):
                return look
    return _LOOKS.get(name)
