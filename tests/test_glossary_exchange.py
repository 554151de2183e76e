"""Glossaries in the formats of other programs: round trips, dialects, what is lost, what is refused."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path, PurePath

import openpyxl
import pytest
from glossary_terms import glossaries, plain
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossaries import Form, GlossaryError, Spec, Term, load_glossary, shipped_glossaries
from glossaries.formats import FORMATS, extras, format_of
from glossaries.formats.expressions import NotWords, words_of
from glossaries.formats.incoming import Incoming, new_id
from glossaries.formats.rows import COLUMNS
from glossaries.formats.tables import as_text, without_mark
from glossaries.formats.xlsx import HEADER
from glossaries.merging import merge

LOSSLESS = ("tsv", "csv", "xlsx", "tbx")
KYIV = Term(
    "kyiv",
    (Form("キーウ", "preferred"), Form("キエフ", "deprecated"), Form("キーフ", "forbidden")),
    ("Kyiv",),
    "place",
    note="capital",
    english_wrong=(Form("Kiev", "deprecated"),),
)
US = Term("us", (Form("米国", "preferred"), Form("アメリカ", "admitted")), ("the United States", "US"), "place")


def again(name: str, terms: tuple[Term, ...]) -> Incoming:
    return FORMATS[name].read(FORMATS[name].write_terms(terms), "again")


# Every format


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=60, deadline=None)
@given(terms=glossaries())
def test_what_is_written_is_read_again(name: str, terms: tuple[Term, ...]) -> None:
    if terms or name != "tbx":
        read = again(name, terms)
        assert plain(read.terms) == plain(terms)
        assert read.columns == COLUMNS and not read.remarks
        merged = merge(terms, read.terms, columns=read.columns, replace=True)
        assert merged.terms == terms and not merged.conflicts
        assert not FORMATS[name].lost(terms)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None)
@given(terms=glossaries(simple=True))
def test_merging_an_export_invents_nothing(name: str, terms: tuple[Term, ...]) -> None:
    try:
        read = again(name, terms)
    except GlossaryError as error:
        assert re.search("no term|is empty|at least", str(error))
        return
    merged = merge(terms, read.terms, columns=read.columns)
    assert not merged.added
    for before, after in zip(terms, merged.terms, strict=True):
        assert set(before.forms) == set(after.forms)
        assert set(before.english_forms) <= set(after.english_forms)


@pytest.mark.parametrize("glossary", shipped_glossaries())
@pytest.mark.parametrize("name", FORMATS)
def test_merging_the_export_of_a_shipped_glossary_changes_nothing(name: str, glossary: str) -> None:
    terms = load_glossary(glossary).terms
    read = again(name, terms)
    assert len(read.terms) >= 5 and not read.remarks
    merged = merge(terms, read.terms, columns=read.columns)
    assert (merged.added, merged.changed, merged.conflicts) == ((), (), ())
    assert merged.terms == terms


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.binary(max_size=80) | st.text('id,ja;en\t\n"|#=-犬[]{}()<>&/rules:', max_size=60).map(str.encode))
def test_bytes_of_any_kind(name: str, data: bytes) -> None:
    for start in (b"", b"id,ja,en\n", b"Entry_ID;Japanese\n", b"rules:\n - expected: ", b"<tbx>"):
        try:
            FORMATS[name].read(start + data, "my.file")
        except GlossaryError as error:
            assert "\n" not in str(error) and str(error).endswith(".")


def test_formats_go_by_ending_or_name() -> None:
    assert [
        format_of(PurePath(f"a{ending}")).module for ending in (".TSV", ".csv", ".xlsx", ".tbx", ".txt", ".yml")
    ] == [*("tsv", "csv", "xlsx", "tbx", "omegat", "prh")]
    assert format_of(PurePath("a.csv"), "deepl").module == "deepl"
    with pytest.raises(GlossaryError, match="name one of tsv, csv,"):
        format_of(PurePath("a.csv"), "exel")
    with pytest.raises(GlossaryError, match=r"'\.pdf'.*\.tsv, \.csv"):
        format_of(PurePath("a.pdf"))


def test_what_is_lost_is_said() -> None:
    assert FORMATS["deepl"].lost([KYIV, US]) == (
        *("id", "en_admitted", "deprecated", "forbidden", "type", "en_deprecated", "note"),
    )
    assert FORMATS["google-sets"].lost([US]) == ("id", "en_admitted", "admitted", "type")
    assert FORMATS["omegat"].lost([KYIV]) == ("id", "type", "en_deprecated")
    assert FORMATS["memoq"].lost([KYIV, US]) == ()
    assert FORMATS["prh"].lost([KYIV]) == ("id", "en", "forbidden", "type", "en_deprecated", "note")


@pytest.mark.parametrize("name", FORMATS)
def test_a_glossary_may_be_of_any_format(name: str, tmp_path: Path) -> None:
    endings = FORMATS[name].endings
    if endings:
        path = tmp_path / f"my{endings[0]}"
        path.write_bytes(FORMATS[name].write_terms([KYIV, US]))
        assert load_glossary(path).terms[0].preferred == "キーウ"


def test_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        GlossaryError, match=r"no_such_library is not installed: run pip install 'taiyaku\[exchange\]'\."
    ):
        extras.need("no_such_library.part")


def test_new_ids() -> None:
    assert new_id("Rustem Umerov's", ()) == "rustem-umerovs"
    assert new_id("Kyiv", ("kyiv", "kyiv-2")) == "kyiv-3"
    assert new_id("キーウ", ("term",)) == "term-2"


# CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_dialects_of_csv(delimiter: str, encoding: str, end: str) -> None:
    rows = ["id,ja,en,admitted,note", "us,米国,the United States,アメリカ,", 'kyiv,キーウ,Kyiv,,"a ""b"""']
    read = FORMATS["csv"].read(end.join(row.replace(",", delimiter) for row in rows).encode(encoding), "my.csv")
    assert [term.id for term in read.terms] == ["us", "kyiv"]
    assert read.terms[0].forms == US.forms and read.terms[1].note == 'a "b"'
    assert read.columns == ("id", "ja", "en", "admitted", "note")
    assert [re.search("cp932", remark) is not None for remark in read.remarks] == [True] * (encoding == "cp932")


