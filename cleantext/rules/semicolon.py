"""Reports a semicolon after Japanese, which has no such sign.

Where a clause has ended before it, 。 is suggested; elsewhere the sentence has to be written anew.

Left alone: semicolons that are named (区切りは;を使う), after Latin text and digits, in brackets (references and
glosses: 山田；鈴木), in lines of code, rows of values (甲;乙;丙), faces, sweat after a sentence (すみません;;).
Source: JTF 日本語標準スタイルガイド 4.2.8 (和文ではセミコロンを使用しない).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("春が来た; 夏も来る。（甲；乙）", select=["semicolon"])]
[('; ', '。')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import LETTER, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..signs import find_signs

SUMMARY = "semicolon after Japanese: 。 or another sentence"
SEVERITY = "warning"
FIXES = False
SIGNS = ";；"
_stands_before = members(LETTER + "」』")
_AFTER = r"(?![;；)）^'’のをはがと])(?: (?=[^\s]))?"
_CODE = lazy(r"[={}<>|]|[;；]\s*//|:=")
_STOP = lazy("[。．！？、，]")
_ENDS = "たるだすいんくうつぬむぐぶ"


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on ; and ； after a Japanese letter."""
    for match in find_signs(text, SIGNS, _AFTER):
        start, end = match.span()
        if not _stands_before(text[start - 1 : start]) or not context.free(start, end):
            continue
        low, high = line_bounds(text, start)
        line, before = text[low:high], text[low:start]
        if _CODE.search(line) or _is_row(line) or _is_open(before):
            continue
        if text[start] == ";" and not _STOP.search(line) and _is_beside_row(text, low, high):
            continue  # a value and what is said of it, line by line: 切;4画
        following = text[start + 1 : start + 3].removeprefix(" ")
        fix = "。" if text[start - 1] in _ENDS and is_letter(following[:1]) else None
        yield Hit(start, end, fix, "Japanese has no semicolon; end the sentence or write 、", safe=False)


def _is_row(line: str) -> bool:
    """True for values that are parted by semicolons."""
    return len(re.findall("[;；]", line)) > 1 and not re.search("[、。]", line)


def _is_beside_row(text: str, low: int, high: int) -> bool:
    """True if the line before text[low:high], or the one after it, has a semicolon and no sentence too."""
    for at in (low - 2, high + 1):
        other = text[slice(*line_bounds(text, at))] if 0 <= at < len(text) else ""
        if ";" in other and not _STOP.search(other):
            return True
    return False


def _is_open(before: str) -> bool:
    return max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))
