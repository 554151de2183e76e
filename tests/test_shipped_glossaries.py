"""The glossaries that are shipped: every row sourced, their layers at peace, good Japanese left alone."""

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from glossaries import Glossary, load_glossaries, load_glossary, shipped_glossaries
from glossaries.layers import layer_conflicts
from glossaries.morphology import tokens
from glossaries.specs import failed_specs, respell

CASES = json.loads((Path(__file__).parent / "cases" / "shipped_glossaries.json").read_text("utf-8"))
SOURCES = (Path(__file__).parents[1] / "glossaries" / "data" / "SOURCES.md").read_text("utf-8")
GLOSSARIES = {name: load_glossary(name) for name in shipped_glossaries()}
LAYERED = load_glossaries(["japan", "mt-slips", "world", "ukraine"])
each = pytest.mark.parametrize("glossary", GLOSSARIES.values(), ids=list(GLOSSARIES))


def wrong(text: str, glossary: Glossary) -> list[str]:
    found = glossary.find(text)
    return [text[m.start : m.end] for m in found if m.form.status in ("deprecated", "forbidden")]


def test_names() -> None:
    assert {"japan", "mt-slips", "ukraine", "world"} <= set(GLOSSARIES)


@each
def test_every_row_is_sourced_and_typed(glossary: Glossary) -> None:
    for term in glossary:
        assert term.source, term.id
        assert term.kind, term.id
    assert f"`{glossary.name}.tsv`" in SOURCES


@each
def test_ids_are_unique(glossary: Glossary) -> None:
    assert [key for key, count in Counter(term.id for term in glossary).items() if count > 1] == []


@each
def test_examples_hold(glossary: Glossary) -> None:
    assert failed_specs(glossary) == []


@each
def test_readings(glossary: Glossary) -> None:
    """Hiragana; a digit stays as it is written."""
    for term in glossary:
        assert re.fullmatch("[ぁ-ゖー・0-9]+", term.reading), (term.id, term.reading)


@each
def test_english_is_ascii_or_the_reason_is_noted(glossary: Glossary) -> None:
    for term in glossary:
        for english in term.english:
            strange = [sign for sign in english.replace("’", "'") if not sign.isascii()]
            assert not strange or re.search("ccent|ASCII|breve|AP|ü", english + term.note), (term.id, english)


@each
def test_a_respelt_form_is_no_word_of_its_own(glossary: Glossary) -> None:
    """One that the tagger knows must be a full name, the name of a place or a spelling of what replaces it."""
    for term in glossary:
        for form in term.forms:
            read = tokens(form.text, mode="C")
            if form.status != "deprecated" or len(read) > 1 or read[0].oov:
                continue
            same = read[0].normalized == tokens(term.preferred, mode="C")[0].normalized
            assert same or term.kind == "person" or (term.kind, read[0].pos[2]) == ("place", "地名"), (
                term.id,
                form.text,
                read,
            )


@each
def test_surnames_belong_to_a_full_name(glossary: Glossary) -> None:
    ids = {term.id: term for term in glossary}
    for term in glossary:
        if term.kind == "person-short":
            assert ids[term.short_of].kind == "person"


@each
def test_dates_are_in_order(glossary: Glossary) -> None:
    for term in glossary:
        assert not (term.valid_from and term.valid_until) or term.valid_from <= term.valid_until, term.id


def test_what_two_glossaries_share_is_the_same_row() -> None:
    """All but 安全保障: in mt-slips it takes 安全保証, which has a row of its own in ukraine."""
    rows: dict[str, object] = {}
    for glossary in GLOSSARIES.values():
        for term in glossary:
            if term.id != "security":
                assert rows.setdefault(term.id, replace(term, line=0)) == replace(term, line=0)


@pytest.mark.parametrize("order", list(permutations(["japan", "mt-slips", "world", "ukraine"]))[::5], ids="+".join)
def test_layers_lose_no_entry(order: tuple[str, ...]) -> None:
    kept = {term.id for term in load_glossaries(order)}
    assert kept == {term.id for name in order for term in GLOSSARIES[name]}
    conflicts = layer_conflicts([GLOSSARIES[name] for name in order])
    assert {conflict.form.text for conflict in conflicts} <= {"安全保証"}


def test_there_are_enough_traps() -> None:
    assert len(set(CASES["good"])) == len(CASES["good"]) >= 60


@pytest.mark.parametrize("text", CASES["good"])
def test_good_japanese_is_left_alone(text: str) -> None:
    for glossary in (LAYERED, *GLOSSARIES.values()):
        assert wrong(text, glossary) == []
        assert respell(text, glossary) == text


@pytest.mark.parametrize("case", CASES["wrong"], ids=[case["text"] for case in CASES["wrong"]])
def test_wrong_forms_are_found(case: dict[str, str]) -> None:
    glossary = GLOSSARIES[case["glossary"]]
    assert len(wrong(case["text"], glossary)) == 1
    assert respell(case["text"], glossary) == case.get("fixed", case["text"])


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("マリの首都バマコで", ["mali", "bamako"]),
        ("マリは元気だ", []),
        ("タイの首都バンコクで", ["thailand", "bangkok"]),
        ("首位タイに立った", []),
        ("コーヒーはジョージアだ", []),
        ("ジョージアの首都トビリシで", ["georgia", "tbilisi"]),
        ("マスカットの房", []),
        ("オマーンの首都マスカットで", ["oman", "muscat"]),
        ("グテレス国連事務総長", ["guterres-secretary-general"]),
        ("手品師はトランプで手品を見せた", ["playing-cards-word"]),
        ("6枚のトランプのうち3枚を選ぶ", ["playing-cards-word"]),
        ("数枚のトランプ氏の写真", ["trump"]),
        ("トランプ氏は演説した", ["trump"]),
    ],
)
def test_names_that_are_words_too(text: str, terms: list[str]) -> None:
    assert [match.term.id for match in GLOSSARIES["world"].find(text)] == terms


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("日銀は金融政策決定会合を開いた。", ["Bank of Japan", "Monetary Policy Meeting"]),
        ("厚労省と厚生労働省", ["Health Ministry", "Health Ministry"]),
        ("巨人の投手が登板した", ["Giants", "pitcher"]),
        ("巨人が街を踏みつぶす絵本", []),
        ("阪神の監督が球団に伝えた", ["Hanshin"]),
        ("阪神高速の渋滞", []),
        ("楽天が発表した", ["Rakuten"]),
        ("楽天的な考え", []),
        ("東大の教授", ["University of Tokyo"]),
        ("関東大会と東京大会", []),
        ("米財務省の次官", []),
        ("全国会議が両国会談の前に開かれた", []),
        ("松竹梅の三種", []),
    ],
)
def test_names_of_japan(text: str, english: list[str]) -> None:
    assert [match.term.english[0] for match in GLOSSARIES["japan"].find(text)] == english
