"""Suggested terms, ready for a person to review: a glossary row each, with what speaks for it in the note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, count
from typing import NamedTuple

from ..folding import fold
from ..glossary import Glossary
from ..model import Form, Term
from .candidates import Candidate, Collection, Passage, Spot, collect
from .english import (
    English,
    Source,
    as_written,
    english_of,
    from_article,
    from_glossaries,
    from_model,
    from_synonyms,
    from_unidic,
    owners_of,
)
from .loans import reading_of
from .parallel import from_parallel
from .romaji import hiragana, romanise, slug

SURE = 0.5
"""The confidence from which a term is suggested, and an English candidate goes into its row."""

ENOUGH = 0.9
"""English that is as sure as this needs no model."""

_CONTEXTS = 3
_AROUND = 18
"""Code points of context on each side."""


class Context(NamedTuple):
    """Where a term stands: file, line (0 if there are none) or place in words, and what is around it in its line."""

    file: str
    line: int
    place: str
    before: str
    found: str
    after: str

    @property
    def where(self) -> str:
        """File and line, or file and place."""
        return ":".join(part for part in (self.file, str(self.line) if self.line else self.place) if part)

    def __str__(self) -> str:
        return f"{self.where} {self.before}【{self.found}】{self.after}".strip()


@dataclass(frozen=True)
class Suggestion:
    """A term that a glossary should perhaps have.

    term        the row for the glossary; its note says what follows in words.
    count       how often its spellings stand in the texts.
    counts      how often each of them does.
    contexts    some of the places.
    english     candidates, the surest first, each with its source.
    confidence  how sure it is that an editor wants the term, 0 to 1.
    known       the name of the glossary that has it already; "" for none.
    """

    term: Term
    count: int
    counts: dict[str, int]
    contexts: tuple[Context, ...]
    english: tuple[English, ...]
    confidence: float
    known: str = ""


@dataclass(frozen=True)
class Offline:
    """From where English may be taken: glossaries, English text, synonyms (the bytes of a JSON), a model to ask."""

    glossaries: Sequence[Glossary] = ()
    parallel: str = ""
    synonyms: bytes = b""
    ask: Callable[[str], str] | None = None


NOTHING = Offline()


def suggest_terms(
    passages: Iterable[Passage],
    *,
    known: Sequence[Glossary] = (),
    offline: Offline = NOTHING,
    sure: float = SURE,
) -> list[Suggestion]:
    """The names and terms in the passages that a glossary should have, the surest and most frequent first.

    known    glossaries in use: their terms come with `known` set; spellings close to theirs are noted.
    offline  where English candidates are looked for.
    sure     leave out what is less sure.
    """
    passages = list(passages)
    found = collect(passages, (*known, *offline.glossaries))
    candidates = [each for each in found.candidates if each.weight >= sure and each.spots]
    candidates.sort(key=lambda each: (-round(each.weight, 1), -len(each.spots), each.spots[0]))
    review = _Review(passages, found, known, offline)
    made = [review.suggestion(candidate) for candidate in candidates]
    ids = {form: suggestion.term.id for suggestion in made for form in suggestion.counts}
    return [
        replace(suggestion, term=replace(suggestion.term, short_of=ids.get(candidate.full, "")))
        for suggestion, candidate in zip(made, candidates, strict=True)
    ]


class _Review:
    """All that the rows of one list have in common."""

    def __init__(
        self, passages: Sequence[Passage], found: Collection, known: Sequence[Glossary], offline: Offline
    ) -> None:
        self._passages, self._texts = passages, found.texts
        self._known, self._shipped = owners_of(known), owners_of(offline.glossaries)
        self._sources = _sources(found, offline)
        self._ask = from_model(offline.ask) if offline.ask else None
        self._ids = {term.id for glossary in known for term in glossary}
        self._found = {form for candidate in found.candidates for form in candidate.forms}

    def suggestion(self, candidate: Candidate) -> Suggestion:
        counts = Counter(self._texts[spot.passage][spot.start : spot.end] for spot in candidate.spots)
        known = next((self._known[form] for form in candidate.forms if form in self._known), None)
        english = () if known else self._english(candidate)
        contexts = tuple(self._contexts(candidate.spots))
        best = english[0].text if english and english[0].confidence >= SURE else ""
        forms, decided = self._forms(candidate)
        notes = [_counted(counts), f"confidence {candidate.weight:.2f}"]
        if candidate.full:
            notes.append(f"short for {candidate.full}")
        if decided:
            notes.append(f"the glossary {decided} prefers {forms[0].text}")
        elif len(forms) > 1:
            notes.append("probably one name: decide which spelling is right")
        if candidate.near and not known:
            notes.append(f"probably another spelling of {candidate.near}")
        if english:
            notes.append("English: " + ", ".join(f"{e.text} ({e.source}, {e.confidence:.2f})" for e in english[:4]))
        notes.extend(map(str, contexts))
        term = Term(
            self._id(best, forms[0].text),
            forms,
            (best,) if best else (),
            self._kind(candidate),
            hiragana(reading_of(forms[0].text)),
            _printable(" · ".join(notes)),
        )
        weight, name = candidate.weight, known.glossary if known else ""
        return Suggestion(term, len(candidate.spots), dict(counts), contexts, english, weight, name)

    def _english(self, candidate: Candidate) -> tuple[English, ...]:
        """From all sources; the model is asked only where they do not say enough."""
        english = english_of(candidate.forms, candidate.kind, self._sources)
        if self._ask is None or (english and english[0].confidence >= ENOUGH):
            return english
        return english_of(candidate.forms, candidate.kind, (*self._sources, self._ask))

    def _forms(self, candidate: Candidate) -> tuple[tuple[Form, ...], str]:
        """The spellings with the statuses that a shipped glossary gives them, and its name; else the most
        frequent is preferred and the others admitted until somebody decides."""
        owner = next((self._shipped[form] for form in candidate.forms if form in self._shipped), None)
        if owner is None:
            first, *others = candidate.forms
            return (Form(first, "preferred"), *(Form(form, "admitted") for form in others)), ""
        statuses = {fold(form.text).text: form.status for form in owner.term.forms}
        preferred = owner.term.preferred
        if preferred in self._found and preferred not in candidate.forms:
            preferred = candidate.preferred
        forms = [Form(form, statuses.get(form, "admitted")) for form in candidate.forms if form != preferred]
        return (Form(preferred, "preferred"), *forms), owner.glossary if forms else ""

    def _kind(self, candidate: Candidate) -> str:
        owners = (self._shipped[form] for form in candidate.forms if form in self._shipped)
        return next((owner.term.kind for owner in owners if owner.term.kind), candidate.kind)

    def _contexts(self, spots: Sequence[Spot]) -> Iterator[Context]:
        given, last, line_end = 0, -1, -1
        for spot in spots:
            if given == _CONTEXTS:
                return
            if spot.passage == last and spot.start < line_end:
                continue
            given += 1
            passage, text = self._passages[spot.passage], self._texts[spot.passage]
            line_end = text.find("\n", spot.start)
            last, line_end = spot.passage, len(text) if line_end < 0 else line_end
            line = passage.line + text.count("\n", 0, spot.start) if passage.line else 0
            start, end = max(0, spot.start - _AROUND), min(len(text), spot.end + _AROUND)
            before = text[start : spot.start].rpartition("\n")[2]
            after = text[spot.end : end].partition("\n")[0]
            pieces = map(_printable, (before.lstrip(), text[spot.start : spot.end], after.rstrip()))
            yield Context(passage.file, line, passage.place, *pieces)

    def _id(self, english: str, japanese: str) -> str:
        """An id that no other term has: from the English, else from the reading."""
        base = (
            slug(english)
            or slug(romanise(reading_of(japanese).replace("・", "-")))
            or slug(romanise(japanese))
            or "term"
        )
        name = next(name for name in _numbered(base) if name not in self._ids)
        self._ids.add(name)
        return name


def _numbered(base: str) -> Iterator[str]:
    yield base
    for number in count(2):
        yield f"{base}-{number}"


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _counted(counts: Counter[str]) -> str:
    if len(counts) == 1:
        return f"{counts.total()}×"
    return f"{counts.total()}×: " + ", ".join(f"{form} {number}×" for form, number in counts.most_common())


def _sources(found: Collection, offline: Offline) -> list[Source]:
    sources: list[Source] = [from_article(found.glossed), as_written, from_unidic]
    if offline.glossaries:
        sources.insert(0, from_glossaries(offline.glossaries))
    if offline.synonyms:
        sources.append(from_synonyms(offline.synonyms))
    if offline.parallel:
        sources.append(from_parallel(offline.parallel, _places(found)))
    return sources


def _places(found: Collection) -> dict[str, list[float]]:
    """Where each form stands: 0 is the beginning of all texts, 1 their end."""
    starts = list(accumulate(map(len, found.texts), initial=0))
    places: dict[str, list[float]] = {}
    for candidate in found.candidates:
        for spot in candidate.spots:
            form = found.texts[spot.passage][spot.start : spot.end]
            places.setdefault(form, []).append((starts[spot.passage] + spot.start) / max(starts[-1], 1))
    return places
