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
