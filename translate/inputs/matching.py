"""Which row of a file is which segment: by id, checked by the Japanese; without ids by the Japanese and its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from translate.segment import Segment

from .rows import Row, bare, is_lost, same, tidy


class Match(NamedTuple):
    """A row and its segment."""

    segment: Segment
    row: Row


class Problem(NamedTuple):
    """A row that belongs nowhere for certain; `segment` is the one it may be meant for, or None."""

    message: str
    row: Row
    segment: Segment | None = None


class Matched(NamedTuple):
    """What belongs together, what is not clear, how many rows are of other texts, and which segments were seen."""

    matches: list[Match]
    problems: list[Problem]
    others: int
    seen: set[str]


def match_rows(segments: Sequence[Segment], rows: Sequence[Row]) -> Matched:
    """Each row with its segment.

    A row whose id is none of the edition's is a problem where other rows have such ids; in a file of another program,
    which has none, rows of other texts are only counted.
    """
    by_id = {tidy(segment.id): segment for segment in segments}
    matches: list[Match] = []
    problems: list[Problem] = []
    seen: dict[str, Row] = {}
    loose: list[Row] = []
    for row in rows:
        segment = by_id.get(tidy(row.id)) if row.id else None
        if segment is None:
            loose.append(row)
            continue
        before = seen.setdefault(segment.id, row)
        if before is not row:
            if (tidy(before.target), before.status) != (tidy(row.target), row.status) or before.source != row.source:
                problems.append(Problem(f"the id {segment.id} is there twice (also {before.place})", row, segment))
        elif row.source is not None and not (same(row.source, segment.source) or is_lost(segment.source, row.source)):
            problems.append(Problem(f"the Japanese is another there: {tidy(row.source)}", row, segment))
        else:
            matches.append(Match(segment, row))
    ids_are_ours = bool(seen)
    left = [segment for segment in segments if segment.id not in seen]
    around = {
        segment.id: (bare(before.source) if before else "", bare(after.source) if after else "")
        for before, segment, after in zip([None, *segments], segments, [*segments[1:], None], strict=False)
    }
    by_source = _match_by_source(left, loose, around, matches, problems)
    others = 0
    for row in by_source:
        if row.id and ids_are_ours:
            problems.append(Problem(f"the edition has no row {row.id} with this Japanese", row))
        elif ids_are_ours and row.target.strip():
            problems.append(Problem("the row has no id, and the edition has no such Japanese without one", row))
        else:
            others += 1
    return Matched(matches, problems, others, seen.keys() | {match.segment.id for match in matches})


def _match_by_source(
    segments: Sequence[Segment],
    rows: Sequence[Row],
    around: dict[str, tuple[str, str]],
    matches: list[Match],
    problems: list[Problem],
) -> list[Row]:
    """Match rows by their Japanese; returns those whose Japanese is none of the segments'."""
    places: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        if segment.source.strip():
            places[bare(segment.source)].append(segment)
    found: dict[str, list[Row]] = defaultdict(list)
    unknown = []
    for row in rows:
        source = bare(row.source or "")
        if source in places:
            found[source].append(row)
        else:
            unknown.append(row)
    for source, rows_here in found.items():
        group, here = _match_spots(places[source], rows_here, around, matches, problems)
        if not group or not here:
            continue
        texts = {tidy(row.target) for row in group}
        if len(group) == len(here):
            matches += [Match(segment, row) for segment, row in zip(here, group, strict=True)]
        elif len(texts) == 1 and (len(group) == 1 or len(here) == 1):
            _one_for_all(here, group[0], matches, problems)
        else:
            message = f"the Japanese is there {len(group)} times, in the edition {len(here)} times"
            problems += [Problem(message, row, here[0]) for row in group]
    return unknown


def _match_spots(
    here: list[Segment],
    rows: Sequence[Row],
    around: dict[str, tuple[str, str]],
    matches: list[Match],
    problems: list[Problem],
) -> tuple[list[Row], list[Segment]]:
    """Match the rows that hold in one place alone; returns the other rows, and the segments that are left for them.

    around  the Japanese before and after each segment, by ids.
    """
    left = list(here)
    general = [row for row in rows if row.spot is None]
    for row in rows:
        if row.spot is None:
            continue
        wanted = bare(row.spot.before), bare(row.spot.after)
        meant = [each for each in here if each.id == row.spot.id]
        meant = meant or [each for each in here if any(wanted) and _is_there(wanted, around[each.id])]
        if len(meant) == 1 and meant[0] in left:
            left.remove(meant[0])
            matches.append(Match(meant[0], row))
        elif not meant and not general and len(rows) == len(here) == 1:
            general.append(row)
        elif meant or not general or not all(wanted):  # else it is of another text
            ids = ", ".join(segment.id for segment in here)
            problems.append(Problem(f"it holds in one place alone, and may be {ids}: which is meant?", row, here[0]))
    return general, left


def _is_there(wanted: tuple[str, str], found: tuple[str, str]) -> bool:
    """Whether a place is the one wanted; what is not said may be anything."""
    return all(not text or text == there for text, there in zip(wanted, found, strict=True))


def _one_for_all(here: Sequence[Segment], row: Row, matches: list[Match], problems: list[Problem]) -> None:
    """A memory has a sentence once that the edition has several times."""
    saying = [segment for segment in here if same(row.target, segment.target)]
    if len({segment.target for segment in here}) == 1:
        matches += [Match(segment, row) for segment in here]
    elif saying:
        matches += [Match(segment, row) for segment in saying]
    else:
        ids = ", ".join(segment.id for segment in here)
        problems.append(Problem(f"{ids} have this Japanese with different English: which is meant?", row, here[0]))
