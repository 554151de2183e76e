"""What pictures, charts and shapes show: the descriptions and titles that a Word document keeps as attributes.

They are read and changed apart from the text (`with_attributes`), each as a block after the one in which its picture
stands. Copies of them (of the picture itself, of shapes for old programs) are changed with them.

Source: ECMA-376 part 1, 20.4.2.5 (docPr), 20.2.2.3 (cNvPr); part 4, 19.1.2 (alt of VML); XML 1.0, 3.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...characters import has_japanese
from ...document import Block, Document, Run
from . import xml
from .layout import Paragraph, Part, Said, Spot
from .parts import Attributes

if TYPE_CHECKING:
    from .reading import DocxSource
    from .scanner import Scanner

_LABELS = {"title": "title of a picture", "descr": "description of a picture", "alt": "description of a picture"}
_VALUE = re.compile(rb"\s(title|descr|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_WHITE = {ord(sign): " " for sign in "\t\n\r"}


def _found(s: Scanner, at: int) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of the values in the tag that begins at a byte."""
    data = s.part.data
    for match in _VALUE.finditer(data, at, xml.tag_end(data, at)):
        yield match[1].decode(), *match.span(2 if match[2] is not None else 3)


def _described(s: Scanner, attributes: Attributes, at: int) -> None:
    """A picture, chart or shape of the text: its values, unless it is hidden or a copy for other programs."""
    if s.level or not s.paragraphs or s.is_hidden():
        _repeated(s, attributes, at)
        return
    paragraph = s.paragraphs[-1]
    s.said = []
    for name, start, end in _found(s, at):
        if has_japanese(attributes.get(name, "")):
            off = frozenset().union(*s.active.values()) if s.active else frozenset()
            s.said.append(Said(_LABELS[name], start, end, off, []))
    paragraph.said += s.said


def _repeated(s: Scanner, attributes: Attributes, at: int) -> None:
    """The same values once more."""
    data = s.part.data
    for _, start, end in _found(s, at) if s.said else ():
        for said in s.said:
            if data[said.start - 1 : said.end + 1] == data[start - 1 : end + 1]:
                said.copies.append(start)
                break


STARTS: dict[str, Callable[[Scanner, Attributes, int], None]] = {"docPr": _described, "drawn": _repeated}


def place_values(part: Part, paragraph: Paragraph, place: str) -> None:
    """Give the values of a paragraph that has been read to its part, with where they are."""
    for said in paragraph.said:
        part.said.append(said._replace(label=f"{place}, {said.label}", off=said.off | paragraph.off))


def with_attributes(document: Document) -> Document:
    """A Word document with the values for people as blocks "attribute", which are written too, and its notices."""
    if any(block.kind in ("attribute", "comment") for block in document.blocks):
        return document
    source: DocxSource = document.source
    values = {name: sorted(part.said) for name, part in source.parts.items() if part.said and name != source.comments}
    if not any(values.values()):
        return _with(document, document.blocks, source.blocks)
    starts: dict[str, list[int]] = {}
    for block in source.blocks:
        starts.setdefault(block.runs[0].ref.part, []).append(block.runs[0].ref.start)
    order: list[int | Said] = []
    names = [block.runs[0].ref.part for block in source.blocks]
    seen = dict.fromkeys(starts, 0)
    for index, name in enumerate(names):
        waiting = values.get(name, [])
        while waiting and waiting[0].start < starts[name][seen[name]] and seen[name]:
            order.append(waiting.pop(0))
        order.append(index)
        seen[name] += 1
        if seen[name] == len(starts[name]):
            order += waiting
            waiting.clear()
    parts = {id(said): name for name, part in source.parts.items() for said in part.said}
    order += [said for waiting in values.values() for said in waiting]
    blocks: list[Block] = []
    before: list[Block] = []
    count = 0
    for each in order:
        if isinstance(each, int):
            blocks.append(document.blocks[each])
            before.append(source.blocks[each])
        else:
            count += 1
            blocks.append(_block(source.parts[parts[id(each)]], each, count))
            before.append(blocks[-1])
    return _with(document, tuple(blocks), tuple(before))


def _with(document: Document, blocks: tuple[Block, ...], before: tuple[Block, ...]) -> Document:
    """The document with other blocks, as they are and as they were read, and with its notices behind them."""
    source: DocxSource = document.source
    if not source.notices and blocks is document.blocks:
        return document
    source = replace(source, blocks=(*before, *source.notices))
    return replace(document, blocks=(*blocks, *source.notices), source=source)


def _block(part: Part, said: Said, number: int) -> Block:
    raw = part.data[said.start : said.end]
    runs = []
    for start, end, text in xml.pieces(raw):
        shown = text if raw[start : start + 1] == b"&" else text.translate(_WHITE)
        spot = Spot(part.name, -1, -1, said.start + start, said.start + end)
        runs.append(Run(shown, spot, off=said.off))
    return Block(f"a{number:04d}", "attribute", tuple(runs), said.label)


def value_edits(part: Part, old: Block, new: Block) -> Iterator[tuple[int, int, bytes]]:
    """The edits of a value and of its copies, in bytes of the part."""
    said = next(each for each in part.said if each.start == old.runs[0].ref.start)
    quote = part.data[said.start - 1 : said.start]
    for before, after in zip(old.runs, new.runs, strict=True):
        if before.text != after.text:
            written = xml.attribute(after.text)
            if quote == b"'":
                written = written.replace(b"'", b"&apos;")
            for start in (said.start, *said.copies):
                shift = start - said.start
                yield before.ref.start + shift, before.ref.end + shift, written
