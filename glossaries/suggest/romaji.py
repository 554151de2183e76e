"""Kana in Latin letters: for ids, and to rank English spellings by how alike they sound.

Romanising does not give a foreign name back (キーウ is "kiu"), so it is never a candidate by itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ..folding import fold
from .tables import rows

_HIRAGANA = str.maketrans({code: chr(code + 0x60) for code in range(ord("ぁ"), ord("ゖ") + 1)})
_KATAKANA = str.maketrans({code: chr(code - 0x60) for code in range(ord("ァ"), ord("ヶ") + 1)})
_RULES = (
    *((r"ph", "f"), (r"th", "s"), (r"sch|sh", "s"), (r"tch|ch|cz|tsy|ts", "t"), (r"ck|q|kh|c(?![eiy])", "k")),
    *((r"c", "s"), (r"x", "ks"), (r"wh|w|v", "b"), (r"r|l", "l"), (r"j|dz|z|g(?=[eiy])", "z"), (r"[^a-z]", "")),
    *((r"y", "i"), (r"h(?![aeiou])", ""), (r"(.)\1+", r"\1"), (r"m(?=[bp])", "n")),
)
_SILENT_R = re.compile(r"(?<=[aeiou])r(?![aeiouy])")
"""British r: スターマー, Starmer."""

_PATTERNS = tuple((re.compile(pattern), to) for pattern, to in _RULES)


def katakana(text: str) -> str:
    """Hiragana as katakana; the rest as it is."""
    return text.translate(_HIRAGANA)


def hiragana(text: str) -> str:
    """Katakana as hiragana; the rest as it is.

    >>> hiragana("キーウ")
    'きーう'
    """
    return text.translate(_KATAKANA)


def romanise(kana: str) -> str:
    """Kana in Hepburn romanisation without long vowels; what is no kana stays.

    >>> romanise("ウィトコフ"), romanise("ティモシェンコ")
    ('witokofu', 'timoshenko')
    """
    return _pattern().sub(lambda found: _latin()[found.group()], katakana(fold(kana).text))


@lru_cache(maxsize=50_000)
def likeness(kana: str, english: str) -> float:
    """How alike the two sound, from 0 to 1: consonants count for more than vowels.

    >>> likeness("スターマー", "Starmer") > 0.8
    True
    >>> likeness("ゼレンスキー", "Zelenskyy") > 0.8 > 0.5 > likeness("ゼレンスキー", "Macron")
    True
    """
    from difflib import SequenceMatcher

    def same(a: str, b: str) -> float:
        return SequenceMatcher(None, a, b, autojunk=False).ratio()

    a = _sound(romanise(kana))
    spoken = {_sound(english), _sound(_SILENT_R.sub("", english))}
    if not a or "" in spoken:
        return 0.0
    return round(max(0.6 * same(_bones(a), _bones(b)) + 0.4 * same(a, b) for b in spoken), 3)


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> frozenset[str]:
    """The consonants of a word in kana or Latin letters, as both scripts keep them; empty if they are fewer than three.

    Of English words also without a silent r and without the plural's s.

    >>> skeletons("マクロン") & skeletons("Macron"), skeletons("モニター") & skeletons("monitors")
    (frozenset({'mkln'}), frozenset({'mnt'}))
    """
    latin = romanise(word)
    if latin != word:
        spoken = {latin}
    else:
        spoken = {word, word.lower().removesuffix("s")}
        spoken |= {_SILENT_R.sub("", each) for each in spoken}
    bones = (re.sub("[aeiou]", "", _sound(each)) for each in spoken)
    return frozenset(each for each in bones if len(each) > 2)


def slug(text: str) -> str:
    """Latin text as an id: small letters, digits and hyphens; empty if it has none.

    >>> slug("Côte d’Ivoire")
    'cote-divoire'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _bones(sound: str) -> str:
    return re.sub("[aeiou]", "", sound) or sound


def _sound(latin: str) -> str:
    sound = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    for pattern, to in _PATTERNS:
        sound = pattern.sub(to, sound)
    return sound


@cache
def _latin() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("kana")}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _latin()), key=len, reverse=True)))
