"""The cells of the tables of a page, read from their tags. Source: WHATWG HTML, 4.9.12 (the places of cells)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from translate.outputs.edition import Cell
from translate.outputs.shapes import WIDEST, are_a_table

TABLE_TAGS = frozenset(("table", "tr", "td", "th", "caption"))
_TALLEST = 1000


@dataclass
class _Table:
    """A table that is open.

    free   from which row on each column is free again.
    cell   the cell that is open.
    plain  it is no table to be set as one: there is one in it, it has a heading in it, or it says so.
    """

    number: int
    row: int = -1
    column: int = 0
    free: dict[int, int] = field(default_factory=dict)
    cell: Cell | None = None
    plain: bool = False
    cells: dict[str, Cell] = field(default_factory=dict)


class Tables:
    """The tables of a page; `count` is the number of the last."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.open: list[_Table] = []
        self.all: list[_Table] = []

    def start(self, name: str, said: Mapping[str, str]) -> None:
        """A tag begins something of a table; end tags may be left out."""
        if name == "table":
            if self.open:
                self.open[-1].plain = True
            self.count += 1
            self.open.append(_Table(self.count, plain=said.get("role", "") in ("presentation", "none")))
            self.all.append(self.open[-1])
        elif self.open:
            table = self.open[-1]
            table.cell = None
            if name == "tr":
                table.row, table.column = table.row + 1, 0
            elif name in ("td", "th"):
                self._begin_cell(table, name, said)

    def _begin_cell(self, table: _Table, name: str, said: Mapping[str, str]) -> None:
        table.row = max(table.row, 0)
        while table.free.get(table.column, 0) > table.row:
            table.column += 1
        rows, columns = _number(said.get("rowspan", ""), _TALLEST), _number(said.get("colspan", ""), WIDEST)
        table.cell = Cell(table.number, table.row, table.column, rows, columns, name == "th")
        for column in range(table.column, table.column + columns):
            table.free[column] = table.row + rows
        table.column += columns
        table.plain = table.plain or table.column > WIDEST

    def end(self, name: str) -> None:
        """An end tag of something of a table."""
        if not self.open:
            return
        self.open[-1].cell = None
        if name == "table":
            self.open.pop()

    def note(self, block: str, kind: str) -> None:
        """A block begins here."""
        if self.open:
            table = self.open[-1]
            table.plain = table.plain or (kind == "heading" and table.cell is not None)
            if table.cell:
                table.cells[block] = table.cell

    def cells(self) -> dict[str, Cell]:
        """The cells of blocks, in tables that can be set as such."""
        good = [table for table in self.all if not table.plain and are_a_table(table.cells.values())]
        return {block: cell for table in good for block, cell in table.cells.items()}


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
