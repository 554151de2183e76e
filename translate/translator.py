"""Translating a document: terms and numbers first, then the engine, then the checks; failing lines again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleantext.document import Document
from cleantext.residue import find_residue
from cleantext.spans import Spans

from .certainty import least_certainty, unsure
from .checks import check_document, check_segment
from .context import Referent, referents
from .engines import Engine, SentenceFailed
from .invented import invented
from .memory import Memory
from .names.chinese import chinese_names
from .names.foreign import foreign_names
from .names.japanese import Read, japanese_names
from .names.known import known_in
from .preediting import plain_words, restated
from .repair import STANDARD, Budget, tries_for, weight
from .segment import Flag, Segment, Status, doubtful
from .segmenter import segment_document
from .spelling import lacking, spelling
from .terms import find_terms

if TYPE_CHECKING:
    from glossaries import Glossary, Match

RECIPE = "terms-numbers-names-in-source/19"
"""What is done around the engine; a part of the signature."""

LASTING = ("source", "unsure", "reading")
"""Flags that no other try is made for: the Japanese or a name's reading is in doubt, or the model is at its end."""

Progress = Callable[[int, int], None]


def translate_document(
    document: Document,
    engine: Engine | None = None,
    glossary: Glossary | None = None,
    *,
    memory: Memory | None = None,
    progress: Progress | None = None,
    budget: Budget = STANDARD,
    other: Engine | None = None,
    similar: float | None = None,
) -> list[Segment]:
    """The aligned pairs of a document: every sentence in exactly one segment, in order.

    engine    None: only what the memory has is set, and every other sentence has status `untranslated`.
    memory    approved pairs come from it before any engine; what an engine answered before is taken from it, what is
              new is put into it at once, so a run that was interrupted goes on where it stopped.
    progress  called with (done, all) before the first sentence and after each.
    budget    what may be spent on a sentence that fails a check.
    other     an engine that is asked for what the first cannot translate without a flag.
    similar   the share from which on the English of a like sentence is taken from the memory, with a flag; None never.
    """
    segments = segment_document(document)
    memory = memory or Memory()
    for index, segment in enumerate(segments):
        if segment.status == "untranslated":
            segments[index] = _from_memory(segment, memory, similar)
    if engine is None:
        return segments
    todo = [i for i, segment in enumerate(segments) if segment.status == "untranslated"]
    if progress:
        progress(0, len(todo))
    for start in range(0, len(todo), engine.batch):
        chunk = todo[start : start + engine.batch]
        _ask_together(
            [(segments[index].source, before_of(segments, index)) for index in chunk], engine, glossary, memory
        )
        for done, index in enumerate(chunk, start + 1):
            before = before_of(segments, index)
            segments[index] = translate_segment(segments[index], engine, glossary, memory, budget, other, before)
            if progress:
                progress(done, len(todo))
    return [_beside_others(*each) for each in zip(segments, check_document(segments), strict=True)]


def _beside_others(segment: Segment, flags: list[Flag]) -> Segment:
    """The segment with what only shows beside the others of its document."""
    if not flags:
        return segment
    status = "flagged" if doubtful(flags) and segment.status in ("translated", "repaired") else segment.status
    return replace(segment, status=status, flags=(*segment.flags, *flags))


def before_of(segments: Sequence[Segment], index: int) -> list[str]:
    """The sources of the segments before one in the same paragraph."""
    start = index
    while start and segments[start - 1].block == segments[index].block:
        start -= 1
    return [segment.source for segment in segments[start:index] if segment.status != "missing"]


def _from_memory(segment: Segment, memory: Memory, similar: float | None) -> Segment:
    """The segment with the English that a person approved for it, or, if wished for, for a sentence like it."""
    approved = memory.approved(segment.source)
    if approved is not None:
        return replace(segment, target=approved, status="approved", origin="memory")
    found = memory.similar(segment.source, similar) if similar is not None else []
    if not found:
        return segment
    unit, share = found[0]
    flag = Flag("fuzzy", f"the English of a sentence that is {share:.0%} the same: {unit.source}")
    return replace(segment, target=unit.target, status="flagged", flags=(flag,), origin="memory")


def translate_segment(
    segment: Segment,
    engine: Engine,
    glossary: Glossary | None,
    memory: Memory,
    budget: Budget = STANDARD,
    other: Engine | None = None,
    before: Sequence[str] = (),
) -> Segment:
    """The segment with its English; tried again while a check fails that another try may pass.

    before  the sentences before it in its paragraph, which tell whom 同氏 and the like mean.

    If no try passes, the one with the least against it is kept (the earliest of those), with its flags.
    """
    source = segment.source
    understood = _understood(source, before, glossary, engine)
    people = [person.english for person in understood.people]
    best: Segment | None = None
    for attempt, asked, answer in _answers(understood, engine, other, memory, budget):
        if isinstance(answer, Flag):
            flags, target = [answer], ""
        else:
            target = " ".join(answer)
            flags = check_segment(source, target, glossary, people=people)
            flags += [*spelling(understood.text, target, understood.names), *invented(source, target)]
            flags += lacking(understood.text, target, understood.known)
            flags += unsure(least_certainty(answer), asked)
        origin = origin_of(asked)
        lasting = tuple(flag for flag in flags if flag.name in LASTING)
        if target and not doubtful(flag for flag in flags if flag not in lasting):
            status: Status = "flagged" if doubtful(lasting) else "repaired" if attempt else "translated"
            return replace(segment, target=target, status=status, flags=tuple(flags), origin=origin)
        if best is None or (not best.target, *weight(flags)) < (not best.target, *weight(best.flags)):
            best = replace(segment, target=target, status="flagged", flags=tuple(flags), origin=origin)
    assert best is not None
    return best


