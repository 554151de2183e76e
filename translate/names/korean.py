"""How Korean sounds in Latin letters, however it is romanised."""

from __future__ import annotations

import re
from functools import lru_cache

_BONES = (
    *((r"woo|wu|u(?=[aeio])", "w"), (r"ee|yi|i", "i"), (r"eo|oo|ou|u|o|ae|e|a", "a"), (r"y(?=[aeiou])", "i")),
    *((r"kk|gg|g|c(?!h)|q", "k"), (r"pp|bb|b|ph", "p"), (r"tt|dd|d", "t"), (r"jj|j|ch|zh|z", "c"), (r"sh|ss", "s")),
    *((r"r", "l"), (r"h(?=$|[^aeiouy])", ""), (r"ck", "k"), (r"(.)\1+", r"\1")),
)
_BONE_PATTERNS = tuple((re.compile(pattern), to) for pattern, to in _BONES)


@lru_cache(maxsize=20_000)
def bones(latin: str) -> str:
    """Romanised Korean so that Lee, Ri and Yi, Park and Bak, Jong and Chung come near each other."""
    for pattern, to in _BONE_PATTERNS:
        latin = pattern.sub(to, latin)
    return latin


_INITIALS = "g kk n d tt l m b pp s ss  j jj c k t p h".split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_FINALS = " k k ks n nc nh t l lk lm lp ls lt lp lh m p ps t t ng t t k t p h".split(" ")
_KOREAN = {"李": ("lee", "yi", "ri"), "이": (), "朴": ("park",), "金": ("kim",), "崔": ("choi",), "尹": ("yoon", "yun")}


def romanise_hangul(syllable: str) -> str:
    """One syllable of hangul in the Revised Romanization, initial ㄹ as l."""
    number = ord(syllable) - 0xAC00
    first, rest = divmod(number, 588)
    vowel, final = divmod(rest, 28)
    return _INITIALS[first] + _VOWELS[vowel] + _FINALS[final]


def korean_of(sign: str, syllables: str) -> tuple[str, ...]:
    """How a kanji is read in Korean, with the readings in hangul that the table has for it; as `bones` spells."""
    said = [romanise_hangul(s) for s in syllables if "가" <= s <= "힣"]
    more = [s[1:] for s in said if s.startswith("l")] + ["n" + s[1:] for s in said if s.startswith("l")]
    return tuple(dict.fromkeys(bones(s) for s in (*_KOREAN.get(sign, ()), *said, *more) if s))
