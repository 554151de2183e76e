"""Findings as they are reported: all that any output needs, without the text they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple, cast

from cleantext.documents import Located
from cleantext.lines import lines_of

AROUND = 40
"""So many characters before and after a finding are kept, as far as its line goes."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Region(NamedTuple):
    """Where a finding stands in a text file, in UTF-16 code units; lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    offset: int
    length: int


class Record(NamedTuple):
    """A finding with its place. `block`, `line` and `column` are None where the format has none.

    start, end     code points: in the decoded file for txt and md, in the block's text otherwise.
    place          where it is in words, if not by line and column.
    before, after  what stands around it in its line.
    region         for txt and md.
    """

    block: str | None
    line: int | None
    column: int | None
    start: int
    end: int
    rule: str
    severity: str
    found: str
    fix: str | None
    message: str
    safe: bool
    confidence: float
    reason: str
    place: str
    before: str
    after: str
    region: Region | None

    @property
    def where(self) -> str:
        """The place in words, or line and column."""
        return self.place or f"{self.line}:{self.column}"


def as_json(path: str, record: Record) -> dict[str, object]:
    """The record as an object of the documented contract."""
    names = Record._fields[: Record._fields.index("before")]
    return {"path": path, **{name: getattr(record, name) for name in names}}


def from_json(said: Mapping[str, Any]) -> Record:
    """The record of such an object, without what stood around it."""
    names = Record._fields[: Record._fields.index("before")]
    return Record(**{name: said[name] for name in names}, before="", after="", region=None)


def records_of(found: Iterable[Located]) -> list[Record]:
    """The records of findings in a document."""
    records: list[tuple[Any, ...]] = []
    text, units = None, None
    for finding, block, (line, column, words), inside in found:
        rule, start, end, what, fix, severity, message, safe, confidence, reason = finding
        if text is not inside:
            text, units = inside, _Units(inside) if block is None else None
        before, after = inside[max(0, start - AROUND) : start], inside[end : end + AROUND]
        if "\n" in before or "\r" in before:
            before = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
        if "\n" in after or "\r" in after:
            after = after.split("\n", 1)[0].split("\r", 1)[0]
        region = units.region(line, column, what, start, end) if units else None
        told = (rule, severity, what, fix, message, safe, confidence, reason)
        records.append((block, line, column, start, end, *told, words, before, after, region))
    return list(map(_record, records))


_record = cast("Callable[[tuple[Any, ...]], Record]", partial(tuple.__new__, Record))  # Record._make, unchecked
_region = cast("Callable[[tuple[int, ...]], Region]", partial(tuple.__new__, Region))


class _Units:
    """Offsets of a text in UTF-16 code units, where a character beyond U+FFFF is two."""

    def __init__(self, text: str) -> None:
        self._text = text
        pairs = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
        self._astral = [match.start() for match in _ASTRAL.finditer(text)] if pairs else []

    def region(self, line: int | None, column: int | None, found: str, start: int, end: int) -> Region:
        """The region of text[start:end], which stands at a line and column; most texts leave nothing to be counted."""
        if not self._astral and line and column and "\n" not in found and "\r" not in found:
            size = end - start
            return _region((line, column, line, column + size, start, size))
        offset = self._units(start)
        return Region(*self._place(start), *self._place(end), offset, self._units(end) - offset)

    def _units(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def _place(self, offset: int) -> tuple[int, int]:
        line, column = lines_of(self._text).of(offset)
        if not self._astral:
            return line, column
        return line, self._units(offset) - self._units(offset - column + 1) + 1
