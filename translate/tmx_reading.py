"""Reading TMX, the exchange format of translation memories, as any program writes it.

Only the languages, the text of the two segments and where it came from are taken; inline elements (<bpt>, <ph> …) are
left out with what is in them, for it is code. Files with entities of their own are refused: they can blow up.
Specification: TMX 1.4b, Localization Industry Standards Association, 2005; read leniently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from xml.etree import ElementTree

from cleantext.characters import has_japanese

from .inputs.markup import as_utf8, descendants, local
from .memory import MemoryProblem, Unit

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGES = {"jp": "ja"}
"""What some programs say for a language: the code of a country, or of three letters (jpn)."""
_CODE = ("bpt", "ept", "it", "ph", "ut")
_CHUNK = 1 << 16
_PLACES = ("file", "id", "prev", "next", "path", "x-context-pre", "x-context-post")
"""Properties of a unit that is for one place alone (OmegaT's alternative translations, memoQ's context)."""


class Pair(NamedTuple):
    """A unit, with what its file says of it.

    status  of `translate.segment.Status`, where taiyaku has written the file; else "".
    date    when it was last changed, as TMX writes it (20260307T010203Z); "" where that is not said.
    placed  whether it is for one place alone.
    """

    unit: Unit
    status: str
    date: str
    placed: bool


def read_tmx(data: bytes, name: str) -> Iterator[Unit]:
    """The pairs of Japanese and English in a file; those without one of the two are passed over, and
    those whose English is the Japanese.

    Raises MemoryProblem, with the name and the line, where the file is no TMX.
    """
    return (pair.unit for pair in read_pairs(data, name))


def one_each(pairs: Iterable[Pair]) -> list[Unit]:
    """One unit for each Japanese: one that holds everywhere before one for a place; then the newest; then the last."""
    best: dict[str, Pair] = {}
    for pair in pairs:
        before = best.get(pair.unit.source)
        if before is None or (not pair.placed, pair.date) >= (not before.placed, before.date):
            best[pair.unit.source] = pair
    return [pair.unit for pair in best.values()]


def read_pairs(data: bytes, name: str) -> Iterator[Pair]:
    """The pairs of `read_tmx` with what the file says of each. Raises MemoryProblem."""
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise MemoryProblem(f"{name} defines entities of its own, which no translation memory needs: export it anew")
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    root, ours = "", False
    try:
        data = as_utf8(data)
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            for event, element in parser.read_events():
                root = root or local(element)
                if root != "tmx":
                    raise MemoryProblem(f"{name} is no TMX but <{root}>: export a translation memory as TMX 1.4")
                if local(element) == "header":
                    ours = element.get("creationtool") == "taiyaku"
                if event == "end" and local(element) == "tu":
                    yield from _pair(element, name, ours)
                    element.clear()
        parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise MemoryProblem(f"{name} is broken XML ({error}): export it anew") from None


def language_of(variant: Any) -> str:
    """The language of a `tuv` in two letters: "ja" for ja-JP, JA_jp, jpn, Japanese."""
    code = (variant.get(LANG) or variant.get("lang") or "").lower()[:2]
    return LANGUAGES.get(code, code)


def _pair(element: Any, name: str, ours: bool) -> Iterator[Pair]:
    texts: dict[str, str] = {}
    dates = [element.get("changedate") or element.get("creationdate") or ""]
    authors = [element.get("changeid") or element.get("creationid") or ""]
    for variant in descendants(element, "tuv"):
        segment = next((child for child in variant if local(child) == "seg"), None)
        if segment is not None:
            texts.setdefault(language_of(variant), "".join(_plain(segment)).strip())
        if language_of(variant) == "en":
            dates.append(variant.get("changedate") or variant.get("creationdate") or "")
            authors.append(variant.get("changeid") or variant.get("creationid") or "")
    japanese, english = texts.get("ja", ""), texts.get("en", "")
    if japanese and english and not (japanese == english and has_japanese(japanese)):
        props = {prop.get("type"): prop.text or "" for prop in element if local(prop) == "prop"}
        author = next(filter(None, authors), "")
        unit = Unit(japanese, english, " ".join(filter(None, (name, author))))
        yield Pair(unit, props.get("x-status", "") if ours else "", max(dates), any(map(props.__contains__, _PLACES)))


def _plain(element: Any) -> Iterator[str]:
    if local(element) not in _CODE:
        yield element.text or ""
        for child in element:
            yield from _plain(child)
            yield child.tail or ""
