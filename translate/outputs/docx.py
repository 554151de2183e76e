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
from translate.outputs.docx_contents import add_contents, places_in
from translate.outputs.docx_figures import Pictures, add_table, bookmarked
from translate.outputs.docx_lines import Lines
from translate.outputs.docx_notes import Kind
from translate.outputs.docx_parts import INDENT, describe, embolden, make_styles, repacked, shade, tongue
from translate.outputs.edition import Edition, Figure, Item, Language
from translate.outputs.footnotes import notes_of, without
from translate.outputs.html import order
from translate.outputs.html_figures import unseen
from translate.outputs.html_frame import statement, unread
from translate.outputs.passages import Passage, chapters_of, end_of_title, passages_of, titles_of
from translate.outputs.setting import Slot, Table, set_out

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

MISSING = 'a Word document is made with python-docx, which is not installed; run pip install "taiyaku[editions]"'
STYLES: dict[Language, str] = {"ja": "Edition Japanese", "en": "Edition English"}
QUOTES: dict[Language, str] = {"ja": "Edition Japanese Quote", "en": "Quote"}
APART = 9
"""What stands between passages whose languages stand under each other, in points."""
PAGE = 900
"""A table of facing paragraphs with more signs of Japanese may go on to a next page, and has a head to be repeated."""
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


