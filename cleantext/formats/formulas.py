"""Formulas: MathML rebuilt of what is known, and a formula in one line where no page shows it.

Source: MathML 3, chapter 3 (presentation markup); ECMA-376 part 1, 22.1 (Office Math).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..files import FileProblem
from .foreign import Unfit, legal_value, tree, written

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
LONGEST = 50_000
"""Signs of a formula in a page."""
_TEXTS = frozenset("mi mn mo mtext ms".split())
_COUNTS = {**dict.fromkeys("mfrac mroot msub msup munder mover".split(), 2), "msubsup": 3, "munderover": 3}
_OTHERS = "math mrow mstyle merror mpadded mphantom msqrt mfenced menclose mtable mtr mtd mspace semantics".split()
_ELEMENTS = frozenset((*_TEXTS, *_COUNTS, *_OTHERS))
_LEFT_OUT = ("annotation", "annotation-xml", "maligngroup", "malignmark")
_ATTRIBUTES = frozenset(
    "display alttext mathvariant stretchy symmetric fence separator form lspace rspace largeop movablelimits accent "
    "accentunder linethickness columnalign rowalign columnspacing rowspacing columnlines rowlines frame displaystyle "
    "scriptlevel width height depth voffset notation open close separators minsize maxsize numalign denomalign "
    "bevelled columnspan rowspan dir".split()
)
_VALUE = re.compile(r"[^<>&\"\\]{0,500}")
_UNSEEN = dict.fromkeys(range(0x2061, 0x2065))


def mathml_at(source: str, start: int, xml: bool) -> tuple[str, str, int]:
    """The formula whose tag begins at `start`, as MathML and in one line, and where it ends. Raises Unfit."""
    try:
        root, end = tree(source, start, xml, _made, LONGEST)
    except FileProblem:
        raise Unfit("a broken formula") from None
    _check(root)
    text = linear(root)
    root.attrib = {"xmlns": NAMESPACE, **root.attrib}
    markup = written(root)
    if not text.strip():
        raise Unfit("nothing")
    return markup, text, end


def _made(name: str, said: dict[str, str], parents: list[str]) -> Element | None:
    from xml.etree.ElementTree import Element

    if name in _LEFT_OUT:
        return None
    if name not in _ELEMENTS or (name == "math" and parents):
        raise Unfit(f"a formula with {name}")
    element = Element(name)
    for key, value in said.items():
        if key in _ATTRIBUTES and _VALUE.fullmatch(value):
            element.set(key, legal_value(value))
    return element


def _check(element: Element) -> None:
    """Put the texts in order. Raises Unfit where an element has not the parts that it must have."""
    if element.tag in _TEXTS:
        if len(element):
            raise Unfit("a broken formula")
        element.text = " ".join((element.text or "").split())
        return
    if len(element) != _COUNTS.get(element.tag, len(element)) or (element.text or "").strip():
        raise Unfit("a broken formula")
    element.text = None
    for child in element:
        if (child.tail or "").strip():
            raise Unfit("a broken formula")
        child.tail = None
        _check(child)


def linear(element: Element) -> str:
    """A formula of MathML or Office Math in one line, as it is typed: a fraction as (a+b)/2, a power as x^2.

    Of Office Math names are compared without their namespace.
    """
    name, parts = _name(element), [child for child in element if not _name(child).endswith("Pr")]
    if name in _TEXTS or name == "t":
        return (element.text or "").translate(_UNSEEN)
    if name in ("oMath", "r", "e", "num", "den", "deg", "sub", "sup", "fName", "lim", "box", "borderBox", "groupChr"):
        return "".join(map(linear, parts))
    inner = [linear(part) for part in parts]
    if name in ("mfrac", "f") and len(inner) == 2:
        return f"{_closed(inner[0])}/{_closed(inner[1])}"
    if name in ("msup", "mover", "sSup", "limUpp") and len(inner) == 2:
        return f"{_closed(inner[0])}^{_closed(inner[1])}"
    if name in ("msub", "munder", "sSub", "limLow") and len(inner) == 2:
        return f"{_closed(inner[0])}_{_closed(inner[1])}"
    if name in ("msubsup", "munderover", "sSubSup") and len(inner) == 3:
        return f"{_closed(inner[0])}_{_closed(inner[1])}^{_closed(inner[2])}"
    if name == "msqrt":
        return f"√{_closed(''.join(inner))}"
    if name == "mroot" and len(inner) == 2:
        return f"√[{inner[1]}]{_closed(inner[0])}"
    if name == "rad" and inner:
        degree = inner[0] if len(inner) > 1 else ""
        return f"√{f'[{degree}]' if degree else ''}{_closed(inner[-1])}"
    if name == "nary" and len(inner) == 3:
        sign = property_of(element, "chr") or "∫"
        low, high = f"_{_closed(inner[0])}" if inner[0] else "", f"^{_closed(inner[1])}" if inner[1] else ""
        return f"{sign}{low}{high} {inner[2]}"
    if name == "d":
        open_, close = property_of(element, "begChr", "("), property_of(element, "endChr", ")")
        return open_ + (property_of(element, "sepChr", "|")).join(inner) + close
    if name == "mfenced":
        return (
            element.get("open", "(")
            + (element.get("separators", ",").strip()[:1]).join(inner)
            + element.get("close", ")")
        )
    if name == "acc" and inner:
        return inner[0] + (property_of(element, "chr") or "\u0302")
    if name in ("mtable", "m", "eqArr"):
        return "[" + "; ".join(inner) + "]"
    return (", " if name in ("mtr", "mr") else "").join(inner)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def property_of(element: Element, name: str, usual: str = "") -> str:
    """What the properties of an element of Office Math say of it; `usual` where nothing; "1" for a switch alone."""
    for properties in element:
        if _name(properties).endswith("Pr"):
            for child in properties:
                if _name(child) == name:
                    return next((value for key, value in child.attrib.items() if key.rpartition("}")[2] == "val"), "1")
    return usual


def _closed(text: str) -> str:
    """A part of a formula in brackets, unless it is one sign, one word or one number."""
    return text if len(text) < 2 or re.fullmatch(r"[A-Za-z]+|[0-9.]+|\([^()]*\)", text) else f"({text})"
