"""Several processes: order, stops, readers that leave."""

import os
import signal
import subprocess
import sys
import time

import pytest
from cli_project import ROOT, TEXT, Project

from taiyaku.processes import in_order


def test_the_order_is_that_of_the_files(project: Project) -> None:
    for number in range(12):
        project.write(f"{number:02}.txt", TEXT * (400 if number % 3 == 0 else 1))
    one, several = (project.check(".", "--no-cache", "-j", jobs) for jobs in ("1", "4"))
    assert one == several
    assert several.files == [f"{number:02}.txt" for number in range(12)]
    cleaned = [project("clean", ".", "--diff", "-j", jobs) for jobs in ("1", "4")]
    assert cleaned[0] == cleaned[1]


def _die(number: int) -> int:
    if number == 2:
        os._exit(9)
    return number


def test_a_process_that_dies_is_said() -> None:
    from taiyaku.errors import TaiyakuError

    with pytest.raises(TaiyakuError, match="--jobs 1"):
        list(in_order(_die, range(4), 2))
    assert list(in_order(_die, [0, 1], 2)) == [0, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("command", [["check", "--no-cache"], ["clean", "--in-place"]])
@pytest.mark.parametrize("group", [True, False], ids=["terminal", "kill"])
def test_ctrl_c_ends_at_once(project: Project, command: list[str], group: bool) -> None:
    data = TEXT * 30_000
    for number in range(4):
        project.write(f"{number}.txt", data)
    program = subprocess.Popen(
        [sys.executable, "-m", "taiyaku", *command, ".", "-j", "3"],
        cwd=project.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    time.sleep(1.2)
    if group:
        os.killpg(program.pid, signal.SIGINT)
    else:
        program.send_signal(signal.SIGINT)
    sent = time.monotonic()
    _, err = program.communicate(timeout=30)
    assert time.monotonic() - sent < 5
    assert program.returncode == 130
    assert err.lstrip().startswith(b"taiyaku: stopped")
    assert err.strip().count(b"\n") == 0
    time.sleep(0.2)
    with pytest.raises(ProcessLookupError):
        os.killpg(program.pid, 0)
    assert sorted(path.name for path in project.folder.iterdir()) == [f"{number}.txt" for number in range(4)]
    assert {path.read_bytes() for path in project.folder.iterdir()} == {data.encode()}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGTERM")
def test_processes_whose_parent_is_ended_say_nothing(project: Project) -> None:
    for number in range(60):
        project.write(f"{number}.txt", TEXT * 3_000)
    program = subprocess.Popen(
        [sys.executable, "-m", "taiyaku", "check", ".", "-j", "3", "--no-cache"],
        cwd=project.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    time.sleep(0.8)
    program.terminate()
    _, err = program.communicate(timeout=60)  # until the last process has closed it
    assert (program.returncode, err) == (-signal.SIGTERM, b"")


def test_a_reader_that_leaves_is_no_error(project: Project) -> None:
    for number in range(6):
        project.write(f"{number}.txt", TEXT * 500)
    program = subprocess.Popen(
        [sys.executable, "-m", "taiyaku", "check", ".", "-j", "2"],
        cwd=project.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert program.stdout and program.stderr
    assert program.stdout.readline().startswith(b"0.txt:1:3: ")
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(timeout=60) == 1
