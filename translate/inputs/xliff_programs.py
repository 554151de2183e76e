"""What translation programs say of a unit in namespaces of their own beside XLIFF 1.2: how far it is, comments.

Trados Studio (`.sdlxliff`) writes the level of a segment in `sdl:seg/@conf` and comments in the head of the file, to
which marks refer; memoQ (`.mqxliff`) both in the unit; Okapi and others comments as attributes of ITS on marks.
A translator's own confirmation is no approval: programs give it to English that came with the file, too.
Sources: Trados Studio file type SDK, confirmation levels; memoQ help, row status; W3C ITS 2.0 in XLIFF 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .markup import child, children, descendants, local

LEVELS = {
    "ApprovedTranslation": "approved",
    "ApprovedSignOff": "approved",
    "RejectedTranslation": "flagged",
    "RejectedSignOff": "flagged",
    "Reviewer1Confirmed": "approved",
    "ConfirmedReviewer1": "approved",
    "ConfirmedReviewer2": "approved",
    "Proofread": "approved",
    "Rejected": "flagged",
}
"""Level of Trados or memoQ → status; all others say nothing of it."""


def status_in(unit: Any) -> str:
    """The status that a program gives a unit in its own words, "" where it gives none.

    Of several segments all must be approved; one that is rejected makes the unit flagged.
    """
    said = [value for key, value in unit.items() if key.rpartition("}")[2] == "status"]
    said += [segment.get("conf", "") for part in children(unit, "seg-defs") for segment in children(part, "seg")]
    found = {LEVELS.get(level, "") for level in said}
    return "flagged" if "flagged" in found else "approved" if found == {"approved"} else ""


def comments_in(unit: Any, known: Mapping[str, list[str]]) -> Iterator[str]:
    """What people have said of a unit or of words in it.

    known  the comments in the head of the file, by their ids.
    """
    for part in children(unit, "comments"):
        for comment in children(part, "comment"):
            if comment.get("deleted", "").lower() != "true" and (comment.text or "").strip():
                yield comment.text
    ids = (each.get("id", "") for each in children(unit, "cmt"))
    target = child(unit, "target")
    for mark in descendants(target, "mrk") if target is not None else ():
        for key, value in mark.items():
            name = key.rpartition("}")[2]
            if name in ("comment", "locQualityIssueComment") and value.strip():
                yield value
            elif name == "cid":
                yield from known.get(value, ())
    for id in ids:
        yield from known.get(id, ())


def comments_of_file(root: Any) -> dict[str, list[str]]:
    """The comments in the head of a file, by the ids that marks name."""
    found: dict[str, list[str]] = {}
    for part in children(root, "doc-info"):
        for each in descendants(part, "cmt-def"):
            texts = (comment.text or "" for comment in each.iter() if local(comment) == "Comment")
            found[each.get("id", "")] = [text for text in texts if text.strip()]
    return found
