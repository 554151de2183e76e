"""Sentences of a Word document: their runs, ruby, formulas, pictures and markup, and the comments on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.outputs.characters import legal
from translate.outputs.docx_figures import Pictures, as_omml, linked, linked_here, marked, set_formula
from translate.outputs.docx_notes import Kind, Notes, Open
from translate.outputs.docx_parts import ruby_run, tongue
from translate.outputs.edition import Edition, Figure, Language
from translate.outputs.epub_package import modified
from translate.outputs.footnotes import leads_as_mark, takes_marks
from translate.outputs.html_figures import unseen
from translate.outputs.inline_md import Span
from translate.outputs.joining import space_between
from translate.outputs.passages import Passage
from translate.outputs.rows import Row

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

WriteNote = Callable[[Kind, Sequence[Passage]], None]


class Lines:
    """Writes rows into paragraphs.

    width  how wide a picture in a line may be.
    last   the language whose sentences have the comments.
    note   writes the text of a note, given its kind and the passages.
    """

    def __init__(
        self, document: Document, edition: Edition, pictures: Pictures, width: int, last: Language, note: WriteNote
    ) -> None:
        self.document, self.pictures, self.width, self.last, self.note = document, pictures, width, last, note
        self.names: dict[str, str] = {}  # of the places to which links lead, by their anchors
        self.notes = Notes(document, self.names)
        self.clean, self.date = edition.layout.clean_copy, modified(edition.layout.metadata)

    def add(self, paragraph: Paragraph, passage: Passage, side: Language) -> None:
        """Add the sentences of one side, with comments on those that are to be checked."""
        before, broken = "", False
        for row in passage.rows:
            text, gap = row.texts[side], row.gap(side)
            if gap and self.clean and row.segment.status in ("added", "omitted"):
                continue
            space = space_between(before, text) or (" " if before and gap and not text else "")
            before = text or before or gap
            if space and not broken:
                paragraph.add_run(space)
            broken = any(figure.kind == "break" and figure.at == len(text) for figure in row.figures_in(side))
            runs = [tongue(paragraph.add_run(f"［{gap}］" if side == "ja" else f"[{gap}]"), side)] if gap else []
            runs += self.text_runs(paragraph, passage, row, side)
            if row.doubtful and side == self.last and runs and self.notes.open is None:
                self.add_comment(runs, row)

    def text_runs(self, paragraph: Paragraph, passage: Passage, row: Row, side: Language) -> Iterator[Run]:
        """Add the runs of a sentence, ruby, pictures and markup among them."""
        text, styles = row.texts[side], row.styles[side]
        readings = {reading.start: reading for reading in row.ruby} if side == "ja" else {}
        figures = row.figures_in(side)
        if self.notes.open and row.anchor == self.notes.open.first.rows[0].anchor:
            figures = tuple(figure for figure in figures if figure.kind != "note" or figure.at)
        edges = {edge for span in styles for edge in (span.start, span.end)} | {figure.at for figure in figures}
        formulas = {formula.start: formula for formula in row.formulas[side]}
        edges |= {edge for each in readings.values() for edge in (each.start, each.end)}
        edges |= {edge for each in formulas.values() for edge in (each.start, each.end)}
        hidden = self.notes.hidden(row, side)
        edges |= {edge for place in hidden for edge in place}
        for start, end in pairwise(sorted({0, len(text), *edges}) if edges else [0, len(text)]):
            for figure in figures:
                if figure.at == start:
                    yield from self.picture_runs(paragraph, passage, figure)
            if any(low <= start and end <= high for low, high in hidden):
                continue
            spans = [span for span in styles if span.start <= start and end <= span.end]
            if mark := next((span for span in spans if self.is_mark(passage, row.texts[side], span)), None):
                if mark.start == start:
                    yield from self.note_runs(paragraph, passage, mark.value[1:], text[start : mark.end])
                continue
            if formula := formulas.get(start):
                run = tongue(marked(paragraph.add_run(legal(formula.text)), spans, side), side)
                if markup := as_omml(formula):
                    set_formula(run, markup)
            elif reading := readings.get(start):
                run, base = ruby_run(paragraph, legal(text[start:end]), legal(reading.reading))
                marked(base, spans, side)
            elif end > start:
                run = tongue(marked(paragraph.add_run(legal(text[start:end])), spans, side), side)
            else:
                continue
            for span in spans:
                if span.kind == "link":
                    linked(paragraph, run, span.value)
                elif span.kind in ("ref", "noteref") and span.value[1:] in self.names:
                    linked_here(run, self.names[span.value[1:]])
            yield run
        for figure in figures:
            if figure.at >= len(text):
                yield from self.picture_runs(paragraph, passage, figure)

    def is_mark(self, passage: Passage, text: str, span: Span) -> bool:
        """Whether a stretch of a text is the mark of a note of Word."""
        noted = span.kind == "noteref" and span.value[1:] in self.notes.groups
        return noted and leads_as_mark(text[span.start : span.end], passage)

    def note_runs(self, paragraph: Paragraph, passage: Passage, anchor: str, text: str) -> list[Run]:
        """Add a mark of a note; with the first one the note is written."""
        if not (self.notes.refers(anchor) and takes_marks(passage)):
            return self.notes.add_cross_reference(paragraph, anchor, text)
        runs, kind = self.notes.add_reference(paragraph, anchor, text)
        group = self.notes.groups[anchor]
        self.notes.open = Open(group[0], text)
        self.note(kind, group)
        self.notes.open = None
        for row in (row for passage in group for row in passage.rows if row.doubtful):
            self.add_comment(runs, row)
        return runs

    def picture_runs(self, paragraph: Paragraph, passage: Passage, figure: Figure) -> list[Run]:
        """Add a picture, or the mark of a note, to a line."""
        if figure.kind == "note" and figure.target[1:] in self.notes.groups:
            return self.note_runs(paragraph, passage, figure.target[1:], figure.text)
        run = paragraph.add_run()
        if not self.pictures.add(run, figure, self.width, in_line=True):
            run.text = legal(unseen(self.pictures.told(figure)))
            tongue(run, "ja")
        if figure.target[1:] in self.names:
            linked_here(run, self.names[figure.target[1:]])
        return [run]

    def add_comment(self, runs: Sequence[Run], row: Row) -> None:
        """Say in a comment why a row is doubtful."""
        from docx.oxml.ns import qn

        said = "\n".join(f"{flag.name}: {flag.message}" for flag in row.segment.flags) or "No reason was recorded."
        text = legal(f"{row.segment.id} {row.segment.status}\n{said}")
        comment = self.document.add_comment([runs[0], runs[-1]], text, author="taiyaku", initials="t")
        comment._comment_elm.set(qn("w:date"), self.date)
