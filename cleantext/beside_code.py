"""Spaces beside code and links in Markdown, whose marks are Latin: for the rule of spaces between widths."""

from __future__ import annotations

from collections.abc import Iterator

from .characters import HIRAGANA, LETTER, is_letter, members
from .context import Context
from .findings import Hit
from .lazy import lazy
from .spacing import PARTICLES_ALONE, after_ordinal, line_of

_CODE = lazy(f" (?:(?<=[{LETTER}、。] )(?=[`\\[])|(?<=[`)\\]] )(?=[{LETTER}、。]))")
_JOINED_CODE = lazy(f"[{LETTER}](?=[`\\[])|[`)](?=[{LETTER}])")
_PARTICLE = lazy(PARTICLES_ALONE)
_LATIN = lazy(r"[A-Za-z0-9`*_]")
_ITEM = lazy(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_is_joined = members(HIRAGANA + "、。")
NEAR = 200
MESSAGE = "no space between Japanese and code or a link"


def beside_code(text: str, context: Context) -> Iterator[Hit]:
    """Hits on spaces beside code and links; where the text of a link is Japanese, on those that grammar spans."""
    for match in _CODE.finditer(text):
        start, end = match.span()
        if not context.free(start, end):
            continue
        low, high = line_of(text, start, end)
        worded = any(map(is_letter, text[low:start]))
        if not _structure(text, context, start - 1, end):
            if worded and _is_link_in_sentence(text, context, start, end):
                yield Hit(start, end, "", MESSAGE)
            continue
        if after_ordinal(text[low:start], text[end:high]):
            continue
        at_head = text[start - 1].isascii() and not _is_joined(text[end]) and not worded
        if at_head and _ITEM.match(text, low):
            continue  # what code at the head of an item is, stands after it
        yield Hit(start, end, "", MESSAGE, not at_head, 0.6 if at_head else 1.0)


def missing_beside_code(text: str, context: Context) -> Iterator[Hit]:
    """Hits where no space stands beside code, or beside a link with Latin text."""
    for match in _JOINED_CODE.finditer(text):
        at = match.start()
        if _structure(text, context, at, at + 1):
            yield from _space_after(text, context, at)


def _is_link_in_sentence(text: str, context: Context, start: int, end: int) -> bool:
    """True for a space between a particle and a link, or between a link within a line and the particle after it."""
    if text[end] == "[":
        close = text.find("](", end, end + NEAR)
        return text[start - 1] in "はがのとをに" and close > 0 and not context.free(close, close + 2)
    middle = text.rfind("](", max(0, start - NEAR * 4), start)
    if text[start - 1] != ")" or context.free(start - 1, start) or middle < 0:
        return False
    opening = text.rfind("[", max(0, middle - NEAR), middle)
    low, _ = line_of(text, opening, opening + 1)
    return _PARTICLE.match(text, end) is not None and any(map(is_letter, text[low:opening]))


def _space_after(text: str, context: Context, at: int) -> Iterator[Hit]:
    """A missing space after text[at]; the sign before it is rewritten if it may be, else the one after it."""
    message = "a space between Japanese and code or a link"
    if context.free(at, at + 1):
        yield Hit(at, at + 1, text[at] + " ", message)
    elif context.free(at + 1, at + 2):
        yield Hit(at + 1, at + 2, " " + text[at + 1], message)


def _structure(text: str, context: Context, before: int, after: int) -> bool:
    """True if code, or a link with Latin text, ends at text[before] or begins at text[after]."""
    opening, closing = text[after : after + 1], text[before]
    if opening == "`" or closing == "`":
        at = after if opening == "`" else before
        return not context.free(at, at + 1)
    if opening == "[":
        end = text.find("](", after, after + NEAR)
        return end > 0 and "\n" not in text[after:end] and _LATIN.match(text, after + 1) is not None
    if closing == ")" and not context.free(before, before + 1):
        middle = text.rfind("](", max(0, before - NEAR * 4), before)
        return middle > 0 and _LATIN.match(text, middle - 1) is not None
    return False
