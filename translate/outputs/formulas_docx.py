"""The formulas of a Word document (Office Math). Source: ECMA-376 part 1, 22.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cleantext.document import Block
from cleantext.formats.docx import xml
from cleantext.formats.docx.layout import Part
from cleantext.formats.formulas import linear
from translate.outputs.edition import Formula
from translate.outputs.rows import OBJECT
from translate.outputs.shapes import solid

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OURS = ("/officeDocument/2006/math", "/wordprocessingml/2006/main")


def formulas_of(part: Part) -> dict[int, Formula]:
    """The formulas of a part by the byte at which they begin."""
    from xml.etree import ElementTree

    if b"oMath" not in part.data:
        return {}
    starts: list[int] = []
    path: list[bool] = []

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        is_formula = name.endswith("}oMath")
        if is_formula and not any(path):
            starts.append(at)
        path.append(is_formula)

    def end(name: str, at: int) -> None:
        path.pop()

    xml.scan(part.name, part.data, start, end)
    found = {}
    for at, element in zip(starts, _outermost(xml.tree(part.name, part.data)), strict=True):
        names = [name for each in element.iter() for name in (each.tag, *each.attrib)]
        plain = all(name.startswith("{http") and name.rpartition("}")[0].endswith(_OURS) for name in names)
        element.tail = None
        text = linear(element)
        markup = ElementTree.tostring(element, "unicode") if plain else ""
        found[at] = Formula(0, 0, text or "［数式］", markup, "omml" if plain else "text")
    return found


def _outermost(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag.endswith("}oMath"):
            yield child
        else:
            yield from _outermost(child)


def formulas_in_block(block: Block, known: Mapping[int, Formula]) -> Iterator[Formula]:
    """The formulas of a block, each of which stands as one sign in its text."""
    count = 0
    for run in block.runs if known else ():
        if run.text == OBJECT and run.ref.start in known:
            yield known[run.ref.start]._replace(start=count, end=count + 1)
        count += solid(run.text)
