"""Several editions as one, a chapter for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translate.outputs.edition import Cell, Edition, Layout, Shape
from translate.outputs.passages import LEAD
from translate.segment import Segment


def combined(editions: Sequence[Edition], title: str, layout: Layout) -> Edition:
    """Return one edition of the documents, in the order given, called `title` unless the layout names it.

    The ids of segments and blocks are put behind the number of their document: c01-s0001. A document that does not
    begin with a heading gets one: its titles, else the name of its source. Headings keep their order under it.
    """
    segments: list[Segment] = []
    shapes: list[Shape] = []
    chapters: list[str] = []
    lists = tables = 0
    for number, edition in enumerate(editions, 1):
        mark = f"c{number:0{max(2, len(str(len(editions))))}d}-"
        asides = {shape.block for shape in edition.shapes if shape.aside}
        text = [segment for segment in edition.segments if segment.block not in asides]
        head = next((segment for segment in text[:LEAD] if segment.kind == "heading"), None)
        if head is None:
            name = edition.title_ja or edition.title_en or edition.source_name or f"{number}"
            english = edition.title_en or name
            head = Segment("title", "title", "heading", name, english, "copied", (), "copy")
            segments.append(replace(head, id=mark + head.id, block=mark + head.block))
        first = head.block if head.id == "title" else text[0].block
        chapters.append(mark + first)
        known = {shape.block: shape for shape in edition.shapes}
        for block, kind in {segment.block: segment.kind for segment in [head, *edition.segments]}.items():
            shape = known.get(block, Shape(block))
            level = 1 if block == head.block else max(2, shape.level) if kind == "heading" else 0
            items, inner = (
                tuple(item._replace(list=item.list + lists) for item in some) for some in (shape.items, shape.inner)
            )
            cell = _moved(shape.cell, tables)
            figures = tuple(
                f._replace(
                    said=f.said and mark + f.said, target=f.target and mark + f.target, cell=_moved(f.cell, tables)
                )
                for f in shape.figures
            )
            styles = tuple(
                each._replace(value=mark + each.value) if each.kind in ("ref", "noteref") else each
                for each in shape.styles
            )
            targets = tuple((label, mark + to if label.startswith("^") else to) for label, to in shape.targets)
            shape = shape._replace(block=mark + block, level=level, items=items, inner=inner, cell=cell)
            note = shape.note and mark + shape.note
            shapes.append(shape._replace(figures=figures, styles=styles, targets=targets, note=note))
        tables += max((shape.cell.table for shape in edition.shapes if shape.cell), default=0)
        lists += max((item.list for shape in edition.shapes for item in (*shape.items, *shape.inner)), default=0)
        segments += [replace(s, id=mark + s.id, block=mark + s.block) for s in edition.segments]
    return Edition(
        title_ja=title,
        title_en="",
        segments=tuple(segments),
        signature=" / ".join(dict.fromkeys(edition.signature for edition in editions)),
        source_name=", ".join(edition.source_name for edition in editions if edition.source_name),
        creator=editions[0].creator if editions else "",
        notes=tuple(dict.fromkeys(note for edition in editions for note in edition.notes)),
        layout=layout,
        shapes=tuple(shapes),
        chapters=tuple(chapters),
        pictures=tuple({picture.name: picture for edition in editions for picture in edition.pictures}.values()),
    )


def _moved(cell: Cell | None, tables: int) -> Cell | None:
    """A cell of a text before which there are so many tables."""
    return cell._replace(table=cell.table + tables) if cell else None
