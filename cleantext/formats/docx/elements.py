"""What paragraphs, runs, text and fields of WordprocessingML mean to a scanner when they begin and end."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ...files import FileProblem
from . import xml
from .layout import OBJECT, Element, Field, OpenRun, Paragraph, Text
from .parts import Attributes, value
from .styles import is_on
from .values import place_values

if TYPE_CHECKING:
    from .scanner import Scanner

TEXTS = 500_000
"""How many stretches of text a part may hold; a book of 500 pages has 50,000."""

_FREE_FIELDS = frozenset({"HYPERLINK", "TOC"})
_RUBY_FIELD = re.compile(r"\\s\\up\s*[0-9.]+\s*\([^()]*\)\s*[,;]\s*([^()]*)\)", re.IGNORECASE)
_MARKUP = re.compile(rb"<!\[CDATA\[.*?\]\]>|<(?:!--.*?--|\?.*?\?)>", re.DOTALL)
_BLANK = b" \t\r\n"
_SYMBOLS = re.compile("[0-9A-Fa-f]{1,6}")

# Paragraphs and their properties


def _paragraph(s: Scanner, attributes: Attributes, at: int) -> None:
    s.paragraphs.append(Paragraph(at, s.containers[-1], s.level, len(s.alternates), bool(s.kept_fields)))


def _paragraph_ends(s: Scanner, at: int) -> None:
    paragraph = s.paragraphs.pop()
    text = "".join(run.text for run in paragraph.runs)
    if paragraph.level or not text.strip():
        place_values(s.part, paragraph, paragraph.container.last())
        return
    paragraph.place = paragraph.container.place()
    place_values(s.part, paragraph, paragraph.place)
    style = s.styles.get(paragraph.style)
    if style.code or not text.replace(OBJECT, "").strip():
        return
    kind = "heading" if paragraph.outline < 9 else style.kind
    if paragraph.listed is not None and kind in ("paragraph", "list-item"):
        kind = "list-item" if paragraph.listed else "paragraph"
    paragraph.kind = paragraph.container.kind or kind
    if style.quoted:
        paragraph.off |= {"register"}
    if paragraph.off:
        paragraph.runs = [run._replace(off=run.off | paragraph.off) for run in paragraph.runs]
    s.part.paragraphs.append(paragraph)


def _property(s: Scanner, attributes: Attributes, at: int) -> None:
    """pStyle, outlineLvl and numPr/numId of a paragraph."""
    if not s.paragraphs or s.path[-3:-1] not in (["p", "pPr"], ["pPr", ""]):
        return
    paragraph, said = s.paragraphs[-1], value(attributes)
    if s.path[-1] == "pStyle":
        paragraph.style = said
    elif s.path[-1] == "outlineLvl":
        paragraph.outline = xml.integer(said)
    else:
        paragraph.listed = said != "0"


# Runs and their properties


def _run(s: Scanner, attributes: Attributes, at: int) -> None:
    index, depth = len(s.part.runs), len(s.paragraphs)
    outer = s.opened[-1].outer if s.opened and s.opened[-1].depth == depth else index
    inserted = s.inserted[-1] if s.path[-2:-1] == ["ins"] else -1
    s.part.runs.append(Element(at, at, at, at, outer, inserted))
    s.opened.append(OpenRun(index, outer, depth, at, xml.tag_end(s.part.data, at), inserted))


def _run_ends(s: Scanner, at: int) -> None:
    run = s.opened.pop()
    stop = xml.tag_end(s.part.data, at)
    s.part.runs[run.index] = Element(run.start, run.body, at, stop, run.outer, run.inserted)


def _run_property(s: Scanner, attributes: Attributes, at: int) -> None:
    """rStyle, vanish, noProof and lang of a run."""
    if s.path[-3:-1] != ["r", "rPr"]:
        return
    run, tag = s.opened[-1], s.path[-1]
    if tag == "rStyle":
        run.style = value(attributes)
    elif tag == "vanish":
        run.hidden = is_on(value(attributes))
    elif tag == "noProof":
        run.fixed = run.fixed or is_on(value(attributes))
    elif "zxx" in (value(attributes), value(attributes, "eastAsia")):  # "no linguistic content" of BCP 47
        run.fixed = True


def _run_properties_end(s: Scanner, at: int) -> None:
    if s.path[-1:] == ["r"]:
        s.opened[-1].body = xml.tag_end(s.part.data, at)


# Text


def _text(s: Scanner, attributes: Attributes, at: int) -> None:
    s.start, s.body = at, xml.tag_end(s.part.data, at)


def _text_ends(s: Scanner, at: int) -> None:
    if at < s.body or s.path[-1:] != ["r"]:
        return
    raw = s.part.data[s.body : at]
    run = s.opened[-1].index
    stop = xml.tag_end(s.part.data, at)
    if b"<" in raw and b"<" in _MARKUP.sub(b"", raw):  # elements in a text: nothing that Word knows
        s.add(OBJECT, run, s.start, stop)
        return
    index = len(s.part.texts)
    if index == TEXTS:
        raise FileProblem(f"holds more than {TEXTS} stretches of text in its part {s.part.name}; split the document")
    s.part.texts.append(Text(s.start, s.body, at, stop, s.preserve, run))
    s.levels.append(s.level)
    low = 0
    if not s.preserve:
        low = len(raw) - len(raw.lstrip(_BLANK))
        raw = raw.strip(_BLANK)
    low += s.body
    for start, end, text in xml.pieces(raw):
        s.add(text, run, low + start, low + end, index, fixed=False)


def _sign(sign: str) -> Callable[[Scanner, Attributes, int], None]:
    def start(s: Scanner, attributes: Attributes, at: int) -> None:
        if s.path[-2:-1] == ["r"]:
            s.add(sign, s.opened[-1].index, at, xml.tag_end(s.part.data, at))

    return start


def _symbol(s: Scanner, attributes: Attributes, at: int) -> None:
    code = next((code for name, code in attributes.items() if name.endswith("}char")), "")
    number = int(code, 16) if _SYMBOLS.fullmatch(code) else 0
    plain = number >= 0x20 and not 0xD800 <= number < 0xF900 and number < 0xF0000
    _object(s, attributes, at, chr(number) if plain else OBJECT)


def _object(s: Scanner, attributes: Attributes, at: int, shown: str = OBJECT) -> None:
    inside = s.opened and s.opened[-1].depth == len(s.paragraphs)
    s.add(shown, s.opened[-1].index if inside else -1, at, xml.tag_end(s.part.data, at))


def _formula(s: Scanner, attributes: Attributes, at: int) -> None:
    _object(s, attributes, at)
    s.skipped = len(s.path)


def _ruby(s: Scanner, attributes: Attributes, at: int) -> None:
    s.ruby += 1


def _ruby_ends(s: Scanner, at: int) -> None:
    s.ruby -= 1


# Fields


def _field_sign(s: Scanner, attributes: Attributes, at: int) -> None:
    kind = value(attributes, "fldCharType")
    if kind == "begin":
        s.fields.append(Field())
    elif kind == "separate" and s.fields:
        s.fields[-1].result = True
        s.fields[-1].free = _is_free(s.fields[-1].code)
    elif kind == "end" and s.fields:
        done = s.fields.pop()
        if not done.result and done.code.split()[:1] == ["EQ"]:
            match = _RUBY_FIELD.search(done.code)
            _object(s, attributes, at, match[1] if match else OBJECT)


def _is_free(code: str) -> bool:
    return code.upper().split()[:1] != [] and code.upper().split()[0] in _FREE_FIELDS


def _code_ends(s: Scanner, at: int) -> None:
    if s.fields and at >= s.body:
        s.fields[-1].code += "".join(text for _, _, text in xml.pieces(s.part.data[s.body : at]))


def _simple_field(s: Scanner, attributes: Attributes, at: int) -> None:
    code = value(attributes, "instr") or ""
    s.fields.append(Field(code, True, _is_free(code)))


def _simple_field_ends(s: Scanner, at: int) -> None:
    if s.fields:
        s.fields.pop()


STARTS: dict[str, Callable[[Scanner, Attributes, int], None]] = {
    "p": _paragraph,
    **dict.fromkeys(("pStyle", "outlineLvl", "numId"), _property),
    "r": _run,
    **dict.fromkeys(("rStyle", "vanish", "noProof", "lang"), _run_property),
    **dict.fromkeys(("t", "instrText"), _text),
    **dict.fromkeys(("tab", "ptab"), _sign("\t")),
    **dict.fromkeys(("br", "cr"), _sign("\n")),
    "noBreakHyphen": _sign("\u2011"),
    "sym": _symbol,
    **dict.fromkeys(("object", "pict"), _object),
    "oMath": _formula,
    "ruby": _ruby,
    "fldChar": _field_sign,
    "fldSimple": _simple_field,
}

ENDS: dict[str, Callable[[Scanner, int], None]] = {
    "p": _paragraph_ends,
    "r": _run_ends,
    "rPr": _run_properties_end,
    "t": _text_ends,
    "instrText": _code_ends,
    "fldSimple": _simple_field_ends,
    "ruby": _ruby_ends,
}
