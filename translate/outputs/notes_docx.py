"""The notes of a Word document and their marks, and its paragraphs of code.

Source: ECMA-376 part 1, 17.11.14 (footnoteReference), 17.11.7 (endnoteReference), 17.11.21 and 17.11.3 for what they
refer to. Footnotes have Arabic numbers, endnotes Roman ones, as Word has them where nothing else is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cleantext.formats.docx import xml
from cleantext.formats.docx.layout import Part
from cleantext.formats.docx.parts import relations, value
from cleantext.formats.docx.reading import DocxSource
from cleantext.formats.docx.styles import Styles, read_styles

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


class Listing(NamedTuple):
    """Paragraphs of code that follow each other: the bytes of their part, and their lines."""

    start: int
    end: int
    text: str


def roman(number: int) -> str:
    """A number in small Roman letters.

    >>> roman(4), roman(19)
    ('iv', 'xix')
    """
    text = ""
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        text += letters * count
    return text


def marks_of(source: DocxSource) -> dict[str, list[tuple[int, str]]]:
    """By part, where the mark of a note stands in the text, or before which byte the note itself begins; and the mark.

    Notes with marks of their own ("*") are left out: there the mark is text.
    """
    marks: dict[tuple[str, str], str] = {}
    found: dict[str, list[tuple[int, str]]] = {source.main: []}
    counts = dict.fromkeys(_REFERENCES.values(), 0)
    old = 0

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        nonlocal old
        tag = name.rpartition("}")[2]
        if tag == "Fallback" or old:
            old += 1
        elif tag in _REFERENCES and value(attributes, "customMarkFollows") in (None, "0", "false", "off"):
            kind = _REFERENCES[tag]
            key = kind, value(attributes, "id") or ""
            if key not in marks:
                counts[kind] += 1
                marks[key] = str(counts[kind]) if kind == "footnote" else roman(counts[kind])
            found[source.main].append((at, marks[key]))

    def end(name: str, at: int) -> None:
        nonlocal old
        old = max(0, old - 1)

    main = source.parts[source.main]
    xml.scan(main.name, main.data, start, end)
    for relation in relations(source.package, source.main):
        if relation.kind in ("footnotes", "endnotes") and relation.target in source.parts:
            found[relation.target] = list(_begins(source.parts[relation.target], relation.kind[:-1], marks))
    return found


def _begins(part: Part, kind: str, marks: Mapping[tuple[str, str], str]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        mark = marks.get((kind, value(attributes, "id") or "")) if name.endswith("}" + kind) else None
        if mark:
            found.append((at, mark))

    xml.scan(part.name, part.data, start, lambda name, at: None)
    return found


def styles_in(source: DocxSource) -> Styles:
    """The styles of a document."""
    for relation in relations(source.package, source.main):
        if relation.kind == "styles" and relation.target in source.package.members:
            return read_styles(relation.target, source.package.read(relation.target))
    return Styles()


def listings_of(part: Part, styles: Styles) -> Iterator[Listing]:
    """Yield the paragraphs of code of a part; those that follow each other are one listing."""
    open_paragraphs: list[tuple[int, list[str], list[bool]]] = []
    lines: list[tuple[int, int, str, bool]] = []
    path: list[str] = []
    text = -1

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        nonlocal text
        tag = name.rpartition("}")[2]
        path.append(tag)
        if tag == "p" and name.endswith("main}p"):
            open_paragraphs.append((at, [], []))
        elif not open_paragraphs:
            return
        elif tag == "pStyle":
            open_paragraphs[-1][2].append(styles.get(value(attributes)).code)
        elif tag == "t" and path[-2:-1] == ["r"]:
            text = xml.tag_end(part.data, at)
        elif tag in _SIGNS and path[-2:-1] == ["r"]:
            open_paragraphs[-1][1].append(_SIGNS[tag])

    def end(name: str, at: int) -> None:
        nonlocal text
        tag = path.pop()
        if tag == "t" and text >= 0 and open_paragraphs:
            open_paragraphs[-1][1].extend(piece for _, _, piece in xml.pieces(part.data[text:at]))
            text = -1
        elif tag == "p" and name.endswith("main}p"):
            begun, parts, code = open_paragraphs.pop()
            lines.append((begun, at, "".join(parts), any(code) and not open_paragraphs))

    xml.scan(part.name, part.data, start, end)
    some: list[tuple[int, int, str]] = []
    for begun, stop, told, code in [*sorted(lines), (len(part.data), 0, "", False)]:
        if code and not (some and b"<w:tc>" in part.data[some[-1][1] : begun]):
            some.append((begun, stop, told))
            continue
        if any(line.strip() for *_, line in some):
            yield Listing(some[0][0], some[-1][1], "\n".join(line for *_, line in some).strip("\n"))
        some = [(begun, stop, told)] if code else []
