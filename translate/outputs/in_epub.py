"""A book with its English in it: pages as in `in_html`, contents in both languages; all other members as they were."""

from __future__ import annotations

from cleantext.document import Block
from cleantext.formats.epub import Book, with_pages
from cleantext.formats.html import splice
from translate.outputs.edition import Edition
from translate.outputs.in_html import edits
from translate.outputs.in_source import by_block


def render(edition: Edition) -> bytes:
    """Return the book of an edition with its English in it. Raises FileProblem for a signed book."""
    assert edition.document is not None
    book: Book = edition.document.source
    said = by_block(edition)
    blocks: dict[str, list[Block]] = {}
    for block in edition.document.blocks:
        if block.place != "title of the book":
            blocks.setdefault(block.runs[0].ref[0], []).append(block)
    written = {}
    for name, some in blocks.items():
        plain = some[0].place.startswith("contents (ncx)")
        written[name] = splice(book.pages[name], edits(book.pages[name].text, True, some, said, plain))
    return with_pages(book, written)
