"""Where any of many words stand in a text, by an Aho-Corasick automaton: one pass, however many words there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Automaton:
    """Words ready to be found; made once, used for any number of texts."""

    def __init__(self, words: Iterable[str]) -> None:
        """Empty words are left out."""
        import ahocorasick

        self._made: Any = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for word in words:
            if word:
                self._made.add_word(word)
        self._made.make_automaton()

    def ends(self, text: str) -> dict[int, list[int]]:
        """Start → the ends of all words that begin there, longest first; starts ascending, in code points.

        >>> Automaton(["東京", "東京都", "京都"]).ends("東京都")
        {0: [3, 2], 1: [3]}
        """
        found: dict[int, list[int]] = {}
        if not len(self._made):
            return found
        for last, length in self._made.iter(text):
            found.setdefault(last + 1 - length, []).append(last + 1)
        return {start: found[start][::-1] for start in sorted(found)}
