"""Quotation marks that look the same at both ends: which of those in a line is odd. Offsets are code points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .bracket_signs import NAMED, Sign
from .characters import KATAKANA, is_letter
from .lazy import lazy
from .lines import BLANK_LINE

QUOTES = ('"', "“”", "'")
_KIND_OF = {sign: kind for kind in QUOTES for sign in kind} | {"‘": "'", "’": "'"}
_SHOWN = NAMED | {"()", "（）", "［］", "[]"}
_IN_KATAKANA = lazy(f"[{KATAKANA}]{{2}}")
_ENDS_LINE = lazy(r"'(?:[ \t]*(?:[\r\n]|$))?")
_INCHES = lazy("[0-9] ?$")
_IN_LIST = lazy("[、，,]'[、，のをがはとでに]")
_LONGEST, _NEAR = 4000, 300
"""Code points of a quotation that runs over several paragraphs; of one in a paragraph of several lines."""


def odd_quotes(text: str, start: int, end: int, signs: list[int], skip: Callable[[int], bool]) -> Iterator[Sign]:
    """Of the quotation marks of a line, one of each kind of which there is an odd number."""
    quotes: dict[str, list[int]] = {kind: [] for kind in QUOTES}
    hidden: dict[str, list[int]] = {kind: [] for kind in QUOTES}
    single = quotes["'"]
    for at in signs:
        sign = text[at]
        kind = _KIND_OF[sign]
        if sign == '"':
            inches = len(quotes[kind]) % 2 == 0 and bool(_INCHES.search(text, max(start, at - 2), at))  # 24"
            shown = (
                text[max(start, at - 1) : min(at + 2, end) : 2] in _SHOWN or text[max(start, at - 2) : at + 2] == ', ",'
            )
            hid = inches or shown or skip(at) or _stands_alone(text, at, start, end)
            (hidden if hid else quotes)[kind].append(at)
        elif skip(at):
            hidden[kind].append(at)
        elif sign in "“”":
            inches = sign == "”" and len(quotes[kind]) % 2 == 0 and text[max(start, at - 1)].isdigit()  # 5’10”
            shown = text[max(start, at - 1) : min(at + 2, end) : 2] in ("()", "（）")
            (hidden if inches or shown else quotes)[kind].append(at)
        elif sign == "'" and not len(single) % 2 and (_closes_tick(text, at, start) or _closes_ascii(text, at, start)):
            continue
        elif sign in "'‘" and _is_quote(text, at, start, end, len(single) % 2 == 1):
            single.append(at)
        elif sign == "’" and single and text[single[-1]] == "‘":
            single.pop()
    for kind, marks in quotes.items():
        if (len(marks) + (len(hidden[kind]) if kind == '"' else 0)) % 2:
            at = _odd(text, marks) if kind == "“”" else (marks or hidden[kind])[-1]
            named = kind == "'" and len(marks) == 1 and _IN_LIST.match(text, at - 1)
            yield Sign(at, kind, len(marks) % 2 == 0 or bool(named))


def _stands_alone(text: str, at: int, start: int, end: int) -> bool:
    """True for a sign with spaces on both sides, or a comma after it: it is shown, not used."""
    if text[max(start, at - 1) : at].strip() or end - start < 2:
        return False
    return text[at + 1 : min(at + 2, end)].strip(" \t\u3000,、") == "" and at > start


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


def _closes_ascii(text: str, at: int, start: int) -> bool:
    """True if ' ends what another ' opened in the line before ASCII: '(none)', 'help <命令>'."""
    opened = text.rfind("'", start, at)
    first = text[opened + 1 : min(opened + 2, at)]
    before = text[max(start, opened - 1) : opened]
    return opened >= 0 and first.isascii() and first.strip() != "" and not (before.isascii() and before.isalnum())


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
    """True if the next ' after the one at text[at] ends a line: they hold several paragraphs between them.

    So it is if the next one stands in the same paragraph, in a line further down.
    """
    if at and not text[at - 1].isspace():
        return False
    close = text.find("'", at + 1, at + _NEAR)
    if (
        close > 0
        and "\n" in text[at:close]
        and not BLANK_LINE.search(text, at, close)
        and not text[close - 1].isspace()
    ):
        return True
    match = _ENDS_LINE.search(text, at + 1, at + _LONGEST)
    return match is not None and (match.end() > match.start() + 1 or match.end() == len(text))
