"""Suggests the letter that is meant for one that only looks like it: 力ナダ with the kanji 力, コンピュ一タ with 一.

Such signs come from scanned text (OCR) and from slips of the hand; no search finds the word, and a reader in print
sees nothing. Looked for are kanji, hiragana, dashes and hyphens in the place of katakana and ー, where the word is
in the dictionary with the katakana and not as it stands; Greek and Cyrillic letters inside a Latin word; the letter O
in a year or a sum (2O26年).

Left alone: words that are written so (口コミ), counts (二カ国), へ between two words (パリへイタリアから), dashes
between words, names in no dictionary, formulas (3O2), Greek letters that look like no Latin one (μm, ΔT), addresses,
code.
Source: JIS X 0208 (一字一字は別の文字); Unicode Technical Standard #39 (confusables); SudachiDict for the words.

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("力ナダのコンピュ一タは口コミで売れた。", select=["look-alike"])]
[('力', 'カ'), ('一', 'ー')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..characters import KANJI, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..signs import find_signs

SUMMARY = "a letter that only looks like the right one: 力ナダ"
SEVERITY = "error"
FIXES = False
_KATAKANA = "ァ-ヺー"
_LETTERS = dict(zip("力口夕卜工二八へべぺ", "カロタトエニハヘベペ", strict=True))
_DASHES = dict.fromkeys("一\u2015\u2014\u2500\u2013\u2212\u2010\uff0d-", "ー")
_WORDS = {
    "ニ": "(?=[人匹軍塁次〇一二三四五六七八九十百千]|つの|度目)(?!.[ァ-ヺ])(?<![ァ-ヺー、].)",
    "エ": "(?=[場事業夫程具員])(?<![ァ-ヺー].)",
    "タ": "(?=[日方食刻暮闇刊飯])(?<![ァ-ヺー].)",
    "ロ": "(?=を開|を閉|を出|調|癖|笛|紅|座|頭)(?<![々一-鿿ァ-ヺーと].)",
    "ー": "(?=[人匹軒枚])(?<![ぁ-んァ-ヺー].)",
    "卜": "(?=書)(?<![々一-鿿ァ-ヺー].)",
    "へ": "(?=リ(?![ァ-ヺー]))",
}
"""A letter at the head of a word whose other letters are no katakana: ニ人, エ場, タ日; へリ."""
_MEANT = dict(zip("ニエタロー卜へ", "二工夕口一トヘ", strict=True))
_LAST_DASH = "(?<=[ァ-ヺ].)(?=[のをはがにでともへ、。）」])"
"""Where a hyphen may stand for the ー that ends a word: バッテリ-の."""
_FULL = str.maketrans(_LETTERS | _DASHES)
_LAST = "力口夕卜工"
"""Letters that are looked at after katakana too, where no kanji follows."""
_WESTERN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТХаеорсхі", "ABEZHIKMNOPTYXABEKMHOPCTXaeopcxi", strict=True))
_SIGNS = lazy(
    f"[{re.escape(''.join(_LETTERS | _DASHES | _WESTERN))}](?:(?<=[{''.join(_WESTERN)}])"
    f"|(?<=[{''.join(_LETTERS)}])(?=[{_KATAKANA}])|(?<=[{_KATAKANA}].)(?:(?<=[{_LAST}])|(?=[{_KATAKANA}])))"
)
"""One look for all: Western letters, letters before katakana, the last of a word, dashes between katakana."""
_is_katakana = members(_KATAKANA)
_is_kanji = members(KANJI + "0-9０-９")
_is_in_word = members("々一-鿿")
_HEAD, _TAIL = lazy(f"[{_KATAKANA}{''.join(_DASHES)}]*$"), lazy(f"[{_KATAKANA}{''.join(_DASHES)}]*[{_KATAKANA}]|")
LONGEST = 16
_NO_COUNTER = "ァィゥェォッャュョンー"
"""With these no counter begins, so that no figure stands before them."""
_WORD = lazy("[A-Za-z\u0370-\u03ff\u0400-\u04ff]+")
_SUM = r"(?<=[0-9].)(?:[0-9]{2,}|(?=[年円人月日%％])|[0-9](?=[年円人%％]))"
_DIGITS = lazy("(?<![0-9A-Za-z.,_/-])[0-9]+$")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on each sign that stands for another."""
    found = [match.start() for match in _SIGNS.finditer(text)]
    for at in found:
        sign = text[at]
        if sign in _WESTERN or sign in _LAST and _is_in_word(text[at + 1 : at + 2]):
            continue
        if context.free(at, at + 1) and _is_meant(text, at):
            fix = (_LETTERS | _DASHES)[sign]
            message = f"U+{ord(sign):04X} stands in a katakana word; {fix} is meant, it seems"
            yield Hit(at, at + 1, fix, message, False, 0.8)
    for match in (match for sign, rest in _WORDS.items() for match in find_signs(text, sign, rest)):
        if context.free(*match.span()) and "ヲ" not in text[slice(*line_bounds(text, match.start()))]:
            sign, fix = match[0], _MEANT[match[0]]
            message = f"U+{ord(sign):04X} stands at the head of a word; {fix} is meant, it seems"
            yield Hit(*match.span(), fix, message, False, 0.8)
    for match in find_signs(text, "-\uff0d", _LAST_DASH):
        if context.free(*match.span()) and _ends_word(text, match.start()):
            message = f"U+{ord(match[0]):04X} ends a katakana word; ー is meant, it seems"
            yield Hit(*match.span(), "ー", message, False, 0.8)
    if any(text[at] in _WESTERN for at in found):
        yield from _western(text, context)
    for match in find_signs(text, "OＯ", _SUM):
        at = match.start()
        in_number = _DIGITS.search(text, max(0, at - 9), at) and not text[match.end() : match.end() + 1].isascii()
        if in_number and context.free(at, at + 1):
            yield Hit(at, at + 1, "0", "the letter O stands in a number; 0 is meant, it seems", False, 0.8)


