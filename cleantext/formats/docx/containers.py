"""What holds paragraphs or stands round them means to a scanner: tables, boxes, notes, comments, alternatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .layout import Alternate, Container
from .parts import Attributes, value
from .styles import is_on

if TYPE_CHECKING:
    from .scanner import Scanner

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def _box(s: Scanner, attributes: Attributes, at: int) -> None:
    s.boxes += not s.level
    s.kept_fields.append(s.fields)
    s.fields = []
    s.containers.append(Container(_within(s, f"text box {s.boxes}")))


def _box_ends(s: Scanner, at: int) -> None:
    s.fields = s.kept_fields.pop()
    s.containers.pop()


def _within(s: Scanner, what: str) -> str:
    return f"{s.story}, {what}" if s.story else what


def _note(s: Scanner, attributes: Attributes, at: int) -> None:
    if len(s.path) != 2:
        return
    if value(attributes, "type") in _SEPARATORS:
        s.skipped = len(s.path)
        return
    id = value(attributes, "id") or ""
    s.notes += 1
    number = s.numbers.get(id) if s.path[-1] != "comment" else s.notes
    s.story = f"{s.label} {number}" if number else s.label
    s.containers.append(Container(s.story, "note", id))
    if s.path[-1] == "comment":
        s.part.authors[id] = value(attributes, "author") or ""


def _note_ends(s: Scanner, at: int) -> None:
    if len(s.path) == 1:
        s.containers.pop()


def _table(s: Scanner, attributes: Attributes, at: int) -> None:
    s.tables += not s.level
    s.rows.append([s.tables, 0, 0])


def _table_ends(s: Scanner, at: int) -> None:
    s.rows.pop()


def _row(s: Scanner, attributes: Attributes, at: int) -> None:
    if s.rows:
        s.rows[-1][1:] = [s.rows[-1][1] + 1, 0]


def _cell(s: Scanner, attributes: Attributes, at: int) -> None:
    table, row, cell = s.rows[-1] if s.rows else (0, 0, 0)
    if s.rows:
        s.rows[-1][2] = cell + 1
    s.containers.append(Container(_within(s, f"table {table}, row {row}, cell {cell + 1}"), "cell"))


def _cell_ends(s: Scanner, at: int) -> None:
    s.containers.pop()


def _control(s: Scanner, attributes: Attributes, at: int) -> None:
    s.controls.append(False)


def _control_ends(s: Scanner, at: int) -> None:
    s.controls.pop()


def _bound(s: Scanner, attributes: Attributes, at: int) -> None:
    """A content control whose text is not the writer's: a placeholder, a choice, data from elsewhere, locked."""
    if s.path[-3:-1] == ["sdt", "sdtPr"] and (s.path[-1] != "lock" or "ontent" in (value(attributes) or "")):
        s.controls[-1] = True


def _reference(s: Scanner, attributes: Attributes, at: int) -> None:
    """A reference to a note, a header or a footer: the order in which Word shows them."""
    kind = s.path[-1].removesuffix("Reference")
    id = next((id for name, id in attributes.items() if name.endswith("}id")), "")
    custom = value(attributes, "customMarkFollows")
    if not s.level and (custom is None or not is_on(custom)):
        s.part.references.setdefault(kind, []).append(id)


def _range(s: Scanner, attributes: Attributes, at: int) -> None:
    id = value(attributes, "id") or ""
    if id in s.off:
        s.ranged.add(id)
        s.active[id] = s.off[id]


def _range_ends(s: Scanner, attributes: Attributes, at: int) -> None:
    s.active.pop(value(attributes, "id") or "", None)


def _comment_reference(s: Scanner, attributes: Attributes, at: int) -> None:
    """A comment on no range is on its paragraph."""
    id = value(attributes, "id") or ""
    if id in s.off and id not in s.ranged and s.paragraphs:
        s.paragraphs[-1].off |= s.off[id]


def _insertion(s: Scanner, attributes: Attributes, at: int) -> None:
    s.inserted.append(at)


def _insertion_ends(s: Scanner, at: int) -> None:
    s.inserted.pop()


def _alternate(s: Scanner, attributes: Attributes, at: int) -> None:
    s.alternates.append(Alternate())


def _alternate_ends(s: Scanner, at: int) -> None:
    s.alternates.pop()


def _branch(s: Scanner, attributes: Attributes, at: int) -> None:
    if s.path[-2:-1] == ["alternate"]:
        s.alternates[-1].low = len(s.part.texts)
        s.level += s.alternates[-1].branches > 0


def _branch_ends(s: Scanner, at: int) -> None:
    """The first branch is the text; those after it are copies for other programs, and follow it where they equal it."""
    if s.path[-1:] != ["alternate"]:
        return
    alternate, texts = s.alternates[-1], s.part.texts
    found = [i for i in range(alternate.low, len(texts)) if s.levels[i] == s.level]
    if not alternate.branches:
        alternate.first = found
    else:
        s.level -= 1
        if _contents(s, found) == _contents(s, alternate.first):
            for original, copy in zip(alternate.first, found, strict=True):
                s.part.copies.setdefault(original, []).append(copy)
    alternate.branches += 1


def _contents(s: Scanner, indexes: list[int]) -> list[bytes]:
    return [s.part.data[s.part.texts[i].body : s.part.texts[i].end] for i in indexes]


STARTS: dict[str, Callable[[Scanner, Attributes, int], None]] = {
    "txbxContent": _box,
    **dict.fromkeys(("footnote", "endnote", "comment"), _note),
    "tbl": _table,
    "tr": _row,
    "tc": _cell,
    "sdt": _control,
    **dict.fromkeys(("showingPlcHdr", "dataBinding", "lock", "dropDownList", "comboBox", "date"), _bound),
    **dict.fromkeys(("footnoteReference", "endnoteReference", "headerReference", "footerReference"), _reference),
    "commentRangeStart": _range,
    "commentRangeEnd": _range_ends,
    "commentReference": _comment_reference,
    "ins": _insertion,
    "alternate": _alternate,
    "branch": _branch,
}

ENDS: dict[str, Callable[[Scanner, int], None]] = {
    "txbxContent": _box_ends,
    **dict.fromkeys(("footnote", "endnote", "comment"), _note_ends),
    "tbl": _table_ends,
    "tc": _cell_ends,
    "sdt": _control_ends,
    "ins": _insertion_ends,
    "alternate": _alternate_ends,
    "branch": _branch_ends,
}
