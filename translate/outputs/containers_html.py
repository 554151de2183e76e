"""The lists and quotations of a page that are open, read from its tags.

Source: WHATWG HTML, 4.4.4 (blockquote), 4.4.5 for the numbers of items, 4.4.9 (dl), 13.1.2.4 (end tags left out).
"""

from __future__ import annotations

from dataclasses import dataclass

from cleantext.formats.markup import Token, attributes
from translate.outputs.edition import Item

_LISTS = {"ul": ("li",), "menu": ("li",), "ol": ("li",), "dl": ("dt", "dd")}
CONTAINER_TAGS = frozenset(("blockquote", "li", "dt", "dd", *_LISTS))


@dataclass
class _Open:
    """A list that is open: its tag, its number, that of its next item, and the item that is open; or a quotation."""

    tag: str
    list: int
    following: int = 1
    item: Item | None = None


class Containers:
    """What is open; `count` is the number of the last list of the document so far."""

    def __init__(self, source: str, count: int = 0) -> None:
        self.source, self.count = source, count
        self.open: list[_Open] = []

    @property
    def items(self) -> tuple[Item, ...]:
        """The items in which a text stands, the outermost first."""
        return tuple(each.item for each in self.open if each.item)

    def take(self, token: Token) -> None:
        """Look at a tag of CONTAINER_TAGS."""
        name = token.name
        if token.kind == "start":
            self._start(name, token)
        elif name in _LISTS or name == "blockquote":
            last = next((n for n in reversed(range(len(self.open))) if self.open[n].tag == name), None)
            if last is not None:
                del self.open[last:]
        elif (found := self._list_of(name)) is not None:
            del self.open[found + 1 :]
            self.open[found].item = None

    def _start(self, name: str, token: Token) -> None:
        if name == "blockquote":
            self.count += 1
            self.open.append(_Open(name, self.count, item=Item(self.count, False, 1, "quote")))
        elif name in _LISTS:
            self.count += 1
            begins = attributes(self.source, token).get("start", "") if name == "ol" else ""
            self.open.append(_Open(name, self.count, int(begins) if begins.isdecimal() and len(begins) < 7 else 1))
        elif (found := self._list_of(name)) is not None:
            del self.open[found + 1 :]
            here = self.open[found]
            kind = {"dt": "term", "dd": "definition"}.get(name, "item")
            here.item = Item(here.list, here.tag == "ol", here.following, kind)  # type: ignore[arg-type]
            here.following += 1

    def _list_of(self, name: str) -> int | None:
        """Where the list stands to which an item belongs: the innermost one that has such items."""
        return next((n for n in reversed(range(len(self.open))) if name in _LISTS.get(self.open[n].tag, ())), None)
