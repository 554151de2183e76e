"""How the blocks of a Word document are set: levels of headings, lists, tables, ruby, markup in the line.

Source: ECMA-376 part 1, 17.3.1.20 (outlineLvl), 17.9 (numbering), 17.3.3.25 (ruby).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleantext.document import Block, Document
from cleantext.formats.docx import xml
from cleantext.formats.docx.layout import Part
from cleantext.formats.docx.parts import relations, value
from cleantext.formats.docx.reading import DocxSource
from translate.outputs.containers_docx import Containers, Properties, kind_of
from translate.outputs.edition import Cell, Ruby, Shape
from translate.outputs.formulas_docx import formulas_in_block, formulas_of
from translate.outputs.inline_docx import texts_of
from translate.outputs.shapes import solid
from translate.outputs.styles import styles_of
from translate.outputs.tables_docx import cell_at, cells_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAME = re.compile(r"(?:heading|見出し)\s*([1-9１-９])", re.I)
_ASIDE = re.compile("header|footer|comment ")
_NOTE = re.compile(r"(?:foot|end)note \d+")
_TITLE = re.compile(r"title$|表題$", re.I)


class Reading(NamedTuple):
    """The reading of the text between two bytes of a part."""

    start: int
    end: int
    text: str


def read(document: Document) -> Iterator[Shape]:
    """The shapes of the blocks of a Word document."""
    source: DocxSource = document.source
    styles = _styles(source)
    texts = texts_of(source)
    known = {name: formulas_of(part) for name, part in source.parts.items()}
    found = {name: _scan(part) for name, part in source.parts.items()}
    cells: dict[str, list[tuple[int, int, Cell]]] = {}
    tables = 0
    for name, part in source.parts.items():
        cells[name], tables = cells_of(part, tables)
    containers = Containers(_ordered(source))
    notes: dict[str, str] = {}
    for block in document.blocks:
        spot = block.runs[0].ref
        properties, readings = found[spot.part]
        said = _properties_at(properties, spot.start)
        style = styles.get(said.style, Properties())
        said = said._replace(
            level=said.level or style.level,
            list=said.list or style.list,
            depth=said.depth or style.depth,
            kind=style.kind,
        )
        ruby = tuple(_ruby(block, readings))
        cell, marked = cell_at(cells[spot.part], spot.start), styles_of(block, texts[spot.part].of)
        formulas = tuple(formulas_in_block(block, known[spot.part]))
        shape = Shape(block.id, ruby=ruby, cell=cell, styles=marked, formulas=formulas)
        items = containers.take(block.kind, said, cell)
        shape = shape._replace(aside=bool(_ASIDE.match(block.place)))
        if match := _NOTE.match(block.place):
            first = notes.setdefault(match[0], block.id)
            shape = shape._replace(note=first if first != block.id else "")
        if block.kind == "heading":
            yield shape._replace(level=said.level)
        else:
            yield shape._replace(inner=items) if cell else shape._replace(items=items)


def _ruby(block: Block, readings: list[Reading]) -> Iterator[Ruby]:
    count = 0
    spans: dict[Reading, list[int]] = {}
    for run in block.runs:
        size = solid(run.text)
        reading = next((r for r in readings if r.start <= run.ref.start < r.end), None)
        if reading and size:
            spans.setdefault(reading, [count, count])[1] = count + size
        count += size
    for reading, (start, end) in spans.items():
        if reading.text:
            yield Ruby(start, end, reading.text)


def _properties_at(properties: list[tuple[int, int, Properties]], at: int) -> Properties:
    """What the innermost paragraph round a byte says."""
    inside = [(start, said) for start, end, said in properties if start <= at < end]
    return max(inside)[1] if inside else Properties()


def _scan(part: Part) -> tuple[list[tuple[int, int, Properties]], list[Reading]]:
    """The paragraphs of a part (start, end, properties), and its readings."""
    paragraphs: list[tuple[int, int, Properties]] = []
    readings: list[Reading] = []
    opened: list[tuple[int, Properties]] = []
    path: list[str] = []
    reading: list[str] = []
    text = base = -1

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        nonlocal text, base, reading
        tag = name.rpartition("}")[2]
        path.append(tag)
        said = value(attributes) or ""
        if tag == "p":
            opened.append((at, Properties()))
        elif opened and "pPr" in path and "pPrChange" not in path:
            begun, properties = opened[-1]
            if tag == "pStyle":
                properties = properties._replace(style=said)
            elif tag == "outlineLvl":
                level = xml.integer(said, 9)
                properties = properties._replace(level=level + 1 if level < 6 else 0)
            elif tag == "numId":
                properties = properties._replace(list=said)
            elif tag == "ilvl":
                properties = properties._replace(depth=min(xml.integer(said, 0), 8))
            opened[-1] = (begun, properties)
        elif tag == "rt":
            reading = []
        elif tag == "t" and "rt" in path:
            text = xml.tag_end(part.data, at)
        elif tag == "rubyBase":
            base = at

    def end(name: str, at: int) -> None:
        nonlocal text, base
        tag = path.pop()
        if tag == "p" and opened:
            begun, properties = opened.pop()
            paragraphs.append((begun, at, properties))
        elif tag == "t" and text >= 0:
            reading.extend(piece for _, _, piece in xml.pieces(part.data[text:at]))
            text = -1
        elif tag == "rubyBase" and base >= 0:
            readings.append(Reading(base, at, "".join(reading).strip()))
            base = -1

    xml.scan(part.name, part.data, start, end)
    return paragraphs, readings


def _styles(source: DocxSource) -> dict[str, Properties]:
    """What each style says of its paragraphs, with what it takes over from the one it is based on."""
    found: dict[str, Properties] = {}
    based: dict[str, str] = {}
    for style in _elements(source, "styles", "style"):
        said = Properties()
        for child in style.iter():
            tag, word = child.tag.rpartition("}")[2], _value(child)
            if tag == "name" and (match := _NAME.match(word)):
                said = said._replace(level=min(int(match[1]), 6))
            elif tag == "name" and _TITLE.match(word):
                said = said._replace(level=1)
            elif tag == "outlineLvl" and not said.level and xml.integer(word, 9) < 6:
                said = said._replace(level=xml.integer(word, 9) + 1)
            elif tag == "numId":
                said = said._replace(list=word)
            elif tag == "ilvl":
                said = said._replace(depth=min(xml.integer(word, 0), 8))
            if tag == "name":
                said = said._replace(kind=kind_of(word))
            elif tag == "basedOn":
                based[_value(style, "styleId")] = word
        found[_value(style, "styleId")] = said
    return {id: _inherited(id, found, based) for id in found}


def _inherited(id: str, found: dict[str, Properties], based: dict[str, str]) -> Properties:
    said, seen = found[id], {id}
    while (id := based.get(id, "")) in found and id not in seen:
        seen.add(id)
        more = found[id]
        said = Properties(
            "", said.level or more.level, said.list or more.list, said.depth or more.depth, said.kind or more.kind
        )
    return said


def _value(element: Element, name: str = "val") -> str:
    """An attribute of WordprocessingML, "" where there is none."""
    return value({key.lstrip("{"): said for key, said in element.attrib.items()}, name) or ""


def _ordered(source: DocxSource) -> dict[tuple[str, int], bool]:
    """Whether a level of a list is numbered, by the list's id and the level."""
    abstract: dict[str, dict[int, bool]] = {}
    for element in _elements(source, "numbering", "abstractNum"):
        levels = abstract.setdefault(_value(element, "abstractNumId"), {})
        for level in element:
            if level.tag.endswith("}lvl"):
                forms = [_value(e) for e in level if e.tag.endswith("}numFmt")]
                depth = xml.integer(_value(level, "ilvl"), 0)
                levels[depth] = bool(forms) and forms[0] not in ("bullet", "none")
    found: dict[tuple[str, int], bool] = {}
    for element in _elements(source, "numbering", "num"):
        id = _value(element, "numId")
        for child in element:
            if child.tag.endswith("}abstractNumId"):
                for depth, numbered in abstract.get(_value(child), {}).items():
                    found[id, depth] = numbered
    return found


def _elements(source: DocxSource, kind: str, tag: str) -> Iterator[Element]:
    """The elements of a name in the part of a kind, where there is one."""
    for relation in relations(source.package, source.main):
        if relation.kind == kind and relation.target in source.package.members:
            for element in xml.tree(relation.target, source.package.read(relation.target)):
                if element.tag.rpartition("}")[2] == tag:
                    yield element
