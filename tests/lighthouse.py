"""An article of our own with its English, as an edition: ruby, lists, flags, a lost passage, signs of many kinds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from cleantext.document import Document
from cleantext.formats import parse_document
from translate.outputs.edition import Edition, Layout
from translate.outputs.shapes import shapes_of
from translate.segment import Flag, Segment
from translate.segmenter import segment_document

CASES = Path(__file__).parent / "cases" / "editions"
PAGE = (CASES / "lighthouse.html").read_bytes()
ENGLISH = json.loads((CASES / "lighthouse.json").read_text("utf-8"))


_LEAD = re.compile(r"^(?:#+|-|>|\d+\.) | #+$")


def translated(segment: Segment) -> Segment:
    """A segment with our English; one that we have none for is left as it is."""
    found = ENGLISH.get(_LEAD.sub("", segment.source))
    if segment.status != "untranslated" or found is None:
        return segment
    if isinstance(found, str):
        return replace(segment, target=found, status="translated", origin="test")
    target, name, message, source, place = found
    flag = Flag(name, message, "error", tuple(source), tuple(place))
    return replace(segment, target=target, status="flagged", flags=(flag,), origin="test")


def edition_of(document: Document, name: str, layout: Layout | None = None) -> Edition:
    segments = tuple(map(translated, segment_document(document)))
    title = next((segment for segment in segments if segment.kind == "heading"), None)
    return Edition(
        title.source if title else "",
        title.target if title else "",
        segments,
        "taiyaku:0 engine:[test]",
        name,
        "taiyaku 0",
        ("A note on the whole.",),
        layout or Layout(),
        shapes_of(document),
        (),
        document,
    )


def lighthouse(layout: Layout | None = None) -> Edition:
    """The edition of the page in tests/cases/editions, set anew."""
    return edition_of(parse_document(PAGE, "html"), "lighthouse.html", layout or Layout(in_source=False))
