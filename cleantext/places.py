"""Where in a text things stand, as the evidence of findings names it: lines, or paragraphs in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .lines import lines_of

if TYPE_CHECKING:
    from .context import Context

MOST = 8


class Places:
    """Names the places of one text; what it costs is paid when first asked."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def named(self, offsets: Iterable[int]) -> str:
        """In brackets, each once, eight at most: " (lines 7, 9)", " (paragraph 3)"; "" where pages have no such names.

        >>> from cleantext.context import Context
        >>> Places(Context("雪\\n風\\n雨")).named([0, 4, 5]), Places(Context("雪")).named([])
        (' (lines 1, 3)', '')
        """
        blocks = self._context.blocks
        if blocks is None:
            lines = lines_of(self._context.text)
            found = list(dict.fromkeys(str(lines.of(offset)[0]) for offset in offsets))
            head = "line " if len(found) == 1 else "lines "
        else:
            places = (blocks[self._context.part_at(offset)].place for offset in offsets)
            found, head = list(dict.fromkeys(places)), ""
            if "" in found:  # a page, whose attributes alone have a place in words
                return ""
        more = " …" if len(found) > MOST else ""
        return f" ({head}{', '.join(found[:MOST])}{more})" if found else ""
