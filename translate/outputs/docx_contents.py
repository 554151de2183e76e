"""The contents of a book of several texts in Word: each chapter a link in both languages, with its page.

The page is a field that Word and LibreOffice work out when they open the document.
Source: ECMA-376 part 1: 17.16.5.43 (PAGEREF), 17.16.18 (fldChar), 17.16.22 (hyperlink).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from translate.outputs.characters import legal
from translate.outputs.docx_figures import linked_here
from translate.outputs.docx_notes import element
from translate.outputs.docx_parts import tongue
from translate.outputs.edition import Language
from translate.outputs.passages import CONTENTS, Passage
from translate.outputs.references import links_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run


def places_in(passages: Sequence[Passage], chapters: Sequence[Passage]) -> dict[str, str]:
    """Return the names of the bookmarks to which links and contents lead, by the anchors of their passages."""
    wanted = {address[1:] for passage in passages for _, address in links_of(passage)}
    wanted |= {heading.anchor for heading in chapters}
    anchors = [passage.anchor for passage in passages if passage.anchor in wanted]
    return {anchor: f"place{number}" for number, anchor in enumerate(anchors, 1)}


def add_contents(
    document: Document, chapters: Sequence[Passage], names: Mapping[str, str], sides: Sequence[Language], width: int
) -> None:
    """Add a line for each chapter; nothing where there are none.

    chapters  their headings.
    names     the bookmarks of the headings, by their anchors.
    width     of the text, in English Metric Units; the numbers of the pages stand at its end.
    """
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    if not chapters:
        return
    document.add_paragraph(" ".join(CONTENTS[side] for side in sides), style="Edition Head")
    for heading in chapters:
        name = names[heading.anchor]
        paragraph = document.add_paragraph(style="Edition Contents")
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        said = [side for side in heading.shown_in(sides) if heading.text(side)]
        for number, side in enumerate(said):
            if number:
                paragraph.add_run().add_break()
            linked_here(tongue(paragraph.add_run(legal(heading.text(side))), side), name)
        paragraph.add_run("\t")
        add_page(paragraph.add_run(), name)


def add_page(run: Run, name: str) -> None:
    """Make a run the number of the page on which a bookmark stands."""
    begin, said = element("fldChar", fldCharType="begin", dirty="true"), element("instrText")
    said.text = f" PAGEREF {name} \\h "
    run._r.extend([begin, said, element("fldChar", fldCharType="end")])
