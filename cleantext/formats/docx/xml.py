"""XML of a part, read with exact places and never written anew: edits are spliced into the bytes that were read.

Refused, each with one sentence: document types (so no entities of one's own), elements nested without end,
broken XML, encodings other than UTF-8 and UTF-16.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from xml.parsers import expat

from ...files import FileProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEPTH = 1000
"""How deep elements may nest; those of Word stay under 100."""

_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(r"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_PIECE = re.compile(rb"&[^;]*;|[^&]+")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(\w+));")
_MARKUP = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<(?:!--.*?--|\?.*?\?)>", re.DOTALL)
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Start = Callable[[str, dict[str, str], int], None]
End = Callable[[str, int], None]


def utf8(part: str, data: bytes) -> tuple[bytes, str]:
    """The part in UTF-8, and the encoding in which it was stored. Raises FileProblem for others than UTF-8 and 16."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise _broken(part) from None
    declared = _DECLARED.match(text[:200].lstrip("\ufeff"))
    if declared and declared[1].lower() not in ("utf-8", "utf-16", "us-ascii"):
        raise FileProblem(f"stores its part {part} in {declared[1]}; save it again in Word")
    return (data, encoding) if encoding == "utf-8" else (text.encode(), encoding)


def stored(data: bytes, encoding: str, before: bytes) -> bytes:
    """A part as `before` was stored, from what it is in UTF-8."""
    if encoding == "utf-8":
        return data
    order = "utf-16-le" if before[:2] == b"\xff\xfe" else "utf-16-be"
    return before[:2] + data.decode().encode(order)


def scan(part: str, data: bytes, start: Start, end: End) -> None:
    """Call start(name, attributes, at) and end(name, at) for the elements of UTF-8 data.

    Names are "namespace}local"; `at` is the byte at which the tag begins (an empty element's end: its own tag).
    Raises FileProblem for what is refused.
    """
    parser = expat.ParserCreate("utf-8", "}")
    depth = 0
    last = -1  # the tag that has just begun, -1 after another has ended

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, last
        depth += 1
        if depth > DEPTH:
            raise FileProblem(f"nests its part {part} more than {DEPTH} elements deep; do not trust this file")
        last = parser.CurrentByteIndex
        start(name, attributes, last)

    def closed(name: str) -> None:
        nonlocal depth, last
        depth -= 1
        at = parser.CurrentByteIndex
        if last >= 0 and data[at - 2 : at] == b"/>" and tag_end(data, last) == at:
            at = last  # expat gives the end of an empty element's tag
        last = -1
        end(name, at)

    def doctype(*_: object) -> None:
        raise FileProblem(f"declares a document type in its part {part}, as no Word document does; do not trust it")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise _broken(part) from None


def tree(part: str, data: bytes) -> Element:
    """A small part as a tree; what `scan` refuses is refused first."""
    from xml.etree import ElementTree

    data, _ = utf8(part, data)
    scan(part, data, lambda *_: None, lambda *_: None)
    return ElementTree.fromstring(data.decode().lstrip("\ufeff").encode())


def root(part: str, data: bytes) -> tuple[int, int]:
    """Where the root's first tag and its last one begin; they are one where the root is empty."""
    bounds = [-1, -1]

    def opened(name: str, attributes: dict[str, str], at: int) -> None:
        if bounds[0] < 0:
            bounds[0] = at

    def closed(name: str, at: int) -> None:
        bounds[1] = at

    scan(part, data, opened, closed)
    return bounds[0], bounds[1]


def append(part: str, data: bytes, new: bytes) -> bytes:
    """A part with `new` as the last thing in its root."""
    first, last = root(part, data)
    if first != last or data[tag_end(data, first) - 2 : tag_end(data, first)] != b"/>":
        return data[:last] + new + data[last:]
    end = tag_end(data, first)
    name = re.match(rb"<([^\s/>]+)", data[first:end])
    assert name
    return data[: end - 2] + b">" + new + b"</" + name[1] + b">" + data[end:]


def _broken(part: str) -> FileProblem:
    return FileProblem(f"is broken in its part {part}; open it in Word and save it again")


def tag_end(data: bytes, at: int) -> int:
    """Where the tag that begins at `at` ends."""
    match = _TAG.match(data, at)
    return match.end() if match else len(data)


def prefix(data: bytes, at: int) -> bytes:
    """The prefix of the tag that begins at `at`, with its colon; b"" for none.

    >>> prefix(b"<w:p><r/>", 0), prefix(b"<w:p><r/>", 5)
    (b'w:', b'')
    """
    match = re.compile(rb"</?([^\s:/>]+:)").match(data, at)
    return match[1] if match else b""


def pieces(raw: bytes) -> Iterator[tuple[int, int, str]]:
    """(start, end, text) of the stretches of an element's text: a character reference is a stretch of its own.

    >>> list(pieces(b"A&amp;B"))
    [(0, 1, 'A'), (1, 6, '&'), (6, 7, 'B')]
    """
    if b"<" in raw:
        yield 0, len(raw), "".join(_plain(raw.decode()))
    elif b"&" not in raw:
        yield 0, len(raw), _line_ends(raw.decode())
    else:
        for match in _PIECE.finditer(raw):
            yield match.start(), match.end(), _resolve(_line_ends(match.group().decode()))


def _plain(text: str) -> Iterator[str]:
    last = 0
    for match in _MARKUP.finditer(text):
        yield _resolve(_line_ends(text[last : match.start()]))
        yield _line_ends(match[1] or "")
        last = match.end()
    yield _resolve(_line_ends(text[last:]))


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _resolve(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        if match[1] or match[2]:
            return chr(int(match[1], 16) if match[1] else int(match[2]))
        return _NAMED[match[3]]

    return _REFERENCE.sub(character, text) if "&" in text else text


def escape(text: str) -> bytes:
    """Text as it stands in an element. Raises FileProblem for characters that XML cannot hold.

    >>> escape("A&B <C>")
    b'A&amp;B &lt;C&gt;'
    """
    if bad := _UNWRITABLE.search(text):
        raise FileProblem(f"cannot hold the character U+{ord(bad.group()):04X}; take it out of the new text")
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        text = text.replace(sign, name)
    return text.encode()


def attribute(text: str) -> bytes:
    """Text as it stands in an attribute with double quotes."""
    return escape(text).replace(b'"', b"&quot;").replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")


def splice(data: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Data with edits made that do not overlap; of edits at one place the earlier given stands first.

    >>> splice(b"abc", [(1, 2, b"X"), (1, 1, b"-")])
    b'a-Xc'
    """
    parts, last = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < last:
            raise ValueError(f"edits overlap at byte {start}")
        parts += [data[last:start], new]
        last = end
    return b"".join([*parts, data[last:]])


_INTEGER = re.compile(r"-?[0-9]{1,9}")


def integer(text: str | None, default: int = sys.maxsize) -> int:
    """The number that an attribute holds; `default` where it holds none."""
    return int(text) if text and _INTEGER.fullmatch(text) else default
