"""The edition: all that an output needs to write an aligned Japanese-English text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from translate.segment import Segment

if TYPE_CHECKING:
    from cleantext.document import Document

Language = Literal["ja", "en"]
Look = Literal["strong", "em", "code", "del", "sup", "sub", "u", "link", "ref", "noteref"]
"""Markup in the line: bold, emphasised, code, struck out, raised, lowered, underlined, a link, one in the document."""


class Ruby(NamedTuple):
    """The reading of the characters start to end of a block, counted without white space.

    (The sources of a block's segments, put together, are its text but for white space.)
    """

    start: int
    end: int
    reading: str


class Styled(NamedTuple):
    """What the characters start to end of a block are marked up as, counted as for Ruby.

    value  the address of a link, as the source has it; the block that a link in the document leads to. The mark of a
           note is a `noteref`.
    """

    kind: Look
    start: int
    end: int
    value: str = ""


class Formula(NamedTuple):
    """The formula that the characters start to end of a block stand for, counted as for Ruby.

    text    the formula in one line.
    markup  MathML or Office Math, as an element with its namespaces.
    form    which of the two; "text" where there is no markup for it.
    """

    start: int
    end: int
    text: str
    markup: str
    form: Literal["mathml", "omml", "text"]


class Item(NamedTuple):
    """An item of a list: which list of the document, whether it is numbered, the item's number in it.

    kind  a quotation is a list of one item; terms, and what is said of them, are the items of a list of definitions.
    """

    list: int
    ordered: bool
    number: int
    kind: Literal["item", "quote", "term", "definition"] = "item"


class Cell(NamedTuple):
    """The cell of a table that a block stands in.

    table         which table of the document, from 1.
    row, column   its first row and column, from 0.
    rows, columns how many it goes over.
    head          it is the head of a row or column.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False


class Figure(NamedTuple):
    """A picture in a block, or what else stands in it or beside it that is no text to translate.

    picture  the name of one of the edition's pictures; "" where it is not shown.
    alt      what it shows, in the words of the source.
    at       where it stands: after so many characters of the block, counted as for Ruby.
    address  what the source says of where it is, "" where that is no name of a file or address.
    why      why it is not shown.
    cell     the cell of the block's table that it stands in alone; None where it stands with the block.
    said     the block whose row is its alt; "" where none is.
    tongue   the language in which its alt is, or begins.
    depth    in how many of the items of its block it stands, where it stands after the block and out of its table;
             -1 where it stands with the block.
    formula  the formula of a paragraph of its own; its text is in `text` too.
    kind     a picture; a listing of code, whose language `alt` names, if it does; a rule between parts of the text;
             the mark of a note, raised; a line break.
    target   of the mark of a note the block of the note; of the mark before a note the block that refers to it.
    alt      of the mark before a note of Markdown, which is a name: the number that is shown for it.
    text     the mark; the listing, its lines with "\\n" between them; of a rule what stands for it in a row.
    """

    picture: str
    alt: str = ""
    at: int = 0
    address: str = ""
    why: str = ""
    cell: Cell | None = None
    said: str = ""
    tongue: Language = "ja"
    kind: Literal["picture", "code", "rule", "note", "break", "formula"] = "picture"
    text: str = ""
    depth: int = -1
    target: str = ""
    formula: Formula | None = None


class Shape(NamedTuple):
    """How a block is set in its source, as far as an edition keeps that.

    block   the id of the block.
    level   of a heading, 1 to 6; 0 where it is none or nothing tells.
    items   the items that the block stands in, the outermost first; of a cell those round its table.
    inner   those within its cell.
    lead    what stands at the head of the block's text and is markup, no text: "## " of Markdown.
    ruby    the readings, in order; they do not overlap.
    aside   it is no part of the text: the title of a page or a book for the window, an entry of the contents, an
            attribute.
    figures its pictures, and those beside it that stand in no block, in order.
    cell    the cell that it stands in; of Markdown, the whole row.
    markdown  its text is Markdown.
    targets   the addresses of its reference links, by their labels; of notes ("^1") their blocks.
    styles    what is marked up in its line, where that is known apart from its text; by start, the longer first.
    formulas  its formulas, in order.
    label     of an attribute what it is called: "alt of img".
    """

    block: str
    level: int = 0
    items: tuple[Item, ...] = ()
    lead: str = ""
    ruby: tuple[Ruby, ...] = ()
    aside: bool = False
    figures: tuple[Figure, ...] = ()
    cell: Cell | None = None
    markdown: bool = False
    targets: tuple[tuple[str, str], ...] = ()
    styles: tuple[Styled, ...] = ()
    formulas: tuple[Formula, ...] = ()
    label: str = ""
    inner: tuple[Item, ...] = ()
    note: str = ""


class Picture(NamedTuple):
    """A picture of the text: its name (of a file, unique), its bytes, "image/png" and the like, its size in pixels."""

    name: str
    data: bytes
    media_type: str
    width: int
    height: int


class Cover(NamedTuple):
    """A picture for the cover: its bytes, and "image/jpeg" or "image/png"."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class Metadata:
    """What the user says of the edition; "" where nothing was said.

    title, title_en  stand in place of the titles of the document.
    date             as in ISO 8601: 2026, 2026-01 or 2026-01-20.
    identifier       an ISBN (urn:isbn:…), a URL, or any text that is the edition's own.
    """

    title: str = ""
    title_en: str = ""
    author: str = ""
    translator: str = ""
    publisher: str = ""
    date: str = ""
    identifier: str = ""
    rights: str = ""
    cover: Cover | None = None

    @property
    def byline(self) -> list[str]:
        """Who wrote, translated and published the edition, and when, where that was said."""
        translator = self.translator and f"Translated by {self.translator}"
        return [part for part in (self.author, translator, self.publisher, self.date) if part]


@dataclass(frozen=True)
class Layout:
    """How an edition is set.

    first       the language that stands left of, or above, the other.
    only        the one language that is shown at first (HTML) or at all (other formats); None for both.
    stacked     paragraph under paragraph, where they would stand side by side.
    vertical    Japanese in vertical lines (HTML, PDF and EPUB).
    clean_copy  without flags, counts and marks for the editor.
    in_source   an EPUB, DOCX, HTML or Markdown source keeps its own structure where that format is written.
    """

    first: Language = "ja"
    only: Language | None = None
    stacked: bool = False
    vertical: bool = False
    clean_copy: bool = False
    in_source: bool = True
    metadata: Metadata = Metadata()


STANDARD_LAYOUT = Layout()


class TermUse(NamedTuple):
    """A term of the glossary in a segment: where it stands in the Japanese, its id, and the English to use.

    start, end  offsets in the segment's source, in code points.
    """

    segment: str
    start: int
    end: int
    term: str
    english: str


@dataclass(frozen=True)
class Edition:
    """One document and its translation, ready to be written in any format.

    title_ja     title of the document; "" where it has none.
    title_en     the same in English; "" where it has none.
    segments     the aligned pairs in reading order, their ids unique.
    signature    what made the translation, so that it can be repeated: engine, model, settings, glossary.
    source_name  name of the document it was made from, without folders.
    creator      program and version that made the edition, as "taiyaku 0.1.0".
    notes        remarks on the whole edition, for its readers.
    terms        the terms of the glossary in the segments, in order; those of a segment do not overlap.
    revision     how often the edition has changed since it was first made; an exchange file carries it, so that an
                 edit that comes back can be told from text that was changed here meanwhile.
    layout       how it is to be set.
    shapes       of the blocks that have one; a block without one is set as its kind says.
    chapters     the ids of the blocks with which documents begin, where the edition joins several; else ().
    document     the document that the segments were made of, where it is at hand; for editions in the source.
    pictures     what the figures of the shapes show.
    """

    title_ja: str
    title_en: str
    segments: tuple[Segment, ...]
    signature: str
    source_name: str
    creator: str
    notes: tuple[str, ...]
    layout: Layout = STANDARD_LAYOUT
    shapes: tuple[Shape, ...] = ()
    chapters: tuple[str, ...] = ()
    document: Document | None = None
    terms: tuple[TermUse, ...] = ()
    revision: int = 0
    pictures: tuple[Picture, ...] = ()
