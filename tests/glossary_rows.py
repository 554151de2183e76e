"""Single changes of a table of terms, for tests: a row more, other cells in one, a row less."""

from glossaries.editing import Change, Table, apply, change_of
from glossaries.formats.rows import Row


def add_row(table: Table, cells: Row, after: str = "") -> Table:
    """The table with one row more, below the row of the id `after`, or below the last one."""
    line = 0
    if after:
        change_of(table, after, {})  # raises where there is no such row
        line = table.places[after] + 2
    return apply(table, [Change(cells.get("id", ""), None, cells, line)])[0]


def change_row(table: Table, id: str, cells: Row) -> Table:
    """The table with some cells of a row changed; "" empties one."""
    return apply(table, [change_of(table, id, cells)])[0]


def remove_row(table: Table, id: str) -> Table:
    """The table without a row."""
    change_of(table, id, {})  # raises where there is no such row
    return apply(table, [Change(id, table.rows[id], None)])[0]
