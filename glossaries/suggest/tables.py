"""The tables of this package: tab-separated files in `data`, rows that begin with # are remarks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table without its header, each a tuple of its cells.

    >>> ("ウォ", "wo") in rows("kana")
    True
    """
    lines = (_DATA / f"{name}.tsv").read_text("utf-8").split("\n")
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))[1:]
