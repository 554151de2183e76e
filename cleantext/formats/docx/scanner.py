"""One part of a Word document: its paragraphs as text, and where in the bytes each piece stands.

Source: ECMA-376 part 1, chapter 17 (WordprocessingML); part 3 for markup compatibility.
"""

from __future__ import annotations

from ...document import Run
from ...files import FileProblem
from . import containers, elements, values, xml
from .layout import Alternate, Container, Field, OpenRun, Paragraph, Part, Said, Spot
from .parts import W_STRICT, W
from .styles import Styles

_SPACE = "http://www.w3.org/XML/1998/namespace}space"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES = """p pPr pStyle numId outlineLvl rPr rStyle vanish noProof lang rPrChange pPrChange sectPrChange tblPrChange
trPrChange tcPrChange numberingChange del moveFrom ins r t instrText tab ptab br cr noBreakHyphen sym object pict ruby
rt fldChar fldSimple txbxContent footnote endnote comment tbl tr tc sdt sdtPr showingPlcHdr dataBinding lock
dropDownList comboBox date footnoteReference endnoteReference headerReference footerReference commentRangeStart
commentRangeEnd commentReference""".split()
_VML = "shape rect oval roundrect line polyline group".split()
_TAGS = {f"{uri}}}{name}": name for uri in (W, W_STRICT) for name in _NAMES} | {
    f"{_MC}}}AlternateContent": "alternate",
    f"{_MC}}}Choice": "branch",
    f"{_MC}}}Fallback": "branch",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline": "object",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing}inline": "object",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr": "docPr",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing}docPr": "docPr",
    "http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr": "drawn",
    "http://purl.oclc.org/ooxml/drawingml/picture}cNvPr": "drawn",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape}cNvPr": "drawn",
    **dict.fromkeys((f"urn:schemas-microsoft-com:vml}}{name}" for name in _VML), "drawn"),
    "http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "oMath",
    "http://purl.oclc.org/ooxml/officeDocument/math}oMath": "oMath",
    "http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx": "sym",
    "http://schemas.microsoft.com/office/word/2010/wordml}checkbox": "date",
}
_STARTS = elements.STARTS | containers.STARTS | values.STARTS
_ENDS = elements.ENDS | containers.ENDS
_SKIPPED = frozenset(
    "rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange numberingChange del moveFrom rt".split()
)


class Scanner:
    """Reads one part.

    label    names it: "" for the document itself, "header", "footnote".
    off      the rules that each comment switches off, by its id.
    numbers  the numbers that Word shows for notes, by their ids.
    """

    def __init__(
        self,
        name: str,
        stored: bytes,
        styles: Styles,
        label: str,
        off: dict[str, frozenset[str]],
        numbers: dict[str, int] | None = None,
    ) -> None:
        data, encoding = xml.utf8(name, stored)
        self.part = Part(name, data, stored, encoding)
        self.styles, self.label, self.off = styles, label, off
        self.path: list[str] = []
        self.skipped = 0  # the depth at which skipping began, 0 for none
        self.containers = [Container(label)]
        self.paragraphs: list[Paragraph] = []
        self.opened: list[OpenRun] = []
        self.fields: list[Field] = []
        self.kept_fields: list[list[Field]] = []
        self.rows: list[list[int]] = []  # number of the table, row, cell
        self.tables = self.boxes = self.notes = self.ruby = self.level = 0
        self.inserted: list[int] = []
        self.spaces: list[tuple[int, bool]] = [(0, False)]
        self.controls: list[bool] = []
        self.alternates: list[Alternate] = []
        self.levels: list[int] = []
        self.active: dict[str, frozenset[str]] = {}
        self.ranged: set[str] = set()
        self.story = label
        self.numbers = numbers or {}
        self.said: list[Said] = []  # of the last picture
        self.start = self.body = -1  # where the w:t or w:instrText that is being read begins, and its text
        self.preserve = False  # whether the element that just ended keeps its outer spaces

    def read(self) -> Part:
        """The part. Raises FileProblem for what `scan` refuses."""
        xml.scan(self.part.name, self.part.data, self._start, self._end)
        self.part.paragraphs.sort(key=lambda paragraph: paragraph.start)
        return self.part

    def _start(self, name: str, attributes: dict[str, str], at: int) -> None:
        tag = _TAGS.get(name, "")
        path = self.path
        path.append(tag)
        if self.skipped:
            return
        if attributes and _SPACE in attributes:
            self.spaces.append((len(path), attributes[_SPACE] == "preserve"))
        if not tag:
            if len(path) == 1:
                self._root(name, at)
            return
        if tag in _SKIPPED or tag == "rPr" and path[-2:-1] == ["pPr"]:
            self.skipped = len(path)
        elif starts := _STARTS.get(tag):
            starts(self, attributes, at)

    def _root(self, name: str, at: int) -> None:
        uri, _, local = name.rpartition("}")
        self.part.prefix = xml.prefix(self.part.data, at)
        self.part.strict = uri == W_STRICT
        if uri not in (W, W_STRICT) or not self.label and local != "document":
            raise FileProblem(f"is no Word document (its part {self.part.name} holds <{local}>); give a .docx file")

    def _end(self, name: str, at: int) -> None:
        depth = len(self.path)
        tag = self.path.pop()
        if self.skipped:
            self.skipped = 0 if depth == self.skipped else self.skipped
            return
        if self.spaces[-1][0] == depth:
            self.preserve = self.spaces.pop()[1]
        else:
            self.preserve = self.spaces[-1][1]
        if tag and (ends := _ENDS.get(tag)):
            ends(self, at)

    def is_hidden(self, opened: OpenRun | None = None) -> bool:
        """True if nothing of a run is shown; of the innermost one that is open, where none is given."""
        if opened is None and self.opened and self.opened[-1].depth == len(self.paragraphs):
            opened = self.opened[-1]
        if opened and opened.hidden is not None:
            return opened.hidden
        styled = self.styles.of_run(opened.style if opened else None)
        return bool(styled.hidden or self.styles.get(self.paragraphs[-1].style).hidden)

    def add(self, text: str, run: int, start: int, end: int, index: int = -1, fixed: bool = True) -> None:
        """Add text to the paragraph that is being read, unless it is hidden, a copy, or outside of paragraphs."""
        if not self.paragraphs or not text:
            return
        paragraph = self.paragraphs[-1]
        if paragraph.level != self.level or any(not f.result for f in self.fields):
            return
        opened = self.opened[-1] if run >= 0 else None
        if self.is_hidden(opened):
            return
        styled = self.styles.of_run(opened.style if opened else None)
        fixed = (
            fixed
            or bool(opened and opened.fixed)
            or styled.code
            or bool(self.ruby)
            or any(self.controls)
            or len(self.alternates) > paragraph.alternates
            or any(not f.free for f in self.fields)
        )
        off = frozenset().union(*self.active.values()) if self.active else frozenset()
        paragraph.runs.append(Run(text, Spot(self.part.name, index, run, start, end), fixed, off))
