"""Sets the Western comma beside Japanese as 、.

Machine translation leaves `,` (or `，`) where Japanese sets 読点. With it goes the space that
Western text sets after a comma.

Left alone: digit groups (1,000), commas between Latin words and in an English sentence, addresses, code,
rows of values: lines one after the other with as many commas each, no spaces after them and no 。 or 、,
a Markdown link alone in its line, which cites a title.
Source: JTF 日本語標準スタイルガイド 1.2.1 (句点と読点: 全角の「、」); 公用文作成の考え方 (2022) Ⅰ-3.

>>> from cleantext import fix_text
>>> fix_text("日本, 米国,TechMetの1,000人", select=["comma"]).text
'日本、米国、TechMetの1,000人'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ..characters import BESIDE, OPENING
from ..context import Context
from ..findings import Hit

SUMMARY = "half-width or full-width comma in Japanese text: 、"
SEVERITY = "warning"
_COMMA = re.compile(f"(?:(?<=[{BESIDE}])[,，]|[,，](?= ?[{BESIDE}]))(?: (?=[{BESIDE}]))?(?! [a-z]+ [a-z])")
_LINE = re.compile(r"[^\r\n]+")
_COMMAS = re.compile("[,，]")
_ROW = re.compile("[^,，。、]*(?:[,，](?! )[^,，。、]*){2,}")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on commas with Japanese on either side."""
    rows = _rows(text)
    ends = [end for _, end in rows]
    for match in _COMMA.finditer(text):
        start, end = match.span()
        if start == 0 or text[start - 1] in "\r\n" + OPENING or not context.free(start, end):
            continue
        row = bisect_right(ends, start)
        if row < len(rows) and rows[row][0] <= start:
            continue
        if text[start - 1] in ",，" or text[start + 1 : start + 2] in (",", "，"):
            continue
        yield Hit(start, end, "、", "a comma in Japanese text is 、")


def _rows(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that are rows of values: two or more together that hold as many commas each."""
    rows: list[tuple[int, int]] = []
    last, count = None, 0
    for line in _LINE.finditer(text):
        commas = len(_COMMAS.findall(line.group())) if _ROW.fullmatch(line.group()) else 0
        if last is not None and commas > 1 and commas == count:
            if not rows or rows[-1] != last.span():
                rows.append(last.span())
            rows.append(line.span())
        last, count = line, commas
    return rows
