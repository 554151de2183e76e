"""The lists and quotations of a Word document: which of its paragraphs stand in which.

Word has no such elements: paragraphs of a style of quotations that follow each other are one, and so are those of the
styles that pandoc and LibreOffice have for lists of definitions. Source: ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from translate.outputs.edition import Cell, Item

Kind = Literal["", "quote", "term", "definition"]
_QUOTE = re.compile(r"(?:intense )?quot(?:e|ations?)$|block(?: ?text| ?quot)|(?:引用文|ブロック引用)", re.I)
_TERM = re.compile(r"definition term$|list heading$", re.I)
_DEFINITION = re.compile(r"definition$|list contents$", re.I)


class Properties(NamedTuple):
    """What a paragraph or its style says of it: style, level, list, how deep it stands in that, what it is set as."""

    style: str = ""
    level: int = 0
    list: str = ""
    depth: int = 0
    kind: Kind = ""


def kind_of(name: str) -> Kind:
    """What a style of paragraphs is for, by its name."""
    if _QUOTE.match(name):
        return "quote"
    return "term" if _TERM.match(name) else "definition" if _DEFINITION.match(name) else ""


class Containers:
    """What goes on from paragraph to paragraph.

    ordered  whether a level of a list is numbered, by the list's id and the level.
    """

    def __init__(self, ordered: Mapping[tuple[str, int], bool]) -> None:
        self.ordered = ordered
        self.count = 0
        self.path: list[tuple[str, Item]] = []  # the list that each depth is of, and its item
        self.around: Item | None = None  # the quotation or the item of a list of definitions that goes on
        self.cell: Cell | None = None

    def take(self, kind: str, said: Properties, cell: Cell | None) -> tuple[Item, ...]:
        """The items in which the next paragraph stands; in a table, those of its cell."""
        if cell != self.cell:
            self.around, self.cell = None, cell
        listed = kind == "list-item" or (kind == "cell" and bool(said.list))
        if kind == "heading" or not (listed or said.kind):
            self.path, self.around = [], None
            return ()
        if said.kind and not (listed and said.list):
            self.path = []
            return (self._styled(said.kind),)
        self.around = None
        return self._listed(said)

    def _styled(self, kind: Literal["quote", "term", "definition"]) -> Item:
        last = self.around
        if last is None or (last.kind == "quote") != (kind == "quote"):
            self.count += 1
            last = Item(self.count, False, 1, kind)
        elif kind == "term" or kind != last.kind:  # what is said of a term may have several paragraphs
            last = last._replace(number=last.number + 1, kind=kind)
        self.around = last
        return last

    def _listed(self, said: Properties) -> tuple[Item, ...]:
        path = self.path
        del path[said.depth + 1 :]
        while len(path) <= said.depth:
            self.count += 1
            path.append(("", Item(self.count, False, 0)))
        numbered = self.ordered.get((said.list, said.depth), False)
        id, item = path[said.depth]
        if id != said.list:
            self.count += 1
            item = Item(self.count, numbered, 0)
        path[said.depth] = (said.list, item._replace(ordered=numbered, number=item.number + 1))
        return tuple(item._replace(number=max(item.number, 1)) for _, item in path)
