"""Outputs: one file a format, each turning an edition into the bytes of one file.

An output is a module with `render(edition) -> bytes`, and one line in `OUTPUTS`. It is loaded when it
is first asked for. Rendering is pure: it reads no clock, writes no file, and gives the same bytes for
the same edition.

>>> extension("tmx")
'.tmx'
>>> render("odt", Edition("", "", (), "", "", "", ()))  # doctest: +ELLIPSIS
Traceback (most recent call last):
ValueError: no output named 'odt'; there are ...
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from translate.outputs.edition import Edition as Edition

__all__ = ["EDITIONS", "OUTPUTS", "Edition", "Output", "extension", "render", "require"]


class Output(NamedTuple):
    """Where a format is written: its module, and how the names of its files end (with the dot)."""

    module: str
    extension: str


OUTPUTS: dict[str, Output] = {
    "csv": Output("translate.outputs.csv", ".csv"),
    "docx": Output("translate.outputs.docx", ".docx"),
    "epub": Output("translate.outputs.epub", ".epub"),
    "html": Output("translate.outputs.html", ".html"),
    "jsonl": Output("translate.outputs.jsonl", ".jsonl"),
    "md": Output("translate.outputs.md", ".md"),
    "pdf": Output("translate.outputs.pdf", ".pdf"),
    "tmx": Output("translate.outputs.tmx", ".tmx"),
    "tsv": Output("translate.outputs.tsv", ".tsv"),
    "xliff": Output("translate.outputs.xliff", ".xlf"),
    "xliff2": Output("translate.outputs.xliff2", ".xliff"),
    "xlsx": Output("translate.outputs.xlsx", ".xlsx"),
}


EDITIONS = ("docx", "epub", "html", "md", "pdf")
"""The outputs that are editions for readers; the others are for programs."""


def render(name: str, edition: Edition) -> bytes:
    """Return `edition` in the format `name` (a key of `OUTPUTS`); ValueError if there is none.

    An edition made of a file of that format is that file with the English in it, if its layout says so.
    """
    module = find(name).module
    if name in EDITIONS and edition.document is not None:
        from translate.outputs.in_source import is_wanted

        module = "translate.outputs.in_source" if is_wanted(name, edition) else module
    written: bytes = import_module(module).render(edition)
    return written


def require(name: str) -> None:
    """Raise FileProblem, with a sentence, where a program or package is missing without which `name` is not written."""
    check = getattr(import_module(find(name).module), "require", None)
    if check:
        check()


def extension(name: str) -> str:
    """Return how file names of the format `name` end, with the dot; ValueError if there is none."""
    return find(name).extension


def find(name: str) -> Output:
    """Return the entry of `OUTPUTS` for `name`; ValueError, naming the known ones, if there is none."""
    if name not in OUTPUTS:
        raise ValueError(f"no output named {name!r}; there are {', '.join(sorted(OUTPUTS))}")
    return OUTPUTS[name]
