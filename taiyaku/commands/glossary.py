"""`taiyaku glossary`: look at glossaries and check them."""

from __future__ import annotations

import click

from glossaries import load_glossary, shipped_glossaries

from .glossary_suggest import command as suggest_command


@click.group("glossary")
def command() -> None:
    """List and check glossaries."""


@command.command("list")
@click.argument("glossary", required=False)
def list_command(glossary: str | None) -> None:
    """Print the shipped glossaries, or the terms of GLOSSARY (a name or a path) with their forms."""
    if glossary is None:
        for name in shipped_glossaries():
            click.echo(f"{name}\t{len(load_glossary(name))} terms")
        return
    for term in load_glossary(glossary):
        others = " | ".join(f"{form.text} ({form.status})" for form in term.forms[1:])
        click.echo(f"{term.preferred}\t{' | '.join(term.english)}\t{others}")


@command.command("lint")
@click.argument("glossaries", nargs=-1, required=True)
def lint_command(glossaries: tuple[str, ...]) -> None:
    """Read GLOSSARIES (names or paths) and say whether they can be used; the first bad row is named."""
    for name in glossaries:
        click.echo(f"{name}\tok\t{len(load_glossary(name))} terms")


command.add_command(suggest_command)
