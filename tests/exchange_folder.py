"""An edition in a folder, files of it with edits, and `taiyaku revise` run on them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from click.testing import CliRunner
from exchange_edition import EDITION

from taiyaku.cli import group
from taiyaku.keeping import keep_edition, path_of
from translate.inputs import INPUTS
from translate.kept import Kept, read_kept
from translate.outputs import extension, render
from translate.segment import Segment

STEM = "灯台"
NEW = "The mayor has promised repairs."


def make_edition(out: Path) -> Path:
    """A folder as `bilingual` leaves it, with every format that goes out and comes back."""
    out.mkdir()
    keep_edition(out, STEM, EDITION)
    for name in INPUTS:
        file(out, name).write_bytes(render(name, EDITION))
    return out


def file(folder: Path, name: str) -> Path:
    return folder / f"{STEM}{extension(name)}"


def revise(folder: Path, *arguments: object) -> tuple[int, str, str]:
    words = ["revise", *map(str, arguments), "-o", str(folder), "--glossary", "none"]
    result = CliRunner().invoke(group, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def kept(folder: Path) -> Kept:
    return read_kept(path_of(folder, STEM).read_bytes(), "kept")


def rows(folder: Path) -> dict[str, Segment]:
    return {segment.id: segment for segment in kept(folder).edition.segments}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edited(path: Path, old: str, new: str, count: int = 1) -> Path:
    """The file with a text replaced where it first stands."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8")
    return path


def table(path: Path, *changes: tuple[str, str, str], name: str = "") -> Path:
    """A CSV with cells changed: (id, column, text)."""
    records = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    for id, column, text in changes:
        next(record for record in records if record["id"] == id)[column] = text
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    target = path.with_name(name) if name else path
    target.write_text(out.getvalue(), "utf-8")
    return target


def workbook(path: Path, row: int, column: str, text: str) -> Path:
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book["review"]
    place = [cell.value for cell in sheet[1]].index(column) + 1
    sheet.cell(row, place).value = text
    book.save(path)
    return path


def conflict(folder: Path, *arguments: object) -> str:
    """What is shown; nothing may be written."""
    before = snapshot(folder)
    code, out, err = revise(folder, *arguments)
    assert code == 1 and "CONFLICT" in out and "nothing was written" in err
    assert snapshot(folder) == before
    return out


def changed_meanwhile(folder: Path) -> Path:
    """A file with an edit of a row that was edited here since the file was written."""
    first = table(file(folder, "csv"), ("s0005", "en", "Another hand."), ("s0004", "en", "Both."), name="first.csv")
    second = table(file(folder, "csv"), ("s0005", "en", NEW), ("s0004", "en", "Both."), name="second.csv")
    assert revise(folder, first)[0] == 0
    return second


MEMORY = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header creationtool="OmegaT"
 srclang="JA"/><body>{}</body></tmx>"""


def tmx(folder: Path, *pairs: tuple[str, str]) -> Path:
    units = "".join(
        f'<tu tuid="s0001"><tuv xml:lang="JA"><seg>{ja}</seg></tuv><tuv xml:lang="EN"><seg>{en}</seg></tuv></tu>'
        for ja, en in pairs
    )
    path = folder / "omegat.tmx"
    path.write_text(MEMORY.format(units), "utf-8")
    return path
