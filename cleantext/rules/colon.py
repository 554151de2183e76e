"""Sets the half-width colon after Japanese as ：; also after its number, where text follows a space (図1: 会場).

Left alone: ratios and times (3:1, 20:30), addresses, code, faces, a colon after Latin text,
the form of a time (時:分).
Source: JTF 日本語標準スタイルガイド 4.2.6 (コロン: 和文では全角).

>>> from cleantext import fix_text
>>> fix_text("マイアミ: 比率は3:1、URL:x", select=["colon"]).text
'マイアミ：比率は3:1、URL:x'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import CLOSING, LETTER, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "half-width colon after Japanese: ："
SEVERITY = "warning"
SIGNS = ":"
_COLON = lazy(r":(?!:)(?: (?=[^\s|]))?(?!//)")
_NUMBERED = lazy(r"[0-9]{1,3}(?:[-.][0-9]{1,3})?$")
_is_letter = members(LETTER)
_stands_before = members(LETTER + CLOSING)


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on : after a Japanese letter or closing bracket."""
    for match in _COLON.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before in "時分" and text[match.end() : match.end() + 1] in ("分", "秒"):
            continue
        wanted = _stands_before(before) or before.isdigit() and _is_label(text, *match.span())
        if wanted and context.free(*match.span()):
            yield Hit(*match.span(), "：", "a colon in Japanese text is full-width")


def _is_label(text: str, start: int, end: int) -> bool:
    """True for a colon with a space after Japanese and a number, before Japanese: 図1: 会場, 手順 2-1: 電源."""
    if end - start < 2 or not _is_letter(text[end : end + 1]):
        return False
    low = max(0, start - 9)
    number = _NUMBERED.search(text, low, start)
    return number is not None and _is_letter(text[low : number.start()].rstrip(" ")[-1:])
