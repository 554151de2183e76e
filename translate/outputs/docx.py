"""A Word document: facing paragraphs in a table of two columns, or Japanese over English.

Headings are headings of Word between the tables; each table has a head that is repeated on every page. Both languages
have paragraph styles of their own, so that fonts and sizes are changed in one place. Ruby is Word's own. What is to be
checked is a comment on its sentence. Needs python-docx (extra `editions`).
Source: ECMA-376 part 1: 17.3.3.25 (ruby), 17.4.50 (tblHeader), 17.13.4 (comments).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cleantext.files import FileProblem
from translate.outputs.characters import legal
from translate.outputs.docx_parts import make_styles, repacked, ruby_run, shade, tongue
from translate.outputs.edition import Edition, Language
from translate.outputs.epub_package import modified
from translate.outputs.html import order
from translate.outputs.html_frame import statement, unread
from translate.outputs.passages import Passage, Row, passages_of, space_between, titles_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

MISSING = 'a Word document is made with python-docx, which is not installed; run pip install "taiyaku[editions]"'
STYLES: dict[Language, str] = {"ja": "Edition Japanese", "en": "Edition English"}
NAMES: dict[Language, str] = {"ja": "日本語", "en": "English"}


def render(edition: Edition) -> bytes:
    """Return `edition` as a Word document. Raises FileProblem where python-docx is not installed."""
    require()
    from docx import Document as new_document

    document = new_document()
    make_styles(document)
    describe(document, edition)
    Writer(document, edition).write()
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def require() -> None:
    """Raise FileProblem where python-docx is not installed."""
    try:
        import docx  # noqa: F401
    except ImportError:
        raise FileProblem(MISSING) from None


def describe(document: Document, edition: Edition) -> None:
    """Say what the document is to programs that list it."""
    from datetime import datetime

    said, titles = edition.layout.metadata, titles_of(edition)
    core = document.core_properties
    day = datetime.fromisoformat(modified(said).removesuffix("Z"))
    core.title = " — ".join(filter(None, titles.values()))[:255]
    core.author = legal(said.author or edition.creator)[:255]
    core.last_modified_by = legal(edition.creator)[:255]
    core.comments, core.keywords, core.language = "", "", "ja-JP"
    core.identifier = legal(said.identifier)[:255]
    core.created = core.modified = day
    core.revision = 1


class Writer:
    """Puts an edition into a document."""

    def __init__(self, document: Document, edition: Edition) -> None:
        self.document, self.edition = document, edition
        layout = edition.layout
        self.sides = [side for side in order(layout) if layout.only in (None, side)]
        self.facing = not layout.stacked and len(self.sides) == 2
        self.date = modified(layout.metadata)
        self.styles = {style.name: style.style_id for style in document.styles}

    def write(self) -> None:
        """Write all of it."""
        passages = passages_of(self.edition)
        layout, said = self.edition.layout, self.edition.layout.metadata
        if not any(passage.depth == 1 for passage in passages):
            titles = titles_of(self.edition)
            title = self.document.add_paragraph(style="Title")
            for side in [side for side in self.sides if titles[side]] or ["en"]:
                self.begin_line(title)
                tongue(title.add_run(titles[side]), side)
        translator = said.translator and f"Translated by {said.translator}"
        parts = [part for part in (said.author, translator, said.publisher, said.date) if part]
        if parts:
            self.document.add_paragraph(legal(" · ".join(parts)), style="Edition Note")
        if not layout.clean_copy:
            if unread(self.edition):
                self.document.add_paragraph("Machine translation, unreviewed 機械翻訳・未校閲", style="Edition Warning")
            for note in self.edition.notes:
                self.document.add_paragraph(legal(note), style="Edition Note")
        for heading, group in groupby(passages, key=lambda passage: passage.depth > 0):
            some = list(group)
            if heading:
                for passage in some:
                    self.add_heading(passage)
            elif self.facing:
                self.add_table(some)
            else:
                for passage in some:
                    self.add_stacked(passage)
        end = [" ".join(statement(self.edition)), said.rights]
        for text in filter(None, end):
            self.document.add_paragraph(legal(text), style="Edition Note")

    def begin_line(self, paragraph: Paragraph) -> None:
        """Go to a new line, unless the paragraph is still empty."""
        if paragraph.runs:
            paragraph.add_run().add_break()

    def add_heading(self, passage: Passage) -> None:
        """Add a heading of Word that holds both languages."""
        style = "Title" if passage.depth == 1 else f"Heading {passage.depth - 1}"
        paragraph = self.document.add_paragraph(style=style)
        for side in self.sides:
            if passage.text(side).strip() or any(row.gap(side) for row in passage.rows):
                self.begin_line(paragraph)
                self.add_sentences(paragraph, passage.rows, side)

    def add_stacked(self, passage: Passage) -> None:
        """Add a passage as paragraphs under each other."""
        for number, side in enumerate(self.sides, 1):
            paragraph = self.document.add_paragraph(style=STYLES[side])
            self.fill(paragraph, passage, side)
            paragraph.paragraph_format.keep_with_next = number < len(self.sides) or None

    def add_table(self, passages: Sequence[Passage]) -> None:
        """Add passages as rows of a table whose head is repeated on each page."""
        from docx.oxml import OxmlElement

        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        width = int(self.document.sections[0].page_width or 0) - 2 * int(self.document.sections[0].left_margin or 0)
        for cell, side in zip(table.rows[0].cells, self.sides, strict=True):
            cell.paragraphs[0]._p.style = self.styles["Edition Head"]
            tongue(cell.paragraphs[0].add_run(NAMES[side]), side)
            shade(cell, "EEECE6")
        head: Any = table.rows[0]._tr.get_or_add_trPr()
        head.append(OxmlElement("w:tblHeader"))
        for passage in passages:
            cells = table.add_row().cells
            for cell, side in zip(cells, self.sides, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph._p.style = self.styles[STYLES[side]]  # by its id: looking it up takes longer than all else
                self.fill(paragraph, passage, side)
        for row in table.rows:
            for cell in row.cells:
                cell.width = width // 2
        self.document.add_paragraph(style="Edition Space")

    def fill(self, paragraph: Paragraph, passage: Passage, side: Language) -> None:
        """Write one side of a passage into a paragraph, with the sign of its item."""
        from docx.shared import Pt

        if passage.items:
            item = passage.items[-1]
            sign = f"{item.number}." if item.ordered else "•"
            paragraph.paragraph_format.left_indent = Pt(18 * len(passage.items))
            paragraph.paragraph_format.first_line_indent = Pt(-18)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(18 * len(passage.items)))
            paragraph.add_run(f"{sign}\t")
        self.add_sentences(paragraph, passage.rows, side)

    def add_sentences(self, paragraph: Paragraph, rows: Sequence[Row], side: Language) -> None:
        """Add the sentences of one side, with comments on those that are to be checked."""
        before = ""
        for row in rows:
            text, gap = row.texts[side], row.gap(side)
            if gap and self.edition.layout.clean_copy and row.segment.status in ("added", "omitted"):
                continue
            space = space_between(before, text) or (" " if before and gap and not text else "")
            before = text or before
            if space:
                paragraph.add_run(space)
            runs = [tongue(paragraph.add_run(f"［{gap}］" if side == "ja" else f"[{gap}]"), side)] if gap else []
            runs += self.text_runs(paragraph, row, side)
            if row.doubtful and side == self.sides[-1] and runs:
                self.add_comment(runs, row)

    def text_runs(self, paragraph: Paragraph, row: Row, side: Language) -> Iterator[Run]:
        """Add the runs of a sentence, ruby among them."""
        text, last = row.texts[side], 0
        for start, end, reading in row.ruby if side == "ja" else ():
            if start > last:
                yield tongue(paragraph.add_run(legal(text[last:start])), side)
            yield ruby_run(paragraph, legal(text[start:end]), legal(reading))
            last = end
        if last < len(text):
            yield tongue(paragraph.add_run(legal(text[last:])), side)

    def add_comment(self, runs: Sequence[Run], row: Row) -> None:
        """Say in a comment why a row is doubtful."""
        from docx.oxml.ns import qn

        said = "\n".join(f"{flag.name}: {flag.message}" for flag in row.segment.flags) or "No reason was recorded."
        text = legal(f"{row.segment.id} {row.segment.status}\n{said}")
        comment = self.document.add_comment([runs[0], runs[-1]], text, author="taiyaku", initials="t")
        comment._comment_elm.set(qn("w:date"), self.date)
