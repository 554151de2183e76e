"""Sentences of a Word document: their runs, ruby, formulas, pictures and markup, and the comments on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.outputs.characters import legal
from translate.outputs.docx_figures import Pictures, as_omml, linked, linked_here, marked, set_formula
from translate.outputs.docx_parts import ruby_run, tongue
from translate.outputs.edition import Edition, Figure, Language
from translate.outputs.epub_package import modified
from translate.outputs.html_figures import unseen
from translate.outputs.joining import space_between
from translate.outputs.rows import Row

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


class Lines:
    """Writes rows into paragraphs.

    width  how wide a picture in a line may be.
    last   the language whose sentences have the comments.
    """

    def __init__(self, document: Document, edition: Edition, pictures: Pictures, width: int, last: Language) -> None:
        self.document, self.pictures, self.width, self.last = document, pictures, width, last
        self.names: dict[str, str] = {}  # of the places to which links lead, by their anchors
        self.clean, self.date = edition.layout.clean_copy, modified(edition.layout.metadata)

    def add(self, paragraph: Paragraph, rows: Sequence[Row], side: Language) -> None:
        """Add the sentences of one side, with comments on those that are to be checked."""
        before, broken = "", False
        for row in rows:
            text, gap = row.texts[side], row.gap(side)
            if gap and self.clean and row.segment.status in ("added", "omitted"):
                continue
            space = space_between(before, text) or (" " if before and gap and not text else "")
            before = text or before
            if space and not broken:
                paragraph.add_run(space)
            broken = any(figure.kind == "break" and figure.at == len(text) for figure in row.figures_in(side))
            runs = [tongue(paragraph.add_run(f"［{gap}］" if side == "ja" else f"[{gap}]"), side)] if gap else []
            runs += self.text_runs(paragraph, row, side)
            if row.doubtful and side == self.last and runs:
                self.add_comment(runs, row)

    def text_runs(self, paragraph: Paragraph, row: Row, side: Language) -> Iterator[Run]:
        """Add the runs of a sentence, ruby, pictures and markup among them."""
        text, styles = row.texts[side], row.styles[side]
        readings = {reading.start: reading for reading in row.ruby} if side == "ja" else {}
        figures = row.figures_in(side)
        edges = {edge for span in styles for edge in (span.start, span.end)} | {figure.at for figure in figures}
        formulas = {formula.start: formula for formula in row.formulas[side]}
        edges |= {edge for each in readings.values() for edge in (each.start, each.end)}
        edges |= {edge for each in formulas.values() for edge in (each.start, each.end)}
        for start, end in pairwise(sorted({0, len(text), *edges}) if edges else [0, len(text)]):
            for figure in figures:
                if figure.at == start:
                    yield self.picture_run(paragraph, figure)
            spans = [span for span in styles if span.start <= start and end <= span.end]
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
                yield self.picture_run(paragraph, figure)

    def picture_run(self, paragraph: Paragraph, figure: Figure) -> Run:
        """Add a picture to a line."""
        run = paragraph.add_run()
        if not self.pictures.add(run, figure, self.width, in_line=True):
            run.text = legal(unseen(self.pictures.told(figure)))
            tongue(run, "ja")
        if figure.target[1:] in self.names:
            linked_here(run, self.names[figure.target[1:]])
        return run

    def add_comment(self, runs: Sequence[Run], row: Row) -> None:
        """Say in a comment why a row is doubtful."""
        from docx.oxml.ns import qn

        said = "\n".join(f"{flag.name}: {flag.message}" for flag in row.segment.flags) or "No reason was recorded."
        text = legal(f"{row.segment.id} {row.segment.status}\n{said}")
        comment = self.document.add_comment([runs[0], runs[-1]], text, author="taiyaku", initials="t")
        comment._comment_elm.set(qn("w:date"), self.date)
