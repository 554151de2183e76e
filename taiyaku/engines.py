"""Which engine translates: the one that was asked for, or the best that is there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from translate import Engine, EngineFailed, EngineMissing, load_engine
from translate.engines import ENGINES

from . import models
from .errors import ModelMissing, TaiyakuError

CHOICES = ("auto", "llama", "argos", "openai", "libretranslate", "memory", "none")
"""What --engine takes. "memory" is what a person has approved, and sentences like it, without any engine."""


@dataclass(frozen=True)
class Choice:
    """What the user said of engines.

    server   the address of a server of the user's own, for openai and libretranslate; None for none.
    model    a model installed, a GGUF file (llama), an .argosmodel file or a package's folder (argos), or a name that
             the server knows (openai); None for the usual.
    threads  processors for llama and argos; None for all up to 8.
    """

    engine: str = "auto"
    model: str | None = None
    server: str | None = None
    threads: int | None = None


@dataclass(frozen=True)
class Opened:
    """An engine, or why there is none: "" where none was wanted."""

    name: str
    engine: Engine | None
    missing: str = ""


def open_engine(choice: Choice) -> Opened:
    """The engine of a choice. Raises TaiyakuError, EngineFailed or EngineMissing where a named one cannot be had."""
    if choice.engine == "auto":
        return _best(choice)
    if choice.engine == "none":
        return Opened("none", None, "no engine was asked for, so there is no English")
    if choice.engine == "memory":
        return Opened("memory", None)
    if choice.engine in ("llama", "argos"):
        return _local(choice.engine, choice)
    return Opened(choice.engine, _server(choice.engine, choice))


def _best(choice: Choice) -> Opened:
    """A server whose address is given, for it is there to be used; else what runs on this machine.

    That is the engine of the model that is named, else llama with a model that is installed, which takes terms and
    instructions and so does better, else argos with one that is.
    """
    if choice.server:
        from translate.engines.http import ServerFailed

        tried: list[EngineFailed] = []
        for name in ("openai", "libretranslate"):
            try:
                return Opened(name, _server(name, choice))
            except EngineFailed as e:
                tried.append(e)
        raise next(
            (e for e in tried if not isinstance(e, ServerFailed)), tried[0]
        )  # a refusal may be of the other kind
    if named := choice.model or os.environ.get("TAIYAKU_MODEL"):
        return _local(models.engine_of(named), choice)
    missing: EngineMissing | None = None
    for name in ("llama", "argos"):
        if models.list_models(name) or (name == "argos" and models.own_packages()):
            try:
                return _local(name, choice)
            except EngineMissing as e:
                missing = missing or e
    if missing:
        raise missing
    return _local("llama", choice)


def _local(name: str, choice: Choice) -> Opened:
    """The engine with its model; without one, unless one was named, why there is none."""
    try:
        model = models.find(choice.model, name)
    except ModelMissing as e:
        if choice.model is not None:
            raise
        return Opened(name, None, e.message)
    return Opened(name, load_engine(name, model=model.path, sha256=model.sha256, threads=choice.threads))


def _server(name: str, choice: Choice) -> Engine:
    if not choice.server:
        raise TaiyakuError(f"the engine {name} needs a server of your own: give its address with --server", 2)
    from translate.engines.http import need_address  # the network takes a while to import

    try:
        need_address(name, choice.server)
    except EngineFailed as e:
        raise TaiyakuError(str(e), 2) from None
    settings: dict[str, Any] = {"server": choice.server}
    if name == "openai":
        settings["model"] = choice.model
    return load_engine(name, **settings)


def choices_here(server: str | None = None, threads: int | None = None) -> list[Choice]:
    """Every engine that can be opened here, the one that "auto" takes first: a server given, then installed models."""
    choices = []
    if server:
        choices.append(Choice(_best(Choice(server=server)).name, server=server, threads=threads))
    for engine in ("llama", "argos"):
        try:
            usual = models.find(engine=engine).name
        except TaiyakuError:
            usual = ""
        there = models.list_models(engine) + (models.own_packages() if engine == "argos" else [])
        names = sorted(dict.fromkeys(model.name for model in there), key=lambda name: name != usual)
        choices += [Choice(engine, name, threads=threads) for name in names]
    return choices


def parse_choice(text: str) -> Choice:
    """NAME, NAME=MODEL or NAME=URL as a choice. Raises TaiyakuError for an unknown name.

    >>> parse_choice("llama=qwen"), parse_choice("openai=http://localhost:8080").server
    (Choice(engine='llama', model='qwen', server=None, threads=None), 'http://localhost:8080')
    """
    name, _, what = text.partition("=")
    if name not in ENGINES:
        raise TaiyakuError(f"unknown engine {name!r}; known: {', '.join(ENGINES)}", 2)
    if "://" in what:
        return Choice(name, server=what)
    return Choice(name, what or None)
