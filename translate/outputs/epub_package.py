"""The files of an EPUB round its pages: package document, contents, cover; and all of it as one ZIP file.

Source: EPUB 3.3 (W3C Recommendation, 2023), EPUB Accessibility 1.1, OCF for the order of the members.
"""

from __future__ import annotations

import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from translate.outputs.characters import escape
from translate.outputs.edition import Cover, Edition, Language, Metadata
from translate.outputs.html_figures import on_pages
from translate.outputs.passages import CONTENTS, titles_of

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the earliest that a ZIP file can say."""
FOLDER = "pictures"
"""Where the pictures of the text are, beside the pages."""
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="ja" xml:lang="ja">'
)
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
    ("schema:accessibilitySummary", "Text in Japanese and English, each marked as such, with headings and contents."),
)  # fmt: skip
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")

Entry = tuple[int, str, dict[Language, str]]
"""(depth from 1, address, titles) of an entry of the contents."""


class Page(NamedTuple):
    """A page of the book: the name of its file, its title for the program, the lines of its body."""

    name: str
    title: str
    body: Sequence[str]
    head: str = '<link rel="stylesheet" type="text/css" href="style.css"/>'

    def data(self) -> str:
        """The page as XHTML."""
        title = escape(self.title.strip() or "—")
        return "\n".join(
            [OPENING, "<head>", f"<title>{title}</title>", self.head, "</head>", "<body>", *self.body, "</body>",
             "</html>", ""]
        )  # fmt: skip


def package(edition: Edition, pages: Sequence[Page], entries: Sequence[Entry], style: str) -> bytes:
    """The book as bytes, its members in a fixed order and of a fixed date."""
    cover = edition.layout.metadata.cover
    members: dict[str, bytes] = {"META-INF/container.xml": CONTAINER.encode()}
    names = [page.name for page in pages]
    if cover:
        name = picture(cover)
        members[f"EPUB/{name}"] = cover.data
        body = [f'<section class="cover" epub:type="cover"><img src="{name}" alt="Cover"/></section>']
        pages = [Page("cover.xhtml", "Cover", body), *pages]
    members["EPUB/package.opf"] = "\n".join(opf(edition, pages, cover)).encode()
    members["EPUB/nav.xhtml"] = navigation(edition, entries, names[0]).data().encode()
    members["EPUB/toc.ncx"] = "\n".join(ncx(edition, entries)).encode()
    members["EPUB/style.css"] = style.encode()
    for page in pages:
        members[f"EPUB/{page.name}"] = page.data().encode()
    members.update((f"EPUB/{FOLDER}/{each.name}", each.data) for each in on_pages(edition))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr(zipfile.ZipInfo("mimetype", FIRST_DAY), b"application/epub+zip", zipfile.ZIP_STORED)
        for name, data in members.items():
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.external_attr = 0o644 << 16
            book.writestr(info, data, zipfile.ZIP_STORED if data[:2] == b"\xff\xd8" else zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def picture(cover: Cover) -> str:
    """The name of the file of a cover."""
    return "cover.png" if cover.media_type == "image/png" else "cover.jpg"


def identifier(edition: Edition) -> str:
    """What names this edition and no other: what the user said, else a UUID made of all that is in it."""
    said = edition.layout.metadata.identifier.strip()
    if said:
        digits = said.replace("-", "").replace(" ", "")
        isbn = re.fullmatch(r"(?:ISBN:?)?((?:97[89])?[0-9]{9}[0-9Xx])", digits, re.I)
        return f"urn:isbn:{isbn[1].upper()}" if isbn else said
    parts = [edition.title_ja, edition.title_en, edition.signature, edition.source_name]
    parts += [f"{s.id}\x00{s.source}\x00{s.target}" for s in edition.segments]
    digest = hashlib.sha256("\x01".join(parts).encode("utf-8", "surrogatepass")).digest()
    return f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}"


def modified(metadata: Metadata) -> str:
    """The date of the last change as EPUB wants it, from what the user said."""
    day = metadata.date if _DAY.fullmatch(metadata.date) else ""
    return f"{day}{'-01-01'[len(day) - 4 :] if day else '1980-01-01'}T00:00:00Z"


def opf(edition: Edition, pages: Sequence[Page], cover: Cover | None) -> Iterator[str]:
    """Yield the package document."""
    said, titles = edition.layout.metadata, titles_of(edition)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="ja"'
        ' prefix="schema: http://schema.org/">'
    )
    yield '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    yield f'<dc:identifier id="id">{escape(identifier(edition))}</dc:identifier>'
    for language, title in titles.items():
        if title:
            yield f'<dc:title xml:lang="{language}">{escape(title)}</dc:title>'
    yield from (f"<dc:language>{language}</dc:language>" for language in languages(edition))
    for name, tag, role, value in (
        ("author", "creator", "aut", said.author),
        ("translator", "contributor", "trl", said.translator),
    ):
        if value:
            yield f'<dc:{tag} id="{name}">{escape(value)}</dc:{tag}>'
            yield f'<meta refines="#{name}" property="role" scheme="marc:relators">{role}</meta>'
    for tag, value in (("publisher", said.publisher), ("date", said.date), ("rights", said.rights)):
        if value:
            yield f"<dc:{tag}>{escape(value)}</dc:{tag}>"
    if edition.source_name:
        yield f"<dc:source>{escape(edition.source_name)}</dc:source>"
    yield f'<meta property="dcterms:modified">{modified(said)}</meta>'
    accessibility = (("schema:accessMode", "visual"), *ACCESSIBILITY) if on_pages(edition) else ACCESSIBILITY
    yield from (f'<meta property="{name}">{escape(value)}</meta>' for name, value in accessibility)
    if edition.creator:
        yield f'<meta name="generator" content="{escape(edition.creator)}"/>'
    if cover:
        yield '<meta name="cover" content="cover-image"/>'
    yield "</metadata>"
    yield "<manifest>"
    yield '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    yield '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    yield '<item id="style" href="style.css" media-type="text/css"/>'
    if cover:
        yield (
            f'<item id="cover-image" href="{picture(cover)}" media-type="{cover.media_type}" properties="cover-image"/>'
        )
    for page in pages:
        held = ' properties="mathml"' if any("<math " in line for line in page.body) else ""
        yield f'<item id="{key(page)}" href="{page.name}" media-type="application/xhtml+xml"{held}/>'
    for number, each in enumerate(on_pages(edition), 1):
        yield f'<item id="picture-{number}" href="{FOLDER}/{each.name}" media-type="{each.media_type}"/>'
    yield "</manifest>"
    direction = ' page-progression-direction="rtl"' if edition.layout.vertical else ""
    yield f'<spine toc="ncx"{direction}>'
    for page in pages:
        yield f'<itemref idref="{key(page)}"/>'
        if page.name == "title.xhtml":
            yield '<itemref idref="nav"/>'
    yield "</spine>"
    yield "</package>"


def languages(edition: Edition) -> tuple[Language, ...]:
    """The languages of the book."""
    return (edition.layout.only,) if edition.layout.only else ("ja", "en")


def key(page: Page) -> str:
    """The id of a page in the package document."""
    return page.name.removesuffix(".xhtml")


def navigation(edition: Edition, entries: Sequence[Entry], title: str) -> Page:
    """The contents, each entry in both languages."""
    body = ['<nav epub:type="toc" role="doc-toc">']
    body.append(f"<h1>{' '.join(label(CONTENTS, edition))}</h1>")
    depth = 0
    for level, address, titles in nested(entries):
        if level > depth:
            body.append("<ol>")
        else:
            body += ["</li>", "</ol>"] * (depth - level) + ["</li>"]
        body.append(f'<li><a href="{address}">{" ".join(label(titles, edition))}</a>')
        depth = level
    body += ["</li>", "</ol>"] * depth
    body.append("</nav>")
    body += ['<nav epub:type="landmarks" hidden="hidden">', "<h2>Guide</h2>", "<ol>"]
    body.append(f'<li><a epub:type="titlepage" href="{title}">Title</a></li>')
    body.append('<li><a epub:type="toc" href="nav.xhtml">Contents</a></li>')
    body.append(f'<li><a epub:type="bodymatter" href="{entries[0][1]}">Text</a></li>')
    body += ["</ol>", "</nav>"]
    return Page("nav.xhtml", "目次", body)


def nested(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries with no depth more than one below the entry before."""
    depth = 0
    for level, address, titles in entries:
        depth = min(level, depth + 1)
        yield depth, address, titles


def label(titles: Mapping[Language, str], edition: Edition) -> Iterator[str]:
    """Yield the titles of an entry, in the languages of the book."""
    wanted = [language for language in languages(edition) if titles[language].strip()]
    for language in wanted:
        yield f'<span lang="{language}" xml:lang="{language}">{escape(titles[language])}</span>'
    if not wanted:
        yield "<span>—</span>"


def ncx(edition: Edition, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the contents in the older form, for programs that know no other."""
    titles = titles_of(edition)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="ja">'
    yield f'<head><meta name="dtb:uid" content="{escape(identifier(edition))}"/></head>'
    yield f"<docTitle><text>{escape(titles['ja'] or titles['en'])}</text></docTitle>"
    yield "<navMap>"
    depth = 0
    for number, (level, address, titles) in enumerate(nested(entries), 1):
        yield "</navPoint>" * (depth - level + 1)
        text = escape(
            " — ".join(titles[language] for language in languages(edition) if titles[language].strip()) or "—"
        )
        yield f'<navPoint id="point-{number}"><navLabel><text>{text}</text></navLabel><content src="{address}"/>'
        depth = level
    yield "</navPoint>" * depth
    yield "</navMap>"
    yield "</ncx>"
