"""The search for Chinese residue: kinds, exact ends, and what must never be found."""

import importlib.util
import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import fix_text
from cleantext.fix import SURE_FILLER
from cleantext.residue import KINDS, find_residue, search
from cleantext.residue.loops import repeats
from cleantext.residue.suspects import may_be_filler
from cleantext.residue.table import KANA, load
from cleantext.residue.words import load_words
from cleantext.rules import chinese_filler, chinese_word
from glossaries.morphology import tokens

CASES = Path(__file__).parent / "cases"
DATA = json.loads((CASES / "residue.json").read_text("utf8"))
RULES = {
    rule: json.loads((CASES / "rules" / f"{rule}.json").read_text("utf8"))
    for rule in ("chinese-filler", "chinese-word")
}
FIND = {"chinese-filler": chinese_filler.find, "chinese-word": chinese_word.find}
ARTICLE = Path(__file__).parent.parent / "examples" / "miami-davos.ja.txt"


def rule_finds(rule, text):
    context = SimpleNamespace(residue=tuple(find_residue(text)))
    return [text[hit.start : hit.end] for hit in FIND[rule](text, context)]


def rows(part):
    return [pytest.param(rule, case, id=case["text"][:20]) for rule in RULES for case in RULES[rule][part]]


@pytest.mark.parametrize(("rule", "case"), rows("hits"))
def test_found(rule, case):
    assert rule_finds(rule, case["text"]) == case["found"]


@pytest.mark.parametrize(("rule", "case"), rows("negatives"))
def test_left_alone(rule, case):
    assert find_residue(case["text"]) == []


@pytest.mark.parametrize(("rule", "case"), rows("known_failures"))
@pytest.mark.xfail(strict=True, reason="cannot be told apart yet")
def test_known_failure(rule, case):
    assert rule_finds(rule, case["text"]) == case["found"]


@pytest.mark.parametrize("case", DATA["kinds"], ids=lambda case: case["kind"])
def test_kind_and_ends(case):
    (residue,) = find_residue(case["text"])
    assert residue.kind == case["kind"]
    assert case["text"][residue.start : residue.end] == case["found"]
    assert 0 < residue.confidence <= 1
    assert residue.reason.endswith(".")


@pytest.mark.parametrize("text", DATA["doubtful"])
def test_a_whole_quotation_is_reported_and_stays(text):
    (residue,) = find_residue(text)
    assert residue.confidence < SURE_FILLER
    assert fix_text(text, select=["chinese-filler"]).text == text


@pytest.mark.parametrize(("word", "japanese"), DATA["suggestions"].items())
def test_suggestion(word, japanese):
    (residue,) = find_residue(f"これは{word}だ。")
    assert (residue.kind, residue.suggestion) == ("word", japanese)


def test_example_article_has_three():
    text = ARTICLE.read_text("utf8")
    assert [(r.kind, text[r.start : r.end]) for r in find_residue(text)] == [
        ("prefix", "这样的情报,但是,这样的情报。"),
        ("loop", "这样的话,但是,这样的话,但是这样的话,但是这样的话,但是这样的话。"),
        ("word", "分歧"),
    ]


def test_offsets_count_from_the_start_of_the_text():
    text = "会議は終わった。\r\n我不知道他在哪里。\r\n雨だ。\n"
    (residue,) = find_residue(text)
    assert text[residue.start : residue.end] == "我不知道他在哪里。"


def check(text):
    found = find_residue(text)
    end = 0
    for residue in found:
        assert end <= residue.start < residue.end <= len(text)
        assert residue.kind in KINDS
        assert len(text[residue.start : residue.end].splitlines()) == 1
        end = residue.end
    return found


