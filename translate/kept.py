"""An edition as it is kept between two revisions: its state now, and what every row said before.

The file is that of `translate.outputs.jsonl` with one more line for each thing that a row said earlier:

    {"history": "s0004", "until": 0, "en": …, "status": …, "flags": […]}

`until` is the last revision in which the row said that. So an edit that comes back, in a file written from revision 0,
is compared with what the row said then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from cleantext.files import FileProblem
from translate.inputs.jsonl import built, read_edition, records
from translate.inputs.rows import tidy
from translate.outputs.edition import Edition
from translate.outputs.jsonl import line, plain, render
from translate.segment import Flag, Segment, Status


class Version(NamedTuple):
    """What a row said in the revisions up to `until`."""

    until: int
    target: str
    status: Status
    flags: tuple[Flag, ...]


class Kept(NamedTuple):
    """An edition with the history of its rows, by the ids of its segments; the oldest version comes first."""

    edition: Edition
    history: dict[str, tuple[Version, ...]]

    def at(self, segment: Segment, revision: int) -> Version:
        """What a segment of this edition said in a revision."""
        versions = self.history.get(segment.id, ())
        return next((version for version in versions if revision <= version.until), now(segment, self.edition.revision))

    def since(self, segment: Segment) -> int:
        """The revision from which on the segment says what it says now."""
        versions = self.history.get(segment.id, ())
        return versions[-1].until + 1 if versions else 0


def now(segment: Segment, revision: int) -> Version:
    """What a segment says."""
    return Version(revision, segment.target, segment.status, segment.flags)


def write_kept(kept: Kept) -> bytes:
    """The file of an edition that is kept."""
    lines = [render(kept.edition)]
    for segment in kept.edition.segments:
        for version in kept.history.get(segment.id, ()):
            record = {"history": segment.id, "until": version.until, "en": version.target, "status": version.status}
            lines.append(line({**record, "flags": plain(version.flags)}))
    return b"".join(lines)


def read_kept(data: bytes, name: str) -> Kept:
    """The edition that a file keeps. Raises FileProblem."""
    edition = read_edition(data, name)
    history: dict[str, tuple[Version, ...]] = {}
    for number, record in records(data, name):
        if "history" in record:
            try:
                version = built(Version, {**record, "target": record.get("en")})
            except (TypeError, ValueError, KeyError) as error:
                raise FileProblem(f"{name}, line {number}: is no history ({error})") from None
            history[record["history"]] = (*history.get(record["history"], ()), version)
    return Kept(edition, history)


def renewed(old: Kept | None, edition: Edition) -> Kept:
    """A new state of an edition after an old one: the next revision, with the history of the rows that are still there.

    A row is still there where id and Japanese are. Where nothing is new, the old state, in the words of the new.
    Each segment is given the revision since which it says what it says.
    """
    if old is None:
        fresh = tuple(replace(segment, revision=0) for segment in edition.segments)
        return Kept(replace(edition, segments=fresh, revision=0), {})
    before = {segment.id: segment for segment in old.edition.segments}
    history: dict[str, tuple[Version, ...]] = {}
    segments: list[Segment] = []
    coming = old.edition.revision + 1
    changed = len(before) != len(edition.segments)
    for segment in edition.segments:
        past = before.get(segment.id)
        if past is None or tidy(past.source) != tidy(segment.source):
            changed = True
            segments.append(replace(segment, revision=coming))
            continue
        versions, since = old.history.get(segment.id, ()), max(past.revision, old.since(past))
        if (past.target, past.status, past.flags) != (segment.target, segment.status, segment.flags):
            versions = (*versions, now(past, old.edition.revision))
            changed, since = True, coming
        segments.append(replace(segment, revision=since))
        if versions:
            history[segment.id] = versions
    return Kept(replace(edition, segments=tuple(segments), revision=old.edition.revision + changed), history)
