"""The pictures, marks of notes and code of a Word document, and where they stand among its blocks.

They are those of the body, of foot- and endnotes.

Source: ECMA-376 part 1, 20.1.8.13 (blip), 20.4.2.5 (docPr); part 4, 19.1.2.11 (imagedata).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from cleantext.document import Block, Document
from cleantext.formats.docx import xml
from cleantext.formats.docx.layout import Part
from cleantext.formats.docx.parts import relations
from cleantext.formats.docx.reading import DocxSource
from translate.outputs.formulas_docx import formulas_of
from translate.outputs.notes_docx import listings_of, marks_of, styles_in
from translate.outputs.pictures import Drawn, beside
from translate.outputs.rows import OBJECT
from translate.outputs.shapes import length, solid
from translate.outputs.tables_docx import cell_at, cells_of

_PARTS = ("footnotes", "endnotes")
_ALONE = "the formula of a paragraph of its own"
_FAR = "not in the document, and not fetched"


def read(document: Document) -> Iterator[Drawn]:
    """The pictures of a document, in order."""
    source: DocxSource = document.source
    marks, styles = marks_of(source), styles_in(source)
    targets_of_marks = _ends(document, source.main, marks)
    kinds = {relation.target: relation.kind for relation in relations(source.package, source.main)}
    for name, part in source.parts.items():
        if name != source.main and kinds.get(name) not in _PARTS:
            continue
        blocks = sorted((block for block in document.blocks if block.runs[0].ref.part == name), key=_start)
        targets = {relation.id: relation.target for relation in relations(source.package, name)}
        spots = cells_of(part, 0)[0]
        cells = {block.id: cell for block in blocks if (cell := cell_at(spots, _start(block)))}
        inside = {run.ref.start for block in blocks for run in block.runs if run.text == OBJECT}
        formulas = formulas_of(part)
        alone = [(at, _ALONE, each.text) for at, each in formulas.items() if at not in inside]
        for at, id, alt in sorted([*_in_part(part), *alone]):
            member = targets.get(id, "")
            why = "" if member else _FAR
            drawn = Drawn("", 0, "", alt, member, why, cell_at(spots, at))
            if id == _ALONE:
                drawn = drawn._replace(alt="", why="", kind="formula", text=alt, formula=formulas[at])
            place = _place(blocks, at)
            near = beside(blocks, cells, drawn.cell, at, _start)
            if near:
                place = near, length(near) if _start(near) <= at else 0
            if place is not None:
                out = drawn.cell is None and place[0].id in cells and place[1] == length(place[0])
                yield drawn._replace(block=place[0].id, at=place[1], depth=0 if out else -1)
        for at, mark in marks.get(name, ()):
            if place := _place(blocks, at) if name == source.main else _next(blocks, at):
                target = targets_of_marks.get((name == source.main, mark), "")
                yield Drawn(place[0].id, place[1], "", kind="note", text=mark, target=target)
        for listing in listings_of(part, styles):
            cell = cell_at(spots, listing.start)
            if place := _place(blocks, listing.start):
                out = cell is None and _start(place[0]) < listing.start
                yield Drawn(
                    place[0].id, place[1], "", cell=cell, kind="code", text=listing.text, depth=0 if out else -1
                )


def _ends(document: Document, main: str, marks: Mapping[str, Sequence[tuple[int, str]]]) -> dict[tuple[bool, str], str]:
    """The blocks to which marks lead: those in the text (True) to their notes, those before notes to the text."""
    found: dict[tuple[bool, str], str] = {}
    for name, some in marks.items():
        blocks = sorted((block for block in document.blocks if block.runs[0].ref.part == name), key=_start)
        for at, mark in some:
            if place := _place(blocks, at) if name == main else _next(blocks, at):
                found.setdefault((name != main, mark), place[0].id)
    return found


def _next(blocks: Sequence[Block], at: int) -> tuple[Block, int] | None:
    """The first block after a byte, at its head."""
    block = next((block for block in blocks if _start(block) >= at), None)
    return (block, 0) if block else None


def _start(block: Block) -> int:
    start: int = block.runs[0].ref.start
    return start


def _place(blocks: Sequence[Block], at: int) -> tuple[Block, int] | None:
    """The block in which a byte of the part lies, or after which; and after how many characters."""
    index = bisect_right(blocks, at, key=_start) - 1
    if index < 0:
        return (blocks[0], 0) if blocks else None
    before = [run for run in blocks[index].runs if run.ref.end <= at]
    if len(before) == len(blocks[index].runs) and before[-1].text != OBJECT:
        return blocks[index], length(blocks[index])
    count = sum(solid(run.text) for run in before)
    return blocks[index], count - (before[-1:] != [] and before[-1].text == OBJECT)


def _in_part(part: Part) -> list[tuple[int, str, str]]:
    """(byte, id of the relation, description) of each picture; what is there twice for old programs counts once."""
    found: list[tuple[int, str, str]] = []
    alt = ""
    old = 0

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        nonlocal alt, old
        tag = name.rpartition("}")[2]
        if tag == "Fallback" or old:
            old += 1
        elif tag in ("inline", "anchor", "pict"):
            alt = ""
        elif tag == "docPr":
            alt = attributes.get("descr", "") or attributes.get("title", "")
        elif tag in ("blip", "imagedata"):
            told = {key.rpartition("}")[2]: said for key, said in attributes.items()}
            id = told.get("embed") or told.get("id") or told.get("link") or ""
            if id:
                found.append((at, id, alt or told.get("title", "")))

    def end(name: str, at: int) -> None:
        nonlocal old
        old = max(0, old - 1)

    xml.scan(part.name, part.data, start, end)
    return found
