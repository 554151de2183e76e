"""Puts a kana and the combining mark after it together: か + U+3099 is が.

Names of files from macOS and text from PDF come in this form; it looks right, yet no search finds it and many fonts
set the mark beside the letter. A free-standing mark ゛ (U+309B) or ゜ (U+309C) inside a word is put together too.

Left alone: letters that have no such form (あ゙), a free-standing mark at the end of a word in hiragana or in
brackets (「か゛」, where the mark itself may be meant), accents of other scripts.
Source: JIS X 0208 (濁点付きの仮名は一字); Unicode Standard Annex #15 (NFC).

>>> from cleantext import fix_text
>>> fix_text("か\\u3099っこう、エンシ\\u309bン、あ\\u3099", select=["nfd-kana"]).text == "がっこう、エンジン、あ\\u3099"
True
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "kana with a separate voicing mark: one letter"
SEVERITY = "error"
SIGNS = "\u3099\u309a\u309b\u309c"
_MARK = lazy("[\u3099\u309a\u309b\u309c](?<=[ぁ-ゖァ-ヺゝヽ].)")
_LETTER = lazy("[ぁ-ゖァ-ヺー]")


_WORD = lazy("[ァ-ヺー][ァ-ヺ]$")


def _is_katakana(pair: str) -> bool:
    """True for a letter of katakana and the one before it: タイフ゜. is a word, ホ゜ may be the letter and its mark."""
    return _WORD.match(pair) is not None


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the letter with its mark."""
    for match in _MARK.finditer(text):
        start, end = match.start() - 1, match.end()
        mark = match.group()
        whole = unicodedata.normalize("NFC", text[start] + (mark if mark < "\u309b" else chr(ord(mark) - 2)))
        if len(whole) > 1 or not context.free(start, end):
            continue
        if mark >= "\u309b" and not (_LETTER.match(text, end) or _is_katakana(text[start - 1 : start] + text[start])):
            continue
        yield Hit(start, end, whole, f"{text[start]} and U+{ord(mark):04X} are one letter, {whole}")
