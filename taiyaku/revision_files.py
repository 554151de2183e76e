"""What edits that came back change in a folder: every file of the editions and of their books, reports, the memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleantext.characters import has_japanese
from cleantext.files import FileProblem, read_bytes, write_atomic
from glossaries import Glossary
from translate import Memory, Segment, Unit
from translate.kept import Kept, renewed, write_kept
from translate.memory import STATUSES as MEMORY_STATUSES
from translate.outputs import Edition, render

from .books import book_edition, books_of, files_of
from .keeping import path_of, present, save_copy
from .revision import NOT_TRANSLATED, Revision
from .run_report import report_json, report_markdown, revised_report


class Written(NamedTuple):
    """What a revision has done.

    paths      the files written, in order.
    withdrawn  how many pairs were taken out of the memory.
    problems   sentences on what could not be written anew.
    """

    paths: tuple[Path, ...]
    withdrawn: int
    problems: tuple[str, ...]


class _File(NamedTuple):
    """A file to be written: its new bytes; and those it has where no other hand has changed it, None for reports."""

    path: Path
    data: bytes
    before: bytes | None
    revision: int


def write_revisions(
    folder: Path, revisions: Sequence[Revision], editions: Mapping[str, Kept], glossary: Glossary | None, memory: Memory
) -> Written:
    """Write every file of the revised editions that is in the folder anew, and the books of which they are chapters.

    editions  all that are kept in the folder, by name, as they were. Nothing new writes nothing.

    What was in a file that other hands have changed is kept in .taiyaku/edited. The states of the editions are
    written last: a run that is stopped can be repeated. Raises FileProblem.
    """
    changed = [revision for revision in revisions if revision.changed]
    new = {**editions, **{revision.stem: _revised(revision) for revision in changed}}
    files = [file for revision in changed for file in _files(folder, revision, new[revision.stem], glossary)]
    books, problems = _book_files(folder, changed, editions, new)
    files += books
    withdrawn = memory.withdraw(_withdrawn(changed, new))
    for revision in changed:
        memory.approve(_approved(revision))
    for path, data, before, number in files:
        if before is not None and read_bytes(path) not in (before, data):
            save_copy(folder, path, number)
        write_atomic(path, data)
    for revision in changed:
        write_atomic(path_of(folder, revision.stem), write_kept(new[revision.stem]))
    return Written(tuple(file.path for file in files), withdrawn, tuple(problems))


def _revised(revision: Revision) -> Kept:
    """The state of an edition after its edits."""
    new = {old.id: segment for old, segment in revision.changed}
    old = revision.kept.edition
    segments = tuple(new.get(segment.id, segment) for segment in old.segments)
    return renewed(revision.kept, replace(old, segments=segments, title_en=_title(old, segments)))


def _title(edition: Edition, segments: tuple[Segment, ...]) -> str:
    """The English title, which goes with the heading it was taken from."""
    for old, new in zip(edition.segments, segments, strict=True):
        if old.kind == "heading" and old.source == edition.title_ja and old.target == edition.title_en:
            return new.target
    return edition.title_en


def _files(folder: Path, revision: Revision, kept: Kept, glossary: Glossary | None) -> Iterator[_File]:
    number, old = kept.edition.revision, revision.kept.edition
    for name, path in present(folder, revision.stem):
        yield _File(path, render(name, kept.edition), render(name, old), number)
    path = folder / f"{revision.stem}.report.json"
    if path.is_file():
        try:
            report = revised_report(json.loads(read_bytes(path)), kept.edition.segments, glossary, number)
            people = report_markdown(report)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise FileProblem(f"{path}: is no report of a run ({error}); move it away") from None
        yield _File(path, report_json(report), None, number)
        if (shown := path.with_suffix(".md")).is_file():
            yield _File(shown, people, None, number)
    path = folder / f"{revision.stem}.beads.jsonl"
    if path.is_file():
        yield _File(path, _beads(path, {segment.id: segment.status for segment in kept.edition.segments}), None, number)


def _beads(path: Path, statuses: Mapping[str, str]) -> bytes:
    """The beads of an alignment, with the statuses that their rows have now."""
    try:
        rows = [json.loads(line) for line in read_bytes(path).splitlines()]
        new = [{**row, "status": statuses.get(row["id"], row["status"])} for row in rows]
    except (TypeError, ValueError, KeyError) as error:
        raise FileProblem(f"{path}: holds no beads ({error}); move it away") from None
    return "".join(json.dumps(row) + "\n" for row in new).encode()


def _book_files(
    folder: Path, changed: Sequence[Revision], before: Mapping[str, Kept], after: Mapping[str, Kept]
) -> tuple[list[_File], list[str]]:
    """The files of the books that hold a revised edition, each once; and what cannot be made."""
    files: dict[Path, _File] = {}
    problems: dict[str, None] = {}
    for revision in changed:
        books, gone = books_of(folder, revision.stem, before)
        problems.update(dict.fromkeys(gone))
        for book in books:
            old, new = (book_edition(book, [kept[part].edition for part in book.parts]) for kept in (before, after))
            number = max(after[part].edition.revision for part in book.parts)
            for name, path in files_of(folder, book):
                if path not in files:
                    files[path] = _File(path, render(name, new), render(name, old), number)
    return list(files.values()), list(problems)


def _approved(revision: Revision) -> list[Unit]:
    """The pairs that people have approved now, for a memory; of several with the same Japanese the last.

    What an attribute says (送る on a button) gives way to the text.
    """
    pairs = (
        Unit(new.source, new.target, revision.merged.edits[new.id].origin)
        for old, new in sorted(revision.changed, key=lambda pair: pair[1].kind != "attribute")
        if new.status == "approved"
        and old.status not in NOT_TRANSLATED
        and new.target.strip()
        and has_japanese(new.source)
    )
    return list({unit.source: unit for unit in pairs}.values())


def _withdrawn(changed: Sequence[Revision], editions: Mapping[str, Kept]) -> list[Unit]:
    """The pairs whose approval was taken back, and which no other row of the folder has approved."""
    gone = {
        (old.source, old.target)
        for revision in changed
        for old, new in revision.changed
        if old.status in MEMORY_STATUSES and new.status not in MEMORY_STATUSES
    }
    good = {
        (segment.source, segment.target)
        for kept in editions.values()
        for segment in kept.edition.segments
        if segment.status in MEMORY_STATUSES
    }
    return [Unit(*pair) for pair in sorted(gone - good)]
