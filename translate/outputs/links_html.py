"""Links in a page or a book: which block they lead to. Source: WHATWG HTML, 7.4.6.4 (the element of a fragment)."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from cleantext.document import Block
from cleantext.formats.markup import Token, attributes
from translate.outputs.edition import Styled
from translate.outputs.inline_html import NOTE_MARK

_NAMED = re.compile(r"\s(?:id|name)\s*=", re.I)
NOTE_TAGS = frozenset(("aside", "div", "section"))
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:|//")


class Names:
    """The elements of a page that have names, and its blocks in the order of the page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.places: dict[str, int] = {}
        self.noted: list[tuple[int, int]] = []  # elements that may be notes: where they begin and end
        self.open: list[tuple[str, int]] = []  # of those that are open the name, and which it is; -1 for others
        self.blocks: Sequence[tuple[int, int, str]] = ()

    def note(self, token: Token) -> None:
        """An element begins; the first of a name counts."""
        if _NAMED.search(self.source, token.start, token.end):
            said = attributes(self.source, token)
            for name in (said.get("id"), said.get("name") if token.name == "a" else None):
                if name:
                    self.places.setdefault(name, token.start)

    def begin(self, token: Token) -> None:
        """An element begins that may be a note of several paragraphs: any `aside`, others that have names."""
        note = token.name == "aside" or bool(_NAMED.search(self.source, token.start, token.end))
        self.open.append((token.name, len(self.noted) if note else -1))
        if note:
            self.noted.append((token.start, len(self.source)))

    def end(self, token: Token) -> None:
        """Such an element ends."""
        if any(name == token.name for name, _ in self.open):
            while self.open:
                name, number = self.open.pop()
                if number >= 0:
                    self.noted[number] = (self.noted[number][0], token.end)
                if name == token.name:
                    break

    def notes(self) -> Iterator[tuple[str, str]]:
        """Yield the blocks further on in what may be a note, each with the first block of the innermost one."""
        firsts: dict[tuple[int, int], str] = {}
        for start, _, block in self.blocks:
            around = next((place for place in reversed(self.noted[: bisect_right(self.noted, (start,))])
                           if start < place[1]), None)  # fmt: skip
            if around and firsts.setdefault(around, block) != block:
                yield block, firsts[around]

    def hold(self, blocks: Sequence[Block]) -> None:
        """These are the blocks of the text."""
        self.blocks = sorted((block.runs[0].ref[-2], block.runs[-1].ref[-1], block.id) for block in blocks)

    def block(self, fragment: str) -> str:
        """The block in which the element of a name begins, or which follows it; of no name, the first of all."""
        at = self.places.get(fragment, -1) if fragment else 0
        index = bisect_right(self.blocks, at, key=lambda block: block[0]) - 1
        if at < 0 or not self.blocks:
            return ""
        if index >= 0 and at < self.blocks[index][1]:
            return self.blocks[index][2]
        return self.blocks[index + 1][2] if index + 1 < len(self.blocks) else ""


def led(styled: Sequence[Styled], page: str, names: Mapping[str, Names]) -> tuple[Styled, ...]:
    """What is marked up in a block of a page, its links in the document with the blocks that they lead to."""
    found = []
    for each in styled:
        if each.kind == "link":
            noted = each.value.startswith(NOTE_MARK)
            address = each.value.removeprefix(NOTE_MARK)
            path, _, fragment = address.partition("#")
            if not _SCHEME.match(address) and (fragment or (page and path)):
                there = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
                block = names[there].block(unquote(fragment)) if there in names and (page or not path) else ""
                each = each._replace(kind="noteref" if noted else "ref", value=block)
            else:
                each = each._replace(value=address)
            if not each.value:
                continue
        found.append(each)
    return tuple(found)
