"""The tables of this package's folder `data`: columns parted by tabs, notes after #."""

from __future__ import annotations

from importlib import resources


def rows(name: str) -> list[list[str]]:
    """The rows of a table, without its notes.

    >>> rows("counters.tsv")[0][0]
    'つ'
    """
    text = resources.files("translate").joinpath(f"data/{name}").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
