"""Attributes for people (alt, title …): read as blocks of their own, changed in place, and in no one's way."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import Document, Located, check_document, fix_document
from cleantext.formats import document_bytes, parse_document
from cleantext.formats.attributes import readable
from cleantext.formats.markup import Token, tokens, value_spans

VALUES = st.lists(
    st.sampled_from([*"岬灯,あ. a=&;<\"'\n\t　`/#", "&amp;", "&quot", "&lt", "&copy", "&#32;", "&#12354", "港の灯台"]),
    max_size=12,
).map("".join)
QUOTES = st.sampled_from(['"', "'", ""])


def parse(text: str, format: str = "html") -> Document:
    return parse_document(text.encode(), format)


def said(text: str) -> list[tuple[str, str]]:
    """What stands in the attributes of a page, and where."""
    return [(block.text, block.place) for block in parse(text).blocks if block.kind == "attribute"]


def told(found: list[Located]) -> list[tuple[str, str | None, str]]:
    return [(each.finding.rule, each.finding.fix, each.text) for each in found]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<img alt="岬の灯台">', [("岬の灯台", "alt of img")]),
        ("<img src=a.png alt=岬の灯台>", [("岬の灯台", "alt of img")]),
        ("<p title='岬 &amp; 港\n の 絵'>海</p>", [("岬 & 港の 絵", "title of p")]),
        ('<img alt="Figure 1"><img alt=""><img>', []),
        ('<meta name="Description" content="岬"><meta property="og:title" content="港">', None),
        ('<meta name="keywords" content="岬,港"><meta name="author" content="岬 花子">', []),
        ('<input type="submit" value="送る"><input type="reset" value="消す">', None),
        ('<input type="submit" name="a" value="送る"><input value="岬"><input type="hidden" value="港">', []),
        ('<input placeholder="名前"><textarea placeholder="本文">岬</textarea>', None),
        ('<link rel="stylesheet" title="冬" href="a.css"><a href="岬.html" data-x="岬" class="岬">港</a>', []),
        ('<optgroup label="北"><option label="岬">a</optgroup><track label="字幕">', None),
        (
            '<template><img alt="岬"></template><svg aria-label="港"><g aria-label="灯台"/></svg>',
            [("港", "aria-label of svg")],
        ),
        ('<img alt="岬" alt="港">', [("岬", "alt of img")]),
        ('<!-- <img alt="岬"> --><script>"<img alt=港>"</script>', []),
    ],
)
def test_what_is_read(page: str, expected: list[tuple[str, str]] | None) -> None:
    found = said(page)
    if expected is None:
        assert len(found) == page.count("<") - page.count("</")
    else:
        assert found == expected


def test_it_parts_no_sentence_and_follows_its_block() -> None:
    page = '<h1>岬</h1><p title="絵">雪が<img alt="灯台">降った。<b>風</b></p><img alt="港"><p>海。</p>'
    assert [(block.kind, block.text) for block in parse(page).blocks] == [
        ("heading", "岬"),
        ("paragraph", "雪が降った。風"),
        ("attribute", "絵"),
        ("attribute", "灯台"),
        ("attribute", "港"),
        ("paragraph", "海。"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<img alt="岬,港" translate="no">',
        '<div translate="no"><p><img alt="岬,港"></p></div>',
        '<p lang="zh">北京<img alt="北京,港"></p>',
        '<img data-taiyaku="off" alt="岬,港">',
        '<!-- taiyaku-disable --><img alt="岬,港">',
        '<!-- taiyaku-disable comma --><p>雪。<img alt="岬,港"></p>',
        '<!-- taiyaku-disable-next-line --><p title="岬,港">雪,風。</p>',
        '<!-- taiyaku-disable-next-line --><img alt="岬,港">',
        '<p>雪。<!-- taiyaku-disable-line --><img alt="岬,港"></p>',
        '<p>雪。<img alt="岬,港"><!-- taiyaku-disable-line --></p>',
        '<p>雪。<img alt="岬,港"></p><!-- taiyaku-disable-line -->',
    ],
)
def test_what_is_switched_off(page: str) -> None:
    assert not check_document(parse(page), select=["comma"])


def test_the_next_line_is_the_next_block_or_picture_alone() -> None:
    page = '<!-- taiyaku-disable-next-line --><img alt="岬,港"><p title="絵,画">雪,風。</p>'
    assert [each.text for each in check_document(parse(page), select=["comma"])] == ["雪,風。", "絵,画"]


def test_a_finding_says_what_it_is_in() -> None:
    (found,) = check_document(parse('<p>\n<img src="a.png"\n alt="岬,港"></p>'))
    assert found.place[:2] == (3, 8) and found.finding.message.endswith(" (alt of img)")


def test_other_text_is_judged_as_if_there_were_none() -> None:
    body = (
        "<h1>岬の日</h1><h2>1つ目：海</h2><p>雪が降った。風が吹いた。</p>{}<h2>3つ目：港</h2><p>人は来ないです。</p>"
        "<p>終わる。</p>"
    )
    rich = body.format(
        "".join(f'<img alt="{n}つ目の絵です。図（{n}"><img alt="同じ絵を何度も見せます。">' for n in range(1, 9))
    )
    bare = [told([each])[0] for each in check_document(parse(body.format("")))]
    attributes = {block.id for block in parse(rich).blocks if block.kind == "attribute"}
    found = check_document(parse(rich))
    assert [told([each])[0] for each in found if each.block not in attributes] == bare
    assert not any(
        each.finding.rule in ("register", "repetition", "missing-period") for each in found if each.block in attributes
    )


def shape(page: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The tags of a page with the names of their attributes."""
    return [
        (token.kind, token.name, tuple(value_spans(page, token)) if token.kind == "start" else ())
        for token in tokens(page)
        if token.kind != "text"
    ]


