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

from collections.abc import Iterator

from ..characters import BESIDE, OPENING
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..spans import Spans, rows

SUMMARY = "half-width or full-width comma in Japanese text: 、"
SEVERITY = "warning"
SIGNS = ",，"
_COMMA = lazy(f"[,，](?:(?<=[{BESIDE}].)|(?= ?[{BESIDE}]))(?: (?=[{BESIDE}]))?(?! [a-z]+ [a-z])")
_COMMAS = lazy("[,，]")
_ROW = lazy("[^,，。、]*(?:[,，](?! )[^,，。、]*){2,}")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on commas with Japanese on either side."""
    values: Spans | None = None
    for match in _COMMA.finditer(text):
        start, end = match.span()
        if start == 0 or text[start - 1] in "\r\n" + OPENING or not context.free(start, end):
            continue
        if text[start - 1] in ",，" or text[start + 1 : start + 2] in (",", "，"):
            continue
        values = values or rows(text, _fields)
        if values.hold(start):
            continue
        yield Hit(start, end, "、", "a comma in Japanese text is 、")


def _fields(line: str) -> int:
    """How many commas a row of values has; 0 for another line."""
    return len(_COMMAS.findall(line)) if _ROW.fullmatch(line) else 0
