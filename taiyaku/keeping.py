"""Editions kept in the folder of their files, with their documents and pictures, so that edits can come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from glob import escape
from itertools import count
from pathlib import Path

import click

from cleantext.files import FileProblem, read_bytes, write_atomic
from cleantext.formats import document_bytes, parse_document
from translate.inputs import INPUTS, read_rows
from translate.inputs.merging import Merged, merge
from translate.kept import Kept, read_kept, renewed, write_kept
from translate.outputs import OUTPUTS, Edition, extension
from translate.outputs.edition import Picture
from translate.outputs.in_source import WRITERS
from translate.outputs.pictures import Unseen, picture_of

FOLDER = ".taiyaku"
"""What a run keeps for later ones, in the folder that it writes to."""

ENDING, SOURCE, PICTURES = ".edition.jsonl", ".source", "pictures"


def memory_of(folder: Path) -> Path:
    """Where the translation memory of a folder is, unless another is named."""
    return folder / FOLDER / "memory.sqlite"


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


def save_copy(folder: Path, path: Path, revision: int) -> Path:
    """Keep a copy of a file that other hands have changed; returns where. Copies never write over each other."""
    data = read_bytes(path)
    place = folder / FOLDER / "edited"
    place.mkdir(parents=True, exist_ok=True)
    names = (f"{revision:04d}{f'.{n}' if n else ''}-{path.name}" for n in count())
    saved = next(saved for name in names if not (saved := place / name).exists() or read_bytes(saved) == data)
    write_atomic(saved, data)
    return saved
