"""The pictures, listings and rules of a Markdown text. Source: CommonMark 0.31, 6.4; see listings.py."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from cleantext.document import Document
from translate.outputs.inline_md import parsed
from translate.outputs.listings import asides_in, is_rule
from translate.outputs.pictures import Drawn
from translate.outputs.shapes import length
from translate.outputs.shapes_md import definitions, is_definition, marks_of_notes, notes_in


def read(document: Document) -> Iterator[Drawn]:
    """The pictures of a text in order; where in its block one stands, is told when the block is set."""
    targets = definitions(document.blocks)
    some = [block for block in document.blocks if not is_definition(block)]
    starts = [block.runs[0].ref[0] for block in some]
    asides: dict[str, list[Drawn]] = {}
    notes = notes_in(document.blocks)
    referring: dict[str, str] = {}  # by the label of a note the first block that refers to it
    for block in document.blocks if notes else ():
        for label in marks_of_notes(block.text):
            referring.setdefault(label, block.id)
    for aside in asides_in(document.source.text) if starts else ():
        index = bisect_right(starts, aside.start) - 1
        block = some[max(index, 0)]
        at = length(block) if index >= 0 else 0
        out = index >= 0 and (block.kind == "cell" or not aside.indented)
        drawn = Drawn(block.id, at, "", aside.name, kind=aside.kind, text=aside.text, depth=0 if out else -1)
        asides.setdefault(block.id, []).append(drawn)
    labels = {block: label for label, block in notes.items()}
    for block in document.blocks:
        if block.id in labels:
            label = labels[block.id]
            yield Drawn(block.id, 0, "", kind="note", text=label[1:], target=referring.get(label, ""))
        if is_rule(block.text):
            yield Drawn(block.id, 0, "", kind="rule", text=block.text.strip())
        if "![" in block.text:
            for span in parsed(block.text, targets).spans:
                if span.kind == "image":
                    yield Drawn(block.id, 0, span.value, span.alt)
        yield from asides.get(block.id, ())