def origin_of(engine: Engine) -> str:
    """The origin of a segment that an engine has translated."""
    return engine.signature().split("|sha256")[0]


def _answers(
    understood: _Understood, engine: Engine, other: Engine | None, memory: Memory, budget: Budget
) -> Iterator[tuple[int, Engine, list[str] | Flag]]:
    """(number of the try, who was asked, the parts of the answer or why there is none) for the tries that the budget
    allows; at least one.
    """
    text, matches, people = understood.text, understood.given, understood.named
    ways = [(engine, way) for way in tries_for(text, matches, engine, people)]
    if other is not None:
        ways[3:3] = [(other, way) for way in islice(tries_for(text, matches, other, people), 1)]
    begun = time.monotonic()
    for number, (asked, way) in enumerate(ways[: max(1, budget.tries)]):
        if number and budget.seconds is not None and time.monotonic() - begun > budget.seconds:
            return
        try:
            yield number, asked, [memory.translate(asked, part, way.hint) for part in way.parts]
        except SentenceFailed as e:
            yield number, asked, Flag("engine", str(e), "error")


def _ask_together(
    sources: list[tuple[str, list[str]]], engine: Engine, glossary: Glossary | None, memory: Memory
) -> None:
    """Let an engine that takes several sentences at once translate them into the memory; one by one where it fails."""
    if len(sources) < 2:
        return
    understood = [_understood(source, before, glossary, engine) for source, before in sources]
    ways = [next(tries_for(each.text, each.given, engine, each.named)) for each in understood]
    parts = [(part, way.hint) for way in ways for part in way.parts]
    with suppress(SentenceFailed):
        memory.translate_all(engine, [part for part, _ in parts], [hint for _, hint in parts])


class _Understood(NamedTuple):
    """A sentence as it is prepared for an engine: its text, the terms in it, the names in it that need no glossary of
    the user's, the people whom its words stand for, and the names of people, and of places of Japan.
    """

    text: str
    terms: list[Match]
    known: list[Match]
    people: list[Referent]
    names: list[Read]
    plain: list[Referent]

    @property
    def given(self) -> list[Match]:
        """The terms and the known names, in order: what is put into the engine's sentence from glossaries."""
        return sorted([*self.terms, *self.known], key=lambda match: match.start)

    @property
    def named(self) -> list[Referent]:
        """All that is put into the engine's sentence beside the terms: people, names, plain words for idioms."""
        return [*self.people, *(Referent(name.start, name.end, name.english) for name in self.names), *self.plain]


def _understood(source: str, before: Sequence[str], glossary: Glossary | None, engine: Engine) -> _Understood:
    """The source with leaked Chinese words put right where a table knows how, and idioms said plainly; what is in it.

    The pair keeps its flag: the Japanese itself is in doubt.
    """
    for residue in reversed(find_residue(source)):
        if residue.kind == "word" and residue.suggestion:
            source = source[: residue.start] + residue.suggestion + source[residue.end :]
    well_read = getattr(engine, "knows_people", False)
    idioms: list[Referent] = []
    if not well_read:
        source = restated(source)
        idioms = plain_words(source)
    terms, people = find_terms(source, glossary), referents(source, before, glossary)
    taken = [(match.start, match.end) for match in terms]
    known = _without_parts_of(idioms, known_in(source, taken))
    taken += [(match.start, match.end) for match in known] + [(who.start, who.end) for who in people]
    names: list[Read] = []
    for found in (chinese_names(source), [*japanese_names(source), *foreign_names(source)]):
        free = Spans.of([*taken, *((name.start, name.end) for name in names)])
        names += [name for name in found if free.spare(name.start, name.end)]
    if well_read:
        names = [name for name in names if not name.doubt]
    free = Spans.of([*taken, *((name.start, name.end) for name in names)])
    plain = [words for words in idioms if free.spare(words.start, words.end)]
    return _Understood(source, terms, known, people, names, plain)


def _without_parts_of(idioms: list[Referent], known: list[Match]) -> list[Match]:
    """The known names and words but for those that are no more than a part of an idiom: 投手 of 投手戦."""

    def is_part(match: Match) -> bool:
        return any(
            idiom.start <= match.start < match.end <= idiom.end
            and match.end - match.start < idiom.end - idiom.start
            and match.form.text not in idiom.english
            for idiom in idioms
        )

    return [match for match in known if not is_part(match)]
