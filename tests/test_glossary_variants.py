"""Katakana words that look like another spelling of a form: what is suggested, and above all what is not."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossaries import Form, Glossary, Term, load_glossary

CASES = json.loads((Path(__file__).parent / "cases" / "glossary_variants.json").read_text("utf-8"))
UKRAINE = load_glossary("ukraine")
HOUSE = Glossary(
    "house",
    tuple(
        Term(f"t{n}", tuple(Form(text, status) for text, status in forms))
        for n, forms in enumerate(
            [
                [("インターフェース", "preferred")],
                [("コロナウイルス", "preferred")],
                [("ロサンゼルス", "preferred")],
                [("ミケランジェロ", "preferred")],
                [("セキュリティ", "preferred")],
                [("ソーシャル・メディア", "preferred")],
                [("アメリカ", "admitted")],
                [("バイオリン", "preferred"), ("提琴", "deprecated")],
                [("コンピューター", "preferred")],
                [("ミラー・ジョンソン", "preferred")],
                [("ミラージョンソン", "preferred")],
            ]
        )
    ),
)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in CASES])
def test_variants(case: dict) -> None:
    glossary, text = (HOUSE if case.get("house") else UKRAINE), case["text"]
    found = [[text[m.start : m.end], m.form.text, m.fix] for m in glossary.variants(text)]
    assert found == case["variants"]


def test_there_are_more_words_to_leave_alone_than_to_find() -> None:
    assert sum(not case["variants"] for case in CASES) > sum(bool(case["variants"]) for case in CASES) > 15


def test_a_form_is_no_variant() -> None:
    for term in UKRAINE:
        for form in term.forms:
            assert UKRAINE.variants(form.text) == []


RUNS = [form.text for term in UKRAINE for form in term.forms][::3]
SIGNS = ["ー", "ッ", "ヴ", "・", " ", "=", "ィ", "イ", "『", "』", "の", "。", "ｳﾒｰﾛﾌ"]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(RUNS + SIGNS), max_size=6).map("".join))
def test_variants_are_sorted_apart_and_none_is_a_match(text: str) -> None:
    variants = UKRAINE.variants(text)
    assert all(a.end <= b.start for a, b in zip(variants, variants[1:], strict=False))
    places = {(m.start, m.end) for m in UKRAINE.find(text)}
    for m in variants:
        assert 0 <= m.start < m.end <= len(text)
        assert (m.start, m.end) not in places
        assert m.form in m.term.forms
        assert m.fix != text[m.start : m.end]
