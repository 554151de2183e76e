"""A project's settings: [tool.taiyaku] in pyproject.toml, or taiyaku.toml, found upwards from each file.

As in ruff, the nearest file that has settings counts, alone: those of folders above are not added to it. The
search goes up to the root of the file system. In one folder taiyaku.toml comes before pyproject.toml, and a
pyproject.toml without [tool.taiyaku] counts as none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from cleantext.context import is_pattern
from cleantext.fix import Filler
from cleantext.profiles import load_profiles
from cleantext.rules import RULES
from glossaries import shipped_glossaries

from .errors import TaiyakuError
from .patterns import Patterns

NAMES = ("taiyaku.toml", "pyproject.toml")
DEFAULT_GLOSSARY = ("ukraine",)


class ConfigProblem(TaiyakuError):
    """A settings file that cannot be used: its name, the key, and what would be right, in one sentence."""


@dataclass(frozen=True)
class Config:
    """Settings as they stand in a file, or without one.

    root              the folder that patterns and the cache belong to.
    select            exactly the rules to run; None for those of the profile.
    glossary          names and paths of glossaries, the nearest last; () for none.
    date              the day that articles are of, 2026-01-20; "" for the one they give themselves.
    per_file_ignores  (pattern, rules) pairs: rules left out in the files of the pattern.
    """

    root: Path
    profile: str = "web-news"
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossary: tuple[str, ...] = DEFAULT_GLOSSARY
    min_confidence: float = 0.0
    allow: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: Path | None = None
    date: str = ""
    filler: Filler = "mark"

    def rules(self, path: Path) -> tuple[str, ...]:
        """The rules to run on a file, in the order of RULES."""
        if self.select is None:
            off = load_profiles()[self.profile].off
            chosen = {rule for rule in RULES if rule not in off}
        else:
            chosen = set(self.select)
        chosen = (chosen | set(self.extend_select)) - set(self.ignore)
        for patterns, rules in self._per_file:
            if patterns.match(path):
                chosen -= set(rules)
        return tuple(rule for rule in RULES if rule in chosen)

    def is_excluded(self, path: Path, is_folder: bool) -> bool:
        """True if a pattern of `exclude` names the file or folder."""
        return bool(self._excluded.match(path, is_folder))

    def is_included(self, path: Path) -> bool:
        """True if a pattern of `include` names the file."""
        return bool(self._included.match(path))

    def with_options(self, **options: Any) -> Config:
        """The settings with those of the command line put over them; None is an option that was not given.

        `ignore` and `exclude` are added to; with `select`, which names exactly the rules to run, the file's own
        select, extend-select and ignore do not count.
        """
        given = {name: value for name, value in options.items() if value not in (None, ())}
        if "glossary" in given:
            given["glossary"] = glossary_names(given["glossary"])
        base = replace(self, extend_select=(), ignore=()) if "select" in given else self
        for name in ("extend_select", "ignore", "exclude"):
            if name in given:
                given[name] = (*getattr(base, name), *given[name])
        return replace(base, **given)

    @cached_property
    def _excluded(self) -> Patterns:
        return Patterns(self.root, self.exclude)

    @cached_property
    def _included(self) -> Patterns:
        return Patterns(self.root, self.include)

    @cached_property
    def _per_file(self) -> list[tuple[Patterns, tuple[str, ...]]]:
        return [(Patterns(self.root, (pattern,)), rules) for pattern, rules in self.per_file_ignores]


class Configs:
    """The settings that hold for files: each folder's are looked for once, with the command line's put over them."""

    def __init__(self, only: Config | None = None, **options: Any) -> None:
        """`only` holds for all files, and nothing is looked for."""
        self._only = only and only.with_options(**options)
        self._options = options
        self._known: dict[Path, Config] = {}
        self._default = Config(Path.cwd()).with_options(**options)

    def of(self, folder: Path) -> Config:
        """The settings for the files of a folder. Raises ConfigProblem."""
        if self._only:
            return self._only
        folder = folder.absolute()
        passed: list[Path] = []
        found = self._default
        for each in (folder, *folder.parents):
            if each in self._known:
                found = self._known[each]
                break
            passed.append(each)
            if config := read_folder(each):
                found = config.with_options(**self._options)
                break
        self._known.update((each, found) for each in passed)
        return found


def read_folder(folder: Path) -> Config | None:
    """The settings kept in a folder, if any. Raises ConfigProblem."""
    for name in NAMES:
        if (folder / name).is_file() and (config := _read(folder / name)):
            return config
    return None


def read_config(path: Path) -> Config:
    """The settings of a file. Raises ConfigProblem, also where it is a pyproject.toml without any."""
    config = _read(path)
    if config is None:
        raise ConfigProblem(f"{path}: has no [tool.taiyaku]; write one or name another file")
    return config


def _read(path: Path) -> Config | None:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as e:
        raise ConfigProblem(f"{path}: is no TOML ({e}); correct it") from None
    except UnicodeDecodeError as e:
        raise ConfigProblem(f"{path}: is not UTF-8 (broken at byte {e.start}); save it as UTF-8") from None
    except OSError as e:
        raise ConfigProblem(f"{path}: cannot be read ({e.strerror}); check its name and permissions") from None
    where = ""
    if path.name == "pyproject.toml":
        data, where = data.get("tool", {}).get("taiyaku"), "tool.taiyaku."
        if data is None:
            return None
    return _validated(path, where, data)


def _validated(path: Path, where: str, data: Any) -> Config:
    if not isinstance(data, dict):
        raise ConfigProblem(f"{path}: {where.rstrip('.')} must be a table of settings")
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in _KEYS:
            raise ConfigProblem(f"{path}: {where}{key} is no setting; {did_you_mean(key, _KEYS)}")
        try:
            values[key.replace("-", "_")] = _KEYS[key](value)
        except ValueError as e:
            raise ConfigProblem(f"{path}: {where}{key} {e}") from None
    folder = path.absolute().parent
    if "baseline" in values:
        values["baseline"] = folder / values["baseline"]
    if "glossary" in values:
        shipped = shipped_glossaries()
        values["glossary"] = tuple(name if name in shipped else str(folder / name) for name in values["glossary"])
    return Config(folder, **values)


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The nearest of the known names, as a question; where none is near, another sentence or all of them.

    >>> did_you_mean("profil", ["profile", "select"])
    "did you mean 'profile'?"
    >>> did_you_mean("x", ["profile", "select"])
    'known are profile, select'
    """
    known = list(known)
    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else otherwise or f"known are {', '.join(known)}"


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"must be a text in quotation marks, not {value!r}")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f'must be a list of texts like ["a", "b"], not {value!r}')
    return tuple(value)


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


