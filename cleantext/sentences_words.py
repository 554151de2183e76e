"""The words that splitting sentences must know: data/sentences-ja.tsv and data/sentences-en.tsv."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def words(lang: str, name: str) -> frozenset[str]:
    """The words of one class of a language; KeyError if the table has no such class."""
    return _table(lang)[name]


@cache
def endings(lang: str, name: str) -> tuple[str, ...]:
    """The words of one class, sorted, as str.endswith and str.startswith take them."""
    return tuple(sorted(words(lang, name)))


@cache
def _table(lang: str) -> dict[str, frozenset[str]]:
    lines = (_DATA / f"sentences-{lang}.tsv").read_text("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and line[0] != "#"][1:]
    return {name: frozenset(joined.split("|")) for name, joined in rows}
