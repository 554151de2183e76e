"""Numbers, dates, units and money: read in both languages, rewritten, compared."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.numerals import value_of
from translate.numbers import Quantity, number_flags, read_english, read_japanese, rewrite_numbers

CASES = json.loads((Path(__file__).parent / "cases" / "numbers.json").read_text("utf-8"))
KANJI = "〇一二三四五六七八九"
LARGE = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
NUMBERS = st.one_of(st.integers(0, 9999), st.integers(0, 10**15), st.integers(0, 999).map(lambda n: n * 10**8))


def told(text: str, quantity: Quantity) -> str:
    high = "" if quantity.high == quantity.value else f"..{quantity.high:.12g}"
    words = f"{text[quantity.start : quantity.end]} = {quantity.kind} {quantity.value:.12g}{high} "
    return " ".join(f"{words}{quantity.unit} {quantity.bound}".split())


@pytest.mark.parametrize(("text", "expected"), CASES["japanese"].items())
def test_japanese(text: str, expected: list[str]):
    assert [told(text, quantity) for quantity in read_japanese(text) if quantity.needed] == expected


@pytest.mark.parametrize(("text", "expected"), CASES["english"].items())
def test_english(text: str, expected: list[str]):
    assert [told(text, quantity) for quantity in read_english(text) if quantity.needed] == expected


@pytest.mark.parametrize(("text", "expected"), CASES["rewritten"].items())
def test_rewriting(text: str, expected: str):
    assert rewrite_numbers(text) == expected


@pytest.mark.parametrize(("text", "expected"), CASES["days"].items())
def test_a_day_of_the_month_is_no_span_of_days(text: str, expected: str):
    assert rewrite_numbers(text) == expected


@pytest.mark.parametrize(("source", "target"), CASES["right"])
def test_a_right_pair_has_no_flag(source: str, target: str):
    assert list(number_flags(source, target)) == []


@pytest.mark.parametrize(("source", "target", "expected"), CASES["wrong"])
def test_a_wrong_pair_has_its_flag_at_its_place(source: str, target: str, expected: str):
    flags = list(number_flags(source, target))
    assert {flag.name for flag in flags} == {expected}
    for flag in flags:
        assert flag.source or flag.target
        for text, place in ((source, flag.source), (target, flag.target)):
            assert place is None or text[place[0] : place[1]] in flag.message


# What holds for every number


def with_units(value: int) -> str:
    """12_0345 as 12万345."""
    parts = []
    for size, unit in LARGE:
        if value >= size:
            parts.append(f"{value // size}{unit}")
            value %= size
    return "".join(parts) + (str(value) if value or not parts else "")


def in_kanji(value: int) -> str:
    """120_345 as 十二万三百四十五."""
    if value == 0:
        return "〇"
    text = ""
    for size, unit in LARGE:
        if value >= size:
            text += below_ten_thousand(value // size, full=True) + unit
            value %= size
    return text + (below_ten_thousand(value) if value else "")


def below_ten_thousand(value: int, full: bool = False) -> str:
    text = ""
    for size, unit in ((1000, "千"), (100, "百"), (10, "十")):
        digit, value = divmod(value, size)
        if digit:
            text += ("" if digit == 1 and not full else KANJI[digit]) + unit
    return text + (KANJI[value] if value else "")


NOTATIONS = {
    "figures": str,
    "commas": lambda n: f"{n:,}",
    "full width": lambda n: str(n).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "units": with_units,
    "kanji": in_kanji,
    "kanji digits": lambda n: "".join(KANJI[int(digit)] for digit in str(n)),
}


@pytest.mark.parametrize("notation", NOTATIONS)
@settings(deadline=None)
@given(value=NUMBERS)
def test_every_notation_comes_back_as_its_value(notation: str, value: int):
    written = NOTATIONS[notation](value)
    assert value_of(written) == value
    if notation != "kanji digits":
        (quantity,) = read_japanese(f"これは{written}ユーロ")
        assert (quantity.value, quantity.unit) == (value, "EUR")


@pytest.mark.parametrize("notation", ["figures", "commas", "full width", "units"])
@settings(deadline=None)
@given(value=NUMBERS)
def test_rewriting_keeps_the_value(notation: str, value: int):
    written = rewrite_numbers(f"これは{NOTATIONS[notation](value)}ユーロだ")
    assert written.startswith("これは") and written.endswith("だ")
    (quantity,) = read_english(written)
    assert (quantity.value, quantity.unit) == (value, "EUR")


@settings(deadline=None)
@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28), st.sampled_from([1999, 2024, 2026]))
def test_dates_come_back(count: int, month: int, day: int, year: int):
    for text in (f"{year}年{month}月{day}日に{count}人", f"平成{year - 1988}年{month}月{day}日に{count}人"):
        english = rewrite_numbers(text)
        assert [q.value for q in read_english(english)] == [month, day, year, count]
        assert not list(number_flags(text, english))


KANA = st.text("あいうえおかがきぎくぐのはをにでもると、。「」アイウエオ", max_size=12)
FORMS = sorted(CASES["rewritten"])


@settings(deadline=None)
@given(KANA, st.sampled_from(FORMS), KANA.filter(lambda text: text[:1] in ("", "、", "。", "「", "」")))
def test_rewriting_touches_nothing_else(before: str, form: str, after: str):
    if form == "6月":  # a month is certain before に or 、 only
        return
    assert rewrite_numbers(f"{before}{form}{after}") == before + CASES["rewritten"][form] + after


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read(source: str, target: str):
    for text, read in ((source, read_japanese), (target, read_english)):
        last = 0
        for quantity in read(text):
            assert last <= quantity.start < quantity.end <= len(text)
            last = quantity.end
    rewrite_numbers(source)
    list(number_flags(source, target))


@settings(deadline=None)
@given(st.text("一二三十百千万億兆数約第年月日時分割〜・0123456789.,:/人円度半以上", max_size=60))
def test_any_row_of_numerals_is_read(text: str):
    list(number_flags(text, rewrite_numbers(text)))


@pytest.mark.parametrize(
    "unit", ["1万", "一二三", "12,345", "1・", "20:30 ", "1/2/", "第3", "約5人以上", "three hundred and ", "1-"]
)
def test_time_is_linear(unit: str):
    def seconds(size: int) -> float:
        text = unit * size
        begun = time.process_time()
        read_japanese(text), read_english(text), rewrite_numbers(text)
        return time.process_time() - begun

    def pair(size: int) -> float:
        begun = time.process_time()
        list(number_flags(unit * size, f"{unit} and " * size))
        return time.process_time() - begun

    seconds(10), pair(10)
    assert pair(1000) < 40 * pair(100) + 0.5
    assert seconds(3000) < 40 * seconds(300) + 0.5


# Errors planted in right pairs: each is found


def planted(source: str, target: str) -> list[str]:
    """The English with one error each: a digit, zeros, the scale, the currency, or a month if one is told."""
    found = []
    for match in re.finditer(r"(?<![\w.,-])\d[\d,]*", target):
        written = match.group().rstrip(",")
        start, end = match.start(), match.start() + len(written)
        found.append(target[:start] + str((int(written[0]) + 4) % 9 + 1) + written[1:] + target[end:])
        if not written.startswith("0") and target[end : end + 1] not in (":", "."):
            found.append(f"{target[:end]}00{target[end:]}")
    months = ("January", "June", "July", "March") if "月" in source else ()
    for words in (("million", "billion", "thousand"), ("yen", "dollars", "euros"), months):
        for word in words:
            for other in words:
                if word != other and re.search(rf"\b{word}\b", target):
                    found.append(re.sub(rf"\b{word}\b", other, target))
    return found


PLANTED = [(source, wrong) for source, target in CASES["right"] for wrong in planted(source, target)]


def test_planted_errors_are_found():
    missed = [(source, wrong) for source, wrong in PLANTED if not list(number_flags(source, wrong))]
    assert len(PLANTED) > 120
    assert len(missed) <= 0.03 * len(PLANTED), missed
