"""Commands whose options may stand in the settings of the project that their files lie in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .config import Config, folder_of
from .options import open_configs


class ProjectCommand(click.Command):
    """A command for which tables of settings hold: what they say is the default of the option of that name.

    tables  the names of the tables; where two say something of an option, the later counts.
    beside  the parameter that names the files: the settings of the first one hold.
    """

    def __init__(self, *arguments: Any, tables: tuple[str, ...], beside: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.tables, self.beside = tables, beside

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """As in click; `--config` and `--no-config` choose the settings. Raises ConfigProblem."""
        given, _, _ = self.make_parser(context).parse_args(list(args))
        named = given.get(self.beside)
        first = named[0] if isinstance(named, (list, tuple)) and named else named
        if isinstance(first, str) and not given.get("help") and not context.resilient_parsing:
            configs = open_configs(_text(given.get("config")), given.get("no_config") is True)
            context.default_map = defaults(configs.of(folder_of(first)), self.tables, given)
        return super().parse_args(context, args)


def defaults(config: Config, tables: tuple[str, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """What tables say of options, by the options' names.

    Engine, model and server are one choice: with an engine or a server that is given, a model of the settings does not
    count, nor does their server with an engine of this machine that is given, nor their engine with a server. A model
    that is given brings the engine of this machine that runs it.
    """
    said: dict[str, Any] = {}
    for name in tables:
        said |= config.tables.get(name, {})
    if isinstance(given.get("engine"), str) or isinstance(given.get("server"), str):
        said.pop("model", None)
        said.pop("engine", None)
        if given.get("engine") not in ("openai", "libretranslate"):
            said.pop("server", None)
    model = given.get("model")
    if isinstance(model, str) and said.get("engine") in ("llama", "argos"):
        from .models import engine_of

        said["engine"] = engine_of(model)
    return {name: str(value) if isinstance(value, Path) else value for name, value in said.items()}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
