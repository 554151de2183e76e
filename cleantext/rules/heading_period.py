"""Drops 。 at the end of a heading.

A heading is set apart by its line and face, and its end needs no mark.

Only where the format says what a heading is: in Markdown, HTML, word-processor files. A heading of
several sentences, and the caption of a figure or a table, is a suggestion.

Left alone: captions of several sentences; lines of one level that follow each other without a blank line, which are
text that was commented out; plain text, where a heading is only guessed; ？ and ！; names that end in 。
(モーニング娘。).
Source: JTF 日本語標準スタイルガイド 1.1.2 (見出しの文末に句点を付けない), 1.1.5 (図表のキャプション).

>>> from cleantext import fix_text
>>> fix_text("# 首相が辞任。\\n\\n終わった。", format="md", select=["heading-period"]).text
'# 首相が辞任\\n\\n終わった。'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import NAMES_WITH_STOP
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "。 at the end of a heading: none"
SEVERITY = "warning"
_STOP = lazy(r"。(?=[*_]{0,3}[ \t]*#*[ \t]*(?:[\r\n]|$))")
_INNER = lazy("[。！？]")
_MARKS = lazy("#+(?=[ \t\r\n])")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on 。 that ends a heading or a caption."""
    if context.format == "txt":
        return
    for part in context.parts:
        if part.kind not in ("heading", "caption"):
            continue
        breaks = [
            at for at in (text.find("\n", part.start, part.end), text.find("\r", part.start, part.end)) if at >= 0
        ]
        end = min(breaks, default=part.end) if context.format == "md" else part.end
        match = _STOP.search(text, part.start, end + 1)
        if match is None or match.start() >= end or not context.free(*match.span()):
            continue
        if text.endswith(NAMES_WITH_STOP, part.start, match.start()):
            continue
        if context.format == "md" and _is_commented(text, part.start, end):
            continue
        one = not _INNER.search(text, part.start, match.start())
        if one or part.kind == "heading":
            yield Hit(*match.span(), "", f"no full stop at the end of a {part.kind}", one and part.kind == "heading")


def _is_commented(text: str, start: int, end: int) -> bool:
    """True for a heading whose line before or after is a heading of the same level."""
    low = text.rfind("\n", 0, start) + 1
    marks = _MARKS.match(text, low)
    if marks is None:
        return False
    before = text.rfind("\n", 0, low - 1) + 1 if low else len(text)
    after = text.find("\n", end) + 1 or len(text)
    return any((near := _MARKS.match(text, at)) and near.group() == marks.group() for at in (before, after))
