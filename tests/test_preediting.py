"""Idioms in plain words: in the same form, and only where they are idioms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import check_segment
from translate.inflection import Inflected
from translate.preediting import plain_words
from translate.tables import rows

CASES = json.loads(Path(__file__).with_name("cases").joinpath("preediting.json").read_text("utf-8"))


def in_plain_words(source: str) -> str:
    for start, end, plain in reversed(plain_words(source)):
        source = source[:start] + plain + source[end:]
    return source


@pytest.mark.parametrize(("source", "plain"), CASES["plain"])
def test_an_idiom_becomes_plain_words_in_the_same_form(source: str, plain: str) -> None:
    assert in_plain_words(source) == plain


@pytest.mark.parametrize("source", CASES["kept"])
def test_what_is_no_idiom_stays(source: str) -> None:
    assert in_plain_words(source) == source


@pytest.mark.parametrize("row", rows("plain-words.tsv"), ids=lambda row: row[0])
def test_every_row_is_an_idiom_and_its_plain_words(row: list[str]) -> None:
    assert len(row) in (2, 3, 4)
    assert row[0] != row[1]
    if "|" in row[1]:
        assert Inflected.of(row[1]).forms


@given(st.lists(st.sampled_from([source for source, _ in CASES["plain"]] + CASES["kept"]), max_size=4).map("".join))
def test_places_are_in_order_and_do_not_overlap(source: str) -> None:
    found = plain_words(source)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= each.start < each.end <= len(source) for each in found)


@pytest.mark.parametrize(("source", "english"), CASES["affirmed"])
def test_an_idiom_that_denies_in_form_alone_asks_for_no_denial(source: str, english: str) -> None:
    assert "negation" not in [flag.name for flag in check_segment(source, english)]


def test_an_ending_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no ending"):
        Inflected.of("走|っ")
