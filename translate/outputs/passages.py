"""An edition as passages: each block with its rows, as headings, paragraphs and items that any format can set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import NamedTuple

from translate.outputs.alts import with_alts
from translate.outputs.cells import cells_of
from translate.outputs.characters import legal
from translate.outputs.edition import Cell, Edition, Figure, Item, Language, Shape
from translate.outputs.joining import joined
from translate.outputs.references import led
from translate.outputs.rows import Piece, Row, pieces_of, rows_of
from translate.segment import Segment

CONTENTS: Mapping[Language, str] = {"ja": "目次", "en": "Contents"}
LEAD = 4
"""The first heading is the title of the edition if it is among so many first rows."""
WHOLE = 240
"""A passage of so many signs of Japanese, and three times as many of English, stays on one page."""
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Passage(NamedTuple):
    """A block with its rows.

    depth  of a heading: 1 for the title of the edition, and never more than one more than the heading before it;
           0 for what is none.
    items  the items of lists in which it stands, the outermost first.
    cell   the cell of a table in which it stands.
    inner  the items in which it stands within its cell.
    before, after  the pictures before and after its text.
    markdown  its rows were typed as Markdown.
    targets   the addresses of its reference links, by their labels.
    is_note   the mark of a note leads to it.
    note      further on in a note, the block with which it begins.
    """

    block: str
    anchor: str
    kind: str
    rows: tuple[Row, ...]
    depth: int = 0
    items: tuple[Item, ...] = ()
    cell: Cell | None = None
    before: tuple[Figure, ...] = ()
    after: tuple[Figure, ...] = ()
    markdown: bool = False
    targets: tuple[tuple[str, str], ...] = ()
    inner: tuple[Item, ...] = ()
    is_note: bool = False
    note: str = ""

    def text(self, language: Language) -> str:
        """The text of a side, its sentences put together."""
        return joined(row.texts[language] for row in self.rows)

    @property
    def is_same(self) -> bool:
        """True if both languages say the same, as a sign between parts does; and nothing is to be said of that."""
        return bool(self.rows) and all(
            row.segment.status == "copied" and row.texts["ja"] == row.texts["en"] and not row.doubtful
            for row in self.rows
        )

    def shown_in(self, sides: Sequence[Language]) -> Sequence[Language]:
        """The languages, of these, in which a passage is to be shown where they stand under each other."""
        return ["ja"] if self.is_same and "ja" in sides else sides

    @property
    def is_short(self) -> bool:
        """True if both languages are to stand on one page."""
        return len(self.text("ja")) <= WHOLE and len(self.text("en")) <= 3 * WHOLE

    @property
    def is_picture(self) -> bool:
        """True if nothing but pictures stands in it."""
        return bool(self.before) and not any(text.strip() for row in self.rows for text in row.texts.values())


def chapters_of(edition: Edition, passages: Sequence[Passage]) -> list[tuple[str, Passage]]:
    """Return the chapters of a book of several texts: the anchor at which each begins, and its first heading."""
    if len(edition.chapters) < 2:
        return []
    found, start = [], ""
    for passage in passages:
        start = passage.anchor if passage.block in edition.chapters else start
        if start and passage.depth:
            found.append((start, passage))
            start = ""
    return found


def end_of_title(passages: Sequence[Passage]) -> int:
    """Return how many passages are the title and what stands before it; 0 where no heading of the text is the title."""
    return next((number for number, passage in enumerate(passages[:LEAD], 1) if passage.depth == 1), 0)


def passages_of(edition: Edition) -> list[Passage]:
    """The passages of an edition in reading order.

    Each row stands in exactly one, but for those that are no part of the text (Shape.aside) and in no doubt.
    """
    shapes = with_alts(edition.shapes, edition.segments, edition.layout)
    anchors = Anchors()
    segments = [_clean(segment) for segment in edition.segments] if edition.layout.clean_copy else edition.segments
    names = [anchors.of(segment.id) for segment in segments]
    lead = _lead_block(edition, {shape.block for shape in edition.shapes if shape.aside})
    outline: list[int] = []
    passages: list[Passage] = []
    loose = 0
    sizes = [sum(not sign.isspace() for sign in segment.source) for segment in edition.segments]
    for block, group in groupby(zip(segments, names, sizes, strict=True), key=lambda pair: pair[0].block):
        pairs = list(group)
        kind, shape = pairs[0][0].kind, shapes.get(block, Shape(block))
        if shape.aside and not any(segment.flags for segment, *_ in pairs):
            continue
        if kind == "attribute" and passages:
            last = passages[-1]
            shape = shape._replace(items=last.items, cell=last.cell, inner=last.inner)
        items = shape.items
        if kind == "list-item" and not items and not shape.cell:  # a list that nothing but its items is known of
            loose += 1
            follows = bool(passages) and passages[-1].kind == "list-item" and passages[-1].items[:1]
            known = follows[0].list if follows and follows[0].list < 0 else -loose
            items = (Item(known, False, loose),)
        depth = 0
        if kind == "heading" and shape.cell is None:
            depth = 1 if block == lead else _depth(outline, shape.level or 2)
            items = () if depth == 1 else tuple(takewhile(lambda item: item.kind == "quote", items))
        apart = [figure for figure in shape.figures if figure.depth >= 0]
        if apart:
            shape = shape._replace(figures=tuple(figure for figure in shape.figures if figure.depth < 0))
        pieces = list(pieces_of(pairs, shape))
        if shape.cell and shape.markdown:
            passages += _row_of_table(pieces, shape, anchors)
        else:
            passage = _passage(pieces, shape, anchors.of(block or "block"), kind)._replace(depth=depth, items=items)
            passages += _with_cells_of_pictures(passage, anchors)
        for figure in apart:
            name, around = anchors.of("figure"), items[: figure.depth]
            passages.append(Passage("", name, "paragraph", (), items=around, before=(figure,)))
    passages = led(passages)
    return list(map(_without_reasons, passages)) if edition.layout.clean_copy else passages


def _without_reasons(passage: Passage) -> Passage:
    """A passage that does not say why a picture is not shown, and where it is."""

    def plain(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        return tuple(
            each
            if (each.picture and not each.why) or each.kind != "picture"
            else each._replace(address="", why="", cell=None, depth=-1)
            for each in figures
        )

    rows = tuple(row._replace(figures=plain(row.figures)) for row in passage.rows)
    return passage._replace(rows=rows, before=plain(passage.before), after=plain(passage.after))


def _passage(pieces: Sequence[Piece], shape: Shape, anchor: str, kind: str) -> Passage:
    rows, before, after = rows_of(pieces, shape)
    passage = Passage(shape.block, anchor, kind, tuple(rows), cell=shape.cell, before=before, after=after)
    return passage._replace(markdown=shape.markdown, targets=shape.targets, inner=shape.inner, note=shape.note)


def _with_cells_of_pictures(passage: Passage, anchors: Anchors) -> Iterator[Passage]:
    """Yield a passage, and passages without rows for the pictures that stand alone in other cells of its table."""
    alone = [figure for figure in (*passage.before, *passage.after) if figure.cell]
    here = [tuple(figure for figure in some if not figure.cell) for some in (passage.before, passage.after)]
    yield passage._replace(before=here[0], after=here[1]) if alone else passage
    for figure in alone:
        yield Passage(
            passage.block, anchors.of("cell"), "cell", (), items=passage.items, cell=figure.cell, before=(figure,)
        )


def _row_of_table(pieces: Sequence[Piece], shape: Shape, anchors: Anchors) -> Iterator[Passage]:
    """Yield the cells of a row of a Markdown table; where the English has not as many, it follows in a row of its own.

    So that there is room for it, each row of the source is every other one of the table.
    """
    assert shape.cell
    cells, left = cells_of(pieces, anchors.of)
    for column, some in enumerate(cells):
        if some:
            cell = shape.cell._replace(row=2 * shape.cell.row, column=column, columns=1)
            yield _passage(some, shape._replace(cell=cell), anchors.of(shape.block), "cell")
    if left:
        cell = Cell(shape.cell.table, 2 * shape.cell.row + 1, 0, 1, max(1, len(cells)))
        yield _passage(left, shape._replace(cell=cell), anchors.of(shape.block), "cell")


def _clean(segment: Segment) -> Segment:
    """A segment without anything for the editor; what is lost or untranslated stays so."""
    if segment.status == "missing":
        return replace(segment, source="", target="", flags=())
    return replace(segment, flags=(), status="translated" if segment.status == "flagged" else segment.status)


def _lead_block(edition: Edition, asides: set[str]) -> str | None:
    """The block that holds the title of the edition: its first heading, where that says what the titles say."""
    if edition.chapters or edition.layout.metadata.title or edition.layout.metadata.title_en:
        return None
    text = [segment for segment in edition.segments if segment.block not in asides]
    first = next((segment for segment in text[:LEAD] if segment.kind == "heading"), None)
    if first is None:
        return None
    rows = [segment for segment in text if segment.block == first.block]
    titles = (edition.title_ja, edition.title_en)
    wholes = (joined(row.source for row in rows), joined(row.target for row in rows))
    told = asides and edition.title_ja in [row.source for row in edition.segments if row.block in asides]
    if told or titles == (first.source, first.target) or all(map(_says, titles, wholes)):
        return first.block
    return None


def _says(title: str, text: str) -> bool:
    return "".join(title.split()) in ("", "".join(text.split()))


def _depth(outline: list[int], level: int) -> int:
    """The depth of a heading of a level under those that are open."""
    while outline and outline[-1] >= level:
        outline.pop()
    outline.append(level)
    return min(1 + len(outline), 6)


class Anchors:
    """Names for places in a file: unique, and ids in HTML and XML alike."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, id: str) -> str:
        """A new name, the id itself where it can be."""
        name = id if _ANCHOR.fullmatch(id) and not id.endswith(("-en", "-why")) else f"r{len(self.taken) + 1}"
        number = len(self.taken) + 1
        while name in self.taken:
            name, number = f"r{number}", number + 1
        self.taken.add(name)
        return name


def titles_of(edition: Edition) -> dict[Language, str]:
    """The titles of an edition: the user's, the document's, those of its first heading, the name of its source."""
    metadata = edition.layout.metadata
    ja, en = metadata.title.strip(), metadata.title_en.strip()
    if not (ja or en):
        ja, en = edition.title_ja.strip(), edition.title_en.strip()
    elif not ja and not edition.chapters:
        ja = edition.title_ja.strip()
    lead = next((passage for passage in passages_of(edition) if passage.depth == 1), None)
    if lead:
        ja, en = lead.text("ja") or ja, lead.text("en") or en
    if not (ja or en):
        return {"ja": "", "en": legal(edition.source_name) or "Bilingual edition"}
    return {"ja": legal(ja), "en": legal(en)}
