"""Pictures of a text that is set anew: taken from where they may be taken from, shown where they stood."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from illustrated import HARBOUR, MARKDOWN, PAGE, SIGN, book, edition_of, emf, folder, png, with_metafiles, wmf, word

from translate.outputs import pictures, render
from translate.outputs.book import combined
from translate.outputs.edition import Edition, Figure, Layout
from translate.outputs.passages import passages_of
from translate.outputs.pictures import Unseen, picture_of
from translate.outputs.setting import Table, set_out


def set_in(edition: Edition) -> list[tuple[str, str]]:
    """What stands where: (text, "") of rows with the pictures in them as ⟦alt⟧, ("", alt) of pictures between.

    Alts that are rows have their English behind them.
    """
    found: list[tuple[str, str]] = []
    for passage in passages_of(edition):
        found += [("", figure.alt) for figure in passage.before]
        text = ""
        for row in passage.rows:
            last = 0
            for figure in row.figures:
                text += row.texts["ja"][last : figure.at] + f"⟦{figure.alt}⟧"
                last = figure.at
            text += row.texts["ja"][last:]
        found += [(text, "")] if text else []
        found += [("", figure.alt) for figure in passage.after]
    return found


@pytest.mark.parametrize(
    ("format", "data", "expected"),
    [
        ("md", MARKDOWN, [("", "夕暮れの港"), ("文の中の記号⟦印⟧も残る。印はただの字。", "")]),
        ("html", PAGE, [("", "夕暮れの港 — E3"), ("文の中の記号⟦印 — E5⟧も残る。", "")]),
        ("docx", word, [("", "図1"), ("文の中の記号⟦図2⟧も残る。次の文。", "")]),
        ("epub", book, [("", ""), ("港町の古い灯台", ""), ("文の中の記号⟦印 — E5⟧も残る。", "")]),
    ],
)
def test_pictures_stand_where_they_stood(format: str, data: Any, expected: list[Any], tmp_path: Path) -> None:
    edition = edition_of(data() if callable(data) else data, format, folder(tmp_path))
    found = set_in(edition)
    at = found.index(expected[0])
    assert found[at : at + len(expected)] == expected
    assert {picture.data for picture in edition.pictures} == {HARBOUR, SIGN}


@pytest.mark.parametrize("format", ["html", "docx"])
def test_a_picture_alone_in_a_cell_stays_in_that_cell(format: str, tmp_path: Path) -> None:
    place = folder(tmp_path)
    img = "<img src='img/sign.png' alt='可'>"
    page = f"<h1>港</h1><p>前。</p><table><tr><td>{img}<td>窓<td>扉<tr><td>甲<td>{img}<td>乙{img}</table>"
    data: Any = page
    if format == "docx":
        docx: Any = pytest.importorskip("docx")
        document = docx.Document()
        document.add_heading("港", 1)
        document.add_paragraph("前。")
        table = document.add_table(2, 3)
        for number, text in enumerate(["", "窓", "扉", "甲", "", "乙"]):
            table.cell(number // 3, number % 3).text = text
        for row, column in ((0, 0), (1, 1), (1, 2)):
            table.cell(row, column).paragraphs[0].add_run().add_picture(io.BytesIO(SIGN))
        out = io.BytesIO()
        document.save(out)
        data = out.getvalue()
    (found,) = (part for part in set_out(passages_of(edition_of(data, format, place))) if isinstance(part, Table))
    shown = [
        ["".join(p.text("ja") + "図" * (len(p.before) + len(p.after)) for p in slot.passages) for slot in row]
        for row in found.rows
    ]
    assert shown == [["図", "窓", "扉"], ["甲", "図", "乙図"]]


def test_a_picture_alone_in_a_cell_stays_in_it_in_every_chapter_of_a_book(tmp_path: Path) -> None:
    place = folder(tmp_path)
    img = "<img src='img/sign.png' alt='可'>"
    page = f"<h1>港</h1><p>前。</p><table><tr><td>窓<td>扉<tr><td>甲<td>{img}</table><p>後。</p>"
    one = replace(edition_of(page, "html", place), layout=Layout(in_source=False))
    whole = combined([one, one, one], "三つ", one.layout)
    tables = [part for part in set_out(passages_of(whole)) if isinstance(part, Table)]
    shown = [
        [["".join(p.text("ja") + "図" * len(p.before) for p in slot.passages) for slot in row] for row in each.rows]
        for each in tables
    ]
    assert shown == [[["窓", "扉"], ["甲", "図"]]] * 3
    assert render("html", whole).decode().count("<table") == 3


def test_every_edition_holds_them(tmp_path: Path) -> None:
    edition = edition_of(PAGE, "html", folder(tmp_path))
    page = render("html", edition).decode()
    assert page.count(f'src="data:image/png;base64,{b64encode(HARBOUR).decode()}"') == 1
    assert 'width="300" height="160" alt="夕暮れの港 — E3" lang="ja"' in page and "img-src data:;" in page
    assert 'class="sign" width="24"' in page
    with zipfile.ZipFile(io.BytesIO(render("epub", edition))) as made:
        names = [name for name in made.namelist() if name.startswith("EPUB/pictures/")]
        assert {made.read(name) for name in names} == {HARBOUR, SIGN}
        opf = made.read("EPUB/package.opf").decode()
        assert all(f'href="{name[5:]}" media-type="image/png"' in opf for name in names)
    docx: Any = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(render("docx", edition)))
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["夕暮れの港 — E3", "印 — E5"]
    parts = {part.blob for part in document.part.package.iter_parts() if "/media/" in part.partname}
    assert parts == {HARBOUR, SIGN}
    assert "![夕暮れの港 — E3](<img/harbour.png>)" in render("md", edition).decode()
    assert "img-src" not in render("html", edition_of("<h1>港</h1>", "html")).decode()


REFUSED = {
    "../secret.png": "outside the folder of the text",
    "%2e%2e/secret.png": "outside the folder of the text",
    "img/../../secret.png": "outside the folder of the text",
    "{absolute}": "outside the folder of the text",
    "file://{absolute}": "not in the folder, and not fetched",
    "https://example.com/a.png": "not in the folder, and not fetched",
    "//example.com/a.png": "not in the folder, and not fetched",
    "link.png": "outside the folder of the text",
    "nothing.png": "not there",
    "img": "no file",
    "pipe": "no file",
    "text.png": "neither PNG, JPEG, GIF, WebP, SVG, EMF nor WMF",
    "cut.png": "broken",
    "vast.png": "more than 100 million pixels",
    "data:image/png;base64,####": "broken",
    "data:image/svg+xml,<svg/>": "nothing in it",
}


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_taken_says_why(address: str, tmp_path: Path) -> None:
    place = folder(tmp_path)
    (place / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(place / "pipe")
    (place / "text.png").write_text("root:x:0:0", "utf-8")
    (place / "cut.png").write_bytes(SIGN[:18])
    (place / "vast.png").write_bytes(SIGN[:16] + struct.pack(">II", 20_000, 20_000) + SIGN[24:])
    named = address.format(absolute=tmp_path / "secret.png")
    edition = edition_of(f"<h1>港</h1><p>前<img src='{named}' alt='地図'>後。</p>", "html", place)
    (figure,) = (figure for shape in edition.shapes for figure in shape.figures)
    shown = "" if named.startswith("data:") else named
    assert figure == Figure("", "地図", 1, shown, REFUSED[address], said="a0001") and edition.pictures == ()
    for name in ("html", "md"):
        text = render(name, edition).decode()
        assert (
            "［図：地図 — E3］" in text and "<img" not in text and "secret" not in text
        )  # a clean copy: without reasons


@pytest.mark.parametrize(
    ("layout", "alt"),
    [
        (Layout(), 'alt="夕暮れの港 — E3" lang="ja"'),
        (Layout(first="en"), 'alt="E3 — 夕暮れの港" lang="en"'),
        (Layout(only="en"), 'alt="E3" lang="en"'),
        (Layout(only="ja"), 'alt="夕暮れの港" lang="ja"'),
    ],
)
def test_an_alt_is_said_in_the_languages_that_are_shown(layout: Layout, alt: str, tmp_path: Path) -> None:
    edition = edition_of(PAGE, "html", folder(tmp_path), replace(layout, in_source=False, clean_copy=True))
    assert alt in render("html", edition).decode()
    (joined,) = {f.alt for p in passages_of(combined([edition], "題", layout)) for f in (*p.before, *p.after) if f.said}
    assert alt.startswith(f'alt="{joined}"')
    untold = replace(edition, segments=tuple(s for s in edition.segments if s.kind != "attribute"))
    assert 'alt="夕暮れの港" lang="ja"' in render("html", untold).decode()


def test_a_draft_says_why_a_picture_is_missing(tmp_path: Path) -> None:
    page = "<h1>港</h1><p><img src='https://example.com/a.png' alt='地図'></p><p>文。</p>"
    edition = edition_of(page, "html", tmp_path, Layout(in_source=False))
    assert (
        "［図：地図 — E2 — https://example.com/a.png (not in the folder, and not fetched)］"
        in render("html", edition).decode()
    )
    edition = edition_of(page.replace("https://example.com/a.png", "a.png"), "html", None)
    assert edition.shapes[0].figures[0].why == "the text has no folder"


def test_a_book_takes_pictures_from_itself_alone(tmp_path: Path) -> None:
    edition = edition_of(book(), "epub", folder(tmp_path))
    (far,) = (figure for shape in edition.shapes for figure in shape.figures if not figure.picture)
    assert (far.alt, far.address, far.why) == ("地図", "https://example.com/a.png", "not in the book, and not fetched")


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder(tmp_path)
    page = "<h1>港</h1>" + "<p><img src='img/sign.png'></p>" * 4

    def whys() -> list[str]:
        return [figure.why for shape in edition_of(page, "html", place).shapes for figure in shape.figures]

    assert whys() == [""] * 4
    monkeypatch.setattr(pictures, "MOST_BYTES", 2 * len(SIGN))
    assert whys() == ["", "", *["more than 0 MB of pictures"] * 2]  # each time that one is shown counts
    monkeypatch.setattr(pictures, "MOST", 3)
    assert len(whys()) == 4
    monkeypatch.setattr(pictures, "MOST", 2)
    assert len(whys()) == 3  # one figure for all that are too many
    monkeypatch.setattr(pictures, "LARGEST", len(SIGN) - 1)
    assert whys()[0].startswith("larger than")


def test_pictures_that_count_readers_are_none(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(png(1, 1))
    edition = edition_of("<h1>港</h1><p><img src='dot.png'></p>", "html", tmp_path)
    assert edition.pictures == () and not any(shape.figures for shape in edition.shapes)


JPEG = b"\xff\xd8\xff\xdb\x00\x04\x00\x00\xff\xc0\x00\x11\x08\x00\x40\x00\x50\x03" + bytes(12)
KINDS = [
    (png(3, 5), "image/png", 3, 5),
    (JPEG, "image/jpeg", 80, 64),
    (b"GIF89a" + struct.pack("<HH", 7, 9) + bytes(8), "image/gif", 7, 9),
    (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x09\0\0\x04\0\0", "image/webp", 10, 5),
    (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 11, 12), "image/webp", 11, 12),
    (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 12 | 13 << 14), "image/webp", 13, 14),
]


@pytest.mark.parametrize(("data", "media_type", "width", "height"), KINDS)
def test_kinds_and_sizes(data: bytes, media_type: str, width: int, height: int) -> None:
    picture = picture_of(data)
    assert (picture.media_type, picture.width, picture.height) == (media_type, width, height)
    assert re.fullmatch(r"[0-9a-f]{24}\.(png|jpg|gif|webp)", picture.name)


@given(st.sampled_from([data[:12] for data, *_ in KINDS]), st.binary(max_size=60))
def test_any_bytes_are_a_picture_or_none(head: bytes, rest: bytes) -> None:
    try:
        assert picture_of(head + rest).width > 0
    except Unseen as why:
        assert str(why)


def test_metafiles_of_word_stay_as_they_are_in_word_and_are_named_elsewhere() -> None:
    pytest.importorskip("docx")
    edition = edition_of(with_metafiles(), "docx", layout=Layout(in_source=False))
    with zipfile.ZipFile(io.BytesIO(render("docx", edition))) as package:
        media = {name.rpartition(".")[2]: package.read(name) for name in package.namelist() if "media/" in name}
        text = package.read("word/document.xml").decode()
    assert media == {"emf": emf(), "wmf": wmf()} and "［図" not in text
    assert [(each.width, each.height) for each in edition.pictures] == [(226, 113), (192, 96)]
    for clean, told in ((False, " — (a kind of picture that only Word shows)］"), (True, "］")):
        there = replace(edition, layout=Layout(in_source=False, clean_copy=clean))
        assert f"［図：図1{told}" in render("html", there).decode()
        with zipfile.ZipFile(io.BytesIO(render("epub", there))) as book:
            assert not [name for name in book.namelist() if name.endswith(("emf", "wmf"))]
            assert f"［図：図1{told}" in book.read("EPUB/chapter-001.xhtml").decode()
