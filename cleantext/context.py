"""What a rule may ask about the text it is looking at; each answer is made once, when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .characters import KANJI, members
from .document import Block, Kind, Run
from .profiles import need_profile
from .protect import code_spans, protected_spans
from .spans import Rows, Span, Spans
from .switches import switched_off

if TYPE_CHECKING:
    from glossaries import Glossary, Match

    from .residue import Residue
    from .series import Lost, Series
    from .switch_slips import Slip

_is_han = members(KANJI)
_LONG = 12
"""Code points of Chinese that are no name of a page."""
ABOUT_SWITCHES = "switch-comment"
"""The rule that a comment which switches off all rules leaves on, for what is wrong with that comment is its matter."""
BETWEEN = "\n\n"
"""What stands between the blocks of a document where rules read it as one text."""
LAST = {"attribute": 1, "comment": 2}
"""Kinds of blocks that rules see after all others, in this order."""


class Part(NamedTuple):
    """text[start:end] is one block: a paragraph, a heading, a list item, a table cell …"""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Context:
    """The text with its format, profile and glossary, and what is derived from them.

    allow   texts in which nothing is ever found; /…/ is a regular expression.
    date    the day the article is of, 2026-01-20; "" where it is for the text to say.
    quotations  what the rule glossary does in 「…」; "" where it is for the profile to say.
    blocks  the blocks of the document that text was put together from, BETWEEN them, attributes last (`rule_order`);
            None for a text that came whole.
    kept    the ids of blocks that may not be changed, though they are checked.
    """

    text: str
    format: str = "txt"
    profile: str = "web-news"
    glossary: Glossary | None = None
    allow: tuple[str, ...] = ()
    date: str = ""
    quotations: str = ""
    blocks: tuple[Block, ...] | None = None
    kept: frozenset[str] = frozenset()

    @classmethod
    def of_blocks(cls, blocks: tuple[Block, ...], format: str, **options: Any) -> Context:
        """The context of a document's blocks as one text; options as for Context."""
        return cls(BETWEEN.join(block.text for block in blocks), format, blocks=blocks, **options)

    def setting(self, name: str) -> str:
        """What the profile asks for under a name of data/profiles.toml."""
        return need_profile(self.profile).settings[name]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The blocks of the text, sorted; code and front matter of Markdown are in none."""
        if self.blocks is not None:
            return parts_of(self.blocks)
        from .formats import md, txt

        if self.format == "md":
            return parts_in_text(md.blocks_of(self.text))
        spans, kinds = txt.spans_of(self.text)
        return tuple([_part((start, end, kind)) for (start, end), kind in zip(spans, kinds, strict=True)])

    @cached_property
    def text_end(self) -> int:
        """Where attributes and comments begin, which stand after all other text; the end of all if there are none."""
        return next((part.start for part in self.parts if part.kind in LAST), len(self.text))

    def part_at(self, offset: int) -> int:
        """The index in `parts` of the last one that begins at the offset or before it; -1 if none does."""
        return bisect_right(self._part_starts, offset) - 1

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def may_change(self, start: int, end: int) -> bool:
        """True if text[start:end] can be written back: in a document, a stretch of one block without fixed runs."""
        if self.blocks is None:
            return True
        index = self.part_at(start)
        if index < 0 or end > self.parts[index].end or self.blocks[index].id in self.kept:
            return False
        offset = self.parts[index].start
        return self.blocks[index].free(start - offset, end - offset)

    def is_wanted(self, rule: str, start: int, end: int) -> bool:
        """False where the rule is switched off, or where an allowed text stands."""
        return not (self.is_off(rule, start, end) or self._allowed.overlap(start, end))

    def is_off(self, rule: str, start: int, end: int) -> bool:
        """True where the rule is switched off in a part of text[start:end]."""
        names = (rule,) if rule == ABOUT_SWITCHES else ("*", rule)
        return any(self._off[name].overlap(start, end) for name in names if name in self._off)

    @property
    def has_exceptions(self) -> bool:
        """False if `is_wanted` is true everywhere."""
        return bool(self.allow or self._off)

    @cached_property
    def _allowed(self) -> Spans:
        patterns = (text[1:-1] if is_pattern(text) else re.escape(text) for text in self.allow)
        text = self.text.replace("\r\n", "\n\n")  # $ stands before \n only
        found = (match.span() for pattern in patterns for match in re.finditer(pattern, text, re.M))
        return Spans.of((start, end) for start, end in found if start < end)

    @cached_property
    def _off(self) -> dict[str, Spans]:
        """Where each rule is switched off; "*" is all rules."""
        marks = [(start, end, run.off) for start, end, run in self._runs]
        if self.blocks is None and "taiyaku-" in self.text:
            marks += switched_off(self.text, self._code)
        spans: dict[str, list[Span]] = {}
        for start, end, rules in marks:
            for rule in rules:
                spans.setdefault(rule, []).append((start, end))
        return {rule: Spans.of(some) for rule, some in spans.items()}

    @cached_property
    def _code(self) -> Spans:
        return code_spans(self.text, self.format)

    @cached_property
    def slips(self) -> list[Slip]:
        """What is wrong with the comments that are to switch rules off, sorted."""
        from .switch_slips import MAY_SWITCH, Slip, slips_in_text

        if self.blocks is None:
            return slips_in_text(self.text, self._code, self.parts) if MAY_SWITCH.search(self.text) else []
        comments = list(takewhile(lambda block: block.kind == "comment", reversed(self.blocks)))
        pairs = zip(reversed(self.parts), comments, strict=False)
        return [Slip(start, end, block.remark) for (start, end, _), block in pairs][::-1]

    @cached_property
    def _runs(self) -> list[tuple[int, int, Run]]:
        """(start, end, run) for the runs of a document's blocks, in order."""
        runs: list[tuple[int, int, Run]] = []
        for part, block in zip(self.parts, self.blocks, strict=True) if self.blocks else ():
            at = part.start
            for run in block.runs:
                runs.append((at, at + len(run.text), run))
                at += len(run.text)
        return runs

    def parted(self, offset: int) -> bool:
        """True if a line break of the source or a picture stands before text[offset], though the text shows nothing."""
        return self.blocks is not None and offset in self._gaps

    @cached_property
    def _gaps(self) -> frozenset[int]:
        return frozenset(start for start, end, run in self._runs if start == end and run.fixed)

    @cached_property
    def rows(self) -> Rows:
        """The lines that are rows of values or names; see `spacing`."""
        from .spacing import rows_of_values

        return rows_of_values(self.text)

    @cached_property
    def quoted(self) -> Callable[[int], bool]:
        """quoted(offset) is True if text[offset] stands in quotation marks, the marks included."""
        return self._quotations.hold

    @cached_property
    def _quotations(self) -> Spans:
        from .prose import quotations

        return Spans.of(quotations(self.text))

    @cached_property
    def terms(self) -> list[Match]:
        """The forms of the glossary in the text, sorted."""
        return self.glossary.find(self.text) if self.glossary else []

    @cached_property
    def captions(self) -> tuple[Span, ...]:
        """Where the captions of figures and tables stand, sorted; see `captions`."""
        from .captions import captions

        return tuple(captions(self.text, self))

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Headings that are counted, in the order of their first; see `series`."""
        from .series import series_of

        return series_of(self)

    @cached_property
    def lost(self) -> tuple[Lost, ...]:
        """Places where a passage is lost; see `series`."""
        from .series import lost_of

        return lost_of(self)

    @cached_property
    def residue(self) -> tuple[Residue, ...]:
        """Chinese left in the text, sorted."""
        from .residue import find_residue

        return tuple(own for r in find_residue(self.text) if (own := self._own(r)))

    def _own(self, residue: Residue) -> Residue | None:
        """A residue without an address at its ends; None if most of its Han characters stand in one, in code or so."""
        start, end = residue.start, residue.end
        if not self._addresses.overlap(start, end):
            return residue
        han = [at for at in range(start, end) if _is_han(self.text[at])]
        if sum(map(self._addresses.hold, han)) * 2 >= len(han) and not _is_glued(self.text, han[0], end):
            return None
        return residue._replace(
            start=han[0] if self._addresses.hold(start) else start,
            end=han[-1] + 1 if self._addresses.hold(end - 1) else end,
        )

    @cached_property
    def _addresses(self) -> Spans:
        fixed = [(start, end) for start, end, run in self._runs if run.fixed]
        return Spans.of(protected_spans(self.text, self.format) + fixed)

    @cached_property
    def _protected(self) -> Spans:
        filler = [(r.start, r.end) for r in self.residue if r.kind != "word"]
        return Spans.of(self._addresses.spans + filler) if filler else self._addresses

    @cached_property
    def free(self) -> Callable[[int, int], bool]:
        """free(start, end) is True if nothing protected (address, code, Chinese filler, …) overlaps text[start:end]."""
        return self._protected.spare


def _is_glued(text: str, start: int, end: int) -> bool:
    """True if Chinese stands right after an address, which seems to go on in it: it has commas, or is long."""
    if "，" in text[start:end]:
        return True
    before = text[start - 1 : start]
    return before.isascii() and before.isalnum() and (end - start >= _LONG or "," in text[start:end])


def is_pattern(allowed: str) -> bool:
    """True if an allowed text is a regular expression: /…/."""
    return len(allowed) > 2 and allowed[0] == allowed[-1] == "/"


def parts_in_text(blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    """Where the blocks of an md document stand in its text."""
    return tuple(map(_part, [(*runs[0].ref, kind) for _, kind, runs, _, _ in blocks]))


_part = cast("Callable[[tuple[Any, ...]], Part]", partial(tuple.__new__, Part))  # Part._make, unchecked


def rule_order(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks as rules are to see them: attributes, then comments after all else, so that they part nothing."""
    if not any(block.kind in LAST for block in blocks):
        return blocks
    return tuple(sorted(blocks, key=lambda block: LAST.get(block.kind, 0)))


def parts_of(blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    """Where the blocks of a document stand in the text of `Context.of_blocks`."""
    parts, at = [], 0
    for block in blocks:
        size = len(block.text)
        parts.append(Part(at, at + size, block.kind))
        at += size + len(BETWEEN)
    return tuple(parts)
