"""How the blocks of a Markdown text are set: levels of headings, lists, tables, markup in the line.

Source: CommonMark 0.31, 5.1 and 5.2 (items are nested by their indents), 4.7 (the addresses of reference links);
GitHub Flavored Markdown 4.10 (tables).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleantext.document import Block, Document
from translate.outputs.edition import Cell, Item, Shape
from translate.outputs.inline_md import label_of
from translate.outputs.shapes import WIDEST, are_a_table

_MARK = re.compile(r"[ \t]*(?P<mark>>|[-*+](?=\s)|(?P<number>\d{1,9})[.)](?=\s))[ \t]?")
_LEAD = re.compile(
    r"((?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s))[ \t]?)*[ \t]*)(?:(?P<hashes>#{1,6})(?=\s)\s*)?",
)
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*(?:<([^<>\n]{0,2000})>|(\S{1,2000}))(?:[ \t]+[\"'(].*)?[ \t]*"
)
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\n]{1,80})\]:[ \t]*")
_NOTE_MARK = re.compile(r"\[\^([^\[\]\n]{1,80})\](?!:)")
NOTE_INDENT = 4
"""How far in the further paragraphs of a note stand, in columns."""
_MARKUP = re.compile(r"[\\`<{\[*_~&]")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")


def read(document: Document) -> Iterator[Shape]:
    """The shapes of the blocks of a Markdown text."""
    targets = {**definitions(document.blocks), **notes_in(document.blocks)}
    cells = _cells(document)
    containers = Containers()
    last, parted, noted = 0, False, ""
    for block in document.blocks:
        start, end = block.runs[0].ref
        parted, last = parted or _is_parted(document.source.text[last:start]), end
        lead = _LEAD.match(block.text)
        assert lead  # it may be empty
        note = _NOTE.match(block.text)
        marks, heading = list(_MARK.finditer(lead[1])), lead["hashes"] or ""
        marked = bool(_MARKUP.search(block.text))
        links = tuple((label, targets[label]) for label in _labels(block.text) if label in targets) if marked else ()
        shape = Shape(block.id, lead=lead[0] if marks or heading else "", markdown=marked, targets=links)
        noted = block.id if note else noted if _column(lead[1], _indent(lead[1])) >= NOTE_INDENT else ""
        shape = shape._replace(note="" if note else noted)
        if is_definition(block):
            yield shape._replace(aside=True)
        elif note:
            containers.open = []
            yield shape._replace(lead=note[0])
        elif block.id in cells:
            yield shape._replace(cell=cells[block.id], markdown=True, lead="")
            containers.open = []
        elif marks and len(lead[0]) == len(block.text.rstrip()) and ">" in lead[0]:
            yield shape._replace(aside=True)  # an empty line of a quotation
        else:
            containers.take(lead[1], marks, parted)
            parted = False
            yield shape._replace(level=len(heading), items=tuple(item for _, item in containers.open))


def _indent(lead: str) -> int:
    return len(lead) - len(lead.lstrip())


def _is_parted(between: str) -> bool:
    """Whether an empty line stands between two blocks, which ends a quotation."""
    return between.count("\n") + between.count("\r") - between.count("\r\n") > 1 and ">" not in between


class Containers:
    """The quotations and items that are open, each with the column in which its mark stands."""

    def __init__(self) -> None:
        self.open: list[tuple[int, Item]] = []
        self.count = 0

    def take(self, lead: str, marks: Sequence[re.Match[str]], parted: bool) -> None:
        """A block begins, with these marks at its head.

        parted  an empty line stands before it.
        """
        waiting, kept = list(reversed(marks)), 0
        for column, item in self.open:
            following = waiting[-1] if waiting else None
            at = _column(lead, following.start("mark") if following else len(lead))
            if item.kind == "quote":
                if following is None or following["mark"] != ">" or parted:
                    break
                waiting.pop()
            elif at <= column + (following is None):
                ordered = following is not None and following["number"] is not None
                if following is not None and following["mark"] != ">" and (at, item.ordered) == (column, ordered):
                    waiting.pop()
                    self.open[kept] = (column, item._replace(number=item.number + 1))
                    kept += 1
                break
            kept += 1
        del self.open[kept:]
        for mark in reversed(waiting):
            self.count += 1
            quote, number = mark["mark"] == ">", mark["number"]
            item = Item(self.count, number is not None, int(number or 1), "quote" if quote else "item")
            self.open.append((_column(lead, mark.start("mark")), item))


def _column(lead: str, at: int) -> int:
    return len(lead[:at].expandtabs(4))


def definitions(blocks: tuple[Block, ...]) -> dict[str, str]:
    """The addresses of reference links by their labels; the first of each counts."""
    found: dict[str, str] = {}
    for block in blocks:
        if is_definition(block):
            for line in block.text.splitlines():
                if match := _DEFINITION.fullmatch(line):
                    found.setdefault(label_of(match[1]), match[2] or match[3] or "")
    return found


def notes_in(blocks: tuple[Block, ...]) -> dict[str, str]:
    """The blocks of notes by their labels ("^1"); the first of each counts."""
    found: dict[str, str] = {}
    for block in blocks:
        if "]:" in block.text and (match := _NOTE.match(block.text)):
            found.setdefault(label_of(f"^{match[1]}"), block.id)
    return found


def marks_of_notes(text: str) -> list[str]:
    """The labels of the notes to which a text refers, as `notes_in` has them."""
    return [label_of(f"^{label}") for label in _NOTE_MARK.findall(text)]


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
