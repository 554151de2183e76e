"""What the commands read: a text with how it was stored, from a file or standard input; a glossary by option."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from cleantext.files import FileProblem, decode, encode, read_bytes
from cleantext.formats import format_of
from glossaries import Glossary, load_glossary

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Source:
    """A text as it was read. `name` is the path given, or "-" for standard input."""

    name: str
    data: bytes
    text: str
    encoding: str
    bom: bytes
    format: str

    @property
    def stem(self) -> str:
        """The file's name without its folders, ending and language: miami-davos.ja.txt → miami-davos."""
        return Path(self.name).stem.removesuffix(".ja") if self.name != "-" else "text"

    def store(self, text: str, encoding: str | None = None) -> bytes:
        """The bytes of a text as this one was stored, or in another encoding; the very bytes if nothing changed.

        Raises FileProblem where the encoding lacks a character or is unknown.
        """
        if encoding is None and text == self.text:
            return self.data
        try:
            return encode(text, encoding or self.encoding, b"" if encoding else self.bom)
        except LookupError:
            raise FileProblem(f"{encoding}: is no known encoding; name one like utf-8, cp932 or euc_jp") from None
        except FileProblem as e:
            raise FileProblem(f"{self.name}: {e}") from None


def read_source(name: str) -> Source:
    """Read a file or, for "-", standard input. Raises FileProblem with one sentence; an empty text is one."""
    data = sys.stdin.buffer.read() if name == "-" else read_bytes(name)
    shown = "standard input" if name == "-" else name
    try:
        decoded = decode(data)
    except FileProblem as e:
        raise FileProblem(f"{shown}: {e}") from None
    if not decoded.text.strip():
        raise FileProblem(f"{shown}: is empty; there is nothing to do")
    return Source(name, data, *decoded, format_of(name))


def open_glossary(name: str) -> Glossary | None:
    """The glossary of an option; "none" for none. Raises GlossaryError."""
    return None if name == "none" else load_glossary(name)


def glossary_option(command: Command) -> Command:
    """Adds --glossary to a command."""
    option = click.option(
        "--glossary",
        default="ukraine",
        show_default=True,
        metavar="G",
        help="Name or path of a glossary; none for none.",
    )
    return option(command)


def profile_option(command: Command) -> Command:
    """Adds --profile to a command."""
    from cleantext.profiles import load_profiles

    option = click.option(
        "--profile",
        type=click.Choice(list(load_profiles())),
        default="web-news",
        show_default=True,
        help="Set of rules.",
    )
    return option(command)


def known_rules(names: tuple[str, ...]) -> list[str]:
    """Rule ids from repeated options, each of which may hold several with commas between."""
    from cleantext.rules import load_rule

    rules = [part.strip() for name in names for part in name.split(",") if part.strip()]
    for rule in rules:
        try:
            load_rule(rule)
        except ValueError as e:
            raise click.BadParameter(str(e)) from None
    return rules