def test_a_spreadsheet_may_name_the_delimiter_and_break_lines() -> None:
    read = FORMATS["csv"].read(
        'sep=;\nid;ja;admitted;note\nus;米国;"アメリカ\nアメリカ合衆国";"a\nb, c"\n'.encode(), "my.csv"
    )
    assert [form.text for form in read.terms[0].forms] == ["米国", "アメリカ", "アメリカ合衆国"]
    assert read.terms[0].note == "a b, c"


@pytest.mark.parametrize(
    "table",
    [
        "キーウ,Kyiv\n米国,the United States\n米国,US\n",
        "Kyiv,キーウ\nthe United States,米国\nUS,米国\n",
        "ja,en\nキーウ,Kyiv\n米国,the United States\n米国,US\n",
        "English;Japanese\nKyiv;キーウ\nthe United States;米国\nUS;米国\n",
        "原文\t訳文\nキーウ\tKyiv\n米国\tthe United States\n米国\tUS\n",
        "キーウ,Kyiv,JA,EN\n米国,the United States,JA,EN\n米国,US,JA,EN\n",
    ],
)
def test_lists_of_japanese_and_english(table: str) -> None:
    read = FORMATS["csv"].read(table.encode(), "my.csv")
    assert [(term.id, term.preferred, term.english) for term in read.terms] == [
        ("", "キーウ", ("Kyiv",)),
        ("", "米国", ("the United States", "US")),
    ]
    assert read.columns == ("ja", "en")


def test_a_row_without_an_id_gets_one_when_it_is_merged() -> None:
    read = FORMATS["csv"].read("id,ja,en\nkyiv,キーウ,Kyiv\n,リビウ,Lviv\n".encode(), "my.csv")
    assert [term.id for term in merge([KYIV], read.terms).terms] == ["kyiv", "lviv"]


