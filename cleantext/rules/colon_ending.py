"""Suggests 。 where a sentence ends with a colon and prose goes on in the next line.

A sentence that announces what follows ends with a colon in English; Japanese ends it with 。.

Left alone: a colon before a list, a table, code, a quotation, a heading, an address or the end of the
text; labels (日時：); questions; colons inside a line.
Source: JTF 日本語標準スタイルガイド 4.2.7 (和文ではコロンを使用しない; 見出し語とその説明の間は例外).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("状況は複雑だ：\\n\\n政府は対応に追われている。", select=["colon-ending"])]
[('：', '。')]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import LETTER
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..signs import find_signs

SUMMARY = "colon at the end of a sentence: 。"
SEVERITY = "info"
FIXES = False
SIGNS = ":："
_BREAK = r"[ \t]*(?:\r\n|[\r\n]){1,3}"
_ENDS = ("です", "ます", "せん", "した", "った", "いる", "ある", "れる", "なる", "する", "える", "だ")
_PROSE = lazy(
    f"[ \u3000]{{0,2}}(?![0-9０-９一二三四五六七八九十]{{1,3}}[.．、)）])[{LETTER}][^\\r\\n]{{10,}}[。！？!?]"
)


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on colons that end a line after a predicate, before a line of prose."""
    for match in find_signs(text, SIGNS, _BREAK):
        start = match.start()
        if text.endswith(_ENDS, 0, start) and _PROSE.match(text, match.end()) and context.free(start, start + 1):
            yield Hit(start, start + 1, "。", "a Japanese sentence ends with 。, not with a colon", safe=False)
