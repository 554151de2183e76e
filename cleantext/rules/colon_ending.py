"""Suggests 。 where a sentence ends with a colon and prose goes on in the next line.

A sentence that announces what follows ends with a colon in English; Japanese ends it with 。.

Left alone: a label (格子縞にする：), also a plain one before polite prose; a colon before a list, a table, code, a
quotation, a heading, an address or the end of the text; a sentence that says that something is shown
(以下を実行します：); labels (日時：); questions; colons inside a line; in web pages and books instructions
(…します：), and what does not stand in paragraphs that follow each other: between others is code, or a picture.
Source: JTF 日本語標準スタイルガイド 4.2.7 (和文ではコロンを使用しない; 見出し語とその説明の間は例外).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("状況は複雑だ：\\n\\n政府は対応に追われている。", select=["colon-ending"])]
[('：', '。')]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import is_letter
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..signs import find_signs

SUMMARY = "colon at the end of a sentence: 。"
SEVERITY = "info"
FIXES = False
SIGNS = ":："
_BREAK = r"[ \t]*(?:\r\n|[\r\n]){1,3}"
_ENDS = (
    "です",
    "ます",
    "せん",
    "した",
    "った",
    "いた",
    "れた",
    "けた",
    "めた",
    "えた",
    "せた",
    "んだ",
    "いる",
    "ある",
    "れる",
    "なる",
    "する",
    "える",
    "だ",
)
_POLITE = ("です", "ます", "せん", "ました", "でした", "さい")
_ANNOUNCES = lazy(
    r"(?:以下|下記|次の(?:よう|通り|とおり|点|手順|例|方法|場合|[0-9１-９一二三四五六七八九]|(?=[^。！？]*(?:です|ます|せん|る)$))|次に(?:示|挙)|例を|例で|例と|このよう|こうな|こう書|こうし)[^。！？]*$"
)
"""Something that is shown follows."""
NEAR = 60
_LABEL = lazy(r"(?:\A|[\r\n])[^\r\nはがも、]{1,7}$")
"""A line that is a label rather than a sentence."""
_PROSE = lazy(
    r"[ \u3000]{0,2}(?![0-9０-９一二三四五六七八九十]{1,3}[.．、)）])([^\x00-\x7f\u3000])[^\r\n]{10,}[。！？!?]"
)


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on colons that end a line after a predicate, before a line of prose."""
    in_page = context.blocks is not None and context.format in ("html", "epub")
    for match in find_signs(text, SIGNS, _BREAK):
        start = match.start()
        prose = _PROSE.match(text, match.end()) if text.endswith(_ENDS, 0, start) else None
        if not prose or not is_letter(prose[1]):
            continue
        if _ANNOUNCES.search(text, max(0, start - NEAR), start) or in_page and text.endswith("ます", 0, start):
            continue
        if in_page and not _goes_on_at_once(context, start):
            continue
        if not text.endswith(_POLITE, 0, start) and text.endswith(_POLITE, 0, prose.end() - 1):
            continue
        if _LABEL.search(text, max(0, start - NEAR), start):
            continue
        if context.free(start, start + 1):
            yield Hit(start, start + 1, "。", "a Japanese sentence ends with 。, not with a colon", safe=False)


def _goes_on_at_once(context: Context, at: int) -> bool:
    """True if the paragraph with text[at] and the next one stand together in the page, with only tags between."""
    index = context.part_at(at)
    if not context.blocks or index + 1 >= len(context.blocks) or context.parts[index].end - at > 2:
        return True
    block, after = context.blocks[index], context.blocks[index + 1]
    if block.kind != "paragraph" or after.kind != "paragraph":
        return False
    return 0 <= after.runs[0].ref[-2] - block.runs[-1].ref[-1] <= CLOSE


CLOSE = 60
"""Characters of tags and spaces between two paragraphs."""
