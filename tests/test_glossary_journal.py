"""The history of a table: what it says, what it survives, what it can take back."""

import json

import pytest
from glossary_rows import add_row, change_row, remove_row
from hypothesis import given
from hypothesis import strategies as st
from test_glossary_editing import edits

from glossaries import GlossaryError
from glossaries.editing import Change, Table, apply, change_of, read_table
from glossaries.journal import (
    BEGUN,
    OUTSIDE,
    UNDONE,
    Act,
    act_bytes,
    acts_before,
    now,
    outside_changes,
    read_acts,
    rows_of,
    take_back,
    undoable,
    undone,
)

WHEN = "2026-01-20T09:30:00Z"
START = "id\tja\ten\r\nkyiv\tキーウ\tKyiv\r\n# others\r\ndog\t犬\t dog \r\n"


def table(text: str = START) -> Table:
    return read_table(text.encode(), "house.tsv")


class Desk:
    """A table and its history, as the program keeps them."""

    def __init__(self, start: Table) -> None:
        self.table, self.log = start, b""

    @property
    def acts(self) -> list[Act]:
        return read_acts(self.log)

    def do(self, *changes: Change, what: str = "changed") -> None:
        new, done = apply(self.table, changes)
        columns = tuple(new.header[len(self.table.header) :])
        self.note(new, Act(WHEN, "Oksana", what, tuple(done), columns))

    def undo(self, act: Act) -> None:
        new, done = take_back(self.table, act)
        self.note(new, Act(WHEN, "Oksana", UNDONE, tuple(done), undoes=act.number))

    def note(self, new: Table, act: Act) -> None:
        self.log += act_bytes([*acts_before(self.acts, self.table, WHEN), act], self.log)
        self.table = new


def test_a_history_tells_who_did_what_when() -> None:
    desk = Desk(table())
    desk.do(change_of(desk.table, "dog", {"ja": "狗", "note": "as the house book has it"}))
    begun, act = desk.acts
    assert (begun.what, [row["id"] for row in begun.rows]) == (BEGUN, ["kyiv", "dog"])
    assert (act.when, act.who, act.what, act.number, act.columns) == (WHEN, "Oksana", "changed", 2, ("note",))
    (change,) = act.changes
    assert change.before == {"ja": "犬", "note": ""}
    assert change.after == {"ja": "狗", "note": "as the house book has it"}
    assert desk.log.count(b"\n") == 2 and "狗".encode() in desk.log
    assert rows_of(desk.acts) == desk.table.rows


def test_undoing_goes_further_back_each_time() -> None:
    desk = Desk(table())
    states = [bytes(desk.table)]
    desk.do(change_of(desk.table, "dog", {"en": "hound"}))
    states.append(bytes(desk.table))
    desk.do(Change("kyiv", desk.table.rows["kyiv"], None), what="removed")
    states.append(bytes(desk.table))
    desk.do(Change("cat", None, {"id": "cat", "ja": "猫", "source": "house book"}), what="added")
    assert [act.number for act in undoable(desk.acts)] == [4, 3, 2]
    for state in reversed(states):
        desk.undo(undoable(desk.acts)[0])
        assert bytes(desk.table) == state
    assert undoable(desk.acts) == []
    assert undone(desk.acts) == {2, 3, 4}
    desk.undo(desk.acts[-1])  # taking back the taking back of the first change
    assert desk.table.rows["dog"]["en"] == "hound"
    assert undone(desk.acts) == {3, 4, 7}
    desk.undo(desk.acts[-1])
    assert bytes(desk.table) == states[0] and undone(desk.acts) == {2, 3, 4, 8}


def test_what_was_changed_since_is_not_taken_back() -> None:
    desk = Desk(table())
    desk.do(change_of(desk.table, "dog", {"en": "hound"}))
    first = desk.acts[-1]
    desk.do(change_of(desk.table, "dog", {"en": "doggy"}))
    with pytest.raises(GlossaryError, match="Number 2 cannot be taken back.*it has 'doggy' where 'hound'"):
        take_back(desk.table, first)
    desk.do(change_of(desk.table, "dog", {"en": "hound", "ja": "狗"}))
    desk.undo(first)
    assert desk.table.rows["dog"] == {"id": "dog", "ja": "狗", "en": "dog"}
    desk.do(Change("cat", None, {"id": "cat", "ja": "猫"}), what="added")
    added = desk.acts[-1]
    desk.do(change_of(desk.table, "cat", {"en": "cat"}))
    with pytest.raises(GlossaryError, match="column en.*'cat' where ''"):
        take_back(desk.table, added)


def test_changes_by_other_programs_are_noticed_and_noted() -> None:
    desk = Desk(table())
    desk.do(change_of(desk.table, "dog", {"en": "hound"}))
    assert outside_changes(desk.acts, desk.table.rows) == ()
    by_hand = add_row(change_row(remove_row(desk.table, "kyiv"), "dog", {"ja": "狗"}), {"id": "cat", "ja": "猫"})
    found = outside_changes(desk.acts, by_hand.rows)
    assert [(change.what, change.id) for change in found] == [("removed", "kyiv"), ("changed", "dog"), ("added", "cat")]
    assert found[1].before == {"ja": "犬"}
    desk.table = by_hand
    desk.do(change_of(desk.table, "dog", {"en": "cat"}))
    assert [act.what for act in desk.acts] == [BEGUN, "changed", OUTSIDE, "changed"]
    assert [act.number for act in undoable(desk.acts)] == [4, 2]
    assert rows_of(desk.acts) == desk.table.rows
    desk.undo(desk.acts[2])
    assert "kyiv" in desk.table.rows


def test_order_quotes_and_remarks_are_no_change() -> None:
    desk = Desk(table())
    desk.do(change_of(desk.table, "dog", {"en": "hound"}))
    saved = read_table('en\tja\tid\tnote\nhound\t"犬"\tdog\t\nKyiv\tキーウ\tkyiv\t\n'.encode(), "house.tsv")
    assert outside_changes(desk.acts, saved.rows) == ()


BROKEN = [
    b'{"when":"2026',
    b"\xff\xfe",
    b"[]",
    b"{}",
    b'{"when":1,"who":2,"what":"added","changes":[{"id":"a"}]}',
    b"null",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_line_is_passed_over(broken: bytes) -> None:
    desk = Desk(table())
    desk.do(change_of(desk.table, "dog", {"en": "hound"}))
    desk.log += broken
    assert [act.number for act in desk.acts] == [1, 2]
    desk.do(change_of(desk.table, "dog", {"en": "doggy"}))
    assert [act.number for act in desk.acts] == [1, 2, 4]
    assert rows_of(desk.acts) == desk.table.rows
    for line in desk.log.split(b"\n")[3:4]:
        assert json.loads(line)["what"] == "changed"


@given(st.binary(max_size=60))
def test_no_history_is_too_broken_to_read(data: bytes) -> None:
    acts = read_acts(data)
    assert rows_of(acts) is None or acts


@given(edits())
def test_any_act_can_be_read_again_and_taken_back_to_the_byte(edit: tuple[Table, list[Change]]) -> None:
    old, changes = edit
    desk = Desk(old)
    desk.do(*changes)
    new = bytes(desk.table)
    assert rows_of(desk.acts) == desk.table.rows
    desk.undo(desk.acts[-1])
    assert bytes(desk.table) == bytes(old)
    desk.undo(desk.acts[-1])
    assert bytes(desk.table) == new


def test_the_time_is_that_of_the_clock_in_utc() -> None:
    assert len(now()) == len(WHEN) and now().endswith("Z")
