"""An edit that comes back reaches the book, and the reports."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from exchange_folder import revise, snapshot, table

from taiyaku.books import books_in
from taiyaku.cli import group
from translate.outputs.edition import Layout

TEXTS = {"1 序": "灯台の話\n\n市長は修理を約束した。\n", "2 結": "工事の話\n\n工事は秋に始まる。\n"}
NEW = "Work begins in autumn."


def make(folder: Path, *arguments: str) -> Path:
    for name, text in TEXTS.items():
        (folder / "texts").mkdir(exist_ok=True)
        (folder / "texts" / f"{name}.txt").write_text(text, "utf-8")
    words = ["translate", str(folder / "texts"), "-o", str(folder / "out"), "--engine", "none", *arguments]
    result = CliRunner().invoke(group, words)
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return make(tmp_path, "--format", "csv,epub,html,md", "--book", "文集", "--english-first", "--author", "岬 花子")


def test_an_edit_of_a_chapter_is_in_the_book(out: Path) -> None:
    assert [(book.parts, book.layout.first) for book in books_in(out)] == [(("1 序", "2 結"), "en")]
    before = snapshot(out)
    code, said, err = revise(out, table(out / "2 結.csv", ("s0002", "en", NEW), name="sent.csv"))
    assert code == 0 and "stays as it is" not in err
    assert [Path(line).name for line in said.splitlines() if "/" in line] == [
        "2 結.csv", "2 結.report.json", "2 結.report.md", "文集.epub", "文集.html", "文集.md",
    ]  # fmt: skip
    with zipfile.ZipFile(out / "文集.epub") as book:
        assert NEW in book.read("EPUB/chapter-002.xhtml").decode()
        assert "岬 花子" in book.read("EPUB/package.opf").decode()
    assert NEW in (out / "文集.html").read_text("utf-8") and f"{NEW}" in (out / "文集.md").read_text("utf-8")
    after = snapshot(out)
    untouched = {path for path in before if before[path] == after[path]}
    assert {Path(path).name for path in untouched} >= {"1 序.csv", "1 序.report.json", "文集.book.json"}
    assert not (out / ".taiyaku" / "edited").exists()
    assert revise(out, out / "sent.csv")[:2] == (0, "")


def test_a_book_is_what_a_new_run_would_make_of_the_edits(tmp_path: Path) -> None:
    formats = ("--format", "csv,epub,md", "--book", "文集")
    out = make(tmp_path, *formats)
    assert revise(out, table(out / "2 結.csv", ("s0002", "en", NEW), name="sent.csv"))[0] == 0
    revised = (out / "文集.md").read_bytes()
    words = [str(tmp_path / "texts"), "-o", str(out), "--engine", "memory", *formats]
    assert CliRunner().invoke(group, ["translate", *words]).exit_code == 0
    assert [line for line in (out / "文集.md").read_bytes().splitlines() if NEW.encode() in line] == [
        line for line in revised.splitlines() if NEW.encode() in line
    ]


def test_what_other_hands_put_into_a_book_is_kept(out: Path) -> None:
    page = out / "文集.md"
    page.write_text(page.read_text("utf-8") + "\nA hand.\n", "utf-8")
    assert revise(out, table(out / "2 結.csv", ("s0002", "en", NEW), name="sent.csv"))[0] == 0
    assert "A hand." not in page.read_text("utf-8")
    assert "A hand." in (out / ".taiyaku" / "edited" / "0001-文集.md").read_text("utf-8")


def test_a_book_whose_chapter_is_gone_is_left_alone(out: Path) -> None:
    (out / ".taiyaku" / "1 序.edition.jsonl").unlink()
    before = (out / "文集.md").read_bytes()
    code, _, err = revise(out, table(out / "2 結.csv", ("s0002", "en", NEW), name="sent.csv"))
    assert code == 0 and "the book 文集 stays as it is: its chapter 1 序 is not kept here any more" in err
    assert (out / "文集.md").read_bytes() == before


def test_the_reports_say_what_the_rows_say_now(out: Path) -> None:
    path = out / "2 結.report.json"
    before = json.loads(path.read_text("utf-8"))
    sent = table(out / "2 結.csv", ("s0002", "en", "Work begins in 1999."), name="sent.csv")
    assert revise(out, sent)[0] == 0
    after = json.loads(path.read_text("utf-8"))
    assert before["statuses"] == {"untranslated": 2} and after["statuses"] == {"approved": 1, "untranslated": 1}
    assert [flag["id"] for flag in after["flags"]] == ["s0002"] and after["revision"] == 1
    assert {name: after[name] for name in ("source", "signature", "this_run", "cleaning")} == {
        name: before[name] for name in ("source", "signature", "this_run", "cleaning")
    }
    shown = path.with_suffix(".md").read_text("utf-8")
    assert "| approved | 1 |" in shown and "A person has approved 1 rows" in shown
    assert "| edited since (taiyaku revise) | revision 1 |" in shown and "Work begins in 1999." in shown


def test_a_cleaned_text_keeps_its_table_of_what_was_cleaned(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("キエフの市長は，修理を約束した。\n", "utf-8")
    words = ["bilingual", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--engine", "none", "--format", "csv"]
    assert CliRunner().invoke(group, words).exit_code == 0
    report = tmp_path / "out" / "a.report.md"
    before = report.read_text("utf-8").partition("## The Japanese")
    assert before[1]
    assert revise(tmp_path / "out", table(tmp_path / "out" / "a.csv", ("s0001", "en", NEW), name="sent.csv"))[0] == 0
    after = report.read_text("utf-8").partition("## The Japanese")
    assert after[2] == before[2] and after[0] != before[0]


def test_a_book_does_not_share_its_name_with_a_chapter(tmp_path: Path) -> None:
    (tmp_path / "文集.txt").write_text("市長は修理を約束した。\n", "utf-8")
    words = ["translate", str(tmp_path / "文集.txt"), "-o", str(tmp_path / "out"), "--engine", "none", "--book", "文集"]
    result = CliRunner().invoke(group, words)
    assert result.exit_code != 0 and "has the name of the book" in str(result.exception)


def test_the_record_of_a_book_must_be_one(out: Path) -> None:
    record = out / ".taiyaku" / "文集.book.json"
    assert books_in(out)[0].layout == Layout(first="en", metadata=books_in(out)[0].layout.metadata)
    record.write_text('{"parts": 3}', "utf-8")
    result = CliRunner().invoke(
        group, ["revise", str(table(out / "2 結.csv", ("s0002", "en", NEW), name="s.csv")), "-o", str(out)]
    )
    assert result.exit_code != 0 and "is no record of a book" in str(result.exception)
