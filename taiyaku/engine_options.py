"""The options that say what translates, and what a sentence may cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from translate import Budget
from translate.engines import ENGINES
from translate.repair import STANDARD

from .engines import CHOICES, Choice

Command = TypeVar("Command", bound=Callable[..., Any])


def engine_options(command: Command) -> Command:
    """Adds the options that `Wanted.of` takes."""
    for option in reversed(
        (
            click.option("--engine", type=click.Choice(CHOICES), default="auto",
                         help="What translates: llama and argos here, openai and libretranslate on your own server, "
                              "memory only what people approved [the best that is here]."),
            click.option("--model", metavar="M", help="An installed model, a GGUF file, or a server's model."),
            click.option("--server", metavar="URL", envvar="TAIYAKU_SERVER", help="Address of a server of your own."),
            click.option("--fallback", type=click.Choice([*ENGINES, "none"]),
                         help="A second engine, for sentences that fail a check."),
            click.option("--tries", type=click.IntRange(1, 20), metavar="N", default=STANDARD.tries, show_default=True,
                         help="Tries for a sentence that fails a check."),
            click.option("--patience", type=click.FloatRange(0), metavar="S",
                         help="Seconds that all tries of a sentence may take."),
            click.option("--threads", type=click.IntRange(1, 256), metavar="N",
                         help="Processors to use [all, up to 8]."),
            click.option("--memory", metavar="FILE", help="Translation memory [OUT/.taiyaku/memory.sqlite]."),
            click.option("--resume/--no-resume", default=True, show_default=True,
                         help="Take answers of earlier runs from the memory, or ask anew."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@dataclass(frozen=True)
class Wanted:
    """What the options of `engine_options` say."""

    choice: Choice
    fallback: str | None
    budget: Budget
    memory: Path | None
    resume: bool

    @classmethod
    def of(
        cls,
        engine: str,
        model: str | None,
        server: str | None,
        fallback: str | None,
        tries: int,
        patience: float | None,
        threads: int | None,
        memory: str | None,
        resume: bool,
    ) -> Wanted:
        """The options as they come from click."""
        choice = Choice(engine, model, server, threads)
        return cls(choice, fallback, Budget(tries, patience), Path(memory) if memory else None, resume)
