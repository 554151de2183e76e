"""Looking for signs one at a time, which is ten times as fast as looking for any character of a class."""

from __future__ import annotations

import re
from collections.abc import Callable

from .lazy import lazy


def find_signs(text: str, signs: str, rest: str = "") -> list[re.Match[str]]:
    """The matches of `[signs]rest` in the order of the text; `rest` matches none of the signs.

    >>> [match.span() for match in find_signs("日本,米国，英国", ",，", "(?=[米英])")]
    [(2, 3), (5, 6)]
    """
    found = [match for sign in signs if sign in text for match in lazy(re.escape(sign) + rest).finditer(text)]
    return sorted(found, key=re.Match.start) if len(signs) > 1 else found


def run_round(text: str, low: int, high: int, within: Callable[[str, int], bool]) -> tuple[int, int]:
    """text[low:high] with all before and after it of which `within`, given a text and a place, says that it belongs.

    >>> run_round("甲,…,乙", 1, 2, lambda text, at: text[at] in ",…")
    (1, 4)
    """
    while low and within(text, low - 1):
        low -= 1
    while high < len(text) and within(text, high):
        high += 1
    return low, high
