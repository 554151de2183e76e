"""What the commands read: a document from a file or standard input, and the glossaries of the settings."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from cleantext.check import TEXT_FORMATS
from cleantext.document import Document
from cleantext.files import FileProblem, read_bytes
from cleantext.formats import format_of, parse_document
from glossaries import Glossary, load_glossaries


@dataclass(frozen=True)
class Source:
    """A document as it was read.

    name   the path given, or "-" for standard input.
    label  what the files made of it are called; "" for the name of the file.
    """

    name: str
    data: bytes
    document: Document
    label: str = ""

    @property
    def stem(self) -> str:
        """The label, or the file's name without folders, ending and language; "text" for standard input."""
        return (self.label or stem_of(Path(self.name))) if self.name != "-" else "text"

    @property
    def remark(self) -> str:
        """What of it could not be read, with its name; "" for nothing."""
        return f"{shown(self.name)}: {self.document.remark}" if self.document.remark else ""

    @property
    def is_empty(self) -> bool:
        """True if there is no text in it."""
        if self.document.format == "txt":  # a block is what holds more than white space
            return not self.document.source.text.strip()
        return not any(block.text.strip() for block in self.document.blocks)

    @property
    def encoding(self) -> str | None:
        """The encoding of a text; None for other documents."""
        return self.document.source.encoding if self.document.format in TEXT_FORMATS else None


def stem_of(path: Path) -> str:
    """A file's name without folders, ending and language.

    >>> stem_of(Path("articles/miami-davos.ja.txt"))
    'miami-davos'
    """
    return path.stem.removesuffix(".ja")


def shown(name: str) -> str:
    """A path as sentences name it."""
    return "standard input" if name == "-" else name


def read_source(name: str, *, empty: bool = False) -> Source:
    """Read a file or, for "-", standard input. Raises FileProblem with one sentence.

    empty  a document without text is let pass; else it is a problem too.
    """
    data = sys.stdin.buffer.read() if name == "-" else read_bytes(name)
    try:
        source = Source(name, data, parse_document(data, format_of(name)))
    except FileProblem as e:
        raise FileProblem(f"{shown(name)}: {e}") from None
    if source.is_empty and not empty:
        from translate.outputs.preformatted import remark

        reason = source.document.remark or remark(source.document) or "is empty; there is nothing to do"
        raise FileProblem(f"{shown(name)}: {reason}")
    return source


def open_glossary(names: tuple[str, ...]) -> Glossary | None:
    """The glossaries of the settings as one, the nearest last; () is none. Raises GlossaryError."""
    return load_glossaries(names) if names else None
