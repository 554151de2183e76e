"""English words that, with a capital, need not be a name."""

from __future__ import annotations

import re
from functools import lru_cache

from cleantext.common_words import common_words

from .sounds import plain

_STEMS = (
    *(("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ers", ""), ("er", "")),
    *(
        ("ly", ""),
        ("est", ""),
        ("est", "e"),
        ("er", "e"),
        ("ers", "e"),
        ("ier", "y"),
        ("iest", "y"),
        ("ied", "y"),
        ("ness", ""),
        ("ists", "y"),
        ("ist", ""),
        ("ism", ""),
        ("wide", ""),
        ("al", ""),
    ),
    *(
        ("tion", "te"),
        ("able", ""),
        ("able", "e"),
        ("ize", ""),
        ("ized", ""),
        ("izing", ""),
        ("less", ""),
        ("ment", ""),
        ("ship", ""),
        ("men", ""),
        ("man", ""),
        ("off", ""),
        ("out", ""),
        ("up", ""),
    ),
)
_AMERICAN = {"our": "or", "tre": "ter", "isation": "ization", "ise": "ize", "ising": "izing", "ll": "l", "ence": "ense"}
_BRITISH = re.compile("our|tre$|isation|ise|ising|ll(?=ed|ing|er)|ence$")
_PRONOUNS = frozenset(
    "his her hers him its our ours they them their theirs she you your using umm hmm ahh only has per".split()
)
_BEGINNINGS = (
    "non",
    "un",
    "re",
    "pre",
    "anti",
    "super",
    "sub",
    "inter",
    "multi",
    "over",
    "micro",
    "semi",
    "auto",
    "co",
)


def is_common(word: str) -> bool:
    """Whether a word may be something else than a name although it has a capital.

    >>> [is_common(word) for word in ("Ministers", "Talks", "Kyiv", "Trump")]
    [True, True, False, False]
    """
    low = re.sub(r"(?:n't|'.*|\.)$", "", plain(word))
    return len(low) < 3 or _is_common(low) or low in _PRONOUNS


@lru_cache(maxsize=20_000)
def _is_common(low: str) -> bool:
    common = common_words()
    if low in common:
        return True
    stems = [low[: -len(end)] + new for end, new in _STEMS if low.endswith(end) and len(low) - len(end) + len(new) > 2]
    stems += [stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]]
    if any(stem in common and len(stem) > 2 for stem in stems):
        return True
    american = _BRITISH.sub(lambda found: _AMERICAN[found.group()], low)
    if american != low:
        return _is_common(american)
    return any(_may_begin(low, b) for b in _BEGINNINGS if low.startswith(b) and len(low) > len(b) + 3)


def _may_begin(low: str, beginning: str) -> bool:
    """Whether what follows is a common word: of long ones in any form, repost-ed."""
    rest = low[len(beginning) :]
    return (
        rest in common_words()
        or len(rest) > 5
        and any(rest.endswith(end) and rest[: -len(end)] + new in common_words() for end, new in _STEMS)
    )
