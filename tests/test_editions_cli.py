"""Editions as a user asks for them: options, folders, books."""

from __future__ import annotations

import io
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner
from lighthouse import PAGE

from taiyaku.cli import group

TEXT = "岬の灯台\n\n白い灯台が立っている。明かりは32キロ先まで届くという。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("10 終章.txt", "2 序章.txt"):
        (tmp_path / "texts" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "texts" / name).write_text(name[-6:-4] + TEXT, "utf-8")
    (tmp_path / "texts" / "空.txt").write_text("", "utf-8")
    (tmp_path / "texts" / "読めない.png").write_bytes(b"\x89PNG")
    return tmp_path


def run(*arguments: object, code: int = 0) -> list[str]:
    result = CliRunner().invoke(group, [*map(str, arguments), "--engine", "none"], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return [Path(line).name for line in result.stdout.splitlines()]


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_folder_gives_an_edition_of_each_file_in_the_order_of_their_numbers(folder):
    written = run("translate", folder / "texts", "-o", folder / "texts" / "out", "--format", "epub,html")
    expected = ["2 序章.epub", "2 序章.html", "10 終章.epub", "10 終章.html"]
    assert [name for name in written if "report" not in name] == expected
    again = run("translate", folder / "texts", "-o", folder / "texts" / "out", "--format", "epub,html")
    assert again == written  # what was written is no source


def test_a_book_has_a_chapter_for_each_file(folder):
    written = run(
        "bilingual", folder / "texts", "-o", folder / "out", "--format", "tsv,epub,html", "--book", "文集",
        "--title", "文集", "--title-en", "Essays", "--author", "岬 花子", "--translator", "N. N.",
        "--publisher", "岬書房",
        "--published", "2026-01", "--rights", "©", "--identifier", "x:1", "--vertical", "--clean-copy",
    )  # fmt: skip
    assert written[-2:] == ["文集.epub", "文集.html"] and "2 序章.tsv" in written and "2 序章.html" not in written
    book = members(folder / "out" / "文集.epub")
    assert sum("chapter-" in name for name in book) == 2
    assert "序章" in book["EPUB/chapter-001.xhtml"].decode() and "終章" in book["EPUB/chapter-002.xhtml"].decode()
    opf = book["EPUB/package.opf"].decode()
    for said in ("文集", "Essays", "岬 花子", "N. N.", "岬書房", "2026-01", "©", "x:1", 'direction="rtl"'):
        assert said in opf
    page = (folder / "out" / "文集.html").read_text("utf-8")
    assert page.count("<h1") == 1 and page.count("<h2") == 2 and "unreviewed" not in page


def test_a_source_keeps_its_structure_unless_it_is_to_be_set_anew(folder):
    (folder / "page.html").write_bytes(PAGE)
    run("translate", folder / "page.html", "-o", folder / "one", "--format", "html")
    assert 'src="lighthouse.png"' in (folder / "one" / "page.html").read_text("utf-8")
    run("translate", folder / "page.html", "-o", folder / "two", "--format", "html", "--facing", "--english-first")
    page = (folder / "two" / "page.html").read_text("utf-8")
    assert 'class="pair"' in page and 'id="first-en" value="en" checked' in page and "<rt>みさき</rt>" in page


def test_what_cannot_be_written_is_said_before_anything_is_translated(folder, monkeypatch, capsys):
    from taiyaku.cli import main

    monkeypatch.setenv("TAIYAKU_CHROMIUM", "/nowhere/chromium")
    monkeypatch.setitem(sys.modules, "docx", None)
    (folder / "page.html").write_bytes(PAGE)
    for name in ("docx", *(["pdf"] if find_spec("weasyprint") is None else [])):
        with pytest.raises(SystemExit) as ended:
            main(["translate", str(folder / "page.html"), "-o", str(folder / "o"), "--format", f"tsv,{name}"])
        message = capsys.readouterr().err
        assert ended.value.code == 2 and "pip install" in message and message.count("\n") == 1
    assert not (folder / "o").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--published", "20/01/2026"], "write it as 2026"),
        (["--cover", "{}/texts/10 終章.txt"], "is neither JPEG nor PNG"),
        (["--cover", "{}/nothing.png"], "no such file"),
        (["--book", "a/b"], "is no name of a file"),
        (["--only", "de"], "'de' is not one of"),
    ],
)
def test_bad_options_are_one_sentence(folder, arguments, said, capsys):
    from taiyaku.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["translate", str(folder / "texts"), "-o", str(folder / "o"), *(a.format(folder) for a in arguments)])
    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert said in message and "Traceback" not in message and message.count("\n") == 1
    assert not (folder / "o").exists()
