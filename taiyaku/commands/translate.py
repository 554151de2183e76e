"""`taiyaku translate`: translate and align texts as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from translate.outputs.edition import Layout

from ..edition_options import edition_options, files_options, output_names
from ..engine_options import Wanted, engine_options
from ..jobs import do_job
from ..options import config_options, glossary_option, open_configs
from ..project_command import ProjectCommand


@click.command("translate", cls=ProjectCommand, tables=("translate", "edition"), beside="paths")
@click.argument("paths", nargs=-1, required=True)
@files_options("tsv")
@glossary_option
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
    glossary: tuple[str, ...],
    layout: Layout,
    book: str,
    config: str | None,
    no_config: bool,
    **engine: Any,
) -> None:
    """Translate PATHS (files or folders) as they are, without cleaning them; Chinese filler is never translated.

    Without a model nothing is translated, the rows are written all the same, and the command ends with 3.
    Glossary, engine and all else may stand in taiyaku.toml or pyproject.toml of the project, under [translate]
    and [edition]; options win.
    """
    wanted = Wanted.of(**engine)
    folder = Path(output)
    configs = open_configs(config, no_config, glossary=glossary)
    code = do_job(
        paths, folder, output_names(formats), configs, wanted, clean=False, strict=strict, layout=layout, book=book
    )
    context.exit(code)
