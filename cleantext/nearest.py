"""The name that was meant, where a wrong one was given."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name that is most like this one, at least by `cutoff` (0 to 1); "" if none is.

    >>> nearest("coma", ("comma", "colon")), nearest("dash", ("comma",))
    ('comma', '')
    """
    from difflib import get_close_matches  # few runs need it

    return next(iter(get_close_matches(name, known, 1, cutoff)), "")
