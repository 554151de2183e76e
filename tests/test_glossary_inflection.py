"""Verbs and adjectives of a glossary: found in their inflections, and respelt in the same one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossaries import Form, Glossary, Term
from glossaries.inflection import inflect_like, inflection_of
from glossaries.specs import respell

PAIRS = [
    ("行なう", "行う"),
    ("わかる", "分かる"),
    ("表わす", "表す"),
    ("取組む", "取り組む"),
    ("申込む", "申し込む"),
    ("受付ける", "受け付ける"),
    ("始める", "はじめる"),
    ("あたらしい", "新しい"),
    ("かわいい", "可愛い"),
    ("トランプをする", "カードゲームをする"),
    ("勉強する", "学ぶ"),
    ("いい", "良い"),
    ("書く", "行く"),
]
VERBS = Glossary(
    "verbs",
    tuple(
        Term(f"t{n}", (Form(right, "preferred"), Form(wrong, "deprecated")), inflects=True)
        for n, (wrong, right) in enumerate(PAIRS)
    ),
)
TEXTS = [
    ("会議を行なった。", "会議を行った。"),
    ("行なわれなかった", "行われなかった"),
    ("行なえるか", "行えるか"),
    ("行なおう", "行おう"),
    ("行なって、行なえば、行なう", "行って、行えば、行う"),
    ("わからない人はわかりますか", "分からない人は分かりますか"),
    ("表わしている", "表している"),
    ("取組みたい", "取り組みたい"),
    ("申込まれた", "申し込まれた"),
    ("受付けられた", "受け付けられた"),
    ("始めさせる", "はじめさせる"),
    ("あたらしくて、あたらしかった", "新しくて、新しかった"),
    ("かわいかった", "可愛かった"),
    ("トランプをしました", "カードゲームをしました"),
    ("トランプをさせる", "カードゲームをさせる"),
    ("行ないと取組みと申込み", "行ないと取組みと申込み"),
    ("勉強した", "勉強した"),
    ("書いた", "書いた"),
    ("よかった", "よかった"),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_respelt_in_the_same_inflection(text: str, wanted: str) -> None:
    assert respell(text, VERBS) == wanted
    assert respell(wanted, VERBS) == wanted


def test_what_inflects_otherwise_is_found_without_a_fix() -> None:
    assert [(m.form.text, m.fix) for m in VERBS.find("勉強した。書いた。")] == [("勉強する", None), ("書く", None)]


@pytest.mark.parametrize(
    ("wanted", "found", "text", "fix"),
    [
        ("行く", "往く", "往った", "行った"),
        ("問う", "会う", "会った", None),
        ("分かる", "くださる", "くださいます", None),
        ("来る", "くる", "きた", None),
        ("いい", "よい", "よかった", None),
        ("本", "行なう", "行なった", None),
    ],
)
def test_irregular_words_are_not_guessed(wanted: str, found: str, text: str, fix: str | None) -> None:
    inflection = inflection_of(found)
    assert inflection is not None
    assert inflect_like(wanted, inflection, text) == fix


def test_a_noun_does_not_inflect() -> None:
    assert inflection_of("会議") is None
    assert inflection_of("") is None


PIECES = [text for text, _ in TEXTS] + [each for pair in PAIRS for each in pair] + ["た", "ない", "。", "を", "ば"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_respelling_ends_and_matches_are_true_to_the_text(text: str) -> None:
    matches = VERBS.find(text)
    assert all(a.end <= b.start for a, b in zip(matches, matches[1:], strict=False))
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    once = respell(text, VERBS)
    for _ in range(3):
        once, before = respell(once, VERBS), once
    assert once == before
