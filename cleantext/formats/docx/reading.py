"""A Word document as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from ...document import Block, Document, Place
from ...files import FileProblem
from ...switch_slips import slip_in
from ...switches import ALL, read_switch
from ..package import Limits, Package, read_package
from .layout import Paragraph, Part
from .parts import main_part, relations
from .scanner import Scanner
from .styles import Styles, read_styles

LIMITS = Limits(member=32 << 20)
TOTAL = 64 << 20
"""How many bytes of text parts a document may hold in all."""

AUTHOR = "taiyaku"
"""Whose comments are not read as text, for they are ours."""

_STORIES = ("footnotes", "endnotes", "header", "footer", "comments")


@dataclass(frozen=True)
class DocxSource:
    """What is needed to write a document back.

    package  the file.
    main     the name of the part that holds the body.
    parts    the parts that hold text, by name.
    comments the name of the part of comments, None where there is none.
    blocks   the blocks as they were read.
    boxed    the ids of blocks in text boxes.
    notices  blocks "comment": the comments that are to switch rules off and do not; they are not among `blocks`.
    """

    package: Package
    main: str
    parts: dict[str, Part]
    comments: str | None
    blocks: tuple[Block, ...]
    boxed: frozenset[str]
    notices: tuple[Block, ...] = ()


def parse(data: bytes) -> Document:
    """The blocks of a Word document. Raises FileProblem for what is none or is not to be trusted."""
    package = read_package(data, LIMITS)
    main = main_part(package)
    targets: dict[str, list[str]] = {}
    order: dict[str, str] = {}
    for relation in relations(package, main):
        order[relation.id] = relation.target
        if relation.target not in targets.setdefault(relation.kind, []):
            targets[relation.kind].append(relation.target)
    _refuse_much(package, [main, *(name for kind in _STORIES for name in targets.get(kind, []))])
    styles = read_styles(targets["styles"][0], package.read(targets["styles"][0])) if "styles" in targets else Styles()

    def read(name: str, label: str, off: dict[str, frozenset[str]], numbers: dict[str, int] | None = None) -> Part:
        return Scanner(name, package.read(name), styles, label, off, numbers).read()

    comments = [read(name, "comment", {}) for name in targets.get("comments", [])[:1]]
    off, wrong = _switches(comments[0]) if comments else ({}, {})
    body = read(main, "", off)
    parts = [body]
    for kind in _STORIES[:2]:
        label = kind.removesuffix("s")
        numbers = {id: n for n, id in enumerate(body.references.get(label, []), 1)}
        parts += [read(name, label, {}, numbers) for name in targets.get(kind, [])[:1]]
    for kind in _STORIES[2:4]:
        shown = [order[id] for id in body.references.get(kind, []) if id in order]
        names = list(dict.fromkeys([*shown, *targets.get(kind, [])]))
        parts += [read(name, kind if len(names) == 1 else f"{kind} {n}", {}) for n, name in enumerate(names, 1)]
    found = list(_paragraphs([*parts, *comments], off.keys() | wrong.keys()))
    blocks = tuple(
        Block(f"b{n:04d}", paragraph.kind, tuple(paragraph.runs), paragraph.place)
        for n, paragraph in enumerate(found, 1)
    )
    boxed = frozenset(block.id for block, paragraph in zip(blocks, found, strict=True) if paragraph.boxed)
    by_name = {part.name: part for part in [*parts, *comments]}
    notices = tuple(_notice(n, *wrong[id]) for n, id in enumerate(sorted(wrong, key=lambda id: wrong[id][0].start), 1))
    source = DocxSource(package, main, by_name, comments[0].name if comments else None, blocks, boxed, notices)
    return Document("docx", blocks, source)


def _refuse_much(package: Package, names: list[str]) -> None:
    size = sum(package.members[name].size for name in names if name in package.members)
    if size > TOTAL:
        raise FileProblem(f"holds {size >> 20} MB of text parts, more than {TOTAL >> 20} MB; split the document")


def _switches(comments: Part) -> tuple[dict[str, frozenset[str]], dict[str, tuple[Paragraph, str]]]:
    """The rules that comments switch off, by the ids of the comments ("*" is all), and what is wrong with others.

    A comment of more than one paragraph is judged by its first.
    """
    off: dict[str, frozenset[str]] = {}
    wrong: dict[str, tuple[Paragraph, str]] = {}
    for paragraph in reversed(comments.paragraphs):
        text, id = "".join(run.text for run in paragraph.runs), paragraph.container.note
        off.pop(id, None)
        wrong.pop(id, None)
        switch = read_switch(text)
        message = slip_in(text)
        if switch and switch.action == "disable":
            off[id] = switch.rules
        elif switch:
            message = "a comment in Word switches rules off for the words that it is on; write taiyaku-disable"
        if message:
            wrong[id] = paragraph, message
    return off, wrong


def _notice(number: int, paragraph: Paragraph, message: str) -> Block:
    runs = tuple(run._replace(fixed=True, off=frozenset({ALL})) for run in paragraph.runs)
    return Block(f"c{number:04d}", "comment", runs, paragraph.place, message)


def _paragraphs(parts: list[Part], switches: Set[str]) -> Iterator[Paragraph]:
    """The paragraphs in reading order, without our own comments and those that are, or should be, switches."""
    for part in parts:
        for paragraph in part.paragraphs:
            note = paragraph.container.note
            if note in part.authors and (note in switches or part.authors[note] == AUTHOR):
                continue
            yield paragraph


def place_of(document: Document, block: Block, offset: int) -> Place:
    """Where a person finds the block: Word has no lines that stay."""
    return Place(None, None, block.place)
