"""`taiyaku engines`, and a job that is killed again and again, with a model that the tests have trained."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from cli_project import Project, Ran
from tiny_argos import PAIRS, make_package

COMMAND = [sys.executable, "-m", "taiyaku"]


def run(*arguments: str) -> Ran:
    return Project(Path())(*arguments)


def test_engines_side_by_side(package: Path, tiny_argos: dict[str, bytes], tmp_path: Path) -> None:
    article, rows = tmp_path / "記事 一.txt", tmp_path / "比較.tsv"
    article.write_text("\n\n".join(PAIRS) + "\n\n三月に橋は1964棟を閉鎖した。\n", "utf-8")
    other = make_package(tmp_path / "other.argosmodel", tiny_argos, "other-ja_en-1_0/")
    done = run("engines", "compare", str(article), "--engine", f"argos={package}", "--engine", f"argos={other}",
               "--glossary", "none", "-o", str(rows))  # fmt: skip
    assert done.code == 0, done.err
    for english in PAIRS.values():
        assert done.out.count(english.split(".")[0]) >= 2
    table = done.out.split("\n\n")[-1].splitlines()
    assert [line.split()[0] for line in table] == ["engine", "argos", "argos"]
    assert "! number: " in done.out
    assert max(map(len, table)) <= 80
    assert "a sentence" not in done.err
    lines = rows.read_text("utf-8").splitlines()
    assert lines[0].split("\t") == ["id", "ja", "engine", "en", "status", "flags"]
    assert len(lines) == 1 + 2 * (len(PAIRS) + 1)


def test_an_engine_that_cannot_be_had_is_told_before_the_others_work(package: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("会談は終わった。", "utf-8")
    done = run("engines", "compare", str(article), "--engine", f"argos={package}", "--engine", "llama=nowhere")
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)


def test_what_is_done_is_shown_though_a_later_engine_fails(package: Path, tmp_path: Path) -> None:
    article, broken, rows = tmp_path / "a.txt", tmp_path / "broken.argosmodel", tmp_path / "rows.tsv"
    article.write_text("会談は終わった。", "utf-8")
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(broken, "w") as copy:
        for name in whole.namelist():
            copy.writestr(name, b"no model" if name.endswith("model.bin") else whole.read(name))
    engines = ("--engine", f"argos={package}", "--engine", f"argos={broken}")
    done = run("engines", "compare", str(article), *engines, "-o", str(rows))
    assert done.code == 3 and "cannot be loaded" in done.err
    assert "The talks ended." in done.out and "The talks ended." in rows.read_text("utf-8")


def test_a_wrong_address_is_a_wrong_call(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("雪が降った。", "utf-8")
    for command in (
        ("translate", str(article), "-o", str(tmp_path / "out"), "--server", "http://["),
        ("engines", "compare", str(article), "--engine", "openai=http://a:b"),
    ):
        done = run(*command)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert "is no address of a server" in done.err
    assert not (tmp_path / "out").exists()


def test_what_is_here(folder: Path, package: Path) -> None:
    assert run("engines", "list").out == ""
    assert "taiyaku models install" in run("engines", "list").err
    assert run("models", "add", str(package), "--name", "tiny").code == 0
    assert run("engines", "list").out == "argos\ttiny\n"
    assert run("engines", "compare", "nowhere.txt").code == 2
    assert "unknown engine 'deepl'" in run("engines", "compare", str(package), "--engine", "deepl").err


def test_killed_again_and_again_it_ends_as_if_undisturbed(package: Path, tmp_path: Path) -> None:
    """Killed among its first answers, twice while it works, among the last, and while it writes its files.

    `benchmarks/translation/resume.py` kills it at 20 random moments of the clock.
    """
    article = tmp_path / "記事.txt"
    nouns = "橋", "市場", "会議", "駅", "港", "学校", "工場", "公園"
    article.write_text("".join(f"{a}は{b}の隣で閉鎖された。\n\n" for a in nouns for b in nouns), "utf-8")

    def command(folder: Path) -> list[str]:
        return [*COMMAND, "translate", str(article), "-o", str(folder), "--format", "tsv,tmx,html", "--tries", "2",
                "--engine", "argos", "--model", str(package), "--glossary", "none"]  # fmt: skip

    whole, broken = tmp_path / "whole", tmp_path / "broken"
    subprocess.run(command(whole), check=True, capture_output=True)
    total, rng, kept, killed = _answers(whole), random.Random(20), [0], 0
    for goal in (1, total // 3, 2 * total // 3, total - 1, total):
        process = subprocess.Popen(command(broken), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and _answers(broken) < goal:
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.05))
        process.kill()
        killed += process.wait() < 0
        kept.append(_answers(broken))
        assert kept[-1] >= max(goal, kept[-2])  # nothing that was kept is lost again
    assert killed >= 3, "it was killed while it worked"
    subprocess.run(command(broken), check=True, capture_output=True)
    assert _answers(broken) == total
    for name in ("記事.tsv", "記事.tmx", "記事.html"):
        assert (broken / name).read_bytes() == (whole / name).read_bytes()


def _answers(folder: Path) -> int:
    path = folder / ".taiyaku" / "memory.sqlite"
    if not path.exists():
        return 0
    with sqlite3.connect(path, timeout=60) as base:
        tables = base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'answers'").fetchone()[0]
        return int(base.execute("SELECT count(*) FROM answers").fetchone()[0]) if tables else 0
