"""Translating a document: terms and numbers first, then the engine, then the checks; failing lines again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cleantext.document import Document
from cleantext.residue import find_residue

from .checks import check_segment
from .engines import Engine, Hint, SentenceFailed
from .memory import Memory
from .segment import Flag, Segment
from .segmenter import segment_document
from .terms import find_terms, prepare_source

if TYPE_CHECKING:
    from glossaries import Glossary, Match

ATTEMPTS = 4
"""The first translation and three samples, of which the first that passes is taken."""

LONGEST = 300
"""A sentence of more characters is translated in parts, cut at 、 or the like."""

RECIPE = "terms-and-numbers-in-source/5"
"""What is done around the engine; a part of the signature."""

_CUT = re.compile(r"[、，,；;：:。]")
Progress = Callable[[int, int], None]


def translate_document(
    document: Document,
    engine: Engine | None = None,
    glossary: Glossary | None = None,
    *,
    memory: Memory | None = None,
    progress: Progress | None = None,
) -> list[Segment]:
    """The aligned pairs of a document: every sentence in exactly one segment, in order.

    engine    None: all is produced but the English, and every sentence has status `untranslated`.
    memory    what was answered before is taken from it, what is new is put into it at once, so a run
              that was interrupted goes on where it stopped.
    progress  called with (done, all) before the first sentence and after each.
    """
    segments = segment_document(document)
    if engine is None:
        return segments
    memory = memory or Memory()
    todo = [i for i, segment in enumerate(segments) if segment.status == "untranslated"]
    if progress:
        progress(0, len(todo))
    for done, index in enumerate(todo, 1):
        segments[index] = translate_segment(segments[index], engine, glossary, memory)
        if progress:
            progress(done, len(todo))
    return segments


def translate_segment(segment: Segment, engine: Engine, glossary: Glossary | None, memory: Memory) -> Segment:
    """The segment with its English; tried again while a check fails that another try may pass.

    If no attempt passes, the one with the fewest flags is kept (the earliest of those), with its flags.
    """
    source = segment.source
    prepared = prepare_source(*_without_chinese_words(source, glossary))
    origin = engine.signature().split("|sha256")[0]
    best: tuple[str, list[Flag]] | None = None
    for attempt in range(ATTEMPTS):
        try:
            target = " ".join(memory.translate(engine, part, Hint(attempt)) for part in _parts(prepared))
        except SentenceFailed as e:
            return replace(segment, status="flagged", flags=(Flag("engine", str(e)),), origin=origin)
        flags = check_segment(source, target, glossary)
        lasting = tuple(flag for flag in flags if flag.name == "source")
        if len(flags) == len(lasting):
            status = "flagged" if flags else "repaired" if attempt else "translated"
            return replace(segment, target=target, status=status, flags=lasting, origin=origin)  # type: ignore[arg-type]
        if best is None or len(flags) < len(best[1]):
            best = target, flags
    assert best is not None
    return replace(segment, target=best[0], status="flagged", flags=tuple(best[1]), origin=origin)


def _without_chinese_words(source: str, glossary: Glossary | None) -> tuple[str, list[Match]]:
    """The source with leaked Chinese words put right where a table knows how, and the terms in it.

    The pair keeps its flag: the Japanese itself is in doubt.
    """
    for residue in reversed(find_residue(source)):
        if residue.kind == "word" and residue.suggestion:
            source = source[: residue.start] + residue.suggestion + source[residue.end :]
    return source, find_terms(source, glossary)


def _parts(text: str) -> list[str]:
    """The text in parts of at most LONGEST characters, cut after 、 where that can be."""
    parts = []
    while len(text) > LONGEST:
        cuts = [match.end() for match in _CUT.finditer(text, LONGEST // 3, LONGEST)]
        cut = cuts[-1] if cuts else LONGEST
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]
