"""Brackets and quotation marks that are closed: inside them no sentence ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

LONGEST_QUOTE = 600
"""A bracket that is not closed within so many characters counts as not opened: it must not swallow a text."""

DEEPEST = 64
"""Of more brackets open at once than these none counts: it is no text that anyone reads."""


class Sign(NamedTuple):
    """A mark at text[start:end]: it opens what `closes` closes, closes (the mark itself), or parts paragraphs ("")."""

    start: int
    end: int
    closes: str
    opens: bool


def closed(signs: Iterable[Sign]) -> dict[int, int]:
    """Start of each mark that is closed in its paragraph → the offset after what closes it (code points)."""
    pairs: dict[int, int] = {}
    stack: list[Sign] = []
    waiting: dict[str, int] = {}
    for sign in signs:
        if sign.opens:
            if len(stack) >= DEEPEST:
                stack.clear()
                waiting.clear()
            stack.append(sign)
            waiting[sign.closes] = waiting.get(sign.closes, 0) + 1
        elif not sign.closes:
            stack.clear()
            waiting.clear()
        elif waiting.get(sign.closes):
            while True:
                opener = stack.pop()
                waiting[opener.closes] -= 1
                if opener.closes == sign.closes:
                    break
            if sign.end - opener.start <= LONGEST_QUOTE:
                pairs[opener.start] = sign.end
    return pairs
