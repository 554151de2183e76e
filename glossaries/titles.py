"""Words that stand after a name and say what is named: one list for suggestions, rules and translation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Title(NamedTuple):
    """A word after a name.

    kind    what is named: "person", "place", "organisation".
    sure    what stands before it is a name, whatever a dictionary says.
    office  it tells who a person is: "one" where one person holds it at a time, else "many"; "" for no office.
    """

    kind: str
    sure: bool
    office: str


@cache
def titles() -> dict[str, Title]:
    """The words that follow names, with what they say of the name."""
    lines = Path(__file__).with_suffix(".tsv").read_text("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {word: Title(kind, sure == "yes", office) for word, kind, sure, office in rows}


@cache
def offices(*kinds: str) -> str:
    """The offices and ranks of people as a part of a regular expression, the longest first; all, or of these kinds.

    >>> import re
    >>> re.search(offices(), "ルビオ国務長官").group()
    '国務長官'
    >>> "選手" in offices(), "選手" in offices("one"), "氏" in offices()
    (True, False, False)
    """
    kinds = kinds or ("one", "many")
    return "|".join(sorted((word for word, title in titles().items() if title.office in kinds), key=lambda w: -len(w)))
