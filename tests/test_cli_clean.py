"""The command `clean` as an editor meets it: what it writes, and what it leaves alone."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cli_inside import Run
from cli_project import CLEAN, ROOT, TEXT

from cleantext.fix import FILLER_MARK

ARTICLE = ROOT / "examples" / "miami-davos.ja.txt"


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


def test_quiet_writes_the_same_and_strict_still_tells(run: Run, article: Path, tmp_path: Path) -> None:
    article.write_bytes("交渉は「終わった。日本,米国。\n\n合意はありません。\n".encode())
    loud, quiet = run("clean", article), run("clean", article, "--quiet")
    assert (quiet.out, quiet.err) == (loud.out, "")
    assert "1 fixed, 1 left" in loud.err
    assert run("clean", article, "--quiet", "--strict").code == 1
    report = tmp_path / "report.json"
    run("clean", article, "--quiet", "--report", report)
    assert "unmatched-bracket" in report.read_text("utf-8")


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
