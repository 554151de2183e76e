"""Merging and comparing glossaries: what is added, changed, kept and left undecided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from glossary_terms import glossaries, loads
from hypothesis import given
from hypothesis import strategies as st

from glossaries import Form, Spec, Term, load_glossary
from glossaries.folding import fold
from glossaries.merging import Change, Conflict, diff, merge

KYIV = Term("kyiv", (Form("キーウ", "preferred"), Form("キエフ", "deprecated")), ("Kyiv",), "place", note="capital")
US = Term("us", (Form("米国", "preferred"), Form("アメリカ", "admitted")), ("the United States", "US"), "place")


def ja(text: str, *others: tuple[str, str]) -> tuple[Form, ...]:
    return (Form(text, "preferred"), *(Form(*other) for other in others))  # type: ignore[arg-type]


@given(glossaries(), st.booleans(), st.booleans())
def test_merging_with_itself_changes_nothing(terms: tuple[Term, ...], theirs: bool, drop: bool) -> None:
    merged = merge(terms, terms, theirs=theirs, replace=drop)
    assert merged.terms == terms
    assert (merged.added, merged.changed, merged.conflicts) == ((), (), ())
    assert merged.kept == tuple(term.id for term in terms)


@given(glossaries(), glossaries(), st.booleans(), st.booleans(), st.booleans())
def test_every_outcome_loads(
    base: tuple[Term, ...], other: tuple[Term, ...], theirs: bool, drop: bool, with_ids: bool
) -> None:
    if not with_ids:
        other = tuple(replace(term, id="", short_of="") for term in other)
    merged = merge(base, other, theirs=theirs, replace=drop)
    assert loads(merged.terms)
    assert [term.id for term in merged.terms[: len(base)]] == [term.id for term in base]
    assert merged.terms[len(base) :] == merged.added
    assert {change.id for change in merged.changed} | set(merged.kept) == {term.id for term in base}
    assert list(merged.changed) == list(diff(base, merged.terms).changed)


def keys(term: Term) -> set[str]:
    return {fold(form.text).text for form in term.forms} | {form.text for form in term.english_forms}


@given(glossaries(), glossaries(), st.booleans())
def test_nothing_is_lost_unless_it_is_replaced(base: tuple[Term, ...], other: tuple[Term, ...], theirs: bool) -> None:
    merged = merge(base, other, theirs=theirs)
    for before, after in zip(base, merged.terms, strict=False):
        assert keys(before) <= keys(after)
        assert bool(before.note) <= bool(after.note)
    if not theirs:
        for change in merged.changed:
            assert change.after.startswith(change.before)


@given(glossaries(), glossaries())
def test_what_comes_in_is_taken_or_reported(base: tuple[Term, ...], other: tuple[Term, ...]) -> None:
    merged = merge(base, other)
    now = {term.id: term for term in merged.terms}
    reported = {conflict.incoming for conflict in merged.conflicts}
    for term in other:
        for form in term.forms:
            taken = term.id in now and form in now[term.id].forms
            assert taken or form.text in reported or term.preferred in reported


@given(glossaries(), glossaries())
def test_a_difference_made_good_is_none(old: tuple[Term, ...], new: tuple[Term, ...]) -> None:
    found = diff(old, new)
    assert not diff(new, new).changed
    assert {term.id for term in found.removed} == {term.id for term in old} - {term.id for term in new}
    assert {term.id for term in found.added} == {term.id for term in new} - {term.id for term in old}


def test_shipped_glossary_into_itself() -> None:
    terms = load_glossary("ukraine").terms
    assert merge(terms, terms, replace=True).kept == tuple(term.id for term in terms)


def test_empty_cells_are_filled_in() -> None:
    incoming = replace(KYIV, reading="きーう", note="", forms=ja("キーウ", ("キイフ", "deprecated")))
    merged = merge([KYIV], [incoming])
    assert merged.changed == (
        Change("kyiv", "deprecated", "キエフ", "キエフ|キイフ"),
        Change("kyiv", "reading", "", "きーう"),
    )
    assert merged.conflicts == ()
    assert merged.terms[0].note == "capital"


def test_what_differs_is_kept_and_reported() -> None:
    incoming = replace(KYIV, note="big city", english=("Kiev",), forms=ja("キエフ"))
    merged = merge([KYIV], [incoming])
    assert merged.kept == ("kyiv",)
    assert merged.conflicts == (
        Conflict("kyiv", "en", "Kyiv", "Kiev", "the glossary prefers 'Kyiv'"),
        Conflict("kyiv", "ja", "キエフ", "キエフ", "in the glossary 'キエフ' is deprecated"),
        Conflict("kyiv", "note", "capital", "big city", "both have something here"),
    )


def test_what_differs_is_taken_when_asked() -> None:
    incoming = replace(KYIV, note="big city", english=("Kiev",), forms=ja("キエフ"))
    (term,) = merge([KYIV], [incoming], theirs=True).terms
    assert term.forms == ja("キエフ", ("キーウ", "admitted"))
    assert (term.english, term.note) == (("Kiev", "Kyiv"), "big city")


def test_replacing_empties_cells_but_not_columns_that_the_file_lacks() -> None:
    incoming = replace(KYIV, note="", kind="", forms=ja("キーウ"))
    (term,) = merge([KYIV], [incoming], columns=("id", "ja", "deprecated", "note"), replace=True).terms
    assert term == replace(KYIV, note="", forms=ja("キーウ"))


def test_terms_without_ids_find_their_entries() -> None:
    pairs = [("キーウ", "Kyiv"), ("アメリカ", "US"), ("リビウ", "Lviv"), ("キーウ2", "Kyiv")]
    merged = merge([KYIV, US], [Term("", ja(one), (other,)) for one, other in pairs])
    assert [(term.id, term.preferred) for term in merged.added] == [("lviv", "リビウ"), ("kyiv-2", "キーウ2")]
    assert (merged.kept, merged.conflicts) == (("kyiv", "us"), ())


def test_a_list_that_has_a_deprecated_form_is_a_conflict() -> None:
    merged = merge([KYIV], [Term("", ja("キエフ"), ("Kiev",))])
    assert merged.kept == ("kyiv",) and not merged.added
    assert [(each.column, each.incoming) for each in merged.conflicts] == [("en", "Kiev"), ("ja", "キエフ")]


def test_of_two_entries_with_one_form_the_english_tells() -> None:
    man = Term("trump", ja("トランプ"), ("Trump",), "person-short", not_near=("カード",))
    game = Term("cards", ja("トランプ"), ("playing cards",), near=("カード",))
    merged = merge([man, game], [Term("", ja("トランプ"), ("playing cards", "cards"))])
    assert merged.changed == (Change("cards", "en_admitted", "", "cards"),)


def test_what_may_be_of_two_entries_is_given_to_neither() -> None:
    man = Term("trump", ja("トランプ"), ("Trump",), "person-short", not_near=("カード",))
    game = Term("cards", ja("トランプ"), ("playing cards",), near=("カード",))
    for english in [("Trump", "playing cards"), ("Trump", "playing cards", "whist"), ("whist",), ()]:
        merged = merge([man, game], [Term("", ja("トランプ"), english)])
        assert merged.terms == (man, game)
        assert [each.incoming for each in merged.conflicts] == ["whist"] * ("whist" in english)


@pytest.mark.parametrize("drop", [False, True])
def test_a_form_of_another_entry_is_not_taken(drop: bool) -> None:
    merged = merge(
        [KYIV, US], [Term("kiev", ja("キエフ"), ("Kiev",)), replace(US, forms=ja("米国", ("キエフ", "admitted")))]
    )
    assert merged.terms == (KYIV, US)
    reason = "it is a form of 'kyiv' already, and a form belongs to one entry"
    assert set(merged.conflicts) == {
        Conflict("kiev", "ja", "", "キエフ", reason),
        Conflict("us", "admitted", "", "キエフ", reason),
    }


def test_a_form_may_move_to_another_entry() -> None:
    kyiv, us = replace(KYIV, forms=ja("キーウ")), replace(US, forms=(*US.forms, Form("キエフ", "deprecated")))
    for terms in ([kyiv, us], [us, kyiv]):
        assert merge([KYIV, US], terms, replace=True).terms == (kyiv, us)


def test_entries_that_words_tell_apart_stay_apart() -> None:
    man = Term("trump", ja("トランプ"), not_near=("カード",))
    game = Term("cards", ja("トランプ"))
    merged = merge([man, game], [replace(man, not_near=())], replace=True)
    assert merged.terms == (man, game)
    assert "cannot be told from" in merged.conflicts[0].reason


def test_a_full_name_must_be_there() -> None:
    short = Term("umerov", ja("ウメロフ"), ("Umerov",), short_of="rustem-umerov")
    merged = merge([], [short])
    assert merged.terms == (replace(short, short_of=""),)
    assert merged.conflicts[0].reason == "there is no entry 'rustem-umerov'"


def test_examples_that_differ() -> None:
    one, other = (replace(KYIV, specs=(Spec("キエフで", wanted),)) for wanted in ("キーウで", "キエフで"))
    merged = merge([one], [other])
    assert merged.terms == (one,)
    assert merged.conflicts[0][:4] == ("kyiv", "specs", "キエフで → キーウで", "キエフで")
