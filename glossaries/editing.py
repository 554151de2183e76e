"""Changes to a table that leave all else byte for byte: remarks, order, quotation marks, line ends, empty rows.

A change is about one row, told by its id; it knows what it found there, so that it can be taken back exactly and is
refused where the row is no longer as it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from .formats.rows import COLUMNS, Line, Row, nearest
from .formats.tsv import cells_of, decode, header_of, is_row, line_of, read_terms
from .glossary import Glossary
from .load import checked_glossary
from .model import GlossaryError

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Change:
    """A change to one row.

    before  the cells that change, as they were; None for a row that was not there.
    after   the same cells as they become; None for a row that goes.
    line    where the row stood, from 1; 0 for below the last one.
    old     how the row (or, of some cells, each) was written, where we would write it otherwise.
    new     how to write it, likewise.
    """

    id: str
    before: Row | None
    after: Row | None
    line: int = 0
    old: Row = field(default_factory=dict)
    new: Row = field(default_factory=dict)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.id, self.after, self.before, self.line, self.new, self.old)

    @property
    def what(self) -> str:
        """What happens to the row: added, changed or removed."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class Table:
    """A table as it is written: its lines, divided at "\\n" alone, and where its rows are among them.

    source  the file's name, for messages.  bom  the mark before the text, b"" for none.
    top     the index of the header's line, whose columns are `header`.
    rows    the cells of each row that are not empty, by id, in order.  places  the index of each row's line.
    """

    source: str
    bom: bytes
    lines: tuple[str, ...]
    top: int
    header: tuple[str, ...]
    rows: Mapping[str, Row]
    places: Mapping[str, int]

    def __bytes__(self) -> bytes:
        return self.bom + "\n".join(self.lines).encode()


def read_table(data: bytes, source: str) -> Table:
    """The table of a file's bytes; `bytes(table)` gives them back. An empty file is a table with all columns.

    Raises GlossaryError where it has no header, or a row cannot be told into cells or has no id of its own.
    """
    text = decode(data, source)
    lines = text.split("\n") if text.strip() else ["\t".join(COLUMNS), ""]
    bom = _BOM if data.startswith(_BOM) else b""
    tops = [index for index, line in enumerate(lines) if is_row(line)]
    if not tops:
        raise GlossaryError(f"{source} holds only remarks: its first row must name the columns ({', '.join(COLUMNS)}).")
    header = header_of(lines[tops[0]].removesuffix("\r"), source, tops[0] + 1)
    rows: dict[str, Row] = {}
    places: dict[str, int] = {}
    for index in tops[1:]:
        place = Line(source, index + 1, header)
        cells = cells_of(place, lines[index].removesuffix("\r"))
        name = cells["id"]
        if not name:
            place.fail("id", "the cell is empty", "fill it in, or delete the row")
        if name in rows:
            place.fail("id", f"{name!r} is the id of line {places[name] + 1} too", "give this row another id")
        rows[name], places[name] = {column: cell for column, cell in cells.items() if cell}, index
    return Table(source, bom, tuple(lines), tops[0], tuple(header), rows, places)


def check_table(table: Table) -> Glossary:
    """The table as a glossary. Raises GlossaryError for the first thing wrong with it, a failing example included."""
    data = bytes(table)
    return checked_glossary(PurePath(table.source).stem, read_terms(data, table.source), data, table.source)


def change_of(table: Table, id: str, cells: Row) -> Change:
    """The change that gives a row these cells; those that are so already are left out. Raises GlossaryError."""
    row = table.rows[_known(table, id)]
    changed = {column: cell for column, cell in cells.items() if cell != row.get(column, "")}
    return Change(id, {column: row.get(column, "") for column in changed}, changed)


def apply(table: Table, changes: Sequence[Change]) -> tuple[Table, list[Change]]:
    """The table with all the changes made, and the changes as they can be taken back, line and writing filled in.

    Columns that are needed and missing come at the end of the header. Raises GlossaryError where a row is not as
    its change says it was; nothing is checked besides: see check_table.
    """
    changes = [_stripped(table, change) for change in changes]
    for change in changes:
        _need_before(table, change)
    needed = {column for change in changes for column, cell in (change.after or {}).items() if cell}
    wide = _with_columns(table, [column for column in COLUMNS if column in needed and column not in table.header])
    lines: list[str | None] = list(wide.lines)
    done: list[Change] = []
    for change in changes:
        place = wide.places.get(change.id)
        if change.before is None or change.after is None or place is None:
            done.append(change)
            continue
        text, written = _changed(wide, place, change)
        lines[place] = text
        done.append(replace(change, line=place + 1, old=written))
    for index, change in enumerate(done):
        if change.after is None:
            place = wide.places[change.id]
            done[index] = replace(change, line=place + 1, old=_line_as_written(wide, place, change.before or {}))
            lines[place] = None
    kept = _without(lines, wide.top)
    _insert(wide, kept, [change for change in done if change.before is None])
    return read_table(table.bom + "\n".join(kept).encode(), table.source), done


def drop_columns(table: Table, columns: Iterable[str]) -> Table:
    """The table without those of the columns in which every cell is empty."""
    used = {column for row in table.rows.values() for column in row}
    dropped = {table.header.index(column) for column in columns if column in table.header and column not in used}
    if not dropped:
        return table
    lines = list(table.lines)
    for index in (table.top, *table.places.values()):
        text, end = _parted(lines[index])
        cells = text.split("\t")
        lines[index] = "\t".join(cell for n, cell in enumerate(cells) if n not in dropped) + end
    return read_table(table.bom + "\n".join(lines).encode(), table.source)


