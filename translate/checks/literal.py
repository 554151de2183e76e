"""Idioms and words taken by their parts: 手を焼く as burning hands, ダイヤが乱れる as diamonds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translate.segment import Flag
from translate.tables import rows

from .pair import Pair


def literal(pair: Pair) -> Iterator[Flag]:
    """Flag `literal`: the English has what only the parts of an expression say; for the first alone."""
    for japanese, english, unless in _expressions():
        found = japanese.search(pair.source)
        said = english.search(pair.low) if found else None
        if found and said and not (unless and unless.search(pair.source)):
            message = f"taken by its words: {found.group()[-12:]} as {said.group()!r}"
            yield Flag("literal", message, "warning", found.span(), said.span())
            return


@lru_cache(maxsize=1)
def _expressions() -> list[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]]:
    return [
        (re.compile(japanese), re.compile(rf"\b(?:{english})\b"), re.compile(unless[0]) if unless else None)
        for japanese, english, *unless in rows("literal.tsv")
    ]
