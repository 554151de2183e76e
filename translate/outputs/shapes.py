"""How the blocks of a document are set in their source: levels of headings, lists, ruby."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from cleantext.document import Block, Document
from translate.outputs.edition import Item, Shape

READERS = {
    "md": "translate.outputs.shapes",
    "html": "translate.outputs.shapes_html",
    "epub": "translate.outputs.shapes_html",
    "docx": "translate.outputs.shapes_docx",
}
_LEAD = re.compile(
    r"(?P<indent>\s*)(?:(?P<hashes>#{1,6})\s+|(?:[-*+]|(?P<number>\d{1,9})[.)])\s+(?:\[[ xX]\]\s+)?|>\s?)",
)


def shapes_of(document: Document) -> tuple[Shape, ...]:
    """The shapes of the blocks of a document that have one, in order."""
    if document.format not in READERS:
        return ()
    shapes: Iterator[Shape] = import_module(READERS[document.format]).read(document)
    return tuple(shape for shape in shapes if shape != Shape(shape.block))


def read(document: Document) -> Iterator[Shape]:
    """The shapes of the blocks of a Markdown text. Items are nested by their indents (CommonMark 0.31, section 5.2)."""
    path: list[tuple[int, Item]] = []
    lists = 0
    for block in document.blocks:
        match = _LEAD.match(block.text)
        lead = match.group() if match else ""
        hashes = len(match["hashes"] or "") if match else 0
        if match is None or block.kind != "list-item":
            path = []
            yield Shape(block.id, hashes, (), lead)
            continue
        ordered, indent = match["number"] is not None, len(match["indent"].expandtabs(4))
        while path and path[-1][0] > indent:
            path.pop()
        if path and path[-1][0] == indent and path[-1][1].ordered == ordered:
            _, last = path.pop()
            path.append((indent, Item(last.list, ordered, last.number + 1)))
        else:
            if path and path[-1][0] == indent:
                path.pop()
            lists += 1
            path.append((indent, Item(lists, ordered, int(match["number"] or 1))))
        yield Shape(block.id, 0, tuple(item for _, item in path), lead)


def solid(text: str) -> int:
    """How many characters of a text are not white space."""
    return sum(not sign.isspace() for sign in text)


def length(block: Block) -> int:
    """How many characters of a block are not white space."""
    return solid(block.text)
