"""HTML: read and written in place, with nothing else changed, whatever the page is like."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleantext import Document, fix_document
from cleantext.files import FileProblem
from cleantext.formats import document_bytes, flow, html, parse_document, place_of
from cleantext.formats.markup import attributes, decoded, tokens

PIECES = [
    *"雨が。a <>&/!-=\"'\n\r\t　\u2028;",
    *"<p> </p> <b> </b> <i> </i> <br> <br/> <div> </div> <li> <ul> </ul> <td> <tr> <table> </table> <h1> </h2>".split(),
    *"<ruby> <rt> </rt> <rp> </ruby> <code> </code> <pre> </pre> <svg> </svg> <math> </math> <title> </title>".split(),
    *"<script> </script> <style> </style> <textarea> </textarea> <!-- --> <!--> --!> <! <? <![CDATA[ ]]>".split(),
    *"&amp; &lt &copy &#x96EA; &#12354 &#0; &nosuch; &notin; &not <img> </p <a href= </ <p/>".split(),
    *["<template>", "</template>", "<label>", "</label>", "<input>"],
    *["<p lang=en>", "<span translate='no'>", "<!-- taiyaku-disable -->", "<!-- taiyaku-enable -->", "<!doctype html>"],
    *["<?xml version='1.0'?>", "日本\n  の", " \n ", "<a b='>'>", "<xmp>", "<plaintext>"],
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def parse(text: str) -> Document:
    return parse_document(text.encode(), "html")


def texts(text: str) -> list[str]:
    return [block.text for block in parse(text).blocks]


def change(document: Document, number: int, start: int, end: int, new: str) -> bytes:
    block = document.blocks[number].replace(start, end, new)
    return document_bytes(replace(document, blocks=(*document.blocks[:number], block, *document.blocks[number + 1 :])))


def shown(text: str) -> str:
    """The text without spaces: what stands beside a line break decides whether it is shown as one."""
    return re.sub("[ \n]", "", text)


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<label><input type=radio> はい</label> <label><input type=radio> いいえ</label>", ["はい", "いいえ"]),
        ("<input id=a><label for=a>朝</label><input id=b>\n<label for=b>夕方</label>", ["朝", "夕方"]),
        ("どちらか。<label><input>朝</label><br><label><b>夕</b>方</label>", ["どちらか。", "朝", "夕方"]),
        ("<label><ruby>朝<rt>あさ</rt></ruby></label><label>昼</label><label>夜</label>", ["朝", "昼", "夜"]),
        ("この<label>名前</label>を<label>ここ</label>に書く。", ["この名前をここに書く。"]),
        ("<p>注<label for=n></label><input id=n>と<label></label>記", ["注と記"]),
        ("<label>東</label> または <label>西</label>", ["東 または 西"]),
        ("<p><label>東</label></p><p><label>西</label>", ["東", "西"]),
    ],
)
def test_labels_right_after_each_other_are_blocks(page: str, blocks: list[str]) -> None:
    assert texts(page) == blocks


@settings(max_examples=400, deadline=None)
@given(SOUP)
@example("雨 \n <img>雨")
def test_any_soup_comes_back_byte_for_byte(soup: str) -> None:
    try:
        document = parse(soup)
    except FileProblem:
        return
    assert document_bytes(document) == soup.encode()
    last = 0
    for block in sorted(document.blocks, key=lambda block: block.runs[0].ref):
        assert block.text.strip()
        for run in block.runs:
            start, end = run.ref
            assert last <= start <= end
            last = end
            assert run.fixed or decoded(soup[start:end]) == run.text


@settings(max_examples=400, deadline=None)
@given(SOUP, st.randoms(use_true_random=False), st.sampled_from(["", "新", "a<b>&amp;", "amp;", "#65;", "<!--", "]]>"]))
def test_a_change_is_read_as_it_was_meant_and_touches_nothing_else(soup: str, rng: random.Random, new: str) -> None:
    document = parse(soup)
    places = [
        (n, at) for n, block in enumerate(document.blocks) for at in range(len(block.text)) if block.free(at, at + 1)
    ]
    if not places:
        return
    number, at = rng.choice(places)
    if document.blocks[number].kind == "note":
        return  # whether it is read depends on what it says
    block = document.blocks[number].replace(at, at + 1, new)
    written = change(document, number, at, at + 1, new).decode()
    _, place = html.source_offset(document.blocks[number], at)
    assert written[: max(0, place - 34)] == soup[: max(0, place - 34)]  # 34: a reference before it may get its ;
    assert written.endswith(soup[place + 34 :])
    if new in ("新", "a<b>&amp;", "amp;", "#65;", "<!--"):
        blocks = (*document.blocks[:number], block, *document.blocks[number + 1 :])
        assert [shown(b.text) for b in parse(written).blocks] == [shown(b.text) for b in blocks]


@settings(max_examples=400, deadline=None)
@given(SOUP)
def test_every_character_lies_in_one_token(soup: str) -> None:
    for xml in (False, True):
        found = list(tokens(soup, xml))
        assert "".join(soup[token.start : token.end] for token in found) == soup


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from([piece for piece in PIECES if "\r" not in piece and "&#0" not in piece]), max_size=40))
def test_tokens_are_those_of_a_html5_parser(pieces: list[str]) -> None:
    tokenizer = pytest.importorskip("html5lib._tokenizer", reason="needs html5lib")
    kinds = pytest.importorskip("html5lib.constants").tokenTypes
    soup = "".join(pieces)
    raw = {
        "script": "scriptDataState",
        "title": "rcdataState",
        "textarea": "rcdataState",
        "plaintext": "plaintextState",
    }
    raw |= dict.fromkeys("style xmp iframe noembed noframes".split(), "rawtextState")
    if "<svg" in soup or "<math" in soup or "<?xml" in soup:
        return  # what is CDATA there, the tree decides, not the tokenizer
    theirs: list[tuple[str, str]] = []
    reader = tokenizer.HTMLTokenizer(soup)
    for token in reader:
        if token["type"] in (kinds["Characters"], kinds["SpaceCharacters"]):
            theirs.append(("text", token["data"]))
        elif token["type"] == kinds["StartTag"]:
            theirs.append(("start", token["name"]))
            if token["name"] in raw:
                reader.state = getattr(reader, raw[token["name"]])
        elif token["type"] == kinds["EndTag"]:
            theirs.append(("end", token["name"]))
    ours: list[tuple[str, str]] = []
    last = ""
    for token in tokens(soup):
        found = soup[token.start : token.end]
        if token.kind in ("text", "raw"):
            ours.append(("text", decoded(found) if token.kind == "text" or last == "textarea" else found))
        elif token.kind in ("start", "end"):
            ours.append((token.kind, token.name))
            last = token.name
    assert _joined(ours) == _joined(theirs)


def _joined(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    joined: list[tuple[str, str]] = []
    for kind, value in found:
        if kind == "text" and joined and joined[-1][0] == "text":
            joined[-1] = ("text", joined[-1][1] + value)
        elif value or kind != "text":
            joined.append((kind, value))
    return joined


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "T T T <p> <p_translate=no> </p> <div_translate=no> <div> </div> <ul> <li_translate=no> <li> </li> </ul> "
            "<b> </b> <i> </i> <table><tr><td>T<td_translate=no> <table><tr><td_translate=no>T<tr><td> </table> "
            "<span_translate=no> </span> <h1> </h1> <dl> <dt_translate=no> <dd> </dl> <section> </section> "
            "<blockquote> </blockquote>".split()
        ),
        max_size=30,
    )
)
@example(["<b>", "<span_translate=no>", "<p>", "T", "</b>", "T"])
@example(["<b>", "<p>", "<span_translate=no>", "T", "</b>", "T"])
def test_what_a_html5_parser_sees_as_not_to_translate_is_off(pieces: list[str]) -> None:
    parser = pytest.importorskip("selectolax.lexbor", reason="needs selectolax")
    letters = iter(map(chr, range(0x4E00, 0x9FFF)))
    soup = "<!doctype html>" + re.sub("T", lambda _: next(letters), "".join(pieces).replace("_", " "))
    document = parse(soup)
    shown = parser.LexborHTMLParser(soup).body.text()
    assert sorted("".join(block.text for block in document.blocks)) == sorted(shown)
    theirs = {sign for node in parser.LexborHTMLParser(soup).css("[translate=no]") for sign in node.text()}
    ours = {sign for block in document.blocks for run in block.runs if "*" in run.off for sign in run.text}
    assert theirs <= ours
    if not re.search(r"<[bi]>.*<span translate=no>.*<(?!span|/|[bi]>).*</[bi]>", soup):  # `elements` says why
        assert theirs == ours


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>日本の\n   首都は<b>東\n京</b>です。", ["日本の首都は東京です。"]),
        ("<p>NATO\n  is\n<b> here</b> </p>", ["NATO is here"]),
        ("<p>雨\r\nNATO\r\nは</p>", ["雨NATOは"]),
        ("<p>한국\n사람", ["한국 사람"]),
        ("<p>　字下げ 。 <br> 次 </p>", ["　字下げ 。\n次"]),
        ("一<br><br>二<br>\n<br/>三", ["一", "二", "三"]),
        ("<p>一<p>二<ul><li>三<li>四</ul>五", ["一", "二", "三", "四", "五"]),
        ("<table><tr><td>甲<td>乙<tr><th>丙</table>丁", ["甲", "乙", "丙", "丁"]),
        ("<p>R&amp;D &lt;雪&gt; AT&T a<b &#x96EA;", ["R&D <雪> AT&T a"]),
        ("<ruby>漢<rt>かん</rt>字<rp>(</rp><rt>じ<rp>)</ruby>だ", ["漢字だ"]),
        ("<ruby>漢<rt>かん</ruby>字<p>次", ["漢字", "次"]),
        (
            "<p><ruby>漢<rt>かん字はここで終わらず、閉じるタグもない。</p>次",
            ["漢", "かん字はここで終わらず、閉じるタグもない。", "次"],
        ),
        ("<p>前<code>a\n b &amp; c</code>後", ["前a b & c後"]),
        ("<script>'<p>x</p>'</script><style>p{}</style><pre>図</pre><textarea>x</textarea>雪", ["雪"]),
        ("<script><!-- <script> </script> <p>x --></script>雪", ["雪"]),
        ("<title>題</title><svg><title>x</title><text>y</text></svg><p>雪", ["題", "雪"]),
        ("<?xml version='1.0'?><script src='a'/><p>雪<![CDATA[a<b]]></p><p/>終", ["雪a<b", "終"]),
        ("<!-- <p>x --><p title='>'>雪<!bogus>が<?php?>", ["雪が"]),
        ("雪</br>雨</p>霧", ["雪\n雨", "霧"]),
        ("<p>続く<a href='x", ["続く"]),
    ],
)
def test_blocks_are_the_text_as_it_is_shown(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_kinds() -> None:
    page = (
        "<title>一</title><h2>二</h2><p>三</p><ul><li><p>四</p></ul><table><caption>五</caption><td>六</table>"
        "<figure>七<figcaption>八</figure><dl><dt>九</dl><aside epub:type='footnote'><p>十</aside><blockquote>百"
    )
    kinds = "heading heading paragraph list-item caption cell paragraph caption list-item note paragraph".split()
    assert [block.kind for block in parse(page).blocks] == kinds


@pytest.mark.parametrize(
    ("page", "off"),
    [
        ("<p translate=no>甲</p>", {"*"}),
        ("<p>前<b data-taiyaku='off'>甲</b>", {"*"}),
        ("<p lang='en-US'>甲", {"*"}),
        ("<p lang='en'>甲が", set()),
        ("<p lang='zh'><span lang=ja>甲</span>", set()),
        ("<html lang=ja-JP>甲", set()),
        ("<html xml:lang='C'>甲", set()),
        ("<!-- taiyaku-disable comma, dash -- why --><p>甲", {"comma", "dash"}),
        ("<!-- taiyaku-disable --><p>一<!-- taiyaku-enable --><p>甲", set()),
        ("<!-- taiyaku-disable-next-line comma --><p><img></p><p>甲", {"comma"}),
        ("<!-- taiyaku-disable-next-line --><p>一<p>甲", set()),
        ("<p>一<!-- taiyaku-disable-next-line --></p><p>甲", {"*"}),
        ("<p>甲<!-- taiyaku-disable-line comma --></p>", {"comma"}),
        ("<p>甲</p> <!-- taiyaku-disable-line -->", {"*"}),
        ("<p>甲</p>\n<!-- taiyaku-disable-line -->", set()),
        ("<p>甲</p><p>乙<!-- taiyaku-disable-line --></p>", set()),
        ("<p>乙</p><!-- taiyaku-disable-line -->\n<p>甲</p>", set()),
        ("<!-- taiyaku-disabled --><p>甲", set()),
    ],
)
def test_rules_are_switched_off(page: str, off: set[str]) -> None:
    runs = [run for block in parse(page).blocks for run in block.runs]
    assert next(run.off for run in runs if "甲" in run.text) == off


@pytest.mark.parametrize(
    ("page", "old", "new", "expected"),
    [
        ("<p>日<b>本</b>国&nbsp;AT&T,</p>", "日本国", "米国", "<p>米国<b></b>&nbsp;AT&T,</p>"),
        ("<p>AT&T,雪&copy</p>", ",", "、", "<p>AT&T、雪&copy</p>"),
        ("<p>甲&amp;乙</p>", "&", "＆", "<p>甲＆乙</p>"),
        ("<p>a&am、b</p>", "、", "p;", "<p>a&amp;amp;b</p>"),
        ("<p>&#12354、</p>", "、", "5", "<p>&#12354;5</p>"),
        ("<p>&copy、</p>", "、", "x", "<p>&copyx</p>"),
        ("<p>a&、b</p>", "、", "lt;", "<p>a&amp;lt;b</p>"),
        ("<p>a &lt、b</p>", "、", ";", "<p>a &lt;;b</p>"),
        ("<p>a <、b</p>", "、", "b>", "<p>a &lt;b>b</p>"),
        ("<title>甲</title>", "甲", "</title>", "<title>&lt;/title></title>"),
    ],
)
def test_only_what_is_changed_is_written(page: str, old: str, new: str, expected: str) -> None:
    document = parse(page)
    start = document.blocks[0].text.index(old)
    assert change(document, 0, start, start + len(old), new).decode() == expected


@pytest.mark.parametrize(
    "page", ["<p>日\n本", "<p>前<code>x</code>後", "<p>一<br>二", "<ruby>漢<rt>かん</rt>字</ruby>", "絵<img>絵"]
)
def test_no_change_reaches_across_what_is_fixed(page: str) -> None:
    block = parse(page).blocks[0]
    assert not block.free(0, len(block.text))
    assert block.free(0, 1)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("EUC-JP", "euc_jp"),
        ("iso-2022-jp", "iso2022_jp"),
        ("utf-8", "utf-8-sig"),
    ],
)
def test_a_page_keeps_its_encoding(label: str, codec: str) -> None:
    text = f"<meta http-equiv=Content-Type content='text/html; charset={label}'>\r\n<p>表紙の雪</p>\r\n<p>終</p>"
    document = parse_document(text.encode(codec), "html")
    assert [block.text for block in document.blocks] == ["表紙の雪", "終"]
    assert document_bytes(document) == text.encode(codec)
    changed = change(document, 0, 3, 4, "雨")
    assert changed == text.replace("雪", "雨").encode(codec)
    if not codec.startswith("utf"):
        assert change(document, 0, 3, 4, "😀").decode(codec) == text.replace("雪", "&#128512;")


def test_codes_that_mean_the_same_character_are_kept() -> None:
    page = b"<meta charset=shift_jis><p>\xfa\x40\n<p>" + "雪\n".encode("cp932") + b"\xee\xef"
    document = parse_document(page, "html")
    assert document_bytes(document) == page
    assert change(document, 1, 0, 1, "雨") == page.replace("雪".encode("cp932"), "雨".encode("cp932"))


def test_a_page_that_is_utf8_in_spite_of_its_word() -> None:
    page = "<meta charset=shift_jis><p>雪が降る。".encode()
    assert parse_document(page, "html").blocks[0].text == "雪が降る。"


def test_the_place_is_in_the_file() -> None:
    document = parse("<p>一&amp;\r\n  二<b>三</b>")
    places = [place_of(document, document.blocks[0], offset)[:2] for offset in range(5)]
    assert places == [(1, 4), (1, 5), (2, 3), (2, 7), (2, 8)]


def test_attributes_take_the_first_of_each_name() -> None:
    page = "<p a=1 A=2 b = 'x>y' c=\"&amp;&quot;\" =d e>"
    found = attributes(page, next(tokens(page)))
    assert found == {"a": "1", "b": "x>y", "c": '&"', "=d": "", "e": ""}


@pytest.mark.parametrize(
    "page",
    [
        "<b>" * 100_000 + "雪" + "</i></b>" * 100_000,
        "<div><p>" * 100_000 + "雪",
        "<table><tr><td>" * 50_000 + "</div>" * 50_000 + "雪",
        "<ruby><rt>" * 50_000 + "</p>雪",
        "雪" + "<" * 300_000,
        "雪" + "&" * 300_000,
        "雪<a " + "b='" * 100_000,
        "雪<a " + "b= " * 100_000 + ">",
        "雪" + " " * 500_000 + "雪",
        "雪" + "<!--" * 100_000,
        "雪" + "</" * 200_000,
        "雪<script>" + "<!--<script>" * 50_000,
        "雪&" + "a" * 1_000_000,
        "雪&#" + "9" * 1_000_000,
        "雪" + "<title>" * 100_000,
        "雪" + "<svg><p>" * 50_000,
        "雪" + "<h1><li>" * 50_000 + "</h2>" * 50_000,
    ],
    ids=lambda page: page[:12],
)
def test_hostile_pages_come_back(page: str) -> None:
    document = parse(page)
    assert document_bytes(document) == page.encode()
    assert "雪" in "".join(block.text for block in document.blocks)


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LARGEST", 10)
    with pytest.raises(FileProblem, match="split it"):
        parse("<p>" + "雪" * 10)
    monkeypatch.undo()
    monkeypatch.setattr(flow, "MOST_RUNS", 10)
    with pytest.raises(FileProblem, match="split it"):
        parse("&" * 11)


def test_entities_of_its_own_are_refused() -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "雪">]><html><body>&a;</body></html>'
    with pytest.raises(FileProblem, match="entities"):
        parse(page)
    assert texts(page.replace("<!ENTITY", "<!ATTLIST")) == ["&a;"]


@pytest.mark.parametrize(
    ("page", "profile", "expected"),
    [
        ("<p><a href='a'>港<b>API</b></a>を見る。</p>", "tech-spaced", "<p><a href='a'>港 <b>API</b></a> を見る。</p>"),
        ("<p>港の<em>API</em>を見る。</p>", "tech-spaced", "<p>港の <em>API</em> を見る。</p>"),
        ("<p><i>何?</i>次だ。</p>", "web-news", "<p><i>何？</i>　次だ。</p>"),
        ("<p>何?\n次の船です!\n終わりました。</p>", "web-news", "<p>何？\n次の船です！\n終わりました。</p>"),
        ("<p>何? <img src=a> 次です。</p>", "web-news", "<p>何？ <img src=a> 次です。</p>"),
    ],
)
def test_a_space_that_is_put_in_stands_outside_and_at_no_line_end(page: str, profile: str, expected: str) -> None:
    assert document_bytes(fix_document(parse(page), profile=profile).document).decode() == expected
