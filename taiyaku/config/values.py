"""What a setting may hold: each function returns the value of a setting, or raises ValueError with what is right.

The sentence of a ValueError goes on after the name of the setting: "must be a text …".
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple

from cleantext.nearest import nearest

from ..errors import TaiyakuError
from ..patterns import Patterns

DEFAULT_GLOSSARY = ("ukraine",)


class ConfigProblem(TaiyakuError):
    """A settings file that cannot be used: its name, the key, and what would be right, in one sentence."""


Check = Callable[[Any, Path], Any]
"""From the value that stands in a file, and the file's folder, to the value of the setting."""


class Table(NamedTuple):
    """A table of settings: what each key may hold; which belong elsewhere, with where that is; tables in it."""

    keys: Mapping[str, Check]
    elsewhere: Mapping[str, str] = {}
    tables: tuple[str, ...] = ()

    def read(self, where: str, data: Any, folder: Path) -> dict[str, Any]:
        """The values of a table, by their keys with _ for -; `where` is its name with a dot, "" at the top.

        Raises ConfigProblem, with a sentence that begins with the key.
        """
        if not isinstance(data, dict):
            raise ConfigProblem(f"{where.rstrip('.')} must be a table of settings")
        values = {}
        for key, value in data.items():
            if key not in self.keys:
                place = self.elsewhere.get(key)
                right = f"put {key} {place}" if place else did_you_mean(key, (*self.keys, *self.tables))
                raise ConfigProblem(f"{where}{key} is no setting; {right}")
            try:
                values[key.replace("-", "_")] = self.keys[key](value, folder)
            except ValueError as e:
                raise ConfigProblem(f"{where}{key} {e}") from None
        return values


def from_here(path: Path) -> Path:
    """A path as it is named from the current folder; as it is where there is no shorter way."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return path
    return Path(near) if len(near) < len(str(path)) else path


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The nearest of the known names, as a question; where none is near, another sentence or all of them.

    >>> did_you_mean("profil", ["profile", "select"])
    "did you mean 'profile'?"
    >>> did_you_mean("PROFILE", ["profile", "select"])
    "did you mean 'profile'?"
    >>> did_you_mean("x", ["profile", "select"])
    'known are profile, select'
    """
    known = list(known)
    near = name.lower() if name.lower() in known else nearest(name, known)
    return f"did you mean {near!r}?" if near else otherwise or f"known are {', '.join(known)}"


def text(value: Any, folder: Path | None = None) -> str:
    """A text that is not empty."""
    if not isinstance(value, str):
        raise ValueError(f"must be a text in quotation marks, not {shown(value)}")
    if not value:
        raise ValueError("must be a text that is not empty")
    return value


def shown(value: Any) -> str:
    """A value about as it stands in the file: true, "a", 2026-01-20."""
    return str(value) if isinstance(value, (date, time)) else json.dumps(value, ensure_ascii=False, default=str)


def texts(value: Any, folder: Path | None = None) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f'must be a list of texts like ["a", "b"], not {shown(value)}')
    return tuple(value)


def flag(value: Any, folder: Path | None = None) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {shown(value)}")
    return value


def path(value: Any, folder: Path) -> Path:
    """A path, from the folder of the settings; ~ is the user's own folder. As errors name it: from here, if shorter."""
    if "\0" in text(value):
        raise ValueError(f"must be the name of a file, not {shown(value)}")
    return from_here(folder / Path(value).expanduser())


def share(value: Any, folder: Path | None = None) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError(f"must be a number from 0 to 1, not {shown(value)}")
    return float(value)


def whole(least: int, most: int) -> Check:
    """Of a whole number in bounds, these included."""

    def check(value: Any, folder: Path) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}, not {shown(value)}")
        return value

    return check


def seconds(value: Any, folder: Path | None = None) -> float:
    """A number of seconds, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
        raise ValueError(f"must be a number of seconds, not {shown(value)}")
    return float(value)


def day(value: Any, folder: Path | None = None) -> str:
    """A day, as a text or a date of TOML."""
    given = value if isinstance(value, str) else value.isoformat() if type(value) is date else ""
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise ValueError(f"must be a day like 2026-01-20, not {shown(value)}") from None


def one_of(known: Callable[[], Iterable[str]]) -> Check:
    """Of one of the known texts; they are asked for when a value is looked at."""

    def check(value: Any, folder: Path) -> str:
        names = list(known())
        if text(value) not in names:
            raise ValueError(f"may not be {value!r}; {did_you_mean(value, names)}")
        return str(value)

    return check


def some_of(known: Callable[[], Iterable[str]], kind: str, otherwise: str = "") -> Check:
    """Of a list of known texts; `kind` is what they are called, `otherwise` a sentence where none is near."""

    def check(value: Any, folder: Path) -> tuple[str, ...]:
        names = list(known())
        for name in texts(value):
            if name not in names:
                raise ValueError(f"names no {kind} with {name!r}; {did_you_mean(name, names, otherwise)}")
        return tuple(value)

    return check


def patterns(value: Any, folder: Path | None = None) -> tuple[str, ...]:
    """A list of patterns as in .gitignore."""
    return tuple(pattern(each) for each in texts(value))


def pattern(value: str) -> str:
    """One of them."""
    try:
        Patterns(Path("/"), (value,)).match(Path("/a"))
    except ValueError:
        raise ValueError(f"holds {value!r}, which is no pattern as in .gitignore") from None
    return value


def glossary_names(names: Iterable[str]) -> tuple[str, ...]:
    """The glossaries of a setting or of repeated options, the nearest last; "none" alone is none.

    Raises ValueError where "none" stands beside others, or a name is empty.
    """
    names = tuple(names)
    if names == ("none",):
        return ()
    if not all(names) or not names:
        raise ValueError('must name a glossary, or be "none"')
    if "none" in names:
        raise ValueError(f'may not hold "none" beside {next(name for name in names if name != "none")!r}')
    return names
