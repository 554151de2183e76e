"""Notes, comments, headers and code of a Word document that is set anew; line breaks of every source."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from illustrated import edition_of

from translate.outputs import render
from translate.outputs.inline import inline
from translate.outputs.inline_md import Span

pytest.importorskip("docx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>後の注。</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="9"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>先の注。</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="11"><w:p><w:r><w:t>＊星の注。</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def word() -> bytes:
    """A document with footnotes (the first one named has the higher id), a header, a comment, code, and breaks."""
    import docx
    from docx.oxml import parse_xml

    document: Any = docx.Document()
    document.styles.add_style("Source Code", 1)

    def noted(paragraph: Any, id: int, more: str = "") -> None:
        run = f'<w:r xmlns:w="{W}"><w:footnoteReference w:id="{id}" {more}/></w:r>'
        paragraph._p.append(parse_xml(run))

    document.add_heading("港の記録", 1)
    paragraph = document.add_paragraph("船が着いた")
    noted(paragraph, 9)
    paragraph.add_run("。人は待った。")
    noted(paragraph, 7)
    paragraph.add_run("夜になった。")
    noted(paragraph, 11, 'w:customMarkFollows="1"')
    document.add_comment(paragraph.runs[0], "ここを直すこと。", author="編")
    document.sections[0].header.paragraphs[0].text = "柱の文字"
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    for line in ("ls -l\t/港", "  cd <港>"):
        document.add_paragraph(line, style="Source Code")
    poem = document.add_paragraph("詩の一行目")
    poem.add_run().add_break()
    poem.add_run("二行目。")
    out = io.BytesIO()
    document.save(out)
    return with_part(out.getvalue(), "footnotes", NOTES)


def with_part(data: bytes, name: str, xml: str) -> bytes:
    """A document with one more part."""
    out, kind = io.BytesIO(), f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w") as written:
        for member in read.namelist():
            text = read.read(member)
            if member == "[Content_Types].xml":
                new = f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/></Types>'
                text = text.replace(b"</Types>", new.encode())
            elif member == "word/_rels/document.xml.rels":
                new = f'<Relationship Id="rIdN" Type="{R}/{name}" Target="{name}.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", new.encode())
            written.writestr(member, text)
        written.writestr(f"word/{name}.xml", xml)
    return out.getvalue()


def test_marks_of_notes_stand_in_both_languages_and_at_the_notes() -> None:
    text = render("md", edition_of(word(), "docx")).decode()
    assert "船が着いた<sup>1</sup>。人は待った。<sup>2</sup>夜になった。" in text
    assert "> E2<sup>1</sup> E3<sup>2</sup> E4" in text
    assert "<sup>1</sup>先の注。" in text and "<sup>2</sup>後の注。" in text and "\n＊星の注。" in text


def test_comments_and_headers_are_no_part_of_an_edition_set_anew() -> None:
    made = edition_of(word(), "docx")
    assert any(segment.source == "ここを直すこと。" for segment in made.segments)
    for format in ("html", "md"):
        page = render(format, made).decode()
        assert "ここを直すこと" not in page and "柱の文字" not in page


def test_code_of_word_is_a_listing_after_the_table() -> None:
    page = render("html", edition_of(word(), "docx")).decode()
    assert re.findall("<pre[^>]*><code>(.*?)</code>", page, re.S) == ["ls -l\t/港\n  cd &lt;港&gt;"]
    assert page.index("</table>") < page.index("ls -l")


def test_breaks_in_word() -> None:
    import docx

    document = docx.Document(io.BytesIO(render("docx", edition_of(word(), "docx"))))
    assert "詩の一行目\n二行目。" in [
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    ]


@pytest.mark.parametrize("format", ["html", "epub"])
def test_line_breaks_of_a_page(format: str) -> None:
    made = edition_of(
        '<html lang="ja"><h1>詩</h1><p>一行目<br>二行目<br>三行<b>目。</b>終わり。<br></p></html>', "html"
    )
    data = render(format, made)
    if format == "epub":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = book.read("EPUB/chapter-001.xhtml")
    sides = re.findall('<p[^>]*lang="(?:ja|en)"[^>]*>(.*?)</p>', data.decode(), re.S)
    poem = [re.sub("<(?!br)[^>]*>", "", side) for side in sides if "<br/>" in side]
    assert poem[0] == "一行目<br/>二行目<br/>三行目。終わり。"
    assert poem[1].count("<br/>") == 2


LONG = "# 題\n\n一つ目[^二]。二つ目[^a]。\n\n[^a]: 短い注。\n\n[^二]: 注の一。\n\n    注の二。\n\n    - 箇条\n"


def test_notes_of_markdown_are_numbered_as_they_are_shown_and_stay_whole():
    edition = edition_of(LONG, "md")
    page = render("html", edition).decode()
    marks = re.findall('<a href="#(b[0-9]+)" role="doc-noteref">([^<]+)</a>', page)
    assert [number for _, number in marks[:2]] == ["1", "2"] and len(set(marks)) == 2 and "二</a>" not in page
    with zipfile.ZipFile(io.BytesIO(render("epub", edition))) as book:
        chapter = book.read("EPUB/chapter-001.xhtml").decode()
    asides = [re.sub("<[^>]+>|\\s", "", aside) for aside in re.findall("<aside.*?</aside>", chapter, re.S)]
    assert [text[0] for text in asides] == ["2", "1"] and "注の二。" in asides[1] and "箇条" in asides[1]
    assert len(re.findall(' id="([^"]+)"', chapter)) == len(set(re.findall(' id="([^"]+)"', chapter)))
    text = render("md", edition).decode()
    assert "[^二]: 注の一。" in text and "\n    注の二。" in text and "\n    - 箇条" in text


def test_the_number_of_a_note_is_whole_where_a_flag_points_at_half_of_its_name():
    styles = [Span("noteref", 2, 4, "#b2", "7"), Span("sup", 2, 4)]
    assert re.sub("<[^>]+>", "", inline("本文長いだ", (), [(0, 3)], styles=styles)) == "本文7だ"
