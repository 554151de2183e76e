"""The file formats of glossaries: one module each, loaded by name when asked for.

A format offers `read_terms(data, source) -> tuple[Term, ...]` and `write_terms(terms) -> bytes`;
`source` is the file's name, for error messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from ..model import GlossaryError, Term

FORMATS = {
    ".tsv": "tsv",
}
"""File ending → module of this package."""


class Format(Protocol):
    """What a module of this package offers."""

    def read_terms(self, data: bytes, source: str) -> tuple[Term, ...]:
        """The terms in a file's bytes; raises GlossaryError."""

    def write_terms(self, terms: Iterable[Term]) -> bytes:
        """The file's bytes for these terms."""


def format_of(path: PurePath) -> Format:
    """The format of a path by its ending; raises GlossaryError for an ending not known."""
    module = FORMATS.get(path.suffix.lower())
    if module is None:
        ending = repr(path.suffix) if path.suffix else "no ending"
        raise GlossaryError(
            f"{path.name} has {ending}, which is no glossary format: give a file whose name ends in "
            f"{', '.join(FORMATS)}."
        )
    return cast(Format, import_module(f"{__name__}.{module}"))
