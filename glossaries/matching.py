"""Find the forms of a glossary in a text: leftmost, then longest, at word boundaries.

All forms are in one automaton, so the scan costs the same for ten terms and ten thousand. What the
automaton finds is looked at more closely: whether it stands by itself (`boundaries`), whether the sentence
meets the conditions of the term (`conditions`), whether it is a part of somebody else's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from .automaton import Automaton
from .boundaries import KATAKANA, Reading
from .conditions import holds, rank
from .folding import fold, join
from .inflection import Inflection, inflect_like, inflected_end, inflection_of
from .model import Form, Match, Term

_JOINED = re.compile(f"{KATAKANA.pattern}[・=゠]")
_JOINING = re.compile(f"[・=゠]{KATAKANA.pattern}")
_SPACED = re.compile(f"{KATAKANA.pattern}[ ]")
_CHANGED = ("deprecated", "forbidden")


class _Entry(NamedTuple):
    """A form, as it is written once folded, and its term; how it inflects, where it does."""

    form: Form
    term: Term
    folded: str
    inflection: Inflection | None = None


class _Found(NamedTuple):
    end: int
    entry: _Entry
    fix: str | None


class Matcher:
    """The forms of some terms, ready to be found; made once, used for any number of texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Of two terms with the same form and no conditions the first keeps it."""
        self._forms: dict[str, list[_Entry]] = {}
        self._inflecting: list[_Entry] = []
        for term in terms:
            for form in term.forms:
                entry = _Entry(form, term, fold(form.text).text)
                self._forms.setdefault(join(entry.folded), []).append(entry)
                if term.inflects:
                    self._inflecting.append(entry)

    def find(self, text: str) -> list[Match]:
        """All forms in the text, sorted and not overlapping; offsets in code points of this text.

        At each place the longest form that ends at a boundary wins, whatever its status. Width of
        Latin letters and kana and the kind of middle dot do not count, nor between katakana whether it
        is a dot, = or a space.
        """
        folded = fold(text)
        reading = Reading(folded.text)
        joined = join(folded.text)
        candidates = self._automaton.ends(joined)
        found: list[Match] = []
        left = -1
        for start, ends in candidates.items():
            if start < left or not reading.is_edge(start):
                continue
            for end, entry, fix in self._options(reading, joined, start, ends):
                if not self._is_part(reading, candidates, start, end, left, entry):
                    span = folded.original(start), folded.original(end)
                    found.append(Match(*span, entry.form, entry.term, fix))
                    left = end
                    break
        return found

    def _options(self, reading: Reading, joined: str, start: int, ends: list[int]) -> Iterator[_Found]:
        """What may stand there, the longest first: the forms at a boundary whose conditions are met."""
        inflected: list[_Found] = []
        if self._stems:
            keys = (joined[start:end] for end in ends)
            inflected = [found for key in keys for found in self._inflected(reading, start, self._stems.get(key, ()))]
            inflected.sort(key=lambda found: -found.end)
        for end in ends:
            while inflected and inflected[0].end >= end:
                yield inflected.pop(0)
            entries = self._forms.get(joined[start:end])
            if entries and reading.closes(start, end):
                entry = self._choose(entries, reading, start, end)
                if entry:
                    yield _Found(end, entry, entry.term.preferred)
        yield from inflected

    def _choose(self, entries: list[_Entry], reading: Reading, start: int, end: int) -> _Entry | None:
        """The entry that is meant there; one spelt exactly so before one with another kind of joint."""
        seen = reading.text[start:end]
        if len(entries) > 1:
            entries = sorted(entries, key=lambda entry: (rank(entry.term), entry.folded != seen))
        for entry in entries:
            if (
                entry.folded != seen
                and " " in seen
                and entry.form.status in _CHANGED
                and "person" not in entry.term.kind
            ):
                continue
            if not (entry.term.near or entry.term.not_near) or holds(entry.term, reading.sentence(start)):
                return entry
        return None

    def _inflected(self, reading: Reading, start: int, entries: Iterable[_Entry]) -> Iterator[_Found]:
        for entry in entries:
            assert entry.inflection
            verb = start + len(entry.inflection.head)
            size = inflected_end(entry.inflection, reading.tokens_from(verb))
            if size and self._choose([entry], reading, start, start):
                text = reading.text[start : verb + size]
                yield _Found(verb + size, entry, inflect_like(entry.term.preferred, entry.inflection, text))

    def _is_part(
        self, reading: Reading, candidates: dict[int, list[int]], start: int, end: int, left: int, entry: _Entry
    ) -> bool:
        """Whether the form is one part of somebody else's name: クーパー of ゲーリー・クーパー.

        Parts joined by a middle dot are one name unless the neighbour is a term too (as in
        トランプ・プーチン会談). A surname must not follow a strange given name, nor, if it would be
        changed, be followed by a strange part; no other form that would be changed may follow one
        (メイド・イン・イタリー). Full names are never parts. A space joins only where a surname would be changed.
        """
        text = reading.text
        surname = entry.term.kind == "person-short"
        changed = entry.form.status in _CHANGED
        if (surname or changed) and entry.term.kind != "person" and left != start - 1:
            before = max(start - 2, 0)
            if _JOINED.match(text, before) or (surname and changed and _SPACED.match(text, before)):
                return True
        if surname and changed and _JOINING.match(text, end):
            after = candidates.get(end + 1)
            return after is None or not reading.stands(end + 1, after[0])
        return False

    @cached_property
    def _stems(self) -> dict[str, list[_Entry]]:
        """The entries that inflect, by what all their inflections begin with."""
        stems: dict[str, list[_Entry]] = {}
        for entry in self._inflecting:
            inflection = inflection_of(entry.folded)
            if inflection and inflection.key:
                stems.setdefault(join(inflection.key), []).append(entry._replace(inflection=inflection))
        return stems

    @cached_property
    def _automaton(self) -> Automaton:
        return Automaton([*self._forms, *self._stems])
