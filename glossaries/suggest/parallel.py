"""English from a parallel text: names in capitals that sound like the kana, or stand in the same places.

No sentence alignment is needed: a name that stands at a tenth, a half and the end of the Japanese text stands
there in the English one too. How alike two names sound counts for most; for institutions in kanji the places
alone must do, and the answer is less sure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from .english import English, Source
from .loans import reading_of
from .romaji import likeness

_WORD = r"[A-Z][\w’'-]*[\w]|[A-Z]"
_NAME = re.compile(rf"(?:{_WORD})(?:(?: (?:of|the|and|for|de|van|von|al))* (?:{_WORD}))*")
_STARTS = re.compile(r"(?:^|[.!?:;”\"“]\s*|\n\s*)$")
_POSSESSIVE = re.compile(r"[’']s$")
_COMMON = frozenset("The A An In On At It He She They We I This That But And For As If When While After Before".split())
_LINKS = frozenset("of the and for de van von al".split())
_MOST = 6
"""Words in a name, at most."""


def from_parallel(text: str, spots: Mapping[str, Sequence[float]]) -> Source:
    """English from the text of an English edition.

    spots  for each form, where it stands in the Japanese texts: 0 is their beginning, 1 their end; sorted.
    """
    names = _names(text)

    def source(forms: Sequence[str], kind: str) -> Iterator[English]:
        places = sorted(place for form in forms for place in spots.get(form, ()))
        kana = [form for form in forms if re.fullmatch("[ァ-ヿ・=]+", form)]
        if not kana and kind in ("place", "person", "person-short"):
            kana = list(filter(None, map(reading_of, forms)))
        ranked = sorted(_ranked(kana, places, names), reverse=True)
        given: list[str] = []
        for score, name in ranked[:5]:
            if score > ranked[0][0] - 0.1 and not any(name in other or other in name for other in given):
                given.append(name)
                yield English(name, "parallel text", round(min(score, 0.95), 2))

    return source


def _ranked(
    kana: Sequence[str], places: Sequence[float], names: Mapping[str, Sequence[float]]
) -> Iterator[tuple[float, str]]:
    for name, there in names.items():
        if kana:
            sound = max(_sounds(form, name) for form in kana)
            if sound >= 0.7:
                yield 0.75 * sound + 0.25 * _together(places, there), name
        elif len(places) > 1 and len(there) > 1:
            together = _together(places, there)
            if together > 0.75:
                yield 0.6 * together, name


def _sounds(kana: str, name: str) -> float:
    parts, words = kana.count("・") + kana.count("=") + 1, name.count(" ") + 1
    return likeness(kana, name) * (1 if parts == words or parts == 1 else 0.7)


def _together(one: Sequence[float], other: Sequence[float]) -> float:
    """How much two lists of places agree, 0 to 1: every place has one near it in the other list."""
    if not one or not other:
        return 0.0
    near = [_near(place, other) for place in one] + [_near(place, one) for place in other]
    return sum(near) / len(near)


def _near(place: float, sorted_places: Sequence[float]) -> float:
    at = bisect_left(sorted_places, place)
    around = sorted_places[max(0, at - 1) : at + 1]
    return max(0.0, 1 - 20 * min(abs(place - each) for each in around))


def _names(text: str) -> dict[str, list[float]]:
    """Names in capitals with their places; words in capitals at the beginning of a sentence only are none."""
    found: dict[str, list[float]] = {}
    inside: set[str] = set()
    for match in _NAME.finditer(text):
        words = match.group().split(" ")
        begins = bool(_STARTS.search(text[max(0, match.start() - 3) : match.start()]) or match.start() == 0)
        place = match.start() / max(len(text), 1)
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + _MOST) + 1):
                if words[first] in _LINKS or words[last - 1] in _LINKS or words[first] in _COMMON:
                    continue
                name = _POSSESSIVE.sub("", " ".join(words[first:last]))
                places = found.setdefault(name, [])
                if not places or places[-1] != place:
                    places.append(place)
                if first or not begins:
                    inside.add(name)
    return {name: places for name, places in found.items() if name in inside or " " in name}
