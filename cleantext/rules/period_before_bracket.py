"""Drops 。 before 」 and 』.

Newspapers and JTF set no full stop at the end of a quotation in brackets.

Only suggested where the words are typed or shown as they are (「…。」と入力する), and of one short sentence in 『 』
beside a noun or の, which may be a title (映画『山が笑う。』).

Left alone: 。）, since a bracketed sentence keeps its stop; names that end in 。 (モーニング娘。).
Source: JTF 日本語標準スタイルガイド 4.1.1 (句点: 閉じかっこの前に打たない).

>>> from cleantext import fix_text
>>> fix_text("「できません。」と（そう。）", select=["period-before-bracket"]).text
'「できません」と（そう。）'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import LETTER, NAMES_WITH_STOP, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "。 before a closing 」 or 』: none"
SEVERITY = "warning"
SIGNS = "」』"
_STOP = lazy(r"。(?=(?:\*\*?)?[」』])")
_LITERAL = lazy("[」』]と(?:入力|表示|出力|印字|印刷|タイプ|打ち込|打つ|画面に出)")
_SAYS = lazy("[。！？!?「」『』]")
LONGEST_TITLE = 20
_is_noun = members("々〆\u3400-\u9fffァ-ヺー・")
_stands_before = members(LETTER + "）」』0-9A-Za-z%％")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on 。 that stands before a closing corner bracket."""
    for match in _STOP.finditer(text):
        start, end = match.span()
        if not _stands_before(text[start - 1 : start]) or text.endswith(NAMES_WITH_STOP, 0, start):
            continue
        if text[start - 2 : start - 1] in ("「", "『") and text[end + 1 : end + 2] in ("の", "が", "は", "を"):
            continue  # 「す。」の一字
        if text[end] == "*" and context.format != "md":
            continue
        if context.free(start, end):
            literal = _LITERAL.match(text, end) is not None or _may_be_title(text, start, end)
            yield Hit(start, end, "", "no full stop before a closing 」", not literal)


def _may_be_title(text: str, start: int, end: int) -> bool:
    """True for the 。 of the only sentence in 『 』, a short one, after which no と says that somebody said it."""
    opening = text.rfind("『", max(0, start - LONGEST_TITLE), start)
    if text[end] != "』" or opening < 1 or _SAYS.search(text, opening + 1, start):
        return False
    named = _is_noun(text[opening - 1]) or text[end + 1 : end + 2] in ("の", "を", "が", "は")
    return named and not text.startswith(("と", "って"), end + 1)
