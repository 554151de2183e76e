"""The history of a table: who did what and when, in lines of JSON that are only ever added to.

The first line holds the rows as they were when the history began. Each further line is one act: an addition, a
change, a whole import. So the rows as the history knows them can be told at any time; where the table differs, it
was changed by another program, and that is noted as an act of its own before the next one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .editing import Change, Table, apply, drop_columns
from .formats.rows import COLUMNS, Row
from .model import GlossaryError

BEGUN, OUTSIDE, UNDONE = "begun", "outside", "undone"
"""Acts besides added, changed, removed, imported and merged."""

Rows = Mapping[str, Row]
"""The cells of each row that are not empty, by id."""


@dataclass(frozen=True)
class Act:
    """One act of the history.

    number   the line of the history it stands in, from 1; 0 before it is written.
    when     UTC, as 2026-01-20T09:30:00Z.  who  the person.  what  added, changed, removed, imported, …
    changes  of the rows.  columns  those that had to be added.  undoes  the number of the act it takes back, or 0.
    rows     all rows, in the act that begins a history.
    """

    when: str
    who: str
    what: str
    changes: tuple[Change, ...] = ()
    columns: tuple[str, ...] = ()
    undoes: int = 0
    rows: tuple[Row, ...] = ()
    number: int = 0


def now() -> str:
    """This second in UTC, as acts have it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_acts(data: bytes) -> list[Act]:
    """The acts of a history, oldest first; lines that are broken (the machine stopped while writing) are left out."""
    acts = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            acts.append(_act(json.loads(line), number))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return acts


def act_bytes(acts: Iterable[Act], after: bytes = b"") -> bytes:
    """The lines to add for acts; `after` is what stands there, whose last line may be broken off."""
    begin = b"\n" if after and not after.endswith(b"\n") else b""
    lines = (json.dumps(_object(act), ensure_ascii=False, separators=(",", ":")) for act in acts)
    return begin + "".join(f"{line}\n" for line in lines).encode(errors="surrogatepass")


def rows_of(acts: Iterable[Act]) -> Rows | None:
    """The rows as a history has them at its end; None where it has not begun."""
    rows: dict[str, Row] | None = None
    for act in acts:
        if act.what == BEGUN:
            rows = {row["id"]: row for row in act.rows}
        elif rows is not None:
            for change in act.changes:
                row = {} if change.before is None else rows.get(change.id, {})
                rows.pop(change.id, None)
                if change.after is not None:
                    rows[change.id] = _filled(row | change.after)
    return rows


def outside_changes(acts: Sequence[Act], rows: Rows) -> tuple[Change, ...]:
    """What is otherwise in the table than its history says: the changes made by other programs."""
    known = rows_of(acts)
    return () if known is None else tuple(_between(known, rows))


def acts_before(acts: Sequence[Act], table: Table, when: str) -> list[Act]:
    """What is to be noted before a new act: that the history begins, or what other programs changed."""
    if rows_of(acts) is None:
        return [Act(when, "", BEGUN, rows=tuple(table.rows.values()))]
    changes = outside_changes(acts, table.rows)
    return [Act(when, "", OUTSIDE, changes)] if changes else []


def undone(acts: Iterable[Act]) -> set[int]:
    """The numbers of the acts that were taken back, and whose taking back was not taken back itself."""
    numbers: set[int] = set()
    for act in reversed(list(acts)):
        if act.undoes and act.number not in numbers:
            numbers.add(act.undoes)
    return numbers


def undoable(acts: Sequence[Act]) -> list[Act]:
    """The acts that can be taken back one after another, the last one first."""
    gone = undone(acts)
    return [act for act in reversed(acts) if act.what not in (BEGUN, OUTSIDE, UNDONE) and act.number not in gone]


def take_back(table: Table, act: Act) -> tuple[Table, list[Change]]:
    """The table without an act, and the changes that made it so.

    Raises GlossaryError where a row is no longer as the act left it.
    """
    try:
        made, changes = apply(table, [change.inverse() for change in act.changes])
    except GlossaryError as error:
        raise GlossaryError(
            f"Number {act.number} cannot be taken back, for what it did was changed since: {error}"
        ) from None
    return drop_columns(made, act.columns), changes


def _between(old: Rows, new: Rows) -> Iterator[Change]:
    for id, row in old.items():
        if id not in new:
            yield Change(id, row, None)
        elif row != new[id]:
            columns = [c for c in COLUMNS if row.get(c) != new[id].get(c)]
            yield Change(id, {c: row.get(c, "") for c in columns}, {c: new[id].get(c, "") for c in columns})
    yield from (Change(id, None, row) for id, row in new.items() if id not in old)


def _filled(row: Row) -> Row:
    return {column: cell for column, cell in row.items() if cell}


def _object(act: Act) -> dict[str, Any]:
    names = {"when": act.when, "who": act.who, "what": act.what, "undoes": act.undoes, "columns": act.columns}
    kept: dict[str, Any] = {name: value for name, value in names.items() if value or name in ("who", "when")}
    if act.what == BEGUN:
        return kept | {"rows": act.rows}
    return kept | {"changes": [_change_object(change) for change in act.changes]}


def _change_object(change: Change) -> dict[str, Any]:
    written = {name: getattr(change, name) for name in ("line", "old", "new") if getattr(change, name)}
    return {"id": change.id, "before": change.before, "after": change.after, **written}


def _act(object: dict[str, Any], number: int) -> Act:
    changes = tuple(
        Change(
            str(each["id"]),
            _row(each["before"]),
            _row(each["after"]),
            int(each.get("line", 0)),
            _row(each.get("old")) or {},
            _row(each.get("new")) or {},
        )
        for each in object.get("changes", ())
    )
    rows = tuple(_row(row) or {} for row in object.get("rows", ()))
    for row in rows:
        row["id"]
    columns = tuple(map(str, object.get("columns", ())))
    what = str(object["what"])
    return Act(object["when"], object["who"], what, changes, columns, int(object.get("undoes", 0)), rows, number)


def _row(object: Any) -> Row | None:
    return None if object is None else {str(column): str(cell) for column, cell in object.items()}
