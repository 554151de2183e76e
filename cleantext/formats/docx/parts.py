"""The parts of a Word document and how they refer to each other. Source: ECMA-376 part 2 (OPC)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from ...files import FileProblem
from ..package import Package
from . import xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
CONTENT_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


Attributes = dict[str, str]


def value(attributes: Attributes, name: str = "val") -> str | None:
    """An attribute of WordprocessingML."""
    found = attributes.get(f"{W}}}{name}")
    return attributes.get(f"{W_STRICT}}}{name}") if found is None else found


class Relation(NamedTuple):
    """A part that another refers to: the last word of the relation's type, and the part's name."""

    id: str
    kind: str
    target: str


def relations(package: Package, part: str) -> list[Relation]:
    """What a part refers to inside the package; "" is the package itself."""
    name = relations_part(part)
    if name not in package.members:
        return []
    found = []
    for element in xml.tree(name, package.read(name)):
        if element.get("TargetMode") != "External":
            target = unquote(element.get("Target", ""))
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            found.append(Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], path))
    return found


def relations_part(part: str) -> str:
    """The name of the part that says what a part refers to.

    >>> relations_part("word/document.xml"), relations_part("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def main_part(package: Package) -> str:
    """The part that holds the document. Raises FileProblem where there is none, or where it is no Word document."""
    for relation in relations(package, ""):
        if relation.kind == "officeDocument":
            return relation.target
    raise FileProblem("is a ZIP package but no Word document (nothing says where its text is); give a .docx file")


def add_comments_part(
    package: Package, main: str, part: str, strict: bool
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What must change and be added in the package so that it has a part for comments: its type and its relation."""
    override = f'PartName="/{part}" ContentType="{_COMMENTS_TYPE}"'.encode()
    changed = {CONTENT_TYPES: _append(package, CONTENT_TYPES, b"Override", override)}
    name = relations_part(main)
    relation = f"{_RELATION_STRICT if strict else _RELATION}/comments"
    ids = {r.id for r in relations(package, main)}
    new = next(f"rId{n}" for n in range(1, len(ids) + 2) if f"rId{n}" not in ids)
    target = posixpath.relpath(part, posixpath.dirname(main) or ".")
    attributes = f'Id="{new}" Type="{relation}" Target="{target}"'.encode()
    if name in package.members:
        changed[name] = _append(package, name, b"Relationship", attributes)
        return changed, {}
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_RELATIONSHIPS}"><Relationship '.encode()
    return changed, {name: head + attributes + b"/></Relationships>"}


def _append(package: Package, part: str, tag: bytes, attributes: bytes) -> bytes:
    """A part whose root has one more empty element, the last."""
    before = package.read(part)
    data, encoding = xml.utf8(part, before)
    root, _ = xml.root(part, data)
    new = b"<" + xml.prefix(data, root) + tag + b" " + attributes + b"/>"
    return xml.stored(xml.append(part, data, new), encoding, before)
