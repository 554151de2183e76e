"""XML from other programs, read safely: no entities, nothing from outside, no depth without end."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

from cleantext.files import FileProblem

DEEPEST = 200
"""Elements in one another."""
_DECLARED = re.compile(rb"""(<\?xml\s[^>]*?)\s+encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODING = re.compile(r"""^(\s*<\?xml\s[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
_MULTIBYTE = {
    "shift_jis": "cp932", "cp932": "cp932", "shift_jis_2004": "shift_jis_2004", "shift_jisx0213": "shift_jisx0213",
    "euc_jp": "euc_jp", "iso2022_jp": "iso2022_jp", "gb18030": "gb18030", "gbk": "gbk", "gb2312": "gb18030",
    "big5": "big5", "euc_kr": "euc_kr",
}  # fmt: skip
"""Encodings that the parser cannot read, by the names that Python has for them."""
TAKEN_OUT = ("x-sdl-deleted", "x-sdl-feedback-deleted")
"""Types of marks round text that a program shows as taken out (tracked changes of Trados)."""
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def parse(data: bytes, name: str, root: str) -> Any:
    """The root element of a file, which must be of this name. Raises FileProblem.

    A file that declares entities is refused: they can blow up, or name files of this machine. A DOCTYPE alone is let
    pass; what it names is never read.
    """
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise FileProblem(f"{name} declares entities of its own, which no exchange file needs: export it anew")
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    depth, top = 0, None
    try:
        data = as_utf8(data)
        for start in range(0, len(data), 1 << 16):
            parser.feed(data[start : start + (1 << 16)])
            for event, element in parser.read_events():
                top = element if top is None else top
                depth += 1 if event == "start" else -1
                if depth > DEEPEST:
                    raise FileProblem(f"{name} has elements over {DEEPEST} deep, which no exchange file has")
        parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise FileProblem(f"{name} is broken XML ({error}): export it anew") from None
    if top is None or local(top) != root:
        raise FileProblem(f"{name} is no {root.upper()}: export it as that")
    return top


def as_utf8(data: bytes) -> bytes:
    """An XML file in UTF-16, or that says it is in Shift_JIS or the like, in UTF-8; others as they are.

    Raises ValueError.

    >>> as_utf8("<?xml version='1.0' encoding='Shift_JIS'?><a>灯</a>".encode("cp932")).decode()
    "<?xml version='1.0'?><a>灯</a>"
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # whatever it says: editors leave that as it was
        return _ENCODING.sub(r"\1", data.decode("utf-16"), count=1).encode()
    declared = _DECLARED.match(data[:200].lstrip())
    try:
        codec = _MULTIBYTE.get(codecs.lookup(declared[2].decode()).name, "") if declared else ""
    except LookupError:
        return data
    if not declared or not codec:
        return data
    return data.lstrip().replace(declared[0], declared[1], 1).decode(codec).encode()


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Any, name: str) -> Any:
    """The first child of this name, whatever its namespace; None where there is none."""
    return next((each for each in element if local(each) == name), None)


def children(element: Any, name: str) -> Iterator[Any]:
    """The children of this name."""
    return (each for each in element if local(each) == name)


def descendants(element: Any, name: str) -> Iterator[Any]:
    """All elements of this name inside an element."""
    return (each for each in element.iter() if local(each) == name)


def text_in(element: Any, code: tuple[str, ...], sign: Callable[[Any], str] | None = None) -> str:
    """The text of an element and what is in it, without the elements that hold code and without what is taken out.

    sign  the text that an empty element stands for.
    """
    if element is None:
        return ""
    parts = [element.text or ""]
    for each in element:
        if local(each) not in code and each.get("mtype") not in TAKEN_OUT:
            parts += [sign(each) if sign else "", text_in(each, code, sign)]
        parts.append(each.tail or "")
    return "".join(parts)
