"""How the blocks of a page or a book are set: headings, lists, tables, ruby and markup in the line, read from the tags.

Source: WHATWG HTML, 4.5.10 to 4.5.12 for ruby (also the older rb and rtc), 4.9.12 for the places of cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleantext.document import Block, Document, Run
from cleantext.formats.elements import HEADINGS
from cleantext.formats.foreign import Unfit
from cleantext.formats.formulas import mathml_at
from cleantext.formats.markup import Token, attributes, decoded, tokens
from translate.outputs.containers_html import CONTAINER_TAGS, Containers
from translate.outputs.edition import Formula, Item, Ruby, Shape
from translate.outputs.inline_html import MARKUP_TAGS, Markup
from translate.outputs.links_html import NOTE_TAGS, Names, led
from translate.outputs.shapes import solid
from translate.outputs.tables_html import TABLE_TAGS, Tables

_BODY = re.compile("<body[\t\n\r >]", re.I)
_HEAD = re.compile(
    r"(?>[\s\ufeff]+|<!--.*?-->|<[!?][^>]*>|</?(?:html|head|meta|link|base)\b[^>]*>"
    r"|<(title|style|script|noscript)\b[^>]*>.*?</\1\s*>)*+",
    re.I | re.S,
)
"""What may stand in a head, whose tags may be left out."""
_ASIDE = re.compile("contents, entry |contents [(]ncx[)]|title of the book|chapter .*, title of the page$", re.S)


class Reading(NamedTuple):
    """The reading of source[start:end]; there are tags in it, where the base is marked up."""

    start: int
    end: int
    text: str


def read(document: Document) -> Iterator[Shape]:
    """The shapes of the blocks of a page or a book."""
    pages = {"": document.source} if document.format == "html" else document.source.pages
    by_page: dict[str, list[Block]] = {}
    for block in document.blocks:
        if block.kind == "attribute":
            yield Shape(block.id, aside=True, label=block.place.rpartition(", ")[2])
            continue
        by_page.setdefault("" if document.format == "html" else block.runs[0].ref[0], []).append(block)
    tables = lists = 0
    names: dict[str, Names] = {}
    shapes: list[tuple[str, list[Shape]]] = []
    for name, blocks in by_page.items():
        xml = document.format == "epub" or pages[name].xml
        scan = _Scan(pages[name].text, xml, tables, lists)
        some = list(_read_page(scan, blocks))
        asides = {shape.block for shape in some if shape.aside}
        scan.names.hold([block for block in blocks if block.id not in asides])
        names[name], notes = scan.names, dict(scan.names.notes())
        shapes.append(
            (name, [shape._replace(note=notes[shape.block]) if shape.block in notes else shape for shape in some])
        )
        tables, lists = scan.tables.count, scan.containers.count
    for name, some in shapes:
        for shape in some:
            yield shape._replace(styles=led(shape.styles, name, names)) if shape.styles else shape


def _read_page(scan: _Scan, blocks: Sequence[Block]) -> Iterator[Shape]:
    source = scan.source
    following = iter(sorted(blocks, key=_first))
    block = next(following, None)
    for token in tokens(source, scan.xml):
        while block is not None and _first(block) < token.end:
            scan.shapes[block.id] = (scan.level, scan.containers.items, scan.outer[-1] if scan.outer else 0)
            scan.tables.note(block.id, block.kind)
            block = next(following, None)
        scan.take(token)
    readings, cells = sorted(scan.readings), scan.tables.cells()
    starts = [reading.start for reading in readings]
    head, styles = _head(source), dict(scan.markup.styles(blocks))
    for block in blocks:
        level, items, outer = scan.shapes.get(block.id, (0, (), 0))
        inner: tuple[Item, ...] = ()
        if block.id in cells:
            items, inner = items[:outer], items[outer:]
        ruby = tuple(_ruby(block, readings, starts))
        aside = _is_aside(block, head)
        level = level if block.kind == "heading" else 0
        yield Shape(
            block.id,
            level,
            items,
            "",
            ruby,
            aside,
            cell=cells.get(block.id),
            styles=styles.get(block.id, ()),
            formulas=tuple(_formulas(block, scan.formulas)),
            inner=inner,
        )


def aside_blocks(document: Document) -> set[str]:
    """The blocks of a page or a book that are no part of its text (`Shape.aside`)."""
    single = document.format == "html"
    heads = {
        name: _head(page.text) for name, page in ({"": document.source} if single else document.source.pages).items()
    }
    return {block.id for block in document.blocks if _is_aside(block, heads["" if single else block.runs[0].ref[0]])}


def _head(source: str) -> int:
    """Where the head of a page ends."""
    body = _BODY.search(source)
    if body:
        return body.start()
    head = _HEAD.match(source)
    return head.end() if head else 0


def _is_aside(block: Block, head: int) -> bool:
    return block.kind == "attribute" or _first(block) < head or bool(_ASIDE.match(block.place))


def _first(block: Block) -> int:
    place: int = next((run for run in block.runs if run.text.strip()), block.runs[0]).ref[-2]
    return place


def _ruby(block: Block, readings: list[Reading], starts: list[int]) -> Iterator[Ruby]:
    low, high = block.runs[0].ref[-2], block.runs[-1].ref[-1]
    spots, count = [], 0
    for run in block.runs:
        size = solid(run.text)
        if size:
            spots.append((run.ref[-2], count, count + size))
            count += size
    places = [start for start, _, _ in spots]
    first = bisect_left(starts, low)
    if first and readings[first - 1].end > low:  # the base begins with a tag
        first -= 1
    for reading in readings[first:]:
        if reading.start >= high:
            break
        inside = spots[bisect_left(places, reading.start) : bisect_left(places, reading.end)]
        if inside and reading.text:
            yield Ruby(inside[0][1], inside[-1][2], reading.text)


def _formulas(block: Block, formulas: list[tuple[int, int, Formula]]) -> Iterator[Formula]:
    """The formulas of a block; one that is not known as such is said to be one."""
    if not formulas:
        return
    low, high, count = block.runs[0].ref[-2], block.runs[-1].ref[-1], 0
    spots: list[tuple[int, int, Run]] = []
    for run in block.runs:
        if size := solid(run.text):
            spots.append((count, count + size, run))
            count += size
    first = bisect_left(formulas, low, key=lambda each: each[0])
    for start, end, formula in formulas[max(first - 1, 0) :]:
        if start >= high:
            break
        inside = slice(*(bisect_left(spots, at, key=lambda spot: spot[2].ref[-2]) for at in (start, end)))
        if some := spots[inside]:
            told = formula.text or f"［数式：{''.join(run.text for *_, run in some)}］"
            yield formula._replace(start=some[0][0], end=some[-1][1], text=told)


class _Scan:
    """The headings and lists that are open, and the readings found so far."""

    def __init__(self, source: str, xml: bool, tables: int, lists: int) -> None:
        self.source, self.xml = source, xml
        self.markup = Markup()
        self.tables = Tables(tables)
        self.containers = Containers(source, lists)
        self.outer: list[int] = []  # in how many items each table stands that is open
        self.shapes: dict[str, tuple[int, tuple[Item, ...], int]] = {}
        self.level = 0
        self.names = Names(source)
        self.formulas: list[tuple[int, int, Formula]] = []
        self.readings: list[Reading] = []
        self.base = -1  # where the base begins whose reading is still to come
        self.bases: list[tuple[int, int]] = []
        self.reading: tuple[int, list[str]] | None = None

    def take(self, token: Token) -> None:
        if token.kind in ("text", "raw"):
            self.markup.text(token)
            if token.kind == "text" and self.reading:
                self.reading[1].append(decoded(self.source[token.start : token.end]))
        elif token.kind == "start":
            self.start(token)
        elif token.kind == "end":
            self.end(token)

    def start(self, token: Token) -> None:
        name = token.name
        self.names.note(token)
        if name in NOTE_TAGS:
            self.names.begin(token)
        if name in HEADINGS:
            self.level = int(name[1])
        elif name in CONTAINER_TAGS:
            self.containers.take(token)
        elif name in MARKUP_TAGS:
            self.markup.start(self.source, token, self.xml)
        elif name in TABLE_TAGS:
            self.tables.start(name, attributes(self.source, token))
            if name == "table":
                self.outer.append(len(self.containers.items))
                self.markup.start_table()
            elif name in ("td", "th", "caption"):
                self.markup.start_cell()
        elif name == "math":
            self.take_formula(token)
        elif name == "ruby":
            self.base, self.bases = token.end, []
        elif name == "rb":
            self.base = token.end
        elif name in ("rt", "rp", "rtc") and self.base >= 0:
            self.end_reading()
            self.end_base(token.start)
            self.base = -1
        if name == "rt" and self.bases:
            self.end_reading()
            self.reading = (token.end, [])

    def take_formula(self, token: Token) -> None:
        """A formula begins; it is looked at as a whole."""
        try:
            markup, text, end = mathml_at(self.source, token.start, self.xml)
            self.formulas.append((token.start, end, Formula(0, 0, text, markup, "mathml")))
            self.markup.text(token._replace(end=end))
        except Unfit:
            self.formulas.append((token.start, -1, Formula(0, 0, "", "", "text")))

    def end(self, token: Token) -> None:
        name = token.name
        if name in NOTE_TAGS:
            self.names.end(token)
        if name in HEADINGS:
            self.level = 0
        elif name in CONTAINER_TAGS:
            self.containers.take(token)
        elif name in MARKUP_TAGS:
            self.markup.end(name)
        elif name in TABLE_TAGS:
            self.tables.end(name)
            if name == "table":
                del self.outer[-1:]
                self.markup.end_table()
        elif name == "rb":
            self.end_base(token.start)
        elif name == "rt":
            self.end_reading()
            self.base = token.end
        elif name in ("rp", "rtc"):
            self.base = token.end
        elif name == "math" and self.formulas and self.formulas[-1][1] < 0:
            self.formulas[-1] = (self.formulas[-1][0], token.end, self.formulas[-1][2])
        elif name == "ruby":
            self.end_reading()
            self.base, self.bases = -1, []

    def end_base(self, at: int) -> None:
        """A base ends, if there is any text in it."""
        if self.base >= 0 and self.source[self.base : at].strip():
            self.bases.append((self.base, at))
        self.base = at

    def end_reading(self) -> None:
        """A reading ends: it belongs to the first base that has none."""
        if self.reading and self.bases:
            start, end = self.bases.pop(0)
            text = " ".join("".join(self.reading[1]).split())
            self.readings.append(Reading(start, end, text))
        self.reading = None