def test_a_reference_without_its_end_gets_it_before_what_follows_a_fix_that_takes_away():
    document = parse('<img title="&quot&a岬">')
    (block,) = [block for block in document.blocks if block.kind == "attribute"]
    at = block.text.index("&")
    after = replace(document, blocks=(block.replace(at, at + 1, ""),))
    assert document_bytes(after).decode() == '<img title="&quot;a岬">'


@settings(max_examples=500, deadline=None)
@given(
    VALUES,
    QUOTES,
    st.randoms(use_true_random=False),
    st.sampled_from(["", "新", '"', "'", "a b", "<b>&x;", "lt;", "=1", "copy"]),
)
def test_a_change_is_read_as_it_was_meant_and_touches_nothing_else(
    value: str, quote: str, rng: random.Random, new: str
) -> None:
    page = f'<p class="x">前<img src=a.png title={quote}{value}{quote} id="b">後</p>'
    document = parse(page)
    assert document_bytes(document) == page.encode()
    blocks = [block for block in document.blocks if block.kind == "attribute"]
    if len(blocks) != 1:
        return  # the value ends before its end, or says nothing
    places = [at for at in range(len(blocks[0].text)) if blocks[0].free(at, at + 1)]
    if not places:
        return
    at = rng.choice(places)
    block = blocks[0].replace(at, at + 1, new)
    after = tuple(block if each.id == block.id else each for each in document.blocks)
    written = document_bytes(replace(document, blocks=after)).decode()
    assert shape(written) == shape(page)
    runs = blocks[0].runs
    assert written.startswith(page[: runs[0].ref[0]].removesuffix("=").rstrip(" "))
    assert written.endswith(page[runs[-1].ref[1] :])
    tag = next(token for token in tokens(written) if token.name == "img")
    if list(readable(written, tag)):
        (found,) = [each.text for each in parse(written).blocks if each.kind == "attribute"]
        assert "".join(found.split()) == "".join(block.text.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(VALUES, QUOTES), max_size=4))
def test_fixes_keep_tags_and_attributes(values: list[tuple[str, str]]) -> None:
    page = "".join(
        f"<p title={quote}{value}{quote}>日本,<img alt={quote}{value}{quote}></p>" for value, quote in values
    )
    document = fix_document(parse(page), select=["comma", "period", "space-between-full-width"]).document
    written = document_bytes(document).decode()
    assert shape(written) == shape(page)
    again = fix_document(document, select=["comma", "period", "space-between-full-width"]).document
    assert document_bytes(again).decode() == written


@pytest.mark.parametrize("page", ['<p title="岬,&#32;,">日</p>', "<p>岬,&#32;,</p>", "<p>岬,\n,</p>"])
def test_white_space_that_is_read_otherwise_after_a_fix_is_no_reason_for_another_run(page: str) -> None:
    once = fix_document(parse(page), select=["comma"]).document
    assert document_bytes(fix_document(once, select=iter(["comma"])).document) == document_bytes(once)


def test_an_unquoted_value_that_loses_all_is_quoted() -> None:
    document = parse("<img alt=岬 id=a><img alt=港><img title='岬'>")
    gone = tuple(block.replace(0, 1, "") for block in document.blocks)
    assert document_bytes(replace(document, blocks=gone)) == b'<img alt="" id=a><img alt=""><img title=\'\'>'


def test_only_what_changes_is_written() -> None:
    page = "<p title='岬&#x306e;「灯台」,夜 &copy 2026'>雪<br/></P >"
    fixed = fix_document(parse(page), select=["comma"]).document
    assert document_bytes(fixed).decode() == page.replace(",", "、")
    stored = '<meta charset="shift_jis"><img alt="岬,港">'.encode("cp932")
    fixed = fix_document(parse_document(stored, "html"), select=["comma"]).document
    assert document_bytes(fixed) == '<meta charset="shift_jis"><img alt="岬、港">'.encode("cp932")


def test_a_tag_of_other_letters_costs_no_more() -> None:
    page = '<p class="a" title="The Cape">'
    assert list(readable(page, Token("start", 0, len(page), "p"))) == []