def _known(table: Table, id: str) -> str:
    if id not in table.rows:
        near = f"did you mean {nearest(id, table.rows)}?" if table.rows else "it has no rows at all."
        raise GlossaryError(f"{table.source} has no row {id!r}: {near}")
    return id


def _stripped(table: Table, change: Change) -> Change:
    """A change without spaces round its cells. Raises GlossaryError for what a cell of a table cannot hold."""
    for column, cell in (change.after or {}).items():
        if any(sign in cell for sign in "\t\n\r"):
            raise GlossaryError(
                f"{table.source}, row {change.id!r}, column {column}: {cell!r} has a tab or a line break, which no "
                "cell may hold: write a space instead."
            )
    after = change.after and {column: cell.strip() for column, cell in change.after.items()}
    return replace(change, after=after)


def _need_before(table: Table, change: Change) -> None:
    row = table.rows.get(change.id)
    if change.before is None:
        if row is not None:
            raise GlossaryError(
                f"{table.source} has a row {change.id!r} already, in line {table.places[change.id] + 1}: "
                "edit that one, or take another id."
            )
        return
    row = table.rows[_known(table, change.id)]
    seen = change.before if change.after is not None else dict.fromkeys(row, "") | change.before
    for column, cell in seen.items():
        if row.get(column, "") != cell:
            raise GlossaryError(
                f"{table.source}, line {table.places[change.id] + 1}, column {column}: the row {change.id!r} was "
                f"changed meanwhile: it has {row.get(column, '')!r} where {cell!r} was expected: look at it again."
            )


def _parted(line: str) -> tuple[str, str]:
    """A line and the carriage return at its end, "" for none."""
    text = line.removesuffix("\r")
    return text, line[len(text) :]


def _with_columns(table: Table, columns: Sequence[str]) -> Table:
    """The table with columns put behind its last one, empty in every row."""
    if not columns:
        return table
    width, lines = len(table.header), list(table.lines)
    for index in (table.top, *table.places.values()):
        text, end = _parted(lines[index])
        cells = text.split("\t")
        new = columns if index == table.top else [""] * len(columns)
        lines[index] = "\t".join([*cells[:width], *new, *cells[width:]]) + end
    return replace(table, lines=tuple(lines), header=(*table.header, *columns))


def _changed(table: Table, place: int, change: Change) -> tuple[str, Row]:
    """The line of a row with its change, and how those of its cells were written that we would write otherwise."""
    text, end = _parted(table.lines[place])
    cells = text.split("\t")
    old: Row = {}
    for column, cell in (change.after or {}).items():
        if column not in table.header:
            continue
        index = table.header.index(column)
        if cells[index] != _written(column, (change.before or {})[column]):
            old[column] = cells[index]
        cells[index] = change.new.get(column, _written(column, cell))
    return _no_remark("\t".join(cells)) + end, old


def _written(column: str, cell: str) -> str:
    return line_of({column: cell}, [column])


def _line_as_written(table: Table, place: int, cells: Row) -> Row:
    text = table.lines[place].removesuffix("\r")
    return {} if text == _line(table.header, cells) else {"": text}


def _line(header: Sequence[str], cells: Row) -> str:
    return _no_remark(line_of(dict.fromkeys(header, "") | cells, header))


def _no_remark(line: str) -> str:
    """The line of a row, its first cell in quotation marks where it would else be taken for a remark."""
    first, tab, rest = line.partition("\t")
    if not first.startswith("#"):
        return line
    doubled = first.replace('"', '""')
    return f'"{doubled}"{tab}{rest}'


def _without(lines: Sequence[str | None], top: int) -> list[str]:
    """The lines that are left; the last one ends as the last one did, but for the header, which tells how lines end."""
    kept = [line for line in lines if line is not None]
    if lines[-1] is None and len(kept) > top + 1:
        kept[-1] = kept[-1].removesuffix("\r")
    return kept


def _insert(table: Table, lines: list[str], changes: Sequence[Change]) -> None:
    """Put new rows in: each in the line that it names, those that name none below the last row."""
    end = _parted(table.lines[table.top])[1]
    last = max((index for index, line in enumerate(lines) if is_row(line)), default=table.top)
    named = sorted((change for change in changes if change.line), key=lambda change: change.line)
    free = [change for change in changes if not change.line]
    for change in named:
        place = min(max(change.line - 1, table.top + 1), len(lines))
        last += place <= last + 1
        _insert_line(lines, place, _new_line(table, change), end)
    for change in free:
        last += 1
        _insert_line(lines, last, _new_line(table, change), end)


def _insert_line(lines: list[str], place: int, text: str, end: str) -> None:
    if place == len(lines):
        lines[-1] = lines[-1].removesuffix("\r") + end
        lines.append(text)
    else:
        lines.insert(place, text + end)


def _new_line(table: Table, change: Change) -> str:
    """The line of a new row: as it was once written, if that still says the same under the present header."""
    cells = {column: cell for column, cell in (change.after or {}).items() if cell}
    if text := change.new.get(""):
        try:
            read = cells_of(Line(table.source, 0, table.header), text)
        except GlossaryError:
            read = {}
        if {column: cell for column, cell in read.items() if cell} == cells:
            return text
    return _line(table.header, cells)
