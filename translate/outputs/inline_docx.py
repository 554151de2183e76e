"""Markup in the line of a Word document: bold, emphasis, links and the like, from the properties and styles of runs.

Source: ECMA-376 part 1, 17.3.2 (run properties), 17.7.9 (character styles), 17.16.22 (hyperlink), 17.16.5.25
(HYPERLINK).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cleantext.document import Run
from cleantext.formats.docx import xml
from cleantext.formats.docx.layout import Part
from cleantext.formats.docx.parts import relations, relations_part, value
from cleantext.formats.docx.reading import DocxSource
from cleantext.formats.docx.styles import Styles, is_on, read_styles
from translate.outputs.edition import Look

Looks = tuple[tuple[Look, str], ...]
"""What a stretch of text is, each with the address of a link or ""."""
_TEXTS = frozenset(("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym"))
_SWITCHES: dict[str, Look] = {"b": "strong", "i": "em", "strike": "del", "dstrike": "del"}
_PROPERTIES = frozenset((*_SWITCHES, "em", "u", "vertAlign", "rStyle"))
_RAISED: dict[str, Look] = {"superscript": "sup", "subscript": "sub"}
_LINK_STYLE = re.compile("(?:followed)?hyperlink|(?:表示済みの)?ハイパーリンク", re.I)
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))(?:.*?\\l\s+"([^"]*)")?', re.I | re.S)
_ORDER: tuple[Look, ...] = ("strong", "em", "u", "del", "sup", "sub", "code")


class Texts(NamedTuple):
    """The stretches of a part that are marked up, by the byte at which they begin: where they end, what they are."""

    starts: list[int]
    ends: list[int]
    looks: list[Looks]

    def of(self, run: Run) -> Looks:
        """What a run of a block is."""
        index = bisect_right(self.starts, run.ref.start) - 1
        return self.looks[index] if index >= 0 and run.ref.start < self.ends[index] else ()


def texts_of(source: DocxSource) -> dict[str, Texts]:
    """What is marked up in each part."""
    styles = _looks_of_styles(source)
    return {name: _Scan(part, styles, _addresses(source, name)).texts for name, part in source.parts.items()}


class _Scan:
    """One part: the runs, links and fields that are open, and the texts found so far."""

    def __init__(self, part: Part, styles: Mapping[str, frozenset[Look]], addresses: Mapping[str, str]) -> None:
        self.part, self.styles, self.addresses = part, styles, addresses
        self.path: list[str] = []
        self.runs: list[set[Look]] = []
        self.links: list[str] = []
        self.fields: list[list[str]] = []  # of each the code; and, when its result has begun, the address
        self.code = -1
        self.texts = Texts([], [], [])
        xml.scan(part.name, part.data, self.start, self.end)

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        tag = name.rpartition("}")[2]
        parent = self.path[-1:]
        self.path.append(tag)
        if tag == "r":
            self.runs.append(set())
        elif tag in _PROPERTIES and self.path[-3:-1] == ["r", "rPr"]:
            self.take_property(tag, value(attributes))
        elif tag in _TEXTS and parent == ["r"] and self.runs:
            if looks := self.looks():
                self.texts.starts.append(at)
                self.texts.ends.append(xml.tag_end(self.part.data, at))
                self.texts.looks.append(looks)
        elif tag == "hyperlink":
            id = next((said for key, said in attributes.items() if key.endswith("relationships}id")), "")
            address, anchor = self.addresses.get(id, ""), value(attributes, "anchor")
            self.links.append(f"{address}#{anchor}" if address and anchor and "#" not in address else address)
        elif tag == "fldSimple":
            self.links.append(_address(value(attributes, "instr") or ""))
        elif tag == "fldChar":
            self.take_field(value(attributes, "fldCharType") or "")
        elif tag == "instrText":
            self.code = xml.tag_end(self.part.data, at)

    def end(self, name: str, at: int) -> None:
        tag = self.path.pop()
        if tag == "r" and self.runs:
            self.runs.pop()
        elif tag == "t" and self.path[-1:] == ["r"] and self.runs and self.looks():
            self.texts.ends[-1] = max(self.texts.ends[-1], at)
        elif tag in ("hyperlink", "fldSimple") and self.links:
            self.links.pop()
        elif tag == "instrText" and self.fields and self.code >= 0:
            self.fields[-1][0] += "".join(piece for _, _, piece in xml.pieces(self.part.data[self.code : at]))
            self.code = -1

    def take_property(self, tag: str, said: str | None) -> None:
        looks = self.runs[-1]
        if tag == "rStyle":
            looks |= self.styles.get(said or "", frozenset())
        else:
            _change(looks, tag, said)

    def take_field(self, sign: str) -> None:
        if sign == "begin":
            self.fields.append([""])
        elif sign == "separate" and self.fields and len(self.fields[-1]) == 1:
            self.fields[-1].append(_address(self.fields[-1][0]))
        elif sign == "end" and self.fields:
            self.fields.pop()

    def looks(self) -> Looks:
        """What a text here is: a link first. The line under a link is none of its own."""
        links = [*reversed(self.links), *(field[1] for field in reversed(self.fields) if len(field) > 1)]
        link = next(filter(None, links), "")
        some: list[tuple[Look, str]] = [("link", link)] if link else []
        some += [(look, "") for look in _ORDER if look in self.runs[-1] and not (look == "u" and link)]
        return tuple(some)


def _change(looks: set[Look], tag: str, said: str | None) -> None:
    """What a property of a run changes in its looks."""
    if tag in _SWITCHES:
        (looks.add if is_on(said) else looks.discard)(_SWITCHES[tag])
    elif tag in ("em", "u"):
        (looks.discard if said in (None, "none") else looks.add)("em" if tag == "em" else "u")
    elif tag == "vertAlign":
        looks -= {"sup", "sub"}
        looks |= {_RAISED[said]} if said in _RAISED else set()


def _address(code: str) -> str:
    """The address of a HYPERLINK field, "" for other fields and for places in the document."""
    match = _LINK.match(code)
    if not match:
        return ""
    address, anchor = match[1] or match[2] or "", match[3]
    return f"{address}#{anchor}" if address and anchor and "#" not in address else address


def _addresses(source: DocxSource, part: str) -> dict[str, str]:
    """The addresses outside the document that a part links to, by their ids."""
    name = relations_part(part)
    if name not in source.package.members:
        return {}
    return {
        element.get("Id", ""): element.get("Target", "")
        for element in xml.tree(name, source.package.read(name))
        if element.get("TargetMode") == "External" and element.get("Type", "").endswith("/hyperlink")
    }


def _looks_of_styles(source: DocxSource) -> dict[str, frozenset[Look]]:
    """What each character style makes of its text, with what it takes over from the one it is based on."""
    own: dict[str, list[tuple[str, str | None]]] = {}
    based: dict[str, str] = {}
    links: set[str] = set()
    known = Styles()
    for relation in relations(source.package, source.main):
        if relation.kind != "styles" or relation.target not in source.package.members:
            continue
        data = source.package.read(relation.target)
        known = read_styles(relation.target, data)
        for style in xml.tree(relation.target, data):
            said = {key.lstrip("{"): each for key, each in style.attrib.items()}
            id = value(said, "styleId") or ""
            if value(said, "type") != "character":
                continue
            own[id] = []
            for child in style.iter():
                tag, word = child.tag.rpartition("}")[2], value({k.lstrip("{"): v for k, v in child.attrib.items()})
                if tag == "basedOn":
                    based[id] = word or ""
                elif tag == "name" and _LINK_STYLE.fullmatch(word or ""):
                    links.add(id)
                elif tag in _PROPERTIES and tag != "rStyle":
                    own[id].append((tag, word))
    found = {}
    for id in own:
        looks: set[Look] = set()
        for each in reversed(list(_line(id, based, own))):
            for tag, word in own[each]:
                _change(looks, tag, word)
        if known.of_run(id).code:
            looks.add("code")
        found[id] = frozenset(looks - {"u"} if id in links else looks)
    return found


def _line(id: str, based: Mapping[str, str], known: Mapping[str, object]) -> Iterator[str]:
    seen: set[str] = set()
    while id in known and id not in seen:
        seen.add(id)
        yield id
        id = based.get(id, "")
