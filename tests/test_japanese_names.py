"""Japanese people and places in Latin letters: only where the reading is certain, and never a word that is no name."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spans_in_order import assert_in_order
from test_translate import Scripted, document

from glossaries import Form, Glossary, Term
from translate import Memory, translate_document
from translate.names.foreign import foreign_names
from translate.names.japanese import japanese_names
from translate.spelling import spelling

CASES = json.loads((Path(__file__).parent / "cases" / "japanese-names.json").read_text("utf-8"))
"""Own sentences: `names` are certain, `doubtful` may be read otherwise; a name that is not Japanese is neither."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_names(case):
    text = case["text"]
    found = japanese_names(text)
    assert {text[name.start : name.end]: name.english for name in found if not name.doubt} == case["names"]
    doubtful = {text[name.start : name.end]: name.english for name in found if name.doubt}
    assert doubtful == case.get("doubtful", {})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ガブリエル・デービスはマイルス・ブライアント（24）と会った。", ["Gabriel Davis", "Miles Bryant"]),
        ("ジミー・バトラーはミラー氏と話した。", ["Butler", "Miller"]),
        ("ミラーのないバスに乗った。", []),  # a mirror
        ("三段クルーンを抜けた。", []),
        ("キャサリン妃とバイデン大統領。", ["Catherine", "Biden"]),
        ("ダニエル・ドリスコール長官は語った。", ["Daniel"]),  # no ドリス in a longer name
        ("ダニエル電池とボルトとワット。", []),
        ("ゴルバチョフ氏とハリー王子。", []),  # Gorbachyov and Halley, which newspapers do not write
        ("オランダのマジョルカ。", []),
        ("Biden氏は語った。", []),
    ],
)
def test_people_of_other_countries(text, names):
    found = foreign_names(text)
    assert [name.english for name in found] == names
    assert all(name.guessed and not name.doubt for name in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("フェラーリはメルボルンで開かれた。", ["Ferrari", "Melbourne"]),
        ("オハイオ州とミュンヘン近郊", ["Ohio", "Munich"]),
        ("ゴマすりとダービーとポルト酒", []),  # sesame, a race, a wine
        ("メルボルン氏とシドニーさん（24）", []),
        ("レスターが勝った。", []),  # a town or a man
        ("セント・ルイス・カージナルス", []),
    ],
)
def test_places_and_firms_of_other_countries(text, names):
    assert [name.english for name in foreign_names(text)] == names


def test_engine_is_given_known_names_without_a_glossary():
    engine, segment = translated("日銀の西山氏は韓国の投手だ。", "Nishiyama of the BOJ is a pitcher of South Korea.")
    assert engine.asked == [("Bank of JapanのNishiyama氏はSouth Koreaのpitcherだ。", 0)]
    assert segment.status == "translated"
    _, segment = translated("韓国で日銀の投手が話した。", "A player of a bank spoke in South Korea.")
    assert segment.status == "flagged"
    assert "not in the English: 日銀 (Bank of Japan)" in [flag.message for flag in segment.flags]


def test_a_term_of_the_glossary_comes_before_a_known_name():
    house = Glossary("house", (Term("boj", (Form("日銀", "preferred"),), ("BoJ",)),))
    engine = Scripted("The BoJ spoke in South Korea.")
    translate_document(document("日銀が韓国で話した。\n"), engine, house, memory=Memory())
    assert engine.asked == [("BoJがSouth Koreaで話した。", 0)]


def test_engine_is_given_the_names_of_people_of_other_countries():
    engine, segment = translated("バトラー氏は西山氏に会った。", "Mr. Butler met Mr. Nishiyama.")
    assert engine.asked == [("Butler氏はNishiyama氏に会った。", 0)]
    assert segment.status == "translated"
    assert [flag.message.split(";")[0] for flag in segment.flags] == [
        "西山 is read Nishiyama by the dictionaries",
        "バトラー is spelled Butler by the dictionaries",
    ]


@given(st.text(st.sampled_from("ジミー・バトラ氏はミラー（24）妃。=A"), max_size=25))
def test_foreign_names_of_any_text(text):
    assert_in_order(foreign_names(text), text)


@given(st.text(st.sampled_from("福岡市県山田太郎さん氏（）やまだ・の大谷翔平省A1、。\n\ud800"), max_size=25))
def test_names_of_any_text(text):
    found = japanese_names(text)
    assert_in_order(found, text)
    assert all(name.english.isascii() and name.english[0].isupper() for name in found)


def translated(text, *answers):
    engine = Scripted(*answers)
    return engine, translate_document(document(text), engine, memory=Memory())[0]


def test_engine_is_given_the_names():
    engine, segment = translated(
        "西山貴浩氏は甲府市で会見した。", "Nishiyama Takahiro held a news conference in the city of Kofu."
    )
    assert engine.asked == [("Nishiyama Takahiro氏はKofu市で会見した。", 0)]
    assert segment.status == "translated"
    assert [(flag.name, flag.severity) for flag in segment.flags] == [("reading", "info")]


def test_lost_name_is_tried_again():
    engine, segment = translated(
        "西山氏は甲府市で会見した。",
        "Nishiyama held a news conference in the city.",
        "Nishiyama held a news conference in the city of Kofu.",
    )
    assert (len(engine.asked), segment.status) == (2, "repaired")


def test_lost_name_keeps_its_flag():
    _, segment = translated("西山氏は甲府市で会見した。", "Nishiyama held a news conference in the city.")
    assert segment.status == "flagged"
    assert "not in the English: 甲府 (Kofu)" in [flag.message for flag in segment.flags if flag.severity == "warning"]


def test_doubtful_reading_is_a_warning_and_not_tried_again():
    engine, segment = translated("岡本敏会長が会見した。", "Okamoto Satoshi, the chairman, held a news conference.")
    assert engine.asked == [("Okamoto Satoshi会長が会見した。", 0)]
    assert segment.status == "flagged"
    [flag] = segment.flags
    assert (flag.name, flag.severity, flag.source) == ("reading", "warning", (0, 3))
    assert "敏 is also read" in flag.message and "Toshi" in flag.message


def test_an_engine_that_knows_people_is_not_told_doubtful_readings():
    engine = Scripted("Chairman Okamoto Toshi met Nishiyama Takahiro.")
    engine.knows_people = True
    segment = translate_document(document("岡本敏会長は西山貴浩選手と会った。"), engine, memory=Memory())[0]
    assert engine.asked == [("岡本敏会長はNishiyama Takahiro選手と会った。", 0)]
    assert [flag.severity for flag in segment.flags if flag.name == "reading"] == ["info"]


def test_told_reading_is_no_guess():
    text = "石郷岡喜広（いしごうおか・のぶひろ）さんが会長に就いた。"
    assert list(spelling(text, "Nobuhiro Ishigooka became chairman.", japanese_names(text))) == []
