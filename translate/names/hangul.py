"""Korean given names in Latin letters: the Revised Romanization, syllable by syllable, as names are written (Tae-yeol)."""

from __future__ import annotations

import re
from functools import cache

from translate.tables import rows

from .sounds import romanise_hangul


def in_latin(kanji: str) -> str | None:
    """A given name, one or two characters; None where one of them is not known.

    Initial l is silent or n, as South Korea writes, and 렬, 률 lose it after a vowel or n.

    >>> in_latin("兌烈"), in_latin("龍顕"), in_latin("明洙")
    ('Tae-yeol', 'Yong-hyeon', 'Myeong-su')
    """
    said: list[str] = []
    for sign in kanji:
        syllable = _syllables().get(sign)
        if not syllable:
            return None
        latin = re.sub("^l", "r", romanise_hangul(syllable))
        if not said:
            latin = re.sub("^r", "n", re.sub("^r(?=[iy])", "", latin))
        elif latin in ("ryeol", "ryul") and said[-1][-1] in "aeioun":
            latin = latin[1:]
        said.append(latin)
    return "-".join(said).capitalize()


@cache
def _syllables() -> dict[str, str]:
    return {sign: korean.split()[0] if " " in korean else korean[:1] for sign, _, _, korean in rows("kanji-readings.tsv")}
