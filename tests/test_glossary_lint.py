"""What lint says of glossaries, and what it keeps quiet about."""

from pathlib import Path

import pytest

from glossaries import Glossary, GlossaryError, load_glossary, shipped_glossaries
from glossaries.formats.rows import Row
from glossaries.formats.tsv import read_terms
from glossaries.lint import Finding, lint_files, lint_glossaries, read_rows
from glossaries.readings import reading

COLUMNS = (
    "id ja en en_admitted en_deprecated admitted deprecated forbidden reading type short_of near not_near inflects "
    "from until specs source note"
).split()
TODAY = "2026-01-20"
QUIET = {"source": "house book", "type": "term", "en": "x"}


def table(*rows: Row) -> bytes:
    lines = ["\t".join(COLUMNS), *("\t".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def made(*rows: Row, name: str = "house") -> Glossary:
    full = [{"id": f"row-{n}", **QUIET, **row} for n, row in enumerate(rows, start=1)]
    return Glossary(name, read_terms(table(*full), name), name, f"{name}.tsv")


def said(*rows: Row) -> list[tuple[str, str, str, str]]:
    return [(f.id, f.check, f.severity, f.column) for f in lint_glossaries([made(*rows)], TODAY)]


SHORT = {"ja": "ウメロフ", "type": "person-short", "short_of": "rustem-umerov"}
FULL = {"ja": "ルステム・ウメロフ", "type": "person", "id": "rustem-umerov"}
FOUND = [
    ("width", "warning", "ja", [{"ja": "ＥＵ"}]),
    ("width", "info", "deprecated", [{"ja": "カナ", "deprecated": "ｶﾅ文字"}]),
    ("width", "warning", "admitted", [{"ja": "ダボス", "admitted": "ダホ\u3099ス会議"}]),
    ("width", "warning", "ja", [{"ja": "ルステム･ウメロフ"}]),
    ("look-alike", "warning", "ja", [{"ja": "ウク一ライナ"}]),
    ("look-alike", "warning", "deprecated", [{"ja": "キーウ", "deprecated": "ハ―グ市"}]),
    ("look-alike", "warning", "ja", [{"ja": "NАTO"}]),  # the А is Cyrillic
    ("english", "warning", "en", [{"ja": "猫", "reading": "ねこ", "en": "сat"}]),  # the с is Cyrillic
    ("english", "warning", "en", [{"ja": "カナダ", "en": "Ｃanada"}]),
    ("english", "warning", "en_admitted", [{"ja": "カナダ", "en_admitted": "カナダ"}]),
    ("english", "info", "en", [{"ja": "チューリヒ", "en": "Zürich"}]),
    ("several", "warning", "deprecated", [{"ja": "キーウ", "deprecated": "キエフ、キイフ"}]),
    ("several", "warning", "near", [{"ja": "トランプ", "near": "大統領,政権"}]),
    ("several", "warning", "en", [{"ja": "キーウ", "en": "Kyiv; Kiev"}]),
    ("several", "info", "ja", [{"ja": "キーウ（キエフ）"}]),
    ("torn", "warning", "note", [{"ja": "キーウ", "note": "#REF!"}]),
    ("torn", "warning", "en", [{"ja": "キーウ", "en": "K�iv"}]),
    ("no-english", "warning", "en", [{"ja": "キーウ", "en": "", "type": "place"}, {"ja": "カナダ"}, {"ja": "チリ"}]),
    ("no-english", "info", "en", [{"ja": "ミサイル", "en": ""}, {"ja": "カナダ"}, {"ja": "チリ"}]),
    ("no-reading", "info", "reading", [{"ja": "米国"}]),
    ("no-type", "info", "type", [{"ja": "キーウ", "type": ""}]),
    ("no-source", "info", "source", [{"ja": "キーウ", "source": ""}]),
    ("reading", "warning", "reading", [{"ja": "キーウ", "reading": "キーウ"}]),
    ("reading", "warning", "reading", [{"ja": "米国", "reading": "beikoku"}]),
    ("reading", "warning", "reading", [{"ja": "キーウ", "reading": "きえふ"}]),
    ("reading", "warning", "reading", [{"ja": "つなげる手", "reading": "つなぐて"}]),
    ("dates", "warning", "until", [{"ja": "キーウ", "from": "2026-03", "until": "2025"}]),
    ("dates", "info", "from", [{"ja": "キーウ", "from": "2027"}]),
    ("expired", "info", "until", [{"ja": "キーウ", "until": "2024-09-05"}]),
    ("condition", "warning", "near", [{"ja": "トランプ大統領", "reading": "とらんぷだいとうりょう", "near": "大統領"}]),
    ("condition", "warning", "not_near", [{"ja": "ロシア", "near": "首都", "not_near": "首都"}]),
    ("short-of", "warning", "short_of", [{**FULL, "type": "place"}, SHORT]),
    ("short-of", "warning", "short_of", [FULL, {"ja": "クレバ", "type": "person-short", "short_of": "rustem-umerov"}]),
    ("short-of", "warning", "short_of", [FULL, {"ja": "ウメロフ", "type": "person-short"}]),
    ("short-of", "info", "short_of", [{"ja": "ウメロフ", "type": "person-short"}]),
    ("inflects", "warning", "ja", [{"ja": "つなげた", "inflects": "yes"}]),
    ("short-form", "warning", "deprecated", [{"ja": "キーウ", "deprecated": "キウ"}]),
    ("short-form", "info", "deprecated", [{"ja": "キーウ", "deprecated": "キウ", "near": "首都"}]),
    ("own-word", "warning", "deprecated", [{"ja": "ホショウ", "deprecated": "保証"}]),
    ("inside", "info", "deprecated", [{"ja": "キーウ", "deprecated": "キエフ"}, {"ja": "キエフ・ルーシ"}]),
    ("unreachable", "warning", "ja", [{"ja": "のような"}]),
    ("unreachable", "info", "ja", [{"ja": "のような", "forbidden": "之様な"}]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "severity", "column", "rows"), FOUND, ids=[f"{n}-{c[0]}" for n, c in enumerate(FOUND)]
)
def test_found(check: str, severity: str, column: str, rows: list[Row]) -> None:
    assert (check, severity, column) in {finding[1:] for finding in said(*rows)}


GOOD: list[list[Row]] = [
    [{"ja": "EU", "reading": "いーゆー"}],
    [{"ja": "第5条", "reading": "だい5じょう"}],
    [{"ja": "北大西洋条約第5条", "reading": "きたたいせいようじょうやくだいごじょう"}],
    [{"ja": "ダボス", "reading": "だぼす", "deprecated": "ダヴォス"}],
    [{"ja": "ヴェルサイユ宮殿", "reading": "べるさいゆきゅうでん"}],
    [{"ja": "市ヶ谷", "reading": "いちがや"}],
    [{"ja": "ロシア・ウクライナ二カ国", "reading": "ろしあうくらいなにかこく"}],
    [{"ja": "トヨタ工場", "reading": "とよたこうじょう"}],
    [{"ja": "AC/DC", "reading": "えーしーでぃーしー"}, {"ja": "1,028項目", "reading": "せんにじゅうはちこうもく"}],
    [{"ja": "ワシントンDC", "en": "Washington, D.C.", "reading": "わしんとんでぃーしー"}],
    [{"ja": "ルーシ", "en": "Kyivan Rus’"}],
    [{"ja": "石破茂", "type": "person", "id": "ishiba", "reading": "いしばしげる"},
     {"ja": "石破", "reading": "いしば", "type": "person-short", "short_of": "ishiba"}],
    [{"ja": "国際連合", "type": "organisation", "id": "un", "reading": "こくさいれんごう"},
     {"ja": "国連", "reading": "こくれん", "type": "organisation", "short_of": "un"}],
    [{"ja": "クレバ外相", "type": "title", "short_of": "full", "reading": "くればがいしょう"},
     {"ja": "ドミトロ・クレバ外相", "type": "title", "id": "full", "reading": "どみとろくればがいしょう"}],
    [{"ja": "中国側", "forbidden": "中方", "near": "中国|北京", "reading": "ちゅうごくがわ"}],
    [{"ja": "キーウ", "en": ""}],
    [{"ja": "コンピューター", "deprecated": "コンピュータ"}],
    [{"ja": "ジョージア", "deprecated": "グルジア"}],
    [{"ja": "安全保障", "reading": "あんぜんほしょう", "forbidden": "安全保証"}],
    [{"ja": "トランプ", "near": "大統領|政権"}],
    [{"ja": "美しい", "reading": "うつくしい", "inflects": "yes"}],
    [{"ja": "キーウ", "from": "2022-03", "until": "2026-01-20"}],
]  # fmt: skip


@pytest.mark.parametrize("rows", GOOD, ids=[row[0]["ja"] for row in GOOD])
def test_good_rows_get_no_word(rows: list[Row]) -> None:
    loud = [finding for finding in said(*rows) if finding[1] not in ("inside",)]
    assert loud == []


def test_circles_and_chains() -> None:
    house = made({"ja": "キーウ", "deprecated": "キエフ"}, {"ja": "猫", "deprecated": "ネコ", "reading": "ねこ"})
    back = made({"ja": "キエフ", "deprecated": "キーウ"}, name="desk")
    found = {(f.check, f.severity, f.source, f.message) for f in lint_glossaries([house, back], TODAY)}
    assert ("circle", "warning", "house.tsv", "'キエフ' is replaced in a circle: キエフ → キーウ → キエフ") in found
    assert ("circle", "warning", "desk.tsv", "'キーウ' is replaced in a circle: キーウ → キエフ → キーウ") in found
    on = made({"ja": "キーイウ", "deprecated": "キーウ"}, name="desk")
    (chain,) = [f for f in lint_glossaries([house, on], TODAY) if f.check == "chain"]
    assert "キエフ → キーウ → キーイウ" in chain.message and chain.source == "house.tsv"
    told = made({"ja": "表", "deprecated": "裏", "near": "紙"}, {"ja": "裏", "deprecated": "表", "near": "布"})
    assert {f.severity for f in lint_glossaries([told], TODAY) if f.check == "circle"} == {"info"}


def test_layers_that_differ() -> None:
    house = made({"ja": "米国", "admitted": "アメリカ", "reading": "べいこく", "id": "us"})
    near = made({"ja": "合衆国", "deprecated": "アメリカ", "reading": "がっしゅうこく", "id": "usa"}, name="article")
    (found,) = [f for f in lint_glossaries([house, near], TODAY) if f.check == "layers"]
    assert (found.source, found.id, found.column, found.line) == ("article.tsv", "usa", "deprecated", 2)
    assert "'us' of house" in found.message and "give it the id us" in found.advice
    same = made({"ja": "合衆国", "deprecated": "アメリカ", "reading": "がっしゅうこく", "id": "us"}, name="article")
    assert not [f for f in lint_glossaries([house, same], TODAY) if f.check == "layers"]


def test_all_that_is_wrong_in_a_table_is_named_at_once(tmp_path: Path) -> None:
    rows = table(
        {"id": "a", "ja": "犬"},
        {"id": "B 1", "ja": "猫"},
        {"id": "c", "ja": "犬", "note": "again"},
        {"id": "a", "ja": "狐"},
        {"id": "e", "ja": "熊", "type": "animal"},
        {"id": "f", "ja": "鹿", "short_of": "nobody"},
    )
    terms, found = read_rows(rows + "g\t牛\n".encode(), "house.tsv")
    assert [term.id for term in terms] == ["a"]
    assert {(f.line, f.id, f.column) for f in found} == {
        (3, "B 1", "id"),
        (4, "c", "ja"),
        (5, "a", "id"),
        (6, "e", "type"),
        (7, "f", "short_of"),
        (8, "g", "ja"),
    }
    assert {f.severity for f in found} == {"error"}
    path = tmp_path / "対訳 house.tsv"
    path.write_bytes(rows)
    assert {f.line for f in lint_files([str(path)]) if f.severity == "error"} == {3, 4, 5, 6, 7}


def test_failing_examples_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "house.tsv"
    path.write_bytes(
        table({"id": "kyiv", "ja": "キーウ", "deprecated": "キエフ", "specs": "キエフの冬|キエフ派 → キエフ派"})
    )
    with pytest.raises(GlossaryError):
        load_glossary(path)
    found = [f for f in lint_files([str(path)]) if f.check == "example"]
    assert [(f.severity, f.line, f.column) for f in found] == [("error", 2, "specs")] * 2
    assert "'キエフの冬' must stay as it is, but becomes 'キーウの冬'" in found[0].message


@pytest.mark.parametrize("data", [b"", b"# remark\n", b"id\tname\n", "id\tja\na\t犬\n".encode("cp932")])
def test_what_is_no_table_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "house.tsv").write_bytes(data)
    with pytest.raises(GlossaryError, match="^house.tsv"):
        lint_files([str(tmp_path / "house.tsv")])


@pytest.mark.parametrize("name", shipped_glossaries())
def test_shipped_glossaries_have_no_errors(name: str) -> None:
    assert not [finding for finding in lint_files([name]) if finding.severity == "error"]


def test_findings_come_in_the_order_of_the_lines() -> None:
    found: list[Finding] = lint_files(["ukraine"])
    assert [f.line for f in found] == sorted(f.line for f in found)


@pytest.mark.parametrize(
    ("word", "kana"),
    [
        ("ルステム・ウメロフ", "るすてむ・うめろふ"),
        ("石破茂", "いしばしげる"),
        ("ｷｰｳ", "きーう"),
        ("EU", ""),
        ("第5条", ""),
        ("", ""),
    ],
)
def test_readings(word: str, kana: str) -> None:
    assert reading(word) == kana
