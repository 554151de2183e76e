"""Passages in the order in which they are set, with lists and tables round them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from translate.outputs.edition import Item
from translate.outputs.passages import Passage

_PAIRS = re.compile("(?:t+d+)+")
"""Terms, and what is said of them, by their first letters."""


class Mark(NamedTuple):
    """Where a list or an item begins or ends; a quotation is a list of one item."""

    kind: Literal["list", "item", "/item", "/list"]
    item: Item


class Slot(NamedTuple):
    """A cell: how many rows and columns it goes over, whether it is a head, what stands in it (nothing, perhaps)."""

    rows: int
    columns: int
    head: bool
    passages: tuple[Passage, ...] = ()


class Table(NamedTuple):
    """A table: how many columns, and the cells that begin in each row; all there is in it, in order."""

    width: int
    rows: tuple[tuple[Slot, ...], ...]
    passages: tuple[Passage, ...]

    def grid(self) -> Iterator[list[Slot | None]]:
        """Yield every row as what begins in each column; None where a cell from above or from the left goes on."""
        below: dict[int, int] = {}
        for slots in self.rows:
            row: list[Slot | None] = [None] * self.width
            waiting, column = list(reversed(slots)), 0
            while column < self.width:
                if below.get(column, 0):
                    below[column] -= 1
                    column += 1
                elif waiting:
                    slot = waiting.pop()
                    row[column] = slot
                    below.update((column + n, slot.rows - 1) for n in range(slot.columns))
                    column += slot.columns
                else:
                    column += 1
            yield row


def set_out(passages: Sequence[Passage]) -> Iterator[Mark | Table | Passage]:
    """The passages with marks where the lists and items round them begin and end; those of a table as one.

    A list of definitions in which one of a pair is missing (a term, or what is said of it) is set as any other list.
    """
    parts = list(_marked_out(passages))
    sequences: list[list[int]] = []
    broken: set[int] = set()  # where the marks of such lists stand
    for place, part in enumerate(parts):
        if not isinstance(part, Mark) or part.item.kind not in ("term", "definition"):
            continue
        if part.kind == "list":
            sequences.append([])
        sequences[-1].append(place)
        if part.kind == "/list":
            places = sequences.pop()
            kinds = "".join(parts[n].item.kind[0] for n in places if parts[n].kind == "item")  # type: ignore[union-attr]
            broken.update(places if not _PAIRS.fullmatch(kinds) else ())
    for place, part in enumerate(parts):
        if place in broken and isinstance(part, Mark):
            yield part._replace(item=part.item._replace(kind="item"))
        else:
            yield part


def within(passages: Sequence[Passage]) -> Iterator[Mark | Passage]:
    """The passages of a cell, with marks where the lists in it begin and end."""
    for part in set_out([passage._replace(items=passage.inner, cell=None) for passage in passages]):
        if not isinstance(part, Table):
            yield part


def _marked_out(passages: Sequence[Passage]) -> Iterator[Mark | Table | Passage]:
    opened: list[Item] = []
    for _, group in groupby(enumerate(passages), key=_together):
        some = [passage for _, passage in group]
        passage, same = some[0], 0
        while same < min(len(opened), len(passage.items)) and opened[same] == passage.items[same]:
            same += 1
        while len(opened) > same:
            item = opened.pop()
            yield Mark("/item", item)
            into = len(opened) == same and len(passage.items) > same and passage.items[same].list == item.list
            if into:
                yield Mark("item", passage.items[same])
                opened.append(passage.items[same])
                same += 1
            else:
                yield Mark("/list", item)
        for item in passage.items[len(opened) :]:
            yield Mark("list", item)
            yield Mark("item", item)
            opened.append(item)
        yield table_of(some) if passage.cell else passage
    while opened:
        item = opened.pop()
        yield Mark("/item", item)
        yield Mark("/list", item)


def _together(numbered: tuple[int, Passage]) -> tuple[int, int]:
    """What the passages of one table have in common, and no other."""
    number, passage = numbered
    return (passage.cell.table, -1) if passage.cell else (-1, number)


def table_of(passages: Sequence[Passage]) -> Table:
    """The table in which passages stand: rows without any are left out, and every place is filled.

    Where the source has two cells in one place, the later one follows in the first.
    """
    held: dict[tuple[int, int], list[Passage]] = {}
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    rows = sorted({passage.cell.row for passage in passages if passage.cell})
    order = {row: number for number, row in enumerate(rows)}
    for passage in passages:
        cell = passage.cell
        assert cell
        place = (order[cell.row], cell.column)
        if place not in owners:
            high = sum(row < cell.row + cell.rows for row in rows[place[0] :])
            size = (high, cell.columns)
            if any(other in owners for other in _places(place, size)):
                size = (1, 1)
            sizes[place] = size
            owners.update(dict.fromkeys(_places(place, size), place))
        held.setdefault(owners[place], []).append(passage)
    width = max((column for _, column in owners), default=0) + 1
    return Table(
        width, tuple(tuple(_slots(row, width, held, owners, sizes)) for row in range(len(rows))), tuple(passages)
    )


def _places(place: tuple[int, int], size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for row in range(place[0], place[0] + size[0]):
        for column in range(place[1], place[1] + size[1]):
            yield row, column


def _slots(
    row: int,
    width: int,
    held: dict[tuple[int, int], list[Passage]],
    owners: dict[tuple[int, int], tuple[int, int]],
    sizes: dict[tuple[int, int], tuple[int, int]],
) -> Iterator[Slot]:
    for column in range(width):
        place = (row, column)
        if place not in owners:
            yield Slot(1, 1, False)
        elif owners[place] == place:
            some = tuple(held[place])
            yield Slot(*sizes[place], bool(some[0].cell and some[0].cell.head), some)
