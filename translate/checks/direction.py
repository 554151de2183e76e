"""Up and down: a rise that has become a fall."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.lazy import lazy
from translate.segment import Flag

from .pair import Pair

_UP = lazy(
    "増加|増え|増や|急増|上昇|値上が|値上げ|引き上げ|上回|上振れ|高騰|急騰|反発|拡大|伸び|上向|右肩上がり|増収|増益|増産|多かった|[割倍円人件台%％]増"
)
_DOWN = lazy(
    "減少|減[りっらる]|減ら|急減|半減|低下|下落|下が|下げ|値下|引き下げ|下回|急落|反落|縮小|落ち込|減収|減益|減産|削減|少なか|少ない|低い|低く|鈍化|(?:半分|半額|1/2|[2二]分の[1一])に(?=[なし減縮抑落下]|カット)|[割倍円人件台%％]減|(?<=[を円台])割り込"
)
_RISES = lazy(
    r"\b(?:rise|rises|rising|rose|risen|increas\w+|grow|grows|growing|grew|grown|climb\w*|surg(?:e|ed|ing)|soar\w*|jump(?:ed|s|ing)"
    r"|higher|upward|gain(?:ed|s)?|rais(?:e|ed|es|ing)|expand\w*|up|more|above|exceed\w*|top(?:ped|s)|doubl\w+|hik(?:e|ed|es|ing))\b"
)
_FALLS = lazy(
    r"\b(?:fall|falls|fell|fallen|falling|decreas\w+|declin\w+|drop\w*|plung\w+|plummet\w*|shr(?:ink|ank|unk)\w*|lower\w*|downward|down"
    r"|cut|cuts|cutting|reduc\w+|less|lesser|fewer|below|halv\w+|slump\w*|slid|slip\w*|tumbl\w+|dip\w*|weak\w*|los[est]\w*)\b"
)


_FUNDS = lazy(
    r"\brais\w+ (?:\w+ )?(?:funds?|money|capital|cash|awareness"
    r"|questions?|concerns?|doubts?|hands?|issues?|child\w*|kids|voices?)\b"
    r"|\bup to\b"
)
"""What rises in no other sense."""

_HELD = lazy("防止|防[いぐげ]|抑[えい制]|食い止め|歯止め|阻止|避け|回避")
"""What is held back may be told by its opposite."""


def direction(pair: Pair) -> Iterator[Flag]:
    """Flag `direction`: all of the Japanese goes one way and all of the English the other."""
    if _HELD.search(pair.source):
        return
    up, down = _UP.search(pair.source), _DOWN.search(pair.source)
    if (up is None) == (down is None):
        return
    low = _FUNDS.sub(lambda found: "_" * len(found.group()), pair.low)
    rises, falls = _RISES.search(low), _FALLS.search(low)
    if up and falls and not rises:
        yield Flag("direction", f"{up.group()}; the English says {falls.group()}", "warning", up.span(), falls.span())
    if down and rises and not falls:
        yield Flag(
            "direction", f"{down.group()}; the English says {rises.group()}", "warning", down.span(), rises.span()
        )
