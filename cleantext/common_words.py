"""English words that are no names, in small letters: data/common-words.txt."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def common_words() -> frozenset[str]:
    """The words of three letters and more; most have their base form only (see data/SOURCES.md)."""
    return frozenset((Path(__file__).parent / "data" / "common-words.txt").read_text("utf-8").split())
