"""`taiyaku align`: pair two editions that exist."""

from __future__ import annotations

from pathlib import Path

import click

from translate import Memory, align_documents, doubtful
from translate.outputs import EDITIONS, extension, render, require
from translate.outputs.edition import Layout
from translate.similarity import has_encoder, load_numpy

from ..config import folder_of
from ..edition_options import edition_options, files_options, output_names
from ..keeping import keep_edition
from ..options import config_options, glossary_option, open_configs
from ..pairing import beads_jsonl, edition_of_pairs, need_two_languages, strong_units, summary
from ..project_command import ProjectCommand
from ..sources import open_glossary, read_source, shown
from ..writing import make_folder, refuse_source, write_files

STRONG = 0.99
"""Pairs as probable as this are approved into a memory."""


@click.command("align", cls=ProjectCommand, tables=("align", "edition"), beside="ja")
@click.argument("ja", metavar="JA")
@click.argument("en", metavar="EN")
@files_options("tsv,tmx")
@click.option("--review/--no-review", help="Check every pair too: numbers, names, terms, length.")
@click.option("--memory", metavar="FILE", help="Approve strong pairs into this translation memory.")
@click.option(
    "--strong",
    type=click.FloatRange(0, 1),
    default=STRONG,
    show_default=True,
    metavar="X",
    help="How sure of a pair to be to approve it.",
)
@glossary_option
@edition_options
@config_options
@click.pass_context
def command(
    context: click.Context,
    ja: str,
    en: str,
    output: str,
    formats: str,
    review: bool,
    memory: str | None,
    strong: float,
    strict: bool,
    glossary: tuple[str, ...],
    layout: Layout,
    book: str,
    config: str | None,
    no_config: bool,
) -> None:
    """Pair the Japanese edition JA with the English edition EN, sentence by sentence, each in any format.

    What one edition alone has is shown as omitted or added; doubtful pairs are flagged. The paths of the files written
    go to standard output. Options may stand under [align] and [edition] in taiyaku.toml or pyproject.toml of the
    project.
    """
    names = output_names(formats)
    if book:
        raise click.UsageError("--book is for several files; align makes one edition of two")
    for name in names:
        require(name)
    if ja == en:
        raise click.UsageError("name two files: the Japanese edition and the English one")
    load_numpy()
    sources = read_source(ja), read_source(en)
    need_two_languages(*sources)
    folder, stem = Path(output), sources[0].stem
    for name in names:
        refuse_source(folder / f"{stem}{extension(name)}", sources)
    terms = open_glossary(open_configs(config, no_config, glossary=glossary).of(folder_of(ja)).glossary)
    if not has_encoder():
        click.echo(
            "taiyaku: without the sentence encoder pairs are found by length, numbers and names alone, and many will "
            "be wrong; better: pip install 'taiyaku[similarity]'",
            err=True,
        )
    pairs = align_documents(sources[0].document, sources[1].document, terms, review=review)
    segments = tuple(segment for segment, _ in pairs)
    edition = edition_of_pairs(*sources, segments, terms, layout, pictures=any(name in EDITIONS for name in names))
    make_folder(folder)
    edition = keep_edition(folder, stem, edition)
    files = [(folder / f"{stem}{extension(name)}", render(name, edition)) for name in names]
    files.append((folder / f"{stem}.beads.jsonl", beads_jsonl(pairs)))
    write_files(files, sources)
    if memory:
        with Memory(Path(memory)) as store:
            count = store.approve(strong_units(segments, strong, f"{shown(ja)} {shown(en)}"))
        click.echo(f"{memory}: {count} pairs new or changed", err=True)
    click.echo(f"{shown(ja)} and {shown(en)}: {summary(segments)}", err=True)
    context.exit(1 if strict and any(doubtful(segment.flags) for segment in segments) else 0)
