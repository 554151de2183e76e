"""A glossary: its terms, and where they stand in a text; what finds them is made when it is first asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .model import Match, Term

if TYPE_CHECKING:
    from .english import EnglishMatcher
    from .matching import Matcher
    from .variants import VariantFinder


@dataclass(frozen=True)
class Glossary:
    """A set of terms, with the SHA-256 of the bytes it was read from as its identity."""

    name: str
    terms: tuple[Term, ...]
    sha256: str = ""
    source: str = field(default="", compare=False)

    def find(self, text: str) -> list[Match]:
        """All forms in text: longest first, at token boundaries, sorted and not overlapping."""
        return self._matcher.find(text)

    def variants(self, text: str, known: list[Match] | None = None) -> list[Match]:
        """Katakana words in text that are probably another spelling of a form: of `form`.

        known  what `find` gives for the text, where the caller has it.
        """
        return self._variant_finder.find(text, self.find if known is None else lambda _: known)

    @cached_property
    def _variant_finder(self) -> VariantFinder:
        from .variants import VariantFinder

        return VariantFinder(self.terms)

    def find_english(self, text: str) -> list[Match]:
        """All English forms in an English text, likewise; see `english` for case, plurals and hyphens."""
        return self._english_matcher.find(text)

    @cached_property
    def _english_matcher(self) -> EnglishMatcher:
        from .english import EnglishMatcher

        return EnglishMatcher(self.terms)

    @cached_property
    def _matcher(self) -> Matcher:
        from .matching import Matcher

        return Matcher(self.terms)

    def __hash__(self) -> int:
        return hash((self.name, self.sha256, len(self.terms)))

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)
