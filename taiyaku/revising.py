"""Editions in a folder: kept beside their files, and what edits that come back bring into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from glob import escape
from itertools import count
from pathlib import Path
from typing import NamedTuple

import click

from cleantext.files import FileProblem, read_bytes, write_atomic
from cleantext.formats import document_bytes, parse_document
from glossaries import Glossary
from translate import Segment, check_segment
from translate.inputs import INPUTS, Returned, read_rows, tidy
from translate.inputs.merging import Edit, Merged, Take, merge
from translate.kept import Kept, read_kept, renewed, write_kept
from translate.outputs import OUTPUTS, Edition, extension
from translate.outputs.edition import Picture
from translate.outputs.in_source import WRITERS
from translate.outputs.pictures import Unseen, picture_of
from translate.outputs.remarks import COMMENT
from translate.segment import Flag

FOLDER, ENDING, SOURCE, PICTURES = ".taiyaku", ".edition.jsonl", ".source", "pictures"
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


def path_of(folder: Path, stem: str) -> Path:
    """Where the edition of this name is kept."""
    return folder / FOLDER / f"{stem}{ENDING}"


def keep_edition(folder: Path, stem: str, edition: Edition) -> Edition:
    """Keep an edition that a run has made, with the history of one made before; returns it with its revision.

    Its document is kept beside it where an edition may be set in it. A file in the folder with edits that never came
    back is copied, and that is said, for the run may write over it. Raises FileProblem.
    """
    path = path_of(folder, stem)
    old = read_kept(read_bytes(path), str(path)) if path.is_file() else None
    for name, file in present(folder, stem) if old else ():
        if old and name in INPUTS and holds_edits(old, file, Merged({}, (), ())):
            saved = save_copy(folder, file, old.edition.revision)
            click.echo(f"taiyaku: {file} holds edits; they are kept in {saved}: give that to taiyaku revise", err=True)
    kept = renewed(old, edition)
    path.parent.mkdir(parents=True, exist_ok=True)
    for earlier in path.parent.glob(f"{escape(stem)}{SOURCE}.*"):
        earlier.unlink()
    if edition.document is not None and edition.document.format in WRITERS:
        write_atomic(path.with_name(f"{stem}{SOURCE}.{edition.document.format}"), document_bytes(edition.document))
    for picture in edition.pictures:
        place = path.parent / PICTURES / picture.name
        if not place.is_file():
            place.parent.mkdir(exist_ok=True)
            write_atomic(place, picture.data)
    write_atomic(path, write_kept(kept))
    return kept.edition


def editions_in(folder: Path) -> dict[str, Kept]:
    """The editions kept in a folder, by name. Raises FileProblem where there is none."""
    paths = sorted((folder / FOLDER).glob(f"*{ENDING}"))
    if not paths:
        raise FileProblem(f"{folder}: holds no edition; name the folder that translate or bilingual wrote with -o")
    return {path.name.removesuffix(ENDING): _read(path) for path in paths}


def _read(path: Path) -> Kept:
    """An edition that is kept, with its document where that is kept too."""
    kept = read_kept(read_bytes(path), str(path))
    stem = path.name.removesuffix(ENDING)
    for source in path.parent.glob(f"{escape(stem)}{SOURCE}.*"):
        document = parse_document(read_bytes(source), source.suffix[1:])
        kept = kept._replace(edition=replace(kept.edition, document=document))
    return kept._replace(edition=replace(kept.edition, pictures=tuple(_pictures(path.parent, kept.edition))))


def _pictures(folder: Path, edition: Edition) -> Iterator[Picture]:
    """The pictures of an edition that are kept; those that are gone are shown as figures without one."""
    for name in dict.fromkeys(figure.picture for shape in edition.shapes for figure in shape.figures):
        place = folder / PICTURES / Path(name).name
        if name and place.is_file():
            try:
                picture = picture_of(read_bytes(place))
            except Unseen:
                continue
            if picture.name == name:
                yield picture


def read_edited(path: Path) -> Edited:
    """A file that comes back. Raises FileProblem."""
    return Edited(path, read_rows(read_bytes(path), str(path)))


def stem_of(edited: Edited, editions: dict[str, Kept]) -> str:
    """Which edition a file belongs to: the one of which it has the most Japanese; of several, as its name says.

    Raises FileProblem where it has nothing of any.
    """
    ids = {row.id for row in edited.returned.rows if row.id and row.source is None}
    sources = {tidy(row.source) for row in edited.returned.rows if row.source}
    shares = {
        stem: len(sources & {tidy(segment.source) for segment in kept.edition.segments})
        + len(ids & {segment.id for segment in kept.edition.segments})
        for stem, kept in editions.items()
    }
    most = max(shares.values())
    if not most:
        known = ", ".join(editions)
        raise FileProblem(f"{edited.path}: holds no sentence of the edition kept there ({known}); check -o")
    best = [stem for stem, share in shares.items() if share == most]
    named = [stem for stem in best if edited.path.name.startswith(stem)]
    if len(best) > 1 and not named:
        raise FileProblem(f"{edited.path}: may be of {' or '.join(best)}; begin its name with one of them")
    return max(named or best, key=len)


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


def present(folder: Path, stem: str) -> list[tuple[str, Path]]:
    """The files of an edition that are in a folder, with their formats."""
    paths = [(name, folder / f"{stem}{extension(name)}") for name in OUTPUTS]
    return [(name, path) for name, path in paths if path.is_file()]


def holds_edits(kept: Kept, path: Path, merged: Merged) -> bool:
    """Whether a file says something that neither the edition nor the files merged say."""
    try:
        other = merge(kept, [(path.name, read_rows(read_bytes(path), str(path)))])
    except FileProblem:
        return True
    known = {id: edit._replace(origin="") for id, edit in merged.edits.items()}
    return bool(other.conflicts) or any(edit._replace(origin="") != known.get(id) for id, edit in other.edits.items())


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


def save_copy(folder: Path, path: Path, revision: int) -> Path:
    """Keep a copy of a file that other hands have changed; returns where. Copies never write over each other."""
    data = read_bytes(path)
    place = folder / FOLDER / "edited"
    place.mkdir(parents=True, exist_ok=True)
    names = (f"{revision:04d}{f'.{n}' if n else ''}-{path.name}" for n in count())
    saved = next(saved for name in names if not (saved := place / name).exists() or read_bytes(saved) == data)
    write_atomic(saved, data)
    return saved
