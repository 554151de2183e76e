"""Captions of figures and tables: what formats mark as one, the text of images in Markdown, lines that begin 図1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .lazy import lazy
from .signs import find_signs
from .spans import Span

if TYPE_CHECKING:
    from .context import Context, Part

_LAST_OF_LABEL, _NUMBER = "図表真フ", "[ 　]?[0-9０-９一二三四五六七八九十]"
_NUMBERED = lazy(
    r"\s*[【〈<(（［\[]?(?:図表?|表|写真|グラフ)[ 　]?[0-9０-９一二三四五六七八九十]{1,3}"
    r"(?:[-－‐.．・][0-9０-９]{1,3})*"
    r"(?:[】〉>)）］\]:：]|[.．][ 　]|[ 　](?![はがをにのでとへや、。もから枚点個つ冊件回本名人月年日]))[ 　]*(?=\S)"
)
_TAG = lazy(
    r"\s*<(?:figcaption|caption|(?:div|p|span)\s[^<>]{0,200}?\bclass=[\"']?(?:[\w-]+ )*"
    r"(?:(?:fig|figure-|image-)?caption|wp-caption-text)(?=[ \"'>]))[^<>]{0,200}>\s*",
    re.I,
)
"""What opens a caption where HTML stands in Markdown."""
_IMAGE = lazy(r"!\[([^\[\]\n]{1,400})\](?=[(\[])")


def captions(text: str, context: Context) -> Iterator[Span]:
    """Where the captions of a text stand, sorted, without what surrounds them; offsets are code points.

    A paragraph counts as one if it is one line that begins with a number of a figure, 図1：, 表2-1 or 写真3　.

    >>> from cleantext.context import Context
    >>> text = "![会場の様子](a.png)\\n\\n表1：参加国\\n\\n図1は会場である。"
    >>> [text[start:end] for start, end in captions(text, Context(text, "md"))]
    ['会場の様子', '参加国']
    """
    images = "![" in text and context.format == "md"
    tagged = context.format == "md" and "caption" in text
    before: Part | None = None
    numbered = bool(find_signs(text, _LAST_OF_LABEL, _NUMBER))
    for part in context.parts:
        start, end, kind = part
        above, before = before, part
        if kind == "caption":
            yield start, end
            continue
        if tagged and kind == "paragraph":
            tag = _TAG.match(text, start, end)
            if tag and tag.end() < end:
                yield tag.end(), end
                continue
            if above and not tag and _TAG.fullmatch(text, *above[:2]):
                yield start, end
                continue
        if numbered and kind in ("paragraph", "heading"):
            match = _NUMBERED.match(text, start, end)
            stop = start + len(text[start:end].rstrip()) if match else start
            if match and match.end() < stop and "\n" not in text[start:stop]:
                yield match.end(), stop
                continue
        if images:
            for match in _IMAGE.finditer(text, start, end):
                yield match.span(1)