def _is_meant(text: str, at: int) -> bool:
    """True if the katakana word round the sign is in the dictionary only with the letter it looks like."""
    head, tail = _HEAD.search(text, max(0, at - LONGEST), at), _TAIL.match(text, at + 1, at + 1 + LONGEST)
    start, end = head.start() if head else at, tail.end() if tail else at + 1
    word = text[start:end]
    before = text[start - 1 : start]
    if len(word) < 3 or not _is_katakana(word[0]) and _is_kanji(before) and (len(word) < 4 or text[at] not in "力夕卜"):
        return False
    if (
        text[at] == "へ"
        and (start < at or is_letter(before) and len(word) < 4)
        or text[at] in "二八"
        and (text[at + 1 : at + 2] or " ") not in _NO_COUNTER
    ):
        return False
    if not _is_word(word.translate(_FULL)) or _is_word(word):
        return False
    rest = text[at + 1 : end]
    return text[at] not in "へべぺ二八" or len(rest) < 2 or not _is_word(rest)


def _ends_word(text: str, at: int) -> bool:
    """True if the katakana before is a word with ー at its end."""
    head = _HEAD.search(text, max(0, at - LONGEST), at)
    word = head[0].translate(_FULL) if head else ""
    return len(word) > 2 and _is_word(word + "ー")


@lru_cache(4096)
def _is_word(word: str) -> bool:
    """True if the dictionary has this as one word."""
    from glossaries.morphology import tokens

    found = tokens(word, mode="C")
    return len(found) == 1 and not found[0].oov


def _western(text: str, context: Context) -> Iterator[Hit]:
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or sum(map(str.isascii, word)) < 2:
            continue
        foreign = [at for at, letter in enumerate(word, match.start()) if not letter.isascii()]
        if all(text[at] in _WESTERN for at in foreign) and context.free(*match.span()):
            for at in foreign:
                fix = _WESTERN[text[at]]
                yield Hit(at, at + 1, fix, f"U+{ord(text[at]):04X} stands in a Latin word; {fix} is meant", False, 0.9)
