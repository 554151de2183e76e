"""What pictures show, in the languages of an edition: the words of the source and the English of their row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translate.outputs.edition import Figure, Language, Layout, Shape
from translate.outputs.joining import joined
from translate.segment import Segment

LONGEST = 300
"""Signs of a description that are kept."""


def with_alts(shapes: Iterable[Shape], segments: Sequence[Segment], layout: Layout) -> dict[str, Shape]:
    """The shapes by their blocks, the alts of their figures in the language or languages that are shown."""
    english: dict[str, list[str]] = {}
    for segment in segments:
        if segment.kind == "attribute":
            english.setdefault(segment.block, []).append(segment.target)
    found = {shape.block: shape for shape in shapes}
    for shape in found.values() if english else ():
        if any(figure.said for figure in shape.figures):
            told = (_told(figure, joined(english.get(figure.said, ())), layout) for figure in shape.figures)
            found[shape.block] = shape._replace(figures=tuple(told))
    return found


def _told(figure: Figure, english: str, layout: Layout) -> Figure:
    """A figure with its alt: 岬の灯台 — The lighthouse on the cape; in one language if only that is shown."""
    english = " ".join(english.split())[:LONGEST]
    if not english or english == figure.alt or layout.only == "ja":
        return figure
    texts: dict[Language, str] = {"ja": figure.alt, "en": english}
    order: tuple[Language, ...] = ("ja", "en") if layout.first == "ja" else ("en", "ja")
    order = (layout.only,) if layout.only else order
    return figure._replace(alt=" — ".join(texts[each] for each in order), tongue=order[0])