@given(st.text("'=+-@＝a", max_size=6))
def test_formulas_are_written_as_text(cell: str) -> None:
    assert without_mark(as_text(cell)) == cell
    assert not re.match(r"[=+\-@＝＋－＠]", as_text(cell))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"my\.csv is empty"),
        ("id,ja\na,犬,x\n", r"my\.csv, line 2, column ja .*3 cells"),
        ("id,ja\na,犬\nb,\n", r"line 3, column ja \(number 2\): the cell is empty"),
        ("id,japanese\na,犬\n", r"column japanese \(number 2\): .*call it ja"),
        ("id,ja\na,犬\nb,犬\n", r"line 3, .*stands in line 2 too"),
        ("Entry_ID;Japanese\n1;犬\n", "--format memoq"),
        ("犬\n猫\n", "one column only"),
        ("犬,dog\n,cat\n", r"line 2, column number 1: the Japanese is missing"),
        ("ja,en\n", "holds no term"),
        (b"\x81,\xff\n", "neither UTF-8 nor"),
        (b'id,ja\na,"' + b"x" * 200_000, "cannot be read"),
    ],
)
def test_csv_refused(data: str | bytes, message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        FORMATS["csv"].read(data if isinstance(data, bytes) else data.encode(), "my.csv")


# Lists for translation programs


def test_deepl_gets_no_source_twice() -> None:
    game = Term("cards", (Form("米国", "preferred"),), ("a game",), near=("カード",))
    long = Term("long", (Form("長" * 400, "preferred"),), ("long",))
    none = Term("none", (Form("無", "preferred"),))
    data = FORMATS["deepl"].write_terms([US, game, KYIV, long, none])
    assert data.decode() == "米国,the United States\r\nアメリカ,the United States\r\nキーウ,Kyiv\r\n"


def test_google() -> None:
    assert FORMATS["google"].write_terms([KYIV, US]).decode().split("\r\n")[:2] == [
        "キーウ,Kyiv",
        "米国,the United States",
    ]
    assert (
        FORMATS["google-sets"].write_terms([KYIV, US]).decode() == "ja,en\r\nキーウ,Kyiv\r\n米国,the United States\r\n"
    )
    read = FORMATS["google-sets"].read("en,ja,pos,description\nKyiv,キーウ,noun,city\n".encode(), "my.csv")
    assert read.terms[0].note == "city" and read.columns == ("ja", "en", "note")


def test_omegat_has_a_row_for_each_form() -> None:
    data = FORMATS["omegat"].write_terms([KYIV, US])
    assert data.decode() == (
        "キーウ\tKyiv\tcapital\n"
        "キエフ\tKyiv\tdeprecated → キーウ; capital\n"
        "キーフ\tKyiv\tforbidden → キーウ; capital\n"
        "米国\tthe United States\t\n"
        "アメリカ\tthe United States\t\n"
    )
    assert FORMATS["omegat"].read(data, "a.txt").terms[0].forms == KYIV.forms


def test_memoq_fields() -> None:
    data = FORMATS["memoq"].write_terms([KYIV, US])
    first, second, _ = data.decode("utf-8-sig").split("\r\n", 2)
    assert first.split(";")[:7] == [
        *("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note", "Japanese", "Term_Info", "Term_Example")
    ]
    assert second.startswith(
        "1;place;kyiv;capital;キーウ;;;キエフ;Forbidden;deprecated;キーフ;Forbidden;;Kyiv;;;Kiev;Forbidden;"
    )
    assert plain(FORMATS["memoq"].read(data, "a.csv").terms) == plain([KYIV, US])


def test_memoq_of_its_own() -> None:
    table = (
        "Entry_ID;Entry_Subject;Entry_Created;Entry_Note;Japanese_Def;Japanese;Term_Info;Term_Example;English_Def;"
        "English_United States;Term_Info;Term_Example\n"
        "7;Politics;9/4/2024 1:02:03 PM;;都市;キーウ;CasePermissive;;;Kyiv;;\n8;;;;;;;;;nothing;;\n"
    )
    read = FORMATS["memoq"].read(table.encode(), "my.csv")
    assert [(term.id, term.preferred, term.english, term.kind) for term in read.terms] == [
        ("", "キーウ", ("Kyiv",), "")
    ]
    assert read.remarks == ("1 entries without Japanese were left out.",)


# XLSX


def sheet(*rows: tuple[object, ...], comments: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, text in (comments or {}).items():
        book.active[place].comment = openpyxl.comments.Comment(text, "reviewer")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_workbook_is_made_for_people() -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write_terms([KYIV, US])))
    page = book.active
    assert tuple(cell.value for cell in page[1]) == HEADER
    assert all(cell.comment.text for cell in page[1])
    assert page.freeze_panes == "C2" and page.auto_filter.ref.startswith("A1:")
    assert page["A2"].number_format == "@" and page.cell(2, HEADER.index("note") + 1).alignment.wrap_text
    lists = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
    assert lists["D2:D1048576"] == '"preferred,admitted,deprecated,forbidden"'
    assert '"person,' in lists["F2:F1048576"]


