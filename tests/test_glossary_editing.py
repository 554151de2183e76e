"""Changes to a table: what is not changed stays byte for byte, and what is done can be undone to the byte."""

import re

import pytest
from glossary_rows import add_row, change_row, remove_row
from hypothesis import given
from hypothesis import strategies as st

from glossaries import GlossaryError
from glossaries.editing import (
    Change,
    Table,
    apply,
    change_of,
    check_table,
    drop_columns,
    read_table,
)
from glossaries.formats.rows import COLUMNS, Row
from glossaries.formats.tsv import read_terms, write_terms

TABLE = (
    '# house words\nid\tja\ten\tdeprecated\tnote\n\n# places\nkyiv\tキーウ\tKyiv\t キエフ | キイフ \t"say ""Kyiv"""\n'
    "\t\t\t\t\n# others\ndog\t犬\tdog\t\t\n\n# end\n"
)


def table(text: str = TABLE, mark: bytes = b"") -> Table:
    return read_table(mark + text.encode(), "house.tsv")


def text(table: Table) -> str:
    return bytes(table).decode()


def test_a_row_is_added_below_the_last_one() -> None:
    new = add_row(table(), {"id": "cat", "ja": "猫", "note": '"so"'})
    assert text(new) == TABLE.replace("dog\t\t\n", 'dog\t\t\ncat\t猫\t\t\t"""so"""\n')
    assert [term.id for term in check_table(new)] == ["kyiv", "dog", "cat"]
    assert text(remove_row(new, "cat")) == TABLE


def test_a_row_is_added_below_another() -> None:
    new = add_row(table(), {"id": "lviv", "ja": "リビウ"}, "kyiv")
    assert text(new).index("lviv") < text(new).index("\t\t\t\t\n")
    assert text(remove_row(new, "lviv")) == TABLE


def test_a_cell_is_changed_and_no_other() -> None:
    assert text(change_row(table(), "kyiv", {"en": "Kyjiv"})) == TABLE.replace("\tKyiv\t", "\tKyjiv\t")
    assert text(change_row(table(), "kyiv", {"note": ""})) == TABLE.replace('"say ""Kyiv"""', "")
    assert text(change_row(table(), "kyiv", {"en": "Kyiv"})) == TABLE


def test_columns_come_at_the_end() -> None:
    new = change_row(table(), "dog", {"type": "term", "reading": "いぬ"})
    lines = text(new).split("\n")
    assert lines[1] == "id\tja\ten\tdeprecated\tnote\treading\ttype"
    assert lines[7] == "dog\t犬\tdog\t\t\tいぬ\tterm"
    assert lines[4].endswith('"say ""Kyiv"""\t\t') and lines[5] == "\t\t\t\t" and lines[9] == "# end"
    back = change_row(new, "dog", {"type": "", "reading": ""})
    assert text(drop_columns(back, ("reading", "type", "en"))) == TABLE


def test_an_empty_file_is_a_table_with_all_columns() -> None:
    assert bytes(add_row(table(""), {"id": "dog", "ja": "犬"})) == write_terms(
        read_terms(b"id\tja\ndog\t\xe7\x8a\xac", "")
    )


REFUSED = [
    ("add", {"id": "dog", "ja": "狗"}, "has a row 'dog' already, in line 8"),
    ("change", {"id": "dgo", "ja": "狗"}, "no row 'dgo': did you mean dog?"),
    ("remove", {"id": "cat"}, "no row 'cat'"),
    ("after", {"id": "cat", "ja": "猫"}, "no row 'cats'"),
]


@pytest.mark.parametrize(("what", "cells", "says"), REFUSED)
def test_refused(what: str, cells: Row, says: str) -> None:
    with pytest.raises(GlossaryError, match=says):
        match what:
            case "add":
                add_row(table(), cells)
            case "after":
                add_row(table(), cells, "cats")
            case "change":
                change_row(table(), cells["id"], cells)
            case _:
                remove_row(table(), cells["id"])


def test_what_would_not_load_is_noticed() -> None:
    with pytest.raises(GlossaryError, match=r"house.tsv, line 9, column ja .*'犬' stands in line 8 too"):
        check_table(add_row(table(), {"id": "hound", "ja": "犬"}))
    with pytest.raises(GlossaryError, match="must stay as it is"):
        check_table(change_row(table(), "kyiv", {"specs": "首都キエフ"}))


def test_a_row_never_becomes_a_remark_or_two_rows() -> None:
    first = table("ja\tid\n犬\tdog\n")
    new = change_row(first, "dog", {"ja": '#1 "best"'})
    assert text(new) == 'ja\tid\n"#1 ""best"""\tdog\n'
    assert new.rows == {"dog": {"id": "dog", "ja": '#1 "best"'}}
    for cell in ("a\nb", "a\tb", "a\r"):
        with pytest.raises(GlossaryError, match="row 'dog', column ja.*tab or a line break"):
            change_row(first, "dog", {"ja": cell})


