"""EPUB 3.3: a book that every reader shows, each Japanese paragraph followed by its English.

No columns, scripts or fonts; tables only where the text has them. Both languages are marked as such; the contents are
in both. An article makes one chapter of each heading under its title, a book of several documents one of each document.
What is to be checked is a note that the reading program opens at its place. The same edition gives the same bytes: the
date of the last change is the date the user gives, 1980-01-01 if none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from translate.outputs.characters import escape
from translate.outputs.edition import Edition, Language, Layout
from translate.outputs.epub_package import FOLDER, Page, package
from translate.outputs.footnotes import groups_of
from translate.outputs.html import list_tag, order
from translate.outputs.html_figures import Pictures, Shown, figures, inner, on_pages, table_rows
from translate.outputs.html_frame import statement, unread
from translate.outputs.inline import inline
from translate.outputs.joining import space_between
from translate.outputs.passages import Passage, passages_of, titles_of
from translate.outputs.references import moved
from translate.outputs.rows import Row
from translate.outputs.setting import Table, set_out, within

FOOTNOTE = ' epub:type="footnote" role="doc-footnote"'
NOTEREF = ' role="doc-noteref"'


@dataclass(frozen=True)
class Chapter:
    """What goes into one file: the name of the file, the passages."""

    name: str
    passages: tuple[Passage, ...]

    def titles(self, edition: Edition) -> dict[Language, str]:
        """What the contents call the chapter: its first heading, else the title of the edition."""
        first = next((passage for passage in self.passages if passage.depth), None)
        return {"ja": first.text("ja"), "en": first.text("en")} if first else titles_of(edition)


def render(edition: Edition) -> bytes:
    """Return `edition` as an EPUB 3 book."""
    layout = edition.layout
    chapters = list(chapters_of(edition))
    pages = [title_page(edition)]
    pictures = {each.name: Shown(f"{FOLDER}/{each.name}", each.width, each.height) for each in on_pages(edition)}
    pages += [chapter_page(chapter, edition, pictures) for chapter in chapters]
    pages.append(colophon_page(edition))
    entries = [entry for chapter in chapters for entry in entries_of(chapter, edition)]
    style = (files("translate") / "data" / "epub.css").read_text("utf-8")
    if layout.vertical:
        style += "\n" + (files("translate") / "data" / "epub-vertical.css").read_text("utf-8")
    return package(edition, pages, entries, style)


def chapters_of(edition: Edition) -> Iterator[Chapter]:
    """Yield the chapters: what stands before the first heading under the title goes with the title."""
    passages = passages_of(edition)
    starts = set(edition.chapters)
    cuts = [
        index
        for index, passage in enumerate(passages)
        if index and (passage.block in starts if starts else passage.depth == 2 and not passage.items)
    ]
    chapters = [
        Chapter(f"chapter-{number:03d}.xhtml", tuple(passages[low:high]))
        for number, (low, high) in enumerate(zip([0, *cuts], [*cuts, len(passages)], strict=True), 1)
    ]
    names = {passage.anchor: chapter.name for chapter in chapters for passage in chapter.passages}
    for chapter in chapters:
        yield Chapter(chapter.name, moved(chapter.passages, names, chapter.name))


def entries_of(chapter: Chapter, edition: Edition) -> Iterator[tuple[int, str, dict[Language, str]]]:
    """Yield (depth from 1, address, titles) of the chapter and of the headings in it."""
    yield 1, chapter.name, chapter.titles(edition)
    first = next((passage for passage in chapter.passages if passage.depth), None)
    top = first.depth if first else 1
    for passage in chapter.passages:
        if passage.depth and passage is not first:
            depth = 1 + max(1, passage.depth - top)
            yield depth, f"{chapter.name}#{passage.anchor}", {"ja": passage.text("ja"), "en": passage.text("en")}


def title_page(edition: Edition) -> Page:
    """Return the page with the titles and who made the book."""
    said = edition.layout.metadata
    titles = titles_of(edition)
    body = ['<section class="titlepage" epub:type="titlepage">']
    for language in order(edition.layout):
        if titles[language] and edition.layout.only in (None, language):
            body.append(f"<p {tongue(language)}><strong>{escape(titles[language])}</strong></p>")
    body += [f"<p>{escape(part)}</p>" for part in said.byline]
    if not edition.layout.clean_copy and unread(edition):
        body.append(f"<p {tongue('en')}>Machine translation, unreviewed</p>")
        body.append(f"<p {tongue('ja')}>機械翻訳・未校閲</p>")
    return Page("title.xhtml", titles["ja"] or titles["en"], [*body, "</section>"])


def colophon_page(edition: Edition) -> Page:
    """Return the last page: how the book was made, and the rights."""
    said = edition.layout.metadata
    body = ['<section class="colophon" epub:type="colophon">']
    sentences = list(statement(edition))
    notes = [] if edition.layout.clean_copy else list(edition.notes)
    body += [f"<p {tongue('en')}>{escape(text)}</p>" for text in [" ".join(sentences), *notes] if text]
    body += [f"<p>{escape(text)}</p>" for text in (said.publisher, said.date, said.rights) if text]
    if edition.signature and not edition.layout.clean_copy:
        body.append(f"<p {tongue('en')}>Signature: {escape(edition.signature)}</p>")
    if len(body) == 1:
        body.append(f"<p>{escape(titles_of(edition)['ja'] or titles_of(edition)['en'])}</p>")
    return Page("colophon.xhtml", "Colophon", [*body, "</section>"])


def tongue(language: Language) -> str:
    """Return the attributes that say the language, as XHTML wants them."""
    return f'lang="{language}" xml:lang="{language}"'


def chapter_page(chapter: Chapter, edition: Edition, pictures: Pictures) -> Page:
    """Return a chapter with its notes."""
    titles = chapter.titles(edition)
    body = ['<section epub:type="chapter">']
    ends = long_notes(chapter.passages)
    last, depth, done = "", 0, False  # of the note that is open: its last passage, the lists open in it, its end
    for part in set_out(chapter.passages):
        some = part.passages if isinstance(part, Table) else [part] if isinstance(part, Passage) else []
        if some and some[0].anchor in ends:
            body.append(f'<aside class="note" id="{some[0].anchor}"{FOOTNOTE}>')
            last, depth = ends[some[0].anchor], 0
        if isinstance(part, Passage):
            body += passage_as_xhtml(part, edition.layout, pictures, part.anchor in ends)
        elif isinstance(part, Table):
            body += table_rows(part, lambda some: cell_as_xhtml(some, edition.layout, pictures))
        else:
            depth += -1 if part.kind.startswith("/") else 1
            body += filter(None, [list_tag(part)])
        done = done or any(passage.anchor == last for passage in some)
        if done and not depth:
            body.append("</aside>")
            last, done = "", False
    body.append("</section>")
    for passage in chapter.passages:
        body += notes(passage.rows, edition.layout)
    return Page(chapter.name, titles["ja"] or titles["en"], body)


def long_notes(passages: Sequence[Passage]) -> dict[str, str]:
    """Return the notes of several passages: the anchors of the first and the last of each."""
    found = {}
    for anchor, (first, *others) in groups_of(passages).items():
        within = all(each.items[: len(first.items)] == first.items and not each.depth for each in others)
        if others and within and not (first.depth or first.cell):
            found[anchor] = others[-1].anchor
    return found


def cell_as_xhtml(passages: Sequence[Passage], layout: Layout, pictures: Pictures) -> Iterator[str]:
    """Yield what stands in a cell."""
    for part in within(passages):
        if isinstance(part, Passage):
            yield from passage_as_xhtml(part, layout, pictures)
        elif tag := list_tag(part):
            yield tag


def passage_as_xhtml(passage: Passage, layout: Layout, pictures: Pictures, begins_note: bool = False) -> Iterator[str]:
    """Yield one block in the languages that are wanted; `begins_note`: the note it begins is round it."""
    is_note = passage.is_note and not begins_note
    outer, tag = (f"h{passage.depth}", "span") if passage.depth else ("aside" if is_note else "div", "p")
    yield from figures(passage.before, pictures)
    if passage.is_picture and not any(row.doubtful for row in passage.rows):
        return
    sides = passage.shown_in([language for language in order(layout) if layout.only in (None, language)])
    name = "" if begins_note else f' id="{passage.anchor}"'
    yield f'<{outer} class="pair {passage.kind}"{name}{FOOTNOTE if outer == "aside" else ""}>'
    for language in sides:
        text = "".join(sentences(passage.rows, language, layout, pictures, language == sides[-1]))
        if text:
            yield f"<{tag} {tongue(language)}>{text}</{tag}>"
    yield f"</{outer}>"
    yield from figures(passage.after, pictures)


def sentences(
    rows: Iterable[Row], language: Language, layout: Layout, pictures: Pictures, noted: bool
) -> Iterator[str]:
    """Yield one side of a passage; `noted`: with the signs of notes."""
    before = ""
    for row in rows:
        text, gap = row.texts[language], row.gap(language)
        space = space_between(before, text)
        if gap and layout.clean_copy and row.segment.status in ("added", "omitted"):
            continue
        parts = [f'<span class="gap">{gap}</span>'] if gap else []
        if text:
            ruby = row.ruby if language == "ja" else ()
            shown = inner(row, pictures, language)
            upright = layout.vertical and language == "ja"
            line = inline(text, ruby, (), upright, row.styles[language], shown, row.formulas[language])
            parts.append(line.replace(NOTEREF, f' epub:type="noteref"{NOTEREF}'))
        before = text or before or gap
        name = row.anchor if language == "ja" else f"{row.anchor}-en"
        yield f'{space}<span id="{name}">{" ".join(parts)}</span>'
        if row.doubtful and noted:
            label = f'<a epub:type="noteref" role="doc-noteref" class="noteref" href="#{row.anchor}-why">※</a>'
            yield label


def notes(rows: Sequence[Row], layout: Layout) -> Iterator[str]:
    """Yield why rows are doubtful, each as a note."""
    side = "-en" if layout.only == "en" else ""
    for row in rows:
        if not row.doubtful:
            continue
        said = "; ".join(f"{flag.name}: {flag.message}" for flag in row.segment.flags) or "no reason was recorded"
        back = f'<a href="#{row.anchor}{side}">{escape(row.segment.id)}</a>'
        yield f'<aside epub:type="footnote" role="doc-footnote" id="{row.anchor}-why" {tongue("en")}>'
        yield f"<p>{back} {escape(said)}</p></aside>"
