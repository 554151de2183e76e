"""What is passed over to be fast would have told nothing: each shortcut beside the long way, over mixed texts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from cleantext.context import Context
from cleantext.lines import line_spans
from cleantext.rules import load_rule, register
from cleantext.rules.register import _judge, _registers, _running
from cleantext.sentences import _ONE, _ends, is_one_sentence, split_sentences

PIECES = (
    *'。．！？!?.…「」『』（）()"“”、・：:|/ \u3000\t\n\r\u2028あとのにでカ漢字笑♪*1３Aa',
    *(
        "です。",
        "ました。",
        "である。",
        "した。",
        "見ます",
        "なのだ",
        "ません（注）。",
        "Debian 12.1",
        "e.g.",
        "\n\n",
        "\r\n",
    ),
    *(
        "手引きを読みました",
        "交渉は続いているのである",
        "会議は　三日で終わった",
        "（我々はこう呼びます）",
        "――",
        "Q. ",
        "【注】",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TEXTS)
def test_one_sentence_is_told_without_splitting(text: str) -> None:
    assert is_one_sentence(text) == (len(split_sentences(text)) == 1)
    if _ONE.fullmatch(text):
        assert list(_ends(text)) == []


@given(TEXTS)
def test_lines_by_splitting_are_lines_by_pattern(text: str) -> None:
    assert line_spans(text) == tuple(match.span() for match in re.finditer(r"[^\r\n]+", text))


@given(TEXTS)
def test_the_stops_of_a_part_tell_every_register_in_it(text: str) -> None:
    context = Context(text)
    for part in _running(text, context):
        assert {each.register for each in _judge(text, context, [part])} <= _registers(text, context, part)


@given(TEXTS)
def test_register_is_found_as_if_every_part_were_split(text: str) -> None:
    context = Context(text)
    whole = list(_judge(text, context, _running(text, context)))
    hits = list(load_rule("register").find(text, context))
    if len({each.register for each in whole}) < 2:
        assert hits == []
    else:
        major = register.major_of(whole)
        first = next(each for each in whole if each.register != major)
        assert hits[0][:2] == first[:2]


@given(TEXTS)
def test_a_line_of_prose_is_no_row(text: str) -> None:
    rows = Context(text).rows
    for start, end in line_spans(text):
        if re.search("[ぁ-ゖゝゞ、。]", text[start:end]):
            assert not rows.overlap(start, end)
