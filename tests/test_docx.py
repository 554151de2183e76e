"""Word documents: what counts as text, what comes back byte for byte, what is refused."""

from __future__ import annotations

import io
import re
import time
import tracemalloc
from dataclasses import replace

import pytest
from docx_files import (
    RICH,
    STYLES,
    W,
    field,
    make_docx,
    members_of,
    note,
    p,
    part,
    r,
    ruby,
    table,
    text_box,
    zip_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.document import Block, Document, Place
from cleantext.files import FileProblem
from cleantext.formats import document_bytes, format_of, parse_document, place_of

OBJECT = "\ufffc"


def parse(data: bytes) -> Document:
    return parse_document(data, "docx")


def texts(data: bytes) -> list[str]:
    return [block.text for block in parse(data).blocks]


def marked(block: Block) -> str:
    """The text of a block with what is fixed in brackets."""
    return "".join(f"[{run.text}]" if run.fixed else run.text for run in block.runs)


def edited(document: Document, old: str, new: str) -> Document:
    """The document with a text replaced wherever it is free."""
    blocks = []
    for block in document.blocks:
        at = block.text.find(old)
        while at >= 0:
            block = block.replace(at, at + len(old), new)
            at = block.text.find(old, at + len(new))
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def test_the_format_is_told_by_the_name() -> None:
    assert format_of("原稿.DOCX") == "docx"


def test_blocks_kinds_and_places() -> None:
    document = parse(RICH)
    assert [(b.kind, b.place, marked(b)) for b in document.blocks] == [
        ("heading", "paragraph 1", "見出し,一"),
        ("paragraph", "paragraph 2", "日本,米国と中国の会議。A&B\u3000です"),
        ("paragraph", "paragraph 3", "挿入前,挿入,文後"),
        ("paragraph", "paragraph 4", "削除後,です"),
        ("paragraph", "paragraph 5", "リンク先,の文別,の脚注。"),
        ("paragraph", "paragraph 6", "[東京]の,街[\t]後,[\n]行"),
        ("cell", "table 1, row 1, cell 1", "甲,"),
        ("cell", "table 1, row 1, cell 2", "乙"),
        ("cell", "table 1, row 2, cell 1", "丙"),
        ("cell", "table 1, row 2, cell 2", "丁,"),
        ("cell", "table 1, row 2, cell 2, paragraph 2", "戊,"),
        ("paragraph", "paragraph 7", "箱の段落,"),
        ("paragraph", "text box 1", "箱,の文"),
        ("paragraph", "paragraph 8", "欄,の文"),
        ("note", "footnote 1", "脚注,の文"),
        ("paragraph", "header", "柱,の文"),
        ("paragraph", "footer", "足,の文[1]"),
        ("note", "comment 1", "前からの,意見"),
    ]
    assert [block.id for block in document.blocks] == [f"b{n:04d}" for n in range(1, 19)]
    assert place_of(document, document.blocks[4], 3) == Place(None, None, "paragraph 5")


SHOWN = {
    "references": (p("A&lt;B&amp;&#x65E5;&#26412;"), "A<B&日本"),
    "CDATA and comments in XML": (p("<w:r><w:t>あ<![CDATA[<い>]]>う<!-- え --></w:t></w:r>"), "あ<い>う"),
    "outer spaces that do not count": (p("<w:r><w:t>\n  あ い  </w:t></w:r>"), "あ い"),
    "outer spaces that count": (p("<w:r><w:t xml:space='preserve'> あ </w:t></w:r>"), " あ "),
    "spaces kept from further out": ('<w:p xml:space="preserve"><w:r><w:t> あ </w:t></w:r></w:p>', " あ "),
    "line ends in XML": (p("<w:r><w:t>あ\r\nい</w:t></w:r>"), "あ\nい"),
    "empty elements": (p("<w:r><w:rPr/><w:t/><w:t>あ/></w:t></w:r><w:r/>", "い"), "あ/>い"),
    "signs": (
        p("<w:r><w:t>あ</w:t><w:tab/><w:t>い</w:t><w:cr/><w:t>う</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"),
        "あ[\t]い[\n]う[\u2011]",
    ),
    "tab stops are no tabs": (p("あ", properties='<w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs>'), "あ"),
    "a symbol": (p("あ", '<w:r><w:sym w:font="X" w:char="2192"/></w:r>'), "あ[→]"),
    "a symbol of a private font": (p("あ", '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'), f"あ[{OBJECT}]"),
    "a picture": (p("あ", "<w:r><w:drawing><wp:inline/></w:drawing></w:r>", "い"), f"あ[{OBJECT}]い"),
    "a formula": (p("あ", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "い"), f"あ[{OBJECT}]い"),
    "a link and a smart tag": (
        p("<w:hyperlink>" + r("あ") + "</w:hyperlink>", f"<w:smartTag>{r('い')}</w:smartTag>"),
        "あい",
    ),
    "inserted and moved here": (p(f"<w:ins>{r('あ')}</w:ins>", f"<w:moveTo>{r('い')}</w:moveTo>"), "あい"),
    "deleted and moved away": (
        p("あ", f"<w:del>{r('い', tag='w:delText')}</w:del>", f"<w:moveFrom>{r('う')}</w:moveFrom>", "え"),
        "あえ",
    ),
    "hidden": (p("あ", r("い", "<w:vanish/>"), r("う", '<w:vanish w:val="0"/>'), "え"), "あうえ"),
    "hidden by style": (p("あ", r("い", '<w:rStyle w:val="hid"/>')), "あ"),
    "shown against its style": (p("あ", r("い", '<w:rStyle w:val="hid"/><w:vanish w:val="false"/>')), "あい"),
    "old properties do not count": (p("あ", r("い", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), "あい"),
    "ruby": (p(ruby("東京", "とうきょう"), "へ"), "[東京]へ"),
    "ruby as a field": (
        p(field(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(とうきょう),東京)"), "へ"),
        "[東京]へ",
    ),
    "another field without result": (p("あ", field(r"EQ \f(1,2)"), "い", field('XE "索引"')), f"あ[{OBJECT}]い"),
    "a link as a field": (p("あ", field(' HYPERLINK "u" ', r("い")), "う"), "あいう"),
    "a computed field": (p("第", field(" PAGE ", r("3")), "頁"), "第[3]頁"),
    "a simple field": (p("図", f'<w:fldSimple w:instr=" SEQ 図 ">{r("1")}</w:fldSimple>', "。"), "図[1]。"),
    "a field in the code of a field": (
        p("あ", field(" IF ", r("い"), within=field("X", r("中")))),
        "あ[い]",
    ),
    "code by style": (
        p("あ", r("x = 1", '<w:rStyle w:val="vc"/>'), r("if", '<w:rStyle w:val="tok"/>')),
        "あ[x = 1][if]",
    ),
    "code by a style in Japanese": (p("あ", r("x", '<w:rStyle w:val="kodo"/>')), "あ[x]"),
    "not to be checked": (p("あ", r("x", "<w:noProof/>"), r("y", '<w:noProof w:val="0"/>')), "あ[x]y"),
    "no language": (p("あ", r("x", '<w:lang w:val="zxx"/>'), r("y", '<w:lang w:val="en-US"/>')), "あ[x]y"),
    "a control with a placeholder": (
        p("あ", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('入力')}</w:sdtContent></w:sdt>"),
        "あ[入力]",
    ),
    "a control bound to data": (
        p("あ", f"<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{r('題')}</w:sdtContent></w:sdt>"),
        "あ[題]",
    ),
    "a control that may not be deleted": (
        p("あ", f'<w:sdt><w:sdtPr><w:lock w:val="sdtLocked"/></w:sdtPr><w:sdtContent>{r("い")}</w:sdtContent></w:sdt>'),
        "あい",
    ),
    "alternatives in a line": (
        p(
            "あ",
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>☺</w:t></mc:Choice><mc:Fallback><w:t>:)</w:t>"
            "</mc:Fallback></mc:AlternateContent></w:r>",
        ),
        "あ",
    ),
    "elements in a text": (p("あ", "<w:r><w:t>い<w:x/>う</w:t></w:r>"), f"あ[{OBJECT}]"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_what_is_text(case: str) -> None:
    xml, shown = SHOWN[case]
    data = make_docx(xml)
    document = parse(data)
    assert [marked(block) for block in document.blocks] == [shown]
    assert document_bytes(document) == data
    for name in ("あ", "い", "う"):
        if name in re.sub(r"\[.*?\]", "", shown):
            new = edited(document, name, "漢 &")
            assert marked(parse(document_bytes(new)).blocks[0]) == shown.replace(name, "漢 &")


KINDS = [
    ("heading", p("文", style="1")),
    ("heading", p("文", style="mine")),
    ("heading", p("文", style="j2")),
    ("heading", p("文", style="ti")),
    ("heading", p("文", properties='<w:outlineLvl w:val="2"/>')),
    ("paragraph", p("文", properties='<w:outlineLvl w:val="9"/>')),
    ("caption", p("文", style="ca")),
    ("caption", p("文", style="zu")),
    ("list-item", p("文", style="lb")),
    ("list-item", p("文", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')),
    ("heading", p("文", style="1", properties='<w:numPr><w:numId w:val="2"/></w:numPr>')),
    ("paragraph", p("文", style="lb", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')),
    ("paragraph", p("文", style="loop")),
    ("paragraph", p("文", style="unknown")),
    ("cell", table((p("文", style="1"),))),
]


@pytest.mark.parametrize(("kind", "xml"), KINDS)
def test_kinds(kind: str, xml: str) -> None:
    assert [block.kind for block in parse(make_docx(xml)).blocks] == [kind]


def test_paragraphs_of_code_are_no_blocks_but_count() -> None:
    document = parse(make_docx(p("x = 1", style="src"), p(), p("文")))
    assert [(block.place, block.text) for block in document.blocks] == [("paragraph 2", "文")]


def test_places_of_notes_headers_and_tables() -> None:
    reference = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    document = parse(
        make_docx(
            p("本文", reference.format("footnote", 9), reference.format("footnote", 2), reference.format("endnote", 1)),
            table((p("外") + table(("内",)) + p("後"),), ("次",)),
            table(("二",)),
            footnotes=note("footnote", 2, p("二番"), p("続き")) + note("footnote", 9, p("一番")),
            endnotes=note("endnote", 1, p("文末")),
            headers=(p("柱一"), table(("柱二",))),
            footers=(p("足"),),
            comments=note("comment", 5, p("意見")) + note("comment", 1, p("次の意見")),
        )
    )
    assert [(block.text, block.place) for block in document.blocks] == [
        ("本文", "paragraph 1"),
        ("外", "table 1, row 1, cell 1"),
        ("内", "table 2, row 1, cell 1"),
        ("後", "table 1, row 1, cell 1, paragraph 2"),
        ("次", "table 1, row 2, cell 1"),
        ("二", "table 3, row 1, cell 1"),
        ("二番", "footnote 2"),
        ("続き", "footnote 2, paragraph 2"),
        ("一番", "footnote 1"),
        ("文末", "endnote 1"),
        ("柱一", "header 1"),
        ("柱二", "header 2, table 1, row 1, cell 1"),
        ("足", "footer"),
        ("意見", "comment 1"),
        ("次の意見", "comment 2"),
    ]


def test_comments_switch_rules_off() -> None:
    start, end = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
    refer = '<w:r><w:commentReference w:id="{}"/></w:r>'
    document = parse(
        make_docx(
            p("あ", start.format(1), "い", start.format(2), "う", end.format(1), "え"),
            p("お", end.format(2), "か", start.format(3), "き", end.format(3)),
            p("く", refer.format(4)),
            comments=note("comment", 1, p("taiyaku-disable comma, dash"))
            + note("comment", 2, p("taiyaku-disable"), p("引用のため"))
            + note("comment", 3, p("普通の意見"))
            + note("comment", 4, p("taiyaku-disable colon")),
        )
    )
    assert {run.text: set(run.off) for block in document.blocks for run in block.runs} == {
        "あ": set(),
        "い": {"comma", "dash"},
        "う": {"comma", "dash", "*"},
        "え": {"*"},
        "お": {"*"},
        "か": set(),
        "き": set(),
        "く": {"colon"},
        "普通の意見": set(),
    }


def test_only_the_changed_stretches_change() -> None:
    document = parse(RICH)
    before, after = members_of(RICH), members_of(document_bytes(edited(document, ",", "、")))
    assert list(after) == list(before)
    for name, content in before.items():
        assert after[name].decode("latin-1").replace("、".encode().decode("latin-1"), ",") == content.decode("latin-1")
    assert [block.text for block in parse(document_bytes(edited(document, ",", "、"))).blocks] == [
        text.replace(",", "、") for text in texts(RICH)
    ]


def test_a_copy_of_a_text_box_follows() -> None:
    new = members_of(document_bytes(edited(parse(RICH), "箱,の文", "箱&の文")))["word/document.xml"]
    assert new.count("箱&amp;の文".encode()) == 2


def test_another_copy_of_a_text_box_stays() -> None:
    document = parse(make_docx(p("あ", text_box(p("箱,文"), p("箱のない文,")))))
    assert [block.text for block in document.blocks] == ["あ", "箱,文"]
    new = members_of(document_bytes(edited(document, ",", "、")))["word/document.xml"].decode()
    assert "箱、文" in new
    assert "箱のない文," in new


@pytest.mark.parametrize(
    ("tag", "old", "new", "written"),
    [
        ("<w:t>あい</w:t>", "あ", " ", '<w:t xml:space="preserve"> い</w:t>'),
        ("<w:t> あい\n</w:t>", "あ", "う", "<w:t> うい\n</w:t>"),
        ("<w:t> あい\n</w:t>", "い", "\u3000", "<w:t> あ\u3000\n</w:t>"),
        ("<w:t> あい\n</w:t>", "い", " ", '<w:t xml:space="preserve">あ </w:t>'),
        ("<w:t xml:space='default' >あ</w:t>", "あ", " あ", '<w:t xml:space="preserve" > あ</w:t>'),
        ("<w:t>あ&amp;い&#x3042;</w:t>", "い", "", "<w:t>あ&amp;&#x3042;</w:t>"),
        ("<w:t>あ<![CDATA[い]]></w:t>", "い", "<", "<w:t>あ&lt;</w:t>"),
    ],
)
def test_how_a_text_is_written(tag: str, old: str, new: str, written: str) -> None:
    data = make_docx(p(f"<w:r>{tag}</w:r>"))
    xml = members_of(data)["word/document.xml"].decode()
    changed = document_bytes(edited(parse(data), old, new))
    assert members_of(changed)["word/document.xml"].decode() == xml.replace(tag, written)


def test_parts_in_utf_16_other_prefixes_and_strict_names() -> None:
    plain = members_of(make_docx(p("日本,米国")))["word/document.xml"].decode()
    for xml in (
        plain.replace("UTF-8", "UTF-16").encode("utf-16"),
        b"\xef\xbb\xbf" + plain.encode(),
        re.sub(r"(</?|\s)w:", r"\1x:", plain).replace("xmlns:w=", "xmlns:x=").encode(),
        re.sub(r"(</?)w:", r"\1", plain).replace("xmlns:w=", f'xmlns="{W}" xmlns:w=').encode(),
        plain.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").encode(),
    ):
        data = make_docx(replace={"word/document.xml": xml})
        assert texts(data) == ["日本,米国"]
        new = document_bytes(edited(parse(data), ",", "、"))
        comma, tenten = (",".encode("utf-16-le"), "、".encode("utf-16-le")) if b"\0" in xml else (b",", "、".encode())
        stands = xml.rfind("日本".encode("utf-16-le" if b"\0" in xml else "utf-8"))
        assert members_of(new)["word/document.xml"] == xml[:stands] + xml[stands:].replace(comma, tenten, 1)


def test_a_document_named_otherwise_and_without_styles() -> None:
    members = members_of(make_docx(p("文"), styles=None))
    members["word/文書.xml"] = members.pop("word/document.xml")
    members["word/_rels/文書.xml.rels"] = members.pop("word/_rels/document.xml.rels")
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"word/document.xml", b"/word/%E6%96%87%E6%9B%B8.xml")
    assert texts(zip_of(members)) == ["文"]


ALPHABET = st.text("あ漢 \u3000&<>]\"'A😀\n", max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_random_edits_are_what_is_read_again(data: st.DataObject) -> None:
    document = random_edit(data, parse(RICH))
    assert shown(document) == shown(parse(document_bytes(document)))
    kept = replace(document, blocks=document.source.blocks)
    assert document_bytes(kept) == RICH


def random_edit(data: st.DataObject, document: Document) -> Document:
    """A document with some blocks changed at places that are free."""
    blocks = list(document.blocks)
    for _ in range(data.draw(st.integers(1, 6))):
        index = data.draw(st.integers(0, len(blocks) - 1))
        length = len(blocks[index].text)
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, min(length, start + 4)))
        if blocks[index].free(start, end):
            blocks[index] = blocks[index].replace(start, end, data.draw(ALPHABET))
    return replace(document, blocks=tuple(blocks))


def shown(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.text.strip()]


def test_what_may_not_be_done() -> None:
    document = parse(RICH)
    with pytest.raises(ValueError):
        document_bytes(replace(document, blocks=document.blocks[1:]))
    ruled = document.blocks[5]
    with pytest.raises(ValueError, match="fixed"):
        runs = (ruled.runs[0]._replace(text="京都"), *ruled.runs[1:])
        blocks = tuple(b._replace(runs=runs) if b is ruled else b for b in document.blocks)
        document_bytes(replace(document, blocks=blocks))
    with pytest.raises(FileProblem, match=r"U\+0008"):
        document_bytes(edited(document, "日本", "\x08"))


def with_document(xml: str | bytes) -> bytes:
    return make_docx(replace={"word/document.xml": xml.encode() if isinstance(xml, str) else xml})


def without(name: str) -> bytes:
    members = members_of(make_docx(p("文")))
    del members[name]
    return zip_of(members)


MANY = "".join(f"<w:t>{n}</w:t>" for n in range(500_001))
HEAD = '<?xml version="1.0"?>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'
BODY = DOCUMENT.format(p("&a9;"))
EXTERNAL = DOCUMENT.format(p("&x;"))
REFUSED = {
    "no relations": (without("_rels/.rels"), "no Word document"),
    "no document": (without("word/document.xml"), "lacks its part"),
    "no styles": (without("word/styles.xml"), "lacks its part"),
    "a workbook": (with_document('<workbook xmlns="x"/>'), "no Word document"),
    "broken XML": (with_document(DOCUMENT.format("<w:p>")), "broken in its part"),
    "not UTF-8": (with_document(DOCUMENT.format(p("日本")).encode("cp932")), "broken in its part"),
    "declared as Shift_JIS": (with_document(f'<?xml version="1.0" encoding="Shift_JIS"?>{BODY}'), "stores its part"),
    "billion laughs": (with_document(f'{HEAD}<!DOCTYPE w [<!ENTITY a0 "ha">{LAUGHS}]>{BODY}'), "document type"),
    "external entity": (
        with_document(f'{HEAD}<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>{EXTERNAL}'),
        "document type",
    ),
    "a document type in the styles": (
        make_docx(p("文"), replace={"word/styles.xml": b'<!DOCTYPE w [<!ENTITY x "y">]><w/>'}),
        "document type",
    ),
    "deep": (with_document(DOCUMENT.format("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)), "elements deep"),
    "deep styles": (
        make_docx(p(""), replace={"word/styles.xml": b"<a>" * 100_000 + b"</a>" * 100_000}),
        "elements deep",
    ),
    "many texts": (with_document(DOCUMENT.format(f"<w:p><w:r>{MANY}</w:r></w:p>")), "500000"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"\.doc"),
    "a folder that climbs": (make_docx(p("文"), replace={"../evil.xml": b""}), "leaves the package"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_sentence(case: str) -> None:
    data, says = REFUSED[case]
    with pytest.raises(FileProblem, match=says) as problem:
        parse(data)
    assert "\n" not in str(problem.value)
    assert ";" in str(problem.value)


def test_a_vast_text_is_refused_before_it_unfolds() -> None:
    """Random letters, so that no ratio gives it away: 100 MB in one w:t."""
    letters = bytes(range(65, 91)) * 37 + b"x"
    lump = b"".join(letters[n % 26 :] + letters[: n % 26] for n in range(110_000))
    data = with_document(DOCUMENT.format(p("|")).encode().replace(b"|", lump[: 100 << 20]))
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(FileProblem, match="split the document|vast size"):
        parse(data)
    assert time.process_time() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_parts_are_refused_or_read(data: st.DataObject) -> None:
    members = members_of(RICH)
    name = data.draw(st.sampled_from([name for name in members if not name.endswith("png")]))
    content = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    damaged = zip_of(members | {name: bytes(content)})
    try:
        document = parse(damaged)
    except FileProblem:
        return
    assert document_bytes(document) == damaged


def test_python_docx_reads_the_same() -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    made = docx.Document()
    made.add_heading("見出し,一", 1)
    paragraph = made.add_paragraph("日本,")
    paragraph.add_run("米国,").bold = True
    paragraph.add_run("中国").add_tab()
    made.add_paragraph("項目,一", style="List Bullet")
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "甲,", "乙"
    made.sections[0].header.paragraphs[0].text = "柱,"
    out = io.BytesIO()
    made.save(out)
    document = edited(parse(out.getvalue()), ",", "、")
    assert [block.kind for block in document.blocks] == [
        "heading",
        "paragraph",
        "list-item",
        "cell",
        "cell",
        "paragraph",
    ]
    read = docx.Document(io.BytesIO(document_bytes(document)))
    seen = [paragraph.text for paragraph in read.paragraphs]
    seen += [cell.text for cell in read.tables[0].rows[0].cells] + [read.sections[0].header.paragraphs[0].text]
    assert seen == [block.text for block in document.blocks]


def test_styles_may_be_of_another_writer() -> None:
    styles = STYLES.replace("<w:style ", "<w:style\n ")
    assert parse(make_docx(p("文", style="1"), styles=styles)).blocks[0].kind == "heading"
    strict = part("styles", STYLES).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert parse(make_docx(p("文", style="1"), replace={"word/styles.xml": strict})).blocks[0].kind == "heading"
