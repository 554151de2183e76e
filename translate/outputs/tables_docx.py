"""The cells of the tables of a Word document. Source: ECMA-376 part 1, 17.4.17 (gridSpan), 17.4.84 (vMerge)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from cleantext.formats.docx import xml
from cleantext.formats.docx.layout import Part
from cleantext.formats.docx.parts import value
from translate.outputs.edition import Cell
from translate.outputs.shapes import WIDEST, are_a_table


@dataclass
class _Cell:
    """A cell: where it begins and ends in bytes of its part, its place, and what it says of itself."""

    start: int
    row: int
    column: int
    end: int = 0
    columns: int = 1
    rows: int = 1
    merge: str = ""


@dataclass
class _Table:
    """A table that is open; `plain` is one with another in it, which only places things."""

    number: int
    row: int = -1
    column: int = 0
    head: int = -1
    plain: bool = False
    cells: list[_Cell] = field(default_factory=list)
    above: dict[int, _Cell] = field(default_factory=dict)


def cells_of(part: Part, count: int) -> tuple[list[tuple[int, int, Cell]], int]:
    """The cells of the tables of a part that can be set as such: (start, end, cell), in bytes; the number of the last.

    count  the number of the last table before.
    """
    tables: list[_Table] = []
    open_tables: list[_Table] = []
    path: list[str] = []

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        tag = name.rpartition("}")[2]
        path.append(tag)
        table = open_tables[-1] if open_tables else None
        if tag == "tbl":
            if table:
                table.plain = True
            open_tables.append(_Table(count + len(tables) + 1))
            tables.append(open_tables[-1])
        elif table is None:
            return
        elif tag == "tr":
            table.row, table.column = table.row + 1, 0
        elif tag == "tblHeader" and path[-2:-1] == ["trPr"] and table.row == table.head + 1:
            table.head = table.row
        elif tag == "tc":
            table.cells.append(_Cell(at, table.row, table.column))
        elif path[-2:-1] == ["tcPr"] and table.cells:
            cell, said = table.cells[-1], value(attributes) or ""
            if tag == "gridSpan":
                cell.columns = min(max(xml.integer(said, 1), 1), WIDEST + 1)
            elif tag == "vMerge":
                cell.merge = said or "continue"

    def end(name: str, at: int) -> None:
        tag = path.pop()
        if not open_tables:
            return
        table = open_tables[-1]
        if tag == "tbl":
            open_tables.pop()
        elif tag == "tc" and table.cells:
            cell = table.cells[-1]
            cell.end = at
            table.column += cell.columns
            table.plain = table.plain or table.column > WIDEST
            upper = table.above.get(cell.column)
            if cell.merge == "continue" and upper and upper.row + upper.rows == cell.row:
                upper.rows += 1
            else:
                table.above[cell.column] = cell

    xml.scan(part.name, part.data, start, end)
    found: list[tuple[int, int, Cell]] = []
    for table in tables:
        cells = [
            (
                cell.start,
                cell.end,
                Cell(table.number, cell.row, cell.column, cell.rows, cell.columns, cell.row <= table.head),
            )
            for cell in table.cells
        ]
        if not table.plain and are_a_table(cell for *_, cell in cells):
            found += cells
    return sorted(found), count + len(tables)


def cell_at(cells: list[tuple[int, int, Cell]], at: int) -> Cell | None:
    """The cell round a byte. Cells that are set do not lie in each other."""
    index = bisect_right(cells, at, key=lambda each: each[0]) - 1
    return cells[index][2] if index >= 0 and at < cells[index][1] else None
