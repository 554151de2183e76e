"""English forms: case, plurals, possessives, hyphens, and which of two is meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossaries import Form, Glossary, Term, load_glossary
from translate import check_segment


def term(key: str, english: str, admitted: tuple[str, ...] = (), **wrong: str) -> Term:
    forms = tuple(Form(text, status) for status, text in wrong.items())  # type: ignore[arg-type]
    return Term(key, (Form(key, "preferred"),), english=(english, *admitted), english_wrong=forms)


HOUSE = Glossary(
    "house",
    (
        term("キーウ", "Kyiv", deprecated="Kiev"),
        term("キーウの戦い", "Battle of Kyiv", ("Battle of Kiev",)),
        term("28項目の和平案", "28-point peace plan"),
        term("米国", "United States", ("US", "U.S.")),
        term("無人機", "drone"),
        term("大使館", "embassy"),
        term("クレムリン", "the Kremlin"),
        term("安全の保証", "security guarantee", deprecated="safety guarantee"),
        term("ウクライナ", "Ukraine", forbidden="the Ukraine"),
        term("国防会議", "Ukraine's National Security Council"),
        term("箱", "box"),
        term("書記", "Secretary", deprecated="general secretary"),
    ),
)
UKRAINE = load_glossary("ukraine")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kiev’s mayor", ["Kiev"]),
        ("Kiev's mayor left Kyiv.", ["Kiev", "Kyiv"]),
        ("THE KIEV METRO", ["KIEV"]),
        ("a kiev", []),
        ("Kievan Rus", []),
        ("the Battle of Kiev", ["Battle of Kiev"]),
        ("28 point peace plan", ["28 point peace plan"]),
        ("28–point  peace\nplans", ["28–point  peace\nplans"]),
        ("128-point peace plan", []),
        ("They told us. US troops. The U.S. left.", ["US", "U.S."]),
        ("RUSSIA", []),
        ("Drones hit; a Drone; DRONES", ["Drones", "Drone", "DRONES"]),
        ("dRone", []),
        ("droned on", []),
        ("two embassies’ lawns", ["embassies"]),
        ("boxes and boxs", ["boxes", "boxs"]),
        ("kremlin. Kremlin. the Kremlin's", ["Kremlin", "Kremlin"]),
        ("Safety Guarantees", ["Safety Guarantees"]),
        ("safety-guarantee", ["safety-guarantee"]),
        ("Ukraine’s National Security Council", ["Ukraine’s National Security Council"]),
        ("Ukraine’s army", ["Ukraine"]),
        ("Ukraïne Ukrainé éUkraine", []),
        ("secretary", []),
        ("General secretary", ["General secretary"]),
        ("", []),
    ],
)
def test_english(text: str, found: list[str]) -> None:
    assert [text[m.start : m.end] for m in HOUSE.find_english(text)] == found


def test_fix_is_the_preferred_form_in_the_same_number() -> None:
    text = "Kiev's safety guarantees, a safety guarantee"
    assert [m.fix for m in HOUSE.find_english(text)] == ["Kyiv", "security guarantees", "security guarantee"]


def test_a_form_that_one_term_allows_is_not_wrong() -> None:
    glossary = Glossary("two", (term("甲", "first", deprecated="shared"), term("乙", "second", ("shared",))))
    assert [m.form.status for m in glossary.find_english("shared")] == ["admitted"]


def test_every_form_is_found_by_itself() -> None:
    for each in UKRAINE:
        for form in each.english_forms:
            found = UKRAINE.find_english(f"({form.text})")
            assert len(found) == 1, form.text
            assert found[0].end == len(form.text) + 1


@pytest.mark.parametrize(
    ("target", "messages"),
    [
        ("It snowed in Kiev.", ["the glossary no longer writes Kiev: Kyiv"]),
        ("It snowed in Kyiv.", []),
        ("Battle of Kiev, Kyiv.", []),
        ("Kyiv in the Ukraine.", []),
    ],
)
def test_a_deprecated_form_in_a_translation_is_flagged(target: str, messages: list[str]) -> None:
    flags = check_segment("キーウは雪だった。", target, HOUSE)
    assert [flag.message for flag in flags if "no longer" in flag.message] == messages
    assert all(target[slice(*flag.target)] == "Kiev" for flag in flags if flag.target and "no longer" in flag.message)


PIECES = [form.text for each in UKRAINE for form in each.english_forms] + [
    "'s",
    "s",
    " ",
    "-",
    "’",
    "the ",
    "İ",
    "é",
    "es",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join))
def test_english_matches_are_sorted_apart_and_in_the_text(text: str) -> None:
    matches = UKRAINE.find_english(text)
    end = 0
    for match in matches:
        assert end <= match.start < match.end <= len(text)
        assert match.form in match.term.english_forms
        end = match.end
