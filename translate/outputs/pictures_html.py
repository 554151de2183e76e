"""The pictures, listings and rules of a page or a book, and where they stand among its blocks.

A picture between blocks stands after the one before it, in the order of the page; one in a line of text, where it is
there. Of a drawing (SVG) in the page that cannot be shown as it is, the pictures in it are read.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from cleantext.document import Block, Document
from cleantext.formats.foreign import Unfit
from cleantext.formats.markup import Token, attributes, tokens
from translate.outputs.containers_html import CONTAINER_TAGS, Containers
from translate.outputs.drawings import NOTHING, drawing_at
from translate.outputs.edition import Cell
from translate.outputs.listings import Preformatted
from translate.outputs.pictures import Drawn, beside
from translate.outputs.shapes import length, solid
from translate.outputs.shapes_html import aside_blocks
from translate.outputs.tables_html import TABLE_TAGS, Tables

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def read(document: Document) -> Iterator[Drawn]:
    """The pictures, listings and rules of a page or a book, in order."""
    single = document.format == "html"
    pages = {"": document.source} if single else document.source.pages
    asides = aside_blocks(document)
    by_page: dict[str, list[Block]] = {}
    values: dict[str, list[Block]] = {}
    for block in document.blocks:
        if block.kind == "attribute" or block.id not in asides:
            some = values if block.kind == "attribute" else by_page
            some.setdefault("" if single else block.runs[0].ref[0], []).append(block)
    names = [""] if single else list(dict.fromkeys([*document.source.spine, *by_page]))
    last: Block | None = None
    waiting: list[Drawn] = []  # before the first block of all
    for name in names:
        blocks = sorted(by_page.get(name, ()), key=_start)
        cells: dict[str, Cell] = {}
        said = sorted(values.get(name, ()), key=_start)
        found = list(_in_page(name, pages[name].text, not single or pages[name].xml, blocks, cells, said))
        for drawn, at in found:
            place = _place(blocks, at)
            near = beside(blocks, cells, drawn.cell, at, _start)
            if near:
                place = near, length(near) if _start(near) <= at else 0
            if place is None and last is not None:
                place = last, length(last)
            if place is None:
                waiting.append(drawn)
            else:
                yield drawn._replace(block=place[0].id, at=place[1])
        if blocks:
            yield from (drawn._replace(block=blocks[0].id) for drawn in waiting)
            waiting, last = [], blocks[-1]


def _start(block: Block) -> int:
    start: int = block.runs[0].ref[-2]
    return start


def _place(blocks: Sequence[Block], at: int) -> tuple[Block, int] | None:
    """The block in which a place of the page lies, or after which; and after how many characters."""
    index = bisect_right(blocks, at, key=_start) - 1
    if index < 0:
        return (blocks[0], 0) if blocks else None
    block = blocks[index]
    return block, sum(solid(run.text) for run in block.runs if run.ref[-1] <= at)


def _said(values: Sequence[Block], token: Token, name: str) -> str:
    """The block that an attribute of a tag is; "" if it is none."""
    for block in values[bisect_right(values, token.start, key=_start) :]:
        if _start(block) >= token.end:
            break
        if block.place.endswith(f"{name} of {token.name}"):
            return block.id
    return ""


def _drawing(source: str, token: Token, xml: bool) -> tuple[Drawn | None, int]:
    """A drawing in the page, or why it cannot be shown; and where it ends, 0 where what is in it is to be looked at.

    What is hidden, or is there for its looks only, is left out.
    """
    said = attributes(source, token)
    if said.get("aria-hidden") == "true" or said.get("role") in ("presentation", "none") or "hidden" in said:
        return None, token.end
    if _HIDDEN.search(said.get("style", "")):
        return None, token.end
    try:
        data, _, _, title, end = drawing_at(source, token.start, xml)
    except Unfit as why:
        return (None if str(why) == NOTHING else Drawn("", 0, "", said.get("aria-label", ""), why=str(why))), 0
    return Drawn("", 0, "", said.get("aria-label") or title, data=data), end


def _in_page(
    name: str, source: str, xml: bool, blocks: Sequence[Block], cells: dict[str, Cell], values: Sequence[Block]
) -> Iterator[tuple[Drawn, int]]:
    """Yield the pictures of a page, with their places in its source; and fill in the cells of its blocks."""
    tables, listings, containers = Tables(0), Preformatted(source), Containers(source)
    deep = (0, False)  # in how many items the last block stands, and whether in a cell
    waiting: tuple[Drawn, int] | None = None  # a drawing that cannot be shown, and where it begins
    passed = 0  # where a drawing that is shown ends
    following = iter(blocks)
    block = next(following, None)
    for token in tokens(source, xml):
        while block is not None and _start(block) < token.end:
            tables.note(block.id, block.kind)
            block = next(following, None)
            deep = len(containers.items), bool(tables.open and tables.open[-1].cell)
        if token.name in CONTAINER_TAGS and token.kind in ("start", "end"):
            containers.take(token)
        if token.name in TABLE_TAGS:
            if token.kind == "start":
                tables.start(token.name, attributes(source, token))
            elif token.kind == "end":
                tables.end(token.name)
        cell = tables.open[-1].cell if tables.open else None
        if token.start < passed:
            continue
        around = len(containers.items)
        out = around if around < deep[0] or (deep[1] and cell is None) else -1
        if aside := listings.take(token):
            yield Drawn("", 0, "", cell=cell, kind=aside.kind, text=aside.text, depth=out), aside.start
        if waiting and token.kind == "end" and token.name == "svg":
            yield waiting[0], waiting[1]
            waiting = None
        if token.kind == "start" and token.name == "svg" and waiting is None:
            drawn, passed = _drawing(source, token, xml)
            drawn = drawn and drawn._replace(cell=cell, said=_said(values, token, "aria-label"))
            if drawn and passed:
                yield drawn._replace(depth=out), token.start
            elif drawn:
                waiting = drawn._replace(depth=out), token.start
        if token.kind != "start" or token.name not in ("img", "image"):
            continue
        said = attributes(source, token)
        address = said.get("src") or said.get("xlink:href") or said.get("href") or ""
        if not address.strip():
            continue
        address = address.strip()
        waiting = None  # of a drawing that cannot be shown, the pictures in it are
        member = ""
        if name:
            path = unquote(address.partition("#")[0].partition("?")[0])
            member = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            why = "not in the book, and not fetched" if "://" in address[:40] else ""
            shown = address if why else ""
            drawn = Drawn("", 0, shown, said.get("alt", ""), member, why, cell, depth=out)
        else:
            drawn = Drawn("", 0, address, said.get("alt", ""), cell=cell, depth=out)
        yield drawn._replace(said=_said(values, token, "alt")), token.start
    if aside := listings.close():
        yield Drawn("", 0, "", kind=aside.kind, text=aside.text), aside.start
    cells.update(tables.cells())
