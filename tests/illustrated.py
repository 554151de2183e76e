"""A text with pictures, a table and markup in the line, in every format that is read; and its English."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleantext.formats import parse_document
from translate.outputs.edition import Edition, Layout
from translate.outputs.pictures import illustrated
from translate.outputs.shapes import shapes_of
from translate.segmenter import segment_document

NEW = Layout(in_source=False, clean_copy=True)


def png(width: int, height: int, colour: bytes = b"\x30\x60\x90") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + colour * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


HARBOUR, SIGN = png(300, 160), png(24, 24, b"\xc8\x28\x1e")

MARKDOWN = """# 港町の**古い**灯台

[作者の頁](https://example.org/雪)による。*強く*言えば、**「灯」は消えない**。`make light` と打つ。
{灯台|とうだい}は<ruby>岬<rt>みさき</rt></ruby>にある。[二つ目][ref]も見よ。

![夕暮れの港](img/harbour.png "題")

文の中の記号![印](img/sign.png)も残る。[印](javascript:alert(1))はただの字。

| 区分 | 料金 |
|------|-----:|
| 大人 | **300円** |
| 子ども | ![印](img/sign.png) |
| 団体 | a\\|b |

[ref]: <https://example.org/second> "next"
"""
PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>港町の古い灯台</title></head><body>
<h1>港町の古い灯台</h1>
<p><img src="img/harbour.png" alt="夕暮れの港"></p>
<p>文の中の記号<img src="img/sign.png" alt="印">も残る。</p>
<table><caption>料金の表</caption>
<thead><tr><th>区分<th>料金<th>備考</thead>
<tr><th rowspan=2>大人</th><td>300円</td><td>窓口で払う。領収書も出る。</td></tr>
<tr><td colspan=2>二人なら500円である。</td></tr>
<tr><th>団体<td><td>要予約</table>
<table role="presentation"><tr><td>飾りの左</td><td>飾りの右</td></tr></table>
<table><tr><td>外の左<td><table><tr><td>内の左<td>内の右</table></table>
</body></html>
"""


def folder(path: Path) -> Path:
    """A folder with the pictures beside the texts, and one outside it."""
    (path / "text" / "img").mkdir(parents=True)
    (path / "text" / "img" / "harbour.png").write_bytes(HARBOUR)
    (path / "text" / "img" / "sign.png").write_bytes(SIGN)
    (path / "secret.png").write_bytes(SIGN)
    return path / "text"


def word() -> bytes:
    """The same as a Word document, made by python-docx."""
    import docx

    document: Any = docx.Document()
    document.add_heading("港町の古い灯台", 1)
    document.add_picture(io.BytesIO(HARBOUR))
    paragraph = document.add_paragraph("文の中の記号")
    paragraph.add_run().add_picture(io.BytesIO(SIGN))
    paragraph.add_run("も残る。次の文。")
    table = document.add_table(3, 3)
    for number, text in enumerate(
        ["区分", "料金", "備考", "大人", "300円", "窓口で払う。", "", "二人なら500円である。"]
    ):
        table.cell(number // 3, number % 3).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    for number, inline in enumerate(document.inline_shapes, 1):
        inline._inline.docPr.set("descr", f"図{number}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def emf() -> bytes:
    """A metafile of Windows: a rectangle, 60 by 30 millimetres (MS-EMF 2.3.4.2, 2.3.5.34, 2.3.4.1)."""
    records = struct.pack("<II4i", 43, 24, 200, 100, 2000, 1000) + struct.pack("<5I", 14, 20, 0, 16, 20)
    head = struct.pack("<II", 1, 88) + struct.pack("<8i", 0, 0, 2267, 1133, 0, 0, 6000, 3000) + b" EMF"
    head += struct.pack("<IIIHHIIIiiii", 0x10000, 88 + len(records), 3, 1, 0, 0, 0, 0, 9600, 9600, 254, 254)
    return head + records


def wmf() -> bytes:
    """The older kind: a rectangle, two inches by one (MS-WMF 2.3.2.2, 2.3.3.17)."""
    head = struct.pack("<IH4hHI", 0x9AC6CDD7, 0, 0, 0, 2000, 1000, 1000, 0)
    check = 0
    for (word,) in struct.iter_unpack("<H", head):
        check ^= word
    records = struct.pack("<IHhh", 5, 0x020B, 0, 0) + struct.pack("<IHhh", 5, 0x020C, 1000, 2000)
    records += struct.pack("<IH4h", 7, 0x041B, 900, 1900, 100, 100) + struct.pack("<IH", 3, 0)
    return (
        head + struct.pack("<H", check) + struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + len(records) // 2, 0, 7, 0) + records
    )


def with_metafiles() -> bytes:
    """A Word document with both kinds, as programs write it that python-docx cannot: a picture is put for another."""
    import docx

    document: Any = docx.Document()
    document.add_heading("図の話", 1)
    document.add_paragraph("図を見よ。")
    for number, colour in enumerate((b"\x30\x60\x90", b"\xc8\x28\x1e"), 1):
        document.add_picture(io.BytesIO(png(40, 20, colour)))
        document.inline_shapes[-1]._inline.docPr.set("descr", f"図{number}")
    document.add_paragraph("終わり。")
    out, made = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as read, zipfile.ZipFile(out, "w") as written:
        for name in read.namelist():
            data = read.read(name)
            if name.startswith("word/media/"):
                name, data = ("word/media/a.emf", emf()) if "image1" in name else ("word/media/b.wmf", wmf())
            elif name == "word/_rels/document.xml.rels":
                data = data.replace(b"media/image1.png", b"media/a.emf").replace(b"media/image2.png", b"media/b.wmf")
            elif name == "[Content_Types].xml":
                kinds = (
                    b'<Default Extension="%s" ContentType="image/x-%s"/>' % (kind, kind) for kind in (b"emf", b"wmf")
                )
                data = data.replace(b"<Default ", b"".join(kinds) + b"<Default ", 1)
            written.writestr(name, data)
    return out.getvalue()


def book() -> bytes:
    """The same as a book, without contents: enough of one to be read."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata/><manifest>'
        '<item id="c" href="t/cover.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="p" href="t/page.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="c"/><itemref idref="p"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>'
    head = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="ja"><head><title>x</title></head><body>'
    )
    cover = head + '<svg><image xlink:href="../img/harbour.png"/></svg></body></html>'
    page = (
        head + '<h1>港町の古い灯台</h1><p>文の中の記号<img src="../img/sign.png" alt="印"/>も残る。</p>'
        '<p>遠くの図<img src="https://example.com/a.png" alt="地図"/></p></body></html>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, data in {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "O/p.opf": package.encode(),
            "O/t/cover.xhtml": cover.encode(),
            "O/t/page.xhtml": page.encode(),
            "O/img/harbour.png": HARBOUR,
            "O/img/sign.png": SIGN,
        }.items():
            written.writestr(name, data)
    return out.getvalue()


def edition_of(data: bytes | str, format: str, place: Path | None = None, layout: Layout = NEW) -> Edition:
    """An edition of a text in which the English of every sentence is a copy of its markup round "E" and its number."""
    document = parse_document(data.encode() if isinstance(data, str) else data, format)
    segments = [
        replace(segment, target=english(segment.source, number), status="translated")
        if segment.status == "untranslated" else segment
        for number, segment in enumerate(segment_document(document), 1)
    ]  # fmt: skip
    shapes, pictures = illustrated(document, shapes_of(document), place)
    title = next(segment for segment in segments if segment.kind == "heading")
    return Edition(
        title.source, title.target, tuple(segments), "x", "x", "taiyaku 0", (), layout, shapes, (), document,
        pictures=pictures,
    )  # fmt: skip


def english(source: str, number: int) -> str:
    """The markup of a text with one word in it."""
    if re.match(r"#+ |\|", source):
        return re.sub(r"[^#|*`\\ !\[\]()a-z./:\-]+", f"E{number}", source)
    return re.sub(r"[ぁ-ヿ一-鿿。、「」]+", f"E{number}", source)
