"""Whether a sentence falls into parts that each say what one of several sentences of the other language says.

That is how a translator makes two sentences of one: 停電は3日続き、市長は水を配った。 beside "The power cut lasted
three days. The mayor handed out water." A sentence with one that merely stands by its translation has no such parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from cleantext.lazy import lazy

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

_CUTS = (
    lazy(r"[、。，．！？!?；;：:…―「」』）)]+(?=[^、。，．！？!?；;：:…―」』）)])"),
    lazy(r"[,;:.!?…—–)\"”]+(?= )|(?= (?:and|but|so|because|which|who|while|when|although|though|as|since|if|that) )"),
)
MOST = 6
"""Cuts of a sentence that are tried, those nearest to where the lengths of the other side would have them."""


def splits(one: str, others: Sequence[str], side: int) -> Iterator[tuple[str, ...]]:
    """Ways to cut a sentence into as many pieces as there are others; none where it has too few clauses.

    side  0 where the sentence is Japanese, 1 where it is English.

    >>> list(splits("停電は続き、市長は水を配った。", ["The power cut went on.", "The mayor handed out water."], 0))
    [('停電は続き、', '市長は水を配った。')]
    """
    cuts = [match.end() for match in _CUTS[side].finditer(one) if 0 < match.end() < len(one)]
    cuts = sorted({cut for cut in cuts if _says(one[:cut]) and _says(one[cut:])})
    if len(cuts) < len(others) - 1:
        return
    total = sum(map(len, others)) or 1
    ideal, wanted = 0.0, []
    for other in others[:-1]:
        ideal += len(other) / total * len(one)
        wanted.append(ideal)
    if len(cuts) > MOST:
        cuts = sorted(sorted(cuts, key=lambda cut: min(abs(cut - place) for place in wanted))[:MOST])
    for chosen in combinations(cuts, len(others) - 1):
        ends = (0, *chosen, len(one))
        pieces = tuple(one[a:b].strip() for a, b in zip(ends, ends[1:], strict=False))
        if all(map(_says, pieces)):
            yield pieces


def _says(text: str) -> bool:
    return re.search(r"\w", text) is not None
