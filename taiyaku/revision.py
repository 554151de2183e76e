"""What edits that come back bring into an edition; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleantext.files import FileProblem, read_bytes
from glossaries import Glossary
from translate import Segment, check_segment
from translate.inputs import INPUTS, Returned, read_rows, tidy
from translate.inputs.merging import Edit, Merged, Take, merge
from translate.kept import Kept
from translate.outputs.remarks import COMMENT
from translate.segment import Flag

from .keeping import holds_edits, present

PERSON = "person"
"""The origin of English that a person has written."""
NOT_TRANSLATED = ("missing", "omitted", "added")
"""Statuses of rows whose two sides do not say the same: no pair for a memory, and nothing to check."""


class Edited(NamedTuple):
    """A file that comes back."""

    path: Path
    returned: Returned


class Revision(NamedTuple):
    """What files bring into one edition of a folder.

    changed  the segments as they were and as they are to be, in order.
    unnamed  files of the edition in the folder that hold edits of their own and were not named.
    """

    stem: str
    kept: Kept
    merged: Merged
    changed: tuple[tuple[Segment, Segment], ...]
    unnamed: tuple[Path, ...]
    edited: tuple[Edited, ...]


def read_edited(path: Path) -> Edited:
    """A file that comes back. Raises FileProblem."""
    return Edited(path, read_rows(read_bytes(path), str(path)))


def edition_of(edited: Edited, editions: dict[str, Kept]) -> str:
    """Which edition a file belongs to: the one that has most of its rows under the same ids, then most of its Japanese;
    of several, as its name says.

    Raises FileProblem where it has nothing of any.
    """
    rows = edited.returned.rows
    named = {row.id: tidy(row.source) for row in rows if row.id and row.source}
    ids = {row.id for row in rows if row.id and row.source is None}
    sources = {tidy(row.source) for row in rows if row.source}
    shares = {}
    for stem, kept in editions.items():
        theirs = {segment.id: tidy(segment.source) for segment in kept.edition.segments}
        there = len(sources & set(theirs.values())) + len(ids & theirs.keys())
        shares[stem] = (len(named.items() & theirs.items()), there)
    most = max(shares.values())
    if not most[1]:
        known = ", ".join(editions)
        raise FileProblem(f"{edited.path}: holds no sentence of the edition kept there ({known}); check -o")
    best = [stem for stem, share in shares.items() if share == most]
    called = [stem for stem in best if _is_called(edited.path.name, stem)]
    if len(best) > 1 and not called:
        raise FileProblem(f"{edited.path}: may be of {' or '.join(best)}; begin its name with one of them")
    return max(called or best, key=len)


def _is_called(name: str, stem: str) -> bool:
    """Whether the name of a file begins with that of an edition, as a word: 記事.back.tsv, not back.tsv with b."""
    return name.startswith(stem) and not name[len(stem) :][:1].isalnum()


def plan(
    folder: Path, stem: str, kept: Kept, edited: Sequence[Edited], glossary: Glossary | None, take: Take | None
) -> Revision:
    """What files bring into an edition; nothing is written."""
    merged = merge(kept, [(each.path.name, each.returned) for each in edited], take)
    named = {each.path.resolve() for each in edited}
    unnamed = tuple(
        path
        for name, path in present(folder, stem)
        if name in INPUTS and path.resolve() not in named and holds_edits(kept, path, merged)
    )
    changed = tuple(
        (segment, revised(segment, merged.edits[segment.id], glossary))
        for segment in kept.edition.segments
        if segment.id in merged.edits
    )
    return Revision(stem, kept, merged, changed, unnamed, tuple(edited))


def revised(segment: Segment, edit: Edit, glossary: Glossary | None) -> Segment:
    """A segment with an edit: approved where its English is new, unless the file says otherwise; checked again."""
    flags = segment.flags
    target = segment.target if edit.target is None else edit.target
    if edit.target is not None and segment.status not in NOT_TRANSLATED:
        found = check_segment(segment.source, target, glossary) if segment.source.strip() else []
        flags = (*found, *(flag for flag in flags if flag.name == COMMENT))
    flags = (*flags, *(Flag(COMMENT, text, "info") for text in edit.comments))
    status = edit.status
    if status is None and edit.target is not None:
        status = "approved" if target.strip() else "flagged"
    origin = PERSON if edit.target is not None else segment.origin
    return replace(segment, target=target, status=status or segment.status, flags=flags, origin=origin)
