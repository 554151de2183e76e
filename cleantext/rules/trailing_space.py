"""Takes out spaces and tabs, U+3000 too, at the end of a line.

Nobody sees them, and every comparison of two versions shows them.

Left alone: in Markdown two spaces before a further line (a line break), a line of U+3000 only (a gap that is
meant); the mark of an empty item; the line `-- ` before a signature.
Source: JTF 日本語標準スタイルガイド 3.1 (不要なスペースを入れない); CommonMark 6.7 for the line break.

>>> from cleantext import fix_text
>>> fix_text("終わる。 \\n始まる。　\\n", select=["trailing-space"]).text
'終わる。\\n始まる。\\n'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..signs import find_signs

SUMMARY = "space at the end of a line: none"
SEVERITY = "info"
_AT_END = r"(?=[\r\n]|\Z)"
_MARK_ONLY = lazy(r"\s*(?:[-*+>#=|]|--|\d{1,9}[.)])+\Z")
_NEXT = lazy(r"(?:\r\n|[\r\n])[ \t]*[^\s]")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the spaces of a line's end."""
    for match in find_signs(text, " \t\u3000", _AT_END):
        end = match.end()
        start = end - 1
        while start and text[start - 1] in " \t\u3000":
            start -= 1
        spaces = text[start:end]
        at_start = start == 0 or text[start - 1] in "\r\n"
        if _MARK_ONLY.match(text[max(0, start - 12) : start].rsplit("\n", 1)[-1]) and not at_start:
            continue
        if context.format == "md":
            if at_start and "\u3000" in spaces:
                continue
            if spaces.endswith("  ") and not at_start and _NEXT.match(text, end):
                continue
        if context.free(start, end):
            yield Hit(start, end, "", "spaces at the end of a line")
