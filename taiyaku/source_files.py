"""The documents that the paths of a job name: files, folders, or standard input."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cleantext.files import FileProblem

from .config import ConfigProblem, Configs, folder_of
from .discover import PathProblem, find_files
from .sources import Source, read_source, shown

ONE_IN_A_RUN = ("translate", "bilingual", "edition")
"""The tables of settings that hold for all sources of a run."""

_DIGITS = re.compile(r"(\d+)")


def read_sources(paths: Sequence[str], output: Path, configs: Configs) -> list[Source]:
    """The documents of paths, each once. Those of a folder come in the order of their names, 2 before 10.

    output  files of this folder, where it lies in one of those named, are no sources, and files without text in a
            folder are left out. Raises PathProblem, ConfigProblem, and FileProblem for what cannot be read.
    """
    sources: list[Source] = []
    taken: set[str] = set()
    folders: dict[str, str] = {}
    written = os.path.realpath(output)
    for path in paths:
        found = []
        for file in find_files([path], configs):
            if isinstance(file, PathProblem):
                raise file
            place = os.path.abspath(file.path) if file.path != "-" else "-"
            if place not in taken and (file.folder is None or not _is_in(os.path.realpath(file.path), written)):
                taken.add(place)
                found.append(file)
        if len(found) > 1:
            found.sort(key=lambda file: natural(file.path))
        read = [(file, read_source(file.path, empty=file.folder is not None)) for file in found]
        folders |= {source.name: os.path.relpath(source.name, file.folder) for file, source in read if file.folder}
        sources += [source for _, source in read if not source.is_empty]
    if not sources:
        raise FileProblem(f"{', '.join(paths)}: holds no text to work on; name a file, or a folder of texts")
    _need_one_choice(paths[0], sources, configs)
    return _told_apart(sources, folders)


def _told_apart(sources: list[Source], inside: dict[str, str]) -> list[Source]:
    """The sources, those of one name with their subfolders before it: 一/a.txt, 二/a.txt → 一-a, 二-a.

    inside  the names of those found in a folder, with their way from it.
    """
    count = Counter(source.stem for source in sources)
    return [
        replace(source, label="-".join((*Path(inside[source.name]).parts[:-1], source.stem)))
        if count[source.stem] > 1 and source.name in inside
        else source
        for source in sources
    ]


def _need_one_choice(first: str, sources: list[Source], configs: Configs) -> None:
    """Raises ConfigProblem where settings of a source say otherwise what is one in a run: its engine, its edition."""
    config = configs.of(folder_of(first))
    for source in sources:
        other = configs.of(folder_of(source.name))
        if any(other.tables.get(name) != config.tables.get(name) for name in ONE_IN_A_RUN):
            raise ConfigProblem(
                f"{shown(source.name)}: the settings in {other.root} have other tables than those in {config.root}; "
                "run them apart, or choose with --config"
            )


def _is_in(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))


def natural(name: str) -> list[tuple[int, int, str]]:
    """What names are sorted by so that numbers in them count as numbers.

    >>> sorted(["10章.txt", "2章.txt"], key=natural)
    ['2章.txt', '10章.txt']
    """
    return [(0, int(part), part) if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(name)]
