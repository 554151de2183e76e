"""`taiyaku engines`: what can translate here, and a comparison on a text of the user's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from cleantext.files import write_atomic
from translate import Budget, Engine
from translate.repair import STANDARD

from ..comparing import Column, as_text, as_tsv, run_column
from ..config import folder_of
from ..engines import Choice, choices_here, open_engine, parse_choice
from ..errors import ModelMissing
from ..options import config_options, glossary_option, open_configs
from ..progress import progress_bar
from ..project_command import ProjectCommand
from ..sources import open_glossary, read_source


@click.group("engines")
def command() -> None:
    """What can translate here, and engines side by side on a text of yours."""


@command.command("list", short_help="What can translate here, the best first.")
@click.option("--server", metavar="URL", envvar="TAIYAKU_SERVER", help="Address of a server of your own.")
def list_command(server: str | None) -> None:
    """List what can translate here, the one that `--engine auto` takes first."""
    choices = choices_here(server)
    for choice in choices:
        click.echo(f"{choice.engine}\t{choice.model or choice.server or ''}".rstrip())
    if not choices:
        click.echo("nothing: run taiyaku models install, or give the --server of your own", err=True)


@command.command(
    "compare", cls=ProjectCommand, tables=("translate",), beside="path", short_help="Engines side by side on a text."
)
@click.argument("path")
@click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar="E[=M]",
    help="llama=MODEL, argos=MODEL, openai=URL, libretranslate=URL; again for each [all that are here].",
)
@click.option("--server", metavar="URL", envvar="TAIYAKU_SERVER", help="A server of your own, compared as well.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The first N paragraphs only.")
@click.option(
    "--tries",
    type=click.IntRange(1, 20),
    metavar="N",
    default=STANDARD.tries,
    show_default=True,
    help="Tries for a sentence that fails a check.",
)
@click.option("--threads", type=click.IntRange(1, 256), metavar="N", help="Processors to use [all, up to 8].")
@click.option("-o", "--output", metavar="FILE.tsv", help="Write a row for each sentence and engine.")
@glossary_option
@config_options
def compare_command(
    path: str,
    engines: tuple[str, ...],
    server: str | None,
    limit: int | None,
    tries: int,
    threads: int | None,
    output: str | None,
    glossary: tuple[str, ...],
    config: str | None,
    no_config: bool,
) -> None:
    """Translate PATH by several engines and show their English, flags, terms, numbers and times side by side.

    Glossary, server, tries and threads may stand in the settings of the project that PATH lies in.
    """
    choices = [replace(parse_choice(name), threads=threads) for name in engines] or choices_here(server, threads)
    if not choices:
        raise ModelMissing("no engine is here to compare: run taiyaku models install, or give a --server")
    document = read_source(path).document
    if limit:
        document = replace(document, blocks=document.blocks[:limit])
    terms = open_glossary(open_configs(config, no_config, glossary=glossary).of(folder_of(path)).glossary)
    engines_there = [_open(choice) for choice in choices]
    columns: list[Column] = []
    try:
        for choice, engine in zip(choices, engines_there, strict=True):
            with progress_bar(name := _name(choice, choices)) as progress:
                columns.append(run_column(name, document, engine, terms, Budget(tries), progress))
    finally:  # what is done is shown, though a later engine failed or was stopped
        if columns:
            click.echo(as_text(columns), nl=False)
            if output:
                write_atomic(Path(output), as_tsv(columns).encode("utf-8", "replace"))


def _open(choice: Choice) -> Engine:
    opened = open_engine(choice)
    if opened.engine is None:
        raise ModelMissing(opened.missing)
    return opened.engine


def _name(choice: Choice, choices: list[Choice]) -> str:
    """The engine's name, with its model or server where there are two of one name."""
    twins = sum(other.engine == choice.engine for other in choices) > 1
    what = choice.server or (Path(choice.model).name if choice.model else "")
    return f"{choice.engine} {what}" if twins and what else choice.engine
