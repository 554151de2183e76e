"""How the blocks of a document are set in their source: levels of headings, lists, ruby."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from cleantext.document import Block, Document
from translate.outputs.edition import Cell, Shape

READERS = {
    "md": "translate.outputs.shapes_md",
    "html": "translate.outputs.shapes_html",
    "epub": "translate.outputs.shapes_html",
    "docx": "translate.outputs.shapes_docx",
}
WIDEST, MOST_CELLS = 64, 20_000
"""A table of more columns or cells, empty ones counted, is set as paragraphs."""


def shapes_of(document: Document) -> tuple[Shape, ...]:
    """The shapes of the blocks of a document that have one, in order."""
    if document.format not in READERS:
        return ()
    shapes: Iterator[Shape] = import_module(READERS[document.format]).read(document)
    return tuple(shape for shape in shapes if shape != Shape(shape.block))


def solid(text: str) -> int:
    """How many characters of a text are not white space."""
    return sum(not sign.isspace() for sign in text)


def length(block: Block) -> int:
    """How many characters of a block are not white space."""
    return solid(block.text)


def are_a_table(cells: Iterable[Cell]) -> bool:
    """Whether cells make a table that can be set: two columns or more, and no more than any page has room for.

    A table of one column, as pages use them to place things, is none.
    """
    some = set(cells)
    if not some:
        return False
    width = max(cell.column + cell.columns for cell in some)
    height = len({cell.row for cell in some})
    over = sum(min(cell.rows, height) * cell.columns for cell in some)
    return len({cell.column for cell in some}) > 1 and width <= WIDEST and max(width * height, over) <= MOST_CELLS
