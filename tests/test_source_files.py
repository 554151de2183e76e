"""Many texts in one run: names that do not collide, and broken texts among whole ones."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from cli_project import ROOT, Project
from hypothesis import given
from hypothesis import strategies as st

from cleantext.formats import parse_document
from taiyaku.source_files import told_apart
from taiyaku.sources import Source

NONE = ["--engine", "none", "--glossary", "none"]
BROKEN = "会談は続いた。".encode()[:-1]


def labels(names: Iterable[str], inside: dict[str, str]) -> list[str]:
    document = parse_document(b"", "txt")
    return [source.stem for source in told_apart([Source(name, b"", document) for name in names], inside)]


@pytest.mark.parametrize(
    ("names", "inside", "expected"),
    [
        (["a.txt", "b.md"], {}, ["a", "b"]),
        (["a.txt", "a.md", "b.txt"], {}, ["a.txt", "a.md", "b"]),
        (["稿/a.txt", "稿/a.md"], {"稿/a.txt": "a.txt", "稿/a.md": "a.md"}, ["a.txt", "a.md"]),
        (["a.ja.txt", "a.txt"], {}, ["a.ja.txt", "a.txt"]),
        (["-", "text.txt"], {}, ["text", "text.txt"]),
        (["x/a.txt", "y/a.txt"], {}, ["x-a", "y-a"]),
        (["x/a.txt", "y/a.txt"], {"x/a.txt": "a.txt", "y/a.txt": "a.txt"}, ["x-a", "y-a"]),
        (["x/a.txt", "x/a.md", "y/a.txt"], {}, ["x-a", "a.md", "y-a"]),
        (
            ["稿/一/a.txt", "稿/一/a.md", "稿/二/a.txt", "稿/a.txt"],
            {"稿/一/a.txt": "一/a.txt", "稿/一/a.md": "一/a.md", "稿/二/a.txt": "二/a.txt", "稿/a.txt": "a.txt"},
            ["一-a.txt", "一-a.md", "二-a", "a"],
        ),
        (["a.txt", "a.md", "a.txt.md"], {}, ["a.txt", "a.md", "a.txt.md"]),
    ],
)
def test_names_that_do_not_collide(names: list[str], inside: dict[str, str], expected: list[str]) -> None:
    assert labels(names, inside) == expected


NAMES = st.lists(st.sampled_from(["a", "b", "a-a", "a.txt", "a-2", "text"]), min_size=1, max_size=3)
PATHS = st.builds(lambda parts, ending: "/".join(parts) + ending, NAMES, st.sampled_from([".txt", ".md", ".ja.txt"]))


@given(st.lists(PATHS | st.just("-"), unique=True, max_size=12), st.booleans())
def test_no_two_names_are_the_same_whatever_is_given(names: list[str], found: bool) -> None:
    inside = {name: name for name in names if name != "-"} if found else {}
    once = labels(names, inside)
    assert len(set(once)) == len(names) and all(label and "/" not in label for label in once)
    assert once == labels(names, inside)
    if "-" in names:
        assert once[names.index("-")] == "text"


def japanese(table: Path) -> str:
    with table.open(encoding="utf-8", newline="") as file:
        return "".join(row["ja"] for row in csv.DictReader(file, delimiter="\t"))


def test_a_text_and_its_markdown_go_through_all_that_follows(project: Project) -> None:
    project.write("稿/a.txt", "会談は終わった。\n")
    project.write("稿/a.md", "# 会談\n\n会談は終わった。\n")
    made = project("bilingual", "稿", "-o", "出", "--format", "tsv,csv", *NONE)
    out = project.folder / "出"
    assert made.code == 0, made.err
    written = [f"{name}{end}" for name in ("a.md", "a.txt") for end in (".csv", ".report.json", ".report.md", ".tsv")]
    assert sorted(p.name for p in out.glob("a.*")) == sorted([*written, "a.md.clean.md", "a.txt.clean.txt"])
    assert japanese(out / "a.txt.tsv") == "会談は終わった。" and japanese(out / "a.md.tsv") == "# 会談会談は終わった。"
    again = project("bilingual", "稿", "-o", "出", "--format", "tsv,csv", *NONE)
    assert again.out == made.out
    edited = out / "a.md.csv"
    rows = list(csv.DictReader(edited.read_text("utf-8-sig").splitlines()))
    rows[-1]["en"] = "The talks are over."
    with edited.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    revised = project("revise", "出/a.md.csv", "-o", "出", "--glossary", "none")
    assert revised.code == 0, revised.err
    assert "The talks are over." in (out / "a.md.tsv").read_text("utf-8")
    assert "The talks are over." not in (out / "a.txt.tsv").read_text("utf-8")
    both = project("translate", "稿", "-o", "出", "--engine", "memory", "--glossary", "none")
    assert both.code == 0 and "The talks are over." in (out / "a.txt.tsv").read_text("utf-8"), both.err


@pytest.mark.parametrize("command", ["translate", "bilingual"])
def test_broken_texts_are_said_and_the_others_are_done(project: Project, command: str) -> None:
    for name in ("稿/a.txt", "稿/奥/c.md"):
        project.write(name, "会談は終わった。\n")
    project.write("稿/b.txt").write_bytes(BROKEN)
    project.write("稿/d.docx").write_bytes(b"PK\3\4 no package")
    project.write("稿/e.epub").write_bytes(b"\0" * 100)
    project.write("稿/空.txt", "")
    done = project(command, "無.txt", "稿", "*.md", "-o", "出", "--format", "tsv", *NONE)
    assert done.code == 2
    said = [line.split(": ")[1] for line in done.err.splitlines() if line.startswith("taiyaku: ")]
    assert said == ["無.txt", "稿/b.txt", "稿/d.docx", "稿/e.epub", "*.md"]
    assert sorted(p.name for p in (project.folder / "出").glob("*.tsv")) == ["a.tsv", "c.tsv"]
    assert done.out.count(".tsv\n") == 2
    alone = project(command, "稿/b.txt", "稿/d.docx", "-o", "別", *NONE)
    assert (alone.code, alone.out, alone.err.count("\n")) == (2, "", 2) and not (project.folder / "別").exists()


def test_a_text_that_cannot_be_written_does_not_stop_the_others(project: Project) -> None:
    for name in "abc":
        project.write(f"稿/{name}.txt", "会談は終わった。\n")
    (project.folder / "出" / "b.tsv").mkdir(parents=True)
    done = project("translate", "稿", "-o", "出", *NONE)
    assert done.code == 2 and [line for line in done.err.splitlines() if "b.tsv" in line], done.err
    assert (project.folder / "出/a.tsv").is_file() and (project.folder / "出/c.tsv").is_file()


def test_a_book_that_lacks_a_chapter_is_not_made(project: Project) -> None:
    project.write("稿/a.txt", "会談は終わった。\n")
    project.write("稿/b.txt").write_bytes(BROKEN)
    done = project("translate", "稿", "-o", "出", "--format", "tsv,epub", "--book", "文集", *NONE)
    assert done.code == 2 and "文集: is not made" in done.err
    assert not (project.folder / "出/文集.epub").exists() and (project.folder / "出/a.tsv").is_file()
    (project.folder / "稿/b.txt").write_text("会談は続いた。\n", "utf-8")
    done = project("translate", "稿", "-o", "出", "--format", "tsv,epub", "--book", "文集", *NONE)
    assert done.code == 0 and (project.folder / "出/文集.epub").is_file()


def test_ctrl_c_stops_all_texts(project: Project) -> None:
    for number in range(400):
        project.write(f"稿/{number}.txt", f"会談は{number}回目である。\n" * 40)
    project.write("稿/壊.txt").write_bytes(BROKEN)
    command = [sys.executable, "-m", "taiyaku", "translate", "稿", "-o", "出", *NONE]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, cwd=project.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        deadline = time.monotonic() + 60
        while not list((project.folder / "出").glob("*.tsv")) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        said = process.stderr.read().decode()
    assert process.returncode == 130 and said.rstrip().splitlines()[-1].startswith("taiyaku: stopped"), said
    assert 0 < len(list((project.folder / "出").glob("*.tsv"))) < 400
