"""Edits that come back, brought into an edition: what is new in a file, and what is not clear.

Every row is compared three ways: what it says, what the edition said when the file was written (by the revision that
the file carries), and what the edition says now. Text that only one side has changed is taken; where both have, it is
a conflict. Nothing is guessed: a row whose Japanese is another, an id that is there twice or not at all, two files that
disagree, and text that a program could not save, or took for a date, are conflicts too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from cleantext.characters import has_japanese
from translate.kept import Kept, Version
from translate.outputs.characters import legal
from translate.outputs.remarks import COMMENT, doubt, kinds_of, score_text, term_texts, uses_by_segment
from translate.outputs.tsv import cell
from translate.segment import Segment, Status

from .matching import Match, Problem, match_rows
from .rows import Returned, Row, has_lost, same, tidy

Take = Literal["mine", "theirs"]
_COMPUTED = re.compile(
    r"-?[0-9]+(?:[-/.:][0-9]+)*(?:[-/ ]?[A-Z][a-z]{2}(?:[-/ ][0-9]+)?)?|-?[0-9][0-9.,]*(?:E\+[0-9]+|%)?|"
    r"TRUE|FALSE|True|False|#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!)"
)
"""What Excel and its like write in place of a text that looks to them like a date, a number or a formula."""
STATUSES: tuple[Status, ...] = get_args(Status)


class Edit(NamedTuple):
    """What is new for a segment; None where the English or the status stays."""

    target: str | None = None
    status: Status | None = None
    comments: tuple[str, ...] = ()
    origin: str = ""


class Conflict(NamedTuple):
    """What is not clear. `mine` is what the edition says, `theirs` what files say, with where they say it.

    id       of the segment; "" where the row belongs to none.
    base     what both began with; None where nobody knows.
    """

    id: str
    message: str
    source: str
    mine: str
    theirs: tuple[tuple[str, str], ...]
    base: str | None = None


class Merged(NamedTuple):
    """What comes of files: edits by the ids of segments, conflicts, and remarks for a person to read."""

    edits: dict[str, Edit]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[str, ...]


class _Said(NamedTuple):
    """A row with its segment, and what the segment said in the revision that the file is of.

    table  whether a spreadsheet may have had the file.
    """

    segment: Segment
    row: Row
    where: str
    base: Version
    table: bool


def merge(kept: Kept, files: Sequence[tuple[str, Returned]], take: Take | None = None) -> Merged:
    """What these files, given with their names, bring into an edition.

    take  "mine" leaves all conflicts aside; "theirs" takes the other text where there is just one.
    """
    said: dict[str, list[_Said]] = defaultdict(list)
    conflicts: list[Conflict] = []
    remarks: list[str] = []
    for name, returned in files:
        matched = match_rows(kept.edition.segments, returned.rows)
        revision = file_revision(kept, returned, matched.matches)
        latest = max((row.revision for row in returned.rows if row.revision is not None), default=returned.revision)
        if latest is not None and latest > kept.edition.revision:
            remarks.append(f"{name} is of a later state of the edition than the one kept here")
        copies = 0
        for segment, row in matched.matches:
            if _is_copy(segment, row):
                copies += 1
                row = row._replace(target=segment.target, status="")
            base = _base(kept, segment, row, revision, returned.revision is None)
            said[segment.id].append(_Said(segment, row, f"{name}, {row.place}", base, returned.table))
            if row.status and row.status not in STATUSES:
                remarks.append(f"{name}, {row.place}: {row.status!r} is no status, and is passed over")
        if copies:
            remarks.append(f"{name} has the Japanese in place of English in {copies} rows, which stay as they are")
        conflicts += [_unmatched(kept, problem, name) for problem in matched.problems]
        if matched.others:
            remarks.append(f"{name}: {matched.others} pairs are of other texts")
        absent = [segment.id for segment in kept.edition.segments if segment.id not in matched.seen]
        if absent and not returned.partial:
            shown = ", ".join(absent[:5]) + (f" and {len(absent) - 5} more" if len(absent) > 5 else "")
            remarks.append(f"{name} lacks {len(absent)} rows, which stay as they are: {shown}")
    own = _own_words(kept)
    edits = {}
    for segment in kept.edition.segments:
        edit, found = _edit(segment, said.get(segment.id, []), own[segment.id], take)
        if edit != Edit():
            edits[segment.id] = edit
        conflicts += found
    return Merged(edits, () if take == "mine" else tuple(conflicts), tuple(remarks))


def _is_copy(segment: Segment, row: Row) -> bool:
    """Whether a program has put the Japanese where it had no English, as many do: that is no edit."""
    return same(row.target, segment.source) and not same(row.target, segment.target) and has_japanese(segment.source)


def file_revision(kept: Kept, returned: Returned, matches: Sequence[Match]) -> int:
    """The revision that a file was written from.

    A file that does not say is at least of the latest revision of which it has a text that was new then.
    """
    if returned.revision is not None:
        return min(returned.revision, kept.edition.revision)
    least = 0
    for segment, row in matches:
        if same(row.target, segment.target):
            earlier = {version.target for version in kept.history.get(segment.id, ())}
            if segment.target not in earlier:
                least = max(least, since_text(kept, segment))
    return least


def _base(kept: Kept, segment: Segment, row: Row, revision: int, guessed: bool) -> Version:
    """What a segment said when a file was written: the row knows best, then the file.

    Where that is guessed, a text of long ago is no new edit.
    """
    if row.revision is not None:
        return kept.at(segment, row.revision)
    versions = kept.history.get(segment.id, ()) if guessed else ()
    told = (version for version in versions if same(row.target, version.target))
    return next(told, kept.at(segment, revision))


def since_text(kept: Kept, segment: Segment) -> int:
    """The revision from which on the English of a segment is what it is now."""
    versions = kept.history.get(segment.id, ())
    return max((each.until + 1 for each in versions if tidy(each.target) != tidy(segment.target)), default=0)


def _unmatched(kept: Kept, problem: Problem, name: str) -> Conflict:
    row, segment = problem.row, problem.segment
    mine = segment.target if segment else ""
    source = segment.source if segment else row.source or ""
    id = segment.id if segment else ""
    return Conflict(id, problem.message, source, mine, ((f"{name}, {row.place}", row.target),))


def _edit(segment: Segment, said: Sequence[_Said], own: set[str], take: Take | None) -> tuple[Edit, list[Conflict]]:
    """What files bring for a segment."""
    conflicts: list[Conflict] = []
    target = _target(segment, said, take, conflicts)
    status = _status(segment, said, take, conflicts)
    comments: dict[str, None] = {}
    for each in said:
        for note in each.row.notes:
            new = " ".join(line.strip() for line in tidy_lines(note) if line.strip() not in own)
            if new and new not in own:
                comments[new] = None
    origin = said[0].where.rpartition(",")[0] if said else ""
    edit = Edit(target, status, tuple(comments))
    return (edit if edit == Edit() else edit._replace(origin=origin)), conflicts


def tidy_lines(note: str) -> list[str]:
    """The lines of a note, each as every format can hold it."""
    return [tidy(line) for line in note.splitlines()]


def _target(segment: Segment, said: Sequence[_Said], take: Take | None, conflicts: list[Conflict]) -> str | None:
    mine = segment.target
    edited = [each for each in said if not (same(text := each.row.target, mine) or same(text, each.base.target))]
    texts = {tidy(each.row.target) for each in edited}
    theirs = tuple((each.where, tidy(each.row.target)) for each in edited)
    if not texts:
        return None
    if len(texts) > 1:
        conflicts.append(Conflict(segment.id, "two files disagree", segment.source, segment.target, theirs))
        return None
    text = texts.pop()
    message = ""
    if all(tidy(each.base.target) != tidy(mine) for each in edited):
        message = "the English was changed in the edition as well"
    elif has_lost(segment.target, text):
        message = "letters were lost when the file was saved"
    elif _COMPUTED.fullmatch(text) and all(each.table for each in edited):
        message = "a spreadsheet seems to have made a date, a number or an error of it"
    elif not text:
        message = "the English is empty there"
    if not message or take == "theirs":
        return text
    base = edited[0].base.target
    conflicts.append(Conflict(segment.id, message, segment.source, segment.target, theirs[:1], base))
    return None


def _status(segment: Segment, said: Sequence[_Said], take: Take | None, conflicts: list[Conflict]) -> Status | None:
    new: dict[Status, _Said] = {}
    for each in said:
        status = next((known for known in STATUSES if known == each.row.status), None)
        if status is not None and status not in (segment.status, each.base.status):
            new.setdefault(status, each)
    if not new:
        return None
    theirs = tuple((each.where, status) for status, each in new.items())
    if len(new) > 1:
        conflicts.append(Conflict(segment.id, "two files disagree", segment.source, segment.status, theirs))
        return None
    status, first = new.popitem()
    if first.base.status == segment.status or take == "theirs":
        return status
    message = "the status was changed in the edition as well"
    conflicts.append(Conflict(segment.id, message, segment.source, segment.status, theirs, first.base.status))
    return None


def _own_words(kept: Kept) -> dict[str, set[str]]:
    """All that the files of an edition have ever said of each segment, line by line."""
    uses, kinds = uses_by_segment(kept.edition), kinds_of(kept.edition)
    words: dict[str, set[str]] = {}
    for segment in kept.edition.segments:
        texts = [score_text(segment), kinds.get(segment.block, ""), *term_texts(segment, uses.get(segment.id, []))]
        for flags in (segment.flags, *(version.flags for version in kept.history.get(segment.id, ()))):
            texts += [flag.message if flag.name == COMMENT else doubt(flag) for flag in flags]
        written = [form for text in texts for form in (text, cell(text), legal(text))]
        variants = [variant for text in written for variant in (text, text.replace("|", "｜"))]
        words[segment.id] = {part.strip() for text in variants for part in (tidy(text), *tidy_lines(text))}
    return words
