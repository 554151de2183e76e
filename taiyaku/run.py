"""The main job as one flow: clean, translate, verify, align; the command line only reads options and writes files."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cleantext import FixedDocument, fix_document
from cleantext.fix import Filler
from glossaries import Glossary
from translate import Engine, Memory, Segment, translate_document
from translate.engines import Usage, usage_of
from translate.outputs.edition import Edition
from translate.outputs.pictures import illustrated
from translate.outputs.shapes import shapes_of
from translate.outputs.term_uses import term_uses
from translate.repair import STANDARD, Budget
from translate.similarity import MODEL, has_encoder
from translate.translator import RECIPE, Progress

from .sources import Source
from .version import VERSION

UNSEEN = (
    "A row without a flag has passed checks of numbers, dates, terms, names, length and left-over Japanese. "
    "They do not see a wrong meaning that reads well: every row needs a reader."
)
"""What a reader of an edition has to know of its checks."""


@dataclass(frozen=True)
class Settings:
    """What the user chose for a run.

    select   the rules to run; None for those of the profile.
    allow    texts in which nothing is found, as in fix_document; so for quotations.
    budget   what may be spent on a sentence that fails a check.
    similar  the share from which on the English of a like sentence is taken from the memory; None never.
    """

    profile: str = "web-news"
    filler: Filler = "mark"
    date: str = ""
    select: tuple[str, ...] | None = None
    allow: tuple[str, ...] = ()
    quotations: str = ""
    budget: Budget = STANDARD
    similar: float | None = None


def with_pictures(edition: Edition, name: str) -> Edition:
    """An edition with the pictures of its document, for those formats that set it anew.

    name  the path of the document, or "-".
    """
    if edition.document is None:
        return edition
    folder = Path(name).parent if name != "-" else None
    shapes, pictures = illustrated(edition.document, edition.shapes, folder)
    return replace(edition, shapes=shapes, pictures=pictures)


@dataclass(frozen=True)
class Run:
    """A finished run. `fixed` is None where nothing was cleaned; `no_engine` says why there is no English.

    usage  what the model computed from its start to the end of this run; None where its engine does not count.
    """

    source: Source
    fixed: FixedDocument | None
    segments: tuple[Segment, ...]
    glossary: Glossary | None
    signature: tuple[tuple[str, str], ...]
    no_engine: str
    seconds: float
    asked: int
    reused: int
    usage: Usage | None = None

    @cached_property
    def left_out(self) -> str:
        """What of the document was not translated, as it is not there, or is code and that is most of it; else ""."""
        from translate.outputs.preformatted import remark

        lacking = self.source.document.remark
        return "; ".join(filter(None, (lacking and f"it {lacking}", remark(self.source.document))))

    @cached_property
    def edition(self) -> Edition:
        """What the outputs write."""
        title = next((s for s in self.segments if s.kind == "heading"), None)
        document = self.fixed.document if self.fixed else self.source.document
        return Edition(
            title_ja=title.source if title else "",
            title_en=title.target if title else "",
            segments=self.segments,
            signature=signature_line(self.signature),
            source_name=Path(self.source.name).name if self.source.name != "-" else "",
            creator=f"taiyaku {VERSION}",
            notes=(self.no_engine or UNSEEN, *([_sentence(self.left_out)] if self.left_out else [])),
            terms=term_uses(self.segments, self.glossary),
            shapes=shapes_of(document),
            document=document,
        )


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def run_source(
    source: Source,
    glossary: Glossary | None,
    settings: Settings,
    *,
    clean: bool,
    engine: Engine | None,
    no_engine: str = "",
    memory: Memory,
    progress: Progress | None = None,
    other: Engine | None = None,
) -> Run:
    """Clean (if asked), translate and verify one document. `engine` None gives all but the English.

    other  an engine that is asked for what the first cannot translate without a flag.
    """
    begun = time.monotonic()
    asked, reused = memory.asked, memory.reused
    fixed, document = None, source.document
    if clean:
        fixed = fix_document(
            source.document,
            profile=settings.profile,
            glossary=glossary,
            filler=settings.filler,
            date=settings.date,
            select=settings.select,
            allow=settings.allow,
            quotations=settings.quotations,
        )
        document = fixed.document
    segments = translate_document(
        document,
        engine,
        glossary,
        memory=memory,
        progress=progress,
        budget=settings.budget,
        other=other,
        similar=settings.similar,
    )
    signature = _signature(source, glossary, settings, clean, engine, other)
    return Run(
        source, fixed, tuple(segments), glossary, signature, no_engine,
        time.monotonic() - begun, memory.asked - asked, memory.reused - reused, usage_of(engine),
    )  # fmt: skip


def _signature(
    source: Source,
    glossary: Glossary | None,
    settings: Settings,
    clean: bool,
    engine: Engine | None,
    other: Engine | None,
) -> tuple[tuple[str, str], ...]:
    """What the edition depends on, as (name, value): the same values give the same bytes."""
    pairs = [
        ("taiyaku", VERSION),
        ("input", hashlib.sha256(source.data).hexdigest()[:16]),
        ("glossary", f"{glossary.name}#{glossary.sha256[:16]}" if glossary else "none"),
        ("cleaning", _cleaning(settings) if clean else "none"),
        ("sudachi", f"{_version('sudachipy')}/{_version('sudachidict-core')}" if glossary else "none"),
        ("recipe", f"{RECIPE},tries:{settings.budget.tries}"),
        ("meaning", MODEL if has_encoder() else "none"),
        ("engine", engine.signature() if engine else "none"),
    ]
    if other:
        pairs.append(("other", other.signature()))
    return tuple(pairs)


def _cleaning(settings: Settings) -> str:
    """Profile and filler, and a hash of what else the rules were told, if anything."""
    said = f"{settings.profile},{settings.filler}"
    if settings.select is None and not (settings.allow or settings.quotations):
        return said
    rest = "\x1f".join((*(settings.select or ()), "", *settings.allow, settings.quotations))
    return f"{said},{hashlib.sha256(rest.encode()).hexdigest()[:16]}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def signature_line(signature: tuple[tuple[str, str], ...]) -> str:
    """The signature as one line."""
    return " ".join(f"{name}:{value}" if name != "engine" else f"engine:[{value}]" for name, value in signature)
