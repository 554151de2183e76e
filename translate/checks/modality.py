"""What the Japanese leaves open, holds possible or asks for, told as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translate.segment import Flag
from translate.tables import rows

from .pair import Pair

_QUESTION = "?"


def modality(pair: Pair) -> Iterator[Flag]:
    """Flag `modality`: nothing in the English can stand for かどうか, べきだ or かもしれない; for the first alone."""
    if _QUESTION in pair.target:
        return
    for word, japanese, english in _modalities():
        found = japanese.search(pair.source)
        if found and not english.search(pair.low):
            message = f"the Japanese says {found.group()}; the English has no {word!r} or the like"
            yield Flag("modality", message, "warning", found.span())
            return


@lru_cache(maxsize=1)
def _modalities() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    table = rows("modality.tsv")
    said = {word: english for word, _, english, *_ in table}
    return [
        (
            word,
            re.compile(japanese),
            re.compile(rf"(?<![a-z])(?:{'|'.join([english, *(said[each] for each in others)])})\b"),
        )
        for word, japanese, english, *others in table
    ]
