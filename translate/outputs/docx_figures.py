"""Pictures, tables of the source, and markup in the line of Word documents.

Source: ECMA-376 part 1: 17.3.2.12 (em), 17.3.2.26 (rFonts), 17.4.17 (gridSpan), 17.4.84 (vMerge), 20.4.2.8 (inline).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from translate.outputs.characters import legal
from translate.outputs.docx_parts import INDENT, QUOTE_LINE, shade
from translate.outputs.edition import Edition, Figure, Formula, Language, Picture
from translate.outputs.formulas_omml import MATH, omml_of
from translate.outputs.html_figures import SMALL
from translate.outputs.inline_md import Span
from translate.outputs.pictures import METAFILES
from translate.outputs.setting import Slot, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

PIXEL, POINT = 9525, 12700
"""A pixel and a point in English Metric Units, at 96 and 72 to the inch."""
LINE, TALLEST = 14 * POINT, 200 * 36000
"""How high a small picture in a line is, and any other at most."""
EM, PADDING = 133350, 1.6
"""The size of the text in a table, 10.5 points; what the edges of a cell take, in such sizes."""
CODE = "Courier New"
_SHOWN = ("image/png", "image/jpeg", "image/gif", *METAFILES)


class Pictures:
    """The pictures of an edition in a document; each is a part of it once, however often it is shown."""

    def __init__(self, edition: Edition) -> None:
        self.known = {picture.name: picture for picture in edition.pictures if picture.media_type in _SHOWN}
        self.reason = "" if edition.layout.clean_copy else "a kind of picture that Word does not show"
        self.parts: dict[str, Any] = {}
        self.relations: dict[tuple[str, str], str] = {}
        self.count = 0

    def add(self, run: Run, figure: Figure, width: int, in_line: bool = False) -> bool:
        """Add a picture to a run, no wider than `width`, or a listing; False where Word does not show such pictures."""
        from docx.oxml.shape import CT_Inline

        if figure.kind == "break":
            run.add_break()
            return True
        if figure.kind == "note":
            run.text, run.font.superscript = legal(figure.text), True
            return True
        if figure.kind == "formula":
            markup = as_omml(figure.formula) if figure.formula else ""
            if markup:
                _add_formula(run, markup, in_line)
            return bool(markup)
        if figure.kind != "picture":
            _add_aside(run, figure)
            return True
        picture = self.known.get(figure.picture)
        if picture is None:
            return False
        self.count += 1
        high = LINE if in_line and picture.height <= SMALL else TALLEST
        scale = min(1.0, width / (picture.width * PIXEL), high / (picture.height * PIXEL))
        size = [max(1, round(side * PIXEL * scale)) for side in (picture.width, picture.height)]
        inline: Any = CT_Inline.new_pic_inline(self.count, self.relation(run, picture), picture.name, *size)  # type: ignore[arg-type]
        inline.docPr.set("descr", legal(figure.alt))
        for edge in "TBLR":
            inline.set(f"dist{edge}", "0")  # where nothing is said, LibreOffice leaves a gap
        run._r.append(_drawing(inline))
        return True

    def told(self, figure: Figure) -> Figure:
        """A figure that is not shown, with the reason for the editor where the picture itself is there."""
        return figure._replace(why=figure.why or self.reason) if figure.picture else figure

    def relation(self, run: Run, picture: Picture) -> str:
        """The id by which the part in which a run stands, the document or its notes, refers to a picture."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.parts.image import ImagePart

        if picture.name not in self.parts:
            self.parts[picture.name] = ImagePart(
                PackURI(f"/word/media/{picture.name}"), picture.media_type, picture.data
            )
        place = (str(run.part.partname), picture.name)
        if place not in self.relations:
            self.relations[place] = run.part.relate_to(self.parts[picture.name], RELATIONSHIP_TYPE.IMAGE)
        return self.relations[place]


def _add_aside(run: Run, figure: Figure) -> None:
    """Write a listing into an empty run, line by line; or make its paragraph a rule."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    run._parent.alignment = WD_ALIGN_PARAGRAPH.CENTER if figure.kind == "rule" else WD_ALIGN_PARAGRAPH.LEFT  # type: ignore[attr-defined]
    if figure.kind == "rule":
        run.add_text("＊")
        return
    for number, line in enumerate(figure.text.split("\n")):
        if number:
            run.add_break()
        run.add_text(legal(line))
    run.font.name, run.font.size = CODE, Pt(9)


def _drawing(inline: Any) -> Any:
    from docx.oxml import OxmlElement

    drawing: Any = OxmlElement("w:drawing")
    drawing.append(inline)
    return drawing


def marked(run: Run, spans: Iterable[Span], side: Language) -> Run:
    """Give a run the look of what it is. Emphasis of Japanese is a dot beside each sign, never a slant."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    kinds = {span.kind for span in spans}
    if "strong" in kinds:
        run.bold = True
    if "i" in kinds or ("em" in kinds and side == "en"):
        run.italic = True
    if "del" in kinds:
        run.font.strike = True
    if "u" in kinds:
        run.font.underline = True
    if "sup" in kinds:
        run.font.superscript = True
    elif "sub" in kinds:
        run.font.subscript = True
    if "code" in kinds:
        run.font.name = CODE
    if "link" in kinds:
        run.font.color.rgb, run.font.underline = RGBColor(0x1F, 0x4E, 0x79), True
    if "em" in kinds and side == "ja":
        dots: Any = OxmlElement("w:em")
        dots.set(qn("w:val"), "dot")
        run._r.get_or_add_rPr().append(dots)
    return run


