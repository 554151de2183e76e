"""Checking and fixing documents: the rules see a document's blocks as one text, the fixes go into the blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .check import TEXT_FORMATS, context_options, run_rules
from .context import Context, parts_of, rule_order
from .document import Block, Document, Place
from .findings import Finding
from .fix import Edit, Filler, apply_edits, fix_until_still
from .formats import document_bytes, parse_document, place_of, untracked, with_attributes
from .formats.md import with_text
from .lines import lines_of
from .rules import rules_for

if TYPE_CHECKING:
    from glossaries import Glossary

Blocks = tuple[Block, ...]


class Located(NamedTuple):
    """A finding in a document.

    finding  its offsets are in `text`: the whole text of a txt or md file, the block's text otherwise.
    block    the id of the block; None in txt and md.
    place    where a person finds it.
    """

    finding: Finding
    block: str | None
    place: Place
    text: str


@dataclass(frozen=True)
class FixedDocument:
    """What fix_document returns: what was fixed is placed in the document given, what is left in the new one."""

    document: Document
    applied: list[Located]
    remaining: list[Located]


def check_document(
    document: Document,
    *,
    select: Iterable[str] | None = None,
    profile: str = "web-news",
    glossary: Glossary | str | None = None,
    allow: Iterable[str] = (),
    date: str = "",
    quotations: str = "",
) -> list[Located]:
    """What should be looked at in a document, in reading order. Options and errors as for check_text."""
    options = context_options(profile, glossary, allow, date, quotations)
    document = with_attributes(document)
    return _locate(document, run_rules(_context(document, options), rules_for(profile, select)))


def fix_document(
    document: Document,
    *,
    select: Iterable[str] | None = None,
    profile: str = "web-news",
    glossary: Glossary | str | None = None,
    suggestions: bool = False,
    filler: Filler = "mark",
    allow: Iterable[str] = (),
    date: str = "",
    quotations: str = "",
    written: bool = True,
    left: bool = True,
) -> FixedDocument:
    """The document with its safe fixes made. Options and errors as for fix_text.

    A fix is made inside one block only and never changes what the document holds fixed; others are left. What the
    pictures of a Word document show is fixed too where `written` is true, for Word tracks no changes of it.

    written  the document is read from its new bytes. False: it is the one given with other texts in its blocks, from
             which changes can be tracked; txt and md have no such. Where they cannot, in comments, none is made.
    left     False: what is left for a person is not looked for, `remaining` is empty; the rules that fix nothing,
             half of the work, do not run.
    """
    select, allow = None if select is None else tuple(select), tuple(allow)
    options, rules = context_options(profile, glossary, allow, date, quotations), rules_for(profile, select)
    if document.format in TEXT_FORMATS:

        def read(text: str) -> Context:
            return Context(text, document.format, **options)

        state = (document.source.text, read, apply_edits)
        text, applied, remaining = fix_until_still(*state, rules, suggestions, filler, left)
        fixed = with_text(document, text) if applied else document
        return FixedDocument(fixed, _locate(document, applied), _locate(fixed, remaining))

    given, document = document, with_attributes(document) if written else document

    def look(blocks: Blocks) -> Context:
        return Context.of_blocks(blocks, document.format, kept=kept, **options)

    kept = frozenset() if written else untracked(document)
    seen = rule_order(document.blocks)
    changed, applied, remaining = fix_until_still(seen, look, _change, rules, suggestions, filler, left)
    if not applied:
        return FixedDocument(given, [], _locate(document, remaining))
    now = {block.id: block for block in changed}
    blocks = tuple([now[block.id] for block in document.blocks])
    edited = replace(document, blocks=blocks)
    if not written:
        return FixedDocument(edited, _locate(document, applied), _locate(edited, remaining))
    fixed = parse_document(document_bytes(edited), document.format)
    whole = with_attributes(fixed)
    if [block.text for block in whole.blocks] == [block.text for block in blocks]:
        return FixedDocument(fixed, _locate(document, applied), _locate(whole, remaining))
    # A block that became empty is none any more; white space beside what is wide now is read as nothing.
    again = fix_document(
        fixed,
        select=select,
        profile=profile,
        glossary=glossary,
        suggestions=suggestions,
        filler=filler,
        allow=allow,
        date=date,
        quotations=quotations,
        left=left,
    )
    return FixedDocument(again.document, [*_locate(document, applied), *again.applied], again.remaining)


def _context(document: Document, options: dict[str, Any]) -> Context:
    if document.format in TEXT_FORMATS:
        return Context(document.source.text, document.format, **options)
    return Context.of_blocks(rule_order(document.blocks), document.format, **options)


def _change(blocks: Blocks, edits: list[Edit]) -> Blocks:
    starts = [part.start for part in parts_of(blocks)]
    changed = list(blocks)
    for start, end, new in reversed(edits):
        index = bisect_right(starts, start) - 1
        changed[index] = changed[index].replace(start - starts[index], end - starts[index], new)
    return tuple(changed)


_located = cast("Callable[[tuple[Any, ...]], Located]", partial(tuple.__new__, Located))  # Located._make, unchecked
_place = cast("Callable[[tuple[Any, ...]], Place]", partial(tuple.__new__, Place))


def _locate(document: Document, findings: list[Finding]) -> list[Located]:
    if document.format in TEXT_FORMATS:
        text = document.source.text
        lines = lines_of(text)
        return [_located((finding, None, _place((*lines.of(finding[1]), "")), text)) for finding in findings]
    blocks = rule_order(document.blocks)
    located, parts = [], parts_of(blocks)
    starts = [part.start for part in parts]
    for finding in findings:
        index = max(0, bisect_right(starts, finding.start) - 1)
        block, part = blocks[index], parts[index]
        start, end = (min(offset, part.end) - part.start for offset in (finding.start, finding.end))
        inside = finding._replace(start=start, end=end, found=block.text[start:end])
        place = place_of(document, block, start)
        if block.kind == "attribute" and not place.text:
            inside = inside._replace(message=f"{inside.message} ({block.place})")
        located.append(Located(inside, block.id, place, block.text))
    if blocks is not document.blocks:
        order = {block.id: number for number, block in enumerate(document.blocks)}
        located.sort(key=lambda each: order[each.block or ""])
    return located
