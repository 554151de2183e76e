"""`taiyaku check`: find what should not be printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from ..baseline import Baseline
from ..baseline import write_baseline as write_baseline_to
from ..cache import NAME
from ..checking import Checked, Task, Tasks, check_files
from ..config import Config
from ..discover import Found, PathProblem
from ..options import named_files, open_configs, say, settings_options
from ..reports import FORMATS, Style, render
from ..statistics import statistics


@click.command("check")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to print [text].")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), metavar="X", help="Leave out what is less sure (0 to 1)."
)
@click.option("--explain", is_flag=True, help="Print the evidence and the confidence under each finding.")
@click.option("--statistics", "counts", is_flag=True, help="Print how much each rule found instead.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours [auto].")
@click.option("--baseline", metavar="FILE", help="Report only what is not in FILE, which --write-baseline made.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings to FILE as known ones; report none.")
@click.option("--no-cache", is_flag=True, help="Check all files anew and keep nothing.")
@click.option("--cache-dir", metavar="DIR", help=f"Where to keep what was found [{NAME}].")
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found.")
@settings_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    form: str,
    explain: bool,
    counts: bool,
    color: str,
    baseline: str | None,
    write_baseline: str | None,
    no_cache: bool,
    cache_dir: str | None,
    exit_zero: bool,
    force_exclude: bool,
    jobs: int | None,
    quiet: bool,
    **settings: Any,
) -> None:
    """Print what should not be printed in PATHS: files, folders, "-" for standard input; nothing is changed.

    Ends with 1 if anything was found, 0 if not, 2 if a file could not be checked.
    """
    if counts and form != "text":
        raise click.UsageError("--statistics is a format of its own; leave --format out")
    configs = open_configs(**settings, baseline=Path(baseline) if baseline else None)
    folder = None if no_cache else cache_dir or ""
    tasks, used = _tasks(named_files(paths, configs, force_exclude), folder, not force_exclude)
    baselines = {} if write_baseline else {c.baseline: Baseline(c.baseline) for c in used if c and c.baseline}
    tally = _Tally()
    files = tally.count(_wanted(check_files(tasks, jobs), used, baselines))
    if write_baseline:
        _write(Path(write_baseline), list(files), tally, quiet)
        context.exit(2 if tally.problems else 0)
    style = Style(_is_colored(color), explain, sys.stdout.isatty())
    pieces = ("" for _ in files) if quiet else [statistics(files)] if counts else render(form, files, style)
    for piece in pieces:
        click.echo(piece, nl=False, color=style.color)
    context.exit(2 if tally.problems else 1 if (tally.findings or tally.remarks) and not exit_zero else 0)


def _tasks(
    files: Iterable[tuple[Found, Config] | PathProblem], cache: str | None, by_hand: bool
) -> tuple[list[Task | Checked], list[Config | None]]:
    """What there is to check, and the settings of each; the cache "" is one beside the settings.

    by_hand  a person has named the files, and not a hook: an empty one is then a mistake.
    """
    tasks: list[Task | Checked] = []
    used: list[Config | None] = []
    make = Tasks()
    for each in files:
        if isinstance(each, PathProblem):
            tasks.append(Checked("", [], each.message))
            used.append(None)
            continue
        file, config = each
        kept = os.path.join(config.root, NAME) if cache == "" else cache
        tasks.append(make.of(file.path, by_hand and file.folder is None, config, kept))
        used.append(config)
    return tasks, used


def _wanted(files: Iterator[Checked], used: list[Config | None], baselines: dict[Path, Baseline]) -> Iterator[Checked]:
    """The files with those findings that are sure enough and not known."""
    for file, config in zip(files, used, strict=True):
        if config and file.records:
            records = [record for record in file.records if record.confidence >= config.min_confidence]
            file = file._replace(records=records)
            if config.baseline in baselines:
                file = baselines[config.baseline].new(file)
        yield file


class _Tally:
    """Counts findings and problems as files pass, and says the problems and what could not be read."""

    def __init__(self) -> None:
        self.findings = self.problems = self.remarks = 0

    def count(self, files: Iterator[Checked]) -> Iterator[Checked]:
        for file in files:
            self.findings += len(file.records)
            if file.problem:
                self.problems += 1
                say(file.problem)
            if file.remark:
                self.remarks += 1
                say(file.remark)
            yield file


def _write(path: Path, files: list[Checked], tally: _Tally, quiet: bool) -> None:
    if tally.problems:
        say(f"{path}: is not written, for not all files could be checked; leave those out or mend them")
        return
    count = write_baseline_to(path, files)
    if not quiet:
        say(f"{path}: {count} findings are known from now on; give it with --baseline")


def _is_colored(color: str) -> bool:
    """Colours on a terminal that has them, unless NO_COLOR says otherwise (no-color.org)."""
    if color != "auto":
        return color == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
