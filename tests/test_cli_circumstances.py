"""What may be wrong round a run: streams that are closed, listeners that leave, places that cannot be written."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_project import ROOT, Project

from cleantext.files import FileProblem
from taiyaku.config import Configs
from taiyaku.discover import PathProblem, find_files
from taiyaku.show import width
from taiyaku.writing import make_folder

COMMAND = [sys.executable, "-m", "taiyaku"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
NONE = ["--engine", "none", "--glossary", "none"]
WRITTEN = ["a.report.json", "a.report.md", "a.tsv"]


@pytest.mark.parametrize("closed", ["0", "1", "2", "0 1 2"])
def test_streams_that_are_closed(project: Project, closed: str) -> None:
    project.write("a.txt", "会談は終わった。\n")
    shut = " ".join(f"{number}>&-" for number in closed.split())
    line = f'"$@" {shut} || echo "code $?" > code'
    ran = subprocess.run(
        ["sh", "-c", line, "sh", *COMMAND, "translate", "a.txt", "-o", "出", *NONE],
        cwd=project.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not (project.folder / "code").exists(), ran.stderr
    assert "Traceback" not in ran.stderr
    assert sorted(path.name for path in (project.folder / "出").glob("a.*")) == WRITTEN
    ran = subprocess.run(
        ["sh", "-c", f'"$@" {shut}; echo $? > code', "sh", *COMMAND, "check", "-", "--select", "comma"],
        cwd=project.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, input="日本,米国\n",
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    assert (project.folder / "code").read_text().strip() == ("2" if "0" in closed else "1")


def test_nobody_listens_and_all_is_written(project: Project) -> None:
    for name in "a", "b":
        project.write(f"{name}.txt", "会談は終わった。\n")
    with subprocess.Popen(
        [*COMMAND, "translate", "a.txt", "b.txt", "-o", "出", *NONE],
        cwd=project.folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 0, said
    assert sorted(path.name for path in (project.folder / "出").glob("[ab].*")) == sorted(
        WRITTEN + [name.replace("a", "b", 1) for name in WRITTEN]
    )


def test_a_file_that_is_named_twice_is_taken_once(project: Project) -> None:
    project.write("a.txt", "会談は終わった。\n")
    done = project("translate", "a.txt", "./a.txt", ".", "-o", "出", *NONE)
    assert (done.code, done.out.count("a.tsv")) == (0, 1), done.err


def test_files_of_one_name_in_several_folders(project: Project) -> None:
    for name in ("稿/一/a.txt", "稿/二/a.txt", "稿/b.txt", "稿/a.txt"):
        project.write(name, f"{name}の会談は終わった。\n")
    done = project("translate", "稿", "-o", "出", *NONE)
    assert done.code == 0, done.err
    tables = {path.name: path.read_text("utf-8").splitlines() for path in (project.folder / "出").glob("*.tsv")}
    written = {name: row.split("\t")[header.split("\t").index("ja")] for name, (header, row) in tables.items()}
    assert written == {
        f"{stem}.tsv": f"{name}の会談は終わった。"
        for stem, name in {"一-a": "稿/一/a.txt", "二-a": "稿/二/a.txt", "a": "稿/a.txt", "b": "稿/b.txt"}.items()
    }


def test_the_original_is_refused_before_anything_is_done(project: Project) -> None:
    page = project.write("a.html", "<html lang='ja'><p>会談は終わった。</p></html>")
    before = page.read_bytes()
    done = project("translate", "a.html", "-o", ".", "--format", "tsv,html", *NONE)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert page.read_bytes() == before and [path.name for path in project.folder.iterdir()] == ["a.html"]


def test_standard_input_has_a_name(project: Project) -> None:
    for command in (["translate", "-", "-o", "出", *NONE], ["clean", "-"]):
        ran = subprocess.run(
            [*COMMAND, *command], cwd=project.folder, env=ENVIRONMENT, input="会談。\n".encode(), capture_output=True
        )
        assert ran.stderr.decode().startswith("standard input: "), ran.stderr


@contextmanager
def as_nobody() -> Iterator[None]:
    """Not as root, who may write everywhere."""
    if os.geteuid():
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_folder_that_cannot_be_written_is_told_before_the_work() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)
        with as_nobody(), pytest.raises(FileProblem, match="cannot be written to; change its permissions"):
            make_folder(folder)
        folder.chmod(0o777)
        with as_nobody():
            make_folder(folder)


def test_what_cannot_be_looked_into_stops_nothing_else() -> None:
    with tempfile.TemporaryDirectory() as name:
        shut, loop, text = Path(name, "閉"), Path(name, "輪.txt"), Path(name, "文.txt")
        shut.mkdir()
        loop.symlink_to(loop.name)
        text.write_text("雪が降った。", "utf-8")
        Path(name).chmod(0o755)
        shut.chmod(0)
        with as_nobody():
            found = list(find_files([name, str(shut), str(shut / "文.txt")], Configs()))
            settings = Configs().of(shut)
        assert settings == Configs().of(Path(name))
        why = f"{shut}: the folder cannot be read (Permission denied); change its permissions"
        assert [each.message if isinstance(each, PathProblem) else each.path for each in found] == [
            str(text), why, why, str(shut / "文.txt"),
        ]  # fmt: skip


@pytest.mark.parametrize(("form", "library"), [("xlsx", "openpyxl"), ("docx", "docx")])
def test_a_library_that_is_not_there_is_told_before_the_work(project: Project, form: str, library: str) -> None:
    project.write("a.txt", "雪が降った。\n")
    code = f"import sys; sys.modules[{library!r}] = None; from taiyaku.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "translate", "a.txt", "-o", "out", "--format", f"tsv,{form}", *NONE]
    ran = subprocess.run(command, cwd=project.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert "taiyaku[" in ran.stderr and not (project.folder / "out").exists()


def test_progress_fits_a_terminal(project: Project) -> None:
    pty = pytest.importorskip("pty")
    name = "長い題名の記事で編集者が付けた名前のままの第一回二〇二六年一月"
    project.write(f"{name}.txt", "会談は終わった。\n" * 3)
    code = (
        "from taiyaku.progress import progress_bar\n"
        f"with progress_bar({name!r}) as progress:\n"
        "    for done in range(0, 99_999, 11_111): progress(done, 99_999)\n"
    )
    ours, theirs = pty.openpty()
    environment = {**ENVIRONMENT, "COLUMNS": "80", "TERM": "xterm", "PYTHONUTF8": "1"}
    with subprocess.Popen([sys.executable, "-c", code], stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # the other side is closed
            pass
        finally:
            os.close(ours)
    assert process.returncode == 0
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    lines = [line.rstrip() for line in re.split("[\r\n]", plain)]
    assert "長い題名" in plain and 60 < max(map(width, lines)) <= 80


@pytest.mark.parametrize(
    ("command", "told"), [("check", "every file is as it was, or whole"), ("translate", "the same command goes on")]
)
def test_stopped_where_nothing_can_be_tidied_up(command: str, told: str) -> None:
    code = (
        "import click, sys\n"
        "from taiyaku import cli\n"
        "@click.command()\n"
        "def halted():\n"
        "    try: raise KeyboardInterrupt\n"
        "    finally: raise OSError(39, 'Directory not empty', 'profile')\n"
        "cli.group.lazy = dict.fromkeys(cli.COMMANDS, ('__main__:halted', ''))\n"
        "cli.main(sys.argv[1:])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, command], env=ENVIRONMENT, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (130, "")
    assert ran.stderr.startswith("taiyaku: stopped; ") and told in ran.stderr and ran.stderr.count("\n") == 1


def test_stopped_at_any_moment_of_its_start(project: Project) -> None:
    """Ctrl-C while Python itself starts is Python's; from the first line of ours on it is one sentence."""
    code = (
        "import signal, sys, threading, time, _thread\n"
        "class Late:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click.core': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Late())\n"
        "from taiyaku.__main__ import main\n"
        "main()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (130, "")
    assert ran.stderr == "\ntaiyaku: stopped before anything was done\n"
