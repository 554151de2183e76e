"""Drawings (SVG): rebuilt without scripts, without handlers of events, and without anything from elsewhere.

They are shown as pictures, in which browsers and reading programs run nothing and fetch nothing in any case. What would
not be whole without a part that is left out (a page in the drawing, a picture beside it) is not shown at all.
Source: SVG 2, 5.8 (reference restrictions) and Appendix E; SVG Integration, 3.7 (secure static mode).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleantext.files import FileProblem, decode
from cleantext.formats.foreign import Unfit, legal_value, tree, written

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MEDIA_TYPE = "image/svg+xml"
NAMESPACE, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_ELEMENTS = {
    name.lower(): name
    for name in (
        "svg g defs symbol use title desc style switch a path rect circle ellipse line polyline polygon text tspan "
        "textPath image marker pattern mask clipPath linearGradient radialGradient stop filter feBlend feColorMatrix "
        "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDropShadow feFlood "
        "feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
        "feDistantLight feSpecularLighting feSpotLight feTile feTurbulence"
    ).split()
}
_SHAPES = frozenset("path rect circle ellipse line polyline polygon text image use".split())
_ATTRIBUTES = {
    name.lower(): name
    for name in (
        "viewBox preserveAspectRatio gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits "
        "patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY "
        "textLength lengthAdjust startOffset pathLength filterUnits primitiveUnits stdDeviation baseFrequency "
        "numOctaves stitchTiles tableValues kernelMatrix edgeMode surfaceScale specularConstant specularExponent "
        "diffuseConstant limitingConeAngle pointsAtX pointsAtY pointsAtZ xChannelSelector yChannelSelector"
    ).split()
}
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_LEFT_OUT = re.compile(
    r"on|data-|href$|src$|style$|xmlns$|base$|version$|baseprofile$|role$|aria-|tabindex$|focusable$"
)
_AWAY = re.compile(
    r"url\((?!\s*[\"']?\s*#)|@import|image-set|\bsrc\(|expression|behavior|-moz-binding|\\|script:", re.I
)
_INNER = re.compile(r"url\(\s*[\"']?\s*#([^\s\"')]*)\s*[\"']?\s*\)", re.I)
_INSIDE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+", re.I)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in|em|rem|ex)?\s*")
_UNITS = {"pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "rem": 16, "ex": 8}
_HEAD = re.compile(
    r"(?:\ufeff|\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\]\s*)?>)*<(?:[\w.-]+:)?svg[\s/>]", re.I | re.S
)
WIDEST = 20_000
NOTHING = "nothing in it"
ELSEWHERE = "a drawing that refers to something elsewhere"


def is_drawing(data: bytes) -> bool:
    """Whether a file looks like a drawing."""
    head = data[:4096].replace(b"\0", b"")
    return b"svg" in head.lower() and bool(_HEAD.match(head.decode("latin-1").removeprefix("ï»¿").lstrip("ÿþ")))


def drawing_in(data: bytes) -> tuple[bytes, int, int]:
    """The drawing that a file is, its width and height in pixels. Raises Unfit."""
    try:
        text = decode(data)[0]
    except FileProblem:
        raise Unfit("broken") from None
    match = _HEAD.match(text)
    if not match:
        raise Unfit("broken")
    return drawing_at(text, text.rindex("<", 0, match.end()), True)[:3]


def drawing_at(source: str, start: int, xml: bool) -> tuple[bytes, int, int, str, int]:
    """The drawing whose tag begins at `start`, its width and height in pixels, what it shows in its own words, its end.

    The same drawing gives the same bytes, also when it is read again. Raises Unfit.
    """
    try:
        root, end = tree(source, start, xml, _made)
    except FileProblem:
        raise Unfit("broken") from None
    if not any(element.tag in _SHAPES for element in root.iter()):
        raise Unfit(NOTHING)
    for element in root.iter("style"):
        if "<" in (text := _inside(element.text or "")) or "&" in text:
            raise Unfit(ELSEWHERE)
    width, height = _size(root)
    said = next((element.text or "" for element in root if element.tag == "title"), "")
    linked = any("xlink:href" in element.attrib for element in root.iter())
    root.attrib = {"xmlns": NAMESPACE, **({"xmlns:xlink": XLINK} if linked else {}), **root.attrib}
    return written(root).encode("utf-8", "replace"), width, height, " ".join(said.split()), end


def _made(name: str, said: dict[str, str], parents: list[str]) -> Element | None:
    from xml.etree.ElementTree import Element

    if name == "foreignobject" and parents[-1:] != ["switch"]:
        raise Unfit("a drawing that holds a page")
    if name not in _ELEMENTS or parents[-1:] == ["style"]:
        return None
    element = Element(_ELEMENTS[name] if name != "a" else "g")
    for key, value in said.items():
        if key == "xml:space":
            element.set(key, legal_value(value))
        if not _NAME.fullmatch(key) or _LEFT_OUT.match(key):
            continue
        element.set(_ATTRIBUTES.get(key, key), _bare(_inside(value)))
    if style := said.get("style", ""):
        element.set("style", _bare(_inside(style)))
    address = (said.get("href") or said.get("xlink:href") or "").strip()
    if address and name != "a":
        if not (address.startswith("#") or (name == "image" and _INSIDE.fullmatch(address))):
            raise Unfit(ELSEWHERE)
        element.set("xlink:href", legal_value(address))
    elif name in ("image", "use"):
        return None
    return element


def _inside(value: str) -> str:
    """A value that refers to nothing outside the drawing. Raises Unfit."""
    if _AWAY.search(value):
        raise Unfit(ELSEWHERE)
    return value


def _bare(value: str) -> str:
    """A value whose references to other parts of the drawing have no quotation marks, as every program reads them."""
    return _INNER.sub(r"url(#\1)", legal_value(value))


def _size(root: Element) -> tuple[int, int]:
    """Width and height in pixels: as they are said, else those of the view box. Source: SVG 2, 8.12."""
    said = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    sizes = [float(match[1]) * _UNITS.get(match[2] or "", 1) if match else 0.0 for match in said]
    try:
        box = [float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip())][2:4]
    except ValueError:
        box = []
    if len(box) == 2 and min(box) > 0:
        if not sizes[0] and not sizes[1]:
            sizes = box
        elif not sizes[0]:
            sizes[0] = sizes[1] * box[0] / box[1]
        elif not sizes[1]:
            sizes[1] = sizes[0] * box[1] / box[0]
    width, height = sizes[0] or 300, sizes[1] or 150
    if not max(width, height) <= WIDEST:
        width, height = width * WIDEST / max(width, height), height * WIDEST / max(width, height)
    return max(1, round(width)), max(1, round(height))
