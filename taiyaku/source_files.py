"""The documents that the paths of a job name: files, folders, or standard input."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from cleantext.files import FileProblem

from .config import ConfigProblem, Configs, folder_of
from .discover import PathProblem, find_files
from .options import say
from .sources import Source, read_source, shown, stem_of

ONE_IN_A_RUN = ("translate", "bilingual", "edition")
"""The tables of settings that hold for all sources of a run."""

_DIGITS = re.compile(r"(\d+)")


def read_sources(paths: Sequence[str], output: Path, configs: Configs) -> tuple[list[Source], int]:
    """The documents of paths, each once, and how many problems there were: what cannot be read is said and left out.

    Those of a folder come in the order of their names, 2 before 10.

    output  files of this folder, where it lies in one of those named, are no sources, and files without text in a
            folder are left out. Raises ConfigProblem, and FileProblem where nothing is wrong and nothing is there.
    """
    sources: list[Source] = []
    taken: set[str] = set()
    folders: dict[str, str] = {}
    problems: list[str] = []
    written = os.path.realpath(output)
    for path in paths:
        found = []
        for file in find_files([path], configs):
            if isinstance(file, PathProblem):
                problems.append(file.message)
                continue
            place = os.path.abspath(file.path) if file.path != "-" else "-"
            if place not in taken and (file.folder is None or not _is_in(os.path.realpath(file.path), written)):
                taken.add(place)
                found.append(file)
        if len(found) > 1:
            found.sort(key=lambda file: natural(file.path))
        for file in found:
            try:
                source = read_source(file.path, empty=file.folder is not None)
            except FileProblem as e:
                problems.append(str(e))
                continue
            if not source.is_empty:
                sources.append(source)
                folders |= {source.name: os.path.relpath(source.name, file.folder)} if file.folder else {}
    for problem in problems:
        say(problem)
    if not sources and not problems:
        raise FileProblem(f"{', '.join(paths)}: holds no text to work on; name a file, or a folder of texts")
    if sources:
        _need_one_choice(paths[0], sources, configs)
    return told_apart(sources, folders), len(problems)


def told_apart(sources: Sequence[Source], inside: Mapping[str, str]) -> list[Source]:
    """The sources with labels of which no two are the same.

    inside  the names of those found in a folder, with their way from it.

    Those of one name are called after their subfolders too, where that does not do by their whole names, then after
    the folders in which they differ: 一/a.txt, 二/a.txt → 一-a, 二-a; a.txt, a.md → a.txt, a.md; x/a.txt and y/a.txt,
    each named itself → x-a, y-a. At last they are counted.
    """
    labels = [source.stem for source in sources]
    for call in (_by_subfolder, _by_whole_name, _by_folder, _by_folder_and_whole_name):
        groups: dict[str, list[int]] = {}
        for n, label in enumerate(labels):
            groups.setdefault(label, []).append(n)
        for group in groups.values():
            twins = [n for n in group if sources[n].name != "-"] if len(group) > 1 else []
            folders = [os.path.dirname(os.path.abspath(sources[n].name)) for n in twins]
            for n, folder in zip(twins, folders, strict=True):
                name = sources[n].name
                way = inside.get(name) or Path(name).name
                labels[n] = call(Path(name), Path(way), Path(os.path.relpath(folder, os.path.commonpath(folders))))
    taken = {"text"} if any(source.name == "-" for source in sources) else set()
    for n, source in enumerate(sources):
        if source.name != "-":
            labels[n] = next(name for name in _counted(labels[n]) if name not in taken)
            taken.add(labels[n])
    pairs = zip(sources, labels, strict=True)
    return [source if source.stem == label else replace(source, label=label) for source, label in pairs]


def _by_subfolder(path: Path, way: Path, apart: Path) -> str:
    return "-".join((*way.parts[:-1], stem_of(path)))


def _by_whole_name(path: Path, way: Path, apart: Path) -> str:
    return "-".join((*way.parts[:-1], path.name))


def _by_folder(path: Path, way: Path, apart: Path) -> str:
    return "-".join((*apart.parts, stem_of(path) if apart.parts else path.name))


def _by_folder_and_whole_name(path: Path, way: Path, apart: Path) -> str:
    return "-".join((*apart.parts, path.name))


def _counted(label: str) -> Iterator[str]:
    yield label
    yield from (f"{label}-{number}" for number in count(2))


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
