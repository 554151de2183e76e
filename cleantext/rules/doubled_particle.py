"""Suggests one particle where it stands twice: 彼のの本, 東京をを出る.

They are left when a sentence is edited.

Left alone: the same letters in a word (ののしる, ははは), particles after most hiragana, quoted letters, code.
Source: JTF 日本語標準スタイルガイド 1.1 (基本文型); 公用文作成の考え方 (2022) Ⅲ (文の書き方).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("彼のの本をを読む。父をののしる。", select=["doubled-particle"])]
[('のの', 'の'), ('をを', 'を')]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import KANJI, KATAKANA, members
from ..context import Context
from ..findings import Hit

SUMMARY = "a particle twice: 彼のの本"
SEVERITY = "warning"
FIXES = False
_PARTICLES = "をがはのにとでへ"
_is_before = members(KANJI + KATAKANA + "A-Za-z0-9０-９」』）)％%れらとの")
_is_after = members(KANJI + KATAKANA + "A-Za-z0-9０-９「『（、")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on two particles that are alike, after a word and before another."""
    for particle in _PARTICLES:
        start = text.find(particle * 2)
        while start >= 0:
            end = start + 2
            after = text[end : end + 1]
            wanted = particle == "を" or _is_after(after)
            if _is_before(text[start - 1 : start]) and wanted and after != particle and context.free(start, end):
                yield Hit(start, end, particle, f"{particle} stands twice", False, 0.8)
            start = text.find(particle * 2, end)
