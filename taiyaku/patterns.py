"""Patterns of files as .gitignore writes them, held against paths."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


_CLASSES = {
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "alnum": "0-9a-zA-Z",
    "lower": "a-z",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_CLASS = re.compile(rf"(?:(?<=\[)|(?<=\[[!^])|(?<=:\]))\[:({'|'.join(_CLASSES)}):\]")
"""The name of a class of characters in a bracket: [[:digit:]_]."""


class Patterns:
    """Lines of a .gitignore that belongs to a folder, or with its grammar (not `lenient`), of the settings.

    With `lenient`, lines that are no patterns do not count.
    """

    def __init__(self, folder: Path, lines: Sequence[str], lenient: bool = False) -> None:
        self._folder = os.path.abspath(folder)
        self._lines = lines
        self._lenient = lenient
        self._spec: GitIgnoreSpec | None = None

    def match(self, path: Path, is_folder: bool = False) -> bool | None:
        """True if the last line that names the path takes it, False if that line begins with !, None if none does.

        A line that names a folder names all that is in it; with `lenient` the folder alone, for git, which asks of
        each folder on its way, has it so. Raises ValueError for a line that is no pattern.
        """
        if not self._lines:
            return None
        if self._spec is None:
            self._spec = _compile([line for line in self._lines if not self._lenient or _is_pattern(line)])
        inside = os.path.relpath(os.path.abspath(path), self._folder).replace(os.sep, "/")
        if inside in (".", "..") or inside.startswith("../"):
            return None
        inside += "/" * is_folder
        for pattern in reversed(self._spec.patterns):
            found = pattern.regex.search(inside) if pattern.regex and pattern.include is not None else None
            while found and self._lenient and _names_folder_above(found):
                found = found.re.search(inside, found.end())  # of */ the expression is a slash, any
            if found and not (self._lenient and _names_what_is_in_it(found)):
                return pattern.include
        return None


def _names_folder_above(found: re.Match[str]) -> bool:
    return found.groupdict().get("ps_d") is not None and found.end() < len(found.string)


def _names_what_is_in_it(found: re.Match[str]) -> bool:
    """True if a/** was held against the folder a/ itself."""
    inside = found.string
    whole = found.end() == len(inside) and inside.endswith("/") and found.groupdict().get("ps_d") is None
    return whole and found.re.search(inside[:-1]) is None


def _compile(lines: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # [[] is fine, whatever a later Python may make of it
        return GitIgnoreSpec.from_lines([_rewritten(line) for line in lines])


def _rewritten(line: str) -> str:
    """A pattern in words that pathspec reads as git does: a/**/ names the folders in a/, not a/ itself."""
    line = _CLASS.sub(lambda name: _CLASSES[name[1]], line)
    return f"{line.rstrip()}*/" if line.rstrip().endswith("/**/") else line


def _is_pattern(line: str) -> bool:
    try:
        _compile([line])
    except ValueError:
        return False
    return True
