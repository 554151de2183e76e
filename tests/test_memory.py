"""The translation memory: what is kept, what comes back, and what happens to it when a process dies."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.formats import parse_document
from translate import Hint, Memory, MemoryProblem, Unit, translate_document
from translate.engines import Answer, certainty_of


class Loud:
    """An engine whose answer is the sentence in capitals with the attempt; it keeps what it was asked."""

    attempts = 4

    def __init__(self, batch: int = 1, name: str = "loud") -> None:
        self.batch = batch
        self.name = name
        self.asked: list[list[str]] = []

    def signature(self) -> str:
        return self.name

    def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
        self.asked.append(list(sentences))
        return [f"{sentence.upper()} {hint.attempt}" for sentence, hint in zip(sentences, hints, strict=True)]


def test_an_answer_is_asked_for_once(tmp_path: Path) -> None:
    engine = Loud()
    for _ in range(2):
        memory = Memory(tmp_path / "m.sqlite")
        assert memory.translate(engine, "a", Hint()) == "A 0"
        assert memory.translate(engine, "a", Hint(1)) == "A 1"
        assert memory.translate(engine, "a", Hint(0, (("b", "c"),))) == "A 0"
    assert len(engine.asked) == 3
    assert (memory.asked, memory.reused) == (0, 3)


def test_asked_anew_an_engine_is_asked_once_more_and_nothing_else_is_lost(tmp_path: Path) -> None:
    path, old, other = tmp_path / "m.sqlite", Loud(), Loud(name="other")
    memory = Memory(path)
    memory.approve([Unit("c", "C, as a person said")])
    for sentence in "a", "b":
        memory.translate(old, sentence, Hint())
    memory.translate(other, "a", Hint())

    class Changed(Loud):
        def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
            return [f"{answer} anew" for answer in super().translate(sentences, hints)]

    now, anew = Changed(), Memory(path, anew=True)
    for _ in range(2):
        assert anew.translate_all(now, ["a", "a"], [Hint()] * 2) == ["A 0 anew"] * 2
    assert (now.asked, anew.asked, anew.reused) == ([["a"]], 1, 0)
    assert anew.approved("c") == "C, as a person said"
    later, silent = Memory(path), Loud()
    assert later.translate_all(silent, ["a", "b"], [Hint()] * 2) == ["A 0 anew", "B 0"]
    assert later.translate(Loud(name="other"), "a", Hint()) == "A 0"
    assert (silent.asked, later.asked, later.reused) == ([], 0, 3)


def test_the_certainty_of_an_answer_is_kept_with_it(tmp_path: Path) -> None:
    class Sure(Loud):
        def translate(self, sentences: Sequence[str], hints: Sequence[Hint]) -> list[str]:
            return [Answer(answer, 0.25) for answer in super().translate(sentences, hints)]

    path = tmp_path / "m.sqlite"
    first, second = (certainty_of(Memory(path).translate(Sure(), "a", Hint())) for _ in range(2))
    assert (first, second) == (0.25, 0.25)
    assert certainty_of(Memory(path).translate(Loud(name="silent"), "a", Hint())) is None


def test_a_memory_of_an_earlier_version_is_used_and_brought_up_to_date(tmp_path: Path) -> None:
    path, engine = tmp_path / "m.sqlite", Loud()
    Memory(path).translate(engine, "a", Hint())
    with sqlite3.connect(path) as base:
        base.execute("ALTER TABLE answers DROP COLUMN certainty")
        base.execute("PRAGMA user_version = 1")
    base.close()
    for _ in range(2):
        assert Memory(path).translate(engine, "a", Hint()) == "A 0"
    assert engine.asked == [["a"]]


def test_several_are_asked_together_each_once_and_come_back_in_order() -> None:
    engine, memory = Loud(), Memory()
    memory.translate(engine, "b", Hint())
    answers = memory.translate_all(engine, ["a", "b", "a", "c"], [Hint()] * 4)
    assert answers == ["A 0", "B 0", "A 0", "C 0"]
    assert engine.asked == [["b"], ["a", "c"]]


def test_an_answer_of_an_earlier_run_is_counted_once(tmp_path: Path) -> None:
    Memory(tmp_path / "m.sqlite").translate_all(Loud(), ["a", "b"], [Hint()] * 2)
    memory = Memory(tmp_path / "m.sqlite")
    memory.translate_all(Loud(), ["a", "b", "c"], [Hint()] * 3)
    for sentence in "abc":  # a batch, then each by itself, as a document is translated
        memory.translate(Loud(), sentence, Hint())
    assert (memory.asked, memory.reused) == (1, 2)


def test_an_engine_that_takes_several_gets_them_and_no_sentence_twice() -> None:
    engine = Loud(batch=3)
    document = parse_document("会談一。会談二。会談三。会談一。会談四。".encode())
    segments = translate_document(document, engine)
    first = [asked for asked in engine.asked if len(asked) > 1]
    assert first[0] == ["会談一。", "会談二。", "会談三。"]
    seen = [sentence for asked in first for sentence in asked]
    assert len(seen) == len(set(seen)) and segments[0].target == segments[3].target


def test_approved_pairs_come_before_the_engine_and_are_not_changed() -> None:
    memory, engine = Memory(), Loud()
    assert memory.approve([Unit("会談は終わった。", "The talks are over.", "desk"), Unit("別の文。", "Another.")]) == 2
    assert memory.approve([Unit("別の文。", "Another one.")]) == 1
    assert memory.approve([Unit("別の文。", "Another one.")]) == 0
    segments = translate_document(parse_document("会談は終わった。別の文。新しい文。".encode()), engine, memory=memory)
    assert [(s.target, s.status) for s in segments[:2]] == [
        ("The talks are over.", "approved"),
        ("Another one.", "approved"),
    ]
    assert {sentence for asked in engine.asked for sentence in asked} == {"新しい文。"}
    assert [*memory.units()] == [
        Unit("会談は終わった。", "The talks are over.", "desk"),
        Unit("別の文。", "Another one."),
    ]


def test_the_english_of_a_like_sentence_carries_a_flag() -> None:
    memory = Memory()
    memory.approve([Unit("欧州連合は月曜日に新たな制裁を発表した。", "The EU announced new sanctions on Monday.")])
    document = parse_document("欧州連合は火曜日に新たな制裁を発表した。関係のない短い文である。".encode())
    near, far = translate_document(document, memory=memory, similar=0.7)
    assert (near.status, near.flags[0].name) == ("flagged", "fuzzy")
    assert near.target == "The EU announced new sanctions on Monday."
    assert "95%" in near.flags[0].message and "月曜日" in near.flags[0].message
    assert (far.status, far.target) == ("untranslated", "")
    assert {s.status for s in translate_document(document, memory=memory)} == {"untranslated"}


def test_like_sentences_are_found_among_many() -> None:
    memory, draw = Memory(), random.Random(1)
    words = [
        "欧州",
        "米国",
        "首脳",
        "会談",
        "制裁",
        "合意",
        "発表",
        "延期",
        "停戦",
        "交渉",
        "を",
        "は",
        "が",
        "で",
        "した",
    ]
    sentences = {"".join(draw.choices(words, k=12)) + "。" for _ in range(5000)}
    memory.approve(Unit(sentence, "x") for sentence in sentences)
    chosen = sorted(sentences)[:20]
    for sentence in chosen:
        begun = time.process_time()
        found = memory.similar(sentence.replace("。", "。」"))
        assert found and found[0].unit.source == sentence
        assert time.process_time() - begun < 1
    assert memory.similar("あ") == [] and memory.similar('"OR" (NEAR* ') == []


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_kept(source: str, target: str) -> None:
    memory = Memory()
    memory.approve([Unit(source, target)])
    assert memory.approved(source) == target.encode("utf-8", "replace").decode()
    assert memory.similar(source) == []


def test_a_lone_surrogate_is_no_reason_to_fail() -> None:
    memory, engine = Memory(), Loud()
    assert memory.translate(engine, "a\ud800", Hint()) == "A\ud800 0"
    assert memory.approve([Unit("\ud800", "\ud800")]) == 1


@pytest.mark.parametrize(
    "data", [b"not a database at all, but a text", b"SQLite format 3\0" + b"\0" * 200, b"\xff" * 5000]
)
def test_a_file_that_is_none_is_refused_and_left(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "m.sqlite"
    path.write_bytes(data)
    with pytest.raises(MemoryProblem, match="cannot be used") as caught:
        Memory(path).approved("a")
    assert "m.sqlite" in str(caught.value) and path.read_bytes() == data


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 9")
    base.close()
    with pytest.raises(MemoryProblem, match="newer version"):
        Memory(path)


WRITER = """
import sys
from pathlib import Path
from translate.engines import Hint
from translate.memory import Memory, Unit
class Engine:
    batch, attempts = 1, 1
    def signature(self): return "e"
    def translate(self, sentences, hints): return [s + "!" for s in sentences]
