"""`taiyaku bilingual`: the whole main job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from translate.outputs.edition import Layout

from ..edition_options import edition_options, files_options, output_names
from ..engine_options import Wanted, engine_options
from ..jobs import do_job
from ..options import config_options, date_option, glossary_option, open_configs, profile_option
from ..project_command import ProjectCommand


@click.command("bilingual", cls=ProjectCommand, tables=("translate", "bilingual", "edition"), beside="paths")
@click.argument("paths", nargs=-1, required=True)
@files_options("tsv,tmx,html")
@profile_option
@glossary_option
@date_option
@engine_options
@edition_options
@config_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output: str,
    formats: str,
    strict: bool,
    profile: str | None,
    glossary: tuple[str, ...],
    date: str | None,
    layout: Layout,
    book: str,
    config: str | None,
    no_config: bool,
    **engine: Any,
) -> None:
    """Clean PATHS, translate them offline, verify every sentence, and write an aligned edition and a report of each.

    PATHS are files or folders; with --book they become the chapters of one edition.

    Without a model all but the English is written, and the command ends with 3. The paths of the files
    written go to standard output. Ctrl-C keeps what is translated; the same command goes on from there.
    Glossary, engine and all else may stand in taiyaku.toml or pyproject.toml of the project, under [translate],
    [bilingual] and [edition]; options win.
    """
    folder = Path(output)
    wanted = Wanted.of(**engine)
    configs = open_configs(config, no_config, glossary=glossary, profile=profile, date=date)
    code = do_job(
        paths, folder, output_names(formats), configs, wanted, clean=True, strict=strict, layout=layout, book=book
    )
    context.exit(code)