def _one_of(value: Any, known: Iterable[str]) -> str:
    if _text(value) not in known:
        raise ValueError(f"may not be {value!r}; {did_you_mean(value, known)}")
    return str(value)


def _rules(value: Any) -> tuple[str, ...]:
    for rule in _texts(value):
        if rule not in RULES:
            raise ValueError(f"names no rule with {rule!r}; {did_you_mean(rule, RULES, '`taiyaku rules` lists them')}")
    return tuple(value)


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError(f"must be a number from 0 to 1, not {value!r}")
    return float(value)


def _day(value: Any) -> str:
    day = value if isinstance(value, str) else value.isoformat() if type(value) is date else ""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise ValueError(f"must be a day like 2026-01-20, not {value!r}") from None


def _allow(value: Any) -> tuple[str, ...]:
    for text in _texts(value):
        if is_pattern(text):
            try:
                re.compile(text[1:-1])
            except re.error as e:
                raise ValueError(f"holds {text!r}, which is no regular expression ({e})") from None
    return tuple(value)


def _patterns(value: Any) -> tuple[str, ...]:
    for text in _texts(value):
        _pattern(text)
    return tuple(value)


def _pattern(text: str) -> str:
    try:
        Patterns(Path("/"), (text,)).match(Path("/a"))
    except ValueError:
        raise ValueError(f"holds {text!r}, which is no pattern as in .gitignore") from None
    return text


def _per_file_ignores(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise ValueError(f'must be a table like {{ "drafts/**" = ["comma"] }}, not {value!r}')
    return tuple((_pattern(pattern), _rules(rules)) for pattern, rules in value.items())


_KEYS: dict[str, Callable[[Any], Any]] = {
    "profile": lambda value: _one_of(value, load_profiles()),
    "select": _rules,
    "extend-select": _rules,
    "ignore": _rules,
    "glossary": lambda value: glossary_names([value] if isinstance(value, str) else _texts(value)),
    "min-confidence": _share,
    "allow": _allow,
    "date": _day,
    "exclude": _patterns,
    "include": _patterns,
    "per-file-ignores": _per_file_ignores,
    "baseline": _text,
    "filler": lambda value: _one_of(value, get_args(Filler)),
}
