"""A Markdown text with its English in it: a paragraph after each paragraph, in headings and items beside the Japanese.

The English of a Markdown text is Markdown itself. Rows of tables are followed by a row in English, if that has as many
cells. Source: CommonMark 0.31, 4.2 and 4.3
(headings), 5.2 (items), 6.7 (hard line breaks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.document import Block
from cleantext.formats import document_bytes
from cleantext.formats.md import with_text
from translate.outputs.characters import legal
from translate.outputs.edition import Edition, Shape
from translate.outputs.in_source import by_block, pieces, remark
from translate.outputs.line_md import LINES, plain
from translate.outputs.md import HEAD
from translate.outputs.passages import Passage

_UNDERLINE = re.compile(r"(?:\r\n|\r|\n)[ ]{0,3}(?:=+|-+)[ \t]*(?:[\r\n]|$)")
_NO_QUOTE = re.compile(r"[^>\t]")
_CLOSING = re.compile(r"\s+#+\s*$")


def render(edition: Edition) -> bytes:
    """Return the text of an edition with its English in it. Raises FileProblem where its encoding lacks a character."""
    assert edition.document is not None
    text: str = edition.document.source.text
    said = by_block(edition)
    shapes = {shape.block: shape for shape in edition.shapes}
    parts, last = [], 0
    for block in edition.document.blocks:
        if block.id not in said:
            continue
        start, end = block.runs[0].ref
        for at, new in insertion(text, block, start, end, shapes.get(block.id, Shape(block.id)), said[block.id]):
            parts += [text[last:at], new]
            last = at
    if not parts:
        return document_bytes(edition.document)
    return document_bytes(with_text(edition.document, "".join([*parts, text[last:]])))


def insertion(
    text: str, block: Block, start: int, end: int, shape: Shape, passage: Passage
) -> Iterator[tuple[int, str]]:
    """Yield the place, and what is put there, or nothing."""
    line = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    notes = "".join(f" **［要確認 {plain(note)}］**" for _, row in pieces(passage.rows) if (note := remark(row)))
    english = legal("".join(LINES.sub(" ", said) for said, _ in pieces(passage.rows)))
    lead = shape.lead
    if block.kind == "cell":
        row = passage.rows[0].segment.target.strip()
        if row.count("|") == block.text.strip().count("|"):
            yield end, line + row
    elif lead.strip().startswith("#") or _UNDERLINE.match(text, end):
        closing = _CLOSING.search(block.text)
        yield (start + closing.start() if closing else end), f" / {_CLOSING.sub('', english)}{notes}"
    elif lead.strip():
        yield end, f"  {line}{_NO_QUOTE.sub(' ', lead)}{english}{notes}"
    else:
        indent = block.text[: len(block.text) - len(block.text.lstrip(" \t"))]
        follows = text[end:].lstrip(" \t")
        open_end = follows.startswith(("\r", "\n")) and follows.lstrip(" \t").splitlines()[1:2] not in ([], [""])
        english = HEAD.sub(r"\1\\", english)
        yield end, f"{line}{line}{indent}{english}{notes}{line if open_end else ''}"
