"""An engine that answers, refuses or comments instead of translating."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.segment import Flag

from .pair import Pair

_COMMENT = re.compile(
    r"^(?:sure|certainly|of course|here(?: is|'s) (?:the|your|an?) (?:english|translat)|the translation"
    r"|translation:|translated|english:|note:|i'm sorry"
    r"|i cannot|i can't|as an ai|sorry,|okay|i am unable)\b|\(note:|\btranslat(?:ed|ion) (?:of|from|into)\b"
    r"|in english:",
    re.I,
)
_ROLE = re.compile(r"<\|[^|<>]{1,40}\|>|\[/?INST\]|</?s>")


def answer(pair: Pair) -> Iterator[Flag]:
    """Flag `commentary`."""
    if _COMMENT.search(pair.target.strip()) or _ROLE.search(pair.target):
        yield Flag("commentary", "the engine seems to answer or comment instead of translating", "error")
