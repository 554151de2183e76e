"""EPUB 2 and 3, changed in place: only members in which text was changed are written anew.

Read are the pages of the spine in its order, then the contents (nav, ncx) and the title of the book, which readers
see too. Pages that are not in the spine, and SVG pages, are left alone; pages of the spine that the book lacks are
named in the remark of the document. XML is read by `markup`, which resolves no entities and fetches nothing. Refused:
what `package` refuses, manifests that name files outside the book, books protected against copying (fonts may be
obfuscated), changes to a signed book. A page whose XML is broken is read as far as it goes.

Source: EPUB 3.3 (container, package document, navigation document) and OPF 2.0.1 (ncx, dc:title).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote

from ..document import Block, Document, Place
from ..files import FileProblem
from .flow import blocks_of
from .html import Page, read_page, source_offset, write_page
from .markup import attributes, decoded, tokens
from .package import Package, read_package
from .package_writing import write_package

MOST_TEXT = 200 << 20
"""How many bytes the pages of a book may have together."""

MOST_NAMED = 5
"""How many pages that a book lacks are named."""

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_SIGNATURES = "META-INF/signatures.xml"
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_LEADS_OUT = re.compile(r"\.\.(?:/|$)|[/\\]|\.\.\\")
_ELSEWHERE = re.compile(r"(?i)file:")
_BODY = re.compile("<body[\t\n\r >]", re.I)


@dataclass(frozen=True)
class Book:
    """A book as it was read: the package, and the pages that text was taken from, by the names of their members.

    spine  the names of the pages of the spine, those without text too.
    """

    package: Package
    pages: dict[str, Page]
    spine: tuple[str, ...] = ()


def parse(data: bytes) -> Document:
    """The blocks of a book. Raises FileProblem for what is no book, is broken, protected or not to be trusted."""
    reader = _Reader(read_package(data))
    blocks = tuple(reader.read_book())
    return Document("epub", blocks, Book(reader.package, reader.pages, reader.spine), _remark(reader.lacking))


def _remark(lacking: list[str]) -> str:
    """What is said of pages that are listed and not there.

    >>> _remark(["text/ch2.xhtml"])
    'lacks a page that it lists (text/ch2.xhtml); what stood there is not read, so export the book again'
    """
    if not lacking:
        return ""
    what = "a page" if len(lacking) == 1 else f"{len(lacking)} pages"
    named = ", ".join(lacking[:MOST_NAMED]) + (", …" if len(lacking) > MOST_NAMED else "")
    return f"lacks {what} that it lists ({named}); what stood there is not read, so export the book again"


def serialise(document: Document) -> bytes:
    """The book with its blocks as they are now; unchanged members keep their bytes. Raises FileProblem if signed."""
    book: Book = document.source
    blocks: dict[str, list[Block]] = {}
    for block in document.blocks:
        blocks.setdefault(block.runs[0].ref[0], []).append(block)
    return with_pages(book, {name: write_page(book.pages[name], some) for name, some in blocks.items()})


def with_pages(book: Book, written: dict[str, bytes]) -> bytes:
    """The book with other bytes for some of its pages. Raises FileProblem if it is signed."""
    changed = {name: content for name, content in written.items() if content is not book.pages[name].data}
    if changed and _SIGNATURES in book.package.members:
        raise FileProblem("is signed, and a change would break the signature; take the book as it was before signing")
    return write_package(book.package, changed)


def place_of(document: Document, block: Block, offset: int) -> Place:
    """The chapter and paragraph of a character, with its line and column in the member."""
    run, at = source_offset(block, offset)
    page: Page = document.source.pages[run.ref[0]]
    return Place(*page.lines.of(at), block.place)


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.pages: dict[str, Page] = {}
        self.size = 0
        self.counts: dict[str, int] = {}
        self.nav = ""
        self.spine: tuple[str, ...] = ()
        self.lacking: list[str] = []

    def read_book(self) -> Iterator[Block]:
        self._refuse_protected()
        opf = self._find_opf()
        items, spine, ncx = self._read_opf(opf)
        self.spine = tuple(spine)
        nav = self.nav = next((name for name, _, properties in items.values() if "nav" in properties), "")
        labels = {**self._ncx_labels(ncx), **self._nav_labels(nav)}
        for number, name in enumerate(spine, 1):
            yield from self._chapter(name, number, labels.get(name, ""))
        if nav in self.pages and nav not in spine:
            yield from self._blocks(nav, "contents, entry {}")
        if ncx in self.pages:
            yield from self._blocks(ncx, "contents (ncx), entry {}", frozenset({"text"}))
        yield from self._blocks(opf, "title of the book", frozenset({"title"}))

    def _page(self, name: str) -> Page:
        if name not in self.pages:
            data = self.package.read(name)
            self.size += len(data)
            if self.size > MOST_TEXT:
                raise FileProblem(f"holds more than {MOST_TEXT >> 20} MB of text; split the book")
            with _naming(name):
                self.pages[name] = read_page(data)
        return self.pages[name]

    def _tags(self, name: str) -> Iterator[tuple[str, dict[str, str]]]:
        """The start tags of a member with their attributes."""
        source = self._page(name).text
        with _naming(name):
            for token in tokens(source, xml=True):
                if token.kind == "start":
                    yield token.name, attributes(source, token)

    def _refuse_protected(self) -> None:
        if _ENCRYPTION not in self.package.members:
            return
        tags = list(self._tags(_ENCRYPTION))
        methods = [found.get("algorithm", "") for name, found in tags if name == "encryptionmethod"]
        encrypted = any(name == "encrypteddata" for name, _ in tags)
        if any(method not in _FONTS_ONLY for method in methods) or (encrypted and not methods):
            raise FileProblem("is protected against copying (DRM); ask the publisher for an unprotected book")

    def _find_opf(self) -> str:
        if _CONTAINER not in self.package.members:
            raise FileProblem(f"is no EPUB: it lacks {_CONTAINER}; export the book again")
        for tag, found in self._tags(_CONTAINER):
            name = found.get("full-path", "")
            if tag == "rootfile" and _LEADS_OUT.match(posixpath.normpath(name)):
                raise FileProblem(f"names a part outside the book ({name!r}); do not trust this file")
            if tag == "rootfile" and name in self.package.members:
                return name
        raise FileProblem(
            f"is no whole EPUB: the package document that {_CONTAINER} names is not there; export it again"
        )

    def _read_opf(self, opf: str) -> tuple[dict[str, tuple[str, str, list[str]]], list[str], str]:
        """The manifest (member, media type, properties) by id, the pages of the spine, and the ncx ("" if none)."""
        items: dict[str, tuple[str, str, list[str]]] = {}
        lacking: dict[str, str] = {}
        order, toc = [], ""
        for tag, found in self._tags(opf):
            if tag == "item":
                href = found.get("href", "")
                name = _resolve(opf, href)
                if _LEADS_OUT.match(name) or _ELSEWHERE.match(href):
                    raise FileProblem(f"names a part outside the book ({href!r}); do not trust this file")
                if name not in self.package.members:
                    lacking[found.get("id", "")] = name
                else:
                    properties = found.get("properties", "").split()
                    items[found.get("id", "")] = (name, found.get("media-type", ""), properties)
            elif tag == "itemref":
                order.append(found.get("idref", ""))
            elif tag == "spine":
                toc = found.get("toc", "")
        if not order:
            raise FileProblem("is no whole EPUB: its package document lists no chapters; export the book again")
        listed = [items[key] for key in order if key in items]
        self.lacking = list(dict.fromkeys(lacking[key] for key in order if key in lacking))
        spine = list(dict.fromkeys(name for name, media, _ in listed if media in _PAGES))
        return items, spine, items[toc][0] if toc in items else ""

    def _nav_labels(self, nav: str) -> dict[str, str]:
        """What the navigation document calls each member: the first link to it."""
        return self._labels(nav, "a", "href") if nav else {}

    def _ncx_labels(self, ncx: str) -> dict[str, str]:
        """What the ncx calls each member: the label before the first reference to it."""
        return self._labels(ncx, "text", "") if ncx else {}

    def _labels(self, member: str, holder: str, link: str) -> dict[str, str]:
        source = self._page(member).text
        labels: dict[str, str] = {}
        inside, target, parts = False, "", [""]
        for token in tokens(source, xml=True):
            if token.kind == "start" and token.name == holder:
                inside, parts = True, []
                target = attributes(source, token).get(link, "") if link else ""
            elif token.kind == "text" and inside:
                parts.append(decoded(source[token.start : token.end]))
            elif token.kind == "end" and token.name == holder:
                inside = False
                if target:
                    labels.setdefault(_resolve(member, target), " ".join("".join(parts).split()))
            elif not link and token.kind == "start" and token.name == "content":
                target = attributes(source, token).get("src", "")
                labels.setdefault(_resolve(member, target), " ".join("".join(parts).split()))
        return labels

    def _chapter(self, name: str, number: int, label: str) -> Iterator[Block]:
        blocks = list(self._blocks(name, ""))
        body = _BODY.search(self.pages[name].text)
        start = body.start() if body else 0
        text = [block for block in blocks if block.runs[0].ref[1] >= start]
        label = label or next((" ".join(block.text.split()) for block in text if block.kind == "heading"), "")
        chapter = f"chapter {number}" + (f" ({label})" if label else "")
        paragraph = 0
        for block in blocks:
            place = chapter
            if block.kind != "attribute":
                head = block.runs[0].ref[1] < start
                paragraph += not head
                place = f"{chapter}, title of the page" if head else f"{chapter}, paragraph {paragraph}"
            elif paragraph:
                place = f"{chapter}, paragraph {paragraph}, {block.place}"
            else:
                place = f"{chapter}, {block.place}"
            yield block._replace(place=place)

    def _blocks(self, name: str, place: str, only: frozenset[str] = frozenset()) -> Iterator[Block]:
        source = self._page(name).text
        with _naming(name):
            blocks = blocks_of(source, True, only)
        number = 0
        for block in blocks:
            prefix = block.id[0]
            self.counts[prefix] = self.counts.get(prefix, 0) + 1
            number += block.kind != "attribute"
            where = ", ".join(filter(None, (place.format(number), block.place)))
            runs = tuple(run._replace(ref=(name, *run.ref)) for run in block.runs)
            # an entry of the contents is a heading of the book
            kind = "heading" if name == self.nav and block.kind == "list-item" else block.kind
            yield Block(f"{prefix}{self.counts[prefix]:04d}", kind, runs, where)


@contextmanager
def _naming(member: str) -> Iterator[None]:
    """Says of a problem in which member of the book it is."""
    try:
        yield
    except FileProblem as e:
        raise FileProblem(f"holds a part that {e} ({member})") from None


def _resolve(base: str, href: str) -> str:
    """The member that a reference in a member means."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
