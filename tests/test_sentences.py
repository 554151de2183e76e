"""Where sentences end, case by case; nothing lost on any text; no text that takes for ever."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import split_sentences

CASES = Path(__file__).parent / "cases"
PIECES = [
    *"雨がカタ。！？!?「」『』（）()[]【】“”‘’、,. \t　\r\n\u2028\u2029\x85aZ9・:…—😀♪☆\ud800",
    *(
        "\r\n",
        "モーニング娘。",
        "U.S.",
        "Mr. ",
        "Then ",
        "3.14",
        "」と",
        "。）",
        "昨日の夕方から降り続いた雨は夜半になって",
        "です",
        "(^_^)",
        " :) ",
        " |",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=60)


def load(lang: str) -> list[object]:
    """The cases of a language: `text` is the list of its sentences; `known_failure` says why one fails."""
    cases = json.loads((CASES / f"sentences_{lang}.json").read_text("utf-8"))
    return [
        pytest.param(
            lang,
            case["text"],
            id=f"{lang}-{index}-{case['kind']}",
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for index, case in enumerate(cases)
    ]


@pytest.mark.parametrize(("lang", "sentences"), load("ja") + load("en"))
def test_case(lang: str, sentences: list[str]) -> None:
    assert split_sentences("".join(sentences), lang) == sentences


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_cases_are_many_and_different(lang: str) -> None:
    cases = json.loads((CASES / f"sentences_{lang}.json").read_text("utf-8"))
    assert len({"".join(case["text"]) for case in cases}) == len(cases)
    assert sum(case["kind"] != "minimal" for case in cases) >= 200
    assert sum("known_failure" in case for case in cases) <= 0.05 * len(cases)


@pytest.mark.parametrize("lang", ["ja", "en"])
@settings(max_examples=500, deadline=None)
@given(text=TEXTS)
def test_nothing_is_lost(lang: str, text: str) -> None:
    sentences = split_sentences(text, lang)
    assert "".join(sentences) == text
    assert all(sentences)


@pytest.mark.parametrize("lang", ["ja", "en"])
@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_line_breaks_of_any_system_part_alike(lang: str, text: str) -> None:
    text = re.sub("[\r\u2028\u2029\x85]", "", text)
    expected = [sentence.replace("\n", "\r\n") for sentence in split_sentences(text, lang)]
    assert split_sentences(text.replace("\n", "\r\n"), lang) == expected


@pytest.mark.parametrize("lang", ["ja", "en"])
@settings(max_examples=300, deadline=None)
@given(first=TEXTS, second=TEXTS)
def test_paragraphs_are_split_each_by_itself(lang: str, first: str, second: str) -> None:
    """What an empty line parts has no effect on one another: an open bracket before it opens nothing after it."""
    first, second = first + "。\n\n" if lang == "ja" else first + "\n\n", "x" + second
    assert split_sentences(first + second, lang) == split_sentences(first, lang) + split_sentences(second, lang)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_sentence_by_itself_stays_whole(lang: str) -> None:
    """Hard-wrapped ones apart: whether a line goes on is seen by the lines beside it."""
    cases = json.loads((CASES / f"sentences_{lang}.json").read_text("utf-8"))
    own = [sentence for case in cases if "known_failure" not in case for sentence in case["text"]]
    own = [sentence for sentence in own if "\n" not in sentence.strip()]
    assert len(own) > 400
    assert [sentence for sentence in own if split_sentences(sentence, lang) != [sentence]] == []


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "unit",
    *[
        [
            "“",
            "‘",
            "…",
            "。と",
            "「…」",
            "「雨。」",
            "太郎「雨。」",
            "（雨。）",
            "雨。（雨）",
            "雨.",
            "[1]",
            "(^",
            "word ",
            "Line\n",
            "A line of words that is wrapped somewhere after\n",
            '"A." ',
            "“A!” Tom ",
            "\u2028",
            "\r",
            "「",
            "(",
            "」",
            "「」",
            "「（",
            "。",
            "！",
            "雨",
            "\n",
            "\r\n",
            "雨\n",
            "...",
            "a. ",
            "A. ",
            "U.S. ",
            "U.S.",
            '"',
            " ",
            "\u3000",
            "。」",
            "「雨",
        ]
    ],
)
def test_time_is_linear(lang: str, unit: str) -> None:
    """Fifty thousand characters of one kind take seconds at most: a square would take many minutes."""
    text = unit * (50_000 // len(unit))
    began = time.process_time()
    sentences = split_sentences(text, lang)
    assert time.process_time() - began < 30
    assert "".join(sentences) == text


def test_a_long_run_of_stops_takes_linear_time() -> None:
    runs = ("." * 200_000 + "a", "!" * 200_000 + "雨", "\n " * 100_000 + "x", ")" * 200_000 + ".")
    for text in (*runs, "a. " * 20_000, "“a—” He left. " * 2_000, "「あ」" * 50_000):
        for lang in ("ja", "en"):
            began = time.process_time()
            assert "".join(split_sentences(text, lang)) == text
            assert time.process_time() - began < 30


def test_many_hard_wrapped_lines_take_linear_time() -> None:
    text = "昨日の夕方から降り続いた雨は夜半になってようやく\n" * 20_000
    began = time.process_time()
    assert "".join(split_sentences(text)) == text
    assert time.process_time() - began < 30


def test_a_quote_never_closed_swallows_no_more_than_its_paragraph() -> None:
    text = "「雨。" + "風が吹く。" * 300 + "\n次の段落。"
    assert split_sentences(text)[-1] == "次の段落。"
    assert len(split_sentences(text)) == 302
    assert len(split_sentences("「雨。" + "風が吹く。" * 300 + "」終わり。")) > 200


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown language 'fr'; known: ja, en"):
        split_sentences("Il pleut.", "fr")
