"""XLIFF 1.2 (and 1.0, 1.1) as programs write it back: reordered, indented, with codes and marks in the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from translate.outputs.xliff import REVIEW, STATES

from .markup import child, children, descendants, parse, text_in
from .rows import Returned, Row, revision_of
from .xliff_programs import comments_in, comments_of_file, status_in

CODE = ("bpt", "ept", "ph", "it", "sub", "x", "bx", "ex")
OWN = ("taiyaku", "glossary")
"""Who sends the notes that are the program's own."""
_FINAL = ("final", "signed-off")


def read(data: bytes, name: str) -> Returned:
    """The units of a file. Raises FileProblem."""
    root = parse(data, name, "xliff")
    file = child(root, "file")
    revision = None if file is None else revision_of(file.get("build-num", ""))
    said = comments_of_file(root)
    return Returned(tuple(_row(unit, said) for unit in descendants(root, "trans-unit")), revision)


def _row(unit: Any, said: Mapping[str, list[str]]) -> Row:
    target = child(unit, "target")
    id = unit.get("id", "")
    notes = [note.text or "" for note in children(unit, "note") if note.get("from") not in OWN]
    notes += comments_in(unit, said)
    state, qualifier = ("", "") if target is None else (target.get("state", ""), target.get("state-qualifier", ""))
    source, text = text_in(child(unit, "source"), CODE), text_in(target, CODE)
    own = qualifier.removeprefix("x-")
    status = status_in(unit) or status_of(state, own, unit.get("approved", ""), text)
    return Row(id, source, text, status, tuple(notes), f"unit {id}")


def status_of(state: str, own: str, approved: str, text: str) -> str:
    """The status of a unit; "" where its state only says how far another program has come.

    own   the status that we wrote, which holds as long as the state is the one it goes with.
    text  the English: where there is some, and the program no longer calls it approved, it is doubtful.

    >>> [status_of("final", "flagged", "", "a"), status_of("translated", "repaired", "", "a")]
    ['approved', 'repaired']
    >>> status_of("needs-translation", "approved", "no", "a"), status_of("translated", "approved", "", "a")
    ('flagged', '')
    """
    withdrawn = own == "approved" and (approved == "no" or state.startswith(("needs-", "new")))
    if approved == "yes" or state in _FINAL and not withdrawn:
        return "approved"
    if own in STATES and own != "approved" and state in ("", STATES[own]):
        return own
    if own not in STATES and own and state == REVIEW:
        return own
    doubted = withdrawn and text.strip() or state.startswith(("needs-review", "needs-adaptation"))
    return "flagged" if doubted else ""
