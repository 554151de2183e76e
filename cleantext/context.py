"""What a rule may ask about the text it is looking at; each answer is made once, when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .document import Kind
from .profiles import need_profile
from .protect import Span, merge, protected_spans

if TYPE_CHECKING:
    from glossaries import Glossary

    from .prose import Sentence
    from .residue import Residue
    from .series import Lost, Series


class Part(NamedTuple):
    """text[start:end] is one block: a paragraph, a heading, a list item, a table cell …"""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Context:
    """The text with its format, profile and glossary, and what is derived from them."""

    text: str
    format: str = "txt"
    profile: str = "web-news"
    glossary: Glossary | None = None

    def setting(self, name: str) -> str:
        """What the profile asks for under a name of data/profiles.toml."""
        return need_profile(self.profile).settings[name]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The blocks of the text, sorted; code and front matter of Markdown are in none."""
        from .formats import md, txt

        blocks = (md if self.format == "md" else txt).blocks_of(self.text)
        spans = ((*block.runs[0].ref, block.kind) for block in blocks)
        return tuple(Part(start, end, kind) for start, end, kind in spans)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the blocks, sorted; see `prose`."""
        from .prose import sentences_of

        return sentences_of(self.text, self.parts)

    def quoted(self, offset: int) -> bool:
        """True if text[offset] stands in quotation marks, the marks included."""
        from .prose import within

        return within(*self._quotations, offset)

    @cached_property
    def _quotations(self) -> tuple[list[Span], list[int]]:
        from .prose import quotations

        spans = quotations(self.text)
        return spans, [start for start, _ in spans]

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

        found = find_residue(self.text)
        starts, spans = self._addresses
        return tuple(r for r in found if _clear(starts, spans, r.start, r.end))

    @cached_property
    def _addresses(self) -> tuple[list[int], list[Span]]:
        spans = protected_spans(self.text, self.format)
        return [start for start, _ in spans], spans

    @cached_property
    def _protected(self) -> tuple[list[int], list[Span]]:
        filler = [(r.start, r.end) for r in self.residue if r.kind != "word"]
        spans = merge(self._addresses[1] + filler)
        return [start for start, _ in spans], spans

    def free(self, start: int, end: int) -> bool:
        """True if nothing protected (address, code, Chinese filler, …) overlaps text[start:end]."""
        return _clear(*self._protected, start, end)


def _clear(starts: list[int], spans: list[Span], start: int, end: int) -> bool:
    """True if none of the sorted spans, which begin at starts, overlaps start:end."""
    index = bisect_right(starts, start) - 1
    if index >= 0 and spans[index][1] > start:
        return False
    return index + 1 >= len(spans) or spans[index + 1][0] >= max(end, start + 1)
