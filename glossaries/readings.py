"""How a word is read: a suggestion for the column `reading`, by fugashi with UniDic.

Importing this loads nothing; the first word with kanji takes about a tenth of a second.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from .folding import fold
from .morphology import SURROGATES

_KANA = re.compile("[ぁ-ゖゝゞァ-ヺーヽヾ・=゠ 　]+")
_WAYS = 20
"""Analyses of one word that are looked through for its readings."""

_TO_HIRAGANA = {code: code - 0x60 for code in (*range(ord("ァ"), ord("ヶ") + 1), ord("ヽ"), ord("ヾ"))}


def hiragana(text: str) -> str:
    """Katakana as hiragana, all else as it is.

    >>> hiragana("ルステム・ウメロフ氏")
    'るすてむ・うめろふ氏'
    """
    return fold(text).text.translate(_TO_HIRAGANA)


def reading(text: str) -> str:
    """How a word is probably read, in hiragana; "" where a part of it is not known (Latin letters, figures).

    >>> reading("和平交渉"), reading("EU")
    ('わへいこうしょう', '')
    """
    text = fold(text).text
    if _KANA.fullmatch(text):
        return hiragana(text)
    parts = []
    for word in _tagger()(text):
        kana = word.surface if _KANA.fullmatch(word.surface) else word.feature.kana
        if kana is None and any(character.isalnum() for character in word.surface):
            return ""
        parts.append(kana or "")
    return hiragana("".join(parts))


class Word(NamedTuple):
    """A word as UniDic has it: its end in code points, its four parts of speech, its reading in katakana or "", and how
    a loanword or a foreign name is spelled where it comes from, or "".
    """

    end: int
    pos: tuple[str, ...]
    kana: str
    spelling: str = ""


def words(text: str) -> dict[int, Word]:
    """The words of a text as fugashi and UniDic cut it, by where they start.

    >>> words("佐伯恵子が")[0]
    Word(end=2, pos=('名詞', '固有名詞', '人名', '姓'), kana='サエキ', spelling='')
    >>> words("バトラー氏")[0].spelling
    'Butler'
    """
    text = SURROGATES.sub("\ufffd", text)
    found, place = {}, 0
    for word in _tagger()(text):
        start = text.index(word.surface, place)
        place = start + len(word.surface)
        found[start] = Word(place, *_said(word), (word.feature.lemma or "").partition("-")[2])
    return found


def name_readings(name: str, *kind: str) -> frozenset[str]:
    """How UniDic reads a name, in katakana: all readings of the word as a name of that kind, its third and fourth part
    of speech; as a name of any kind without one.

    >>> sorted(name_readings("大谷", "人名", "姓")), sorted(name_readings("佐伯", "人名", "姓"))
    (['オオタニ', 'オオヤ'], ['サエキ'])
    """
    return frozenset(kana for pos, kana in _entries(name) if pos[1] == "固有名詞" and pos[2 : 2 + len(kind)] == kind)


def is_word(name: str) -> bool:
    """Whether UniDic has it as a word that is no name.

    >>> is_word("大分"), is_word("甲府")
    (True, False)
    """
    return any(kana and pos[1] != "固有名詞" for pos, kana in _entries(name))


@lru_cache(maxsize=10_000)
def _entries(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The entries of UniDic that a word as a whole may be: parts of speech and reading."""
    ways = _tagger().nbestToNodeList(word, _WAYS)
    return tuple(_said(way[0]) for way in ways if len(way) == 1)


def _said(word: Any) -> tuple[tuple[str, ...], str]:
    feature = word.feature
    return (feature.pos1, feature.pos2, feature.pos3, feature.pos4), feature.kana or ""


@cache
def _tagger() -> Any:
    from fugashi import Tagger

    return Tagger()
