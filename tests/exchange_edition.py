"""A short article with English, as an edition that has everything an exchange file must carry."""

from __future__ import annotations

from dataclasses import replace

from translate.outputs import Edition
from translate.outputs.edition import TermUse
from translate.segment import Flag, Segment

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
