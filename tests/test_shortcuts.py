"""What is passed over to be fast would have told nothing: each shortcut beside the long way, over mixed texts."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import bracket_signs, brackets, check_text, drift
from cleantext.brackets import lone_brackets
from cleantext.captions import _LAST_OF_LABEL, _NUMBER, _NUMBERED
from cleantext.characters import HIRAGANA, LETTER
from cleantext.check import _may_find
from cleantext.context import Context
from cleantext.english import _BOUND, _FUNCTION, _MATRIX, _TWO, english_spans
from cleantext.lines import line_end_at, line_spans
from cleantext.register import TAIL, Ending, Register, ending_by_tagger, ending_of
from cleantext.residue.particle import _ends_name
from cleantext.residue.suspects import may_be_filler
from cleantext.residue.table import HAN
from cleantext.rules import RULES, load_rule, look_alike, register
from cleantext.rules.period import _goes_on
from cleantext.rules.register import _END, STOPS, _judge, _last_letters, _stops_of, _tells
from cleantext.sentences import _ends, _seems_one, is_one_sentence, split_sentences
from cleantext.series import _MARKS, _ORDINAL, _may_begin
from cleantext.signs import find_signs
from cleantext.spans import Rows
from cleantext.voices import _SPOKEN, _may_speak, own_parts, voiced_parts
from taiyaku.show import _PLAIN, head, measured_tail, width

CASES = Path(__file__).parent / "cases"

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
        "the ",
        "is called ",
        "wabi, ",
        "図1：",
        "写真 2　",
        "第2章",
        "Q1. ",
        "ｶﾀ",
        "\u200b",
        "か\u3099",
        "⾭",
        "\x07",
        "--",
        "。。",
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
    if _seems_one(text):
        assert list(_ends(text)) == []


@given(TEXTS)
def test_lines_by_splitting_are_lines_by_pattern(text: str) -> None:
    assert line_spans(text) == tuple(match.span() for match in re.finditer(r"[^\r\n]+", text))


@given(TEXTS)
def test_the_stops_of_a_part_tell_every_register_in_it(text: str) -> None:
    context = Context(text)
    stops = [at for at, sign in enumerate(text) if sign in STOPS]
    found = _stops_of(voiced_parts(text, context), stops)
    for part in own_parts(text, voiced_parts(text, context)):
        seen: set[Register] = set()
        assert found.get(part, []) == [at for at in stops if part.start <= at < part.end]
        assert _tells(text, context, part, found.get(part, []), seen) == bool(seen)
        assert {each.register for each in _judge(text, context, [part])} <= seen


@given(TEXTS)
def test_register_is_found_as_if_every_part_were_split(text: str) -> None:
    context = Context(text)
    whole = list(_judge(text, context, own_parts(text, voiced_parts(text, context))))
    hits = list(load_rule("register").find(text, context))
    if len({each.register for each in whole}) < 2:
        assert hits == []
    else:
        major = register.major_of(whole)
        first = next(each for each in whole if each.register != major)
        assert hits[0][:2] == first[:2]


@given(TEXTS)
def test_the_last_letters_are_found_from_the_stop_backwards(text: str) -> None:
    stops = [end.start() for end in _END.finditer(text)]
    found = [text[_last_letters(text, 0, at) : at + 1] for at in stops if at]
    assert found == re.findall(r"[^\s。．！？!?]{1,3}[。．！？!?]", text)


@given(TEXTS)
def test_a_line_of_prose_is_no_row(text: str) -> None:
    rows = Context(text).rows
    for start, end in line_spans(text):
        if re.search("[ぁ-ゖゝゞ、。]", text[start:end]):
            assert not any(map(rows.hold, range(start, end)))


@given(TEXTS)
def test_rows_are_told_from_their_neighbours(text: str) -> None:
    def fields(line: str) -> int:
        return line.count(" ")

    for gap in (None, 2):
        rows, lines = Rows(text, fields, gap), line_spans(text)
        held = set()
        for (first, end), (start, last) in pairwise(lines):
            if fields(text[first:end]) == fields(text[start:last]) > 0 and (gap is None or start - end <= gap):
                held |= {*range(first, end), *range(start, last)}
        assert {at for at in range(len(text)) if rows.hold(at)} == held


@given(TEXTS)
def test_signs_one_at_a_time_are_signs_as_a_class(text: str) -> None:
    for signs, rest in (
        (".．", "(?![.．])"),
        (" \t\u3000", r"(?=[\r\n]|\Z)"),
        ("(（", "[^()（）]{2,16}[)）]"),
        (":：", ""),
    ):
        long_way = [match.span() for match in re.finditer(f"[{re.escape(signs)}]{rest}", text)]
        assert [match.span() for match in find_signs(text, signs, rest)] == long_way


@given(TEXTS)
def test_rules_passed_over_for_their_signs_find_nothing(text: str) -> None:
    rules = [load_rule(name) for name in RULES]
    kept = {rule.id for rule in _may_find(text, rules)}
    for rule in rules:
        assert rule.id in kept or not list(rule.find(text, Context(text)))


@given(TEXTS)
def test_what_a_line_begins_with_tells_what_it_cannot_be(text: str) -> None:
    numbered = bool(find_signs(text, _LAST_OF_LABEL, _NUMBER))
    for start in range(len(text)):
        assert _may_speak(text, start) or not _SPOKEN.match(text, start)
        assert _may_begin(text[start]) or text[start].isspace() or not _ORDINAL.match(text, start)
        assert numbered or not _NUMBERED.match(text, start)
        assert line_end_at(text, start) == start + len(re.split("[\r\n]", text[start:])[0])


@given(TEXTS)
def test_english_is_found_as_if_no_line_were_passed_over(text: str) -> None:
    found, last = [], 0
    while match := _TWO.search(text, last):
        start = match.start() - len(_BOUND.split(text[last : match.start()])[-1])
        bound = _BOUND.search(text, match.end())
        last = bound.start() if bound else len(text)
        piece = text[start:last]
        if re.search("[ぁ-ゖァ-ヺー々\u3400-\u9fff]", piece) and _FUNCTION.search(piece) and not _MATRIX.search(piece):
            found.append((start, last))
    assert list(english_spans(text)) == found


@given(TEXTS, st.sampled_from(["てください", "でください", "です"]))
def test_endings_told_by_their_letters_are_those_of_the_tagger(text: str, end: str) -> None:
    told = ending_of(text + end)
    assert told == (Ending("polite", 2) if end == "です" else None)
    if end != "です":
        assert ending_by_tagger((text + end)[-TAIL:]) is None


@pytest.mark.parametrize("end", (CASES / "endings.txt").read_text("utf-8").split("\n")[1:-1])
def test_letters_tell_what_the_tagger_tells(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(tail: str) -> Ending | None:
        raise AssertionError(f"the tagger is asked of {tail}")

    by_tagger = ending_by_tagger(end[-TAIL:])
    monkeypatch.setattr("cleantext.register.ending_by_tagger", refuse)
    ending_of.cache_clear()
    told = ending_of(end)
    assert (told and told.register) == (by_tagger and by_tagger.register)


@given(TEXTS)
def test_three_characters_are_no_filler(text: str) -> None:
    for start in range(len(text) - 2):
        assert not may_be_filler(text[start : start + 3])


@given(TEXTS)
def test_a_heading_has_marks_only_where_the_text_has(text: str) -> None:
    if "#" not in text:
        assert not any(_MARKS.match(text, start) for start in range(len(text)))


def test_plain_text_takes_as_many_columns_as_unicode_has_it() -> None:
    plain = [char for char in map(chr, range(0x80, 0x10000)) if _PLAIN.fullmatch(char)]
    assert len(plain) > 20_000
    assert all(unicodedata.east_asian_width(char) in "WF" and unicodedata.category(char) != "Mn" for char in plain)


@given(TEXTS, st.integers(1, 60))
def test_excerpts_are_as_long_as_fits(text: str, columns: int) -> None:
    end, size = measured_tail(text, columns)
    assert text.endswith(end) and size == width(end) <= columns
    assert end == text or width(text[-len(end) - 1 :]) > columns
    begin = head(text, columns)
    if width(text) <= columns:
        assert begin == text
    else:
        kept = begin[:-1]
        assert begin[-1] == "…" and text.startswith(kept)
        assert width(kept) < columns <= width(text[: len(begin)])


MARKS = st.lists(st.sampled_from(("「」『』（）()[]\"'“”`,1A笑、 \n" * 2) + "語あ"), max_size=24).map("".join)


@given(MARKS, st.integers(0, 24), st.integers(0, 6), st.sampled_from(["", "[]"]))
def test_brackets_are_told_as_if_no_pair_were_passed_over(text: str, start: int, size: int, links: str) -> None:
    def free(low: int, high: int) -> bool:
        return high <= start or low >= start + size

    def same_block(one: int, other: int) -> bool:
        return "\n" not in text[one:other]

    short = list(lone_brackets(text, free, same_block, links))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bracket_signs, "_SIGNS", re.compile(f"[{bracket_signs.ANY}]"))
        patch.setattr(brackets, "without_pairs", lambda text, start, end, signs: signs)
        assert list(lone_brackets(text, free, same_block, links)) == short


@given(st.text("均中教育各テ9あ等省庁署防察県全反", max_size=3), st.sampled_from("等省庁署語"))
def test_what_ends_a_name_before_a_particle(noun: str, last: str) -> None:
    pattern = (
        f"(?:(?<=[{HAN}ァ-ヺー]{{2}})(?<![均平対中高初同下上特優劣])等"
        f"|(?<=[{HAN}])(?:(?<![反自内帰全])(?<=[{HAN}]{{2}})省|(?<![全官県府道省])庁|(?<=[察防務])署))\\Z"
    )
    assert _ends_name((noun + last)[-3:]) == bool(re.search(pattern, noun + last))


@given(st.text("あ語A9%、」)） ", min_size=1, max_size=3))
def test_where_a_sentence_may_go_on(before: str) -> None:
    pattern = f"[{LETTER}0-9A-Za-z%％」』）)、，,][{HIRAGANA}][」』）)]?$"
    assert _goes_on(before) == bool(re.search(pattern, before))


@given(st.text("力口夕卜工二八へべぺ一―—─–−‐-カナタンーあ学ΑО A", max_size=20))
def test_look_alikes_in_one_look_are_those_of_each_sign(text: str) -> None:
    katakana = look_alike._KATAKANA
    wanted = set()
    for signs, beside in (
        (look_alike._LETTERS, f"(?=[{katakana}])"),
        (look_alike._LAST, f"(?<=[{katakana}].)(?![々一-鿿{katakana}])"),
        (look_alike._DASHES, f"(?<=[{katakana}].)(?=[{katakana}])"),
    ):
        wanted |= {match.start() for match in find_signs(text, "".join(signs), beside)}
    found = {match.start() for match in look_alike._SIGNS.finditer(text)}
    western = {at for at in found if text[at] in look_alike._WESTERN}
    assert western == {at for at, sign in enumerate(text) if sign in look_alike._WESTERN}
    kept = {
        at
        for at in found - western
        if text[at] not in look_alike._LAST or not look_alike._is_in_word(text[at + 1 :][:1])
    }
    assert kept == wanted


def test_a_word_is_looked_up_once_in_a_text_and_counted_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    by_tagger = drift._is_word

    def ask(text: str, start: int, end: int, pos: str) -> bool:
        asked.append(text[start:end])
        return by_tagger(text, start, end, pos)

    monkeypatch.setattr(drift, "_is_word", ask)
    found = check_text("たとえば港。例えば駅。たとえば橋、たとえば道。例えば川。", select=["term-drift"])
    assert [f.reason for f in found] == ["たとえば 3 times (line 1), 例えば 2 times (line 1)."]
    assert sorted(asked) == ["たとえば", "例えば"]


def test_every_place_is_looked_up_where_the_first_is_another_word() -> None:
    text = "日常に慣れる。常に見る。つねに聞く。常に話す。"
    assert [f.reason for f in check_text(text, select=["term-drift"])] == [
        "常に 2 times (line 1), つねに once (line 1)."
    ]
