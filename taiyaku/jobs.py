"""What `translate` and `bilingual` share: options, the engine, the progress bar, and writing all files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from cleantext.files import FileProblem, write_atomic
from cleantext.formats import document_bytes
from translate import Memory
from translate.engines import ENGINES
from translate.outputs import OUTPUTS, extension, render

from .run import Progress, Run, Settings, open_engine, run_source
from .run_report import numbers_kept, report_json, report_markdown, term_adherence
from .sources import Source, open_glossary

Command = TypeVar("Command", bound=Callable[..., Any])


def engine_options(command: Command) -> Command:
    """Adds --engine, --model, --threads and --resume to a command."""
    for option in (
        click.option("--resume/--no-resume", default=True, show_default=True,
                     help="Take answers of earlier runs from OUT/.taiyaku, or translate all anew."),
        click.option("--threads", type=click.IntRange(1, 256), help="Processors to use; without it, all up to 8."),
        click.option("--model", metavar="M", help="Name of an installed model, or a GGUF file."),
        click.option("--engine", type=click.Choice([*ENGINES, "none"]), default="llama", show_default=True,
                     help="What translates."),
    ):  # fmt: skip
        command = option(command)
    return command


def run_job(
    sources: list[Source],
    folder: Path,
    formats: list[str],
    settings: Settings,
    glossary: tuple[str, ...],
    *,
    clean: bool,
    resume: bool,
    store: Path | None = None,
) -> tuple[list[Run], str]:
    """Run every source and write its files into folder; returns the runs, and why there is no English or "".

    store  the translation memory; None for one in the folder.
    """
    terms = open_glossary(glossary)
    engine, no_engine = open_engine(settings)
    _make_folder(folder)
    _refuse_twins(sources)
    memory = Memory(store or folder / ".taiyaku" / "memory.sqlite")
    if not resume:
        memory.forget()
    runs = []
    for source in sources:
        with _bar(source.stem) as progress:
            run = run_source(
                source,
                terms,
                settings,
                clean=clean,
                engine=engine,
                no_engine=no_engine,
                memory=memory,
                progress=progress,
            )
        for path, data in _files(run, folder, formats):
            _refuse_source(path, sources)
            write_atomic(path, data)
            click.echo(path)
        _summarise(run)
        runs.append(run)
    return runs, no_engine


def _files(run: Run, folder: Path, formats: list[str]) -> Iterator[tuple[Path, bytes]]:
    stem = run.source.stem
    if run.fixed:
        ending = Path(run.source.name).suffix if run.source.name != "-" else ""
        try:
            yield folder / f"{stem}.clean{ending or '.txt'}", document_bytes(run.fixed.document)
        except FileProblem as e:
            raise FileProblem(f"{run.source.name}: {e}") from None
    for name in formats:
        yield folder / f"{stem}{extension(name)}", render(name, run.edition)
    yield folder / f"{stem}.report.md", report_markdown(run).encode("utf-8", "replace")
    yield folder / f"{stem}.report.json", report_json(run).encode("utf-8", "replace")


def _summarise(run: Run) -> None:
    flagged = sum(1 for s in run.segments if s.flags and s.status != "missing")
    missing = sum(1 for s in run.segments if s.status == "missing")
    parts = [f"{len(run.segments)} rows, {flagged} flagged, {missing} with text missing in the original"]
    if not run.no_engine:
        parts.append(f"terms {term_adherence(run)}, numbers {numbers_kept(run)}")
    if run.fixed:
        parts.append(f"{len(run.fixed.applied)} fixed and {len(run.fixed.remaining)} left in the Japanese")
    click.echo(f"{run.source.name}: {'; '.join(parts)}; {run.seconds:.0f} s", err=True)


@contextmanager
def _bar(label: str) -> Iterator[Progress]:
    """A progress bar with the time left on stderr; nothing where that is no terminal."""
    bar: Any = None

    def progress(done: int, total: int) -> None:
        nonlocal bar
        if bar is None:
            bar = click.progressbar(
                length=total,
                label=label,
                file=sys.stderr,
                show_pos=True,
                hidden=not sys.stderr.isatty(),
                width=24,
            )
            bar.__enter__()
        bar.update(done - bar.pos)

    try:
        yield progress
    finally:
        if bar is not None:
            bar.render_finish()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise FileProblem(f"{folder}: is a file; name a folder with -o") from None
    except OSError as e:
        raise FileProblem(f"{folder}: cannot be made ({e.strerror}); name another folder with -o") from None


def _refuse_twins(sources: list[Source]) -> None:
    seen: dict[str, str] = {}
    for source in sources:
        if source.stem in seen:
            raise FileProblem(
                f"{source.name}: would overwrite what {seen[source.stem]} gives; use another folder for it"
            )
        seen[source.stem] = source.name


def _refuse_source(path: Path, sources: list[Source]) -> None:
    for source in sources:
        if source.name != "-" and path.exists() and path.samefile(source.name):
            raise FileProblem(f"{path}: is the original; name another folder with -o")


def exit_code(runs: list[Run], no_engine: str, engine: str, strict: bool) -> int:
    """3 if the English could not be made though it was asked for, 1 if flags are left and must not be, else 0."""
    if no_engine and engine != "none":
        click.echo(f"taiyaku: {no_engine}", err=True)
        return 3
    return 1 if strict and any(segment.flags for run in runs for segment in run.segments) else 0


def output_names(value: str) -> list[str]:
    """The formats of --format, with commas between. Raises BadParameter for an unknown one."""
    names = list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    for name in names:
        if name not in OUTPUTS:
            raise click.BadParameter(f"unknown format {name!r}; known: {', '.join(OUTPUTS)}")
    if not names:
        raise click.BadParameter(f"no format named; known: {', '.join(OUTPUTS)}")
    return names
