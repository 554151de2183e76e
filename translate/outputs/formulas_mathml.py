"""Office Math as MathML. What is not known raises Unfit, so that no half of a formula is shown.

Source: ECMA-376 part 1, 22.1 (the elements and what is meant where nothing is said); MathML Core, 3.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleantext.formats.foreign import Unfit, written
from cleantext.formats.formulas import NAMESPACE, property_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|\s+|.", re.S)
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_INTEGRALS = "∫∬∭∮∯∰"
_ZERO = dict.fromkeys((0x200B, 0x2061, 0x2062, 0x2063, 0x2064))
_SIMPLE = {"sSup": "msup", "sSub": "msub", "sSubSup": "msubsup", "limUpp": "mover", "limLow": "munder"}
_PARTS = {"sSup": ("e", "sup"), "sSub": ("e", "sub"), "sSubSup": ("e", "sub", "sup"), "limUpp": ("e", "lim"),
          "limLow": ("e", "lim")}  # fmt: skip
_ALPHABETS = {
    "b": (0x1D400, 0x1D41A, 0x1D7CE),
    "bi": (0x1D468, 0x1D482, 0x1D7CE),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8),
}
_HOLES = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_OURS = "/officeDocument/2006/math}"


@lru_cache(maxsize=256)
def mathml_of(markup: str, display: bool = False) -> str:
    """A formula of Office Math as MathML; "" where it holds what is not known."""
    from xml.etree import ElementTree

    try:
        row = _row(ElementTree.fromstring(markup))
    except (Unfit, ElementTree.ParseError, RecursionError):
        return ""
    if not "".join(row.itertext()).strip():
        return ""
    row.tag, row.attrib = "math", {"xmlns": NAMESPACE, **({"display": "block"} if display else {})}
    return written(row)


def _new(tag: str, *parts: Element, text: str = "", **said: str) -> Element:
    from xml.etree.ElementTree import Element

    element = Element(tag, said)
    element.text = text or None
    element.extend(parts)
    return element


def _row(element: Element | None) -> Element:
    """What stands in an element, as a row."""
    row = _new("mrow")
    for child in element if element is not None else ():
        name = child.tag.rpartition("}")[2]
        if _OURS not in child.tag:
            if name not in ("bookmarkStart", "bookmarkEnd", "proofErr"):
                raise Unfit(f"a formula with {name}")
        elif not name.endswith("Pr"):
            row.extend(_run(child) if name == "r" else [_element(child, name)])
    return row


def _one(element: Element | None) -> Element:
    """The same, without a row round one part alone."""
    row = _row(element)
    return row[0] if len(row) == 1 else row


def _part(element: Element, name: str) -> Element | None:
    return next((child for child in element if child.tag.endswith(_OURS + name)), None)


def _is_on(element: Element, name: str) -> bool:
    return property_of(element, name, "0") not in ("0", "off", "false")


def _element(element: Element, name: str) -> Element:
    if name in _SIMPLE:
        return _new(_SIMPLE[name], *(_one(_part(element, part)) for part in _PARTS[name]))
    if name == "f":
        return _fraction(element)
    if name == "rad":
        degree, base = _row(_part(element, "deg")), _one(_part(element, "e"))
        if not len(degree) or _is_on(element, "degHide"):
            return _new("msqrt", base)
        return _new("mroot", base, degree)
    if name == "nary":
        return _nary(element)
    if name == "d":
        return _delimited(element)
    if name in ("m", "eqArr"):
        rows = [child for child in element if child.tag.endswith(_OURS + ("mr" if name == "m" else "e"))]
        cells = [[_row(cell) for cell in row] if name == "m" else [_row(row)] for row in rows]
        side = {} if name == "m" else {"columnalign": "left"}
        return _new("mtable", *(_new("mtr", *(_new("mtd", *cell, **side) for cell in row)) for row in cells))
    if name == "func":
        apply = _new("mo", text="\u2061")
        return _new("mrow", _one(_part(element, "fName")), apply, _one(_part(element, "e")))
    if name == "acc":
        accent = _new("mo", text=property_of(element, "chr", "\u0302"), accent="true")
        return _new("mover", _one(_part(element, "e")), accent, accent="true")
    if name == "bar":
        tag, sign = ("mover", "¯") if property_of(element, "pos", "bot") == "top" else ("munder", "_")
        return _new(tag, _one(_part(element, "e")), _new("mo", text=sign, stretchy="true"))
    if name == "groupChr":
        tag = "mover" if property_of(element, "pos", "bot") == "top" else "munder"
        return _new(tag, _one(_part(element, "e")), _new("mo", text=property_of(element, "chr", "⏟"), stretchy="true"))
    if name == "box":
        return _one(_part(element, "e"))
    raise Unfit(f"a formula with {name}")


def _fraction(element: Element) -> Element:
    top, below = _one(_part(element, "num")), _one(_part(element, "den"))
    kind = property_of(element, "type", "bar")
    if kind == "lin":
        return _new("mrow", top, _new("mo", text="/"), below)
    return _new("mfrac", top, below, **({"linethickness": "0"} if kind == "noBar" else {}))


def _nary(element: Element) -> Element:
    sign = property_of(element, "chr", "∫")
    places = property_of(element, "limLoc", "subSup" if sign in _INTEGRALS else "undOvr")
    low, high = (_row(_part(element, name)) for name in ("sub", "sup"))
    base: Element = _new("mo", text=sign)
    has = [bool(len(part)) and not _is_on(element, f"{name}Hide") for part, name in ((low, "sub"), (high, "sup"))]
    names = ("munder", "mover", "munderover") if places == "undOvr" else ("msub", "msup", "msubsup")
    if any(has):
        tag = names[2] if all(has) else names[0] if has[0] else names[1]
        base = _new(tag, base, *(part for part, held in ((low, has[0]), (high, has[1])) if held))
    return _new("mrow", base, *_row(_part(element, "e")))


def _delimited(element: Element) -> Element:
    row = _new("mrow")
    for sign, form in (
        (property_of(element, "begChr", "("), "prefix"),
        ("", ""),
        (property_of(element, "endChr", ")"), "postfix"),
    ):
        if form and sign:
            row.append(_new("mo", text=sign, fence="true", stretchy="true", form=form))
        elif not form:
            some = [child for child in element if child.tag.endswith(_OURS + "e")]
            for number, child in enumerate(some):
                if number and (between := property_of(element, "sepChr", "|")):
                    row.append(_new("mo", text=between, separator="true"))
                row.append(_one(child))
    return row


def _run(element: Element) -> list[Element]:
    """The signs of a run: names, numbers, operators, words."""
    text = ""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            text += (child.text or "").translate(_ZERO)
        elif name not in ("rPr", "lastRenderedPageBreak"):
            raise Unfit(f"a formula with {name}")
    style, script = property_of(element, "sty", "i"), property_of(element, "scr", "roman")
    if property_of(element, "nor", "0") not in ("0", "off", "false") or _WIDE.search(text):
        return [_new("mtext", text=text.replace(" ", "\u00a0"))] if text else []
    if script not in ("roman", "double-struck"):
        raise Unfit(f"a formula in {script} letters")
    look = script if script == "double-struck" else style
    found: list[Element] = []
    for token in _TOKEN.findall(text.replace("&", "")):
        if token.isspace():
            found.append(_new("mtext", text="\u00a0"))
        elif token[0].isdecimal():
            found.append(_new("mn", text=_lettered(token, look)))
        elif not token[0].isalpha():
            still = {"stretchy": "false"} if token in "()[]{}|‖⟨⟩⌈⌉⌊⌋" else {}  # brackets that grow are delimiters
            found.append(_new("mo", text=token, **still))
        elif style == "p" and len(token) > 1:
            found.append(_new("mi", text=token))
        else:
            plain = {"mathvariant": "normal"} if style == "p" and script == "roman" else {}
            found += [_new("mi", text=_lettered(sign, look), **plain) for sign in token]
    return found


def _lettered(text: str, look: str) -> str:
    """Letters and digits of an alphabet of their own, as Unicode has them for formulas."""
    if look not in _ALPHABETS:
        return text
    capital, small, digit = _ALPHABETS[look]
    starts = (("AZ", capital), ("az", small), ("09", digit))

    def shown(sign: str) -> str:
        if look == "double-struck" and sign in _HOLES:
            return _HOLES[sign]
        return next(
            (chr(start + ord(sign) - ord(ends[0])) for ends, start in starts if ends[0] <= sign <= ends[1]), sign
        )

    return "".join(map(shown, text))
