"""Captions of figures and tables: where they stand in each format, and their register apart from the running text."""

import pytest
from docx_files import make_docx, p
from test_epub import book

from cleantext.documents import check_document
from cleantext.formats import parse_document

HTML = (
    "<p>会談は終わった。合意はなかった。</p>"
    '<figure><img src="a.png" alt="地図です。"><figcaption>握手する両首相です。</figcaption></figure>'
    "<table><caption>参加国の一覧である。</caption><tr><td>日本です。</td></tr></table>"
    "<figure><img src='b.png'><figcaption>会場の<b>様子</b>です</figcaption></figure>"
)
WORD = make_docx(
    p("会談は終わった。合意はなかった。"),
    p("図1　握手する両首相です。", style="ca"),
    p("表1　参加国の一覧である。", style="zu"),
    p("図2：会場の様子です"),
)


XHTML = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>'
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja"><head><title>題</title></head><body>'
    + HTML.replace(".png'>", ".png'/>").replace('です。">', 'です。"/>')
    + "</body></html>"
)
BOOK = book({"OEBPS/text/1.xhtml": XHTML})


@pytest.mark.parametrize(("format", "data"), [("html", HTML.encode()), ("docx", WORD), ("epub", BOOK)])
def test_captions_are_judged_among_themselves(format: str, data: bytes) -> None:
    """Polite captions beside plain text are no slip; the one plain caption is."""
    found = check_document(parse_document(data, format), select=["register", "caption-register"])
    assert [(f.finding.rule, f.finding.found) for f in found] == [("caption-register", "である")]
    assert found[0].text[found[0].finding.start : found[0].finding.end] == "である"
    assert "参加国" in found[0].text


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ('<div class="caption"><p>港の様子です</p></div>', "caption"),
        ('<p class="wp-caption-text">港を望んだ</p>', "caption"),
        ("<p class=caption>港を望んだ</p>", "caption"),
        ('<p class="caption" role="heading"><span class="caption-text">目次</span></p>', "paragraph"),
        ('<p class="nocaption">普通の文である。</p>', "paragraph"),
        ('<table><tr><td class="caption">港</td></tr></table>', "cell"),
    ],
)
def test_captions_by_their_class(page: str, kind: str) -> None:
    assert [block.kind for block in parse_document(page.encode(), "html").blocks] == [kind]
