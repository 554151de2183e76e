"""What the styles of a Word document say about a paragraph or a run: its kind, code, hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...document import Kind
from . import xml
from .parts import W_STRICT, W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADING = re.compile(r"(?:heading|見出し)\s*[0-9０-９]|(?:sub)?title$|表題|副題|標題", re.IGNORECASE)
_CAPTION = re.compile(r"caption|図表番号|図タイトル|表タイトル", re.IGNORECASE)
_LIST = re.compile(r"list\b|箇条書き|リスト|番号付き|toc\s*[0-9]|目次\s*[0-9０-９]", re.IGNORECASE)
_CODE = re.compile(
    r"(?:source|program|inline)\s*code|\bcode\b|verbatim|html\s+(?:code|preformatted|keyboard|sample|typewriter)"
    r"|macro text|preformatted|等幅|^コード|(?:ソース|プログラム)[ ・]?(?:コード|リスト)"
    r"|HTML (?:コード|書式付き|キーボード)",
    re.IGNORECASE,
)


_QUOTED = re.compile(r"(?:intense\s)?quote\b|quotations?\b|block\s?(?:text|quote)\b|引用", re.IGNORECASE)


class Style(NamedTuple):
    """What a style comes to with those it is based on. Kinds: only headings, list items and captions are told."""

    kind: Kind = "paragraph"
    code: bool = False
    hidden: bool = False
    quoted: bool = False


@dataclass(frozen=True)
class Styles:
    """The styles of a document by id; `paragraph` is the one of paragraphs that name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    paragraph: Style = Style()

    def get(self, id: str | None) -> Style:
        """The style of a paragraph; an unknown one is the default."""
        return self.by_id.get(id, self.paragraph) if id else self.paragraph

    def of_run(self, id: str | None) -> Style:
        """The style of a run; an unknown one says nothing."""
        return self.by_id.get(id, Style()) if id else Style()


def read_styles(part: str, data: bytes) -> Styles:
    """The styles of a part. Raises FileProblem where it is broken."""
    elements = {e.get(q("styleId", e), ""): e for e in xml.tree(part, data) if e.tag.endswith("}style")}
    by_id = {id: _style(id, elements) for id in elements}
    defaults = [
        by_id[id]
        for id, e in elements.items()
        if e.get(q("type", e)) == "paragraph" and e.get(q("default", e)) in ("1", "true", "on")
    ]
    return Styles(by_id, defaults[0] if defaults else Style())


def q(name: str, element: Element) -> str:
    """A name in the namespace of an element, as ElementTree writes it."""
    return f"{{{W_STRICT if element.tag.startswith('{' + W_STRICT) else W}}}{name}"


def _style(id: str, elements: dict[str, Element]) -> Style:
    """A style with what it takes over; the nearest that says something of a thing has the word."""
    kind: Kind | None = None
    hidden: bool | None = None
    code = quoted = False
    for element in _line(id, elements):
        name = _value(element, "name") or ""
        kind = kind or _kind(element, name)
        code = code or bool(_CODE.search(name))
        quoted = quoted or bool(_QUOTED.match(name))
        for properties in (e for e in element if e.tag == q("rPr", e)):
            vanish = properties.find(q("vanish", element))
            if hidden is None and vanish is not None:
                hidden = is_on(vanish.get(q("val", element)))
            code = code or element.get(q("type", element)) == "character" and _proofless(properties)
    return Style(kind or "paragraph", code, bool(hidden), quoted)


def _line(id: str, elements: dict[str, Element]) -> Iterator[Element]:
    """A style and those it is based on, as far as they are no circle."""
    seen: set[str] = set()
    while id in elements and id not in seen:
        seen.add(id)
        yield elements[id]
        id = _value(elements[id], "basedOn") or ""


def _kind(element: Element, name: str) -> Kind | None:
    properties = element.find(q("pPr", element))
    level = None if properties is None else _value(properties, "outlineLvl")
    if _HEADING.match(name) or level is not None and xml.integer(level) < 9:
        return "heading"
    if _CAPTION.search(name):
        return "caption"
    if _LIST.match(name) or properties is not None and properties.find(q("numPr", element)) is not None:
        return "list-item"
    return None


def _proofless(properties: Element) -> bool:
    mark = properties.find(q("noProof", properties))
    return mark is not None and is_on(mark.get(q("val", mark)))


def _value(element: Element, name: str) -> str | None:
    child = element.find(q(name, element))
    return None if child is None else child.get(q("val", element))


def is_on(value: str | None) -> bool:
    """What a switch of Word says; one without a value is on."""
    return value not in ("0", "false", "off")
