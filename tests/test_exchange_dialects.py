"""Exchange files in the ways of other programs: Trados, memoQ, Phrase and Okapi by hand after what they document, and
workbooks as Excel writes them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from exchange_edition import EDITION

from cleantext.files import FileProblem
from translate.inputs import read_rows
from translate.inputs.merging import Edit, Merged, merge
from translate.kept import Kept
from translate.outputs import render

CASES = Path(__file__).parent / "cases" / "exchange"


def brought(data: bytes, name: str) -> Merged:
    return merge(Kept(EDITION, {}), [(name, read_rows(data, name))])


EDITS = {
    "trados.sdlxliff": {
        "s0002": Edit(None, "flagged"),
        "s0003": Edit("The lighthouse was built in 1897.", "approved", ("Check the year.",)),
        "s0004": Edit(None, "approved"),
    },
    "memoq.mqxliff": {
        "s0001": Edit("The Old Light of the Harbour Town"),
        "s0002": Edit(None, "flagged"),
        "s0003": Edit("The lighthouse was built in 1897.", "approved", ("Year corrected",)),
    },
    "phrase.mxliff": {
        "s0005": Edit("The mayor has promised repairs."),
        "s0008": Edit("The mayor promised {1}repairs{2}."),
    },
    "okapi.xlf": {
        "s0003": Edit("The lighthouse was built in 1897.", None, ("n1", "bad year")),
        "s0004": Edit(None, "approved"),
    },
}


@pytest.mark.parametrize("name", EDITS)
def test_xliff_in_the_ways_of_translation_programs(name: str) -> None:
    """Tracked changes are done, comments and levels of review come back, ids that are not ours mislead nobody."""
    merged = brought((CASES / name).read_bytes(), name)
    assert merged.edits == {id: edit._replace(origin=name) for id, edit in EDITS[name].items()}
    assert not merged.conflicts


def test_a_comment_that_memoq_has_deleted_is_gone() -> None:
    text = (CASES / "memoq.mqxliff").read_text("utf-8")
    assert 'deleted="false"' in text
    merged = brought(text.replace('deleted="false"', 'deleted="True"').encode(), "a.mqxliff")
    assert not merged.edits["s0003"].comments


# Memories with translations for one place alone: s0005 and s0008 have the same Japanese

SAME = "市長は修理を約束した。"
BEFORE, AFTER = "【要確認：欠落】", "工事は秋に始まる。"


def memory(*units: tuple[str, dict[str, str]]) -> bytes:
    body = "".join(
        "<tu>"
        + "".join(f'<prop type="{name}">{escape(text)}</prop>' for name, text in props.items())
        + f'<tuv lang="JA"><seg>{SAME}</seg></tuv><tuv lang="EN"><seg>{english}</seg></tuv></tu>'
        for english, props in units
    )
    return f'<tmx version="1.1"><header creationtool="OmegaT"/><body>{body}</body></tmx>'.encode()


GENERAL = ("He vowed it.", {})
HERE = ("He vowed it again.", {"file": "a.txt", "prev": BEFORE, "next": AFTER})
CONTEXT = ("He vowed it again.", {"x-context-pre": f"<seg>{BEFORE}</seg>", "x-context-post": f"<seg>{AFTER}</seg>"})
NUMBERED = ("He vowed it again.", {"file": "a.xlf", "id": "s0008"})
ELSEWHERE = ("He vowed nothing.", {"file": "b.txt", "prev": "別の文。", "next": "他の文。"})
BOTH = {"s0005": "He vowed it.", "s0008": "He vowed it again."}


@pytest.mark.parametrize(
    ("units", "edits", "conflicts"),
    [
        ([GENERAL, HERE], BOTH, 0),
        ([HERE, GENERAL], BOTH, 0),
        ([NUMBERED, GENERAL], BOTH, 0),
        ([GENERAL, CONTEXT], BOTH, 0),
        ([HERE], {"s0008": "He vowed it again."}, 0),
        ([GENERAL, ELSEWHERE], dict.fromkeys(BOTH, "He vowed it."), 0),
        ([ELSEWHERE], {}, 1),
        ([HERE, HERE], {"s0008": "He vowed it again."}, 1),
    ],
)
def test_a_translation_for_one_place_goes_there(
    units: list[tuple[str, dict[str, str]]], edits: dict[str, str], conflicts: int
) -> None:
    merged = brought(memory(*units), "a.tmx")
    assert ({id: edit.target for id, edit in merged.edits.items()}, len(merged.conflicts)) == (edits, conflicts)


# Workbooks


def changed(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(render("xlsx", EDITION)))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_excel(data: bytes, cells: dict[str, str], strings: dict[str, str]) -> bytes:
    """The workbook with its texts in `sharedStrings.xml`; cells and texts replaced by XML."""
    shared: list[str] = []

    def cell(match: re.Match[str]) -> str:
        if found := next((xml for place, xml in cells.items() if f'r="{place}"' in match[1]), ""):
            return found
        text = re.sub("&#([0-9]+);", lambda sign: chr(int(sign[1])), match[2])
        shared.append(f"<si>{strings.get(re.sub('<.*?>', '', text), text)}</si>")
        return f'<c{match[1]} t="s"><v>{len(shared) - 1}</v></c>'

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    place = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    added = {
        "[Content_Types].xml": f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>',
        "xl/_rels/workbook.xml.rels": f'<Relationship Id="rIdS" Type="{place}" Target="sharedStrings.xml"/>'
        "</Relationships>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                one = r'<c((?: [rs]="[^"]*")*) t="inlineStr"><is>(.*?)</is></c>'
                text = re.sub(one, cell, text, flags=re.DOTALL)
            if name in added:
                text = re.sub("</[A-Za-z]+>\\s*$", added[name], text)
            new.writestr(name, text)
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{"".join(shared)}</sst>')
    return out.getvalue()


JAPANESE, ENGLISH = "市長は修理を約束した。", "The mayor promised repairs."
RICH = '<r><t xml:space="preserve">He </t></r><r><rPr><b/></rPr><t>vowed</t></r><r><t xml:space="preserve"> it.</t></r>'


@pytest.mark.parametrize(
    ("cells", "strings", "edit"),
    [
        ({}, {}, None),
        ({}, {JAPANESE: f'<t>{JAPANESE}</t><rPh sb="0" eb="2"><t>シチョウ</t></rPh><phoneticPr fontId="1"/>'}, None),
        ({}, {ENGLISH: RICH}, ("s0005", "s0008")),
        ({"C6": f'<c r="C6" t="inlineStr"><is>{RICH}</is></c>'}, {}, ("s0005",)),
        ({"C6": '<c r="C6" t="inlineStr"><is><t xml:space="preserve"> He vowed it. </t></is></c>'}, {}, ("s0005",)),
    ],
    ids=["saved", "with a reading", "in two faces", "inline in two faces", "inline"],
)
def test_cells_as_excel_writes_them(cells: dict[str, str], strings: dict[str, str], edit: Any) -> None:
    data = as_excel(render("xlsx", EDITION), cells, strings)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    assert all(xml in parts for xml in (*cells.values(), *strings.values()))
    merged = brought(data, "a.xlsx")
    assert {id: found.target for id, found in merged.edits.items()} == dict.fromkeys(edit or (), "He vowed it.")
    assert not merged.conflicts


@pytest.mark.parametrize("cell", ["<v>46088</v>", "<v>-5</v>", '" t="b"><v>1</v>', '" t="e"><v>#NAME?</v>'])
def test_what_excel_makes_of_a_text_is_a_conflict(cell: str) -> None:
    xml = f'<c r="C6{cell}</c>' if cell.startswith('"') else f'<c r="C6">{cell}</c>'
    merged = brought(as_excel(render("xlsx", EDITION), {"C6": xml}, {}), "a.xlsx")
    assert not merged.edits
    assert [(each.id, "spreadsheet" in each.message) for each in merged.conflicts] == [("s0005", True)]


def test_a_number_from_a_translation_program_is_an_edit() -> None:
    text = render("xliff", EDITION).decode().replace(">The mayor promised repairs.<", ">46088<", 1)
    assert brought(text.encode(), "a.xlf") == ({"s0005": Edit("46088", origin="a.xlf")}, (), ())


def vowed(book: Any) -> None:
    book["review"]["C6"] = "He vowed it."


def titled(book: Any) -> None:
    vowed(book)
    book["review"].insert_rows(1, 2)
    book["review"]["A1"] = "校閲 三月"


def counted(book: Any) -> None:
    vowed(book)
    book["review"]["K1"], book["review"]["K6"] = "characters", "=LEN(C6)"


def hidden(book: Any) -> None:
    vowed(book)
    book["review"].column_dimensions["A"].hidden = book["review"].row_dimensions[6].hidden = True
    book["review"].protection.sheet = False
    book.active = 1


def copied(book: Any) -> None:
    vowed(book)
    book.copy_worksheet(book["review"])


@pytest.mark.parametrize("change", [vowed, titled, counted, hidden, copied])
def test_workbooks_as_people_leave_them(change: Callable[[Any], None]) -> None:
    merged = brought(changed(change), "a.xlsx")
    assert merged == ({"s0005": Edit("He vowed it.", origin="a.xlsx")}, (), ())


def copied_and_edited(book: Any) -> None:
    copied(book)
    book["review Copy"]["C6"] = "He swore it."


def computed(book: Any) -> None:
    book["review"]["C6"] = '="He "&"vowed"'


@pytest.mark.parametrize(
    ("change", "message"),
    [(copied_and_edited, r"several sheets \(review, review Copy\)"), (computed, "review!C6: holds a formula")],
)
def test_workbooks_that_are_not_clear(change: Callable[[Any], None], message: str) -> None:
    with pytest.raises(FileProblem, match=message):
        brought(changed(change), "a.xlsx")


THREAD = """[Threaded comment]

Your version of Excel allows you to read this threaded comment; however, any edits to it will get removed if the file is
 opened in a newer version of Excel. Learn more: https://go.microsoft.com/fwlink/?linkid=870924

Comment:
    Better:
the Old Light?
Reply:
    Ask the desk."""


def test_a_comment_with_replies_is_told_from_what_excel_says() -> None:
    from openpyxl.comments import Comment

    def comment(book: Any) -> None:
        book["review"]["C2"].comment = Comment(THREAD, "tc={0F0E0D0C-0B0A-4908-8706-050403020100}")

    merged = brought(changed(comment), "a.xlsx")
    assert merged.edits["s0001"].comments == ("Better: the Old Light?", "Ask the desk.")


def test_workbooks_of_another_kind_are_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(render("xlsx", EDITION))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            new.writestr(name, old.read(name).decode().replace(main, "http://purl.oclc.org/ooxml/spreadsheetml/main"))
    for data, message in ((out.getvalue(), "Strict Open XML"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "old Office")):
        with pytest.raises(FileProblem, match=message):
            brought(data, "a.xlsx")
