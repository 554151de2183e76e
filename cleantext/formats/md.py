"""Markdown, as far as text goes: a block is a line of running text; code and front matter are left alone."""

from __future__ import annotations

import re
from dataclasses import replace

from ..document import Block, Document, Kind
from ..protect import markdown_blocks
from . import txt

_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")


def parse(data: bytes) -> Document:
    """The blocks of a Markdown text. Raises FileProblem for what is no text."""
    plain = txt.parse(data)
    return Document("md", blocks_of(plain.source.text), plain.source)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Blocks of text; each has one run whose ref is its (start, end) in text, in code points."""
    skipped = markdown_blocks(text)
    blocks: list[Block] = []
    for block in txt.blocks_of(text):
        start, end = block.runs[0].ref
        if any(a < end and start < b for a, b in skipped):
            continue
        blocks.append(replace(block, id=f"b{len(blocks) + 1:04d}", kind=_kind(block.text)))
    return tuple(blocks)


def _kind(text: str) -> Kind:
    if _HEADING.match(text):
        return "heading"
    if _ITEM.match(text):
        return "list-item"
    return "cell" if text.lstrip().startswith("|") else "paragraph"


serialise = txt.serialise
place_of = txt.place_of
