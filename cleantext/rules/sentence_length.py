"""Reports a sentence longer than the profile's `max-sentence`, in code points.

Off unless it is named: a long sentence may be a good one.

Left alone: addresses, links' targets and code, which are not counted; headings, tables, quotations of Markdown and a
link alone in its line.
Source: JTF 日本語標準スタイルガイド 1.1.1 (本文: 読みやすい長さ); the limit is common practice of technical writing.

>>> from cleantext import check_text
>>> [f.message for f in check_text("長" * 101 + "い。", select=["sentence-length"])]
['the sentence has 103 characters, more than 100']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..sentences import split_sentences

SUMMARY = "long sentence: two sentences"
SEVERITY = "info"
FIXES = False
_QUOTED = lazy(r"\s*>")
_MARK = lazy(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on whole sentences over the limit."""
    limit = int(context.setting("max-sentence"))
    for part in context.parts:
        body = text[part.start : part.end]
        if part.kind not in ("paragraph", "list-item") or len(body) <= limit or _QUOTED.match(body):
            continue
        mark = _MARK.match(body)
        start = part.start + (mark.end() if mark else 0)
        for sentence in split_sentences(text[start : part.end]):
            shown = sentence.strip()
            if len(shown) > limit:
                low = start + sentence.index(shown)
                size = sum(context.free(at, at + 1) for at in range(low, low + len(shown)))
                if size > limit:
                    yield Hit(low, low + len(shown), None, f"the sentence has {size} characters, more than {limit}")
            start += len(sentence)
