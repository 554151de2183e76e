"""The English put into the source itself, which keeps its structure and its pictures: pages, books, Word, Markdown.

After each paragraph of the Japanese stands its English; headings, items, cells and captions hold both. All else is,
byte for byte, the source. What is to be checked is said beside the English (in Word as a comment) unless the copy
is to be clean. What the Japanese and the English have the same (a date, a number) is not said twice, and what is not
translated is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module

from translate.outputs.edition import Edition
from translate.outputs.html_frame import unread
from translate.outputs.joining import space_between
from translate.outputs.passages import Passage, passages_of
from translate.outputs.rows import Row
from translate.segment import Flag

UNREAD = Flag("unreviewed", "the English is a machine's, and no person has read all of it (機械翻訳・未校閲)")
WRITERS = {
    "docx": "translate.outputs.in_docx",
    "epub": "translate.outputs.in_epub",
    "html": "translate.outputs.in_html",
    "md": "translate.outputs.in_md",
}


def is_wanted(name: str, edition: Edition) -> bool:
    """True if an output is to be the source with the English in it."""
    document = edition.document
    return edition.layout.in_source and document is not None and document.format == name and name in WRITERS


def render(edition: Edition) -> bytes:
    """Return the source of an edition with its English in it. ValueError where `is_wanted` says no."""
    if edition.document is None or edition.document.format not in WRITERS:
        raise ValueError("the edition has no source that can hold its English")
    written: bytes = import_module(WRITERS[edition.document.format]).render(edition)
    return written


def by_block(edition: Edition) -> dict[str, Passage]:
    """Return the passages of all blocks that have something to say in English, by the ids of the blocks."""
    shapes = tuple(  # without what stays as the source has it
        shape._replace(aside=False, figures=(), cell=None, markdown=False) for shape in edition.shapes
    )
    found = passages_of(replace(edition, shapes=shapes))
    said = {passage.block: passage for passage in found if pieces(passage.rows)}
    asides = {shape.block for shape in edition.shapes if shape.aside}
    first = next((block for block in said if block not in asides), None)
    if first is not None and unread(edition) and not edition.layout.clean_copy:
        row, *others = said[first].rows
        told = row._replace(segment=replace(row.segment, flags=(UNREAD, *row.segment.flags)))
        said[first] = said[first]._replace(rows=(told, *others))
    return said


def pieces(rows: Iterable[Row]) -> list[tuple[str, Row]]:
    """Return the English sentence by sentence, with the space before each, and the row of each; [] for nothing new."""
    found: list[tuple[str, Row]] = []
    before, new = "", False
    for row in rows:
        text = row.texts["en"]
        if row.segment.status == "missing":
            text = f"[{row.gap('en')}]"
        if not text.strip():
            continue
        new = new or row.segment.status != "copied"
        found.append((space_between(before, text) + text, row))
        before = text
    return found if new else []


def remark(row: Row) -> str:
    """Return what a person has to know of a row, "" for nothing."""
    if not row.doubtful:
        return ""
    said = "; ".join(f"{flag.name}: {flag.message}" for flag in row.segment.flags)
    return f"{row.segment.id} {said or 'no reason was recorded'}"
