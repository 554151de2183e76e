"""Glossaries in the formats of other programs: round trips, dialects, what is lost, what is refused."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path, PurePath

import pytest
from glossary_terms import KYIV, US, again, glossaries, plain
from hypothesis import given, settings
from hypothesis import strategies as st

from glossaries import Form, GlossaryError, Term, load_glossary, shipped_glossaries
from glossaries.formats import FORMATS, extras, format_of
from glossaries.formats.incoming import new_id
from glossaries.formats.rows import COLUMNS
from glossaries.formats.tables import as_text, without_mark
from glossaries.merging import merge

LOSSLESS = ("tsv", "csv", "xlsx", "tbx")


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
    assert (len(read.terms) >= 5 or name == "prh") and not read.remarks  # prh has replacements alone
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


def test_an_article_is_no_glossary_of_omegat() -> None:
    with pytest.raises(GlossaryError, match="has no tab in it"):
        FORMATS["omegat"].read(("会談は長く続いたが、" * 20 + "\n").encode(), "article.txt")
