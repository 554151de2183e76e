"""Constructs of Markdown that rules ask about at the place of a hit."""

from __future__ import annotations

import re

_LONE_LINK = re.compile(
    r"\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*!?\[[^\[\]]*\](?:\([^\s()]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])\s*"
)
_LONGEST = 2000


def is_lone_link(text: str, offset: int, format: str) -> bool:
    """True if the line round the offset is nothing but one Markdown link or image.

    Its text is the title of another page, which is cited as it stands there. Offsets are code points.

    >>> is_lone_link("- [これは,題.](https://example.com)", 6, "md")
    True
    """
    if format != "md":
        return False
    start, end = line_bounds(text, offset)
    return end - start <= _LONGEST and _LONE_LINK.fullmatch(text, start, end) is not None


def line_bounds(text: str, offset: int) -> tuple[int, int]:
    r"""Where the line round an offset begins and ends, its break left out; at most 2,001 code points on each side.

    >>> line_bounds("一\n二三\n四", 3)
    (2, 4)
    """
    low, high = max(0, offset - _LONGEST - 1), min(len(text), offset + _LONGEST + 1)
    start = max(text.rfind("\n", low, offset), text.rfind("\r", low, offset), low - 1) + 1
    ends = [end for end in (text.find("\n", offset, high), text.find("\r", offset, high)) if end >= 0]
    return start, min(ends, default=high)
