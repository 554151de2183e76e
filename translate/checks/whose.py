"""Whose it is, who made it, and whom it is about: 会長の弟 told as the president's brother, 米国に関する報告書 as by
the United States.

Looked at are people and bodies with what they have or make (`translate/data/possessions.tsv`, and the people of
`translate/data/actors.tsv`), each named once in the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cleantext.lazy import lazy
from translate.segment import Flag
from translate.tables import rows

from .actors import Mentions, Span, actor_before, english_of, is_named, noun_runs
from .pair import Pair

LONGEST = 300
"""In Japanese of more characters there is too much that something may belong to."""

_ABOUT_JA, _BY_JA = lazy("に(?:関する|ついての|対する)|をめぐる"), lazy("による|からの")
_BESIDE = lazy("(?:[とや・か]|及び|および|並びに|[一-鿿ァ-ヺー]、)$")
"""Before one of several to whom something belongs."""

_OWNS = lazy(r"(?:['’]s?)? (?:[a-z-]+ )?")
_ITS = lazy(r" (?:(?:of|by|from) )(?:the |an? )?(?:[a-z-]+ )?")
_MADE_BY = lazy(r" (?:by|from) (?:the |an? )?(?:[a-z-]+ )?")
_ABOUT = lazy(r" (?:on|about|against|into|over|regarding|concerning) (?:the |an? )?(?:[a-z-]+ )?")


class _Owned(NamedTuple):
    """A noun of the Japanese, what joins it to whom it belongs, and these; places of the folded text."""

    noun: Span
    joined: str
    who: Span


def whose(pair: Pair) -> Iterator[Flag]:
    """Flag `roles`: something of one belongs in the English to another of the Japanese; for the first alone."""
    if pair.size > LONGEST:
        return
    mentions = Mentions(pair)
    others = list(noun_runs(pair, 0, len(pair.folded.text)))
    for owned in _owned(pair):
        things, own = _things(pair, owned.noun), mentions.of(owned.who)
        if len(things) != 1 or len(own) != 1 or sum(_things(pair, run) == things for run in others) > 1:
            continue
        thing, text = things[0], pair.folded.text
        what = f"{text[slice(*owned.who)]}{owned.joined}{text[slice(*owned.noun)]}"
        place = pair.original(owned.who[0], owned.noun[1])
        if _ABOUT_JA.fullmatch(owned.joined):
            if _MADE_BY.fullmatch(pair.low, thing[1], own[0][0]):
                yield Flag("roles", f"{what} is about them; in the English it is by them", "warning", place, own[0])
                return
            continue
        if _BY_JA.fullmatch(owned.joined) and _ABOUT.fullmatch(pair.low, thing[1], own[0][0]):
            yield Flag("roles", f"{what} is by them; in the English it is about them", "warning", place, own[0])
            return
        if _belongs(pair.low, thing, own[0]):
            continue
        for told in (spans[0] for other in others if len(spans := mentions.of(other)) == 1):
            if told not in (own[0], thing) and _belongs(pair.low, thing, told):
                message = f"{what}, in the English that of {pair.target[slice(*told)]}"
                yield Flag("roles", message, "warning", place, told)
                return


def _belongs(low: str, thing: Span, owner: Span) -> bool:
    if owner[1] <= thing[0]:
        return _OWNS.fullmatch(low, owner[1], thing[0]) is not None
    return _ITS.fullmatch(low, thing[1], owner[0]) is not None


def _owned(pair: Pair) -> Iterator[_Owned]:
    """What belongs to somebody in the Japanese."""
    text, tokens = pair.folded.text, pair.short_tokens
    for run in noun_runs(pair, 0, len(text)):
        for joined in ("の", "に関する", "についての", "に対する", "をめぐる", "による", "からの"):
            if text.endswith(joined, 0, run[0]):
                start = run[0] - len(joined)
                at = next((number for number, token in enumerate(tokens) if token.start == start), None)
                who = actor_before(pair, at) if at else None
                if who and not is_named(pair, run) and not _BESIDE.search(text, 0, who[0]):
                    yield _Owned(run, joined, who)


def _things(pair: Pair, noun: Span) -> list[Span]:
    """Where the English names what belongs to somebody, by the tables."""
    text = pair.folded.text[slice(*noun)]
    english = next((said for japanese, said in _possessions() if japanese.search(text)), None) or english_of(text)
    return [match.span() for match in english.finditer(pair.low)] if english else []


@lru_cache(maxsize=1)
def _possessions() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [
        (re.compile(f"(?:{noun})$"), re.compile(rf"\b(?:{english})\b")) for noun, english in rows("possessions.tsv")
    ]
