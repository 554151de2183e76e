"""Books of a folder: which editions are their chapters, so that a book is written anew when one of them changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleantext.files import FileProblem, read_bytes, write_atomic
from translate.inputs.jsonl import built
from translate.kept import Kept
from translate.outputs import EDITIONS, extension
from translate.outputs.book import combined
from translate.outputs.edition import Edition, Layout
from translate.outputs.jsonl import plain

from .keeping import FOLDER

ENDING = ".book.json"
VERSION = 1


class BookRecord(NamedTuple):
    """A book: its name, which is that of its files and its title, the editions that are its chapters, how it is set."""

    name: str
    parts: tuple[str, ...]
    layout: Layout


def keep_book(folder: Path, record: BookRecord) -> None:
    """Remember a book that a run has made. Raises FileProblem."""
    said = {"taiyaku": "book", "version": VERSION, "parts": record.parts, "layout": plain(record.layout)}
    write_atomic(folder / FOLDER / f"{record.name}{ENDING}", json.dumps(said, ensure_ascii=False, indent=1).encode())


def books_in(folder: Path) -> list[BookRecord]:
    """The books that are remembered in a folder, by name. Raises FileProblem."""
    return [_read(path) for path in sorted((folder / FOLDER).glob(f"*{ENDING}"))]


def _read(path: Path) -> BookRecord:
    try:
        said = json.loads(read_bytes(path))
        if said.get("version", VERSION) > VERSION:
            raise FileProblem(f"{path} is of a newer version of taiyaku: update taiyaku")
        parts, layout = built(tuple[str, ...], said["parts"]), built(Layout, said["layout"])
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise FileProblem(f"{path}: is no record of a book ({error}); make the book again") from None
    return BookRecord(path.name.removesuffix(ENDING), parts, layout)


def book_edition(record: BookRecord, editions: Sequence[Edition]) -> Edition:
    """The edition of a book, from those of its chapters in order. A chapter is named as its files are."""
    parts = [replace(edition, source_name=name) for edition, name in zip(editions, record.parts, strict=True)]
    return combined(parts, record.name, record.layout)


def books_of(folder: Path, stem: str, editions: Mapping[str, Kept]) -> tuple[list[BookRecord], list[str]]:
    """The books of which an edition is a chapter; and sentences on those that cannot be made, as a chapter is gone."""
    found, problems = [], []
    for record in books_in(folder):
        if stem not in record.parts:
            continue
        gone = [part for part in record.parts if part not in editions]
        if gone:
            problems.append(f"the book {record.name} stays as it is: its chapter {gone[0]} is not kept here any more")
        else:
            found.append(record)
    return found, problems


def files_of(folder: Path, record: BookRecord) -> list[tuple[str, Path]]:
    """The files of a book that are in the folder, with their formats."""
    paths = [(name, folder / f"{record.name}{extension(name)}") for name in EDITIONS]
    return [(name, path) for name, path in paths if path.is_file()]
