"""Plain text: a block is a line, or the lines of a hard-wrapped paragraph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import repeat
from typing import Any, cast

from ..characters import members
from ..document import Block, Document, Kind, Place, Run
from ..files import FileProblem, decode, encode
from ..lazy import lazy
from ..lines import line_spans, lines_of
from ..sentences import is_one_sentence
from ..sentences_wraps import SHORTEST_UNFINISHED, joins
from ..spans import Span

LARGEST = 64 << 20
"""Bytes that a plain text may have."""

_ORDINAL = lazy(r"\s*(?:第?[0-9０-９一二三四五六七八九十]+(?:つ目|番目|[章節部、．.)）])|[■●◆▼◇□▲])")
_BREADCRUMB = lazy(r"\S.{0,40}\s[/>›»|]\s.{0,60}\S")
_BODY_ENDS = "。．！？!?…」』"
_is_japanese = members("ぁ-ヺ一-鿿")


@dataclass(frozen=True)
class TextSource:
    """What is needed to write a text back: the text, how to store it, and the bytes it came as, None if it is new."""

    text: str
    encoding: str
    bom: bytes
    data: bytes | None


def parse(data: bytes) -> Document:
    """The blocks of a plain text. Raises FileProblem for what is no text, or is too large."""
    if len(data) > LARGEST:
        raise FileProblem(f"is a text of {len(data) >> 20} MB, more than {LARGEST >> 20} MB; split it")
    source = TextSource(*decode(data), data)
    return Document.of_text("txt", source, partial(blocks_of, source.text))


def blocks_of(text: str) -> tuple[Block, ...]:
    """Blocks of text; each has one run whose ref is its (start, end) in text, in code points."""
    spans, kinds = spans_of(text)
    runs = map(_run, [(text[start:end], (start, end), False, _NONE) for start, end in spans])
    blocks = zip([f"b{n:04d}" for n in range(1, len(spans) + 1)], kinds, zip(runs), repeat(""), repeat(""))
    return tuple(map(_block, blocks))


@lru_cache(1)  # asked for the parts of a text, then for its document
def spans_of(text: str) -> tuple[list[Span], list[Kind]]:
    """Where the blocks of a text stand, in code points, and what they are."""
    spans: list[Span] = []
    begun = last = 0
    for span in line_spans(text):
        start, end = span
        if text[start].isspace() and text[start:end].isspace():
            continue
        # more than a line break is more than one
        if start - last <= 2 and last - begun >= SHORTEST_UNFINISHED and joins(text, last, start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append(span)
        begun, last = span
    return spans, [_kind(text[start:end]) for start, end in spans]


_NONE: frozenset[str] = frozenset()
_run = cast("Callable[[tuple[Any, ...]], Run]", partial(tuple.__new__, Run))  # Run._make, unchecked
_block = cast("Callable[[tuple[Any, ...]], Block]", partial(tuple.__new__, Block))  # Block._make, unchecked


def _kind(line: str) -> Kind:
    """A heading is one short sentence without a full stop, or one that begins with an ordinal and a label."""
    return "paragraph" if len(line) > 80 or line[0] == "　" or "\n" in line else _kind_of_short(line)


@lru_cache(8192)  # most lines of a text are the same after it was fixed
def _kind_of_short(line: str) -> Kind:
    bare = line.strip()
    if bare[-1] in _BODY_ENDS:
        if not ((":" in line or "：" in line) and _ORDINAL.match(line)):
            return "paragraph"
    elif line.isascii() or not any(map(_is_japanese, line)):
        return "paragraph"
    if ("/" in bare or "|" in bare or ">" in bare or "›" in bare or "»" in bare) and _BREADCRUMB.fullmatch(bare):
        return "paragraph"
    return "heading" if is_one_sentence(line) else "paragraph"


def serialise(document: Document) -> bytes:
    """The text with its blocks as they are now, stored as it was read."""
    source: TextSource = document.source
    text = source.text
    blocks = () if document.is_unread else document.blocks
    changed = [block for block in blocks if text[slice(*block.runs[0].ref)] != block.text]
    if not changed and source.data is not None:
        return source.data
    parts, last = [], 0
    for block in changed:
        start, end = block.runs[0].ref
        parts += [text[last:start], block.text]
        last = end
    return encode("".join(parts) + text[last:], source.encoding, source.bom)


def place_of(document: Document, block: Block, offset: int) -> Place:
    """The line and column of a character of a block."""
    return Place(*lines_of(document.source.text).of(block.runs[0].ref[0] + offset))
