"""Where the forms of a glossary are found, and where they are not."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossaries import Form, Glossary, Match, Term, load_glossary
from glossaries.folding import fold
from glossaries.formats.rows import COLUMNS, Line
from glossaries.matching import Matcher
from glossaries.model import Status
from glossaries.specs import respell

FOLDER = Path(__file__).parent / "cases"
CASES = json.loads((FOLDER / "glossary_boundaries.json").read_text("utf-8"))
ARTICLE = Path(__file__).parents[1] / "examples" / "miami-davos.ja.txt"
UKRAINE = load_glossary("ukraine")
TABLES = {
    name: Glossary(name, tuple(Line("cases", number, COLUMNS).term(row) for number, row in enumerate(rows)))
    for name, rows in json.loads((FOLDER / "glossary_tables.json").read_text("utf-8")).items()
}


def made(terms: dict[str, list[str]]) -> Glossary:
    forms = {
        key: (Form(texts[0], "preferred"), *(Form(each, "admitted") for each in texts[1:]))
        for key, texts in terms.items()
    }
    return Glossary("made", tuple(Term(key, each) for key, each in forms.items()))


def glossary_of(case: dict) -> Glossary:
    """The glossary of a case: made of its terms, a table of glossary_tables.json, or the shipped one."""
    if "terms" in case:
        return made(case["terms"])
    return TABLES[case["table"]] if "table" in case else UKRAINE


def param(case: dict) -> object:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, id=case["text"] or "empty", marks=marks)


PARAMS = [param(case) for case in CASES]


@pytest.mark.parametrize("case", PARAMS)
def test_boundary(case: dict) -> None:
    text = case["text"]
    assert [[text[m.start : m.end], m.term.id] for m in glossary_of(case).find(text)] == case["matches"]


@pytest.mark.parametrize("case", PARAMS)
def test_boundary_inside_a_text(case: dict) -> None:
    text = "前の文だ。\n" + case["text"] + "。\n次の文だ。"
    assert [[text[m.start : m.end], m.term.id] for m in glossary_of(case).find(text)] == case["matches"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"] or "empty") for case in CASES])
def test_no_word_is_damaged(case: dict) -> None:
    """Respelling changes nothing but what the case names, known failures included, and a second time nothing."""
    glossary, text = glossary_of(case), case["text"]
    wanted = [(surface, term) for surface, term in case["matches"]]
    for match in glossary.find(text):
        if match.form.status == "deprecated" and match.fix is not None:
            assert (text[match.start : match.end], match.term.id) in wanted
    once = respell(text, glossary)
    assert respell(once, glossary) == once


def test_there_are_enough_cases_and_no_case_twice() -> None:
    texts = [case["text"] for case in CASES]
    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)
    assert sum("xfail" in case for case in CASES) <= 0.03 * len(CASES)


def found(text: str, status: Status) -> list[str]:
    return [text[m.start : m.end] for m in UKRAINE.find(text) if m.form.status == status]


def test_article() -> None:
    text = ARTICLE.read_text("utf-8")
    deprecated = found(text, "deprecated")
    assert set(deprecated) == {
        "キエフ",
        "スームィ",
        "ダヴィド・アラハミア",
        "ダニエル・ドリスコール",
        "ジョシュ・グレンバウム",
        "イヴェット・クーパー",
    }
    assert deprecated.count("キエフ") == text.count("キエフ")
    assert set(found(text, "forbidden")) == {
        "国家安全保障・国防会議事務局長",
        "人民の公僕",
        "安全保障保証",
        "安全保障の保証",
        "安全保証",
        "集団的自衛条項",
        "西洋同盟",
    }
    assert found(text, "preferred").count("ゼレンスキー") == text.count("ゼレンスキー")
    assert found(text, "admitted").count("アメリカ") == text.count("アメリカ")


def test_respelling_the_article_leaves_nothing_to_respell() -> None:
    text = ARTICLE.read_text("utf-8")
    for match in reversed(UKRAINE.find(text)):
        if match.form.status == "deprecated":
            text = text[: match.start] + match.term.preferred + text[match.end :]
    assert found(text, "deprecated") == []


def test_first_of_two_terms_keeps_a_form() -> None:
    matcher = Matcher([Term("one", (Form("犬", "preferred"),)), Term("two", (Form("犬", "preferred"),))])
    assert [m.term.id for m in matcher.find("犬だ")] == ["one"]


def test_nothing_is_found_without_terms() -> None:
    assert Matcher([]).find("キエフ") == []
    assert Matcher([Term("empty", (Form("", "preferred"),))]).find("キエフ") == []


def test_every_form_is_found_by_itself_with_its_own_term() -> None:
    for term in UKRAINE:
        for form in () if term.near else term.forms:
            match = UKRAINE.find(form.text)
            assert [(m.start, m.end, m.form, m.term.id) for m in match] == [(0, len(form.text), form, term.id)], (
                form.text
            )


def test_a_line_without_end_is_read_in_stretches() -> None:
    assert len(UKRAINE.find("米国の" * 1500)) == 1500


PIECES = [form.text for term in UKRAINE for form in term.forms]
MIXED = st.lists(
    st.sampled_from([*PIECES, "・", "の", "が、", "。", "\n", "ー", "1", "ｷｴﾌ", "ﾟ", "\u3099", "国", "氏", "Ｅ"])
    | st.text(max_size=3),
    max_size=12,
).map("".join)


def check(text: str, matches: list[Match]) -> None:
    end = 0
    for match in matches:
        assert end <= match.start < match.end <= len(text)
        end = match.end
        seen = text[match.start : match.end]
        assert fold(seen).text == fold(match.form.text).text
        assert match.form in match.term.forms


@settings(deadline=None, max_examples=150)
@given(MIXED)
@example("ｱﾟﾒﾘｶｱﾒﾘｶﾟ")
@example("\ud800キエフ\udfff米国\x00人")
def test_matches_are_sorted_apart_and_true_to_the_text(text: str) -> None:
    matches = UKRAINE.find(text)
    check(text, matches)
    assert matches == UKRAINE.find(text)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.text("あアーa1.国米・ﾟ゛Ａ", min_size=1, max_size=3), max_size=6),
    st.text("あアーa1.国米・ﾟ゛Ａ\n。"),
)
def test_any_terms_in_any_text(forms: list[str], text: str) -> None:
    terms = [Term(str(n), (Form(form, "deprecated"),), kind="person-short") for n, form in enumerate(forms)]
    check(text, Matcher(terms).find(text))


@given(st.text(st.characters(codec=None), max_size=20))
def test_fold_keeps_offsets(text: str) -> None:
    folded = fold(text)
    offsets = [folded.original(index) for index in range(len(folded.text) + 1)]
    assert offsets == sorted(set(offsets))
    assert offsets[0] == 0
    assert offsets[-1] == len(text)
    assert fold(folded.text) == (folded.text, None)
