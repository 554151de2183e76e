"""Which files the PATHS of a command line name: files, folders that are walked, patterns the shell left alone."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleantext.formats import FORMATS

from .config import Configs
from .errors import TaiyakuError
from .patterns import Patterns

SKIPPED = {"node_modules", "__pycache__", "site-packages"}
"""Folders that hold no one's articles, besides hidden ones and those that say themselves what they are (MARKS)."""

MARKS = {"CACHEDIR.TAG", "pyvenv.cfg"}
"""Files by which caches and virtual environments are known, whatever their folder is called."""

ENDINGS = tuple(ending for endings in FORMATS.values() for ending in endings.split())


class Found(NamedTuple):
    """A file to work on.

    path    as it is shown: as it was given, or the folder given and the way from there; "-" for standard input.
    folder  the folder given in which it was found; None where it was named itself.
    """

    path: str
    folder: str | None


class PathProblem(TaiyakuError):
    """A path that names nothing, or a folder that cannot be read."""


def find_files(paths: Sequence[str], configs: Configs) -> Iterator[Found | PathProblem]:
    """The files that paths name, each once, those of a folder sorted; PathProblem in place of what cannot be taken.

    A file named itself is always taken. A folder is walked: files of known endings (or of the patterns of
    `include`), without what is hidden, excluded by the settings, or ignored by a .gitignore; links to folders
    are not followed. Raises ConfigProblem.
    """
    seen: set[str] = set()
    for path in paths:
        found = False
        for file in _named(path, configs):
            found = True
            if isinstance(file, PathProblem):
                yield file
                continue
            place = os.path.abspath(file.path) if file.path != "-" else "-"
            if place not in seen:
                seen.add(place)
                yield file
        if not found:
            yield PathProblem(_why(path))


def _why(path: str) -> str:
    if os.path.isdir(path):
        return f"{path}: holds no text to work on; files of {', '.join(ENDINGS)} are looked for, others are to be named"
    return f"{path}: names no file; check the pattern"


def _named(path: str, configs: Configs) -> Iterator[Found | PathProblem]:
    if path != "-" and os.path.isdir(path):
        yield from _walk(path, configs)
    elif glob.has_magic(path) and not os.path.lexists(path):
        kept = _Kept(path, configs)
        for each in filter(kept, sorted(glob.glob(path, recursive=True))):
            yield from _walk(each, configs) if os.path.isdir(each) else [Found(each, None)]
    else:
        yield Found(path, None)


class _Kept:
    """Whether what a pattern found would be found in a folder too: below the folders that the pattern itself names."""

    def __init__(self, pattern: str, configs: Configs) -> None:
        parts = Path(pattern).parts
        fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
        self._top = Path(*parts[:fixed])
        self._configs = configs
        ignored = [_gitignore(self._top), *_ignored_above(self._top)]
        self._folders: dict[Path, tuple[bool, list[Patterns]]] = {self._top: (True, ignored)}

    def __call__(self, path: str) -> bool:
        return self._is_kept(Path(path), os.path.isdir(path))

    def _is_kept(self, path: Path, is_folder: bool) -> bool:
        if path == self._top:
            return True
        kept, ignored = self._folder(path.parent)
        if not kept or is_folder and path.name in SKIPPED:
            return False
        return not (self._configs.of(path.parent).is_excluded(path, is_folder) or _is_ignored(path, is_folder, ignored))

    def _folder(self, folder: Path) -> tuple[bool, list[Patterns]]:
        """Whether a folder is kept, and the .gitignore files that hold for what is in it, the nearest first."""
        if folder not in self._folders:
            kept = self._is_kept(folder, True) and not any(os.path.exists(folder / mark) for mark in MARKS)
            self._folders[folder] = kept, [_gitignore(folder), *self._folders[folder.parent][1]]
        return self._folders[folder]


def _walk(top: str, configs: Configs) -> Iterator[Found | PathProblem]:
    waiting: list[tuple[str, list[Patterns]]] = [(top, _ignored_above(Path(top)))]
    while waiting:
        folder, above = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                here = sorted(entries, key=lambda entry: entry.name)
        except OSError as e:
            yield PathProblem(f"{folder}: the folder cannot be read ({e.strerror}); change its permissions")
            continue
        names = {entry.name for entry in here}
        if folder != top and names & MARKS:
            continue
        config = configs.of(Path(folder))
        ignored = [_gitignore(Path(folder)), *above] if ".gitignore" in names else above
        folders = []
        for entry in here:
            path = Path(entry.path)
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name.startswith((".", "~$")) or (is_folder and entry.name in SKIPPED):
                continue
            if not is_folder and not (config.include or entry.name.lower().endswith(ENDINGS)):
                continue
            if config.is_excluded(path, is_folder) or _is_ignored(path, is_folder, ignored):
                continue
            if is_folder:
                folders.append((entry.path, ignored))
            elif os.path.isfile(entry.path) and (not config.include or config.is_included(path)):
                yield Found(os.path.normpath(entry.path), top)
        waiting += reversed(folders)


def _ignored_above(top: Path) -> list[Patterns]:
    """The .gitignore files that hold for a folder from above, the nearest first, as far as the work tree goes."""
    found = []
    top = top.absolute()
    for folder in (top, *top.parents):
        if folder != top and os.path.isfile(folder / ".gitignore"):
            found.append(_gitignore(folder))
        if os.path.exists(folder / ".git"):
            exclude = folder / ".git" / "info" / "exclude"
            return [*found, _gitignore(folder, exclude)] if os.path.isfile(exclude) else found
    return []


def _gitignore(folder: Path, file: Path | None = None) -> Patterns:
    try:
        text = (file or folder / ".gitignore").read_text("utf-8", "replace")
    except OSError:
        text = ""
    return Patterns(folder, text.splitlines(), lenient=True)


def _is_ignored(path: Path, is_folder: bool, ignored: list[Patterns]) -> bool:
    decisions = (patterns.match(path, is_folder) for patterns in ignored)
    return next((decision for decision in decisions if decision is not None), False)
