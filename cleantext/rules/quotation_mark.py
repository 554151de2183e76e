"""Suggests 「 」 for Western quotation marks round Japanese, and 『 』 inside 「 」.

Straight marks ("…", '…') come from keyboards and from machine translation. Curly marks “…” are house style in
many newsrooms, for nicknames and emphasis; whether they are suggested too is the profile's `quotes`.

Left alone: quotations that hold no Japanese, paths and commands with a Japanese word in them, marks beside Latin
letters or figures on the outside (attributes, inches, apostrophes), code, rows of values, pairs over more than
one line.
Source: JTF 日本語標準スタイルガイド 4.3.5, 4.3.8 (和文の引用にはかぎかっこ).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text('彼は"平和"と"peace"を“愛”と', select=["quotation-mark"])]
[('"', '「'), ('"', '」')]
>>> [f.fix for f in check_text('「父は"海"と言った」', select=["quotation-mark"])]
['『', '』']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import CLOSING, LETTER, OPENING, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds

SUMMARY = "Western quotation marks round Japanese: 「 」"
SEVERITY = "info"
FIXES = False
SIGNS = "\"'“‘"
_STRAIGHT = lazy(r"\"([^\"\r\n]{1,120})\"|'([^'\r\n]{1,120})'")
_CURLY = lazy(r"“([^“”\r\n]{1,120})”|‘([^‘’\r\n]{1,120})’")
_is_outside = members(LETTER + OPENING + CLOSING + "、。！？：（）\u3000")
_FILE = lazy(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_PATTERN = lazy(r"(?<=[^!-~])[-_*][!-/:-@]*$")
"""A name of which a part is described: X-指定した文字列-..."""
_AROUND = frozenset(("「」", "『』", "‘’", "“”", "''", '""', "（）", "()", "``", "[]"))
_CODE = lazy(r"[={}<>;\\]|\",|',")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on both ends of a pair that holds Japanese."""
    patterns = [_STRAIGHT, _CURLY] if context.setting("quotes") == "corner" else [_STRAIGHT]
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.start(), match.end() - 1
            inner = match.group(1) or match.group(2)
            if not any(map(is_letter, inner)) or inner != inner.strip() or _is_command(inner):
                continue
            if _is_shown(text, start) or _is_shown(text, end):
                continue
            low, high = line_bounds(text, start)
            first, last = _with_space(text, start, end, low, high)
            before, after = text[max(low, first - 1) : first], text[last + 1 : min(last + 2, high)]
            if not all(not sign or _is_outside(sign) for sign in (before, after)) or _CODE.search(text, low, high):
                continue
            if context.free(start, start + 1) and context.free(end, end + 1):
                inside = text.rfind("「", low, start) > text.rfind("」", low, start)
                opening, closing = "『』" if inside else "「」"
                message = f"Japanese is quoted in {opening} {closing}" + " inside 「 」" * inside
                yield Hit(first, start + 1, opening, message, safe=False)
                yield Hit(end, last + 1, closing, message, safe=False)


def _with_space(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """The places of the marks, with the half-width space outside where Japanese lies beyond it: 彼は "海" と."""
    first = start - 1 if start - 2 >= low and text[start - 1] == " " and is_letter(text[start - 2]) else start
    last = end + 1 if end + 2 < high and text[end + 1] == " " and is_letter(text[end + 2]) else end
    return first, last


def _is_shown(text: str, at: int) -> bool:
    """True for a mark that stands alone in other marks or brackets: 文字列を「"」で囲む."""
    return text[max(0, at - 1) : at] + text[at + 1 : at + 2] in _AROUND


def _is_command(inner: str) -> bool:
    """True for what is mostly ASCII, with a Japanese word put in for a name: a path, a command, a file.

    >>> [_is_command(text) for text in ("dist/コード名", "install パッケージ名", "log-日付-...", "Git マジック")]
    [True, True, True, False]
    """
    letters = sum(map(is_letter, inner))
    if _FILE.search(inner) or _PATTERN.search(inner):
        return True
    return any(sign in inner for sign in "/_|") or " " in inner and inner[0].islower() or len(inner) > 4 * letters