memory = Memory(Path(sys.argv[1]))
for n in range(int(sys.argv[2]), int(sys.argv[3])):
    memory.translate(Engine(), str(n), Hint())
    memory.approve([Unit(f"u{n}", str(n))])
    print(n, flush=True)
"""


def write(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])


def test_several_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    for process in [write(path, first, first + 60) for first in (0, 30, 60)]:
        process.communicate(timeout=120)
        assert process.returncode == 0
    memory = Memory(path)
    assert {unit.target for unit in memory.units()} == {str(n) for n in range(120)}
    assert [memory.translate(Loud(name="e"), str(n), Hint()) for n in range(120)] == [f"{n}!" for n in range(120)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_killed_process_loses_nothing_that_it_said_was_kept(tmp_path: Path) -> None:
    path, draw = tmp_path / "m.sqlite", random.Random(7)
    kept: set[str] = set()
    for round in range(5):
        process = write(path, round * 1000, round * 1000 + 1000)
        assert process.stdout
        for _ in range(draw.randrange(1, 40)):
            kept.add(process.stdout.readline().strip())
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
    memory = Memory(path)
    assert kept <= {unit.target for unit in memory.units()}
    engine = Loud(name="e")
    assert all(memory.translate(engine, n, Hint()) == f"{n}!" for n in sorted(kept)) and engine.asked == []
