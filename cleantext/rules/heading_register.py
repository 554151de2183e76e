"""Reports headings in the other register: です・ます among である, or the other way round.

In a list of contents they stand under each other, and a change of tone is seen at once.

The headings of a text are judged among themselves, whatever the register of the running text; the register of most
is theirs, of equally many that of the first. Only である and だ tell that a heading is plain.

Left alone: headings that end in a noun or a verb (港が開く), quotations, questions; plain text, where a heading is
only guessed.
Source: JTF 日本語標準スタイルガイド 1.1.2 (見出し: 文体を統一する).

>>> from cleantext import check_text
>>> text = "# 港は町の顔です\\n\\n# 駅は町の心臓です\\n\\n# 霧は町の敵である\\n"
>>> [f.found for f in check_text(text, format="md", select=["heading-register"])]
['である']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from .register import minority

SUMMARY = "polite (です・ます) and plain (である) headings mixed"
SEVERITY = "warning"
FIXES = False
_TELLS = lazy(r"(?:で(?:ある|あった|す|した)|ま(?:す|した)|ません|(?<!ん)だ|だった)[。！!]?$")
_END = lazy(r"[ \t]*[*_]{0,3}[ \t]*#*[ \t]*(?=[\r\n]|\Z)")


def find(text: str, context: Context) -> Iterator[Hit]:
    """A hit on the ending of each heading in the register that fewer headings have."""
    if context.format == "txt":
        return
    headings = [_bounds(text, part.start, part.end) for part in context.parts if part.kind == "heading"]
    telling = [(start, end) for start, end in headings if _TELLS.search(text, max(start, end - 5), end)]
    yield from minority(text, context, telling, "in a heading; the others are")


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """A heading without the marks and the lines that follow its words."""
    found = _END.search(text, start, end)
    return start, found.start() if found else end