def test_formulas_in_a_workbook_are_text() -> None:
    terms = (replace(KYIV, note="=cmd|' /C calc'!A0", english=("-Kyiv",)),)
    data = FORMATS["xlsx"].write_terms(terms)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    kinds = {cell.value: (cell.data_type, cell.quotePrefix) for row in page.iter_rows(min_row=2) for cell in row}
    assert kinds[terms[0].note] == ("s", True) == kinds["-Kyiv"]
    assert plain(FORMATS["xlsx"].read(data, "a.xlsx").terms) == plain(terms)


def test_comments_on_cells_become_notes_once() -> None:
    data = FORMATS["xlsx"].write_terms([KYIV])
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active["B3"].comment = openpyxl.comments.Comment("reviewer:\nSee\nReuters", "reviewer")
    out = io.BytesIO()
    book.save(out)
    read = FORMATS["xlsx"].read(out.getvalue(), "a.xlsx")
    merged = merge([KYIV], read.terms, columns=read.columns)
    assert merged.terms == (replace(KYIV, note="capital / See Reuters"),) and not merged.conflicts
    twice = merge(merged.terms, read.terms, columns=read.columns)
    assert twice.terms == merged.terms and not twice.conflicts


def test_rows_that_people_add() -> None:
    rows = [
        ("id", "form", "status", "language", "note", "from"),
        ("kyiv", "キーウ", "preferred", "ja", "", 2024),
        (None, "キエフ", "deprecated", None, "old"),
        (None, "Kyiv", None, None),
        (None, "リビウ", "preferred", None, "new\nline"),
        (None, "Lviv", None, "en"),
        (None, None, None, None, None),
        ("kyiv", "キイフ", "Deprecated", "ja"),
    ]
    read = FORMATS["xlsx"].read(sheet(*rows), "my.xlsx")
    assert [(term.id, term.forms[1:], term.english, term.note, term.valid_from) for term in read.terms] == [
        ("kyiv", (Form("キエフ", "deprecated"), Form("キイフ", "deprecated")), ("Kyiv",), "old", "2024"),
        ("", (), ("Lviv",), "new line", ""),
    ]


def test_other_sheets() -> None:
    table = sheet(
        ("id", "ja", "deprecated", "until"), ("kyiv", "キーウ", "キエフ\nキイフ", "2024-09"), comments={"A2": "ok?"}
    )
    (term,) = FORMATS["xlsx"].read(table, "my.xlsx").terms
    assert [form.text for form in term.forms] == ["キーウ", "キエフ", "キイフ"] and term.note == "ok?"
    (term,) = FORMATS["xlsx"].read(sheet(("Kyiv", "キーウ")), "my.xlsx").terms
    assert (term.preferred, term.english) == ("キーウ", ("Kyiv",))


