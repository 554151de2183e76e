"""How the blocks of a Markdown text are set: levels of headings, lists, tables, markup in the line.

Source: CommonMark 0.31, section 5.2 (items are nested by their indents) and 4.7 (the addresses of reference links);
GitHub Flavored Markdown 4.10 (tables).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.document import Block, Document
from translate.outputs.edition import Cell, Item, Shape
from translate.outputs.inline_md import label_of
from translate.outputs.shapes import WIDEST, are_a_table

_LEAD = re.compile(
    r"(?P<indent>\s*)(?:(?P<hashes>#{1,6})\s+|(?:[-*+]|(?P<number>\d{1,9})[.)])\s+(?:\[[ xX]\]\s+)?|>\s?)",
)
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*(?:<([^<>\n]{0,2000})>|(\S{1,2000}))(?:[ \t]+[\"'(].*)?[ \t]*"
)
_MARKUP = re.compile(r"[\\`<{\[*_~&]")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")


def read(document: Document) -> Iterator[Shape]:
    """The shapes of the blocks of a Markdown text."""
    targets = definitions(document.blocks)
    cells = _cells(document)
    path: list[tuple[int, Item]] = []
    lists = 0
    for block in document.blocks:
        match = _LEAD.match(block.text)
        lead = match.group() if match else ""
        marked = bool(_MARKUP.search(block.text))
        links = tuple((label, targets[label]) for label in _labels(block.text) if label in targets) if marked else ()
        shape = Shape(block.id, lead=lead, markdown=marked, targets=links)
        if is_definition(block):
            yield shape._replace(aside=True)
        elif block.id in cells:
            yield shape._replace(cell=cells[block.id], markdown=True, lead="")
            path = []
        elif match is None or block.kind != "list-item":
            path = []
            yield shape._replace(level=len(match["hashes"] or "") if match else 0)
        else:
            lists = _to_item(path, match, lists)
            yield shape._replace(items=tuple(item for _, item in path))


def _to_item(path: list[tuple[int, Item]], match: re.Match[str], lists: int) -> int:
    """Change the path to the item that begins here; returns how many lists there are."""
    ordered, indent = match["number"] is not None, len(match["indent"].expandtabs(4))
    while path and path[-1][0] > indent:
        path.pop()
    if path and path[-1][0] == indent and path[-1][1].ordered == ordered:
        _, last = path.pop()
        path.append((indent, Item(last.list, ordered, last.number + 1)))
        return lists
    if path and path[-1][0] == indent:
        path.pop()
    path.append((indent, Item(lists + 1, ordered, int(match["number"] or 1))))
    return lists + 1


def definitions(blocks: tuple[Block, ...]) -> dict[str, str]:
    """The addresses of reference links by their labels; the first of each counts."""
    found: dict[str, str] = {}
    for block in blocks:
        if is_definition(block):
            for line in block.text.splitlines():
                if match := _DEFINITION.fullmatch(line):
                    found.setdefault(label_of(match[1]), match[2] or match[3] or "")
    return found


def is_definition(block: Block) -> bool:
    """Whether a block is nothing but addresses of reference links."""
    return "]:" in block.text and all(_DEFINITION.fullmatch(line) for line in block.text.splitlines())


def _labels(text: str) -> dict[str, None]:
    """The labels that references in a text may have."""
    return {label_of(label): None for label in re.findall(r"\[([^\[\]\n]{1,200})\]", text)}


def _cells(document: Document) -> dict[str, Cell]:
    """The rows of tables, as cells, by their blocks. Rows without the line under the first are no table."""
    text: str = document.source.text
    found: dict[str, Cell] = {}
    tables, rows, last, is_table = 0, -1, 0, False
    for block in document.blocks:
        start, end = block.runs[0].ref
        between = text[last:start].strip("\r\n")
        blank = text[last:start].count("\n") > 1 if not between else not _RULE.fullmatch(between)
        last = end
        if block.kind != "cell":
            rows = -1
            continue
        if rows < 0 or blank:
            rows = 0
            following = text[end:].lstrip("\r\n").splitlines()[:1]
            is_table = bool(following) and "-" in following[0] and bool(_RULE.fullmatch(following[0]))
            tables += is_table
        else:
            rows += 1
        columns = len(_BAR.findall(block.text.strip().strip("|"))) + 1
        if is_table:
            found[block.id] = Cell(tables, rows, 0, 1, columns, rows == 0)
    by_table: dict[int, list[Cell]] = {}
    for cell in found.values():
        by_table.setdefault(cell.table, []).extend(
            cell._replace(column=n) for n in range(min(cell.columns, WIDEST + 1))
        )
    good = {number for number, cells in by_table.items() if are_a_table(c._replace(columns=1) for c in cells)}
    return {block: cell for block, cell in found.items() if cell.table in good}
