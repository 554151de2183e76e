"""A short article with English, as an edition that has everything an exchange file must carry."""

from __future__ import annotations

from dataclasses import replace

from cleantext.formats import parse_document
from translate.outputs import Edition
from translate.outputs.edition import TermUse
from translate.outputs.shapes import shapes_of
from translate.segment import Flag, Segment
from translate.segmenter import segment_document

ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("b0001", "heading", "港町の古い灯台", "The Old Lighthouse of the Harbour Town", "translated"),
    ("b0002", "paragraph", "2026年3月7日", "March 7, 2026", "repaired"),
    ("b0003", "paragraph", "灯台は1897年に建てられた。", "The lighthouse was built in 1879.", "flagged"),
    (
        "b0003",
        "paragraph",
        "「海が荒れる日は、灯が見えない。」",
        '"On rough days the light cannot be seen."',
        "translated",
    ),
    ("b0003", "paragraph", "市長は修理を約束した。", "The mayor promised repairs.", "translated"),
    ("b0004", "list-item", "- 予算：3億円 & 人員：12人", "- Budget: 300 million yen & staff: 12", "translated"),
    ("b0005", "paragraph", "【要確認：欠落】", "", "missing"),
    ("b0006", "paragraph", "市長は修理を約束した。", "The mayor promised repairs.", "translated"),
    ("b0006", "paragraph", "工事は秋に始まる。", "", "untranslated"),
    ("b0007", "cell", "=1+1", "=1+1", "copied"),
)
NUMBER = Flag("number", "1897 is not in the English | found 1879", "error", (3, 7), (28, 32))
SEGMENTS = tuple(
    Segment(f"s{n:04d}", block, kind, source, target, status, (NUMBER,) if status == "flagged" else (), "test")  # type: ignore[arg-type]
    for n, (block, kind, source, target, status) in enumerate(ROWS, 1)
)
EDITION = Edition(
    "港町の古い灯台",
    "The Old Lighthouse of the Harbour Town",
    SEGMENTS,
    "taiyaku:0 engine:[test]",
    "灯台.txt",
    "taiyaku 0.1.0",
    ("Every row needs a reader.",),
    terms=(TermUse("s0003", 0, 2, "lighthouse", "lighthouse"), TermUse("s0005", 0, 2, "mayor", "mayor")),
)


def edition_of(*segments: Segment) -> Edition:
    return replace(EDITION, segments=segments, terms=())


PAGE = """<!DOCTYPE html><html lang="ja"><head><title>岬の灯台</title>
<meta name="description" content="岬の話。"></head>
<body><h1>岬の灯台</h1><p title="注意">灯台は<ruby>岬<rt>みさき</rt></ruby>に立つ。\x01\x0b海が見える。</p>
<p><img src="a.png" alt="夜の灯台&#10;「光」 &amp; 海">市長は修理を約束した。</p>
<p>但这些城市的供暖系统已经全部瘫痪，居民们只能在寒冷中等待。</p><form><input placeholder="名前"></form>
</body></html>
"""


def page_edition() -> Edition:
    """An edition of a page with attributes, a reading, a lost passage, a term, a flag and control characters."""
    document = parse_document(PAGE.encode(), "html")
    segments = tuple(
        segment if segment.status == "missing" else replace(segment, target=f"English {n}.", status="translated")
        for n, segment in enumerate(segment_document(document))
    )
    doubted = next(segment for segment in segments if segment.kind == "attribute")
    flagged = replace(doubted, status="flagged", flags=(Flag("length", "too\x0bshort"),))
    return replace(
        EDITION,
        segments=tuple(flagged if segment is doubted else segment for segment in segments),
        shapes=shapes_of(document),
        terms=tuple(
            TermUse(segment.id, at, at + 2, "lighthouse", "lighthouse")
            for segment in segments
            if (at := segment.source.find("灯台")) >= 0
        ),
    )
