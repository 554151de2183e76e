"""`taiyaku check`, `clean`, `rules` and `glossary` as an editor meets them."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from cleantext.fix import FILLER_MARK
from cleantext.rules import RULES
from taiyaku.cli import main
from taiyaku.show import width

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples" / "miami-davos.ja.txt"
TEXT = "首都キエフ:雪が降った。\n「寒いですか?」と聞く。\n"
CLEAN = "首都キーウ：雪が降った。\n「寒いですか？」と聞く。\n"
FIELDS = ["path", "block", "line", "column", "start", "end", "rule", "severity", "found", "fix", "message"]


class Ran(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


class Run:
    """Runs the command in this process, in a folder of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, monkeypatch

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._patch.setattr(sys, "stdout", out)
        self._patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        self._patch.undo()
        self._patch.chdir(self.folder)
        for stream in (out, err):
            stream.flush()
        code = ended.value.code
        assert isinstance(code, int)
        said = err.buffer.getvalue().decode()  # type: ignore[attr-defined]
        assert "Traceback" not in said
        return Ran(code, out.buffer.getvalue(), said)  # type: ignore[attr-defined]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return Run(tmp_path, monkeypatch)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "対訳 テスト").mkdir()
    path = tmp_path / "対訳 テスト" / "記事.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_check_ends_with_1_if_anything_is_found_and_0_if_not(run: Run, article: Path) -> None:
    found = run("check", article)
    assert found.code == 1
    assert found.err == ""
    assert found.text.count(f"{article}:") == 3
    article.write_bytes(CLEAN.encode())
    assert run("check", article) == Ran(0, b"", "")


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


def test_clean_to_standard_output(run: Run, article: Path) -> None:
    done = run("clean", article)
    assert (done.code, done.out) == (0, CLEAN.encode())
    assert "3 fixed, 0 left" in done.err
    assert article.read_bytes() == TEXT.encode()
    assert run("clean", "-", stdin=TEXT.encode()).out == CLEAN.encode()
    assert run("clean", article, "-o", "-").out == CLEAN.encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "iso2022_jp"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_clean_keeps_encoding_and_line_ends(run: Run, article: Path, encoding: str, end: str) -> None:
    def stored(text: str) -> bytes:
        return (text.rstrip("\n").replace("\n", end or "\r") + end).encode(encoding)

    article.write_bytes(stored(TEXT))
    assert run("clean", article).out.decode(encoding) == stored(CLEAN).decode(encoding)
    article.write_bytes(stored(CLEAN))
    assert run("clean", article).out == stored(CLEAN)
    assert run("clean", article, "--in-place").code == 0
    assert article.read_bytes() == stored(CLEAN)


