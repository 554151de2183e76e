"""An edition as passages: each block with its rows, as headings, paragraphs and items that any format can set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, NamedTuple

from translate.outputs.characters import legal
from translate.outputs.edition import Edition, Item, Language, Ruby, Shape
from translate.segment import Segment, doubtful

LEAD = 4
"""The first heading is the title of the edition if it is among so many first rows."""
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_LEAD = re.compile(r"\s*(?:#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|>\s?)+")
_CLOSING = re.compile(r"\s+#+\s*$")

Place = tuple[int, int]
"""(start, end) in a text, in code points."""


class Row(NamedTuple):
    """A pair as it is shown.

    anchor  a name for it that is unique and may stand as an id in HTML and XML.
    number  the number of the row in its passage, from 1.
    texts   the Japanese and the English, without markup that stands at their heads.
    ruby    the readings of the Japanese, (start, end, reading) in code points of it.
    places  what flags point at in each text; they do not overlap.
    """

    segment: Segment
    anchor: str
    number: int
    texts: dict[Language, str]
    ruby: tuple[Ruby, ...]
    places: dict[Language, tuple[Place, ...]]

    @property
    def doubtful(self) -> bool:
        """True if a person has to look at the pair, for a reason that is to be shown."""
        return doubtful(self.segment.flags) or self.segment.status == "flagged"

    def gap(self, language: Language) -> str:
        """What is said in place of a text that is not there; "" where it is there."""
        if self.segment.status == "missing":
            return {"ja": "原文欠落", "en": "Text missing in the original"}[language]
        if self.texts[language].strip():
            return ""
        if language == "ja":
            return "原文になし"
        return "Not in the English" if self.segment.status == "omitted" else "Not translated"


@dataclass(frozen=True)
class Passage:
    """A block with its rows.

    depth  of a heading: 1 for the title of the edition, and never more than one more than the heading before it;
           0 for what is none.
    items  the items of lists in which it stands, the outermost first.
    """

    block: str
    anchor: str
    kind: str
    rows: tuple[Row, ...]
    depth: int = 0
    items: tuple[Item, ...] = ()

    def text(self, language: Language) -> str:
        """The text of a side, its sentences put together."""
        return joined(row.texts[language] for row in self.rows)


class Mark(NamedTuple):
    """Where a list or an item begins or ends."""

    kind: Literal["list", "item", "/item", "/list"]
    item: Item


def passages_of(edition: Edition) -> list[Passage]:
    """The passages of an edition in reading order.

    Each row stands in exactly one, but for those that are no part of the text (Shape.aside) and in no doubt.
    """
    shapes = {shape.block: shape for shape in edition.shapes}
    anchors = Anchors()
    segments = [_clean(segment) for segment in edition.segments] if edition.layout.clean_copy else edition.segments
    names = [anchors.of(segment.id) for segment in segments]
    lead = _lead_block(edition, {shape.block for shape in edition.shapes if shape.aside})
    outline: list[int] = []
    passages: list[Passage] = []
    loose = 0
    for block, group in groupby(zip(segments, names, strict=True), key=lambda pair: pair[0].block):
        pairs = list(group)
        kind, shape = pairs[0][0].kind, shapes.get(block, Shape(block))
        if shape.aside and not any(segment.flags for segment, _ in pairs):
            continue
        items = shape.items
        if kind == "list-item" and not items:  # a list that nothing but its items is known of
            loose += 1
            follows = bool(passages) and passages[-1].kind == "list-item" and passages[-1].items[0].list < 0
            items = (Item(passages[-1].items[0].list if follows else -loose, False, loose),)
        depth = 0
        if kind == "heading":
            depth = 1 if block == lead else _depth(outline, shape.level or 2)
            items = ()
        rows = tuple(_rows(pairs, shape))
        passages.append(Passage(block, anchors.of(block or "block"), kind, rows, depth, items))
    return passages


def _clean(segment: Segment) -> Segment:
    """A segment without anything for the editor; what is lost or untranslated stays so."""
    if segment.status == "missing":
        return replace(segment, source="", target="", flags=())
    return replace(segment, flags=(), status="translated" if segment.status == "flagged" else segment.status)


def _lead_block(edition: Edition, asides: set[str]) -> str | None:
    """The block that holds the title of the edition: its first heading, where that says what the titles say."""
    if edition.chapters or edition.layout.metadata.title or edition.layout.metadata.title_en:
        return None
    text = [segment for segment in edition.segments if segment.block not in asides]
    first = next((segment for segment in text[:LEAD] if segment.kind == "heading"), None)
    if first is None:
        return None
    rows = [segment for segment in text if segment.block == first.block]
    titles = (edition.title_ja, edition.title_en)
    wholes = (joined(row.source for row in rows), joined(row.target for row in rows))
    told = asides and edition.title_ja in [row.source for row in edition.segments if row.block in asides]
    if told or titles == (first.source, first.target) or all(map(_says, titles, wholes)):
        return first.block
    return None


def _says(title: str, text: str) -> bool:
    return "".join(title.split()) in ("", "".join(text.split()))


def _depth(outline: list[int], level: int) -> int:
    """The depth of a heading of a level under those that are open."""
    while outline and outline[-1] >= level:
        outline.pop()
    outline.append(level)
    return min(1 + len(outline), 6)


def _rows(pairs: Sequence[tuple[Segment, str]], shape: Shape) -> Iterator[Row]:
    count = 0
    for number, (segment, name) in enumerate(pairs, 1):
        source, target = segment.source, segment.target
        cut = {"ja": 0, "en": 0}
        if number == 1 and shape.lead:
            source = source.removeprefix(shape.lead.strip()).lstrip()
            match = _LEAD.match(target)
            target = target[match.end() :] if match else target
            if "#" in shape.lead:
                source, target = _CLOSING.sub("", source), _CLOSING.sub("", target)
            cut = {"ja": segment.source.find(source), "en": segment.target.find(target)}
            count += sum(not sign.isspace() for sign in segment.source[: cut["ja"]])
        spots = [index for index, sign in enumerate(source) if not sign.isspace()]
        ruby = tuple(
            Ruby(spots[r.start - count], spots[r.end - count - 1] + 1, r.reading)
            for r in shape.ruby
            if count <= r.start < r.end <= count + len(spots)
        )
        count += len(spots)
        places: dict[Language, tuple[Place, ...]] = {
            "ja": _united((flag.source for flag in segment.flags), cut["ja"], len(source), ruby),
            "en": _united((flag.target for flag in segment.flags), cut["en"], len(target), ()),
        }
        yield Row(segment, name, number, {"ja": source, "en": target}, ruby, places)


def _united(spans: Iterable[Place | None], cut: int, length: int, ruby: Sequence[Ruby]) -> tuple[Place, ...]:
    """The spans without overlaps, none of which ends inside a base of ruby."""
    found: list[Place] = []
    for start, end in sorted(span for span in spans if span):
        start, end = max(0, start - cut), min(end - cut, length)
        for reading in ruby:
            if start < reading.end and reading.start < end:
                start, end = min(start, reading.start), max(end, reading.end)
        if start >= end:
            continue
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found[-1][1])
            found.pop()
        found.append((start, end))
    return tuple(found)


class Anchors:
    """Names for places in a file: unique, and ids in HTML and XML alike."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, id: str) -> str:
        """A new name, the id itself where it can be."""
        name = id if _ANCHOR.fullmatch(id) and not id.endswith(("-en", "-why")) else f"r{len(self.taken) + 1}"
        number = len(self.taken) + 1
        while name in self.taken:
            name, number = f"r{number}", number + 1
        self.taken.add(name)
        return name