FORM = ("id", "form", "language", "status", "type")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "is empty"),
        (
            [FORM, ("a", "犬", "ja", "prefered")],
            r"my\.xlsx, line 2, column status \(number 4\): 'prefered' is no status",
        ),
        ([FORM, ("a", "犬", "de", "preferred")], "'de' is neither ja nor en"),
        ([FORM, ("a", "", "ja", "preferred")], r"line 2, column form .*is empty"),
        ([FORM, ("a", "犬", "ja", "deprecated")], "no preferred Japanese form"),
        (
            [FORM, ("a", "犬", "ja", "preferred"), ("a", "狗", "ja", "preferred")],
            "line 3, .*'犬' is the preferred form",
        ),
        ([FORM, ("a", "犬", "ja", "preferred"), ("a", "狗", "ja", "")], "line 3, column status .*is empty"),
        (
            [FORM, ("a", "犬", "ja", "preferred", "term"), ("a", "dog", "en", "preferred", "place")],
            "'term' here already",
        ),
        ([("id", "form", "admitted", "status"), ("a", "犬")], "keep one of the two"),
        ([("id", "form"), ("a", "犬")], "lacks the column status"),
        ([FORM, ("a", "=1+1", "ja", "preferred")], r"line 2, column number 2: the cell holds a formula"),
    ],
)
def test_workbooks_refused(rows: list[tuple[object, ...]], message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        FORMATS["xlsx"].read(sheet(*rows), "my.xlsx")


def packed(**members: bytes) -> bytes:
    """A workbook with other parts in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet(("id", "ja"), ("a", "犬")))) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, members.get(Path(name).stem, old.read(name)))
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        packed(sheet1=b"<a" + b" " * (60 << 20)),
        packed(sheet1=SHEET % (b"<row>" + b"<c/>" * 4_000_000 + b"</row>")),
        packed(styles=b"<styleSheet>" + b"<font/>" * 1_000_000 + b"</styleSheet>"),
        packed(sheet1=b'<!DOCTYPE a [<!ENTITY b "c">]>' + SHEET % b""),
        packed(sheet1=b"<unclosed>"),
        packed(workbook=b"<workbook/>"),
    ],
    ids=["empty", "cut", "bomb", "cells", "styles", "entities", "broken", "no book"],
)
def test_hostile_workbooks(data: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(GlossaryError, match=r"my\.xlsx"):
            FORMATS["xlsx"].read(data, "my.xlsx")
        assert tracemalloc.get_traced_memory()[1] < 400 << 20
    finally:
        tracemalloc.stop()


def test_far_away_cells_cost_nothing() -> None:
    rows = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>ja</t></is></c></row>'
    )
    rows += b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>a</t></is></c>'
    rows += '<c r="B1048576" t="inlineStr"><is><t>犬</t></is></c><c r="XFD1048576"/></row>'.encode()
    whole = SHEET % rows
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    links = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks></worksheet>'
    for data in (whole, whole.replace(b"</worksheet>", merged), whole.replace(b"</worksheet>", links)):
        (term,) = FORMATS["xlsx"].read(packed(sheet1=data), "my.xlsx").terms
        assert term.preferred == "犬"


# TBX

SCHEMA = Path(__file__).with_name("tbx_basic.rng")
FULL = (
    Term(
        "28-points",
        (Form("28項目", "preferred"), Form("二十八項目", "admitted"), Form("廿八項目", "forbidden")),
        ("28 points",),
        "term",
        "にじゅうはちこうもく",
        "a & <b>",
        0,
        (Form("28 pts", "forbidden"),),
        "",
        ("和平",),
        ("試験",),
        True,
        "2024",
        "2025-01",
        (Spec("廿八項目", "廿八項目"),),
        "Reuters",
    ),
    Term("points", (Form("項目", "preferred"),), short_of="28-points"),
)


def test_tbx_is_valid() -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    for terms in (FULL, (FULL[1],), *(load_glossary(name).terms for name in shipped_glossaries())):
        assert schema.validate(etree.fromstring(FORMATS["tbx"].write_terms(terms))), schema.error_log
    data = FORMATS["tbx"].write_terms(FULL)
    for wrong in (data.replace(b">preferredTerm", b">best"), data.replace(b'target="_28', b'target="_29')):
        assert not schema.validate(etree.fromstring(wrong))


def test_jing_finds_tbx_valid(tmp_path: Path) -> None:
    jing = shutil.which("jing")
    if not jing:
        pytest.skip("jing is not installed")
    path = tmp_path / "a.tbx"
    good = FORMATS["tbx"].write_terms(FULL)
    for data, code in ((good, 0), (good.replace(b">preferredTerm", b">best"), 1)):
        path.write_bytes(data)
        ran = subprocess.run([jing, str(SCHEMA), str(path)], capture_output=True, text=True, check=False)
        assert ran.returncode == code, ran.stdout


def tbx(body: str, kind: str = '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca">') -> Incoming:
    name = kind[1:].split()[0]
    return FORMATS["tbx"].read(f"{kind}<text><body>{body}</body></text></{name}>".encode(), "my.tbx")


def test_tbx_of_other_programs() -> None:
    read = tbx(
        '<conceptEntry id="c1"><descrip type="definition">The  capital</descrip><langSec xml:lang="ja-JP">'
        '<termSec><term>キエフ</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>'
        '<termSec><term>キーウ</term><termNote type="partOfSpeech">noun</termNote></termSec></langSec>'
        '<langSec xml:lang="en-GB"><termSec><term>Kyiv</term></termSec></langSec>'
        '<langSec xml:lang="en-US"><termSec><term>Kyiv City</term></termSec></langSec>'
        '<langSec xml:lang="uk"><termSec><term>Київ</term></termSec></langSec></conceptEntry>'
        '<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>Lviv</term></termSec></langSec></conceptEntry>'
        '<conceptEntry id="c3"><langSec xml:lang="ja"><termSec><term>キエフ</term></termSec></langSec></conceptEntry>'
    )
    (term,) = read.terms
    assert (term.id, term.forms, term.english) == ("", KYIV.forms[:2], ("Kyiv", "Kyiv City"))
    assert term.note == "The  capital"
    assert [
        re.search(r"1 entries without|another program|'キエフ' stands in", remark)[0] for remark in read.remarks
    ] == [  # type: ignore[index]
        *("1 entries without", "another program", "'キエフ' stands in")
    ]


def test_tbx_2() -> None:
    read = tbx(
        '<termEntry id="x"><langSet xml:lang="ja"><ntig><termGrp><term>キーウ</term></termGrp></ntig></langSet>'
        '<langSet xml:lang="en"><tig><term>Kyiv</term></tig></langSet></termEntry>',
        '<martif type="TBX">',
    )
    assert [(term.preferred, term.english) for term in read.terms] == [("キーウ", ("Kyiv",))]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no TBX"),
        (b"<html/>", "it begins with <html>"),
        (b'<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>', "declares entities"),
        (f'<!DOCTYPE tbx [<!ENTITY l0 "ha">{LAUGHS}]><tbx>&l11;</tbx>'.encode(), "declares entities"),
        (b"<tbx>" + b"<a/>" * 4_000_000 + b"</tbx>", "too large"),
        (b"<tbx>" * 100_000, "is no TBX"),
        ("<tbx/>".encode("utf-16")[:-3], "is no TBX"),
    ],
)
def test_hostile_tbx(data: bytes, message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        FORMATS["tbx"].read(data, "my.tbx")


# OmegaT

PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>JA</source_lang><target_lang>EN</target_lang>
<sentence_seg>true</sentence_seg></project></omegat>"""
SCRIPT = """if (eventType.toString() == "LOAD") new File(project.projectProperties.glossaryRoot).eachFile { file ->
  org.omegat.gui.glossary.GlossaryReaderTSV.read(file, false).each {
    System.out.println("ENTRY " + [it.srcText, it.locText, it.commentText].join("|"))
  }
}"""


def test_omegat_reads_its_glossary(tmp_path: Path) -> None:
    omegat = shutil.which("omegat")
    if not omegat:
        pytest.skip("OmegaT is not installed")
    for name in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (tmp_path / "p" / name).mkdir(parents=True)
    (tmp_path / "p" / "omegat.project").write_text(PROJECT, "utf-8")
    (tmp_path / "p" / "source" / "a.txt").write_text("キエフ。", "utf-8")
    (tmp_path / "list.groovy").write_text(SCRIPT, "utf-8")
    terms = load_glossary("ukraine").terms
    (tmp_path / "p" / "glossary" / "ours.txt").write_bytes(FORMATS["omegat"].write_terms(terms))
    command = [omegat, "--mode=console-translate", f"--script={tmp_path}/list.groovy", f"--config-dir={tmp_path}/c"]
    ran = subprocess.run([*command, str(tmp_path / "p")], capture_output=True, timeout=180, check=True)
    entries = re.findall("^ENTRY (.*)$", ran.stdout.decode(), re.MULTILINE)
    assert len(entries) == sum(len(term.forms) for term in terms)
    assert "キエフ|Kyiv|deprecated → キーウ" in "\n".join(entries)


# prh


def rules(*lines: str) -> Incoming:
    return FORMATS["prh"].read(("version: 1\nrules:\n" + "\n".join(lines) + "\n").encode(), "prh.yml")


def test_prh_export() -> None:
    keeps = Term("rus", (Form("キエフ・ルーシ", "preferred"),), ("Kievan Rus",))
    kyiv = replace(KYIV, specs=(Spec("キエフで", "キーウで"), Spec("キエフ・ルーシ", "キエフ・ルーシ")))
    data = FORMATS["prh"].write_terms([kyiv, keeps, US])
    assert data.decode() == (
        "# taiyaku glossary\nversion: 1\nrules:\n- expected: キーウ\n  pattern: /(?!キエフ・ルーシ)キエフ/\n  specs:\n"
        "  - from: キエフで\n    to: キーウで\n  - from: キエフ・ルーシ\n    to: キエフ・ルーシ\n"
    )
    (term,) = FORMATS["prh"].read(data, "prh.yml").terms
    assert term.forms == KYIV.forms[:2] and term.specs == kyiv.specs


def test_prh_rules_that_are_words() -> None:
    read = rules(
        "- expected: ハードウェア",
        "  patterns: [ハードウエアー, ハードウェアー, 'ハードウエア']",
        "- expected: デフォルト",
        "  pattern: /(?:ディ|デイ)フォル[トド]/",
        "- expected: サーバー",
        "  pattern: /サーバ(?!ー)/",
        "  specs: [{from: サーバ, to: サーバー}]",
        "- Cookie",
    )
    assert not read.remarks
    assert [(t.preferred, [form.text for form in t.forms[1:]]) for t in read.terms] == [
        ("ハードウェア", ["ハードウエアー", "ハードウェアー", "ハードウエア"]),
        ("デフォルト", ["ディフォルト", "ディフォルド", "デイフォルト", "デイフォルド"]),
        ("サーバー", ["サーバ"]),
        ("Cookie", []),
    ]
    assert read.terms[2].specs == (Spec("サーバ", "サーバー"),)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("- {expected: （$1）, pattern: '/\\(([^)]+)\\)/'}", r"parts of what was found"),
        ("- {expected: 犬, pattern: /い.ぬ/}", r"regular expression \(\.\)"),
        ("- {expected: 犬, pattern: /いぬ+/}", "repeats"),
        ("- {expected: 犬, pattern: '/[あ-ん]ぬ/'}", "range"),
        ("- {expected: 犬, pattern: /\\d犬/}", r"regular expression \(\\d\)"),
        ("- {expected: 犬, pattern: /(?=い)いぬ/}", "beside it"),
        ("- {expected: 犬, pattern: /いぬ|イヌ(?!科)/}", "one word of several"),
        ("- {expected: 犬, pattern: /いぬ/i}", "capitals"),
        ("- {expected: 犬, pattern: '/(いぬ/'}", "not closed"),
        ("- {expected: 犬, pattern: '/いぬ)/'}", "too many"),
        ("- {expected: 犬, pattern: '/(いぬ)?/'}", "empty"),
        ("- {expected: 犬, pattern: '/[ab][ab][ab][ab][ab][ab]/'}", "over 50 words"),
        (f"- {{expected: 犬, pattern: '/{'(' * 5000}/'}}", "longer than"),
        ("- {expected: 犬, pattern: いぬ, regexpMustEmpty: $1}", "regexpMustEmpty"),
        ("- {expected: 2024, pattern: 犬}", "no expected form"),
        ("- {expected: 犬, pattern: [[a]]}", "no text"),
        ("- {expected: 犬, pattern: a|b}", "the sign |"),
        ("- {expected: '！', pattern: '!'}", "has no letter"),
        ("- {expected: 猫, pattern: ねこ}\n- {expected: 犬, pattern: ねこ}", "stands in the entry of '猫' already"),
    ],
)
def test_prh_rules_left_out(rule: str, reason: str) -> None:
    read = rules(rule)
    assert len(read.remarks) == 1 and re.search(reason, read.remarks[0]), read.remarks
    assert read.remarks[0].endswith(".") and all(term.preferred == "猫" for term in read.terms)


