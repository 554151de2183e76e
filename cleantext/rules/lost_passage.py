"""Reports a place where a passage of the article is lost, and what tells so.

Where a machine broke down into filler, the passage that belongs there is gone. That is sure where the
headings show the gap: a heading of a series is missing (3つ目, 2つ目, but no 1つ目), or fewer follow than
the text promises (少なくとも4つの論点). The hit is on the filler, or on the mark 【要確認：原文欠落…】 that
cleaning leaves; without either, on the heading after the gap, if a heading is missing and a promise broken.

Left alone: filler without such a gap (see chinese-filler), a gap without anything else (see heading-order).
Source: this project's own measurements and method, docs/detection.md.

>>> from cleantext import check_text
>>> text = "次の3つの論点がある。\\n\\n【要確認：原文欠落】\\n\\n2つ目：人\\n\\n足りない。\\n\\n3つ目：金\\n\\nない。"
>>> [(f.found, f.reason) for f in check_text(text, select=["lost-passage"])]
[('【要確認：原文欠落】', 'The headings have no 1つ目. The text promises 3, and 2 headings follow.')]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit

SUMMARY = "a passage of the article is lost"
SEVERITY = "error"
FIXES = False


def find(text: str, context: Context) -> Iterator[Hit]:
    """One hit a series of headings with a gap where a passage was."""
    for lost in context.lost:
        where = "here" if lost.filler else "before this heading"
        confidence = 0.95 if lost.filler else 0.8
        yield Hit(lost.start, lost.end, None, f"a passage is lost {where}", False, confidence, lost.reason)
