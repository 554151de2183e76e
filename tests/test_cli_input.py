"""What the commands make of input, output and calls that are wrong or unusual."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_inside import Run
from cli_project import CLEAN, ROOT, TEXT

from cleantext.rules import RULES


@pytest.mark.parametrize("encoding", ["idna", "utf-7", "undefined", "raw_unicode_escape", "rot13", "a\tb"])
def test_what_is_no_encoding_of_texts(run: Run, article: Path, encoding: str) -> None:
    wrong = run("clean", article, "--encoding", encoding)
    assert wrong.code == 2 and "is no known encoding; name one like utf-8" in wrong.err


def test_several_files_into_a_file(run: Run, article: Path) -> None:
    before = article.read_bytes()
    other = article.with_name("b.txt")
    other.write_bytes(before)
    wrong = run("clean", article, other, "-o", other)
    assert (wrong.code, wrong.err) == (2, f"taiyaku: {other}: is a file; name a folder with -o\n")
    assert other.read_bytes() == before


def test_encoding_option(run: Run, article: Path) -> None:
    assert run("clean", article, "--encoding", "cp932").out == CLEAN.encode("cp932")
    wrong = run("clean", article, "--encoding", "klingon")
    assert (wrong.code, wrong.out) == (2, b"")
    assert "is no known encoding" in wrong.err
    article.write_bytes("笑😀".encode())
    lacking = run("clean", article, "--encoding", "cp932", "--in-place")
    assert lacking.code == 2
    assert article.read_bytes() == "笑😀".encode()


def test_one_bad_file_is_said_and_the_others_go_on(run: Run, article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\xfd")
    ran = run("clean", bad, article, "--in-place")
    assert ran.code == 2
    assert ran.err.splitlines()[0].startswith(f"taiyaku: {bad}: ")
    assert (bad.read_bytes(), article.read_bytes()) == (b"\xff\xfe\xfd", CLEAN.encode())


@pytest.mark.parametrize("command", ["check", "clean"])
def test_bad_input_is_one_sentence(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes("\n　\r\n".encode())
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00")
    (tmp_path / "torn.txt").write_bytes("雪が降る".encode()[:-1])
    for name, words in (
        ("none.txt", "no such file"),
        ("empty.txt", "is empty"),
        ("blank.txt", "is empty"),
        ("image.png", "not a text file"),
        ("torn.txt", "UTF-8"),
    ):
        wrong = run(command, name)
        assert (wrong.code, wrong.out) == (2, b""), name
        assert words in wrong.err
        assert name in wrong.err
        assert wrong.err.count("\n") == 1
    assert "standard input" in run(command, "-", stdin=b"").err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_and_unwritable(run: Run, article: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert "may not be written" in run("clean", article, "-o", locked / "a.txt").err
    article.chmod(0)
    assert "may not be read" in run("check", article).err


def test_unwritable_targets(run: Run, article: Path, tmp_path: Path) -> None:
    wrong = run("clean", article, "-o", tmp_path / "none" / "a.txt")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert "its folder does not exist" in wrong.err
    wrong = run("clean", article, "-o", f"{article}/")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert run("clean", article, "--report", tmp_path / "none" / "r.md").code == 2


def test_rules_and_glossary_commands(run: Run) -> None:
    listed = run("rules")
    assert listed.code == 0
    assert {line.split()[1] for line in listed.text.splitlines() if line.startswith("  ")} == set(RULES)
    assert "Source:" in run("rules", "colon").text
    assert "did you mean 'colon'?" in run("rules", "colom").err
    assert "ukraine" in run("glossary", "list").text
    assert "キエフ (deprecated)" in run("glossary", "list", "ukraine").text
    assert run("glossary", "lint", "ukraine").code == 0
    assert run("glossary", "lint", "none.tsv").code == 2


def test_unknown_commands_and_options(run: Run, article: Path) -> None:
    assert run("clen").code == 2
    assert run("check").code == 2
    assert run("check", article, "--profile", "novel").code == 2


def test_as_a_program(article: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "taiyaku", "clean", str(article)], cwd=ROOT, capture_output=True
    )
    assert (ran.returncode, ran.stdout) == (0, CLEAN.encode())


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "cp1252"])
def test_output_is_utf8_whatever_the_system_speaks(article: Path, encoding: str) -> None:
    article.write_bytes("雪😀,\tfin– 米国:".encode())
    ran = subprocess.run(
        [sys.executable, "-m", "taiyaku", "check", "--format", "jsonl", str(article)],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert json.loads(ran.stdout.decode().splitlines()[-1])["path"] == str(article)


@pytest.mark.skipif(sys.platform == "win32", reason="names of bytes")
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + "/記事.txt".encode("euc_jp")
    Path(os.fsdecode(path)).write_bytes(TEXT.encode())
    for arguments in (["check"], ["check", "--format", "json"], ["clean", "--diff"], ["clean", "--report", "r.md"]):
        ran = subprocess.run(
            [sys.executable, "-m", "taiyaku", *arguments, path],
            cwd=tmp_path,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert ran.returncode in (0, 1)
        assert b"Traceback" not in ran.stderr


def test_importing_cleantext_loads_nothing_heavy() -> None:
    code = "import cleantext, sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"sudachipy", "fugashi", "click"} & set(ran.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_ctrl_c_leaves_the_original_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    data = TEXT.encode() * 60_000
    path.write_bytes(data)
    program = subprocess.Popen(
        [sys.executable, "-m", "taiyaku", "clean", "--in-place", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(1.5)
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=60)
    assert program.returncode == 130
    assert b"Traceback" not in err
    assert err.count(b"\n") <= 2
    assert path.read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["long.txt"]


def test_a_folder_that_cannot_be_made_is_told_once(run: Run, article: Path) -> None:
    for name in "bc":
        article.with_name(f"{name}.txt").write_bytes(article.read_bytes())
    file = article.with_name("f")
    file.touch()
    wrong = run("clean", article.parent, "-o", file / "out")
    assert (wrong.code, wrong.out) == (2, b"")
    assert wrong.err == f"taiyaku: {file / 'out'}: cannot be made (Not a directory); name another folder with -o\n"


@pytest.mark.parametrize("command", ["check", "clean"])
def test_a_pipe_by_its_name_is_read_once(run: Run, tmp_path: Path, command: str) -> None:
    """As of `taiyaku check <(pandoc …)`: there is nothing in it the second time."""
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen([sys.executable, "-c", f"open('pipe', 'wb').write({TEXT.encode()!r})"], cwd=tmp_path)
    ran = run(command, "pipe")
    assert writer.wait() == 0
    assert ran.out == CLEAN.encode() if command == "clean" else (ran.code, ran.err) == (1, "")


def test_several_files_that_a_pattern_finds_need_a_place(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(TEXT.encode())
    wrong = run("clean", "*.txt")
    assert (wrong.code, wrong.out) == (2, b"")
    assert "several files need -o FOLDER" in wrong.err
    assert run("clean", "*.txt", "-o", "出力").code == 0
    assert [path.read_text("utf-8") for path in sorted((tmp_path / "出力").iterdir())] == [CLEAN, CLEAN]
    assert run("clean", "a*.txt").out == CLEAN.encode()
