"""MathML as Office Math. What is not known raises Unfit, so that no half of a formula is shown.

Source: MathML 3, chapter 3 (presentation markup); ECMA-376 part 1, 22.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from cleantext.formats.foreign import Unfit, written

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_ROWS = ("math", "mrow", "mstyle", "semantics", "mpadded")
_NARY = "∑∏∐∫∬∭∮∯∰⋀⋁⋂⋃⨀⨁⨂⨄⨆"
_OPEN, _CLOSE = "([{⟨⌈⌊|‖", ")]}⟩⌉⌋|‖"
_ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307",
            "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300", "\u0302": "\u0302",
            "\u0303": "\u0303", "\u0307": "\u0307", "\u0308": "\u0308"}  # fmt: skip
_BARS = {"¯": "top", "‾": "top", "\u0304": "top", "\u0305": "top", "_": "bot", "\u0332": "bot"}
_GROUPS = "⏞⏟⎴⎵⏜⏝"
_STYLES = {"normal": "p", "bold": "b", "italic": "i", "bold-italic": "bi"}


@lru_cache(maxsize=256)
def omml_of(markup: str) -> str:
    """A formula of MathML as Office Math; "" where it holds what is not known."""
    from xml.etree import ElementTree

    try:
        return written(_new("oMath", *_row(list(ElementTree.fromstring(markup)))))
    except (Unfit, ElementTree.ParseError, RecursionError):
        return ""


def _new(tag: str, *parts: Element, **said: str) -> Element:
    """An element of Office Math; its properties first, where any are said."""
    from xml.etree.ElementTree import Element, SubElement

    element = Element(f"{{{MATH}}}{tag}")
    if said:
        properties = SubElement(element, f"{{{MATH}}}{tag}Pr")
        for name, value in said.items():
            SubElement(properties, f"{{{MATH}}}{name}", {f"{{{MATH}}}val": value})
    element.extend(parts)
    return element


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _row(elements: Sequence[Element]) -> list[Element]:
    """Elements that follow each other; a sum has what follows it."""
    found: list[Element] = []
    some = list(elements)
    while some:
        element = some.pop(0)
        if (base := _nary_sign(element)) is not None:
            rest = [some.pop(0)] if some else []
            found.append(_nary(element, base, rest))
        else:
            found += _parts(element)
    return found


def _in(tag: str, element: Element) -> Element:
    return _new(tag, *_parts(element))


def _parts(element: Element) -> list[Element]:
    name, parts = _name(element), list(element)
    if name in _ROWS:
        return _fenced(parts) or _row(parts)
    if name in ("mi", "mn", "mo", "mtext", "ms"):
        return _run(element, name)
    if name == "mspace":
        return [] if element.get("width", "0").startswith(("0em", "-")) else [_text("\u2009", "p")]
    if name == "msqrt":
        return [_new("rad", _new("deg"), _new("e", *_row(parts)), degHide="1")]
    if name == "mfenced":
        between = element.get("separators", ",").strip()[:1]
        signs = {"begChr": element.get("open", "("), "sepChr": between, "endChr": element.get("close", ")")}
        return [_new("d", *(_in("e", part) for part in parts), **signs)]
    if name == "mtable":
        rows = [_new("mr", *(_new("e", *_row(list(cell))) for cell in row)) for row in parts if _name(row) == "mtr"]
        if len(rows) != len(parts) or len({len(row) for row in rows}) != 1:
            raise Unfit("a formula with an uneven table")
        return [_new("m", *rows, plcHide="1")]
    if name == "mphantom":
        return [_new("phant", _new("e", *_row(parts)), show="0")]
    return [_pair(element, name, parts)]


def _pair(element: Element, name: str, parts: Sequence[Element]) -> Element:
    """What has a fixed number of parts."""
    if name == "mfrac":
        thin = element.get("linethickness", "").rstrip("ptexm%") in ("0", "0.0")
        kind = "noBar" if thin else "skw" if element.get("bevelled") == "true" else "bar"
        return _new("f", _in("num", parts[0]), _in("den", parts[1]), type=kind)
    if name == "mroot":
        return _new("rad", _in("deg", parts[1]), _in("e", parts[0]))
    if name in ("msup", "msub"):
        return _new("sSup" if name == "msup" else "sSub", _in("e", parts[0]), _in(name[1:], parts[1]))
    if name == "msubsup":
        return _new("sSubSup", _in("e", parts[0]), _in("sub", parts[1]), _in("sup", parts[2]))
    if name in ("mover", "munder"):
        return _over(name, parts)
    if name == "munderover":
        low = _new("limLow", _in("e", parts[0]), _in("lim", parts[1]))
        return _new("limUpp", _new("e", low), _in("lim", parts[2]))
    raise Unfit(f"a formula with {name}")


def _over(name: str, parts: Sequence[Element]) -> Element:
    sign = (parts[1].text or "").strip() if _name(parts[1]) == "mo" else ""
    if sign and sign in _BARS and (name == "mover") == (_BARS[sign] == "top"):
        return _new("bar", _in("e", parts[0]), pos=_BARS[sign])
    if name == "mover" and sign in _ACCENTS:
        return _new("acc", _in("e", parts[0]), chr=_ACCENTS[sign])
    if sign and sign in _GROUPS:
        places = {"pos": "top", "vertJc": "bot"} if name == "mover" else {"pos": "bot", "vertJc": "top"}
        return _new("groupChr", _in("e", parts[0]), chr=sign, **places)
    return _new("limUpp" if name == "mover" else "limLow", _in("e", parts[0]), _in("lim", parts[1]))


def _fenced(parts: Sequence[Element]) -> list[Element]:
    """A row in brackets that grow with it; [] where it is none. The right one may be lacking, as for cases."""
    if len(parts) < 2 or _name(parts[0]) != "mo" or (parts[0].text or "") not in _OPEN:
        return []
    last = parts[-1].text or "" if _name(parts[-1]) == "mo" else ""
    inside = list(parts[1:-1] if last and last in _CLOSE else parts[1:])
    closed = len(inside) < len(parts) - 1
    told = parts[0].get("form") == "prefix" or parts[0].get("stretchy") == "true"
    brackets = [
        part for part in inside if _name(part) == "mo" and (part.text or "") and (part.text or "") in _OPEN + _CLOSE
    ]
    if brackets or not (closed or (told and len(inside) == 1 and _name(inside[0]) == "mtable")):
        return []
    signs = {"begChr": parts[0].text or "", "endChr": last if closed else ""}
    return [_new("d", _new("e", *_row(inside)), **signs)]


def _nary_sign(element: Element) -> Element | None:
    """The sign of a sum or an integral with limits or without; None for what is none."""
    name, parts = _name(element), list(element)
    base = (
        element
        if name == "mo"
        else parts[0]
        if name in ("msub", "msup", "msubsup", "munder", "mover", "munderover") and parts
        else None
    )
    return (
        base if base is not None and _name(base) == "mo" and (base.text or "") and (base.text or "") in _NARY else None
    )


def _nary(element: Element, base: Element, rest: Sequence[Element]) -> Element:
    name, parts = _name(element), list(element)
    low = parts[1] if name in ("msub", "msubsup", "munder", "munderover") else None
    high = parts[-1] if name in ("msup", "msubsup", "mover", "munderover") else None
    said = {"chr": base.text or "", "limLoc": "undOvr" if "under" in name or "over" in name else "subSup"}
    said |= {"subHide": "0" if low is not None else "1", "supHide": "0" if high is not None else "1"}
    limits = [_in(tag, part) if part is not None else _new(tag) for tag, part in (("sub", low), ("sup", high))]
    return _new("nary", *limits, _new("e", *_row(rest)), **said)


def _run(element: Element, name: str) -> list[Element]:
    text = (element.text or "").strip() if name != "mtext" else element.text or ""
    if not text:
        return []
    if name in ("mtext", "ms"):
        return [_text(text, "", nor=True)]
    variant = element.get("mathvariant", "")
    if variant and variant not in _STYLES:
        raise Unfit(f"a formula in {variant} letters")
    upright = name == "mo" or (name == "mi" and len(text) > 1)
    return [_text(text, _STYLES.get(variant, "p" if upright else ""))]


def _text(text: str, style: str, nor: bool = False) -> Element:
    from xml.etree.ElementTree import SubElement

    run = _new("r")
    if nor or style:
        properties = SubElement(run, f"{{{MATH}}}rPr")
        SubElement(properties, f"{{{MATH}}}{'nor' if nor else 'sty'}", {} if nor else {f"{{{MATH}}}val": style})
    words = SubElement(run, f"{{{MATH}}}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    words.text = text
    return run
