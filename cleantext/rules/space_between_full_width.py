"""Takes out a half-width space between two Japanese letters: これは どういうこと is これはどういうこと.

Japanese parts no words by spaces; such a space is left over from editing or from machine translation.

Left alone: spaces between katakana words, between kanji (山田 太郎, 東京 大阪), after numbers and labels at the start
of a line (第1章 はじめに), several spaces together, U+3000, rows of values, a line in which words are parted all
through (books for children: わたしは がっこうへ いきます). Sure is only a space after a particle that follows a
kanji, a katakana, a Latin letter or a word such as これ; after some words that no name ends in it is suggested.
Source: JTF 日本語標準スタイルガイド 3.1.2 (全角文字どうしの間にスペースを入れない).

>>> from cleantext import fix_text
>>> fix_text("これは どういうこと？　山田 太郎は 言った。", select=["space-between-full-width"]).text
'これはどういうこと？　山田 太郎は言った。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import HIRAGANA, KANJI, KATAKANA, LETTER
from ..context import Context
from ..findings import Hit
from ..spacing import after_ordinal, line_of

SUMMARY = "half-width space between Japanese letters: none"
SEVERITY = "info"
_SPACE = re.compile(f" (?<=[{LETTER}、] )(?=[{LETTER}])(?!(?<=[{KATAKANA}] )[{KATAKANA}])")
_PARTICLE = re.compile(
    f"(?:[{KANJI}{KATAKANA}A-Za-z0-9）」』]|[これそれあれどれここそこあそこ]{{2,3}}|わたし|あなた|もの|こと|ため|とき)"
    "(?:は|が|を|に|で|と|の|も|へ|には|では|とは|から|まで|より)$"
)
_WORD = re.compile(
    "(?:した|する|して|ない|ます|です|った|とても|しかし|そして|つまり|さらに|たとえば|例えば|でも|という)$"
)
_PARTED = re.compile(f"[{HIRAGANA}] (?=[{LETTER}])")
_SENTENCE = re.compile("[。！？\r\n]")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on spaces that part no words."""
    for match in _SPACE.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 8) : start]
        sure = _PARTICLE.search(before) is not None
        if not sure and not _WORD.search(before) or not context.free(start - 1, end + 1):
            continue
        low, high = line_of(text, start, end)
        if after_ordinal(text[low:start], text[end:high]) or not _alone(text, low, high, start):
            continue
        if sure:
            yield Hit(start, end, "", "no space between Japanese letters")
        elif "。" in text[end:high]:
            yield Hit(start, end, "", "no space between Japanese letters", False, 0.6)


def _alone(text: str, low: int, high: int, offset: int) -> bool:
    """True if the sentence has no other space after hiragana than this one and those after sure particles."""
    for stop in _SENTENCE.finditer(text, low, high):
        if stop.start() < offset:
            low = stop.end()
        else:
            high = stop.start()
            break
    for count, match in enumerate(_PARTED.finditer(text, low, high), 1):
        at = match.start() + 1
        if count == 3 or at != offset and not _PARTICLE.search(text[max(low, at - 8) : at]):
            return False
    return True
