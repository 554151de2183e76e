"""Profiles: which rules run, and what they ask for; kept as data in data/profiles.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

DEFAULT = "web-news"


class Profile(NamedTuple):
    """What a text is for.

    off       the rules that run only where they are named.
    settings  what rules ask with Context.setting(name); the same names in every profile.
    """

    name: str
    summary: str
    off: frozenset[str]
    settings: dict[str, str]


@cache
def load_profiles() -> dict[str, Profile]:
    """The profiles by name, the default first."""
    data = tomllib.loads((Path(__file__).parent / "data" / "profiles.toml").read_text("utf8"))
    return {
        name: Profile(
            name,
            table["summary"],
            frozenset(table["off"]),
            {key: value for key, value in table.items() if key not in ("summary", "off")},
        )
        for name, table in data.items()
    }


def need_profile(name: str) -> Profile:
    """The profile of a name. Raises ValueError for an unknown one.

    >>> need_profile("web-news").settings["spacing"]
    'none'
    """
    profiles = load_profiles()
    if name not in profiles:
        raise ValueError(f"unknown profile {name!r}; known: {', '.join(profiles)}")
    return profiles[name]
