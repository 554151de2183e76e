"""The work of `translate` and `bilingual`: sources read, each run by the engine, all its files written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from cleantext.files import FileProblem
from cleantext.formats import document_bytes
from glossaries import Glossary
from translate import Budget, Engine, Memory
from translate.outputs import EDITIONS, extension, render, require
from translate.outputs.edition import STANDARD_LAYOUT, Edition, Layout
from translate.outputs.in_source import is_wanted
from translate.segment import doubtful
from translate.translator import origin_of

from .books import BookRecord, book_edition, keep_book
from .config import Config, Configs, folder_of
from .engine_options import Wanted
from .engines import Opened, open_engine
from .errors import ModelMissing
from .keeping import keep_edition, memory_of
from .options import say
from .progress import progress_bar
from .run import Run, Settings, run_source, with_pictures
from .run_report import numbers_kept, report_json, report_markdown, report_of, term_adherence
from .source_files import read_sources
from .sources import Source, open_glossary, shown
from .writing import make_folder, refuse_source, write_files

SIMILAR = 0.7
"""The share from which on the memory alone gives the English of a like sentence."""


def do_job(
    paths: Sequence[str],
    folder: Path,
    formats: list[str],
    configs: Configs,
    wanted: Wanted,
    *,
    clean: bool,
    strict: bool,
    layout: Layout = STANDARD_LAYOUT,
    book: str = "",
) -> int:
    """Do every text that paths name and write its files into folder; returns the exit code.

    configs  the settings of each source: its glossary, and how it is cleaned.
    strict   a row with a flag makes the code 1.
    layout   how editions are set.
    book     the name of the one edition that all sources are chapters of; "" for an edition of each.

    A text that cannot be read or written is one sentence, the others are done, and the code is 2.
    """
    sources, problems = read_sources(paths, folder, configs)
    if not sources:
        return 2
    _refuse_early(sources, folder, formats, layout, book)
    used = [configs.of(folder_of(source.name)) for source in sources]
    terms = {names: open_glossary(names) for names in dict.fromkeys(config.glossary for config in used)}
    opened, other = open_engine(wanted.choice), _fallback(wanted)
    make_folder(folder)
    with Memory(wanted.memory or memory_of(folder), anew=not wanted.resume) as memory:
        job = _Job(sources, folder, formats, layout, book, clean, wanted.budget, opened, other, memory)
        done: list[tuple[Run, Edition]] = []
        for source, config in zip(sources, used, strict=True):
            try:
                run, edition = job.do(source, config, terms[config.glossary])
            except FileProblem as e:
                say(str(e))
                problems += 1
                continue
            _summarise(run, _by(run, opened.engine, other) if opened.engine else "")
            done.append((run, edition))
        if book and problems:
            say(f"{book}: is not made, for not all its chapters could be done; leave those out or mend them")
        elif book:
            job.write_book([edition for _, edition in done])
    if opened.missing and wanted.choice.engine != "none":
        say(opened.missing)
        return 2 if problems else 3
    flagged = strict and any(doubtful(segment.flags) for run, _ in done for segment in run.segments)
    return 2 if problems else 1 if flagged else 0


@dataclass(frozen=True)
class _Job:
    """What is one for all the sources of a job."""

    sources: list[Source]
    folder: Path
    formats: list[str]
    layout: Layout
    book: str
    clean: bool
    budget: Budget
    opened: Opened
    other: Engine | None
    memory: Memory

    def do(self, source: Source, config: Config, glossary: Glossary | None) -> tuple[Run, Edition]:
        """Run a source and write its files, but for those editions of which it is a chapter. Raises FileProblem."""
        similar = SIMILAR if self.opened.name == "memory" else None
        with progress_bar(source.stem) as progress:
            run = run_source(
                source,
                glossary,
                settings_of(source, config, self.budget, similar),
                clean=self.clean,
                engine=self.opened.engine,
                no_engine=self.opened.missing,
                memory=self.memory,
                progress=progress,
                other=self.other,
            )
        edition = replace(run.edition, layout=self.layout)
        if self.book or any(name in EDITIONS and not is_wanted(name, edition) for name in self.formats):
            edition = with_pictures(edition, source.name)
        edition = keep_edition(self.folder, source.stem, edition)
        alone = [name for name in self.formats if not (self.book and name in EDITIONS)]
        write_files(_files(run, edition, self.folder, alone), self.sources)
        return run, edition

    def write_book(self, chapters: list[Edition]) -> None:
        """Write the one edition of all. Raises FileProblem."""
        record = BookRecord(self.book, tuple(source.stem for source in self.sources), self.layout)
        whole = book_edition(record, chapters)
        chosen = [name for name in self.formats if name in EDITIONS]
        files = ((self.folder / f"{self.book}{extension(name)}", render(name, whole)) for name in chosen)
        write_files(files, self.sources)
        keep_book(self.folder, record)


def _refuse_early(sources: list[Source], folder: Path, formats: list[str], layout: Layout, book: str) -> None:
    """Raises FileProblem for what would be found out only when all is translated."""
    for name in formats:
        if book or any(not (layout.in_source and source.document.format == name) for source in sources):
            require(name)
    for source in sources:
        for name in formats:
            refuse_source(folder / f"{source.stem}{extension(name)}", sources)
        if source.stem == book:
            raise FileProblem(f"{source.name}: has the name of the book; give the book another name with --book")


def settings_of(source: Source, config: Config, budget: Budget, similar: float | None) -> Settings:
    """What holds for a source. Filler is marked whatever the settings say, for a row tells of the lost passage."""
    rules = config.rules(Path(source.name))
    select = None if rules == Config(config.root, config.profile).rules(Path(source.name)) else rules
    return Settings(
        config.profile, "mark", config.date, select, config.allow, config.quotations, budget, similar
    )  # fmt: skip


def _fallback(wanted: Wanted) -> Engine | None:
    """The engine that is asked for what fails. Raises ModelMissing where it was named and is not there."""
    if wanted.fallback in (None, "none"):
        return None
    opened = open_engine(replace(wanted.choice, engine=str(wanted.fallback), model=None))
    if opened.engine is None:
        raise ModelMissing(f"--fallback {wanted.fallback}: {opened.missing}")
    return opened.engine


def _named(engine: Engine) -> str:
    """An engine as a person knows it: its name, and its model or server."""
    name, *parts = engine.signature().split("|")
    told = [part.partition(":")[2] for part in parts if part.startswith(("model:", "server:"))]
    return f"{name} ({', '.join(told)})" if told else name


def _by(run: Run, engine: Engine, other: Engine | None) -> str:
    """Who translated, and how many rows are by the second engine."""
    theirs = sum(segment.origin == origin_of(other) for segment in run.segments) if other else 0
    return _named(engine) + (f", {theirs} by {_named(other)}" if other and theirs else "")


def _files(run: Run, edition: Edition, folder: Path, formats: list[str]) -> Iterator[tuple[Path, bytes]]:
    stem = run.source.stem
    try:
        if run.fixed:
            ending = Path(run.source.name).suffix if run.source.name != "-" else ""
            yield folder / f"{stem}.clean{ending or '.txt'}", document_bytes(run.fixed.document)
        for name in formats:
            yield folder / f"{stem}{extension(name)}", render(name, edition)
    except FileProblem as e:
        raise FileProblem(f"{shown(run.source.name)}: {e}") from None
    report = report_of(run)
    yield folder / f"{stem}.report.md", report_markdown(report)
    yield folder / f"{stem}.report.json", report_json(report)


def _summarise(run: Run, engine: str) -> None:
    flagged = sum(1 for s in run.segments if doubtful(s.flags) and s.status != "missing")
    missing = sum(1 for s in run.segments if s.status == "missing")
    parts = [f"{len(run.segments)} rows, {flagged} flagged, {missing} with text missing in the original"]
    if not run.no_engine:
        terms, numbers = term_adherence(run.segments, run.glossary), numbers_kept(run.segments)
        parts.append(f"terms {terms}, numbers {numbers}")
    if run.fixed:
        parts.append(f"{len(run.fixed.applied)} fixed and {len(run.fixed.remaining)} left in the Japanese")
    if engine:
        parts.append(f"by {engine}")
    click.echo(f"{shown(run.source.name)}: {'; '.join(parts)}; {run.seconds:.0f} s", err=True)
    if run.left_out:
        click.echo(f"{shown(run.source.name)}: {run.left_out}", err=True)
