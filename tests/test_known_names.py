"""What the engine is given without a glossary: names of the world and of Japan, people of China, Taiwan and Korea.

Never a part of another name or of a word.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spans_in_order import assert_in_order
from test_japanese_names import translated

from translate import check_segment
from translate.names.chinese import chinese_names
from translate.names.foreign import foreign_names
from translate.names.japanese import japanese_names
from translate.names.known import known_in, known_names

FOLDER = Path(__file__).parent / "cases"
NAMES = json.loads((FOLDER / "known-names.json").read_text("utf-8"))
"""Own sentences: in `traps` the words `within` look like a name that they are not, or are a longer one; in `named` they
are; `left` is not right yet."""
PEOPLE = json.loads((FOLDER / "chinese-names.json").read_text("utf-8"))


def given_in(case):
    """What stands in Latin letters for the words of a case, or for a part of them."""
    text = case["text"]
    start = text.index(case["within"])
    found = [(match.start, match.end, match.term.english[0]) for match in known_in(text)]
    names = [name for find in (chinese_names, japanese_names, foreign_names) for name in find(text)]
    found += [(n.start, n.end, n.english) for n in names if all(n.end <= a or b <= n.start for a, b, _ in found)]
    return {text[a:b]: english for a, b, english in found if a < start + len(case["within"]) and start < b}


def named(case):
    return f"{case['within']}: {case['text']}"


@pytest.mark.parametrize("case", NAMES["traps"] + NAMES["named"], ids=named)
def test_names_are_given_whole_or_not_at_all(case):
    assert given_in(case) == case["given"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", NAMES["left"], ids=named)
def test_what_is_not_right_yet(case):
    assert given_in(case) == case["given"]


def test_there_are_enough_traps():
    assert len(NAMES["traps"]) > 350
    assert len(NAMES["named"]) > 100


@pytest.mark.parametrize("case", PEOPLE, ids=lambda case: case["text"])
def test_people_of_china_taiwan_and_korea(case):
    text, found = case["text"], chinese_names(case["text"])
    assert {text[name.start : name.end]: name.english for name in found if not name.doubt} == case["names"]
    doubtful = {text[name.start : name.end]: name.english for name in found if name.doubt}
    assert doubtful == case.get("doubtful", {})
    assert all(name.guessed for name in found)


def test_a_doubtful_name_is_flagged():
    engine, segment = translated("中国の張国清副首相が訪米した。", "China's Zhang Guoqing visited the US.")
    assert engine.asked == [("ChinaのZhang Guoqing副首相が訪米した。", 0)]
    assert [flag.severity for flag in segment.flags if flag.name == "reading"] == ["info"]
    _, segment = translated("韓国の朴賢珠選手が勝った。", "South Korea's Park Hyeon-ju won.")
    assert segment.status == "flagged"
    assert [flag.severity for flag in segment.flags if flag.name == "reading"] == ["warning"]


def test_names_of_ukraine_are_known_and_its_words_are_not():
    assert [match.term.english[0] for match in known_in("ハルキウに無人機が飛来した。")] == ["Kharkiv"]
    assert known_in("リボフ氏はレッドラインだと語った。") == []
    assert known_names().find("オデーサ")


@given(st.text(st.sampled_from("中国の韓台湾王文濤李外相商務氏さん（）・、前副\n\ud800A1"), max_size=25))
def test_chinese_names_of_any_text(text):
    found = chinese_names(text)
    assert_in_order(found, text)
    assert all(name.english.replace("-", "").replace("'", "").replace(" ", "").isalpha() for name in found)


@given(st.text(st.sampled_from("チリ紙キャプテン・アメリカ日本酒人東京都長江選手巨人軍\n\ud800A1"), max_size=25))
def test_known_names_of_any_text(text):
    assert_in_order(known_in(text), text)


@pytest.mark.parametrize("english", ["He said so.", "No, he did not say so.", "Oh, that was Park Avenue."])
def test_surnames_of_known_people_are_no_names_by_themselves(english):
    flags = check_segment("長官はそう言わなかった。", english)
    assert [flag for flag in flags if "in the English only" in flag.message and flag.severity != "info"] == []
