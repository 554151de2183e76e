"""Markdown, as far as text goes: a block is a line of running text; code and front matter are left alone."""

from __future__ import annotations

import re
from dataclasses import replace

from ..document import Block, Document, Kind
from ..protect import markdown_blocks
from . import txt

_HEADING = re.compile(r"\s{0,3}#{1,6}\s")


def parse(data: bytes) -> Document:
    """The blocks of a Markdown text. Raises FileProblem for what is no text."""
    plain = txt.parse(data)
    skipped = markdown_blocks(plain.source.text)
    blocks: list[Block] = []
    for block in plain.blocks:
        start, end = block.runs[0].ref
        if any(a < end and start < b for a, b in skipped):
            continue
        kind: Kind = "heading" if _HEADING.match(block.text) else "paragraph"
        blocks.append(replace(block, id=f"b{len(blocks) + 1:04d}", kind=kind))
    return Document("md", tuple(blocks), plain.source)


serialise = txt.serialise
