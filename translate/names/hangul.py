"""Korean given names in Latin letters, syllable by syllable, as people of South Korea often spell them (Tae-woo).

Source: the Revised Romanization, but for syllables that names seldom have in it; this project's own list.
"""

from __future__ import annotations

import re
from functools import cache

from translate.tables import rows

from .korean import romanise_hangul

_USUAL = dict(
    pair.split(":")
    for pair in "hui:hee hun:hoon u:woo uk:wook hyeon:hyun myeong:myung yeong:young gyeong:kyung mu:moo mun:moon "
    "du:doo su:soo sun:soon yun:yoon".split()
)
_OTHER = {"姫": "희", "瑩": "영", "泌": "필"}
"""Characters that stand for others in Japan, or that names read otherwise."""


def korean_in_latin(kanji: str) -> str | None:
    """A given name of one or two characters; None where one of them is not known.

    An initial l is silent or n, as South Korea writes, and 렬, 률 lose it after a vowel or n.

    >>> korean_in_latin("兌烈"), korean_in_latin("龍顕"), korean_in_latin("哲洙")
    ('Tae-yeol', 'Yong-hyun', 'Cheol-soo')
    """
    said: list[str] = []
    for sign in kanji:
        syllable = _OTHER.get(sign) or _syllables().get(sign)
        if not syllable:
            return None
        latin = re.sub("^c(?!h)", "ch", re.sub("^l", "r", romanise_hangul(syllable)))
        if not said:
            latin = re.sub("^r", "n", re.sub("^r(?=[iy])", "", latin))
        elif latin in ("ryeol", "ryul") and said[-1][-1] in "aeioun":
            latin = latin[1:]
        said.append(_USUAL.get(latin, latin))
    return "-".join(said).capitalize()


@cache
def _syllables() -> dict[str, str]:
    """How Korea reads a character: one syllable."""
    return {sign: korean[:1] for sign, _, _, korean in rows("kanji-readings.tsv")}
