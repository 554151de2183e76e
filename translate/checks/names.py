"""Names: those of the English that nothing in the Japanese supports, those of the Japanese that the English lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossaries.english import stands_in
from translate.names import (
    Known,
    Names,
    Source,
    Word,
    belongs,
    compare_names,
    is_common,
    is_listed_in,
    is_part,
    places_in,
    unsupported_names,
)
from translate.names.known import world
from translate.segment import Flag, Severity

from .pair import Pair

_CAPITALS = re.compile("[A-Z][a-z]+")


def names(pair: Pair) -> Iterator[Flag]:
    """Flag `name`.

    An error where a strange name stands in the place of another, a warning where it is one of a glossary or stands in
    the place of a word that may be a name; alone, or lacking, it is only told.
    """
    found = compared(pair)
    listed = _by_glossaries(pair)
    told: list[str] = []
    for start, end, instead, sure, again in found.added:
        name = pair.target[start:end]
        told.append(name)
        place = pair.original(*instead) if instead else None
        message = f"once more than in the Japanese: {name}" if again else f"in the English only: {name}"
        if place:
            message += f"; it lacks {pair.source[slice(*place)]}"
            yield Flag("name", message, "error" if sure and not again else "warning", place, (start, end))
        else:
            certain = (
                " " in name
                or any(each in name or name in each for each in listed)
                or is_part(pair.words, pair.target, start, end)
            )
            severity: Severity = "warning" if certain else "info"
            yield Flag("name", message, severity, None, (start, end))
    for name in filter(_is_spelt_only, listed):
        if not any(name in each or each in name for each in told):
            start = pair.target.find(name)
            span = (start, start + len(name)) if start >= 0 else None
            yield Flag("name", f"in the English only: {name}", "warning", None, span)
    for start, end in found.missing:
        place = pair.original(start, end)
        if any(match.start < place[1] and place[0] < match.end for match in pair.matches):
            continue  # a term, which has a check of its own
        yield Flag("name", f"not in the English: {pair.source[slice(*place)]}", "info", place)


def compared(pair: Pair) -> Names:
    """The names of the two texts beside each other."""
    words = [
        Word(part, start, start + len(part), is_common(part) or _is_acronym(part) or _is_compound(part))
        for word in pair.words
        for part, start in _parts(word.text, word.start)
        if part[0].isupper()
    ]
    listed = [*_listed(pair), *(Known((name,), 0, 0, False) for name in pair.people)]
    others = [word.text for word in pair.words if not word.text[0].isupper()]
    return compare_names(pair.folded.text, pair.target, pair.short_tokens, words, listed, others)


def places(pair: Pair) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The words of the English with a capital that stand for something: their places, and those in the folded text."""
    text = pair.folded.text
    source = Source(text, pair.short_tokens, _listed(pair))
    words = [word for word in pair.words if word.text[0].isupper()]
    found = [((word.start, word.end), source.place_of(word.text)) for word in words]
    return [(span, place) for span, place in found if place and place[1]]


def _listed(pair: Pair) -> list[Known]:
    """What the glossaries have for parts of the folded text."""
    text = pair.folded.text
    matches = [*pair.known, *(pair.matches if text == pair.source or not pair.glossary else pair.glossary.find(text))]
    return [
        Known(m.term.english, m.start, m.end, any(stands_in(form, pair.target) for form in m.term.english))
        for m in matches
        if m.term.english
    ]


def _parts(word: str, start: int) -> Iterator[tuple[str, int]]:
    """The parts of a word with hyphens, and where each begins."""
    for part in word.split("-"):
        if part:
            yield part, start
        start += len(part) + 1


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").removesuffix("s")
    return len(letters) < 6 and letters.isupper()


def _is_compound(word: str) -> bool:
    """Whether capitals part a word into common words: ImageMap, YouTube."""
    parts = _CAPITALS.findall(word)
    return len(parts) > 1 and "".join(parts) == word and all(len(part) > 2 and is_common(part) for part in parts)


def _by_glossaries(pair: Pair) -> list[str]:
    found = unsupported_names(pair.source, [*pair.matches, *pair.known], pair.target, world(), pair.people)
    if pair.glossary is not None:
        found += unsupported_names(pair.source, pair.matches, pair.target, pair.glossary, pair.people)
    found = [name for name in dict.fromkeys(found) if name not in ("Japan", "Japanese", "Tokyo")]
    if not found:
        return []
    places = places_in(pair.folded.text, pair.short_tokens)
    return [
        name for name in found if not is_listed_in(name, pair.source) and not belongs(name, pair.folded.text, places)
    ]


def _is_spelt_only(name: str) -> bool:
    """Whether no word of a name need be one, so that its sound tells nothing: United States, US."""
    return all(is_common(word) or _is_acronym(word) for word in name.split())