def test_a_row_that_was_changed_meanwhile_is_not_overwritten() -> None:
    seen = table()
    mine = change_of(seen, "kyiv", {"en": "Kyjiv"})
    now = change_row(seen, "kyiv", {"en": "Kiyv"})
    with pytest.raises(GlossaryError, match="'kyiv' was changed meanwhile: it has 'Kiyv' where 'Kyiv'"):
        apply(now, [mine])
    with pytest.raises(GlossaryError, match="changed meanwhile"):
        apply(now, [Change("kyiv", seen.rows["kyiv"], None)])
    other = change_row(seen, "kyiv", {"note": "another cell"})
    assert apply(other, [mine])[0].rows["kyiv"]["en"] == "Kyjiv"


@pytest.mark.parametrize(
    "data", [b"id\tja\na\t\xe7\x8a\xac\tx\n", b"# only\n", b"id\tja\na\tb\na\tc\n", b"id\tja\n\tb\n"]
)
def test_a_broken_table_is_not_touched(data: bytes) -> None:
    with pytest.raises(GlossaryError, match="^house.tsv"):
        read_table(data, "house.tsv")


CELL = st.text('ab犬キ"|#→, \u3000é😀\ufeff\u2028\x0b\x85\u200b', max_size=6)
SAFE = CELL.map(lambda cell: re.sub(r'^[\s"]+', "", cell).rstrip())
QUOTED = SAFE.map(lambda cell: '"' + cell.replace('"', '""') + '"')
BETWEEN = st.sampled_from(["", "# remark", "#", "\t\t", "  "])
IDS = [f"row-{n}" for n in range(6)]


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Tables as people and spreadsheets leave them: remarks, empty rows, quotation marks, spaces, any line end."""
    columns = draw(
        st.permutations(["id", "ja", *draw(st.lists(st.sampled_from(COLUMNS[2:]), unique=True, max_size=3))])
    )
    spare = draw(st.sampled_from(["", "\t", "\t\t"]))
    lines = [
        *draw(st.lists(BETWEEN.filter(lambda line: line.strip(" \t") == line), max_size=2)),
        "\t".join(columns) + spare,
    ]
    for name in draw(st.lists(st.sampled_from(IDS), unique=True)):
        written = st.one_of(SAFE, QUOTED, SAFE.map(lambda cell: f" {cell} "))
        cells = [name if column == "id" else draw(written) for column in columns]
        line = "\t".join(cells)
        if not line.startswith("#"):
            lines.append(line + draw(st.sampled_from([spare, ""])))
        lines += draw(st.lists(BETWEEN, max_size=1))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return mark + (end.join(lines) + draw(st.sampled_from([end, ""]))).encode()


ROWS = st.dictionaries(st.sampled_from(COLUMNS[1:]), SAFE.map(str.strip).filter(bool), max_size=4)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Table, list[Change]]:
    """A table and changes of it, each of another row."""
    old = read_table(draw(tables()), "t.tsv")
    changes = []
    for name in draw(st.lists(st.sampled_from(IDS), unique=True, max_size=4)):
        cells = draw(ROWS)
        if name not in old.rows:
            changes.append(Change(name, None, {"id": name, **cells}))
        elif draw(st.booleans()):
            changes.append(Change(name, old.rows[name], None))
        else:
            changes.append(
                change_of(old, name, {column: draw(st.sampled_from([cell, ""])) for column, cell in cells.items()})
            )
    return old, changes


@given(tables())
def test_reading_gives_the_bytes_back(data: bytes) -> None:
    assert bytes(read_table(data, "t.tsv")) == data


@given(edits())
def test_changes_are_made_and_undone_to_the_byte(edit: tuple[Table, list[Change]]) -> None:
    old, changes = edit
    new, done = apply(old, changes)
    rows = {name: dict(row) for name, row in old.rows.items()}
    for change in changes:
        row = rows.pop(change.id, {})
        if change.after is not None:
            rows[change.id] = {column: cell for column, cell in (row | change.after).items() if cell}
    assert new.rows == rows
    added = [column for column in new.header if column not in old.header]
    assert new.header == (*old.header, *added)
    back, redone = apply(new, [change.inverse() for change in done])
    assert bytes(drop_columns(back, added)) == bytes(old)
    assert bytes(apply(drop_columns(back, added), [change.inverse() for change in redone])[0]) == bytes(new)


@given(edits())
def test_all_other_lines_stay(edit: tuple[Table, list[Change]]) -> None:
    old, changes = edit
    new, _ = apply(old, changes)
    if new.header != old.header:
        return
    touched = {change.id for change in changes}
    others = [line.rstrip("\r") for n, line in enumerate(old.lines) if n not in {old.places.get(id) for id in touched}]
    kept = [line.rstrip("\r") for n, line in enumerate(new.lines) if n not in {new.places.get(id) for id in touched}]
    assert kept == others
