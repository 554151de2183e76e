"""An engine that has got into a loop says the same words over and over."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from translate.segment import Flag

from .pair import Pair

_LOOP = re.compile(r"(\w{2,8})(?:、?\1){2}")
"""Japanese that itself says something three times in a row."""


_SAID_AGAIN = frozenset(
    "no yes ha hey oh well very really so go wait please bye now never hear come la ring knock".split()
)
"""What people say three times."""


def repetition(pair: Pair) -> Iterator[Flag]:
    """Flag `repetition`: up to eight words three times in a row, or a text that packs too well."""
    if _LOOP.search(pair.source):
        return
    words = [(word.text.lower(), word.start, word.end) for word in pair.words]
    said = [word for word, _, _ in words]
    for size in range(1, 9):
        for i in range(len(words) - 3 * size + 1):
            if size == 1 and said[i] in _SAID_AGAIN and said[i : i + 4] != said[i : i + 1] * 4:
                continue
            if said[i : i + size] == said[i + size : i + 2 * size] == said[i + 2 * size : i + 3 * size]:
                place = words[i][1], words[i + 3 * size - 1][2]
                message = f"said over and over: {' '.join(said[i : i + size])}"
                yield Flag("repetition", message, "error", None, place)
                return
    target = pair.target
    if len(target) > 120 and len(target) / len(zlib.compress(target.encode("utf-8", "replace"))) > 2.6:
        yield Flag("repetition", "the English repeats itself", "warning")