class Writer:
    """Puts an edition into a document."""

    def __init__(self, document: Document, edition: Edition) -> None:
        self.document, self.edition = document, edition
        layout = edition.layout
        self.sides = [side for side in order(layout) if layout.only in (None, side)]
        self.facing = not layout.stacked and len(self.sides) == 2
        self.styles = {style.name: style.style_id for style in document.styles}
        self.begun: dict[Item, str] = {}
        self.marked: set[str] = set()
        self.headed = False
        section = document.sections[0]
        self.width = int(section.page_width or 0) - 2 * int(section.left_margin or 0)
        self.pictures = Pictures(edition)
        half = self.width // (2 if self.facing else 1)
        self.lines = Lines(document, edition, self.pictures, half, self.sides[-1], self.write_note)

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
        chapters = [heading for _, heading in chapters_of(self.edition, passages)]
        self.lines.names.update(places_in(passages, chapters))
        self.lines.notes.groups = notes_of(passages, self.sides)
        passages = without(passages, self.lines.notes.groups)
        end = end_of_title(passages)
        self.write_passages(passages[:end])
        if said.byline:
            self.document.add_paragraph(legal(" · ".join(said.byline)), style="Edition Note")
        if not layout.clean_copy:
            if unread(self.edition):
                self.document.add_paragraph("Machine translation, unreviewed 機械翻訳・未校閲", style="Edition Warning")
            for note in self.edition.notes:
                self.document.add_paragraph(legal(note), style="Edition Note")
        add_contents(self.document, chapters, self.lines.names, self.sides, self.width)
        self.write_passages(passages[end:])
        for text in filter(None, [" ".join(statement(self.edition)), said.rights]):
            self.document.add_paragraph(legal(text), style="Edition Note")

    def write_passages(self, passages: Sequence[Passage]) -> None:
        """Write passages, with the tables that they make."""
        for kind, group in groupby(parts_of(passages), key=type_of):
            some: list[Any] = list(group)
            if kind == "facing" and self.facing:
                self.add_table(some)
                continue
            for part in some:
                if kind == "figure":
                    self.add_figure(part)
                elif kind == "table":
                    add_table(self.document, part, self.width, self.fill_cell)
                else:
                    (self.add_heading if kind == "heading" else self.add_stacked)(part)

    def add_figure(self, figure: Figure) -> None:
        """Add a picture as a paragraph, or say what it would be; it stays with the caption that follows."""
        paragraph = self.document.add_paragraph(style="Edition Picture")
        if figure.kind != "picture":
            paragraph.paragraph_format.keep_with_next = False
        if not self.pictures.add(paragraph.add_run(), figure, self.width):
            tongue(paragraph.add_run(legal(unseen(self.pictures.told(figure)))), "ja")

    def fill_cell(self, cell: _Cell, slot: Slot, width: int) -> None:
        """Write both languages of a cell of a table of the source, and its pictures."""
        from docx.shared import Pt

        paragraphs = iter([cell.paragraphs[0]])
        for passage in slot.passages:
            for figure in passage.before:
                self.fill_figure(next(paragraphs, None) or cell.add_paragraph(), figure, width)
            for side in passage.shown_in(self.sides):
                if passage.text(side).strip() or any(row.gap(side) for row in passage.rows):
                    paragraph = next(paragraphs, None) or cell.add_paragraph()
                    paragraph._p.style = self.styles[style_of(passage.inner, side)]
                    self.fill(paragraph, passage, passage.inner, side)
                    if slot.head:
                        embolden(paragraph)
            for figure in passage.after:
                self.fill_figure(next(paragraphs, None) or cell.add_paragraph(), figure, width)
        for paragraph in cell.paragraphs[:-1]:
            paragraph.paragraph_format.space_after = Pt(0)

    def fill_figure(self, paragraph: Paragraph, figure: Figure, width: int) -> None:
        """Write a picture into a paragraph of a cell."""
        if not self.pictures.add(paragraph.add_run(), figure, width * 9 // 10):
            tongue(paragraph.add_run(legal(unseen(self.pictures.told(figure)))), "ja")

    def mark(self, paragraph: Paragraph, passage: Passage) -> None:
        """Make the first paragraph of a passage a bookmark, if links lead to it."""
        name = self.lines.names.get(passage.anchor)
        if name and name not in self.marked and passage.anchor not in self.lines.notes.groups:
            self.marked.add(name)
            bookmarked(paragraph, name, len(self.marked))

    def write_note(self, kind: Kind, passages: Sequence[Passage]) -> None:
        """Write the text of a note: each paragraph in both languages, the mark before the first."""
        notes, first = self.lines.notes, passages[0]
        paragraph = notes.add_paragraph(kind)
        notes.add_sign(paragraph, kind, first.anchor)
        empty = True
        for passage in passages:
            for side in self.sides:
                if passage.text(side).strip() or any(row.gap(side) for row in passage.rows):
                    paragraph = paragraph if empty else notes.add_paragraph(kind)
                    self.fill(paragraph, passage, passage.items[len(first.items) :], side)
                    empty = False

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
                self.mark(paragraph, passage)
                self.begin_line(paragraph)
                self.lines.add(paragraph, passage, side)

    def add_stacked(self, passage: Passage) -> None:
        """Add a passage as paragraphs under each other, nearer to each other than to the next passage.

        Only short ones stay on one page: LibreOffice moves a paragraph that is kept with the next one as a whole, and
        left half of a page empty before long ones.
        """
        from docx.shared import Pt

        sides = passage.shown_in(self.sides)
        for number, side in enumerate(sides, 1):
            paragraph = self.document.add_paragraph(style=style_of(passage.items, side))
            self.fill(paragraph, passage, passage.items, side)
            paragraph.paragraph_format.keep_with_next = passage.is_short and number < len(sides) or None
            paragraph.paragraph_format.keep_together = passage.is_short or None
            paragraph.paragraph_format.space_after = Pt(0 if number < len(sides) else APART)

    def add_table(self, passages: Sequence[Passage]) -> None:
        """Add passages as rows of a table. The first, and long ones, have a head, which is repeated on each page."""
        from docx.oxml import OxmlElement

        table = self.document.add_table(rows=0, cols=2)
        table.autofit = False
        if not self.headed or sum(len(passage.text("ja")) for passage in passages) > PAGE:
            self.headed = True
            self.add_head(table)
        for passage in passages:
            new = table.add_row()
            if passage.is_short:
                properties: Any = new._tr.get_or_add_trPr()
                properties.append(OxmlElement("w:cantSplit"))
            cells = new.cells
            for cell, side in zip(cells, self.sides, strict=True):
                paragraph = cell.paragraphs[0]
                style = style_of(passage.items, side)
                paragraph._p.style = self.styles[style]  # by its id: looking it up takes longer than all else
                self.fill(paragraph, passage, passage.items, side)
        for row in table.rows:
            for cell in row.cells:
                cell.width = self.width // 2
        space = self.document.add_paragraph(style="Edition Space")
        if passages[-1].kind == "caption":  # that of the table or picture which follows
            for paragraph in [space, *(cell.paragraphs[0] for cell in table.rows[-1].cells)]:
                paragraph.paragraph_format.keep_with_next = True

    def add_head(self, table: DocxTable) -> None:
        """Add a row with the names of the languages, which is repeated on each page."""
        from docx.oxml import OxmlElement

        row = table.add_row()
        for cell, side in zip(row.cells, self.sides, strict=True):
            cell.paragraphs[0]._p.style = self.styles["Edition Head"]
            tongue(cell.paragraphs[0].add_run(NAMES[side]), side)
            shade(cell, "EEECE6")
        head: Any = row._tr.get_or_add_trPr()
        head.append(OxmlElement("w:tblHeader"))

    def fill(self, paragraph: Paragraph, passage: Passage, items: Sequence[Item], side: Language) -> None:
        """Write one side of a passage into a paragraph, with the sign of its item; a term is bold."""
        from docx.shared import Pt

        kinds = [item.kind for item in items]
        if items and items[-1].kind == "item":
            item = items[-1]
            sign = f"{item.number}." if item.ordered else "•"
            if self.begun.setdefault(item, passage.anchor) != passage.anchor:
                sign = ""  # a paragraph further on in an item
            paragraph.paragraph_format.left_indent = Pt(INDENT * len(items))
            paragraph.paragraph_format.first_line_indent = Pt(-INDENT)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(INDENT * len(items)))
            paragraph.add_run(f"{sign}\t")
        elif kinds not in ([], ["quote"]):  # the style has the indent of a quotation
            paragraph.paragraph_format.left_indent = Pt(INDENT * (len(items) - (kinds[-1] == "term")))
        self.mark(paragraph, passage)
        self.lines.add(paragraph, passage, side)
        if kinds[-1:] == ["term"]:
            embolden(paragraph)
            paragraph.paragraph_format.keep_with_next = True


def style_of(items: Sequence[Item], side: Language) -> str:
    """Return the style of a text that stands in items."""
    return (QUOTES if any(item.kind == "quote" for item in items) else STYLES)[side]


def parts_of(passages: Sequence[Passage]) -> Iterator[Passage | Figure | Table]:
    """Yield what follows each other in a document: passages, tables, and the pictures before and after passages."""
    for part in set_out(passages):
        if isinstance(part, Passage):
            yield from part.before
            if not part.is_picture or any(row.doubtful for row in part.rows):
                yield part
            yield from part.after
        elif isinstance(part, Table):
            yield part


def type_of(part: Passage | Figure | Table) -> str:
    """Return how a part is set."""
    if isinstance(part, Passage):
        return "heading" if part.depth else "facing"
    return "figure" if isinstance(part, Figure) else "table"
