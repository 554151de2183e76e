"""What stands before all tables of a settings file: which files, which rules, which glossaries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from cleantext.context import is_pattern
from cleantext.fix import Filler
from cleantext.profiles import load_profiles
from cleantext.rules import RULES
from glossaries import shipped_glossaries

from ..patterns import Patterns
from .values import (
    DEFAULT_GLOSSARY,
    Check,
    day,
    glossary_names,
    one_of,
    path,
    pattern,
    patterns,
    share,
    shown,
    some_of,
    texts,
)


@dataclass(frozen=True)
class Config:
    """Settings as they stand in a file, or without one.

    root              the folder that patterns and the cache belong to.
    select            exactly the rules to run; None for those of the profile.
    glossary          names and paths of glossaries, the nearest last; () for none.
    quotations        what becomes of names in 「…」 that the glossary spells otherwise; "" as the profile says.
    date              the day that articles are of, 2026-01-20; "" for the one they give themselves.
    per_file_ignores  (pattern, rules) pairs: rules left out in the files of the pattern.
    tables            what the tables of the file say, by their names: values by the names of options.
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
    quotations: str = ""
    filler: Filler = "mark"
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)

    def rules(self, path: Path) -> tuple[str, ...]:
        """The rules to run on a file, in the order of RULES."""
        if self.select is None:
            off = load_profiles()[self.profile].off
            chosen = {rule for rule in RULES if rule not in off}
        else:
            chosen = set(self.select)
        chosen = (chosen | set(self.extend_select)) - set(self.ignore)
        for each, rules in self._per_file:
            if each.match(path):
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


def _glossary(value: Any, folder: Path) -> tuple[str, ...]:
    """Names of shipped glossaries, and paths."""
    shipped = shipped_glossaries()
    names = glossary_names([value] if isinstance(value, str) else texts(value))
    return tuple(name if name in shipped else str(path(name, folder)) for name in names)


def _allow(value: Any, folder: Path) -> tuple[str, ...]:
    for each in texts(value):
        if is_pattern(each):
            try:
                re.compile(each[1:-1])
            except re.error as e:
                raise ValueError(f"holds {each!r}, which is no regular expression ({e})") from None
    return tuple(value)


def _per_file_ignores(value: Any, folder: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise ValueError(f'must be a table like {{ "drafts/**" = ["comma"] }}, not {shown(value)}')
    return tuple((pattern(each), _ignored(each, rules, folder)) for each, rules in value.items())


def _ignored(name: str, value: Any, folder: Path) -> tuple[str, ...]:
    try:
        return _rules(value, folder)
    except ValueError as e:
        raise ValueError(f'holds "{name}", which {e}') from None


_rules = some_of(lambda: RULES, "rule", "`taiyaku rules` lists them")

KEYS: dict[str, Check] = {
    "profile": one_of(load_profiles),
    "select": _rules,
    "extend-select": _rules,
    "ignore": _rules,
    "glossary": _glossary,
    "min-confidence": share,
    "allow": _allow,
    "date": day,
    "quotations": one_of(lambda: ("fix", "suggest", "leave")),
    "exclude": patterns,
    "include": patterns,
    "per-file-ignores": _per_file_ignores,
    "baseline": path,
    "filler": one_of(lambda: get_args(Filler)),
}
