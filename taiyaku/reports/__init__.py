"""The formats in which `check` prints. A format is one module here with `render`, and one line in FORMATS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from ..checking import Checked

FORMATS = {
    "text": "for people: the place, the words around it, the fix",
    "json": "one list of objects",
    "jsonl": "one object a line",
    "sarif": "SARIF 2.1.0, for code scanning and editors",
    "github": "annotations of a GitHub workflow",
}


class Style(NamedTuple):
    """How findings are printed.

    color    with the colours of a terminal (text).
    explain  with the evidence under each finding (text).
    fold     with messages in several lines where they are long, as a terminal needs them (text).
    """

    color: bool = False
    explain: bool = False
    fold: bool = False


def render(format: str, files: Iterable[Checked], style: Style) -> Iterator[str]:
    """What to print for the files, piece by piece as they come."""
    pieces: Iterator[str] = import_module(f"{__name__}.{format}").render(files, style)
    return pieces
