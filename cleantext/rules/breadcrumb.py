"""Reports navigation of a web page that was copied with the article: ニュース / 国際 / 欧州.

A short line at the beginning or the end of the text whose words are parted by signs of navigation ( / › » >)
between spaces, without a sentence in it.

Left alone: titles with a subtitle after a sign without spaces, dates and units (km / h), credits (文：佐藤 / 写真：乙),
lines with marks of headings, lines in the middle of a text, Markdown, whose > is a quotation, web pages and books,
where navigation belongs.
Source: this project's own measurements (machine-translated articles copied from web pages).

>>> from cleantext import check_text
>>> [f.found for f in check_text("ホーム / 国際 / 欧州\\n\\n交渉は続いた。", select=["breadcrumb"])]
['ホーム / 国際 / 欧州']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import has_japanese
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "navigation of a web page left in the text"
SEVERITY = "info"
FIXES = False
SIGNS = "/>›»"
_WORD = r"[^\s。、！？!?/>›»0-9#*=][^。、！？!?/>›»\n]{0,30}"
_CRUMBS = lazy(f"{_WORD}(?: [/>›»] {_WORD}){{1,6}}")
_CREDIT = lazy(
    "(?:^|[/・] ?)(?:文|写真|撮影|出演|取材|編集|構成|聞き手|監督|演出|脚本|原作|作画|訳|翻訳|著|著者|執筆|筆者|協力"
    "|提供|作詞|作曲|編曲|歌|朗読|司会|絵|イラスト|デザイン|Text|Photo|Words)(?=[ 　：:・/]|by|$)"
)
"""Who made what: 取材・文：佐藤 / 写真：鈴木."""
ENDS = 3
"""So many blocks at either end of a text are looked at."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on lines that are nothing but navigation."""
    if context.format in ("md", "html", "epub"):
        return
    parts = context.parts
    for index, part in enumerate(parts):
        if ENDS <= index < len(parts) - ENDS:
            continue
        line = text[part.start : part.end].strip()
        if len(parts) > 1 and _CRUMBS.fullmatch(line) and has_japanese(line) and not _CREDIT.search(line):
            start = text.index(line, part.start)
            yield Hit(start, start + len(line), None, "this looks like navigation of a web page", False, 0.6)
