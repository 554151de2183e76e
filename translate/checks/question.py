"""A question that has become a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.segment import Flag

from .pair import Pair

_ASKS = re.compile(r"[？?][」』）]?\s*$|(?:です|ます|ました|でした|でしょう|ません)か[。」]*\s*$")
_OPEN = re.compile(r"(?:の|だろう|のだろう|べき|何|誰|いつ|どこ)か[。」]*\s*$")
_INDIRECT = re.compile(r"\b(?:ask|wonder|question|whether|doubt)\w*\b", re.I)


def question(pair: Pair) -> Iterator[Flag]:
    """Flag `question`; where the Japanese may only wonder (のか。), for information."""
    if "?" in pair.target or _INDIRECT.search(pair.target):
        return
    asks, open_ = _ASKS.search(pair.source), _OPEN.search(pair.source)
    if asks:
        yield Flag("question", "the Japanese asks, the English does not", "warning", asks.span())
    elif open_:
        yield Flag("question", "the Japanese seems to ask, the English does not", "info", open_.span())
