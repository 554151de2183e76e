"""Suggests one particle where it stands twice: 彼のの本, 東京をを出る.

They are left when a sentence is edited.

Between other hiragana the morphological tagger says whether both are particles (問題ががある).

Left alone: the same letters in a word (ののしる, ははは), lines without kanji, quoted letters, code.
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
from ..lazy import lazy

SUMMARY = "a particle twice: 彼のの本"
SEVERITY = "warning"
FIXES = False
_PARTICLES = "をがはのにとでへ"
_is_before = members(KANJI + KATAKANA + "A-Za-z0-9０-９」』）)％%れらとの")
_is_kanji = members(KANJI + KATAKANA)
AROUND = 10
_WORDS = lazy("もの(?=の)|こと(?=と)|その(?=の)|.(?:ととも|ででき|でで[もす]|はは[！、。])")
"""What is good Japanese, and common."""
_is_after = members(KANJI + KATAKANA + "A-Za-z0-9０-９「『（、")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on two particles that are alike, after a word and before another."""
    for particle in _PARTICLES:
        start = text.find(particle * 2)
        while start >= 0:
            end = start + 2
            after = text[end : end + 1]
            wanted = particle == "を" or _is_after(after)
            sure = _is_before(text[start - 1 : start]) and wanted
            told = sure or not _WORDS.match(text, start - 1) and _are_particles(text, start)
            if told and after != particle and context.free(start, end):
                yield Hit(start, end, particle, f"{particle} stands twice", False, 0.8)
            start = text.find(particle * 2, end)


def _are_particles(text: str, start: int) -> bool:
    """True if the tagger takes both letters for particles, with a kanji or katakana shortly before them."""
    low = max(0, start - AROUND)
    if not any(map(_is_kanji, text[max(0, start - 4) : start])):
        return False
    from glossaries.morphology import tokens

    found = {low + token.start: token for token in tokens(text[low : start + AROUND].split("\n")[0])}
    both = found.get(start), found.get(start + 1)
    return all(token is not None and len(token.surface) == 1 and token.pos[0] == "助詞" for token in both)