CHINESE = "的是不这样但是情报总的来说他们没有说过了在我。，、“”「」（）： 1a\n\r\u2028あのを経済東京设定发\ud800\x00"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet=CHINESE, max_size=200))
def test_any_text(text):
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(DATA["japanese"]), max_size=8), st.sampled_from(["", "\n", " ", "\u3000"]))
def test_good_japanese_joined_is_good(lines, joint):
    if joint != "\n":
        lines = [line for line in lines if line.endswith("。")]
    assert check(joint.join(lines)) == []


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(DATA["japanese"]), st.sampled_from(DATA["kinds"]), st.sampled_from(DATA["japanese"]))
def test_found_between_good_lines(before, case, after):
    text = f"{before}\n{case['text']}\n{after}"
    assert [text[r.start : r.end] for r in check(text)] == [case["found"]]


def test_one_long_line_ends():
    text = "这样的话,但是。彼は「什么」と「这样」を“（" * 3000
    assert check(text)


def test_repeats():
    assert repeats("但是" * 5) == 5
    assert repeats("") == 0


def test_table():
    table = load()
    assert table.score("们", "的") > 0 > table.score("経", "済")
    assert table.score("\ud800", "x") == 0
    assert not table.strong.search("分岐歧个来她你")
    assert table.strong.search("这")


def test_repetition_alone_is_named_as_the_evidence():
    (residue,) = find_residue("智能管理，" * 40)
    assert residue.kind == "loop"
    assert 0.5 < residue.confidence <= 1
    assert residue.reason == "One phrase stands 40 times."


PIECES = st.sampled_from(
    [*"的是不这但我們個以乎字简，。、「」（）・ aZ3あのを経済東京设定会議", "会議、", "但是，", "我们", "3時間的"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_bounds_lose_nothing(line):
    """What the quick look lets go, the search would not have found."""
    quick = find_residue(line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "may_be_filler", lambda stretch: True)
        patch.setattr(search, "suspect_lines", lambda text: [m.span() for m in search.LINE.finditer(text)])
        search._search_line.cache_clear()
        assert find_residue(line) == quick


def test_bounds_let_good_lines_go():
    stretches = [stretch for line in DATA["japanese"] for stretch in search._STRETCH.findall(line)]
    assert sum(map(may_be_filler, stretches)) < len(stretches) / 4
    assert not search._STRETCH.fullmatch(KANA)


@pytest.mark.parametrize(
    "unit", ["這", "“我们”", "我们「", "」说，", "a我们b", "会議、但是。", "简体字", "漢", "3時間的練習"]
)
def test_work_grows_with_the_length(unit):
    """Four times the text, about four times the steps: counted, not timed."""

    def steps(text):
        count = 0

        def tick(frame, event, arg):
            nonlocal count
            count += 1
            return tick

        search._search_line.cache_clear()
        before = sys.gettrace()
        sys.settrace(tick)
        try:
            find_residue(text)
        finally:
            sys.settrace(before)
        return count

    size = 600 // len(unit)
    steps(unit * size)
    assert steps(unit * size * 4) < 6 * steps(unit * size) + 2000


OLD = {"什麼", "如果", "孩子"}  # in dictionaries as spellings of old literature


def test_no_listed_word_is_in_the_dictionary():
    known = {word for word in load_words().japanese if [(t.start, t.oov) for t in tokens(word)] == [(0, False)]}
    assert {word for word in known if len(word) > 1} <= OLD


SOURCES = {"jieba": "0.42.1", "opencc-python-reimplemented": "0.1.7", "unidic-lite": "1.0.8"}


def source_missing():
    for package, wanted in SOURCES.items():
        try:
            if version(package) != wanted:
                return f"{package} is not {wanted}"
        except PackageNotFoundError:
            return f"{package} {wanted} is not installed"
    return ""


@pytest.mark.skipif(bool(source_missing()), reason=source_missing() or "the sources are here")
def test_table_is_built_from_its_sources(tmp_path, monkeypatch):
    path = Path(__file__).parent.parent / "benchmarks" / "residue" / "build_table.py"
    spec = importlib.util.spec_from_file_location("build_table", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "OUT", tmp_path / "residue.bin")
    assert module.main() == 0
    shipped = Path(__file__).parent.parent / "cleantext" / "data" / "residue.bin"
    assert (tmp_path / "residue.bin").read_bytes() == shipped.read_bytes()
    assert shipped.stat().st_size < 2_000_000
