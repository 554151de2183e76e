"""Footnotes and endnotes of Word: their parts, and the marks that refer to them.

Word shows a note where its one reference stands; every other mark of it is a cross-reference to that one. It takes no
comments in notes: they stand at the mark. Source: ECMA-376 part 1: 17.11 (notes), 17.16.5.41 (NOTEREF).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from translate.outputs.characters import legal
from translate.outputs.docx_figures import linked_here
from translate.outputs.docx_parts import SERIF, set_fonts
from translate.outputs.edition import Language
from translate.outputs.footnotes import hidden
from translate.outputs.notes_docx import roman
from translate.outputs.passages import Passage
from translate.outputs.rows import Row

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

Kind = Literal["footnote", "endnote"]
_NUMBER = re.compile("[0-9０-９]+")
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


class Mark(NamedTuple):
    """The mark of a note: the number that Word gives it ("" where Word does not count it), and what is round it."""

    before: str
    number: str
    after: str


class Open(NamedTuple):
    """The note that is being written: its first passage, and its mark as the text has it."""

    first: Passage
    mark: str


class Notes:
    """The notes of a document.

    groups  the passages of each note, by the anchor of the first.
    names   the bookmarks to which links lead, by the anchors of their passages; that of a note is at its reference.
    marks   of the notes that are written, by their anchors: their marks.
    """

    def __init__(self, document: Document, names: Mapping[str, str]) -> None:
        self.document, self.names = document, names
        self.groups: Mapping[str, Sequence[Passage]] = {}
        self.marks: dict[str, Mark] = {}
        self.parts: dict[Kind, Any] = {}
        self.counts: dict[Kind, int] = {"footnote": 0, "endnote": 0}
        self.open: Open | None = None

    def refers(self, anchor: str) -> bool:
        """Whether the next mark of a note is its reference."""
        return anchor not in self.marks and self.open is None

    def add_reference(self, paragraph: Paragraph, anchor: str, text: str) -> tuple[list[Run], Kind]:
        """Add the reference of a note; returns it, and the kind of the note, which is empty yet.

        text  the mark as the text has it. Where its number is the one that Word would give the note, Word counts it.
        """
        markdown = self.groups[anchor][0].markdown  # there the mark is a name, no number
        kind: Kind = "endnote" if not markdown and text == roman(self.counts["endnote"] + 1) else "footnote"
        number = self.counts[kind] + 1
        typed = _NUMBER.search(text)
        if markdown or kind == "endnote":
            mark = Mark("", str(number), "")
        elif typed and int(typed[0]) == number:
            mark = Mark(text[: typed.start()], str(number), text[typed.end() :])
        else:
            mark = Mark(text, "", "")
        self.counts[kind] += bool(mark.number)
        self.marks[anchor] = mark
        notes = self._part(kind)
        id = str(len(notes.element) - len(_SEPARATORS) + 1)
        runs = [paragraph.add_run(legal(mark.before))] if mark.number and mark.before else []
        run = paragraph.add_run()
        if mark.number:
            run._r.append(element(f"{kind}Reference", id=id))
        else:
            run._r.append(element(f"{kind}Reference", customMarkFollows="1", id=id))
            run.add_text(legal(mark.before))
        place = str(100_000 * (1 + (kind == "endnote")) + int(id))
        run._r.addprevious(element("bookmarkStart", id=place, name=self.names[anchor]))
        run._r.addnext(element("bookmarkEnd", id=place))
        runs += [run, *([paragraph.add_run(legal(mark.after))] if mark.after else [])]
        for each in runs:
            each._r.style = f"{kind.title()}Reference"
        notes.element.append(element(kind, id=id))
        return runs, kind

    def add_sign(self, paragraph: Paragraph, kind: Kind, anchor: str) -> None:
        """Put the mark of a note at the head of its first paragraph."""
        mark = self.marks[anchor]
        for part in filter(None, mark):
            sign = paragraph.add_run()
            sign._r.style = f"{kind.title()}Reference"
            if part is mark.number:
                sign._r.append(element(f"{kind}Ref"))
            else:
                sign.add_text(legal(part))
        paragraph.add_run(" ")

    def add_paragraph(self, kind: Kind) -> Paragraph:
        """Add a paragraph to the last note of a kind."""
        from docx.text.paragraph import Paragraph as new_paragraph

        new: Any = element("p")
        self.parts[kind].element[-1].append(new)
        new.style = f"{kind.title()}Text"
        return new_paragraph(new, self.parts[kind])

    def add_cross_reference(self, paragraph: Paragraph, anchor: str, text: str) -> list[Run]:
        """Add a mark of a note whose reference stands elsewhere: a field where Word counts the note, else a link."""
        name, mark = self.names[anchor], self.marks.get(anchor, Mark(text, "", ""))
        runs = [paragraph.add_run(legal(mark.before))] if mark.before else []
        if mark.number:
            code = element("instrText")
            code.text = f"NOTEREF {name} \\f \\h"
            for sign in (element("fldChar", fldCharType="begin"), code, element("fldChar", fldCharType="separate")):
                paragraph.add_run()._r.append(sign)
            runs.append(paragraph.add_run(mark.number))
            paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))
            runs += [paragraph.add_run(legal(mark.after))] if mark.after else []
        else:
            linked_here(runs[0], name)
        for run in runs:
            run.font.superscript = True
        return runs

    def hidden(self, row: Row, side: Language) -> list[tuple[int, int]]:
        """What of a row of the note that is being written is not shown."""
        if self.open is None:
            return []
        return hidden(row, side, self.open.mark, self.open.first)

    def _part(self, kind: Kind) -> Any:
        """The part of the notes of a kind, made when the first is written."""
        if kind not in self.parts:
            self.parts[kind] = _new_part(self.document, kind)
        return self.parts[kind]


def element(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML with attributes of it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    new = OxmlElement(f"w:{tag}")
    for name, said in attributes.items():
        new.set(qn(f"w:{name}"), said)
    return new


def _new_part(document: Document, kind: Kind) -> Any:
    """The part of the notes of a kind, with the lines that part them from the text, and their styles."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.story import StoryPart

    type_name = f"{kind}s".upper()
    content_type = getattr(CONTENT_TYPE, f"WML_{type_name}")
    part = StoryPart(PackURI(f"/word/{kind}s.xml"), content_type, element(f"{kind}s"), document.part.package)
    said = element(f"{kind}Pr")
    for id, sign in _SEPARATORS.items():
        note, paragraph, run = element(kind, type=sign, id=str(id)), element("p"), element("r")
        run.append(element(sign))
        paragraph.append(run)
        note.append(paragraph)
        part.element.append(note)
        said.append(element(kind, id=str(id)))
    settings: Any = document.settings.element
    after = [each for each in settings if each.tag in (element("endnotePr").tag, element("compat").tag)]
    after[0 if kind == "footnote" else -1].addprevious(said)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, type_name))
    _make_styles(document, kind)
    return part


def _make_styles(document: Document, kind: Kind) -> None:
    """Make the styles of notes and their marks, under the names by which Word knows them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    text: Any = document.styles.add_style(f"{kind} text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.styleId, text.base_style = f"{kind.title()}Text", document.styles["Normal"]
    set_fonts(text, SERIF)
    text.font.size = Pt(9)
    text.paragraph_format.space_after, text.paragraph_format.space_before = Pt(2), Pt(0)
    text.paragraph_format.line_spacing = 1.15
    mark: Any = document.styles.add_style(f"{kind} reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.styleId = f"{kind.title()}Reference"
    mark.font.superscript = True
