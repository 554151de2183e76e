"""Looking for signs one at a time, which is ten times as fast as looking for any character of a class."""

from __future__ import annotations

import re

from .lazy import lazy


def find_signs(text: str, signs: str, rest: str = "") -> list[re.Match[str]]:
    """The matches of `[signs]rest` in the order of the text; `rest` matches none of the signs.

    >>> [match.span() for match in find_signs("日本,米国，英国", ",，", "(?=[米英])")]
    [(2, 3), (5, 6)]
    """
    found = [match for sign in signs if sign in text for match in lazy(re.escape(sign) + rest).finditer(text)]
    return sorted(found, key=re.Match.start) if len(signs) > 1 else found
