"""Comments of Word: where they may stand in a block, and the part that holds them."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ...document import Block, Document
from . import xml
from .layout import Element, Spot
from .parts import W_STRICT, W, add_comments_part
from .reading import AUTHOR, DocxSource

Remark = tuple[str, int, int, str]
"""The id of a block, text[start:end] of it, and what is said of that."""

_REFERENCE = re.compile(rb"commentReference\s[^>]*?\bid\s*=\s*[\"'](\d{1,10})[\"']")


class Pen(NamedTuple):
    """Who writes, when, and the prefix under which the elements of Word are written at one place."""

    author: bytes
    date: bytes
    prefix: bytes
    uri: bytes

    def tag(self, name: str, id: int, signed: bool = True) -> bytes:
        """The inside of a first tag: name, id and, where it is signed, author and date."""
        at = self.prefix or b"w:"
        declared = b"" if self.prefix else b' xmlns:w="%b"' % self.uri
        sign = b' %bauthor="%b" %bdate="%b"' % (at, self.author, at, self.date) if signed else b""
        return b'%b%b%b %bid="%d"%b' % (self.prefix, name.encode(), declared, at, id, sign)


class Anchor(NamedTuple):
    """Where a comment begins and ends: offsets in the new texts of two runs of the block.

    Where no run of the range can be cut, `first` and `last` are -1, and start and end are bytes of the part.
    """

    first: int
    start: int
    last: int
    end: int


def takes_comments(document: Document, block_id: str) -> bool:
    """True if Word allows a comment on the block: not in headers, footers, notes, comments and text boxes."""
    source: DocxSource = document.source
    block = next((block for block in source.blocks if block.id == block_id), None)
    return block is not None and _takes(source, block)


def untracked(document: Document) -> frozenset[str]:
    """The ids of the blocks in which no changes are tracked: comments, which Word changes at once.

    LibreOffice reads tracked changes in them as such of the text, and joins its paragraphs when they are rejected.
    """
    source: DocxSource = document.source
    return frozenset(block.id for block in source.blocks if block.runs[0].ref.part == source.comments)


def _takes(source: DocxSource, block: Block) -> bool:
    return block.id not in source.boxed and block.runs[0].ref.part == source.main


def place_comments(document: Document, remarks: Iterable[Remark]) -> list[tuple[Block, Anchor, str]]:
    """The remarks that Word allows, with the block, where they begin and end, and what they say.

    Left out is what a comment of ours says of the block already, as often as it does.
    Raises ValueError for a block or offsets that are not there.
    """
    source: DocxSource = document.source
    blocks = {block.id: block for block in document.blocks}
    said, placed = _said(source), []
    for id, start, end, message in remarks:
        if id not in blocks or not 0 <= start <= end <= len(blocks[id].text):
            raise ValueError(f"{start}:{end} is no place in a block {id}")
        if said[id, message]:
            said[id, message] -= 1
        elif _takes(source, blocks[id]):
            placed.append((blocks[id], _anchor(source, blocks[id], start, end), message))
    return placed


def _said(source: DocxSource) -> Counter[tuple[str, str]]:
    """What our comments in the text say: (id of the block, message), and how often."""
    said: Counter[tuple[str, str]] = Counter()
    messages: dict[bytes, str] = {}
    part = source.parts[source.comments] if source.comments is not None else None
    for paragraph in part.paragraphs if part else ():
        note = paragraph.container.note
        if part and part.authors.get(note) == AUTHOR:
            line, before = "".join(run.text for run in paragraph.runs), messages.get(note.encode())
            messages[note.encode()] = line if before is None else f"{before}\n{line}"
    if not messages:
        return said
    starts = sorted((block.runs[0].ref.start, block.id) for block in source.blocks if _takes(source, block))
    for match in _REFERENCE.finditer(source.parts[source.main].data):
        index = bisect_right(starts, match.start(), key=lambda each: each[0]) - 1
        if match[1] in messages and index >= 0:
            said[starts[index][1], messages[match[1]]] += 1
    return said


def _anchor(source: DocxSource, block: Block, start: int, end: int) -> Anchor:
    """Text in a run of its own can be cut at any character; what is not is taken as a whole."""
    texts: list[tuple[int, int, int]] = []
    others: list[tuple[int, int, int]] = []
    high = 0
    elements = source.parts[source.main].runs
    for index, run in enumerate(block.runs):
        low, high = high, high + len(run.text)
        if low < end and start < high or start == end and low <= start <= high:
            spot: Spot = run.ref
            plain = spot.text >= 0 and elements[spot.run].outer == spot.run
            (texts if plain else others).append((index, low, high))
    if texts:
        (first, low, _), (last, begin, high) = texts[0], texts[-1]
        if start == end:
            return Anchor(first, start - low, first, start - low)
        return Anchor(first, max(start, low) - low, last, min(end, high) - begin)
    first_span, last_span = (_outer(elements, block.runs[index].ref) for index in (others[0][0], others[-1][0]))
    return Anchor(-1, first_span[0], -1, last_span[1])


def _outer(elements: list[Element], spot: Spot) -> tuple[int, int]:
    """The bytes of the outermost run that holds a spot; of what stands in none, its beginning."""
    if spot.run < 0:
        return spot.start, spot.start
    outer = elements[elements[spot.run].outer]
    return outer.start, outer.stop


def start_mark(pen: Pen, id: int) -> bytes:
    """Where the range of a comment begins."""
    return b"<" + pen.tag("commentRangeStart", id, False) + b"/>"


def end_mark(pen: Pen, id: int) -> bytes:
    """Where the range of a comment ends, and the run that refers to the comment."""
    run = b"<%br><%b/></%br>" % (pen.prefix, pen.tag("commentReference", id, False), pen.prefix)
    return b"<" + pen.tag("commentRangeEnd", id, False) + b"/>" + run


def write_comments(
    source: DocxSource, pen: Pen, comments: list[tuple[int, str]], changed: dict[str, bytes]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The members of the package to change and to add for new comments (id, message).

    changed  the parts in UTF-8 that have changed already.
    """
    if source.comments is not None:
        part = source.parts[source.comments]
        data = changed.get(part.name, part.data)
        pen = pen._replace(prefix=part.prefix)
        new = xml.append(part.name, data, b"".join(_comment(pen, id, message) for id, message in comments))
        return {part.name: new}, {}
    strict = source.parts[source.main].strict
    uri = (W_STRICT if strict else W).encode()
    folder, taken = posixpath.dirname(source.main), {name.casefold() for name in source.package.names}
    names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in range(len(taken) + 1))
    name = next(name for name in names if name.casefold() not in taken)
    pen = pen._replace(prefix=b"w:")
    body = b"".join(_comment(pen, id, message) for id, message in comments)
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="%b">' % uri
    more, added = add_comments_part(source.package, source.main, name, strict)
    return more, {**added, name: head + body + b"</w:comments>"}


def _comment(pen: Pen, id: int, message: str) -> bytes:
    p, at = pen.prefix, pen.prefix or b"w:"
    initials = b' %binitials="%b"' % (at, pen.author[:1] if pen.author[:1].isalnum() else b"t")
    lines = b"".join(
        b'<%bp><%br><%bt xml:space="preserve">%b</%bt></%br></%bp>' % (p, p, p, xml.escape(line), p, p, p)
        for line in message.split("\n")
    )
    return b"<%b%b>%b</%bcomment>" % (pen.tag("comment", id), initials, lines, p)
