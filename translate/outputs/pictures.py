"""The pictures of a document: where they stand, and their bytes, as far as an edition may hold them.

A picture is taken from the document itself (a member of its package, a data: address) or from a file in the folder of
the document, never from outside it and never from a network. What is not taken becomes a figure that says why.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import struct
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from cleantext.document import Block, Document
from cleantext.files import FileProblem
from cleantext.formats.foreign import Unfit
from cleantext.formats.package import Package
from translate.outputs.alts import LONGEST
from translate.outputs.drawings import MEDIA_TYPE, drawing_in, is_drawing
from translate.outputs.edition import Cell, Figure, Formula, Picture, Shape
from translate.outputs.links import shown
from translate.outputs.listings import breaks_in

READERS = {
    "md": "translate.outputs.pictures_md",
    "html": "translate.outputs.pictures_html",
    "epub": "translate.outputs.pictures_html",
    "docx": "translate.outputs.pictures_docx",
}
LARGEST, MOST_BYTES, MOST = 20 << 20, 100 << 20, 5000
"""Bytes of a picture; bytes of all of a document, each time one is shown; how many."""
MOST_PIXELS = 100_000_000
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", MEDIA_TYPE: "svg",
           "image/x-emf": "emf", "image/x-wmf": "wmf"}  # fmt: skip
METAFILES = frozenset(("image/x-emf", "image/x-wmf"))
"""Pictures that only Word shows."""
_DATA = re.compile(r"data:[\w.+/-]*(?:;[\w=.-]+)*?(;base64)?,", re.I)
_BLANK = 2
"""A picture of so few pixels in width or height is there to count readers, or for space."""


class Drawn(NamedTuple):
    """A picture in a document.

    block    the block it stands in or beside.
    at       after how many characters of it, without white space.
    address  where it is, as the document says; "" where that is nothing for people.
    member   the member of the package that it is; "" where it is none.
    why      why it cannot be shown, where that is known already.
    cell     the cell that it stands in, in the table of the block.
    data     its bytes, where the document holds them in its text.
    said     the block that its alt is; "" where it is none.
    kind, text, depth, target, formula  see Figure.
    """

    block: str
    at: int
    address: str
    alt: str = ""
    member: str = ""
    why: str = ""
    cell: Cell | None = None
    data: bytes = b""
    said: str = ""
    kind: Literal["picture", "code", "rule", "note", "break", "formula"] = "picture"
    text: str = ""
    depth: int = -1
    target: str = ""
    formula: Formula | None = None


class Unseen(Exception):
    """A picture that is not taken; the message says why, in a few words."""


def illustrated(
    document: Document, shapes: tuple[Shape, ...], folder: Path | None
) -> tuple[tuple[Shape, ...], tuple[Picture, ...]]:
    """The shapes with the figures of a document, and its pictures.

    folder  that of the document; None where it has none, as standard input.
    """
    if document.format not in READERS:
        return shapes, ()
    drawn: Iterator[Drawn] = import_module(READERS[document.format]).read(document)
    taken = _Taken(folder, getattr(document.source, "package", None))
    figures: dict[str, list[Figure]] = {}
    known = {shape.block: shape for shape in shapes}
    for each in drawn:
        if figure := taken.figure(each):
            here = known[each.block].cell if each.block in known else None
            if here and each.cell and each.cell[1:3] != here[1:3]:
                figure = figure._replace(cell=each.cell._replace(table=here.table))
            figures.setdefault(each.block, []).append(figure)
    for block in document.blocks if document.format != "md" else ():
        if some := list(breaks_in(block)):
            figures[block.id] = sorted([*figures.get(block.id, ()), *some], key=lambda figure: figure.at)
    order = [block.id for block in document.blocks if block.id in known or block.id in figures]
    new = (known.get(id, Shape(id))._replace(figures=tuple(figures.get(id, ()))) for id in order)
    return tuple(new), tuple(taken.pictures.values())


def beside(
    blocks: Sequence[Block], cells: Mapping[str, Cell], cell: Cell | None, at: int, start: Callable[[Block], int]
) -> Block | None:
    """The block beside which a picture that stands alone in a cell is told of: the last before it in its table.

    Where none is before it the first there is; None for a picture that has a block in its own cell, before it.
    """
    some = [block for block in blocks if cell and block.id in cells and cells[block.id].table == cell.table]
    near = next((block for block in reversed(some) if start(block) <= at), some[0] if some else None)
    return near if near and cell and cells[near.id][1:3] != cell[1:3] else None


class _Taken:
    """The pictures taken so far, by their names."""

    def __init__(self, folder: Path | None, package: Package | None) -> None:
        self.folder = os.path.realpath(folder) if folder is not None else None
        self.package = package
        self.pictures: dict[str, Picture] = {}
        self.bytes = self.count = 0

    def figure(self, drawn: Drawn) -> Figure | None:
        """The figure of a picture; None for one that shows nothing."""
        alt = " ".join(drawn.alt.split())[:LONGEST]
        if drawn.kind != "picture":
            figure = Figure("", alt, drawn.at, kind=drawn.kind, text=drawn.text, depth=drawn.depth)
            return figure._replace(target=drawn.target, formula=drawn.formula)
        address = shown(drawn.address)
        self.count += 1
        if self.count > MOST:
            return None if self.count > MOST + 1 else Figure("", "", drawn.at, "", "more than 5000 pictures")
        try:
            picture = self.take(drawn)
        except Unseen as why:
            return Figure("", alt, drawn.at, address, str(why), depth=drawn.depth, said=drawn.said)
        if min(picture.width, picture.height) <= _BLANK:
            return None
        self.pictures.setdefault(picture.name, picture)
        unshown = "a kind of picture that only Word shows" if picture.media_type in METAFILES else ""
        return Figure(picture.name, alt, drawn.at, address, unshown, depth=drawn.depth, said=drawn.said)

    def take(self, drawn: Drawn) -> Picture:
        """A picture. Raises Unseen."""
        if drawn.why:
            raise Unseen(drawn.why)
        if drawn.data:
            data = drawn.data
        elif self.package is not None:
            data = self.member(drawn.member)
        elif match := _DATA.match(drawn.address):
            data = _from_data(drawn.address[match.end() :], bool(match[1]))
        else:
            data = self.file(drawn.address)
        if self.bytes + len(data) > MOST_BYTES:
            raise Unseen(f"more than {MOST_BYTES >> 20} MB of pictures")
        picture = picture_of(data)
        self.bytes += len(data)
        return picture

    def member(self, name: str) -> bytes:
        """A member of the package. Raises Unseen."""
        assert self.package is not None
        if name not in self.package.members:
            raise Unseen("not there")
        if self.package.members[name].size > LARGEST:
            raise Unseen(f"larger than {LARGEST >> 20} MB")
        try:
            return self.package.read(name)
        except FileProblem:
            raise Unseen("broken") from None

    def file(self, address: str) -> bytes:
        """A file in the folder of the document. Raises Unseen."""
        try:
            parts = urlsplit(address)
        except ValueError:
            raise Unseen("no address") from None
        if parts.scheme or parts.netloc:
            raise Unseen("not in the folder, and not fetched")
        if self.folder is None:
            raise Unseen("the text has no folder")
        name = unquote(parts.path)
        path = os.path.realpath(os.path.join(self.folder, name.replace("\0", "")))
        if not name or os.path.isabs(name) or "\0" in name or not path.startswith(os.path.join(self.folder, "")):
            raise Unseen("outside the folder of the text")
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                os.close(handle)
                raise Unseen("no file")
            with open(handle, "rb") as file:
                if found.st_size > LARGEST:
                    raise Unseen(f"larger than {LARGEST >> 20} MB")
                return file.read(LARGEST)
        except (OSError, ValueError):
            raise Unseen("not there") from None


def _from_data(text: str, coded: bool) -> bytes:
    if len(text) > LARGEST * 4 // 3:
        raise Unseen(f"larger than {LARGEST >> 20} MB")
    data = unquote_to_bytes(text)
    try:
        return b64decode(re.sub(rb"\s+", b"", data), validate=True) if coded else data
    except ValueError:
        raise Unseen("broken") from None


def picture_of(data: bytes) -> Picture:
    """The picture in data: PNG, JPEG, GIF, WebP, SVG, EMF or WMF, by its first bytes. Raises Unseen for all else."""
    if is_drawing(data):
        try:
            data, width, height = drawing_in(data)
        except Unfit as why:
            raise Unseen(str(why)) from None
        media_type = MEDIA_TYPE
    else:
        media_type, width, height = _measured(data)
    if not (width > 0 and height > 0 and width * height <= MOST_PIXELS):
        raise Unseen("broken" if width <= 0 or height <= 0 else "more than 100 million pixels")
    name = f"{hashlib.sha256(data).hexdigest()[:24]}.{ENDINGS[media_type]}"
    return Picture(name, data, media_type, width, height)


def _measured(data: bytes) -> tuple[str, int, int]:
    """The type of a picture, its width and height.

    Source: PNG 3, 11.2.1; ITU-T T.81, B.2.2; GIF89a, 18; RFC 9649; MS-EMF 2.3.4.2 (its frame is in hundredths of a
    millimetre); MS-WMF 2.3.2.3. Metafiles are measured at 96 pixels to the inch.
    """
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
            return ("image/png", *struct.unpack(">II", data[16:24]))
        if data.startswith((b"GIF87a", b"GIF89a")):
            return ("image/gif", *struct.unpack("<HH", data[6:10]))
        if data.startswith(b"\xff\xd8\xff"):
            return ("image/jpeg", *_jpeg_size(data))
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return ("image/webp", *_webp_size(data))
        if data.startswith(b"\1\0\0\0") and data[40:44] == b" EMF":
            left, top, right, bottom = struct.unpack("<4i", data[24:40])
            return "image/x-emf", (right - left) * 96 // 2540, (bottom - top) * 96 // 2540
        if data.startswith(b"\xd7\xcd\xc6\x9a"):
            left, top, right, bottom, inch = struct.unpack("<4hH", data[6:16])
            return "image/x-wmf", (right - left) * 96 // max(inch, 1), (bottom - top) * 96 // max(inch, 1)
    except (struct.error, IndexError):
        raise Unseen("broken") from None
    raise Unseen("neither PNG, JPEG, GIF, WebP, SVG, EMF nor WMF")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        while data[at] == 0xFF:
            at += 1
        mark = data[at]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 4 : at + 8])
            return width, height
        at += 1 if mark == 0x01 or 0xD0 <= mark <= 0xD8 else 1 + max(2, struct.unpack(">H", data[at + 1 : at + 3])[0])


def _webp_size(data: bytes) -> tuple[int, int]:
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        (bits,) = struct.unpack("<I", data[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF
