"""Checking and fixing documents, whatever their format."""

from dataclasses import replace

import pytest
from docx_files import STYLES, make_docx, p
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import Block, Document, Place, Run, check_document, check_text, fix_document, fix_text
from cleantext.context import Context
from cleantext.fix import FILLER_MARK, Filler
from cleantext.formats import document_bytes, parse_document

TEXTS = st.lists(
    st.sampled_from(
        ["日本", "米国", ",", ":", "。", " ", "?", "(", ")", "\n", "\r\n", "```\n", "A", "——", "这样的话,但是,"]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize("form", ["txt", "md"])
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_a_document_of_text_is_checked_and_fixed_as_its_text(form: str, text: str) -> None:
    document = parse_document(text.encode(), form)
    located = check_document(document)
    assert [each.finding for each in located] == check_text(text, format=form)
    done, fixed = fix_document(document), fix_text(text, format=form)
    assert document_bytes(done.document) == fixed.text.encode()
    assert [each.finding for each in done.applied] == fixed.applied
    assert [each.finding for each in done.remaining] == fixed.remaining
    for each in located:
        line = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[each.place.line - 1]
        assert line[each.place.column - 1 :].startswith(each.finding.found.split("\r")[0].split("\n")[0])


def test_an_encoding_is_kept_and_may_be_changed() -> None:
    data = "日本,米国\r\n".encode("cp932")
    done = fix_document(parse_document(data)).document
    assert document_bytes(done) == "日本、米国\r\n".encode("cp932")
    other = replace(done, source=replace(done.source, encoding="utf-8"))
    assert document_bytes(other) == "日本、米国\r\n".encode()


def test_a_wave_dash_is_written_in_cp932() -> None:
    done = fix_document(parse_document("参加は10~20人,".encode("cp932"))).document
    assert document_bytes(done) == "参加は10～20人、".encode("cp932")


BLOCKS = (
    Block("b0001", "heading", (Run("結論", 0),)),
    Block(
        "b0002",
        "paragraph",
        (Run("日本", 1), Run(",", 2), Run("米国:", 3), Run("x,日", 4, fixed=True), Run(",英国", 5)),
    ),
    Block("b0003", "paragraph", (Run("日本,", 6, off=frozenset({"comma"})), Run("米国,仏国:", 7))),
    Block("b0004", "paragraph", (Run("日本,米国", 8, off=frozenset({"*"})),)),
)


def test_rules_see_blocks_as_one_text_and_leave_fixed_and_switched_off_runs() -> None:
    context = Context.of_blocks(BLOCKS, "docx")
    assert [context.text[part.start : part.end] for part in context.parts] == [block.text for block in BLOCKS]
    assert not context.free(*span(context.text, "x,日"))
    assert context.free(*span(context.text, "結論"))
    assert context.may_change(*span(context.text, "本,米"))
    assert not context.may_change(*span(context.text, ":x"))
    assert not context.may_change(*span(context.text, "結論\n\n日"))
    assert not context.is_wanted("comma", *span(context.text, "日本,米国,仏"))
    assert context.is_wanted("colon", *span(context.text, "仏国:"))
    assert not context.is_wanted("colon", len(context.text) - 1, len(context.text))


def test_allowed_texts_are_never_found() -> None:
    text = "日本,米国、株式会社ア,イ"
    assert [f.start for f in check_text(text, select=["comma"])] == [2, 11]
    assert [f.start for f in check_text(text, select=["comma"], allow=["ア,イ"])] == [2]
    assert fix_text(text, select=["comma"], allow=["ア,イ"]).text == "日本、米国、株式会社ア,イ"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_allowed_patterns_may_name_the_ends_of_lines(end: str) -> None:
    text = f"岬,港。{end}岬,湾。岬,湾{end}東,岬,湾{end}"
    assert [f.start for f in check_text(text, select=["comma"], allow=["/^岬,湾/"])] == [
        n for n, sign in enumerate(text) if sign == "," and n != text.index("岬,湾") + 1
    ]
    assert len(check_text(text, select=["comma"], allow=["/岬,湾$/"])) == 3


def test_comments_switch_rules_off() -> None:
    text = "日本,米国\n<!-- taiyaku-disable comma -->\n日本,米国:英国\n<!-- taiyaku-enable -->\n日本,米国\n"
    assert [f.start for f in check_text(text, select=["comma"])] == [2, len(text) - 4]
    assert [f.rule for f in check_text(text, select=["colon"])] == ["colon"]
    assert fix_text(text).text == text.replace("日本,米国\n", "日本、米国\n").replace("国:英", "国：英")


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def test_places_are_told_for_text() -> None:
    (located,) = check_document(Document("txt", *_source("一。\r\n日本,米国")), select=["comma"])
    assert located.place == Place(2, 3)


def _source(text: str) -> tuple[tuple[Block, ...], object]:
    document = parse_document(text.encode())
    return document.blocks, document.source


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (
            "会談は終わった。\nhttps://example.com/a\u8fd9\u6837\u7684\u60c5\u62a5\u662f\u4e0d\u5bf9\u7684，\u8bf7\u5927\u5bb6\u786e\u8ba4\u4e00\u4e0b\u3002\n",
            "会談は終わった。\nhttps://example.com/aMARK\n",
        ),
        (
            "会談は終わった。\n\u8fd9\u6837\u7684\u60c5\u62a5\u662f\u4e0d\u5bf9\u7684，\u8bf7\u5927\u5bb6\u786e\u8ba4https://example.com/a\n",
            "会談は終わった。\nMARKhttps://example.com/a\n",
        ),
        (
            "百科はhttps://example.com/wiki/\u4e2d\u534e\u4eba\u6c11\u5171\u548c\u56fd\u5916\u4ea4\u90e8 にある。\n",
            "百科はhttps://example.com/wiki/\u4e2d\u534e\u4eba\u6c11\u5171\u548c\u56fd\u5916\u4ea4\u90e8 にある。\n",
        ),
    ],
)
def test_an_address_beside_chinese_is_kept(text: str, fixed: str) -> None:
    got = fix_text(text, glossary=None).text
    assert got.replace("【要確認：原文欠落（中国語の混入）】", "MARK") == fixed


LOOP = "这样的话,但是,这样的话,但是,这样的话,但是,这样的话。"


@pytest.mark.parametrize(
    ("filler", "page"),
    [
        ("remove", "<p>雪が降った。<p><p>会談は続いた。<li>"),
        ("mark", "<p>雪が降った。<p>{mark}<p>会談は続いた。<li>{mark}"),
        ("keep", "<p>雪が降った。<p>{loop}<p>会談は続いた。<li>{loop}"),
    ],
)
def test_a_paragraph_of_filler_alone(filler: Filler, page: str) -> None:
    """Its end is no break of a line that could go with it."""
    source = f"<p>雪が降った。<p>{LOOP}<p>会談は続いた。<li>{LOOP}"
    fixed = fix_document(parse_document(source.encode(), "html"), filler=filler)
    assert document_bytes(fixed.document).decode() == page.format(mark=FILLER_MARK, loop=LOOP)


@pytest.mark.parametrize("filler", ["mark", "remove"])
def test_the_tab_after_filler_parts_columns(filler: Filler) -> None:
    put = FILLER_MARK if filler == "mark" else ""
    assert fix_text(f"甲\t{LOOP}\t乙は続いた。\n", filler=filler).text == f"甲\t{put}\t乙は続いた。\n"


PLAIN, POLITE = "この港は北にある。冬は長い。", "港は静かです。船が来ます。"


def test_a_quotation_set_apart_has_its_own_register() -> None:
    page = f"<p>{PLAIN}<blockquote><p>{POLITE}</blockquote><p>{PLAIN}"
    text = f"{PLAIN}\n\n> {POLITE}\n\n{PLAIN}\n"
    styles = STYLES + "".join(
        f'<w:style w:type="paragraph" w:styleId="q{n}"><w:name w:val="{name}"/></w:style>'
        for n, name in enumerate(["Quote", "Block Text", "引用文 2", "Quarterly"])
    )
    word = [make_docx(p(PLAIN), p(POLITE, style=f"q{n}"), p(PLAIN), styles=styles) for n in range(4)]
    for data, form in [(page.encode(), "html"), (text.encode(), "md"), *((data, "docx") for data in word[:3])]:
        assert check_document(parse_document(data, form), select=["register"]) == []
    others = [(page.replace("blockquote", "div").encode(), "html"), (word[3], "docx")]
    for data, form in others:
        found = check_document(parse_document(data, form), select=["register"])
        assert [each.finding.found for each in found] == ["です"]


def test_a_paragraph_in_which_the_register_is_switched_off_is_not_counted() -> None:
    off, on = "<!-- taiyaku-disable register -->", "<!-- taiyaku-enable register -->"
    page = f"<p>{PLAIN}{off}<p>{POLITE * 4}{on}<p>雪です。"
    found = check_document(parse_document(page.encode(), "html"), select=["register"])
    assert [each.finding.message for each in found] == ["polite (です・ます) in a text that is plain (である)"]
