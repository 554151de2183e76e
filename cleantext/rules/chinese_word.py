"""Chinese words that leaked into a Japanese sentence.

What: 戦略的分歧 for 戦略的分岐, 设定 for 設定, 但是 or 没有 within Japanese; and, as a note with little
confidence, 的 where Japanese has の (2時間的練習).

Why: such a word looks almost right and slips past a reader; spelling checkers pass over it.

Leaves alone: words in quotation marks or brackets, and Chinese names of places and people. Where the right
Japanese word is known it is a suggestion only, never a safe fix: a person who knows the context decides.

Source: this project's own measurements and method, docs/detection.md; words in data/residue*.tsv.

>>> from cleantext import check_text
>>> text = "画面の设定を変える。"
>>> [f.found for f in check_text(text, select=["chinese-word"])]
['设定']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleantext.findings import Hit, Severity

if TYPE_CHECKING:
    from cleantext.context import Context

SUMMARY = "Chinese word in a Japanese sentence"
SEVERITY: Severity = "error"
FIXES = False
SURE = 0.5
"""Below this confidence a finding is a note."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Yield the single Chinese words, with the Japanese word as a suggestion where it is known."""
    for residue in context.residue:
        if residue.kind == "word":
            found = text[residue.start : residue.end]
            if found == "的":
                message = "的 is Chinese here, it seems; Japanese has の."
            elif residue.suggestion:
                message = f"{found} is Chinese; the Japanese word is {residue.suggestion}."
            else:
                message = f"{found} is Chinese, not Japanese."
            yield Hit(
                residue.start,
                residue.end,
                residue.suggestion,
                message,
                safe=False,
                confidence=residue.confidence,
                reason=residue.reason,
                severity=None if residue.confidence >= SURE else "info",
            )
