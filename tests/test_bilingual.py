"""The main job as its user runs it: `taiyaku bilingual` in a process of its own."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

ARTICLE = Path(__file__).resolve().parents[1] / "examples" / "miami-davos.ja.txt"
FILES = [".clean.txt", ".html", ".report.json", ".report.md", ".tmx", ".tsv"]

SHORT = """マイアミ:「実質的」対話から未解決の議題へ

200機以上の無人機がスームィ、ハルキウ、ドニプロなどの複数の地域を襲撃し、首都キエフでは5600棟以上の住宅がマイナス14度の低温の中で暖房を失った。

这样的话,但是,这样的话,但是这样的话。

トランプ政権によるデンマーク領グリーンランドの領有権主張は、外交的な騒動から重大な危機へと発展した。
総額は10年間で8000億ドルに達する可能性があります。
世界経済フォーラムは従来、グローバルエリートが経済問題を議論する場であった。
ウクライナとその欧州の同盟国は、2025年11月に20項目の対抗案を作成しました。
"""


def taiyaku(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "taiyaku", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        encoding="utf-8",
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def no_model(tmp_path: Path) -> dict[str, str]:
    return {"XDG_DATA_HOME": str(tmp_path / "data"), "TAIYAKU_MODELS": "", "TAIYAKU_MODEL": ""}


def test_without_a_model_all_but_the_english_is_written(tmp_path):
    out = tmp_path / "出力 フォルダ"
    result = taiyaku("bilingual", ARTICLE, "-o", out, **no_model(tmp_path))
    assert result.returncode == 3
    assert "taiyaku models install" in result.stderr
    assert sorted(p.name for p in out.iterdir() if p.is_file()) == [f"miami-davos{ending}" for ending in FILES]
    assert result.stdout.split("\n")[:-1] == [
        str(out / f"miami-davos{e}") for e in (".clean.txt", ".tsv", ".tmx", ".html", ".report.md", ".report.json")
    ]
    table = rows(out / "miami-davos.tsv")
    assert {row["status"] for row in table} == {"untranslated", "missing"}
    assert sum(row["status"] == "missing" for row in table) == 2
    clean = (out / "miami-davos.clean.txt").read_text("utf-8")
    assert "キエフ" not in clean and "キーウ" in clean and clean.count("【要確認：") == 2


def test_an_engine_of_none_is_no_error(tmp_path):
    result = taiyaku("bilingual", ARTICLE, "-o", tmp_path, "--engine", "none")
    assert result.returncode == 0


def test_two_runs_give_the_same_edition(tmp_path):
    for name in ("one", "two"):
        taiyaku("bilingual", ARTICLE, "-o", tmp_path / name, "--engine", "none")
    for ending in FILES:
        one, two = ((tmp_path / name / f"miami-davos{ending}").read_text("utf-8") for name in ("one", "two"))
        if ending == ".report.md":
            one, two = ("\n".join(line for line in text.split("\n") if "this run" not in line) for text in (one, two))
        if ending == ".report.json":
            one, two = ({**json.loads(text), "this_run": None} for text in (one, two))  # type: ignore[assignment]
        assert one == two, ending


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-8-sig"])
def test_any_encoding_is_read_and_the_cleaned_text_keeps_it(tmp_path, encoding):
    source = tmp_path / "記事 一.txt"
    source.write_bytes("首都キエフは寒い。\r\n会談は続いた。\r\n".encode(encoding))
    result = taiyaku("bilingual", source, "-o", tmp_path / "out", "--engine", "none")
    assert result.returncode == 0, result.stderr
    expected = "首都キーウは寒い。\r\n会談は続いた。\r\n".encode(encoding)
    assert (tmp_path / "out" / "記事 一.clean.txt").read_bytes() == expected
    assert [row["ja"] for row in rows(tmp_path / "out" / "記事 一.tsv")] == ["首都キーウは寒い。", "会談は続いた。"]


def test_errors_are_one_sentence_and_leave_nothing(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "fine.txt").write_text("会談は続いた。", encoding="utf-8")
    (tmp_path / "bad.tsv").write_text("id\tja\ten\nkyiv\t\tKyiv\n", encoding="utf-8")
    (tmp_path / "model.gguf").write_bytes(b"GGUF" + bytes(4096))
    (tmp_path / "file").write_text("x")
    out = tmp_path / "out"
    for arguments, code in (
        (["missing.txt", "-o", out], 2),
        (["empty.txt", "-o", out], 2),
        (["binary.txt", "-o", out], 2),
        (["fine.txt", "-o", out, "--glossary", "bad.tsv"], 2),
        (["fine.txt", "-o", out, "--glossary", "nowhere"], 2),
        (["fine.txt", "-o", tmp_path / "file"], 2),
        (["fine.txt", "-o", out, "--format", "odt"], 2),
        (["fine.txt", "-o", out, "--model", tmp_path / "model.gguf"], 3),
        (["fine.txt", "-o", out, "--model", "no-such-model"], 3),
    ):
        names = [str(tmp_path / a) if a in ("missing.txt", "empty.txt", "binary.txt", "fine.txt", "bad.tsv") else a
                 for a in arguments]  # fmt: skip
        result = taiyaku("bilingual", *names, **no_model(tmp_path))
        assert result.returncode == code, (arguments, result.stderr)
        assert "Traceback" not in result.stderr and result.stdout == "", arguments
        message = [line for line in result.stderr.splitlines() if not line.startswith(("Usage:", "Try "))]
        assert len([line for line in message if line.strip()]) == 1, result.stderr
        assert not list(out.glob("*.*")) or code == 3, arguments
    assert (tmp_path / "file").read_text() == "x"


def test_the_source_is_never_overwritten(tmp_path):
    source = tmp_path / "a.clean.txt"
    source.write_text("首都キエフは寒い。", encoding="utf-8")
    (tmp_path / "a.txt").symlink_to(source)
    result = taiyaku("bilingual", tmp_path / "a.txt", "-o", tmp_path, "--engine", "none")
    assert result.returncode == 2 and "is the original" in result.stderr
    assert source.read_text("utf-8") == "首都キエフは寒い。"


# With the real model


@pytest.fixture(scope="module")
def translated(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """SHORT, translated by the real model, undisturbed."""
    folder = tmp_path_factory.mktemp("対訳 テスト")
    (folder / "short.ja.txt").write_text(SHORT, encoding="utf-8")
    return folder, taiyaku("bilingual", folder / "short.ja.txt", "-o", folder / "whole")


@pytest.mark.model
def test_the_real_model_translates_sentences_of_the_article(translated):
    folder, result = translated
    assert result.returncode == 0, result.stderr
    table = rows(folder / "whole" / "short.tsv")
    assert len(table) == 7
    english = [row["en"] for row in table if row["status"] in ("translated", "repaired", "flagged")]
    assert len(english) == 6 and all(len(text) > 20 and text.isprintable() for text in english)
    assert [row["status"] for row in table].count("missing") == 1
    text = " ".join(english)
    for word in ("Kyiv", "Kharkiv", "Greenland", "World Economic Forum", "5,600", "800 billion", "20-point", "2025"):
        assert word in text, (word, english)
    report = json.loads((folder / "whole" / "short.report.json").read_text("utf-8"))
    assert report["numbers"]["kept"] / report["numbers"]["all"] >= 0.9
    assert report["terms"]["kept"] / report["terms"]["all"] >= 0.9
    assert "sha256:cc324af070c2ecbf" in report["signature"]["engine"]


def _answers(path: Path) -> int:
    """How many answers are kept; 0 where the file is only being made."""
    with closing(sqlite3.connect(path)) as base, suppress(sqlite3.OperationalError):
        return base.execute("SELECT count(*) FROM answers").fetchone()[0]
    return 0


@pytest.mark.model
def test_a_run_that_was_interrupted_goes_on_and_gives_the_same_edition(translated):
    folder, _ = translated
    out = folder / "stopped"
    command = [sys.executable, "-m", "taiyaku", "bilingual", str(folder / "short.ja.txt"), "-o", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    answers = out / ".taiyaku" / "memory.sqlite"
    deadline = time.monotonic() + 300
    while not (answers.exists() and _answers(answers) >= 2) and time.monotonic() < deadline:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, message = process.communicate(timeout=120)
    assert process.returncode == 130 and "Traceback" not in message
    assert message.strip().splitlines()[-1].startswith("taiyaku: stopped; what is done is kept")
    assert [p.name for p in out.iterdir()] == [".taiyaku"], "nothing half-written"
    kept = _answers(answers)
    assert subprocess.run(command, capture_output=True).returncode == 0
    report = json.loads((out / "short.report.json").read_text("utf-8"))
    assert report["this_run"]["answers_from_memory"] == kept
    for ending in (".tsv", ".tmx", ".html", ".clean.txt"):
        whole = (folder / "whole" / f"short{ending}").read_bytes()
        assert (out / f"short{ending}").read_bytes() == whole, ending
