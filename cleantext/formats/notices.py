"""Comments and attributes of pages that are to switch rules off and do not, as blocks: a person has to be told."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from ..document import Block, Document, Run
from ..switch_slips import MAY_MARK, MAY_SWITCH, Comment, Slip, mark_slip, slips_of, text_bounds
from ..switches import ALL
from .html import Page
from .markup import attributes_of, tokens

_LONGEST = 200
"""Code points of a comment or an attribute that are shown."""


def with_notices(document: Document) -> Document:
    """A page or book with such comments and attributes as blocks "comment", in reading order; else as it is."""
    is_page = document.format == "html"
    pages: dict[str, Page] = {"": document.source} if is_page else document.source.pages
    if not any(_may_hold(page) for page in pages.values()):
        return document
    if any(block.kind == "comment" for block in document.blocks):
        return document
    blocks: list[Block] = []
    count = 0
    for name, group in groupby(document.blocks, lambda block: "" if is_page else block.runs[0].ref[0]):
        some = list(group)
        slips = _slips(pages[name], some, not is_page)[::-1]
        at = next((block.place for block in some if block.kind != "attribute"), "")
        for block in (*some, None):
            is_text = block is None or block.kind != "attribute"
            while slips and is_text and (block is None or slips[-1].start < block.runs[0].ref[-2]):
                count += 1
                slip = slips.pop()
                is_mark = not pages[name].text.startswith("<!--", slip.start)
                place = block.place if is_mark and block else at
                where = f"{place}, {'attribute' if is_mark else 'comment'}" if place else ""
                blocks.append(_notice(count, pages[name], slip, where, name))
            if block is not None:
                blocks.append(block)
                at = block.place if is_text else at
    return replace(document, blocks=tuple(blocks)) if count else document


def _may_hold(page: Page) -> bool:
    return bool(MAY_SWITCH.search(page.text) or MAY_MARK.search(page.text))


def _slips(page: Page, blocks: list[Block], of_book: bool) -> list[Slip]:
    """What is wrong with the comments and attributes of a page, from its blocks."""
    if not _may_hold(page):
        return []
    comments, marks = [], []
    for token in tokens(page.text, of_book or page.xml):
        if token.kind == "start" and MAY_MARK.search(page.text, token.start, token.end):
            for start, end, name, value in attributes_of(page.text, token):
                if MAY_MARK.match(name) and (message := mark_slip(name, value)):
                    marks.append(Slip(start, end, message))
        elif token.kind == "comment" and MAY_SWITCH.match(page.text, token.start):
            content, mark, _ = page.text[token.start + 4 : token.end].partition("-->")
            comments.append(Comment(token.start, token.end, content if mark else None))
    parts = [(block.runs[0].ref[-2], block.runs[-1].ref[-1], block.kind) for block in blocks]
    bounds = text_bounds([part for part in parts if part[2] != "attribute"])
    return sorted([*slips_of(comments, *bounds), *marks])


def _notice(number: int, page: Page, slip: Slip, where: str, name: str) -> Block:
    text = " ".join(page.text[slip.start : slip.end].split())[:_LONGEST]
    ref = (name, slip.start, slip.end) if name else (slip.start, slip.end)
    return Block(f"c{number:04d}", "comment", (Run(text, ref, True, frozenset({ALL})),), where, slip.message)
