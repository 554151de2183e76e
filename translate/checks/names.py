"""Names: those of the English that nothing in the Japanese supports, those of the Japanese that the English lacks."""

from __future__ import annotations

from collections.abc import Iterator

from translate.names import unsupported_names
from translate.segment import Flag

from .pair import Pair


def names(pair: Pair) -> Iterator[Flag]:
    """Flag `name`."""
    if pair.glossary is not None:
        added = unsupported_names(pair.source, pair.matches, pair.target, pair.glossary)
        if added:
            yield Flag("name", f"in the English only: {', '.join(added)}", "warning")