def as_omml(formula: Formula) -> str:
    """Return a formula as Office Math; "" where it cannot be."""
    return omml_of(formula.markup) if formula.form == "mathml" else formula.markup if formula.form == "omml" else ""


def _add_formula(run: Run, markup: str, in_line: bool) -> None:
    """Put a formula before a run; on a line of its own, unless it is one in a line of text."""
    from docx.oxml import parse_xml

    some: Any = parse_xml(markup if in_line else f'<m:oMathPara xmlns:m="{MATH}">{markup}</m:oMathPara>')
    run._r.addprevious(some)


def set_formula(run: Run, markup: str) -> None:
    """Put a formula of Office Math before a run, which loses its text: it is there for what points to it."""
    from docx.oxml import parse_xml

    run.text = ""
    run._r.addprevious(parse_xml(markup))


def linked(paragraph: Paragraph, run: Run, address: str) -> None:
    """Make a run, the last of its paragraph, a link."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def linked_here(run: Run, name: str) -> None:
    """Make a run a link to a bookmark."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    run._r.addprevious(link)
    link.append(run._r)


def bookmarked(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a paragraph a place to which links may lead."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark: Any = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def widths(table: Table, width: int) -> list[int]:
    """How wide each column of a table is: its longest word has room where there is any, the rest goes by the text.

    A sign of Japanese is an em wide, one of Latin script about half of that; cells over several columns do not count.
    """
    least, most = [2.0] * table.width, [2.0] * table.width
    for row in table.grid():
        for column, slot in enumerate(row):
            for passage in slot.passages if slot and slot.columns == 1 else ():
                for text in (passage.text("ja"), passage.text("en")):
                    words = re.findall(r"[!-~\u00a0-\u024f]+|\S", text)
                    least[column] = max([least[column], *(_ems(word) for word in words)])
                    most[column] = max(most[column], min(_ems(text), 40))
    edges = min(PADDING, width / EM / table.width / 2)
    whole = width / EM - edges * table.width
    scale = min(1.0, whole / sum(least))
    least = [size * scale for size in least]
    more = [max(high - low, 0.1) for low, high in zip(least, most, strict=True)]
    left = max(whole - sum(least), 0) / sum(more)
    return [int((low + left * some + edges) * EM) for low, some in zip(least, more, strict=True)]


def _ems(text: str) -> float:
    return sum(1.0 if sign > "\u2e7f" else 0.56 for sign in text)


def _quote(table: DocxTable) -> None:
    """Set a table in as quotations are, with their line beside it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    edge = f'<w:left w:val="single" w:sz="12" w:space="0" w:color="{QUOTE_LINE}"/>'
    for markup in (f'<w:tblInd {{}} w:w="{INDENT * 20}" w:type="dxa"/>', f"<w:tblBorders {{}}>{edge}</w:tblBorders>"):
        table._tbl.tblPr.insert_element_before(
            parse_xml(markup.format(nsdecls("w"))), "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
        )


def add_table(document: Document, table: Table, width: int, fill: Callable[[_Cell, Slot, int], None]) -> None:
    """Add a table of the source, `width` wide; `fill` writes what stands in a cell, given how wide that is."""
    from docx.oxml import OxmlElement
    from docx.oxml.table import CT_Tc
    from docx.table import _Cell

    new = document.add_table(rows=0, cols=table.width)
    new.style = document.styles["Table Grid"]
    if any(item.kind == "quote" for passage in table.passages[:1] for item in passage.items):
        _quote(new)
        width -= INDENT * POINT
    sizes = widths(table, width)
    for grid, size in zip(new._tbl.tblGrid.gridCol_lst, sizes, strict=True):
        grid.w = size
    new.autofit = False
    below: dict[int, tuple[int, int]] = {}  # by column: over how many more rows a cell goes, and how many columns
    for number, slots in enumerate(table.rows):
        row: Any = OxmlElement("w:tr")
        new._tbl.append(row)
        if number == 0 and slots and all(slot.head for slot in slots):
            properties: Any = OxmlElement("w:trPr")
            properties.append(OxmlElement("w:tblHeader"))
            row.append(properties)
        column, waiting = 0, list(reversed(slots))
        while column < table.width:
            cell: Any = CT_Tc.new()
            row.append(cell)
            left, columns = below.get(column, (0, 1))
            if left:
                below[column] = (left - 1, columns)
                cell.vMerge = "continue"
            elif waiting:
                slot = waiting.pop()
                columns = slot.columns
                if slot.rows > 1:
                    below[column] = (slot.rows - 1, columns)
                    cell.vMerge = "restart"
                fill(_Cell(cell, new), slot, sum(sizes[column : column + columns]))
                if slot.head:
                    shade(_Cell(cell, new), "F4F2EC")
            if columns > 1:
                cell.grid_span = columns
            cell.width = sum(sizes[column : column + columns])
            column += columns
    document.add_paragraph(style="Edition Space")
