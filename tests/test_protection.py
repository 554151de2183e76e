"""What no rule may touch, with all rules of the default profile at once; and switches in comments."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import check_text, fix_text
from cleantext.protect import protected_spans
from cleantext.rules import RULES
from cleantext.spans import merge
from cleantext.switches import ALL, Off, read_switch, switched_off

CASES = json.loads((Path(__file__).parent / "cases" / "protection.json").read_text("utf-8"))
PIECES = [
    *"日本はがかハをアあー々ｶｷﾞﾟ｡､｢｣･⼀⺠⺡⾭ＡＢｗ１２３，．：／－＆＠＃\u3000 \t\n\r",
    *"\u3099\u309a\u309b\u200b\u200d\ufeff\u00ad\u202c\U000e0100\U000e0041\x00\x0b\x85\x93\u2028\ufffd👨🏴ש",
    *"()（）「」『』【】<>[]{}|`*_~#@$%&\\/:;=.,!?-+0123abXYZ\"'、。",
    *(
        "これは ",
        "は ",
        "です",
        " と ",
        "the ",
        "is ",
        "NATO",
        "2026 年",
        "https://a.jp/",
        "a@b.jp",
        "`c`",
        "[A](b.md)",
        "$x$",
    ),
    *(
        "  \n",
        "\n\n",
        "    ",
        "```\n",
        "- ",
        "1. ",
        "# ",
        "> ",
        "| ",
        "<!-- ",
        " -->",
        "第1章 ",
        "漢字《かんじ》",
        "(^_^)",
        "C:\\",
    ),
    *(
        "１，２００",
        "Ａさん",
        "ｶﾞ",
        "か\u3099",
        "山田 太郎",
        "「 ",
        " 」",
        "　",
        "\r\n",
        "[a]: b\n",
        "[a]",
        "{{x}}",
        "/a/b/",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
SWARMS = st.sets(st.sampled_from(PIECES), min_size=2, max_size=6).flatmap(
    lambda some: st.lists(st.sampled_from(sorted(some)), max_size=24).map("".join)
)
PROFILES = ["web-news", "jtf", "literary", "tech-spaced"]


@pytest.mark.parametrize("case", CASES["untouched"], ids=lambda case: ascii(case["text"][:24]))
def test_left_untouched(case: dict[str, Any]) -> None:
    fixed = fix_text(case["text"], format=case.get("format", "txt"), glossary="ukraine")
    assert (fixed.text, fixed.applied, fixed.remaining) == (case["text"], [], [])


@pytest.mark.parametrize("case", CASES["fixed"], ids=lambda case: ascii(case["text"][:24]))
def test_only_what_is_japanese_is_fixed(case: dict[str, Any]) -> None:
    form = case.get("format", "txt")
    fixed = fix_text(case["text"], format=form).text
    assert fixed == case["fixed"]
    assert fix_text(fixed, format=form).text == fixed


@settings(max_examples=400, deadline=None)
@given(
    text=TEXTS | SWARMS,
    form=st.sampled_from(["txt", "md"]),
    profile=st.sampled_from(PROFILES),
    suggestions=st.booleans(),
)
def test_fixing_with_all_rules_settles(text: str, form: str, profile: str, suggestions: bool) -> None:
    first = fix_text(text, format=form, profile=profile, select=RULES, suggestions=suggestions)
    second = fix_text(first.text, format=form, profile=profile, select=RULES, suggestions=suggestions)
    assert second.text == first.text


@settings(max_examples=300, deadline=None)
@given(text=TEXTS | SWARMS, form=st.sampled_from(["txt", "md"]))
def test_spans_are_sorted_and_inside(text: str, form: str) -> None:
    spans = protected_spans(text, form)
    assert spans == merge(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize("form", ["txt", "md"])
@pytest.mark.parametrize(
    "sign",
    [
        "<",
        '<a "',
        "<!--",
        "{{",
        "{",
        "$",
        "$a",
        "`",
        "`a``b```c",
        "[",
        "![",
        "[a](",
        "\\(",
        "\\[",
        "C:\\a ",
        "/a",
        "/あ",
    ]
    + [
        "://",
        "http://(",
        "a@",
        "@a.",
        ":a",
        "(",
        "（´",
        "漢《",
        "｜",
        "｜漢",
        "{漢|",
        "［＃",
        "#a",
        "&a",
        "A.",
        "T",
        "a ",
    ]
    + ["SELECT a\n", "[a]\n", "def a(b):\n", "fn a(\n", "\nfunction a(){\n "]
    + ["the あ ", "\n- ", "\n    a", "```\n", "[a]: b\n", "<code>", "> ", "\n["],
)
def test_time_grows_with_length_only(sign: str, form: str) -> None:
    """Ten times as much of an opening sign takes at most about ten times as long: no square."""
    times = []
    for size in (6_000, 60_000):
        text = (sign * (size // len(sign) + 1))[:size]
        begun = time.process_time()
        protected_spans(text, form)
        times.append(time.process_time() - begun)
    assert times[1] < max(35 * times[0], 0.6)


def test_switches_of_stretches() -> None:
    text = "甲,乙\n<!-- taiyaku-disable comma, dash -->\n丙,丁\n<!-- taiyaku-enable comma -->\n戊\n"
    start, close = text.index("<!--"), text.index("\n戊")
    assert switched_off(text) == (
        Off(start, close, frozenset({"comma"})),
        Off(start, len(text), frozenset({"dash"})),
    )
    assert switched_off("a\n<!-- taiyaku-disable -->\nb") == (Off(2, 28, frozenset({ALL})),)
    both = "<!-- taiyaku-disable --><!-- taiyaku-disable comma -->本<!-- taiyaku-enable -->文"
    assert {off.end for off in switched_off(both)} == {len(both) - 1}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_switches_of_lines(line_end: str) -> None:
    first = f"甲,乙<!-- taiyaku-disable-line comma -->丙{line_end}"
    second = f"<!-- taiyaku-disable-next-line -->{line_end}"
    third = f"丁,戊{line_end}"
    assert switched_off(first + second + third + "己") == (
        Off(0, len(first), frozenset({"comma"})),
        Off(len(first + second), len(first + second + third), frozenset({ALL})),
    )


def test_what_is_no_switch() -> None:
    for comment in ("taiyaku-disabled", "taiyaku-off", " TODO ", "taiyaku-disable: comma!", "x taiyaku-disable"):
        assert read_switch(comment) is None
    assert switched_off("<!-- taiyaku-disable comma") == ()
    assert switched_off("taiyaku-disable") == ()
    last = "本文<!-- taiyaku-disable-next-line -->"
    assert all(off.start == off.end == len(last) for off in switched_off(last))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "甲,",
                "\n",
                "\r\n",
                *(
                    f"<!-- taiyaku-{a} {r}-->"
                    for a in ("disable", "enable", "disable-line", "disable-next-line")
                    for r in ("", "comma ", "comma, dash ")
                ),
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_switches_lie_inside_the_text(text: str) -> None:
    found = switched_off(text)
    assert list(found) == sorted(found, key=lambda off: (off.start, off.end, sorted(off.rules)))
    assert all(0 <= off.start <= off.end <= len(text) and off.rules for off in found)


def test_switches_themselves_are_left_alone() -> None:
    assert check_text("<!-- taiyaku-disable comma,dash -->\n本文である。\n") == []