def test_clean_to_a_file_or_a_folder(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("clean", article, "-o", tmp_path / "out.txt").out == b""
    assert (tmp_path / "out.txt").read_bytes() == CLEAN.encode()
    assert run("clean", article, "-o", f"{tmp_path}/new/folder/").code == 0
    assert (tmp_path / "new" / "folder" / "記事.txt").read_bytes() == CLEAN.encode()
    other = tmp_path / "二.txt"
    other.write_bytes(TEXT.encode())
    assert run("clean", article, other, "-o", tmp_path / "both").code == 0
    assert sorted(path.name for path in (tmp_path / "both").iterdir()) == sorted(["二.txt", "記事.txt"])
    assert article.read_bytes() == other.read_bytes() == TEXT.encode()


def test_two_files_of_one_name_do_not_overwrite_one_another(run: Run, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "記事.txt"
    other.write_bytes("別の記事だ。\n".encode())
    wrong = run("clean", article, other, "-o", tmp_path / "both")
    assert wrong.code == 2
    assert "記事.txt" in wrong.err
    assert not (tmp_path / "both" / "記事.txt").exists()


def test_several_files_need_a_place(run: Run, article: Path) -> None:
    wrong = run("clean", article, article)
    assert wrong.code == 2
    assert "several files need" in wrong.err
    assert run("clean", article, "--in-place", "--diff").code == 2


def test_clean_in_place(run: Run, article: Path) -> None:
    article.chmod(0o640)
    done = run("clean", article, "--in-place")
    assert (done.code, done.out) == (0, b"")
    assert article.read_bytes() == CLEAN.encode()
    assert article.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in article.parent.iterdir()] == ["記事.txt"]
    wrong = run("clean", "-", "--in-place", stdin=TEXT.encode())
    assert wrong.code == 2


def test_a_file_that_changes_nothing_is_not_written(run: Run, article: Path) -> None:
    article.write_bytes(CLEAN.encode())
    before = article.stat()
    run("clean", article, "--in-place")
    assert (article.stat().st_mtime_ns, article.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_original_is_never_overwritten_by_output(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(article)
    (tmp_path / "hard.txt").hardlink_to(article)
    other = tmp_path / "other.txt"
    other.write_bytes(TEXT.encode())
    for target in (article, tmp_path / "link.txt", tmp_path / "hard.txt", article.parent, f"{article.parent}/"):
        wrong = run("clean", article, "-o", target)
        assert (wrong.code, wrong.out) == (2, b"")
        assert "is the original" in wrong.err
        assert article.read_bytes() == TEXT.encode()
    for report in (article, tmp_path / "link.txt"):
        assert run("clean", article, "--report", report).code == 2
        assert article.read_bytes() == TEXT.encode()
    assert run("clean", article, other, "-o", article.parent).code == 2
    assert article.read_bytes() == other.read_bytes() == TEXT.encode()


def test_the_report_is_not_the_output(run: Run, article: Path, tmp_path: Path) -> None:
    wrong = run("clean", article, "-o", tmp_path / "a.md", "--report", tmp_path / "a.md")
    assert wrong.code == 2
    assert "a.md" in wrong.err


def test_clean_diff(run: Run, article: Path) -> None:
    done = run("clean", article, "--diff")
    lines = done.text.splitlines()
    assert done.code == 0
    assert f"-{TEXT.splitlines()[0]}" in lines
    assert f"+{CLEAN.splitlines()[0]}" in lines
    assert article.read_bytes() == TEXT.encode()
    article.write_bytes(CLEAN.encode())
    assert run("clean", article, "--diff").out == b""


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@pytest.mark.parametrize(
    "text", [TEXT, TEXT.rstrip("\n"), TEXT.replace("\n", "\r\n"), "首都キエフ\u2028雪:雨\x0c風\n次"]
)
def test_the_diff_can_be_applied(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    cleaned, diff = run("clean", path).out, run("clean", path, "--diff").out
    subprocess.run(["patch", "--binary", str(path)], input=diff, check=True, capture_output=True)
    assert path.read_bytes() == cleaned


def test_filler(run: Run, article: Path) -> None:
    loop = "这样的话,但是,这样的话,但是这样的话,但是这样的话。"
    text = f"会談は終わった。\n\n{loop}\n\n次の日も雪だ。\n"
    article.write_bytes(text.encode())
    assert run("clean", article).text == text.replace(loop, FILLER_MARK)
    assert run("clean", article, "--filler", "remove").text == "会談は終わった。\n\n次の日も雪だ。\n"
    assert run("clean", article, "--filler", "keep").text == text
    assert run("clean", article, "--strict").code == 1
    assert run("clean", article, "--strict", "--filler", "keep").code == 1
    assert run("clean", article, "--strict", "--filler", "remove").code == 0


def test_suggestions(run: Run, article: Path) -> None:
    article.write_bytes("安全保証を求める。".encode())
    assert run("clean", article).text == "安全保証を求める。"
    assert run("clean", article, "--suggestions").text == "安全の保証を求める。"


def test_reports(run: Run, article: Path, tmp_path: Path) -> None:
    run("clean", article, "--report", tmp_path / "r.json")
    (entry,) = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert entry["path"] == str(article)
    assert [record["rule"] for record in entry["applied"]] == ["glossary", "colon", "question-mark"]
    assert entry["remaining"] == []
    run("clean", article, "--report", tmp_path / "r.md")
    report = (tmp_path / "r.md").read_text("utf-8")
    assert "## Changed: 3" in report
    assert "| 1:3 | glossary | キエフ | キーウ |" in report


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


def test_markdown_is_told_by_its_name(run: Run, tmp_path: Path) -> None:
    text = "本文:東京\n\n```\n設定:値\n```\n"
    for name, cleaned in (("a.md", text.replace("文:", "文：")), ("a.txt", text.replace(":", "："))):
        (tmp_path / name).write_bytes(text.encode())
        assert run("clean", name).text == cleaned


def test_the_article(run: Run) -> None:
    before = ARTICLE.read_bytes()
    old, new = before.decode(), run("clean", ARTICLE).text
    assert old.count("キエフ") == new.count("キーウ") - old.count("キーウ") > 0
    assert "キエフ" not in new
    for word in ("ゼレンスキー", "米国", "アメリカ", "ヨーロッパ", "欧州"):
        assert old.count(word) == new.count(word), word
    assert (old.count(":"), new.count(":")) == (20, 0)
    assert new.count("：") - new.count("要確認：") == old.count("：") + 20
    assert len(re.split(r"\n", old)) == len(re.split(r"\n", new))
    assert run("clean", "-", stdin=new.encode()).text == new
    assert ARTICLE.read_bytes() == before


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
