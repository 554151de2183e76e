"""Drawings (SVG) and formulas (MathML) of a page, read as trees of what is known to be harmless.

Tags that are not closed are closed, and names get the capitals that XML wants, so that the tree is XML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from .markup import Token, attributes, decoded, tokens

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST, MOST, LONGEST = 100, 50_000, 2_000_000
"""Elements in each other, and in all; signs."""
Make = Callable[[str, dict[str, str], list[str]], "Element | None"]
"""The element for a name in lower case, its attributes, and the names of what it stands in; None leaves it out."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Unfit(Exception):
    """What cannot be shown as it is meant; the message says why, in a few words."""


def tree(source: str, start: int, xml: bool, make: Make, longest: int = LONGEST) -> tuple[Element, int]:
    """The element whose tag begins at `start`, and where it ends.

    longest  so many signs of the source are looked at. Raises Unfit where `make` does, or where no end is found.
    """
    root: Element | None = None
    stack: list[tuple[str, Element]] = []
    skipped: list[str] = []
    count = 0
    for token in _from(source[start : start + longest], start, xml):
        if token.kind == "start":
            count += 1
            if count > MOST or len(stack) + len(skipped) > DEEPEST:
                raise Unfit("too large a drawing")
            closed = source[token.end - 2] == "/"
            element = None
            if not skipped:
                element = make(token.name, attributes(source, token), [name for name, _ in stack])
            if element is None:
                if root is None:
                    break
                skipped += [] if closed else [token.name]
                continue
            if root is None:
                root = element
            else:
                stack[-1][1].append(element)
            if not closed:
                stack.append((token.name, element))
        elif token.kind == "end":
            if skipped:
                if token.name in skipped:
                    del skipped[len(skipped) - 1 - skipped[::-1].index(token.name) :]
                continue
            names = [name for name, _ in stack]
            if token.name in names:
                del stack[len(names) - 1 - names[::-1].index(token.name) :]
        elif token.kind in ("text", "raw") and not skipped and stack:
            _add(stack[-1][1], _text(source, token))
        if root is not None and not stack:
            return root, token.end
    raise Unfit("broken" if stack else "nothing")


def _from(part: str, start: int, xml: bool) -> Iterator[Token]:
    """Yield the tokens of a part of a source that begins at `start`."""
    return (Token(token.kind, token.start + start, token.end + start, token.name) for token in tokens(part, xml))


def _text(source: str, token: Token) -> str:
    text = source[token.start : token.end]
    if token.kind == "text":
        text = decoded(text)
    elif text.startswith("<![CDATA["):
        text = text[9:].removesuffix("]]>")
    return _FORBIDDEN.sub("\ufffd", text)


def _add(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def written(root: Element) -> str:
    """A tree as XML."""
    from xml.etree import ElementTree

    return ElementTree.tostring(root, "unicode")


def legal_value(value: str) -> str:
    """The value of an attribute as XML may hold it."""
    return _FORBIDDEN.sub("\ufffd", value)
