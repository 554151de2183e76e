"""Reports marks 【要確認：…】 that are still in the text.

Cleaning leaves such a mark where Chinese filler stood in the place of a passage. It must not be
printed: a person has to find the passage, or close the gap, and delete the mark.

Source: the mark is this project's own (`taiyaku clean --filler mark`).

>>> from cleantext import check_text
>>> [f.found for f in check_text("前文。【要確認：原文欠落】後文。", select=["review-mark"])]
['【要確認：原文欠落】']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "a mark 【要確認：…】 that waits for a person"
SEVERITY = "error"
FIXES = False
SIGNS = "【"
MARK = lazy(r"【要確認：[^【】\r\n]{0,80}】")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the marks."""
    for match in MARK.finditer(text):
        yield Hit(*match.span(), None, "this passage was lost; find it or close the gap, then delete the mark")
