"""Options that commands share: which files, which rules, which settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from cleantext.profiles import load_profiles
from cleantext.rules import RULES

from .config import DEFAULT_GLOSSARY, Config, Configs, did_you_mean, folder_of, glossary_names, read_config
from .discover import Found, PathProblem, find_files

Command = TypeVar("Command", bound=Callable[..., Any])


class RuleList(click.ParamType):
    """Rule ids with commas between."""

    name = "rules"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> tuple[str, ...]:
        rules = tuple(part.strip() for part in str(value).split(",") if part.strip())
        for rule in rules:
            if rule not in RULES:
                self.fail(f"unknown rule {rule!r}; {did_you_mean(rule, RULES)}", param, context)
        return rules


def config_options(command: Command) -> Command:
    """Adds the options that say which settings hold."""
    command = click.option("--no-config", is_flag=True, help="Use no file of settings.")(command)
    return click.option("--config", metavar="FILE", help="Take the settings from FILE alone.")(command)


def glossary_option(command: Command) -> Command:
    """Adds --glossary to a command."""
    option = click.option(
        "--glossary",
        multiple=True,
        metavar="G",
        callback=_glossary_names,
        help="A glossary, by name or path; again for more, the last one counts most; none for none [ukraine].",
    )
    return option(command)


def _glossary_names(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    try:
        glossary_names(value or DEFAULT_GLOSSARY)
    except ValueError as e:
        raise click.BadParameter(str(e)) from None
    return value


def date_option(command: Command) -> Command:
    """Adds --date to a command."""
    option = click.option(
        "--date",
        metavar="D",
        callback=lambda context, option, value: _need_day(value),
        help="Date of the article, as 2026-01-20 [what it says, else today].",
    )
    return option(command)


def _need_day(value: str | None) -> str | None:
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it as 2026-01-20") from None


def profile_option(command: Command) -> Command:
    """Adds --profile to a command."""
    option = click.option(
        "--profile",
        type=click.Choice(list(load_profiles())),
        help="Which rules, by the kind of text [web-news].",
    )
    return option(command)


def settings_options(command: Command) -> Command:
    """Adds the options whose values `open_configs` takes."""
    for option in reversed(
        (
            profile_option,
            click.option(
                "--select",
                type=RuleList(),
                multiple=True,
                metavar="R",
                help="Run only these rules (taiyaku rules lists them).",
            ),
            click.option("--extend-select", type=RuleList(), multiple=True, metavar="R", help="Run these rules too."),
            click.option("--ignore", type=RuleList(), multiple=True, metavar="R", help="Leave these rules out."),
            glossary_option,
            date_option,
            click.option(
                "--exclude", multiple=True, metavar="P", help="Leave out files of folders that match P, as *.draft.txt."
            ),
            click.option(
                "--force-exclude", is_flag=True, help="Leave out what is excluded even where it is named itself."
            ),
            config_options,
            click.option(
                "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Files to work on at once [as many as pay]."
            ),
            click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
        )
    ):
        command = option(command)
    return command


def open_configs(config: str | None, no_config: bool, **options: Any) -> Configs:
    """The settings of files with the options over them; options that may be repeated come as tuples of tuples.

    Raises ConfigProblem, and UsageError where options contradict each other.
    """
    if config and no_config:
        raise click.UsageError("--config and --no-config exclude one another")
    for name in {"select", "extend_select", "ignore"} & options.keys():
        options[name] = tuple(rule for rules in options[name] for rule in rules)
    only = read_config(Path(config)) if config else Config(Path.cwd()) if no_config else None
    return Configs(only, **options)


def named_files(
    paths: tuple[str, ...], configs: Configs, force_exclude: bool = False
) -> Iterator[tuple[Found, Config] | PathProblem]:
    """The files that paths name with their settings. Raises ConfigProblem.

    force_exclude  what is excluded is left out also where it is named itself.
    """
    for found in find_files(paths, configs):
        if isinstance(found, PathProblem):
            yield found
            continue
        config = configs.of(folder_of(found.path))
        if not (force_exclude and found.folder is None and config.is_excluded(Path(found.path), False)):
            yield found, config


def say(sentence: str) -> None:
    """Say what went wrong, or what was done, on standard error."""
    click.echo(f"taiyaku: {sentence}", err=True)
