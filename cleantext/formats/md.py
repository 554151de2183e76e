"""Markdown, as far as text goes: a block is a heading, a paragraph, an item of a list or a row of a table.

Code and front matter are left alone. Which lines make a paragraph, and which a heading with a line
under it: CommonMark 0.31, sections 4.8 and 4.3.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial

from ..document import Block, Document, Kind, Run
from ..lazy import lazy
from ..spans import Spans
from ..structure import markdown_blocks
from . import txt

_HEADING = lazy(r"\s{0,3}#{1,6}\s")
_ITEM = lazy(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_LINE = lazy(r"[^\r\n]+")
_UNDERLINE = lazy(r" {0,3}(?:=+|-+)[ \t]*(?:[\r\n]|\Z)")
"""What makes a heading of the paragraph above it."""
_STARTS = lazy(
    r"[ \t]*(?:#{1,6}[ \t]|(?:[-*+]|\d{1,9}[.)])[ \t]|[>|]|(?:[-*_][ \t]*){3,}$|=+[ \t]*$|\[[^\]\r\n]{1,200}\]:|:[ \t]"
    r"|</?(?:div|p|table|thead|tbody|tr|t[dh]|[uod]l|li|d[td]|h[1-6]|section|article|figure|figcaption|details|summary"
    r"|center|nav|header|footer|main|aside|blockquote|pre|hr)\b|<!--)",
    re.I | re.M,
)
"""What ends a paragraph without an empty line."""
_BREAKS = ("\n", "\r\n", "\r")


def parse(data: bytes) -> Document:
    """The blocks of a Markdown text. Raises FileProblem for what is no text."""
    source = txt.parse(data).source
    return Document.of_text("md", source, partial(blocks_of, source.text))


def with_text(document: Document, text: str) -> Document:
    """A document of format txt or md that holds another text, to be stored as the first one was."""
    read = partial(blocks_of if document.format == "md" else txt.blocks_of, text)
    return Document.of_text(document.format, replace(document.source, text=text, data=None), read)


@lru_cache(1)  # asked for the parts of a text, then for its document
def blocks_of(text: str) -> tuple[Block, ...]:
    """Blocks of text; each has one run whose ref is its (start, end) in text, in code points."""
    skipped = Spans.of(markdown_blocks(text))
    spans: list[tuple[int, int]] = []
    headings: set[int] = set()
    open_end = -1  # where the last line of a paragraph ends that the next line may go on
    for match in _LINE.finditer(text):
        start, end = match.span()
        if text[start] in "=- " and text[open_end:start] in _BREAKS and _UNDERLINE.match(text, start):
            headings.add(len(spans) - 1)
        if skipped.hold(start) or not match.group().strip():
            continue
        if text[open_end:start] in _BREAKS and not _STARTS.match(text, start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        open_end = -1 if _HEADING.match(match.group()) or match.group().lstrip()[:1] == "|" else end
    blocks = []
    for n, (start, end) in enumerate(spans):
        kind = _kind(block := text[start:end])
        if n in headings and kind == "paragraph":
            kind = "heading"
        blocks.append(Block(f"b{n + 1:04d}", kind, (Run(block, (start, end)),)))
    return tuple(blocks)


def _kind(text: str) -> Kind:
    if _HEADING.match(text):
        return "heading"
    if _ITEM.match(text):
        return "list-item"
    return "cell" if text.lstrip().startswith("|") else "paragraph"


serialise = txt.serialise
place_of = txt.place_of
