"""Names of the English beside those of the Japanese: which stand for which, which for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from glossaries.morphology import Token
from glossaries.suggest.romaji import likeness

from .sounds import KATAKANA, ROMAJI, bare, begins_foreign, spelt
from .source import Known, Source

_OWNS = ("'s ", "’s ")
_BETWEEN = ("", "・", "=", "＝")
_JOINT = re.compile(r"[ -](?:(?:da|de|del|di|la|van|von|der|al|bin|ibn|no) ){0,2}|")

_NEAR = 30
"""How far apart two parts of a name may stand, in characters."""


class Word(NamedTuple):
    """A word of the English with a capital, and where it stands; `common` if it need not be a name."""

    text: str
    start: int
    end: int
    common: bool


class Added(NamedTuple):
    """A name that only the English has, and what it may stand in the place of; places in code points.

    instead  a name of the Japanese that the English lacks, in the folded text; None if it lacks none.
    sure     True if that is a name by Sudachi's dictionary; it may be a word that Sudachi does not know.
    again    True if the Japanese has the name, but less often than the English.
    """

    start: int
    end: int
    instead: tuple[int, int] | None
    sure: bool
    again: bool = False


class Names(NamedTuple):
    """Names that have nothing in the other text; those of the Japanese as places in the folded text.

    added    runs of words of the English.
    missing  names of the Japanese, but those that something else stands for.
    kept     how many names of the Japanese have their English.
    """

    added: list[Added]
    missing: list[tuple[int, int]]
    kept: int


def compare_names(
    source: str,
    target: str,
    tokens: list[Token],
    english: Sequence[Word],
    known: Iterable[Known],
    others: Iterable[str] = (),
) -> Names:
    """What names two texts have that the other has not.

    source   the Japanese, folded; tokens are its tokens.
    english  the words of the English that begin with a capital, in order.
    known    what stands for something in the Japanese for certain: terms of glossaries.
    others   the other words of the English.
    """
    known = list(known)
    words = [word for word in english if not word.common]
    weak = [word for word in english if word.common]
    found = Source(source, tokens, known)
    places, claims = [found.place_of(word.text) for word in words], list[tuple[int, int]]()
    firm = [
        (word.start, word.end, place)
        for word, place in zip(words, places, strict=True)
        if place and found.is_name(word.text, place)
    ]
    for word in weak:
        place = found.place_of(word.text, sure=True)
        if place and place[1]:
            claims.append(place)
            if found.is_name(word.text, place) and found.is_whole(word.text, place):
                firm.append((word.start, word.end, place))
    claimed = [place for place in (*places, *claims) if place]
    claimed += [(each.start, each.end) for each in known if each.told]
    names = found.names
    said = {source[a:b] for a, b in names if any(start < b and a < end for start, end in claimed)}
    open_names = [(a, b) for a, b in names if not any(source[a:b] in each or each in source[a:b] for each in said)]
    strangers = _runs([(word.start, word.end) for word, place in zip(words, places, strict=True) if not place], target)
    for start, end, place in firm:
        if not any(_beside(each, place, source) for each in open_names):
            strangers = [
                run
                for run in strangers
                if not _joined(run, (start, end), target)
                or not found.may_be_of(target[slice(*run)], target[start:end], place)
            ]
    strangers = [run for run in strangers if not _is_said(found, run, english, target)]
    runs = []
    unknown = (
        found.unknown_of(tokens, [*others, *(word.text for word in weak)], claimed)
        if strangers and not open_names
        else []
    )
    told = [(each.start, each.end) for each in known]
    people = [name for name in open_names if name not in told]
    again = [] if strangers else _too_often(found, target, firm, people)
    for start, end in strangers or again:
        near = open_names or unknown
        place = near.pop(0) if near else None
        sure = place is not None and near is open_names
        if place and _read_otherwise(found, place, target[start:end]):
            continue
        runs.append(Added(start, end, place, sure, bool(again)))
    return Names(runs, open_names, len(names) - len(open_names))


def _is_said(found: Source, run: tuple[int, int], english: Sequence[Word], target: str) -> bool:
    """Whether a strange name, with a word of any kind beside it or alone, is one word in katakana."""
    start, end = run
    before = next(
        (
            word.start
            for word in english
            if 0 <= start - word.end < _NEAR and _JOINT.fullmatch(target[word.end : start])
        ),
        start,
    )
    after = next(
        (word.end for word in english if 0 <= word.start - end < _NEAR and _JOINT.fullmatch(target[end : word.start])),
        end,
    )
    return any(
        " " in words and found.is_said(words) for words in (target[start:after], target[before:end], target[start:end])
    )


def _too_often(
    found: Source, target: str, firm: list[tuple[int, int, tuple[int, int]]], open_names: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Names that the English says more often than the Japanese, where that has a name which the English lacks."""
    if not open_names:
        return []
    said: dict[tuple[tuple[int, int], str], list[tuple[int, int]]] = {}
    for start, end, place in firm:
        said.setdefault((place, bare(target[start:end])), []).append((start, end))
    return [
        spots[-1]
        for ((start, end), word), spots in said.items()
        if len(spots) > found.text.count(found.text[start:end]) and not found.is_listed(word)
    ]


def _read_otherwise(found: Source, place: tuple[int, int], name: str) -> bool:
    """Whether a name of the English is about what the name there is read as: another reading, another spelling."""
    text, words = found.text[place[0] : place[1]], [bare(word) for word in name.split()]
    if any(found.is_listed(word) for word in words):
        return False
    if KATAKANA.fullmatch(text):
        foreign = [word for word in words if len(word) < 7 or not ROMAJI.fullmatch(word)]
        return len(foreign) == len(words) and any(likeness(text, word) >= 0.6 for word in foreign)
    said = next((said for said, start, end in found.read if (start, end) == place), "")
    if said and fuzz.ratio(said, spelt("".join(words))) >= 70:
        return True
    return any(begins_foreign(word, text) for word in words)


def _joined(run: tuple[int, int], other: tuple[int, int], target: str) -> bool:
    """Whether nothing stands between them but what joins the parts of a name, and the other does not own the run."""
    if other[1] <= run[0] and target[other[1] - 2 : other[1] + 1] in _OWNS:
        return False
    between = target[run[1] : other[0]] if run[1] <= other[0] else target[other[1] : run[0]]
    return _JOINT.fullmatch(between) is not None


def _beside(name: tuple[int, int], place: tuple[int, int] | None, source: str) -> bool:
    """Whether a name of the Japanese stands side by side with a place in it."""
    return place is not None and any(
        0 <= b - a <= 2 and source[a:b].strip() in _BETWEEN for a, b in ((name[1], place[0]), (place[1], name[0]))
    )


def _runs(words: list[tuple[int, int]], target: str) -> list[tuple[int, int]]:
    """Words that stand side by side as one place each."""
    runs: list[tuple[int, int]] = []
    for start, end in words:
        if runs and _JOINT.fullmatch(target[runs[-1][1] : start]) and target[runs[-1][1] - 2 : start] not in _OWNS:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs
