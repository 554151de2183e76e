"""A Word document with its English in it: a paragraph after each paragraph, in headings and items a line of its own.

An English paragraph takes over the style and the look of the Japanese one, without its number and its place at the
end of a section. What is to be checked becomes a comment where Word allows one, else it stands in brackets. Text boxes
kept twice in a file get the English in the form that Word reads, and grow with it. Source: ECMA-376 part 1, 17.3.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from cleantext.document import Block, Document
from cleantext.formats import parse_document
from cleantext.formats.docx import serialise_tracked, takes_comments, xml
from cleantext.formats.docx.layout import Part, Spot
from cleantext.formats.docx.reading import DocxSource
from cleantext.formats.package_writing import write_package
from translate.outputs.boxes_docx import growing
from translate.outputs.characters import legal
from translate.outputs.edition import Edition
from translate.outputs.epub_package import modified
from translate.outputs.in_source import by_block, pieces, remark
from translate.outputs.passages import Passage

_INLINE = ("heading", "list-item", "caption")
_NOT_TAKEN = ("sectPr", "pPrChange", "numPr", "rPr", "framePr", "outlineLvl")
_RUN_NOT_TAKEN = (
    "rPrChange",
    "lang",
    "em",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
)
"""What an English run does not take over; `em` are the dots beside Japanese, and what stands after `lang` goes."""

Bounds = tuple[int, int, int]
"""Where a paragraph begins, where its last tag begins, and where that ends, in bytes of the part."""


def render(edition: Edition) -> bytes:
    """Return the document of an edition with its English in it."""
    document = edition.document
    assert document is not None
    source: DocxSource = document.source
    said = by_block(edition)
    edits: dict[str, list[tuple[int, int, bytes]]] = {}
    bounds = {name: paragraphs(part) for name, part in source.parts.items()}
    notes: list[tuple[int, bool, Passage]] = []  # index of the block, whether it has a paragraph of its own
    for index, block in enumerate(document.blocks):
        spot: Spot = block.runs[0].ref
        if block.id not in said or spot.part == source.comments:
            continue
        part, passage = source.parts[spot.part], said[block.id]
        around = _around(bounds[spot.part], spot.start)
        if around is None:
            continue
        own = block.kind not in _INLINE and b"sectPr>" not in part.data[around[0] : around[1]]
        commented = takes_comments(document, block.id)
        edits.setdefault(part.name, []).append(insertion(part, block, around, passage, own, not commented))
        if commented:
            notes.append((index, own, passage))
    if not edits:
        return write_package(source.package, {})
    for name, some in edits.items():
        some += list(growing(source.parts[name], [at for at, *_ in some]))
    changed = {
        name: xml.stored(
            xml.splice(source.parts[name].data, some), source.parts[name].encoding, source.parts[name].stored
        )
        for name, some in edits.items()
    }
    written = write_package(source.package, changed)
    added = {index for index, block in enumerate(document.blocks) if _is_added(document, block, said, bounds)}
    remarks = list(_remarks(parse_document(written, "docx"), notes, sorted(added)))
    if not any(message for *_, message in remarks):
        return written
    again = parse_document(written, "docx")
    return serialise_tracked(again, remarks, date=modified(edition.layout.metadata))


def _is_added(document: Document, block: Block, said: dict[str, Passage], bounds: dict[str, list[Bounds]]) -> bool:
    """True if a paragraph was put after a block."""
    spot: Spot = block.runs[0].ref
    source: DocxSource = document.source
    around = _around(bounds[spot.part], spot.start)
    if block.id not in said or around is None or spot.part == source.comments or block.kind in _INLINE:
        return False
    return b"sectPr>" not in source.parts[spot.part].data[around[0] : around[1]]


def _remarks(
    document: Document, notes: list[tuple[int, bool, Passage]], added: list[int]
) -> Iterator[tuple[str, int, int, str]]:
    """Yield (block, start, end, message) of what is to be checked, in the document that holds the English."""
    for index, own, passage in notes:
        english = legal("".join(text for text, _ in pieces(passage.rows)))
        expected = index + own + bisect_right(added, index - 1)
        near = document.blocks[expected:]  # not always the first of them: boxes in a paragraph come before its English
        block = next((block for block in near if block.text.endswith(english)), document.blocks[expected])
        start = len(block.text) - len(english)
        for text, row in pieces(passage.rows):
            end = start + len(text)
            if message := remark(row):
                at = start + len(text) - len(text.lstrip())
                yield block.id, max(0, min(at, end)), max(0, end), message
            start = end


def paragraphs(part: Part) -> list[Bounds]:
    """Return where the paragraphs of a part are, in the order of their beginnings."""
    found: list[Bounds] = []
    opened: list[int] = []

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        if name.endswith("}p") and "wordprocessingml" in name:
            opened.append(at)

    def end(name: str, at: int) -> None:
        if name.endswith("}p") and "wordprocessingml" in name:
            found.append((opened.pop(), at, xml.tag_end(part.data, at)))

    xml.scan(part.name, part.data, start, end)
    return sorted(found)


def _around(bounds: list[Bounds], at: int) -> Bounds | None:
    """The innermost paragraph round a byte."""
    for begins, last, end in reversed(bounds[: bisect_right(bounds, (at, at, at))]):
        if begins <= at < last:
            return begins, last, end
    return None


def insertion(
    part: Part, block: Block, around: Bounds, passage: Passage, own: bool, noted: bool
) -> tuple[int, int, bytes]:
    """Return what is put where: a paragraph of its own, or a line at the end of the Japanese one.

    noted  what is to be checked stands in brackets, as Word allows no comment there.
    """
    begins, last, end = around
    p = xml.prefix(part.data, begins)
    look = run_properties(part, block, p)
    texts = []
    for text, row in pieces(passage.rows):
        note = remark(row) if noted else ""
        texts.append(text + (f" [要確認 {note}]" if note else ""))
    words = xml.escape(legal("".join(texts)))
    run = b'<%br>%b<%bt xml:space="preserve">%b</%bt></%br>' % (p, look, p, words, p, p)
    if own:
        return end, end, b"<%bp>%b%b</%bp>" % (p, paragraph_properties(part.data[begins:last], p), run, p)
    return last, last, b"<%br>%b<%bbr/></%br>%b" % (p, look, p, p, run)


def paragraph_properties(paragraph: bytes, p: bytes) -> bytes:
    """Return the properties that an English paragraph takes over from a Japanese one."""
    match = re.match(rb"<%bp(?:\s[^>]*)?>\s*(<%bpPr(?:\s[^>]*)?>.*?</%bpPr>)" % (p, p, p), paragraph, re.S)
    if not match:
        return b""
    whole = match[1]
    if b"<%bpPrChange" % p in whole:  # it holds properties of its own: the old ones
        whole = paragraph[match.start(1) : paragraph.index(b"</%bpPr>" % p, match.end()) + len(p) + 6]
    return without(whole, p, _NOT_TAKEN)


def run_properties(part: Part, block: Block, p: bytes) -> bytes:
    """Return the properties of the first run of a block, for English."""
    spot: Spot = next((run.ref for run in block.runs if run.text.strip() and run.ref.run >= 0), block.runs[0].ref)
    inner = b""
    if spot.run >= 0:
        element = part.runs[spot.run]
        head = part.data[xml.tag_end(part.data, element.start) : element.body]
        match = re.search(rb"<%brPr(?:\s[^>]*)?>(.*)</%brPr>" % (p, p), head, re.S)
        inner = without(match[1], p, _RUN_NOT_TAKEN) if match else b""
    return b'<%brPr>%b<%blang %bval="en-US"/></%brPr>' % (p, inner, p, p or b"w:", p)


def without(snippet: bytes, p: bytes, names: tuple[str, ...]) -> bytes:
    """Return a piece of XML without the elements of some names."""
    for name in names:
        tag = p + name.encode()
        snippet = re.sub(rb"<%b(?:\s[^>]*)?/>|<%b(?:\s[^>]*)?>.*?</%b>" % (tag, tag, tag), b"", snippet, flags=re.S)
    return snippet
