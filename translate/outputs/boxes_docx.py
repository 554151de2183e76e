"""Text boxes of a Word document that hold English too: they grow with their text, which would be cut off else.

Source: ECMA-376 part 1, 21.1.2.1.1 to 4 (bodyPr, and how a text fits its shape).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleantext.formats.docx import xml
from cleantext.formats.docx.layout import Part

GROWS = b'<a:spAutoFit xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
_FIT = re.compile(rb"<(?:\w+:)?(?:noAutofit|normAutofit|spAutoFit)\b[^>]*?(?:/>|>\s*</[^>]*>)")
_WARP = re.compile(rb"\s*<((?:\w+:)?prstTxWarp)\b(?:[^>]*/>|.*?</\1>)", re.S)


def growing(part: Part, places: Iterable[int]) -> Iterator[tuple[int, int, bytes]]:
    """Yield what is changed in a part so that the boxes round these places, in bytes, grow with their text."""
    boxes: list[tuple[int, int, int, int]] = []  # where the text begins and ends, and its bodyPr
    texts: list[tuple[int, int]] = []
    opened: list[int] = []

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        if "wordprocessingShape" in name and name.endswith(("}txbx", "}bodyPr")):
            opened.append(at)

    def end(name: str, at: int) -> None:
        if "wordprocessingShape" not in name:
            return
        if name.endswith("}txbx"):
            texts.append((opened.pop(), at))
        elif name.endswith("}bodyPr"):
            begins = opened.pop()
            if texts and not part.data[texts[-1][1] : begins].count(b"<", 1):
                boxes.append((*texts.pop(), begins, max(at, begins)))

    xml.scan(part.name, part.data, start, end)
    filled = sorted(places)
    for begins, ends, tag, last in boxes:
        if any(begins < place < ends for place in filled):
            yield from grown(part.data, tag, last)


def grown(data: bytes, tag: int, last: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield the change of one bodyPr: its tag begins at `tag`, its end tag, if it has one, at `last`."""
    inner = xml.tag_end(data, tag)
    if data[inner - 2 : inner] == b"/>":
        name = re.match(rb"<([^\s/>]+)", data[tag:inner])
        assert name
        yield inner - 2, inner, b">%b</%b>" % (GROWS, name[1])
    elif fit := _FIT.search(data, inner, last):
        yield fit.start(), fit.end(), GROWS
    else:
        warp = _WARP.match(data, inner, last)
        at = warp.end() if warp else inner
        yield at, at, GROWS
