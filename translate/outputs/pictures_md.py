"""The pictures of a Markdown text. Source: CommonMark 0.31, 6.4; of HTML in the text, `<img>` alone is read."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.document import Document
from translate.outputs.inline_md import parsed
from translate.outputs.pictures import Drawn
from translate.outputs.shapes_md import definitions


def read(document: Document) -> Iterator[Drawn]:
    """The pictures of a text in order; where in its block one stands, is told when the block is set."""
    targets = definitions(document.blocks)
    for block in document.blocks:
        if "![" in block.text:
            for span in parsed(block.text, targets).spans:
                if span.kind == "image":
                    yield Drawn(block.id, 0, span.value, span.alt)
