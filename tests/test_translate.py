"""Translating a document with an engine whose answers are known: what the code around the model does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.formats import parse_document
from glossaries import load_glossary
from translate import Flag, Hint, Memory, segment_document, translate_document
from translate.engines import Answer, SentenceFailed

ARTICLE = Path(__file__).resolve().parents[1] / "examples" / "miami-davos.ja.txt"
UKRAINE = load_glossary("ukraine")


class Scripted:
    """An engine that answers from a list by attempt, and keeps what it was asked."""

    def __init__(self, *answers: str, name: str = "scripted") -> None:
        self.answers = answers
        self.name = name
        self.asked: list[tuple[str, int]] = []
        self.batch = 1
        self.attempts = 4

    def signature(self) -> str:
        return f"{self.name}|sha256:0"

    def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        self.asked += [(s, h.attempt) for s, h in zip(sentences, hints, strict=True)]
        return [self.answers[min(h.attempt, len(self.answers) - 1)] for h in hints]


def document(text: str):
    return parse_document(text.encode())


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_sentence_of_the_article_is_in_one_row_and_in_order():
    doc = parse_document(ARTICLE.read_bytes())
    segments = segment_document(doc)
    assert bare("".join(s.source for s in segments)) == bare(ARTICLE.read_text("utf-8"))
    assert [s.id for s in segments] == [f"s{n:04d}" for n in range(1, len(segments) + 1)]
    blocks = [s.block for s in segments]
    assert blocks == sorted(blocks)
    for block in doc.blocks:
        assert bare("".join(s.source for s in segments if s.block == block.id)) == bare(block.text)


def test_chinese_filler_is_a_row_of_its_own_and_never_reaches_the_engine():
    engine = Scripted("The talks went on at length.")
    segments = translate_document(document("这样的情报,但是,这样的情报。 会談は長く続いた。"), engine)
    assert [(s.status, s.source) for s in segments] == [
        ("missing", "这样的情报,但是,这样的情报。"),
        ("translated", "会談は長く続いた。"),
    ]
    assert segments[0].target == "" and segments[0].flags[0].name == "lost-passage"
    assert [asked for asked, _ in engine.asked] == ["会談は長く続いた。"]


def test_a_mark_of_the_cleaner_is_a_missing_row():
    segments = segment_document(document("【要確認：原文欠落（中国語の混入）】会談は続いた。"))
    assert [s.status for s in segments] == ["missing", "untranslated"]


def test_what_holds_no_japanese_is_copied():
    (segment,) = translate_document(document("20/01/2026"), Scripted("never"))
    assert (segment.target, segment.status) == ("20/01/2026", "copied")


def test_terms_and_numbers_reach_the_engine_in_english():
    engine = Scripted("Kyiv lost heat in 5,600 homes, and $800 billion over 10 years.")
    translate_document(document("首都キーウの5600棟で10年間に8000億ドル。"), engine, UKRAINE)
    assert engine.asked[0] == ("首都Kyivの5,600棟で10年間に$800 billion。", 0)


def test_terms_side_by_side_stay_two_words():
    engine = Scripted("Ukraine")
    translate_document(document("ウクライナ国家安全保障・国防会議は"), engine, UKRAINE)
    assert engine.asked[0][0] == "Ukraine National Security and Defense Councilは"


def test_only_a_failing_line_is_tried_again_and_the_first_that_passes_is_taken():
    engine = Scripted("56,000 homes lost heat at once.", "Some 5,600 homes lost heat.", "never asked")
    (segment,) = translate_document(document("5600棟で暖房が停止した。"), engine)
    assert segment.status == "repaired" and segment.flags == ()
    assert segment.target == "Some 5,600 homes lost heat."
    assert [attempt for _, attempt in engine.asked] == [0, 1]


def test_a_month_that_the_japanese_does_not_name_is_made_up():
    engine = Scripted("The company announced it on March 25.", "The company announced it on the 25th.")
    (segment,) = translate_document(document("会社は25日に発表した。"), engine)
    assert engine.asked[0][0] == "会社はon the 25th発表した。"
    assert (segment.status, segment.target) == ("repaired", "The company announced it on the 25th.")


def test_a_line_that_never_passes_keeps_the_answer_with_the_fewest_flags_and_its_flags():
    engine = Scripted("56,000 棟.", "56,000 homes lost heat.", "暖房 and 56,000 homes")
    (segment,) = translate_document(document("5600棟で暖房が停止した。"), engine)
    assert segment.status == "flagged"
    assert segment.target == "56,000 homes lost heat."
    assert [flag.name for flag in segment.flags] == ["number"]
    assert len(engine.asked) == 4


def test_a_sentence_with_a_chinese_word_is_translated_by_the_right_word_but_keeps_a_flag():
    engine = Scripted("It is a mirror of their strategic differences.")
    (segment,) = translate_document(document("それは戦略的分歧を映す鏡となるだろう。"), engine)
    assert "分歧" not in engine.asked[0][0]
    assert segment.source == "それは戦略的分歧を映す鏡となるだろう。"
    assert segment.status == "flagged" and [f.name for f in segment.flags] == ["source"]
    assert len(engine.asked) == 1, "another try cannot mend the source"


def test_an_answer_of_which_the_model_is_unsure_carries_a_flag_and_is_not_asked_for_again():
    class Wavering(Scripted):
        unsure = 0.6

        def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
            return [Answer(answer, 0.41) for answer in super().translate(sentences, hints)]

    engine = Wavering("The talks went on at length.")
    (segment,) = translate_document(document("会談は長く続いた。"), engine)
    assert (segment.status, [flag.name for flag in segment.flags]) == ("flagged", ["unsure"])
    assert "41 %" in segment.flags[0].message
    assert len(engine.asked) == 1
    engine.unsure = 0.4
    (segment,) = translate_document(document("会談は長く続いた。"), engine)
    assert (segment.status, segment.flags) == ("translated", ())


def test_a_sentence_the_engine_cannot_take_is_flagged_and_the_next_goes_on():
    class Choosy(Scripted):
        def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
            if "長" in sentences[0]:
                raise SentenceFailed("too long")
            return super().translate(sentences, hints)

    segments = translate_document(document("長い文。短い文である。"), Choosy("It is a short sentence."))
    assert [s.status for s in segments] == ["flagged", "translated"]
    assert segments[0].flags == (Flag("engine", "too long", "error"),)


def test_without_an_engine_all_is_there_but_the_english():
    segments = translate_document(document("会談は続いた。"))
    assert [(s.status, s.target) for s in segments] == [("untranslated", "")]


def test_a_very_long_sentence_is_translated_in_parts_and_nothing_is_left_out():
    engine = Scripted("part")
    text = "、".join(f"第{n}の都市では停電が続き" for n in range(1, 60)) + "、冬が来た。"
    translate_document(document(text), engine)
    first = [asked for asked, attempt in engine.asked if attempt == 0]
    assert len(first) > 1 and "".join(first) == text
    assert all(len(part) <= 300 for part in first)


# Memory


def test_a_job_that_was_stopped_goes_on_where_it_was(tmp_path):
    class Stopped(Scripted):
        def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
            if len(self.asked) == 2:
                raise KeyboardInterrupt
            return super().translate(sentences, hints)

    doc, path = document("一つ目の会談。二つ目の会談。三つ目の会談。"), tmp_path / "memory.sqlite"
    with pytest.raises(KeyboardInterrupt):
        translate_document(doc, Stopped("Talks, as said."), memory=Memory(path))
    engine = Scripted("Talks, as said.")
    resumed = translate_document(doc, engine, memory=Memory(path))
    assert [asked for asked, _ in engine.asked] == ["三つ目の会談。"]
    assert resumed == translate_document(doc, Scripted("Talks, as said."))


def test_another_engine_or_prompt_takes_nothing_from_memory(tmp_path):
    path = tmp_path / "memory.sqlite"
    doc = document("一つ目の会談。")
    translate_document(doc, Scripted("Talks, as said.", name="one"), memory=Memory(path))
    other = Scripted("Talks, as said.", name="other")
    translate_document(doc, other, memory=Memory(path))
    assert len(other.asked) == 1


# Any text


@settings(deadline=None)
@given(st.text(alphabet="会談は、続いた。「」！？ \n\r\u3000【】A1,这样的话分歧", max_size=80))
def test_segments_hold_all_of_any_text(text: str):
    segments = segment_document(document(text))
    assert bare("".join(s.source for s in segments)) == bare(text)


def test_whom_a_word_stands_for_is_told_to_the_engine_and_may_be_named_in_the_english():
    text = "ウメロフ氏が到着した。会談は続いた。同氏は夜に帰国した。\n\n同氏は何も語らなかった。"
    engine = Scripted("Umerov went home at night.")
    segments = translate_document(document(text), engine, UKRAINE)
    assert [asked for asked, attempt in engine.asked if attempt == 0 and "夜" in asked] == ["Umerovは夜に帰国した。"]
    assert "name" not in [flag.name for flag in segments[2].flags]
    assert ("同氏は何も語らなかった。", 0) in engine.asked  # another paragraph: it cannot be told
    assert "name" in [flag.name for flag in segments[3].flags]


def test_an_edited_paragraph_costs_only_itself_though_it_tells_whom_others_mean():
    text = "ウメロフ氏が到着した。同氏は夜に帰国した。\n\n会談は続いた。"
    engine, memory = Scripted("He went home at night."), Memory()
    translate_document(document(text), engine, UKRAINE, memory=memory)
    engine.asked.clear()
    translate_document(document(text.replace("ウメロフ氏", "ウィトコフ特使")), engine, UKRAINE, memory=memory)
    assert {asked for asked, _ in engine.asked} >= {"Witkoffは夜に帰国した。"}
    assert "会談は続いた。" not in {asked for asked, _ in engine.asked}
