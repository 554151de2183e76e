"""Where a job writes: its folder, and files that are never its originals."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from cleantext.files import FileProblem, write_atomic

from .sources import Source


def make_folder(folder: Path) -> None:
    """Make the folder of -o. Raises FileProblem where that cannot be, or nothing could be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise FileProblem(f"{folder}: is a file; name a folder with -o") from None
    except OSError as e:
        raise FileProblem(f"{folder}: cannot be made ({e.strerror}); name another folder with -o") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FileProblem(f"{folder}: cannot be written to; change its permissions, or name another folder with -o")


def refuse_source(path: Path, sources: Sequence[Source]) -> None:
    """Raises FileProblem where a file to be written is one that was read."""
    for source in sources:
        if source.name != "-" and path.exists() and path.samefile(source.name):
            raise FileProblem(f"{path}: is the original; name another folder with -o")


def write_files(files: Iterable[tuple[Path, bytes]], sources: Sequence[Source]) -> None:
    """Write files, and print their paths when all are there; nobody may be listening any more."""
    written = []
    for path, data in files:
        refuse_source(path, sources)
        write_atomic(path, data)
        written.append(path)
    try:
        for path in written:
            click.echo(path)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
