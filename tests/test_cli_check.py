"""The command `check` by itself: what it says, where, and how it ends."""

import json
from pathlib import Path

from cli_inside import Ran, Run
from cli_project import CLEAN, TEXT
from test_epub import OPF, PAGE, book

from taiyaku.show import width

FIELDS = ["path", "block", "line", "column", "start", "end", "rule", "severity", "found", "fix", "message"]


def test_check_ends_with_1_if_anything_is_found_and_0_if_not(run: Run, article: Path) -> None:
    found = run("check", article)
    assert found.code == 1
    assert found.err == ""
    assert found.text.count(f"{article}:") == 3
    article.write_bytes(CLEAN.encode())
    assert run("check", article) == Ran(0, b"", "")


def test_a_book_that_lacks_a_page_is_never_all_right(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    plain = PAGE.format("第一章").replace("雪が,降る", "雪が降る").replace("&#160;", "")
    clean = {"OEBPS/a.opf": OPF.replace("冬の旅,", "冬の旅"), "OEBPS/text/1.xhtml": plain}
    path.write_bytes(book({**clean, "OEBPS/text/二.xhtml": None}))
    for _ in range(2):
        found = run("check", path)
        assert (found.code, found.text) == (1, "")
        assert found.err.startswith(f"taiyaku: {path}: lacks a page") and found.err.count("\n") == 1
    assert run("clean", path, "-o", tmp_path / "out.epub").code == 0
    assert run("clean", path, "-o", tmp_path / "out.epub", "--strict").code == 1


def test_check_reads_standard_input(run: Run) -> None:
    found = run("check", "-", "--format", "jsonl", stdin=TEXT.encode())
    assert found.code == 1
    assert {json.loads(line)["path"] for line in found.text.splitlines()} == {"-"}


def test_jsonl_keeps_its_contract(run: Run, article: Path) -> None:
    records = [json.loads(line) for line in run("check", article, "--format", "jsonl").text.splitlines()]
    assert [r["rule"] for r in records] == ["glossary", "colon", "question-mark"]
    for record in records:
        assert list(record)[: len(FIELDS)] == FIELDS
        assert TEXT[record["start"] : record["end"]] == record["found"]
        line = TEXT.splitlines()[record["line"] - 1]
        assert line[record["column"] - 1 :].startswith(record["found"])
        assert record["path"] == str(article)
        assert record["severity"] in ("error", "warning", "info")
        assert record["block"] is None
    assert records[0]["fix"] == "キーウ"
    assert json.loads(run("check", article, "--format", "json").text) == records


def test_places_with_windows_and_old_line_ends(run: Run) -> None:
    for data in ("一。\r\n二:三", "一。\r二:三", "一。\n二:三", "\ufeff一。\r\n二:三"):
        record = json.loads(run("check", "-", "--format", "jsonl", stdin=data.encode()).text)
        assert (record["line"], record["column"]) == (2, 2)
        assert data.removeprefix("\ufeff")[record["start"]] == ":"


def test_the_mark_stands_under_the_place(run: Run) -> None:
    long = "吾輩は猫である。" * 9
    for text, found in (("首都キエフで", "キエフ"), (f"{long}abc日本,米国{long}", ","), ("\tﾊﾝｶｸ日本,米国", ",")):
        lines = run("check", "-", "--select", "comma,glossary", stdin=text.encode()).text.splitlines()
        assert len(lines) == 3
        shown, marks = lines[1], lines[2]
        before = shown[: shown.index(found)]
        assert len(marks) - len(marks.lstrip()) == width(before)
        assert marks.count("^") == width(found)
        assert width(shown) <= 80
        assert width(marks) <= 80


def test_select_and_ignore(run: Run, article: Path) -> None:
    only = run("check", article, "--select", "colon,question-mark", "--format", "json")
    assert [r["rule"] for r in json.loads(only.text)] == ["colon", "question-mark"]
    less = run("check", article, "--ignore", "colon", "--ignore", "glossary", "--format", "json")
    assert [r["rule"] for r in json.loads(less.text)] == ["question-mark"]
    for option in ("--select", "--ignore"):
        wrong = run("check", article, option, "colom")
        assert (wrong.code, wrong.out) == (2, b"")
        assert "did you mean 'colon'?" in wrong.err
    assert run("clean", article, "--select", "colon").text == TEXT.replace("フ:", "フ：")
    assert "did you mean 'glossary'?" in run("clean", article, "--select", "glosary").err


def test_explain_shows_the_evidence(run: Run) -> None:
    text = "两国的关系很重要，但是我们没有说。会談は続いた:"
    lines = run("check", "-", "--explain", stdin=text.encode()).text.splitlines()
    assert lines[3].startswith("    confidence 0.")
    assert "follow each other as in Chinese." in " ".join(lines[3:5])
    assert lines[-1] == "    confidence 1.00. See: taiyaku rules colon"
    assert all(width(line) <= 80 for line in lines)


def test_min_confidence(run: Run) -> None:
    text = "午後に3時間的練習をした:".encode()
    everything = json.loads(run("check", "-", "--format", "json", stdin=text).text)
    assert [(r["rule"], r["severity"], r["fix"]) for r in everything] == [
        ("chinese-word", "info", "の"),
        ("colon", "warning", "："),
    ]
    sure = run("check", "-", "--format", "json", "--min-confidence", "0.5", stdin=text)
    assert [r["rule"] for r in json.loads(sure.text)] == ["colon"]
    assert run("check", "-", "--min-confidence", "2", stdin=text).code == 2


def test_glossary_option(run: Run, article: Path, tmp_path: Path) -> None:
    assert "キエフ" in run("clean", article, "--glossary", "none").text
    wrong = run("check", article, "--glossary", tmp_path / "none.tsv")
    assert wrong.code == 2
    assert "none.tsv" in wrong.err
    assert wrong.err.count("\n") == 1
