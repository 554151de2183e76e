"""The table of how Chinese or Japanese characters and pairs of them are; loaded when first asked for.

Made by benchmarks/residue/build_table.py, which says from what. Scores are logarithms of odds in tenths, above
0 for Chinese.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ..characters import members
from ..lazy import lazy

_MAGIC = b"taiyaku-residue-2\n"
KANA = "ぁ-ゖァ-ヺｦ-ﾝー"
BOTH = 8  # tenths: a pair whose score is no further from 0 is as good as common in both languages
HAN = "\u3400-\u4dbf\u4e00-\u9fff々〇\uf900-\ufaff\U00020000-\U0003134f"
is_han = members(HAN)


class Table(NamedTuple):
    """places and alone speak of single characters, keys (sorted) and scores of pairs.

    strong   matches a character of GB 2312 that no Japanese character set has.
    written  Japanese words written with simplified characters, spaces between them; `words` is the same in Japanese.
    """

    places: dict[str, int]
    alone: array[int]
    keys: array[int]
    scores: array[int]
    strong: re.Pattern[str]
    written: str
    words: str

    @property
    def spellings(self) -> dict[str, str]:
        """A Japanese word written with simplified characters -> the Japanese word."""
        return _spellings(self.written, self.words)

    def score(self, left: str | None, right: str) -> int:
        """Return how Chinese `right` is where it follows `left` (None: no Han character)."""
        second = self.places.get(right)
        if second is None:
            return 0
        known = self._pair(left, second) if left else None
        return self.alone[second] if known is None else known

    def joins(self, left: str, right: str) -> bool:
        """True if two characters follow each other in words of both languages: 生活, 左右."""
        second = self.places.get(right)
        known = self._pair(left, second) if second is not None else None
        return known is not None and abs(known) <= BOTH

    def _pair(self, left: str, second: int) -> int | None:
        """The score of a pair, the second character by its place; None for one that the table has not."""
        first = self.places.get(left)
        if first is None:
            return None
        key = first << 16 | second
        at = bisect_left(self.keys, key)
        return self.scores[at] if at < len(self.keys) and self.keys[at] == key else None


@cache
def load() -> Table:
    """Read the table, once."""
    data = (Path(__file__).parents[1] / "data" / "residue.bin").read_bytes()
    at = len(_MAGIC)
    if data[:at] != _MAGIC:
        raise ValueError("cleantext/data/residue.bin is not a table of this version; install taiyaku again")
    chars, pairs, size = struct.unpack_from("<III", data, at)
    at += 12
    known, strong, written, words = data[at : at + size].decode("utf8").split("\n")
    at += size
    keys = array("I", data[at + chars : at + chars + 4 * pairs])
    if sys.byteorder != "little":
        keys.byteswap()
    return Table(
        {char: i for i, char in enumerate(known)},
        array("b", data[at : at + chars]),
        keys,
        array("b", data[at + chars + 4 * pairs :]),
        lazy(f"[{strong}]"),
        written,
        words,
    )


@lru_cache(1)
def _spellings(written: str, words: str) -> dict[str, str]:
    return dict(zip(written.split(" "), words.split(" "), strict=True))
