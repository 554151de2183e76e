"""A Word document written back: the changed stretches of text are spliced into the parts that were read."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...document import Document
from ..package_writing import write_package
from . import xml
from .layout import Part, Spot, Text
from .reading import DocxSource
from .values import value_edits

_BLANK = " \t\r\n"
_SPACE = re.compile(rb"\sxml:space\s*=\s*(?:\"[^\"]*\"|'[^']*')")


class Change(NamedTuple):
    """A run of a w:t: where it stands, its text as it was read, its text now."""

    spot: Spot
    old: str
    new: str


Changes = dict[str, dict[int, list[Change]]]
"""By part and by index of the w:t, all runs of each w:t."""


def runs_of(document: Document, touched: frozenset[Spot] = frozenset()) -> Changes:
    """The runs of every w:t that holds a changed run, or one whose spot is in `touched`.

    Raises ValueError where blocks or runs are missing or fixed text was changed.
    """
    source: DocxSource = document.source
    found: Changes = {}
    for old, new in zip(source.blocks, document.blocks, strict=True):
        if old.id != new.id or len(old.runs) != len(new.runs):
            raise ValueError(f"the runs of the block {old.id} are not those that were read")
        same = new is old or new.runs == old.runs
        if old.kind == "attribute" or same and touched.isdisjoint(run.ref for run in old.runs):
            continue
        texts: dict[tuple[str, int], list[Change]] = {}
        wanted = set()
        for before, after in zip(old.runs, new.runs, strict=True):
            spot: Spot = before.ref
            if before.fixed and before.text != after.text:
                raise ValueError(f"fixed text of the block {old.id} was changed")
            texts.setdefault((spot.part, spot.text), []).append(Change(spot, before.text, after.text))
            if before.text != after.text or spot in touched:
                wanted.add((spot.part, spot.text))
        for part, index in texts:
            if (part, index) in wanted and index >= 0:
                found.setdefault(part, {})[index] = texts[part, index]
    return found


def serialise(document: Document) -> bytes:
    """The document with its blocks as they are now; the very bytes that were read where none was changed.

    Raises FileProblem for new text that XML cannot hold, ValueError as runs_of does.
    """
    source: DocxSource = document.source
    changed = {}
    found: dict[str, list[tuple[int, int, bytes]]] = {}
    for old, new in zip(source.blocks, document.blocks, strict=True):
        if old.kind == "attribute" and old.runs != new.runs:
            name = old.runs[0].ref.part
            found.setdefault(name, []).extend(value_edits(source.parts[name], old, new))
    for name, texts in runs_of(document).items():
        part = source.parts[name]
        found.setdefault(name, []).extend(
            edit
            for index, changes in texts.items()
            for copy in [index, *part.copies.get(index, [])]
            for edit in _edits(part, part.texts[index], part.texts[copy], changes)
        )
    for name, edits in found.items():
        part = source.parts[name]
        changed[name] = xml.stored(xml.splice(part.data, edits), part.encoding, part.stored)
    return write_package(source.package, changed)


def _edits(part: Part, original: Text, text: Text, changes: list[Change]) -> list[tuple[int, int, bytes]]:
    """The edits of a w:t, or of a copy of it. New outer spaces need xml:space; old ones that did not count go then."""
    shift = text.body - original.body
    edits = [(c.spot.start + shift, c.spot.end + shift, xml.escape(c.new)) for c in changes if c.old != c.new]
    whole = "".join(change.new for change in changes)
    if text.preserve or whole == whole.strip(_BLANK):
        return edits
    low, high = changes[0].spot.start + shift, changes[-1].spot.end + shift
    outside = [(text.body, low, b""), (high, text.end, b"")]
    return [*edits, _keep_spaces(part.data, text), *(edit for edit in outside if edit[0] < edit[1])]


def _keep_spaces(data: bytes, text: Text) -> tuple[int, int, bytes]:
    tag = data[text.start : text.body]
    if match := _SPACE.search(tag):
        return text.start + match.start(), text.start + match.end(), b' xml:space="preserve"'
    name = re.match(rb"<[^\s/>]+", tag)
    at = text.start + (name.end() if name else 0)
    return at, at, b' xml:space="preserve"'
