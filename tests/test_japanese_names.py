"""Japanese people and places in Latin letters: only where the reading is certain, and never a word that is no name."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import Memory, translate_document
from translate.names.japanese import japanese_names
from translate.spelling import spelling

CASES = json.loads((Path(__file__).parent / "cases" / "japanese-names.json").read_text("utf-8"))
"""Own sentences; where the dictionaries know several readings, or the name is not Japanese, nothing is to be found."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_names(case):
    text = case["text"]
    assert {text[name.start : name.end]: name.english for name in japanese_names(text)} == case["names"]


@given(st.text(st.sampled_from("福岡市県山田太郎さん氏（）やまだ・の大谷翔平省A1、。\n\ud800"), max_size=25))
def test_names_of_any_text(text):
    last = 0
    for name in japanese_names(text):
        assert last <= name.start < name.end <= len(text)
        assert name.english.isascii() and name.english[0].isupper()
        last = name.end


class Copier:
    """An engine that answers with what it was given, or with what stands for it in `answers`, by attempt."""

    batch, attempts = 1, 2

    def __init__(self, *answers):
        self.answers = answers
        self.given = []

    def signature(self):
        return f"copier|{self.answers}"

    def translate(self, sentences, hints):
        self.given += sentences
        return [self.answers[min(hint.attempt, len(self.answers) - 1)] for hint in hints]


def translated(text, *answers):
    from cleantext.document import Block, Document, Run

    engine = Copier(*answers)
    document = Document("txt", (Block("b0001", "paragraph", (Run(text, None),)),), text)
    return engine, translate_document(document, engine, memory=Memory())[0]


def test_engine_is_given_the_names():
    engine, segment = translated(
        "西山貴浩氏は甲府市で会見した。", "Nishiyama Takahiro held a news conference in the city of Kofu."
    )
    assert engine.given == ["Nishiyama Takahiro氏はKofu市で会見した。"]
    assert segment.status == "translated"
    assert [(flag.name, flag.severity) for flag in segment.flags] == [("reading", "info")]


def test_lost_name_is_tried_again():
    engine, segment = translated(
        "西山氏は甲府市で会見した。",
        "Nishiyama held a news conference in the city.",
        "Nishiyama held a news conference in the city of Kofu.",
    )
    assert (len(engine.given), segment.status) == (2, "repaired")


def test_lost_name_keeps_its_flag():
    _, segment = translated("西山氏は甲府市で会見した。", "Nishiyama held a news conference in the city.")
    assert segment.status == "flagged"
    assert "not in the English: 甲府 (Kofu)" in [flag.message for flag in segment.flags if flag.severity == "warning"]


def test_told_reading_is_no_guess():
    text = "石郷岡喜広（いしごうおか・のぶひろ）さんが会長に就いた。"
    assert list(spelling(text, "Nobuhiro Ishigooka became chairman.", japanese_names(text))) == []
