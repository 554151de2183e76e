"""Suggests …… for dots in a row (...…, too), and for a single … in a text that sets …… elsewhere.

`...`, `・・・`, `。。。` and `、、、` are typed for the ellipsis, which Japanese sets as two U+2026.

Left alone: a single … where the text has no …… or more of the single ones (headlines set one), dots
between Latin words and digits, leaders of a table of contents, dots that stand for left-out rows or text
alone in a line or in brackets, names of menus with dots (ファイル → 新規..., 「検索...」を選ぶ and headings that are
such names), code.
Source: JIS X 4051 一般 (三点リーダは2字分); 文化庁「くぎり符号の使ひ方」(1946) テンテン・テンセン.

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("それは...無理だ。まさか・・・", select=["ellipsis"])]
[('...', '……'), ('・・・', '……')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import CLOSING, HIRAGANA, LETTER, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds

SUMMARY = "dots in a row: ……"
SEVERITY = "info"
FIXES = False
SIGNS = ".．・･。、…"
_stands_before = members(LETTER + CLOSING + "！？「『")
_SENTENCE = lazy("[。！？、「]")
_QUOTED_NAME = lazy(r"\.\.\.[」』］\]\"”](?![とっ])")
_COMMAND = lazy(
    r"[」』］\]\"”]? ?(?:(?:を|から|で)? ?(?:選択|実行|クリック|タップ)|を ?(?:選|押)"
    r"| (?:を|で|から|は|の)| と(?:進|すると|たど)"
    r"|ボタン|メニュー|コマンド|ダイアログ|オプション|項目| ?(?:フィルター?|ツール)(?![ァ-ヺー]))"
)
_LEADS = ("→", "> ", " >", "＞", "⇒", "]>[", "» ")
"""What stands between the names of a menu and of its command."""
_is_hiragana = members(HIRAGANA)
_ACTION = lazy(
    "(?:を[^。、！？をはがも]{0,10}[うくすつぬぶむるぐ]"
    "|[一-鿿][いきしちにびみりえけせてねべめれ][一-鿿][いきしちみりえけせてべめれ])$"
)
"""A command: 機能タグをつけ直す, 色の並べ替え."""
_NUMBERED = lazy(r"\d+(?:\.\d+)+\.? ")
"""How the heading of a section begins that is named after a command: 13.2. 並べる..."""
_ENDS_ENTRY = lazy(r",\s|\]\(|</a>|\s*\Z")
_IN_ENTRY = lazy(r"\.\.\.,\s")
"""What follows and what stands in the index of a book: 検索..., 検索..."""
LONGEST_ENTRY = 300
"""Code points on either side of the dots that are looked at for an entry of an index."""
_LEADER = lazy(r"\s*[0-9０-９ivx]+\s*(?:[\r\n]|$)")
_LONGEST = 6
"""More dots than these are a leader or an ornament."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on dots after Japanese, and on single … where they are the fewer."""
    typed = [re.escape(sign) for sign in SIGNS[:-1] if sign in text and sign * 3 in text]
    signs = [f"{2 * sign}{sign}+\u2026*" for sign in typed]
    signs += ["\u2026+(?:\\.\\.+)?"] * ("\u2026" in text)
    dots = re.finditer("|".join(signs), text) if signs else ()
    runs = [match for match in dots if match.end() - match.start() <= _LONGEST]
    sizes = [len(match.group()) for match in runs if not match.group().strip("\u2026")]
    mixed = sizes.count(2) > sizes.count(1)
    for match in runs:
        start, end = match.span()
        if not match.group().strip("\u2026") and not (mixed and end - start == 1):
            continue
        before = text[start - 1 : start]
        if not _stands_before(before) or _LEADER.match(text, end):
            continue
        if before in "「『" and text[end : end + 1] in ("」", "』", "") and match.group()[0] in "。、・.":
            continue
        if match.group()[0] == "." and _is_label(text, start, context):
            continue
        if context.free(start, end):
            message = "the rest of the text sets ……" if match.group() == "\u2026" else "the ellipsis is ……"
            yield Hit(start, end, "……", message, safe=False)


def _is_label(text: str, start: int, context: Context) -> bool:
    """True for the dots of a menu's name, which open a dialogue: in a heading or alone in a block, or after →."""
    low = max(0, start - 40)
    low = max(low, text.rfind("\n", low, start), text.rfind("。", low, start))
    if any(mark in text[low:start] for mark in _LEADS):
        return True
    if _COMMAND.match(text, start + 3) or context.format == "txt" and text.startswith("</", start + 3):
        return True
    if _QUOTED_NAME.match(text, start) and not _is_hiragana(text[start - 1]):
        opened = max(text.rfind(mark, max(0, start - 40), start) for mark in '「『［["“')
        if opened >= 0 and not _SENTENCE.search(text, opened + 1, start):
            return True
    index = context.part_at(start) if context.format != "txt" else -1
    part = context.parts[index] if index >= 0 else None
    if _is_entry(text, start, *(part[:2] if part else line_bounds(text, start))):
        return True
    if part is None:
        return False
    at_end = text[start : min(part.end, start + 40)].strip() == "..."
    if at_end and _NUMBERED.match(text, part.start, start):
        return True
    if _is_hiragana(text[start - 1]) and not _ACTION.search(text, max(part.start, start - 12), start):
        return False
    return part.kind == "heading" or at_end and not _SENTENCE.search(text, part.start, start)


def _is_entry(text: str, start: int, low: int, high: int) -> bool:
    """True for the dots of a command in text[low:high] if that is an entry of an index."""
    low, high = max(low, start - LONGEST_ENTRY), min(high, start + LONGEST_ENTRY)
    if not _ENDS_ENTRY.match(text, start + 3, high) or _SENTENCE.search(text, low, high):
        return False
    return _IN_ENTRY.search(text, low, high) is not None
