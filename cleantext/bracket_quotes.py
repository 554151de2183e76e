"""Quotation marks that look the same at both ends: which of those in a line is odd. Offsets are code points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .bracket_signs import NAMED, Sign
from .characters import KATAKANA, is_letter
from .lazy import lazy

QUOTES = ('"', "“”", "'")
_KIND_OF = {sign: kind for kind in QUOTES for sign in kind} | {"‘": "'", "’": "'"}
_SHOWN = NAMED | {"()", "（）", "［］", "[]"}
_IN_KATAKANA = lazy(f"[{KATAKANA}]{{2}}")
_ENDS_LINE = lazy(r"'(?:[ \t]*(?:[\r\n]|$))?")
_LONGEST = 4000
"""Code points of a quotation that runs over several paragraphs."""


def odd_quotes(text: str, start: int, end: int, signs: list[int], skip: Callable[[int], bool]) -> Iterator[Sign]:
    """Of the quotation marks of a line, one of each kind of which there is an odd number."""
    quotes: dict[str, list[int]] = {kind: [] for kind in QUOTES}
    hidden: dict[str, list[int]] = {kind: [] for kind in QUOTES}
    single = quotes["'"]
    for at in signs:
        sign = text[at]
        kind = _KIND_OF[sign]
        if sign == '"':
            inches = len(quotes[kind]) % 2 == 0 and text[max(start, at - 1)].isdigit()  # 24"
            shown = (
                text[max(start, at - 1) : min(at + 2, end) : 2] in _SHOWN or text[max(start, at - 2) : at + 2] == ', ",'
            )
            hid = inches or shown or skip(at) or _stands_alone(text, at, start, end)
            (hidden if hid else quotes)[kind].append(at)
        elif skip(at):
            hidden[kind].append(at)
        elif sign in "“”":
            inches = sign == "”" and len(quotes[kind]) % 2 == 0 and text[max(start, at - 1)].isdigit()  # 5’10”
            (hidden if inches else quotes)[kind].append(at)
        elif sign == "'" and not single and _closes_tick(text, at, start):
            continue
        elif sign in "'‘" and _is_quote(text, at, start, end, bool(single)):
            single.append(at)
        elif sign == "’" and single and text[single[-1]] == "‘":
            single.pop()
    for kind, marks in quotes.items():
        if (len(marks) + (len(hidden[kind]) if kind == '"' else 0)) % 2:
            at = _odd(text, marks) if kind == "“”" else (marks or hidden[kind])[-1]
            yield Sign(at, kind, len(marks) % 2 == 0)


def _stands_alone(text: str, at: int, start: int, end: int) -> bool:
    """True for a sign with spaces on both sides: it is shown, not used."""
    return text[max(start, at - 1) : at].strip() == text[at + 1 : min(at + 2, end)].strip() == "" and end - start > 1


def _is_quote(text: str, at: int, start: int, end: int, inside: bool) -> bool:
    """True if ' or ‘ is a quotation mark: it stands before Japanese, or ends what was opened so."""
    before, after = text[max(start, at - 1) : at], text[at + 1 : min(at + 2, end)]
    if inside:
        return text[at] == "'" and not (before.isascii() and after.isascii() and after.isalpha())
    if text[max(start, at - 2) : at - 1] == "'" and not before.isalnum():
        return False  # ':'
    if _IN_KATAKANA.match(before + after):  # ホ'オポノポノ
        return False
    if is_letter(after):
        return not (before.isascii() and before.isalnum())
    return text[at] == "'" and bool(re.match("[×○`*「]", after)) and not before.isalnum()


def _closes_tick(text: str, at: int, start: int) -> bool:
    """True if ' ends what ` opened, as in the manuals of GNU: `工学'."""
    tick = text.rfind("`", start, at)
    return tick >= 0 and text.find("'", tick, at) in (-1, at - 1)


def _odd(text: str, marks: list[int]) -> int:
    """Of curly marks that are odd in number, the one without a partner."""
    opened: list[int] = []
    for at in marks:
        if text[at] == "“":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            return at
    return opened[-1] if opened else marks[-1]


def closes_later(text: str, at: int) -> bool:
    """True if the next ' after the one at text[at] ends a line: they hold several paragraphs between them."""
    if at and not text[at - 1].isspace():
        return False
    match = _ENDS_LINE.search(text, at + 1, at + _LONGEST)
    return match is not None and (match.end() > match.start() + 1 or match.end() == len(text))
