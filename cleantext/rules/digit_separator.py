"""Suggests , for another sign between groups of three digits.

`1，000` and `1、000` come from typing in full width or from setting 、 for every comma.

Left alone: 1,000 and 3.14, numbers in a row (100、200、300人), coordinates, tables of values, addresses, code.
Source: JTF 日本語標準スタイルガイド 2.1.10 (桁区切りはカンマ).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("1，000円と2、000人", select=["digit-separator"])]
[('1，000', '1,000'), ('2、000', '2,000')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "wrong sign between groups of three digits: ,"
SEVERITY = "warning"
FIXES = False
SIGNS = "，、"
_GROUPS = lazy(r"[，、](?<=[0-9].)[0-9]{3}(?:[，、,][0-9]{3})*(?![0-9，、])")
_HEAD = lazy(r"(?<![0-9，、,.])[1-9][0-9]{0,2}$")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on whole numbers with a wrong separator."""
    for match in _GROUPS.finditer(text) if "，" in text or "、0" in text else ():
        head = _HEAD.search(text[max(0, match.start() - 4) : match.start()])
        digits = match.group()
        if head is None or ("、" in digits and not re.search("、0", digits)):
            continue
        start, end = match.start() - len(head.group()), match.end()
        if context.free(start, end):
            fix = re.sub("[，、]", ",", text[start:end])
            yield Hit(start, end, fix, "groups of three digits are parted by ,", safe=False)
