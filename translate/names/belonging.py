"""What lies in a country, a state or a prefecture, or is its own, so that English may put its name there.

Hamburg in Germany, Russian President Vladimir Putin, Wajima in Ishikawa Prefecture: newspapers in English name the
country of a place or a person where Japanese ones need not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from glossaries.morphology import Token
from translate.tables import rows

from .common import is_common
from .known import world
from .sounds import plain

_KATAKANA = re.compile("[ァ-ヺー]{3,}(?:・[ァ-ヺー]+)*")
_V = str.maketrans({"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"})


def places_in(text: str, tokens: Sequence[Token]) -> set[str]:
    """The words of a Japanese text that are places, and all in katakana; tokens are its own."""
    found = {token.surface for token in tokens if token.pos[2] == "地名"}
    for match in _KATAKANA.finditer(text):
        found |= {match.group(), *match.group().split("・")}
    return set(map(_with_b, found))


def belongs(name: str, text: str, places: Iterable[str]) -> bool:
    """Whether a Japanese text has something of what an English name holds; places as `places_in` finds them.

    >>> belongs("Russian", "プーチン氏は", ()), belongs("German", "プーチン氏は", ())
    (True, False)
    >>> belongs("Ishikawa", "輪島市で", ["輪島"]), belongs("U.S.", "ダラスで", ["ダラス"])
    (True, True)
    """
    there = frozenset(places)
    return any(
        not there.isdisjoint(_within().get(holder, ())) or any(sign in text for sign in _signs().get(holder, ()))
        for part in {name, *re.split("[ -]", name)}
        for holder in _holders().get(_key(part), ())
    )


def _with_b(katakana: str) -> str:
    """リバプール for リヴァプール."""
    return re.sub("ヴ([ァィェォ]?)", lambda found: found[1].translate(_V) or "ブ", katakana)


def _key(word: str) -> str:
    return plain(word).replace(".", "").removesuffix("'s")


@cache
def _within() -> dict[str, frozenset[str]]:
    """Countries, states and prefectures with the places in them."""
    return {holder: frozenset(map(_with_b, names.split("|"))) for holder, names in rows("places-within.tsv")}


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    """Countries with what else tells of them."""
    return {holder: tuple(signs.split("|")) for holder, signs in rows("country-signs.tsv")}


@cache
def _holders() -> dict[str, set[str]]:
    """Words of English names, in small letters, with the countries, states and prefectures that they may stand for."""
    holders = {*_within(), *_signs()}
    found: dict[str, set[str]] = defaultdict(set)
    forms = {holder: {holder} for holder in holders}
    for term in world():
        if term.kind == "place" and term.english and term.english[0] in holders:
            forms[term.english[0]].update(term.english)
    for holder, names in forms.items():
        for name in names:
            found[_key(name)].add(holder)
            for word in re.split("[ -]", name):
                if not is_common(word):
                    found[_key(word)].add(holder)
    return found
