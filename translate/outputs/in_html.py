"""A page with its English in it: a paragraph after each paragraph, in headings and items a line after a <br>.

In attributes, which hold no tags, it stands after the Japanese: alt="岬の灯台 — The lighthouse on the cape".

The place is found in the tokens of the source, not in a tree, so that all else keeps its bytes. Source: WHATWG HTML,
4.4.1 for what a p may stand in; EPUB 3.3, 7.2 for the contents, which allow nothing beside their links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleantext.document import Block
from cleantext.formats.attributes import value_edits
from cleantext.formats.elements import BLOCKS
from cleantext.formats.html import splice
from cleantext.formats.markup import Token, attributes, escaped, tokens
from translate.outputs.characters import escape, legal
from translate.outputs.edition import Edition
from translate.outputs.in_source import by_block, pieces, remark
from translate.outputs.passages import Passage

TEXT_ONLY = ("title", "option")
"""Elements that hold text and no tags."""

Insertion = tuple[int, int, str]


class Waiting(NamedTuple):
    """A block whose end is still to come: its English, and where its own text begins and ends."""

    passage: Passage
    start: int
    end: int


def render(edition: Edition) -> bytes:
    """Return the page of an edition with its English in it."""
    assert edition.document is not None
    page = edition.document.source
    said = by_block(edition)
    return splice(page, edits(page.text, page.xml, edition.document.blocks, said))


def edits(
    source: str, xml: bool, blocks: Sequence[Block], said: dict[str, Passage], plain: bool = False
) -> list[Insertion]:
    """Return what is put into a page: the English of its text and, in attributes, after the Japanese."""
    found = list(insertions(source, xml, [block for block in blocks if block.kind != "attribute"], said, plain))
    for block in blocks:
        if block.kind == "attribute" and block.id in said:
            end, english = len(block.text), "".join(text for text, _ in pieces(said[block.id].rows))
            found += value_edits(source, block.replace(end, end, " — " + legal(english)))
    return found


def insertions(
    source: str, xml: bool, blocks: Sequence[Block], said: dict[str, Passage], plain: bool = False
) -> Iterator[Insertion]:
    """Yield (place, place, what is put there), in order.

    plain  the source holds text and no tags (the older contents of a book).
    """
    places = sorted((block.runs[0].ref[-2], block.runs[-1].ref[-1], block.id) for block in blocks)
    if plain:
        yield from ((end, end, " — " + text_of(said[id])) for _, end, id in places if id in said)
        return
    following = iter(places)
    coming = next(following, None)
    waiting: Waiting | None = None
    paragraph, navs, line, label, field = "", 0, -1, -1, -1
    for token in tokens(source, xml):
        is_break = token.name == "br" and token.kind == "start"
        if waiting and token.start >= waiting.end:
            if is_break and line < 0:
                line = token.start
            ends = token.kind in ("start", "end") and token.name in BLOCKS
            ends = ends or (token.kind == "end" and token.name == "label" and 0 <= label <= waiting.start)
            if field < 0 and token.kind == "start" and token.name in ("label", "input"):
                field = token.start
            if ends or (coming and coming[0] < token.end):
                last = token if ends or field < 0 else token._replace(start=field)
                yield place(source, waiting, last, paragraph, navs, line if not ends else -1, xml)
                waiting = None
        if token.kind == "start" and token.name == "p":
            paragraph = class_of(source, token)
        if token.name == "label" and token.kind in ("start", "end"):
            label = token.start if token.kind == "start" else -1
        navs += (token.kind == "start") - (token.kind == "end") if token.name == "nav" else 0
        while coming and coming[0] < token.end:
            start, end, id = coming
            coming = next(following, None)
            if id in said:
                waiting, line, field = Waiting(said[id], start, end), -1, -1
            if coming and coming[0] < token.end and waiting:
                yield (end, end, lines(waiting.passage, xml))
                waiting = None
    if waiting:
        at = len(source) if line < 0 else line
        yield at, at, lines(waiting.passage, xml)


def place(source: str, waiting: Waiting, token: Token, paragraph: str, navs: int, line: int, xml: bool) -> Insertion:
    """Return where the English of a block goes, when the token comes that ends it."""
    passage, end = waiting.passage, waiting.end
    if token.name in TEXT_ONLY:
        return end, end, " — " + text_of(passage)
    if navs:
        return end, end, f" <span{tongue(xml)}>{text_of(passage)}</span>"
    if token.kind == "end" and token.name == "p":
        return token.end, token.end, f"\n<p{paragraph}{tongue(xml)}>{marked_up(passage)}</p>"
    if line >= 0:
        return line, line, lines(passage, xml)
    at = end + len(source[end : token.start].rstrip())
    return at, at, lines(passage, xml)


def tongue(xml: bool) -> str:
    """Return the attributes that say that a text is English."""
    return ' lang="en" xml:lang="en"' if xml else ' lang="en"'


def class_of(source: str, token: Token) -> str:
    """Return the class of a start tag as an attribute, "" where it has none."""
    found = attributes(source, token).get("class", "").strip()
    return f' class="{escape(found)}"' if found else ""


def lines(passage: Passage, xml: bool) -> str:
    """Return the English as a line of its own in the element that holds the Japanese."""
    return f"<br/><span{tongue(xml)}>{marked_up(passage)}</span>"


def text_of(passage: Passage) -> str:
    """Return the English without tags."""
    return escaped(legal("".join(text for text, _ in pieces(passage.rows))))


def marked_up(passage: Passage) -> str:
    """Return the English, with what is to be checked beside it."""
    parts = []
    for text, row in pieces(passage.rows):
        parts.append(escaped(legal(text)))
        if note := remark(row):
            parts.append(f' <small>[<span lang="ja">要確認</span> {escaped(legal(note))}]</small>')
    return "".join(parts)
