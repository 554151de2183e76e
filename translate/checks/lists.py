"""Who has which number of a list: 男性が12人、女性が8人, told as eight men and twelve women.

Whatever the English looks like (A has x, B has y; x in A and y in B; A and B have x and y), those who are named and
their numbers come in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cleantext.lazy import lazy
from translate.numbers.compare import compare
from translate.numbers.quantity import Quantity
from translate.segment import Flag

from .actors import Mentions, Span, noun_runs
from .pair import Pair

_DATES = frozenset({"year", "month", "day", "hour", "minute", "decade", "name"})
_SCORE = lazy(r"\s?(?:[-–:]|to)\s?")
"""Between the numbers of a score, which is told from either side: lost 2-3."""

_HAS = lazy("(?:の[^、。はがもをにで]{1,8})?(?:[はがもで]|では|には)?、?[^、。はがもをにで0-9]{0,5}")
"""Between who has a number and the number: A社の売上高は約3億円."""

_CLOSED = "。「」"


class _Item(NamedTuple):
    """Who has a number: places of the folded Japanese and of the English."""

    who: Span
    number: Quantity
    named: Span
    told: Quantity


def lists(pair: Pair) -> Iterator[Flag]:
    """Flag `roles`: of two who have a number each, the English gives each that of the other; the first two alone."""
    for one, other in pairwise(_items(pair)):
        if one is None or other is None or one.named == other.named or one.number.kind != other.number.kind:
            continue
        first, second = sorted((one.told, other.told), key=lambda told: told.start)
        if one.number.value == other.number.value or _SCORE.fullmatch(pair.target, first.end, second.start):
            continue
        if (one.named < other.named) != (one.told.start < other.told.start):
            has = " and ".join(
                f"{pair.folded.text[slice(*item.who)]} has {pair.source[item.number.start : item.number.end]}"
                for item in (one, other)
            )
            place = one.number.start, other.number.end
            yield Flag("roles", f"in the Japanese {has}; the English turns it round", "warning", place, one.named)
            return


def _items(pair: Pair) -> Iterator[_Item | None]:
    """The numbers of the Japanese in order with who has them; None for those of which that is not plain."""
    found = compare(pair.source, pair.target)
    theirs = {t.start: alike for t, alike in found.target}
    mentions, last = Mentions(pair), 0
    numbers = [(s, same) for s, same in found.source if s.kind not in _DATES and s.needed]
    for s, same in numbers if len(numbers) > 1 else ():
        start = max(last, *(pair.source.rfind(sign, 0, s.start) + 1 for sign in _CLOSED))
        last = s.end
        if len(same) != 1 or len(theirs[same[0].start]) != 1:
            yield None
            continue
        named = [(run, spans) for run in noun_runs(pair, start, s.start) if (spans := mentions.of(run))]
        whose = len(named) == 2 and pair.folded.text[named[0][0][1] : named[1][0][0]] == "の"  # A社の売上高
        near = bool(named) and _HAS.fullmatch(pair.folded.text, named[0][0][1], s.start) is not None
        plain = near and (len(named) == 1 or whose) and len(named[0][1]) == 1
        yield _Item(named[0][0], s, named[0][1][0], same[0]) if plain else None
