"""Text for a terminal: columns of wide characters, what cannot be seen, lines that fit."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from cleantext.lazy import lazy

COLUMNS = 80
"""What a terminal shows in a line, if nothing else is known."""

_UNIT = re.compile(r"[\x21-\x7e]+|.", re.S)
_PLAIN = lazy("[\x00-\x7f\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff60]*")
"""ASCII, which takes a column, and such characters as take two, with nothing to be looked up."""

_JOINER = lazy("(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])")
"""What makes one sign of emoji; how wide it then is, terminals do not agree."""


class _Columns(dict[str, int]):
    """A character -> its columns, reckoned when first asked for."""

    def __missing__(self, char: str) -> int:
        if char.isascii():
            columns = 1
        elif unicodedata.category(char) in ("Mn", "Me"):
            columns = 0
        else:
            columns = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        self[char] = columns
        return columns


_columns = _Columns().__getitem__


def width(text: str) -> int:
    """Columns a text takes on a terminal: two for a wide character, none for a mark on another.

    >>> width("日本,"), width("か\\u3099")
    (5, 2)
    """
    return len(text) if text.isascii() else _columns(text) if len(text) == 1 else sum(map(_columns, text))


def _plain_width(text: str) -> int:
    """The width of what matches _PLAIN: as UTF-8 the signs of one column take one byte, those of two take three."""
    return (len(text) + len(text.encode())) // 2


def _fitting(text: str, columns: int) -> tuple[int, int]:
    """How many characters of the beginning of a text fit, and the columns that are left; it matches _PLAIN."""
    count, left = 0, columns
    while left > 1 and (some := text[count : count + left // 2]):
        count += len(some)
        left -= _plain_width(some)
    if left == 1 and count < len(text) and text[count].isascii():
        return count + 1, 0
    return count, left


def visible(text: str) -> str:
    """Text in which what does not print shows as �, and a tab as a space; emoji that are joined stand side by side.

    >>> visible("a\\u200bb　\\tc")
    'a�b　 c'
    """
    if text.isprintable():
        return text
    text = _JOINER.sub("", text.replace("\t", " "))
    return "".join(c if c.isprintable() or c == "\u3000" else "�" for c in text)


def head(text: str, columns: int) -> str:
    """As much of the beginning of a text as fits, with … where it was cut.

    >>> head("日本語", 6), head("日本語", 5)
    ('日本語', '日本…')
    """
    if 2 * len(text) <= columns:
        return text
    if _PLAIN.fullmatch(text):
        count, left = _fitting(text, columns)
        return text if count == len(text) else text[: max(0, count - (left == 0))] + "…"
    ends = list(accumulate(map(_columns, text)))
    return text[: bisect_right(ends, columns - 1)] + "…" if ends[-1] > columns else text


def tail(text: str, columns: int) -> str:
    """As much of the end of a text as fits.

    >>> tail("日本語", 5)
    '本語'
    """
    return measured_tail(text, columns)[0]


def measured_tail(text: str, columns: int) -> tuple[str, int]:
    """As much of the end of a text as fits, and the columns it takes."""
    if 2 * len(text) <= columns:
        return text, width(text)
    if _PLAIN.fullmatch(text):
        count, left = _fitting(text[::-1], columns)
        return text[len(text) - count :], columns - left
    ends = list(accumulate(map(_columns, reversed(text)), initial=0))
    count = max(0, bisect_right(ends, columns) - 1)
    return text[len(text) - count :], ends[count]


def wrap(text: str, columns: int = COLUMNS, indent: str = "") -> str:
    """Text in lines that fit, each after the indent and with its line end; wide characters part anywhere.

    >>> wrap("ab cd", 4, " ")
    ' ab\\n cd\\n'
    """
    lines, line = [], ""
    for unit in _UNIT.findall(" ".join(text.split())):
        if line and width(indent + line + unit.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += unit if line or unit != " " else ""
    return "".join(f"{indent}{each}\n" for each in (*lines, line.rstrip()) if each)