def joined(texts: Iterable[str]) -> str:
    """Sentences put together: with a space between them where Latin text meets.

    >>> joined(["終わった。", "次へ。"]), joined(["It ended.", "On."])
    ('終わった。次へ。', 'It ended. On.')
    """
    whole = ""
    for text in texts:
        whole += space_between(whole, text) + text
    return whole


def space_between(before: str, after: str) -> str:
    """What stands between two sentences of a paragraph: a space between Latin ones, nothing beside Japanese."""
    if not before or not after or before[-1].isspace():
        return ""
    wide = before[-1] > "\u2e7f" or after[0] > "\u2e7f"
    return "" if wide else " "


def titles_of(edition: Edition) -> dict[Language, str]:
    """The titles of an edition: the user's, the document's, those of its first heading, the name of its source."""
    metadata = edition.layout.metadata
    ja, en = metadata.title.strip(), metadata.title_en.strip()
    if not (ja or en):
        ja, en = edition.title_ja.strip(), edition.title_en.strip()
    elif not ja and not edition.chapters:
        ja = edition.title_ja.strip()
    lead = next((passage for passage in passages_of(edition) if passage.depth == 1), None)
    if lead:
        ja, en = lead.text("ja") or ja, lead.text("en") or en
    if not (ja or en):
        return {"ja": "", "en": legal(edition.source_name) or "Bilingual edition"}
    return {"ja": legal(ja), "en": legal(en)}


def set_out(passages: Sequence[Passage]) -> Iterator[Mark | Passage]:
    """The passages with marks where the lists and items round them begin and end."""
    opened: list[Item] = []
    for passage in passages:
        same = 0
        while same < min(len(opened), len(passage.items)) and opened[same] == passage.items[same]:
            same += 1
        while len(opened) > same:
            item = opened.pop()
            yield Mark("/item", item)
            into = len(opened) == same and len(passage.items) > same and passage.items[same].list == item.list
            if into:
                yield Mark("item", passage.items[same])
                opened.append(passage.items[same])
                same += 1
            else:
                yield Mark("/list", item)
        for item in passage.items[len(opened) :]:
            yield Mark("list", item)
            yield Mark("item", item)
            opened.append(item)
        yield passage
    while opened:
        item = opened.pop()
        yield Mark("/item", item)
        yield Mark("/list", item)
