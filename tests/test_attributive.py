"""Countries before a noun are given to the engine as adjectives, and as names everywhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossaries import Form, Glossary, Term, load_glossary
from translate.attributive import english_of
from translate.names.known import known_in
from translate.tables import rows
from translate.terms import find_terms, missing_terms, prepare_source

WORLD = load_glossary("world")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("フランス当局者", "French当局者"),
        ("フランスの当局者", "Franceの当局者"),
        ("フランスとドイツ", "FranceとGermany"),
        ("欧州各国と東欧諸国", "European各国とEastern European諸国"),
        ("ヨーロッパ内部の亀裂", "Europe内部の亀裂"),
        ("ベトナム首相", "Vietnamese首相"),
        ("米国政府と米国市民", "U.S.政府とAmerican市民"),
        ("英国企業", "British企業"),
        ("英国気質", "United Kingdom気質"),
        ("ドイツ軍", "German軍"),
        ("ドイツ軍配", "Germany軍配"),
        ("スペイン人工衛星", "Spain人工衛星"),
        ("ブラジル産の大豆", "Brazilian産の大豆"),
        ("シリア難民と米国籍", "Syrian難民とU.S.籍"),
        ("パリ市民", "Paris市民"),
    ],
)
def test_adjective_where_a_noun_follows(text, given):
    assert prepare_source(text, find_terms(text, WORLD)) == given


def test_every_adjective_is_a_form_of_the_shipped_glossary():
    forms = {term.english[0]: term.english for term in WORLD if term.english}
    assert [row for row in rows("adjectives.tsv") if not set(row[1:]) <= set(forms[row[0]])] == []


def test_only_forms_that_the_glossary_has():
    glossary = Glossary("own", (Term("france", (Form("フランス", "preferred"),), ("France",)),))
    [match] = find_terms("フランス当局者", glossary)
    assert english_of(match, "フランス当局者") == "France"


@given(
    st.lists(
        st.sampled_from(["フランス", "米国", "欧州", "英国", "政府", "軍", "人", "側", "と", "の", "。"]), max_size=8
    )
)
def test_what_is_given_satisfies_the_check_of_terms(parts):
    text = "".join(parts)
    matches = known_in(text)
    assert missing_terms(matches, prepare_source(text, matches)) == []
