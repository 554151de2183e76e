"""A document as every format gives it: blocks of text that can be changed and written back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

Kind = Literal["heading", "paragraph", "list-item", "cell", "caption", "note", "attribute", "comment"]
"""An attribute is text that stands in a tag, not on the page: what a picture shows, what a link says when touched.
A comment is one that is meant to switch rules off and does not: it is shown to be told of, and may not be changed."""


class Place(NamedTuple):
    """Where a person finds something. Line and column count from 1, columns in code points; None where there are none.

    text    in words: "paragraph 12", "chapter 2, paragraph 5"; "" where line and column say it.
    """

    line: int | None
    column: int | None
    text: str = ""


class Run(NamedTuple):
    """A stretch of text with the format's own handle on where it came from.

    fixed   the text is there to be read with what stands around it, but may not be changed (code, a formula,
            a line break in a paragraph, shown as "\\n").
    off     the rules that a comment or an attribute of the document switches off here; "*" is all of them.
    """

    text: str
    ref: Any
    fixed: bool = False
    off: frozenset[str] = frozenset()


class Block(NamedTuple):
    """A stretch of text that belongs together: a paragraph, a heading, a list item, a table cell.

    id      unique in the document: b0001, b0002, … in reading order; attributes (a0001, …) and comments (c0001, …) are
            counted apart.
    place   where a person finds it, if not by line and column: "paragraph 12", "chapter 2, paragraph 5"; of an
            attribute what it is, "alt of img", too.
    remark  of a comment, what is wrong with it.
    """

    id: str
    kind: Kind
    runs: tuple[Run, ...]
    place: str = ""
    remark: str = ""

    @property
    def text(self) -> str:
        """The text of all runs."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    def replace(self, start: int, end: int, new: str) -> Block:
        """A block in which text[start:end] is new. What is put in goes to the run in which start lies.

        Raises ValueError where that is not free.

        >>> block = Block("b0001", "paragraph", (Run("キエフ", 1), Run("の冬", 2)))
        >>> [run.text for run in block.replace(2, 4, "ウ").runs]
        ['キエウ', '冬']
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}:{end} is outside the block {self.id}, which has {len(self.text)} characters")
        if not self.free(start, end):
            raise ValueError(f"{start}:{end} of the block {self.id} holds text that may not be changed")
        target, high = -1, 0
        for at, run in enumerate(self.runs):
            low, high = high, high + len(run.text)
            if not run.fixed and (low <= start < high or start == end == high):
                target = at
        runs, high = [], 0
        for at, run in enumerate(self.runs):
            low, high = high, high + len(run.text)
            a, b = min(max(start, low), high) - low, max(min(end, high), low) - low
            inserted = new if at == target else ""
            runs.append(run._replace(text=run.text[:a] + inserted + run.text[b:]) if inserted or a < b else run)
        return self._replace(runs=tuple(runs))

    def free(self, start: int, end: int) -> bool:
        """True if text[start:end] may be changed: no fixed run lies in it, and one that is not holds its ends."""
        touched, high = False, 0
        for run in self.runs:
            low, high = high, high + len(run.text)
            if run.fixed and low < end and start < high:
                return False
            touched = touched or not run.fixed and low <= start <= high
        return touched


@dataclass(frozen=True)
class Document:
    """A document that was read. `source` is the format's own; it is needed to write the document back.

    remark  what of it could not be read, in words that go on after its name; "" for nothing.
    """

    format: str
    blocks: tuple[Block, ...]
    source: Any
    remark: str = ""

    @classmethod
    def of_text(cls, format: str, source: Any, read: Callable[[], tuple[Block, ...]]) -> Document:
        """A document of which `read` tells the blocks when they are first asked for; to fix a text takes none."""
        document = cls(format, (), source)
        del vars(document)["blocks"]
        vars(document)["_read"] = read
        return document

    @property
    def is_unread(self) -> bool:
        """True for a text whose blocks nobody has asked for yet: none was changed."""
        return "blocks" not in vars(self)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Called for what is not there: the blocks that nobody has asked for yet."""
            if name != "blocks" or "_read" not in vars(self):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            vars(self)["blocks"] = blocks = vars(self)["_read"]()
            return blocks
