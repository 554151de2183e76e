"""The formats that documents are read from and written to. A format is one module and one line here."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ..document import Block, Document, Place
from ..files import FileProblem, read_bytes, write_atomic

FORMATS = {
    "txt": ".txt .text",
    "md": ".md .markdown",
    "docx": ".docx",
    "html": ".html .htm .xhtml",
    "epub": ".epub",
}

LONGEST = 2_000_000
"""Code points that a paragraph may have: four long novels without a break in them."""


def format_of(path: Path | str) -> str:
    """The format of a file by its name; files of unknown or no ending are plain text.

    >>> format_of("記事.md"), format_of("README")
    ('md', 'txt')
    """
    suffix = Path(path).suffix.lower()
    return next((name for name, endings in FORMATS.items() if suffix and suffix in endings.split()), "txt")


def parse_document(data: bytes, format: str = "txt") -> Document:
    """The document in data.

    Raises ValueError for an unknown format, FileProblem for what is no text, is too large or not to be trusted.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
    document: Document = import_module(f"{__name__}.{format}").parse(data)
    for block in document.blocks if len(data) > LONGEST else ():
        size = sum(len(run.text) for run in block.runs)
        if size > LONGEST:
            raise FileProblem(f"holds a paragraph of {size:,} characters, more than {LONGEST:,}; break it up")
    return document


def document_bytes(document: Document) -> bytes:
    """The bytes of a document; the very bytes that were read, where no block was changed."""
    data: bytes = import_module(f"{__name__}.{document.format}").serialise(document)
    return data


def with_attributes(document: Document) -> Document:
    """The document with all that is checked in it as blocks, also where its blocks are only what is translated.

    Added are, in Word documents, what stands in attributes for people, and in all formats whose comments are no text
    the comments that are to switch rules off and do not.
    """
    if document.format in ("html", "epub"):
        from .notices import with_notices

        return with_notices(document)
    if document.format == "docx":
        from .docx import with_attributes

        return with_attributes(document)
    return document


def untracked(document: Document) -> frozenset[str]:
    """The ids of the blocks of a Word document in which changes cannot be tracked; of another, of none."""
    if document.format != "docx":
        return frozenset()
    from .docx import untracked

    return untracked(document)


def place_of(document: Document, block: Block, offset: int) -> Place:
    """Where a person finds the character at an offset of a block's text."""
    place: Place = import_module(f"{__name__}.{document.format}").place_of(document, block, offset)
    return place


def read_document(path: Path | str, format: str | None = None) -> Document:
    """Read a file. `format` is told from the name if not given. Raises FileProblem with one sentence."""
    data = read_bytes(path)
    try:
        return parse_document(data, format or format_of(path))
    except FileProblem as e:
        raise FileProblem(f"{path}: {e}") from None


def write_document(document: Document, path: Path | str) -> None:
    """Write a document in its own format and encoding, whole or not at all. Raises FileProblem."""
    try:
        data = document_bytes(document)
    except FileProblem as e:
        raise FileProblem(f"{path}: {e}") from None
    write_atomic(path, data)
