"""Sets the half-width colon after Japanese as ：; also after its number, where text follows a space (図1: 会場).

The half-width sign sits too close to the full-width letters round it; it comes with text that was typed in Latin.

Left alone: ratios and times (3:1, 20:30), addresses, code, faces, a colon after Latin text,
the form of a time (時:分), names between two colons (:著者: 甲野), names of accounts and the like (資産:預金:普通) that
come again.
Source: JTF 日本語標準スタイルガイド 4.2.7 (コロン: 和文では全角).

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
from ..lines import line_bounds
from ..structure import word_end

SUMMARY = "half-width colon after Japanese: ："
SEVERITY = "warning"
SIGNS = ":"
_COLON = lazy(r":(?!:)(?: (?=[^\s|]))?(?!//)")
_NUMBERED = lazy(r"[0-9]{1,3}(?:[-.][0-9]{1,3})?$")
_FIGURE = lazy("(?:図|表|写真|例|問|注)[0-9]{1,2}$")
_VALUES = lazy(r"(.) ?[0-9]{1,3}: ")
_STEP = r"[^\s:：、。，．「」『』（）()\"'0-9０-９][^\s:：、。，．「」『』（）()\"']{0,15}"
_PATH = lazy(rf"{_STEP}(?::(?!//){_STEP}){{2,}}")
_NAME = lazy(rf":{_STEP}$")
_PAIR = lazy(rf":(?={_STEP}:(?!//))")
_ENDS_PATH = " \t\r\n\u3000、。，．「」『』（）()\"'："
_is_letter = members(LETTER)
_stands_before = members(LETTER + CLOSING)


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on : after a Japanese letter or closing bracket."""
    heads = _heads(text)
    marked = context.format == "md"
    for match in _COLON.finditer(text):
        end = word_end(text, match.start()) if marked else match.start()
        before = text[end - 1 : end]
        if before in "時分" and text[match.end() : match.end() + 1] in ("分", "秒"):
            continue
        if heads and _is_in_path(text, match.start(), heads):
            continue
        wanted = _stands_before(before) or before.isdigit() and _is_label(text, *match.span())
        if wanted and context.free(*match.span()) and not _ends_name(text, match.start()):
            yield Hit(*match.span(), "：", "a colon in Japanese text is full-width")


def _heads(text: str) -> tuple[str, ...]:
    """With what paths begin, the colon included: 資産: where 資産:預金:普通 stands, and 資産 before a colon again."""
    paths = [_path_at(text, match.start()) for match in _PAIR.finditer(text)]
    first = {path[: path.index(":") + 1]: path for path in paths if path}
    return tuple(head for head, path in first.items() if path.count(":") > 2 or text.count(head) > 1)


def _path_at(text: str, at: int) -> str:
    """The names between colons to which text[at] belongs; "" if it belongs to none."""
    begin = max(text.rfind(sign, max(0, at - 80), at) for sign in _ENDS_PATH) + 1
    path = _PATH.match(text, begin)
    return path.group() if path and at < path.end() else ""


def _is_in_path(text: str, at: int, heads: tuple[str, ...]) -> bool:
    """True for a colon between the names of a path, or after a first name of other paths."""
    return text.endswith(heads, 0, at + 1) or _path_at(text, at).startswith(heads)


def _ends_name(text: str, at: int) -> bool:
    """True for the second colon of a name between two: a field (:著者: 甲野), an emoji by its name (:お疲れ様:)."""
    name = _NAME.search(text, max(0, at - 18), at)
    return name is not None and not text[max(0, name.start() - 1) : name.start()].isalnum()


def _is_label(text: str, start: int, end: int) -> bool:
    """True for a colon with a space after Japanese and a number, before Japanese: 図1: 会場, 手順 2-1: 電源."""
    if not _is_letter(text[end : end + 1]) or end - start < 2 and not _FIGURE.search(text, max(0, start - 6), start):
        return False
    low = max(0, start - 9)
    number = _NUMBERED.search(text, low, start)
    if number is None or not _is_letter(text[low : number.start()].rstrip(" ")[-1:]):
        return False
    others = _VALUES.findall(text, *line_bounds(text, start))
    return len(others) < 2 or len(set(others)) == 1  # 0: 無し 1: 年1回 2: 年2回
