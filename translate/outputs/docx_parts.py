"""Parts of a Word document: styles for two languages, what it is called, ruby, shaded cells; no time of day in it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from translate.outputs.characters import legal
from translate.outputs.edition import Edition, Language
from translate.outputs.epub_package import modified
from translate.outputs.passages import titles_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

SERIF = ("Georgia", "Yu Mincho")
SANS = ("Segoe UI", "Yu Gothic")
"""Fonts for Latin text and for Japanese."""
LATIN, EAST_ASIAN = "en-US", "ja-JP"
"""The languages of Latin and of Japanese signs, in Japanese paragraphs too, as Word itself sets them: LibreOffice
breaks Latin words anywhere in a line where they are said to be Japanese."""
_OWN = (
    # name, base, fonts, points, bold, colour, points after
    ("Edition Japanese", "Normal", SERIF, 10.5, False, None, 4),
    ("Edition English", "Normal", SERIF, 10.5, False, None, 6),
    ("Edition Head", "Normal", SANS, 8.5, True, "5F5B54", 0),
    ("Edition Contents", "Normal", SERIF, 10.5, False, None, 6),
    ("Edition Note", "Normal", SANS, 9, False, "5F5B54", 4),
    ("Edition Warning", "Normal", SANS, 10.5, True, "8F2A10", 4),
    ("Edition Picture", "Normal", SANS, 9, False, "5F5B54", 6),
    ("Edition Space", "Normal", SANS, 4, False, None, 0),
)
INDENT = 18
"""How far in an item or a quotation stands, in points."""
QUOTE_LINE = "B8B2A6"
"""The colour of the line beside a quotation."""
_SIZES = {"Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Heading 4": 10.5, "Heading 5": 10.5}


def make_styles(document: Document) -> None:
    """Set the page, and make or change the styles that an edition uses."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    set_fonts(document.styles["Normal"], SERIF)
    for name, base, fonts, size, bold, colour, after in _OWN:
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        set_fonts(style, fonts)
        style.font.size, style.font.bold = Pt(size), bold
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(after), Pt(0)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST  # the lines of both sides stand level
        style.paragraph_format.line_spacing = Pt(18 if fonts is SERIF else 1.3 * size)
        style.paragraph_format.keep_with_next = name in ("Edition Picture", "Edition Head") or None
    _make_quotes(document)
    for name, size in _SIZES.items():
        style = document.styles[name]
        set_fonts(style, SANS)
        style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        style.font.color.rgb = RGBColor(0x1D, 0x1C, 0x1A)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
        style.paragraph_format.keep_with_next = True


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


def _make_quotes(document: Document) -> None:
    """Change Word's own style of quotations, and make one for Japanese of it: a line beside them, no slant."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    quote: Any = document.styles["Quote"]
    japanese: Any = document.styles.add_style("Edition Japanese Quote", WD_STYLE_TYPE.PARAGRAPH)
    for style, like in ((quote, "Edition English"), (japanese, "Edition Japanese")):
        model: Any = document.styles[like]
        style.base_style = model if style is quote else quote
        set_fonts(style, SERIF)
        style.font.size, style.font.italic, style.font.color.rgb = Pt(10.5), False, None
        for name in ("space_after", "space_before", "line_spacing_rule", "line_spacing"):
            setattr(style.paragraph_format, name, getattr(model.paragraph_format, name))
        style.paragraph_format.left_indent = Pt(INDENT)
    edge = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="8" w:color="{QUOTE_LINE}"/></w:pBdr>'
    properties = quote.element.get_or_add_pPr()
    properties.insert_element_before(parse_xml(edge), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def set_fonts(style: Any, fonts: tuple[str, str]) -> None:
    """Give a style a font and a language for Latin text and for Japanese, in place of those of the theme."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    element = properties.get_or_add_rFonts()
    for name in list(element.attrib):
        del element.attrib[name]
    for name, font in (("ascii", fonts[0]), ("hAnsi", fonts[0]), ("eastAsia", fonts[1]), ("cs", fonts[0])):
        element.set(qn(f"w:{name}"), font)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), LATIN)
    lang.set(qn("w:eastAsia"), EAST_ASIAN)
    properties.append(lang)


def tongue(run: Run, language: Language) -> Run:
    """Mark a run as Japanese or English; Japanese is not slanted, but for what `marked` has slanted in it."""
    from docx.oxml.ns import qn

    if language == "ja":
        if not run.italic:
            run.italic = False
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    return run


def embolden(paragraph: Paragraph) -> None:
    """Make all of a paragraph bold."""
    from docx.oxml.ns import qn
    from docx.text.run import Run

    for run in paragraph._p.iter(qn("w:r")):
        Run(run, paragraph).bold = True


def ruby_run(paragraph: Paragraph, base: str, reading: str) -> tuple[Run, Run]:
    """Add a run that holds a word with its reading over it; returns it, and the run of the word in it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.run import Run as new_run

    outer = tongue(paragraph.add_run(), "ja")
    ruby: Any = OxmlElement("w:ruby")
    properties: Any = OxmlElement("w:rubyPr")
    settings = (("rubyAlign", "distributeSpace"), ("hps", "10"), ("hpsRaise", "18"), ("hpsBaseText", "21"))
    for name, value in (*settings, ("lid", "ja-JP")):
        element: Any = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        properties.append(element)
    ruby.append(properties)
    for name, text, size in (("rt", reading, "10"), ("rubyBase", base, "")):
        holder: Any = OxmlElement(f"w:{name}")
        run: Any = OxmlElement("w:r")
        if size:
            look: Any = OxmlElement("w:rPr")
            points: Any = OxmlElement("w:sz")
            points.set(qn("w:val"), size)
            look.append(points)
            run.append(look)
        words: Any = OxmlElement("w:t")
        words.text = text
        run.append(words)
        holder.append(run)
        ruby.append(holder)
    outer._r.append(ruby)
    return outer, new_run(run, paragraph)


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a ground."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading: Any = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.append(shading)


def repacked(data: bytes) -> bytes:
    """Return a ZIP file with all its members dated 1980, so that the same document gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            new.writestr(info, old.read(name), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
