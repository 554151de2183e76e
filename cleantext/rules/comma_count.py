"""Reports a sentence with more 、 between clauses than the profile's `max-commas`.

Only 、 after hiragana counts: after kanji, katakana, Latin letters and brackets it parts the items of a list more
often than clauses. Off unless it is named.

Left alone: enumerations; quotations of several sentences, of which each is counted by itself; code.
Source: JTF 日本語標準スタイルガイド 4.1.2 (読点); the limit is common practice of technical writing (3 in a sentence).

>>> from cleantext import check_text
>>> [f.found for f in check_text("朝は、雨だが、昼は、晴れて、夜は雪だ。", select=["comma-count"])]
['、']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import HIRAGANA
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "sentence with many 、: two sentences"
SEVERITY = "info"
FIXES = False
_SIGN = lazy(f"[、，](?<=[{HIRAGANA}].)|[。．！？!?]|\\r?\\n[ \\t]*\\r?\\n|\\n[ \\t]*[-*+>|#]")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the first 、 beyond the limit in each sentence."""
    limit, count = int(context.setting("max-commas")), 0
    for match in _SIGN.finditer(text):
        if match.group() not in "、，":
            count = 0
        elif context.free(*match.span()):
            count += 1
            if count == limit + 1:
                yield Hit(*match.span(), None, f"more than {limit} 、 between the clauses of a sentence")
