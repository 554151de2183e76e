"""The argos engine against a transformer that is trained here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tiny_argos import METADATA, PAIRS, Files, make_package

from translate import EngineFailed, EngineMissing, Hint, load_engine
from translate.engines import Engine, SentenceFailed


@pytest.fixture
def engine(package: Path) -> Engine:
    return load_engine("argos", model=package, threads=1)


def test_it_translates_what_it_was_taught(engine: Engine) -> None:
    assert engine.translate(list(PAIRS), [Hint()] * len(PAIRS)) == list(PAIRS.values())


def test_a_sentence_does_not_depend_on_its_neighbours_nor_on_threads(package: Path) -> None:
    sentences = [*PAIRS, "橋は静かだった。", "雨が来年まで続いた。", "市場は閉鎖されたのか？"]
    alone = [load_engine("argos", model=package).translate([each], [Hint(1)])[0] for each in sentences]
    for threads, order in ((1, sentences), (4, sentences[::-1])):
        answers = load_engine("argos", model=package, threads=threads).translate(order, [Hint(1)] * len(order))
        assert dict(zip(order, answers, strict=True)) == dict(zip(sentences, alone, strict=True))


def test_other_attempts_are_other_readings(engine: Engine) -> None:
    sentence = "橋は閉鎖された。"
    readings = [engine.translate([sentence], [Hint(attempt)])[0] for attempt in range(engine.attempts)]
    assert readings[0] == PAIRS[sentence] and len(set(readings)) == engine.attempts
    assert engine.translate([sentence] * 5, [Hint(n) for n in (9, 1, 0, 3, 2)]) == [
        readings[3], readings[1], readings[0], readings[3], readings[2]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("", ""),
        (" \n　", ""),
        ("\x00\x1b\ufeff", ""),
        ("会談は\x00終わった。", "The talks ended."),
        ("会談は終わった。\n橋は閉鎖された。", "The talks ended. The bridge was closed."),
        ("会談は終わった。橋は閉鎖された。結論", "The talks ended. The bridge was closed. Conclusion"),
    ],
)
def test_what_is_no_single_plain_sentence(engine: Engine, source: str, english: str) -> None:
    assert engine.translate([source], [Hint()]) == [english]


@pytest.mark.parametrize("source", ["\ud800会談", "</s>", "<s><unk>", "犭", "𠮷" * 40, "🦊"])
def test_strange_signs_do_no_harm(engine: Engine, source: str) -> None:
    assert isinstance(engine.translate([source], [Hint()])[0], str)
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]


@pytest.mark.parametrize(("count", "says"), [(130, "could not take this sentence"), (600, "is too long for")])
def test_what_the_model_cannot_hold_is_refused_and_never_cut(engine: Engine, count: int, says: str) -> None:
    """The model has 128 places; nothing of a longer sentence is left out in silence."""
    with pytest.raises(SentenceFailed, match=says):
        engine.translate(["橋" * count], [Hint()])
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]


def test_an_answer_without_an_end_is_refused(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.engines.argos.LONGEST", 8)
    engine = load_engine("argos", model=package)
    with pytest.raises(SentenceFailed, match="found no end"):
        engine.translate(["橋は来年完成する。", "結論"], [Hint()] * 2)
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]


def test_the_signature_tells_models_apart(package: Path, tiny_argos: Files, tmp_path: Path) -> None:
    first = load_engine("argos", model=package).signature()
    assert first.startswith("argos|model:translate-ja_en 1.0|sha256:")
    assert first == load_engine("argos", model=package, threads=7).signature()
    changed = make_package(tmp_path / "b.argosmodel", {**tiny_argos, "README.md": b"!"})
    assert load_engine("argos", model=changed).signature() != first


def test_an_unpacked_package_is_the_same_model(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as whole:
        whole.extractall(tmp_path)
    engine = load_engine("argos", model=tmp_path / "translate-ja_en-1_0")
    assert engine.translate(["結論"], [Hint()]) == ["Conclusion"]
    before = engine.signature()
    (tmp_path / "translate-ja_en-1_0" / "model" / "config.json").write_bytes(b"{}")
    assert load_engine("argos", model=tmp_path / "translate-ja_en-1_0").signature() != before


def test_a_prefix_that_the_model_wants_is_not_in_the_english(tiny_argos: Files, tmp_path: Path) -> None:
    import sentencepiece

    tokens = sentencepiece.SentencePieceProcessor(model_proto=tiny_argos["sentencepiece.model"])
    first, *rest = tokens.encode("The talks ended.", out_type=str)
    metadata = json.dumps({**METADATA, "target_prefix": first}).encode()
    path = make_package(tmp_path / "p.argosmodel", {**tiny_argos, "metadata.json": metadata})
    answer = load_engine("argos", model=path).translate(["会談は終わった。"], [Hint()])
    assert answer == [tokens.decode_pieces(rest)]


@pytest.mark.parametrize("part", ["sentencepiece.model", "model/model.bin", "model/config.json"])
def test_a_broken_part_is_one_sentence(tiny_argos: Files, tmp_path: Path, part: str) -> None:
    path = make_package(tmp_path / "p.argosmodel", {**tiny_argos, part: tiny_argos[part][:100]})
    with pytest.raises(EngineFailed, match="translate-ja_en 1.0 cannot be loaded") as caught:
        load_engine("argos", model=path).translate(["結論"], [Hint()])
    assert "\n" not in str(caught.value)


def test_without_its_library(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(EngineMissing, match=r"pip install 'taiyaku\[argos\]'"):
        load_engine("argos", model=package)


# The whole command

ARTICLE = """結論

会談は終わった。橋は閉鎖された。

停電は5600棟に及んだ。住民は30万人に上る。キーウで会談が開かれた。

「まだ早い」と住民は話した。合意は遠いのか？
"""
EDITION = {
    "結論": "Conclusion",
    "会談は終わった。": "The talks ended.",
    "橋は閉鎖された。": "The bridge was closed.",
    "停電は5600棟に及んだ。": "The power cut affected 5,600 buildings.",
    "住民は30万人に上る。": "The residents number 300,000.",
    "キーウで会談が開かれた。": "Talks were held in Kyiv.",
    "「まだ早い」と住民は話した。": "“It is too early,” a resident said.",
    "合意は遠いのか？": "Is a deal far off?",
}
"""Numbers and names are put into the Japanese before the engine gets it."""


def test_translate_with_a_package(package: Path, tmp_path: Path) -> None:
    (tmp_path / "記事.txt").write_text(ARTICLE, "utf-8")
    arguments = ["translate", "記事.txt", "-o", "out", "--engine", "argos", "--model", str(package)]
    started = subprocess.run(
        [sys.executable, "-m", "taiyaku", *arguments, "--glossary", "ukraine", "--strict"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "TAIYAKU_MODELS": str(tmp_path)},
    )  # fmt: skip
    assert started.returncode == 0, started.stderr
    assert "by argos (translate-ja_en 1.0)" in started.stderr
    assert "terms 1 of 1 (100.0 %), numbers 2 of 2 (100.0 %)" in started.stderr
    rows = [line.split("\t") for line in (tmp_path / "out" / "記事.tsv").read_text("utf-8").splitlines()[1:]]
    assert {row[2]: row[3] for row in rows} == EDITION
    assert {(row[4], row[5]) for row in rows} == {("translated", "")}
    report = json.loads((tmp_path / "out" / "記事.report.json").read_text("utf-8"))
    assert "argos|model:translate-ja_en 1.0|sha256:" in json.dumps(report)
