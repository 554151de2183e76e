"""The file formats of glossaries: one module each, loaded by name when asked for.

A module offers `read(data, source) -> Incoming` and `write_terms(terms) -> bytes`; `source` is the file's name, for
error messages. Where the format cannot hold all that a term has, `LOSES` names the columns that it cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, Protocol, cast

from ..model import GlossaryError, Term
from .incoming import Incoming, with_ids
from .rows import row_of


class Module(Protocol):
    """What a module of this package offers."""

    def read(self, data: bytes, source: str) -> Incoming:
        """What is in a file's bytes; raises GlossaryError."""

    def write_terms(self, terms: Iterable[Term]) -> bytes:
        """The file's bytes for these terms; raises GlossaryError where the format cannot hold one."""


class Format(NamedTuple):
    """A format: its module, the endings that mean it where no format is named, and what it is for, in a line."""

    module: str
    endings: tuple[str, ...]
    about: str

    def read(self, data: bytes, source: str) -> Incoming:
        """What is in a file's bytes; raises GlossaryError."""
        return self._module.read(data, source)

    def read_terms(self, data: bytes, source: str) -> tuple[Term, ...]:
        """The terms of a file, each with an id; raises GlossaryError."""
        return with_ids(self.read(data, source).terms)

    def write_terms(self, terms: Iterable[Term]) -> bytes:
        """The file's bytes for these terms; raises GlossaryError where the format cannot hold one."""
        return self._module.write_terms(terms)

    def lost(self, terms: Iterable[Term]) -> tuple[str, ...]:
        """The columns filled in by some of these terms that the format does not hold, in the order of the table."""
        loses = cast(tuple[str, ...], getattr(self._module, "LOSES", ()))
        filled = {column for term in terms for column, cell in row_of(term).items() if cell}
        return tuple(column for column in loses if column in filled)

    @property
    def _module(self) -> Module:
        return cast(Module, import_module(f"{__name__}.{self.module}"))


FORMATS = {
    "tsv": Format("tsv", (".tsv",), "the table that taiyaku keeps; tabs, UTF-8"),
    "csv": Format("csv", (".csv",), "the same table for spreadsheets, or a plain list of Japanese and English"),
    "xlsx": Format("xlsx", (".xlsx",), "a workbook for Excel and LibreOffice, one row a form"),
    "tbx": Format("tbx", (".tbx",), "TermBase eXchange, TBX-Basic of ISO 30042:2019"),
    "omegat": Format("omegat", (".txt", ".utf8"), "the glossary of OmegaT"),
    "deepl": Format("deepl", (), "the glossary of DeepL: CSV of Japanese and English"),
    "memoq": Format("memoq", (), "the term base of memoQ: CSV with semicolons"),
    "google": Format("google", (), "the glossary of Google Cloud Translation for one direction: CSV without a header"),
    "google-sets": Format("google_sets", (), "the same for both directions (equivalent term sets): CSV with a header"),
    "prh": Format("prh", (".yml", ".yaml"), "the rules of prh: YAML of expected forms and patterns"),
}
"""The name of a format → the format."""


def format_of(path: PurePath, name: str = "") -> Format:
    """The format of that name, or else of the path's ending; raises GlossaryError where there is none."""
    if name:
        if name not in FORMATS:
            raise GlossaryError(f"there is no glossary format {name!r}: name one of {', '.join(FORMATS)}.")
        return FORMATS[name]
    ending = path.suffix.lower()
    for each in FORMATS.values():
        if ending and ending in each.endings:
            return each
    why = f"ends in {path.suffix!r}, the ending of no glossary format" if path.suffix else "has no ending"
    endings = ", ".join(ending for each in FORMATS.values() for ending in each.endings)
    raise GlossaryError(f"{path.name} {why}: give a file whose name ends in {endings}.")