@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")
@given(st.text("ab犬(|)?[]\\.!:<=-*", max_size=12))
def test_words_are_what_the_expression_matches(inside: str) -> None:
    try:
        found = words_of(f"/{inside}/")
    except NotWords:
        return
    expression = re.compile(inside)
    assert all(expression.fullmatch(word) for word in found.words)
    for other in found.others:
        assert not any(expression.match(other, at) for at in range(len(other)) if other[at:].startswith(found.words))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "holds no rules"),
        (b"rules: 3", "holds no rules"),
        (b"rules: [", "is no YAML"),
        (b"a: &a [x]\nb: &b [*a,*a]\nrules: [*b]", r"line 2: a value refers to another value \(\*a\)"),
        (b"rules: !!python/object/apply:os.system ['true']", "is no YAML that prh reads"),
        (b"rules: " + b"[" * 50_000, "nested too deep|is no YAML"),
        (b"rules: [" + b"a," * (5 << 20) + b"]", "too large"),
        (b"rules: [2024-99-99]", "is no YAML"),
    ],
)
def test_hostile_yaml(data: bytes, message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        FORMATS["prh"].read(data, "prh.yml")


def test_prh_accepts_the_rules(tmp_path: Path) -> None:
    prh = shutil.which("prh")
    if not prh:
        pytest.skip("prh is not installed")
    signs = Term("signs", (Form("A.B-C(D)", "preferred"), Form("A-B/C", "deprecated"), Form("A*[B]", "deprecated")))
    kyiv = replace(KYIV, specs=(Spec("キエフで", "キーウで"),))
    others = [term for term in load_glossary("ukraine") if term.id != "kyiv"]
    (tmp_path / "prh.yml").write_bytes(FORMATS["prh"].write_terms([kyiv, signs, *others]))
    (tmp_path / "a.txt").write_text("首都キエフで、キエフ・ルーシとゼレンスキーとA-B/Cが。", "utf-8")
    command = [prh, "--rules", str(tmp_path / "prh.yml"), "--stdout", str(tmp_path / "a.txt")]
    ran = subprocess.run(command, capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "首都キーウで、キエフ・ルーシとゼレンスキーとA.B-C(D)が。"


def test_an_article_is_no_glossary_of_omegat() -> None:
    with pytest.raises(GlossaryError, match="has no tab in it"):
        FORMATS["omegat"].read(("会談は長く続いたが、" * 20 + "\n").encode(), "article.txt")
