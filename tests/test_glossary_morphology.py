"""The tagger: any text, any length, true offsets."""

from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossaries.morphology import Token, stretches, tokens


def check(text: str, found: list[Token]) -> None:
    assert "".join(token.surface for token in found) == text
    position = 0
    for token in found:
        assert token.start == position < token.end
        assert text[token.start : token.end] == token.surface
        assert len(token.pos) == 6
        position = token.end
    assert position == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "\ud800あ\udfff",
        "\ufdfa" * 9_000,
        "㍿㌔" * 6_000,
        "𠮷" * 12_001,
        "あ" * 30_000,
        "A" * 30_000,
        "か\u3099ア\u309a\u0301",
        "👨\u200d👩\u200d👧",
        " \u3000\t\r\n\u2028\x0c",
    ],
    ids=ascii,
)
def test_odd_texts(text: str) -> None:
    check(text, tokens(text))
    check(text, tokens(text, mode="C"))


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text(text: str) -> None:
    check(text, tokens(text))


def test_a_long_text_reads_like_its_sentences() -> None:
    sentence = "米国人の記者がキーウで無人機を見た。\n"
    once, many = tokens(sentence), tokens(sentence * 2_000)
    check(sentence * 2_000, many)
    assert [token.surface for token in many] == [token.surface for token in once] * 2_000


def test_what_a_token_tells() -> None:
    read = tokens("走った。")[0]
    assert read == Token(0, 2, "走っ", read.pos, "走る", "走る", False)
    assert read.pos[0] == "動詞"
    assert tokens("ゼレンスキーが")[0].oov


@given(st.text("あ。\n、 !", max_size=40), st.integers(1, 9))
def test_stretches_cover_the_text(text: str, limit: int) -> None:
    found = list(stretches(text, limit))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= limit for start, end in found)
    assert [start for start, _ in found[1:]] == [end for _, end in found[:-1]]


def test_threads_share_the_tagger() -> None:
    failed: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(30):
                check("米国人だ。", tokens("米国人だ。"))
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
