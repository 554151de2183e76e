"""XLIFF 2.0 (and later) as programs write it back: reordered, indented, segmented anew, with codes and marks."""

from __future__ import annotations

from typing import Any

from translate.outputs.xliff2 import STATES

from .markup import child, children, descendants, local, parse, text_in
from .rows import Returned, Row, revision_of

OWN = ("flag", "score", "about", "revision", "attribute")
"""Categories of the notes that are the program's own."""
_ORDER = ("initial", "translated", "reviewed", "final")


def read(data: bytes, name: str) -> Returned:
    """The units of a file. Raises FileProblem."""
    root = parse(data, name, "xliff")
    revision = None
    for file in children(root, "file"):
        for note in _notes(file):
            if note.get("category") == "revision" and revision is None:
                revision = revision_of(note.text or "")
    return Returned(tuple(_row(unit) for unit in descendants(root, "unit")), revision)


def _notes(element: Any) -> list[Any]:
    notes = child(element, "notes")
    return [] if notes is None else list(children(notes, "note"))


def _row(unit: Any) -> Row:
    """A unit; where it has several segments by now, they are put together again, the English in its own order."""
    id = unit.get("name") or unit.get("id", "")
    parts = [each for each in unit if local(each) in ("segment", "ignorable")]
    source = "".join(_text(child(part, "source")) for part in parts)
    ordered = sorted(range(len(parts)), key=lambda place: _place(child(parts[place], "target"), place + 1))
    target = "".join(_text(child(parts[place], "target")) for place in ordered)
    segments = [part for part in parts if local(part) == "segment"]
    state = min((part.get("state", "initial") for part in segments), key=_rank, default="")
    own = segments[0].get("subState", "") if len(segments) == 1 else ""
    notes = [note.text or "" for note in _notes(unit) if note.get("category") not in OWN]
    for mark in descendants(unit, "mrk"):
        if mark.get("type") == "comment" and mark.get("value"):
            notes.append(mark.get("value"))
    return Row(id, source, target, status_of(state, own.removeprefix("taiyaku:"), target), tuple(notes), f"unit {id}")


def _text(element: Any) -> str:
    return text_in(element, (), _sign)


def _sign(element: Any) -> str:
    """The character that an element `cp` stands for, in hexadecimal."""
    try:
        return chr(int(element.get("hex", ""), 16)) if local(element) == "cp" else ""
    except (ValueError, OverflowError):
        return "\ufffd"


def _place(target: Any, usual: int) -> int:
    order = "" if target is None else target.get("order", "")
    return int(order) if order.isdecimal() else usual


def _rank(state: str) -> int:
    return _ORDER.index(state) if state in _ORDER else 0


def status_of(state: str, own: str, text: str) -> str:
    """The status of a unit; "" where its state only says how far another program has come.

    >>> [status_of("reviewed", "flagged", "a"), status_of("translated", "flagged", "a")]
    ['approved', 'flagged']
    >>> [status_of("translated", "approved", "a"), status_of("initial", "approved", "a")]
    ['', 'flagged']
    """
    if state in ("reviewed", "final"):
        return "approved"
    if own == "approved":
        return "flagged" if state == "initial" and text.strip() else ""
    return own if STATES.get(own, "translated") == state else ""
