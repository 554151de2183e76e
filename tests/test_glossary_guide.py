"""The guide to glossaries, followed from the first line to the last: what it shows is what the program prints."""

import os
import re
import select
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from cli_project import ROOT

openpyxl = pytest.importorskip("openpyxl")
pty = pytest.importorskip("pty")

GUIDES = (ROOT / "docs" / "glossary.md", ROOT / "docs" / "glossary.ja.md")
ARTICLES = ROOT / "examples" / "記事"
ENGLISH = {
    "norudobindo": "Nordvind",
    "rindosutoremu": "Lindström",
    "tororuheimu": "Trollheim",
    "heruga-rindosutoremu": "Helga Lindström",
    "berugen": "Bergen",
    "haugen": "Haugen",
    "sorubeigu-haugen": "Solveig Haugen",
}
UNWANTED = {"kigyourengou", "japan", "norway", "oslo"}
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


class Step(NamedTuple):
    """A command of a guide, and the lines that it is said to print."""

    command: str
    shown: list[str]


def steps(guide: Path, heading: str, end: str) -> list[Step]:
    """The commands of the sections from one that begins so to one that begins so."""
    text = guide.read_text("utf-8")
    text = text[text.index(heading) : text.index(end)]
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, re.MULTILINE)
    lines = [line[4:] for block in blocks for line in block.rstrip("\n").split("\n")]
    found: list[Step] = []
    for line in lines:
        if line.startswith("$ "):
            found.append(Step(line[2:], []))
        elif found:
            found[-1].shown.append(line)
    return [Step(step.command, _trimmed(step.shown)) for step in found]


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _is_ready(screen: int) -> bool:
    """Whether a terminal has something to read within a minute."""
    poll = select.poll()
    poll.register(screen, select.POLLIN)
    return bool(poll.poll(60_000))


def typed(step: Step, folder: Path) -> str:
    """What stands on a terminal of 80 columns when a command is run and asked as the guide shows it."""
    name, *arguments = step.command.split()
    assert name == "taiyaku"
    process, screen = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.environ |= {"PYTHONPATH": str(ROOT), "TAIYAKU_EDITOR_NAME": "佐藤", "PYTHONUTF8": "1", "TERM": "dumb"}
        os.execv(sys.executable, [sys.executable, "-m", "taiyaku", *arguments])
    seen, data = "", b""
    while True:
        assert _is_ready(screen), seen
        try:
            piece = os.read(screen, 65536)
        except OSError:  # how Linux says that the other end is closed
            piece = b""
        if not piece:
            break
        data += piece
        seen = data.decode(errors="ignore").replace("\r\n", "\n")
        question = seen.rpartition("\n")[2]
        if question.endswith(": "):
            answers = [line[len(question) - 1 :] for line in step.shown if line.startswith(question.rstrip())]
            os.write(screen, (answers[0].strip() if answers else "").encode() + b"\n")
    os.waitpid(process, 0)
    return seen


def same(printed: str, shown: list[str]) -> bool:
    """True if the lines shown were printed; … alone in a line stands for any lines, and a time for any time."""
    patterns = (
        r"(?:.*\n)*?" if line.strip() == "…" else TIME.pattern.join(map(re.escape, TIME.split(line))) + " ?\n"
        for line in shown
    )
    return re.fullmatch("".join(patterns), printed.rstrip("\n") + "\n") is not None


def reviewed(source: Path, target: Path) -> None:
    """The workbook of suggestions as section 2 of the guide has it reviewed."""
    book = openpyxl.load_workbook(source)
    sheet = book.active
    head, *rows = sheet.iter_rows(values_only=True)
    kept: dict[str, list[dict[str, str | None]]] = {}
    for values in rows:
        row = dict(zip(head, values, strict=True)) | {"note": None}
        if row["form"] == "ノルドビンド":
            row |= {"status": "deprecated", "reading": None, "type": None}
        elif row["form"] == "ノルドヴィンド":
            row |= {"status": "preferred", "reading": "のるどゔぃんど", "type": "organisation"}
        elif row["form"] == "リンドストレム":
            row |= {"status": "deprecated"}
        if row["status"] == "preferred":
            row |= {"source": "見本"}
        if row["id"] not in UNWANTED:
            kept.setdefault(row["id"], []).append(row)
    sheet.delete_rows(2, sheet.max_row)
    for term, forms in kept.items():
        for row in [*forms, {"form": ENGLISH[term], "language": "en", "status": "preferred"}]:
            sheet.append([row.get(name) for name in head])
    book.save(target)


def answered(source: Path, target: Path) -> None:
    """The workbook as a colleague sends it back: another spelling, and a comment on a cell."""
    book = openpyxl.load_workbook(source)
    for row in book.active.iter_rows(min_row=2):
        for cell in row:
            if cell.value == "Lindström":
                cell.value = "Lindstrom"
            if cell.value == "ベルゲン":
                cell.comment = openpyxl.comments.Comment("ノルウェー第二の都市。", "同僚")
    book.save(target)


def test_both_guides_show_the_same_commands() -> None:
    english, japanese = (steps(guide, "### 1.", "### 9.") for guide in GUIDES)
    assert english == japanese and len(english) > 12


def test_the_guide_is_what_comes_out(tmp_path: Path) -> None:
    folder = tmp_path / "編集者 の 机"
    shutil.copytree(ARTICLES, folder / "記事")
    end = GUIDES[0].read_text("utf-8").index("## The table itself")
    wrong = []
    for step in steps(GUIDES[0], "### 1.", GUIDES[0].read_text("utf-8")[end:]):
        if "見直し.xlsx" in step.command and not (folder / "見直し.xlsx").exists():
            reviewed(folder / "候補.xlsx", folder / "見直し.xlsx")
        if "house2.xlsx" in step.command:
            typed(Step("taiyaku glossary export house.tsv -o house.xlsx", []), folder)
            answered(folder / "house.xlsx", folder / "house2.xlsx")
        printed = typed(step, folder)
        if not same(printed, step.shown):
            wrong.append(f"$ {step.command}\n{printed}")
    assert not wrong, "\n".join(wrong)
