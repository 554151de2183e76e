"""Which lines are worth a search: nearly all good Japanese leaves here, by bounds that are certain.

A line is suspect if it holds a character foreign to Japanese, a listed word, a 的 that may be の, or a stretch
without kana that could be filler: even if all that speaks against it is left out, it shows enough evidence for what it
holds (a character of grammar, two that are said twice, or neither), or it says some character three times.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from operator import add

from ..lazy import lazy
from .grammar import ENOUGH_SENTENCE, MAY_TELL
from .particle import find_particles
from .path import CLAUSE_EDGE, PRIOR
from .table import HAN, KANA, is_han, load
from .words import load_words

BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
LINE = lazy(f"[^{BREAKS}]+")
ENTER_AND_LEAVE = 2 * CLAUSE_EDGE  # no stretch is Chinese for less, in tenths
EMBEDDED_HAN = 4  # up to this many characters inside a sentence are a word, not filler
REPEATED = 3  # times a phrase must stand for repetition alone to count
REMEMBERED = 50_000  # pairs whose gain is kept

_STRETCH = lazy(f"[{HAN}][^{KANA}{BREAKS}]{{3,}}")


def suspect_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each line of `text` that is worth a search, offsets in code points."""
    size = len(text)
    sources: tuple[Iterator[int], ...] = (
        (m.start() for m in load().strong.finditer(text)),
        (m.start() for m in load_words().pattern.finditer(text)),
        (particle.start for particle in find_particles(text, 0, size)),
        (m.start() for m in _STRETCH.finditer(text) if may_be_filler(m[0])),
    )
    places = [next(source, size) for source in sources]
    last = 0
    while (at := min(places)) < size:
        lines = LINE.finditer(text, text.rfind("\n", last, at) + 1 or last)
        start, last = next(line.span() for line in lines if at < line.end())
        yield start, last
        for i, source in enumerate(sources):
            while places[i] < last:
                places[i] = next(source, size)


@lru_cache(8192)  # while a text is fixed, it is read several times
def may_be_filler(stretch: str) -> bool:
    """True unless it is certain that `stretch`, which holds no kana and no foreign character, is no filler."""
    if len(stretch) <= EMBEDDED_HAN:
        return stretch[:2] == stretch[2:]
    evidence = sum(map(_gains().__getitem__, map(add, " " + stretch, stretch)))
    if evidence >= ENTER_AND_LEAVE and (
        evidence >= ENOUGH_SENTENCE or MAY_TELL.search(stretch) or _says_twice(stretch)
    ):
        return True
    if len(stretch) - len(set(stretch)) < REPEATED - 1:
        return False
    letters = [*filter(is_han, stretch)]
    different = set(letters)
    return len(letters) - len(different) + 1 >= REPEATED and max(map(letters.count, different)) >= REPEATED


def _says_twice(stretch: str) -> bool:
    """True if two characters stand next to each other in two places, as in a phrase that is said twice."""
    pairs = list(map(add, stretch, stretch[1:]))
    return len(set(pairs)) < len(pairs)


class _Gains(dict[str, int]):
    """Two characters -> how much the second speaks for Chinese at most, in tenths; reckoned when asked for."""

    def __missing__(self, pair: str) -> int:
        left, right = pair[0], pair[1]
        table = load()
        score = table.score(left, right)
        if left in "字文":  # the end of a label (簡体字), after which a stretch begins anew
            score = max(score, table.score(None, right))
        if len(self) >= REMEMBERED:
            self.clear()
        self[pair] = gain = max(0, score - PRIOR)
        return gain


@cache
def _gains() -> _Gains:
    return _Gains()
