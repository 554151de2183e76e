"""Checks of pairs: what each finds, and what good English each leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossaries import load_glossary
from translate import check_segment

UKRAINE = load_glossary("ukraine")

CASES = [
    ("200機が飛んだ。", "Two hundred drones flew.", set()),
    ("200機が飛んだ。", "Two thousand drones flew.", {"number"}),
    ("200機が飛んだ。", "Some 200 of 340 drones flew.", {"number"}),
    ("総額は8000億ドルだ。", "The total is $800 billion.", set()),
    ("総額は8000億ドルだ。", "The total is $8 billion.", {"number"}),
    ("20万人が停電した。", "The power went out for 200,000 people.", set()),
    ("2026年1月9日に決めた。", "It was decided on Jan. 9, 2026.", set()),
    ("2日間の会談だった。", "The talks were held on February 2.", {"date"}),
    ("午後20時に始まる。", "It begins at 8 p.m.", set()),
    ("二つの論理がある。", "There are 2 logics.", set()),
    ("キーウは寒い。", "Kyiv is cold.", set()),
    ("キーウは寒い。", "Moscow is cold.", {"term", "name"}),
    ("米国は認めた。", "The U.S. agreed.", set()),
    ("米国は認めた。", "It helped us to agree.", {"term"}),
    ("米露の合意だった。", "It was a U.S.-Russian deal.", set()),
    ("鉱山の採掘権を与えた。", "It gave the right to mine in Russia.", {"name"}),
    ("ウクライナは認めた。", "Ukraine and the UK agreed.", {"name"}),
    ("ロシアは認めた。", "Russia and the US agreed.", {"name"}),
    ("会談は続いた。", "The 会談 went on.", {"foreign-script"}),
    ("会談は続いた。", "", {"empty"}),
    ("会談は続いた。", "Sure, here is the translation: The talks went on.", {"commentary"}),
    ("支払う意思があるのか？", "It is willing to pay.", {"question"}),
    ("支払う意思があるのか？", "Is it willing to pay?", set()),
    ("会談は続いた。", "The talks went on and", {"unfinished"}),
    ("会談は続いた。", "on and on and on and on and on and.", {"repetition"}),
    ("それは戦略的分歧を映す鏡だ。", "It mirrors their strategic differences.", {"source"}),
]


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_check(source: str, target: str, expected: set[str]):
    flags = check_segment(source, target, UKRAINE)
    assert {flag.name for flag in flags if flag.severity != "info"} == expected


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_checks_take_any_text(source: str, target: str):
    for flag in check_segment(source, target, UKRAINE):
        assert flag.name and flag.message
