"""Glossary tables: what is read, what is refused and how the refusal is worded."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossaries import Form, Glossary, GlossaryError, Term, load_glossary, shipped_glossaries
from glossaries.formats.rows import COLUMNS, TYPES
from glossaries.formats.tsv import read_terms, write_terms

HEADER = "id\tja\ten\ten_admitted\tadmitted\tdeprecated\tforbidden\ttype\tnote\n"
KYIV = "kyiv\tキーウ\tKyiv\t\t\tキエフ|キイフ\tキーフ\tplace\tcapital\n"


def read(table: str) -> tuple[Term, ...]:
    return read_terms(table.encode("utf-8", "surrogatepass"), "my.tsv")


def test_a_row_is_a_term() -> None:
    assert read(HEADER + KYIV) == (
        Term(
            "kyiv",
            (
                Form("キーウ", "preferred"),
                Form("キエフ", "deprecated"),
                Form("キイフ", "deprecated"),
                Form("キーフ", "forbidden"),
            ),
            ("Kyiv",),
            "place",
            "",
            "capital",
            2,
        ),
    )


@pytest.mark.parametrize(
    "table",
    [
        "\ufeff" + HEADER + KYIV,
        (HEADER + KYIV).replace("\n", "\r\n"),
        "# about\n\n" + HEADER + "#\n" + KYIV + "\n\t\t\t\n\n",
        HEADER.replace("\n", "\t\t\n") + KYIV.replace("\n", "\t\t\n"),
        (HEADER + KYIV).rstrip("\n"),
        HEADER + KYIV.replace("キーウ", " キーウ ").replace("|", " | "),
        HEADER + KYIV.replace("capital", '"capital"'),
    ],
    ids=[
        "bom",
        "crlf",
        "comments and empty rows",
        "empty cells at the end",
        "no final newline",
        "spaces",
        "quotes",
    ],
)
def test_tolerated(table: str) -> None:
    (term,) = read(table)
    assert (term.id, term.forms, term.english, term.note) == (
        "kyiv",
        read(HEADER + KYIV)[0].forms,
        ("Kyiv",),
        "capital",
    )


def test_columns_in_any_order() -> None:
    (term,) = read("ja\tnote\tid\nキーウ\tcapital\tkyiv\n")
    assert (term.id, term.preferred, term.note, term.english) == ("kyiv", "キーウ", "capital", ())


def test_quoted_cells_of_spreadsheets() -> None:
    (term,) = read('id\tja\tnote\na\tあ\t"say ""yes"" and go"\n')
    assert term.note == 'say "yes" and go'


def row(**cells: str) -> str:
    names = HEADER.strip().split("\t")
    return "\t".join({"id": "a", "ja": "犬", **cells}.get(name, "") for name in names) + "\n"


REFUSED = [
    ("", "is empty"),
    ("# only this\n", "is empty"),
    ("id\tja_variants\n", r"line 1, column ja_variants \(number 2\): .* call it admitted,"),
    ("id\tja\tdepricated\n", r"column depricated \(number 3\): .* call it deprecated,"),
    ("id\tja\tja\n", r"column ja \(number 3\): .*twice"),
    ("id\ten\n", r"line 1, column ja \(number 3\): the header lacks"),
    ("id\t\tja\n", r"column without a name \(number 2\)"),
    (HEADER + row(ja=""), r"my\.tsv, line 2, column ja \(number 2\): the cell is empty: fill it in"),
    (HEADER + row(id=""), r"line 2, column id \(number 1\): the cell is empty"),
    (HEADER + row(id="Kyiv 1"), r"column id \(number 1\): 'Kyiv 1' is no id"),
    (HEADER + row() + row(ja="猫"), r"line 3, column id \(number 1\): 'a' is the id of line 2 too"),
    (HEADER + row() + row(id="b"), r"line 3, column ja \(number 2\): '犬' stands in line 2 too"),
    (HEADER + row(admitted="猫") + row(id="b", ja="兎", forbidden="猫"), r"line 3, column forbidden"),
    ("id\tja\ten\tnear\na\t犬\t\t庭\nb\t犬\t\t\nc\t犬\t\t\n", r"line 4, column ja .*: '犬' stands in line 3 too"),
    (HEADER + row() + row(id="b", ja="兎", deprecated="犬"), r"line 3, .*line 2 prefers it"),
    (HEADER + row(deprecated="兎") + row(id="b", ja="兎"), r"line 2, column deprecated .*line 3 prefers it"),
    (HEADER + row(deprecated="猫") + row(id="b", ja="猫", deprecated="犬"), "prefers it"),
    (HEADER + row(deprecated="犬"), r"column deprecated \(number 6\): '犬' stands in column ja already"),
    (HEADER + row(deprecated="猫|猫"), "stands in column deprecated already"),
    (HEADER + row(ja="EU", admitted="ＥＵ"), "stands in column ja already"),
    (HEADER + row(admitted="猫", forbidden="猫"), "stands in column admitted already"),
    (HEADER + row(admitted="猫||兎"), r"column admitted \(number 5\): a form between two \| is empty"),
    (HEADER + row(admitted="猫|"), "is empty"),
    (HEADER + row(ja="犬|猫"), "several forms"),
    (HEADER + row(ja="・"), "has no letter"),
    (HEADER + row(en="dog|hound"), r"column en \(number 3\): the cell holds several forms"),
    (HEADER + row(en_admitted="dog"), r"column en \(number 3\): the cell is empty beside"),
    (HEADER + row(en="dog", en_admitted="dog"), "twice"),
    (HEADER + row(type="peson"), r"column type \(number 8\): 'peson' is no type: write person,"),
    (HEADER + row(ja="犬\u200b"), r"U\+200B"),
    (HEADER + row(note="a\x07"), r"column note \(number 9\): .*U\+0007"),
    (HEADER + row(note="a\u2028b"), r"U\+2028"),
    (HEADER + "a\t犬\n", r"column ja \(number 2\): the row has 2 cells where the header has 9"),
    (HEADER + row(note="x\ty"), "the row has 10 cells"),
    (HEADER + row(note='"never closed'), r"column note \(number 9\): .*quotation mark"),
    (HEADER + row(note='"'), "quotation mark"),
    (HEADER + row(note='"a"b"'), "quotation mark"),
]


@pytest.mark.parametrize(("table", "message"), REFUSED, ids=[str(n) for n in range(len(REFUSED))])
def test_refused(table: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read(table)
    said = str(caught.value)
    assert re.search(message, said), said
    assert said.startswith("my.tsv")
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("id\tja\na\t犬\n".encode("cp932"), r"line 2, column number 2: byte 0x8c is not UTF-8"),
        ("id\tja\n".encode("utf-16"), "UTF-16: save it again as UTF-8"),
        (b"id\tja\na\t\xed\xa0\x80\n", "is not UTF-8"),
    ],
)
def test_other_encodings(data: bytes, message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        read_terms(data, "my.tsv")


@given(st.binary(max_size=60) | st.text('id\tja\n|"#a犬\r\ufeff\x00', max_size=40).map(str.encode))
def test_bytes_of_any_kind(data: bytes) -> None:
    for start in (b"", b"id\tja\n", HEADER.encode()):
        try:
            read_terms(start + data, "my.tsv")
        except GlossaryError as error:
            assert "\n" not in str(error)


def test_written_terms_are_read_again() -> None:
    terms = load_glossary("ukraine").terms
    again = read_terms(write_terms(terms), "again.tsv")
    assert [Term(**{**vars(t), "line": 0}) for t in again] == [Term(**{**vars(t), "line": 0}) for t in terms]


def test_shipped() -> None:
    assert shipped_glossaries() == ["japan", "mt-slips", "ukraine", "world"]
    for name in shipped_glossaries():
        glossary = load_glossary(name)
        assert glossary.name == name
        assert re.fullmatch("[0-9a-f]{64}", glossary.sha256)
        assert Path(glossary.source).is_file()
        assert len(glossary) == len(list(glossary))


def test_load_by_path(tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    path.write_text(HEADER + KYIV, encoding="utf-8")
    by_path, by_name = load_glossary(path), load_glossary(str(path))
    assert by_path == by_name
    assert [m.term.preferred for m in by_path.find("キエフ")] == ["キーウ"]
    assert by_path.name == "my"


@pytest.mark.parametrize("name", ["ukrain", "", "no/such.tsv", ".", "a\x00b", "x" * 5000, "\ud800"])
def test_missing(name: str) -> None:
    with pytest.raises(GlossaryError, match=r"shipped glossary \(japan, mt-slips, ukraine, world\)\."):
        load_glossary(name)


def test_unknown_ending(tmp_path: Path) -> None:
    path = tmp_path / "my.pdf"
    path.write_text("id,ja\n")
    with pytest.raises(GlossaryError, match=r"'\.pdf'.*\.tsv"):
        load_glossary(path)


def test_ukraine_keeps_the_policy() -> None:
    terms = {term.id: term for term in load_glossary("ukraine")}
    status = {form.text: form.status for term in terms.values() for form in term.forms}
    for form in [
        "キエフ",
        "ドリスコール",
        "ダヴィド・アラハミア",
        "スームィ",
        "ハリコフ",
        "ウメロウ",
        "モスコー",
    ]:
        assert status[form] == "deprecated"
    for form in [
        "安全保証",
        "人民の公僕",
        "国家安全保障・国防会議事務局長",
        "西洋同盟",
        "ドニエプロペトロフスク",
    ]:
        assert status[form] == "forbidden"
    for form in [
        "アメリカ",
        "ヨーロッパ",
        "イギリス",
        "ドローン",
        "北大西洋条約機構",
        "ダボスフォーラム",
        "赤線",
        "会派代表",
    ]:
        assert status[form] == "admitted"
    for form in ["キエフ・ルーシ", "キエフ大公国", "チキンキエフ", "クレムリン宮殿", "大統領首席補佐官"]:
        assert status[form] == "preferred"
    assert "Zelensky" in terms["zelenskyy"].english[1:]
    assert "Sybiha" not in " ".join(terms["dmytro-kuleba"].english)


def test_ukraine_is_complete() -> None:
    for term in load_glossary("ukraine"):
        assert term.kind in TYPES, term.id
        assert term.reading or not re.search("[一-鿿]", term.preferred), term.id
        assert term.english or term.id == "playing-cards-use"
        for english in term.english:
            assert english.isascii() or re.fullmatch("[ -~’ü]+", english), english


@pytest.mark.parametrize("name", ["glossary.md", "glossary.ja.md"])
def test_documented_columns(name: str) -> None:
    page = (Path(__file__).parents[1] / "docs" / name).read_text("utf-8")
    for word in (*COLUMNS, *TYPES, "preferred", "admitted", "deprecated", "forbidden"):
        assert f"`{word}`" in page


def test_import_loads_no_tagger() -> None:
    code = "import sys, glossaries, glossaries.matching; sys.exit('sudachipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_glossary_of_ones_own() -> None:
    glossary = Glossary("mine", (Term("dog", (Form("犬", "preferred"), Form("ワン公", "forbidden"))),))
    assert [m.form.status for m in glossary.find("犬とワン公")] == ["preferred", "forbidden"]
