"""Japanese that holds Chinese: what is translated is itself in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.characters import has_japanese
from cleantext.residue import find_residue
from translate.segment import Flag

from .pair import Pair


def residue(pair: Pair) -> Iterator[Flag]:
    """Flag `source`: another translation cannot take it away."""
    for found in find_residue(pair.source) if has_japanese(pair.source) else ():
        words = pair.source[found.start : found.end]
        yield Flag("source", f"the Japanese holds Chinese: {words}", "warning", (found.start, found.end))
