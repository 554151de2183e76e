"""Sets the Western full stop at the end of a Japanese sentence as 。.

`.` or `．` is left by machine translation and by keyboards set to Latin. The space that Western text
sets after it goes with it.

In Markdown it may stand after marks of emphasis or a link (**港だ**.), and everywhere before the mark of a note
(終わった.[1] 終わった.[^1]).

Left alone: a stop after a Latin letter, a digit or another stop, the marks of a list (ア. 一.), names of
files and of domains (資料.txt, はじめよう.みんな), addresses, code, a Markdown link alone in its line, English
that cites Japanese (see 第一章.).
Source: JTF 日本語標準スタイルガイド 1.2.1, 4.1.1, 4.1.3 (和文の句読点にピリオドを使わない).

>>> from cleantext import fix_text
>>> fix_text("会談は終わった. 次は春だ．米国の U.S.は3.14を", select=["period"]).text
'会談は終わった。次は春だ。米国の U.S.は3.14を'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import HIRAGANA, LETTER, OPENING, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..signs import find_signs
from ..structure import word_end

SUMMARY = "Western full stop at the end of a Japanese sentence: 。"
SEVERITY = "warning"
SIGNS = ".．"
_ALONE = r"(?![.．])(?<![\x00-'*-\\^-~].)"
_ALONE_MARKED = r"(?![.．])(?<![\x00-'+-\\^-~].)"
_ends_word = members(LETTER + "」』）)")
_NOTED = lazy(f"[{HIRAGANA}][(（\\[][^()（）\\[\\]]{{1,40}}[)）\\]]$")
"""A remark or the mark of a note before the stop: （p=0.01）．"""
_MARKS = lazy("(?:[0-9０-９一二三四五六七八九十][章節部条項回話]|[一二三四五六七八九十]|(?<![ァ-ヺー])[ァ-ヺ])$")
FAR = 200
MESSAGE = "a Japanese sentence ends with 。"
_NOTE = r"(?:\[\^\w{1,20}\]|(?<=[ただすないるうん][.．])\[[1-9]\d?\])(?![(\[:：])"
_AT_END = lazy(rf"[.．](?=[」』）)]*(?:{_NOTE})*[ \t\u3000]*(?:[\r\n]|$))")
_BETWEEN = lazy(f'[.．](?:(?=[{LETTER}{OPENING}」』\u3000]|{_NOTE})| (?=[{LETTER}{OPENING}0-9A-Za-z"“]))')
_is_hiragana = members(HIRAGANA)
_may_precede = members(LETTER + "0-9A-Za-z%％」』）)、，,")
_DOMAIN = lazy(
    "[.．](?:みんな|コム|グーグル|ポイント|クラウド|ストア|セール|ファッション|アマゾン|家電|食品|書籍|世界|テスト|企業|政府)"
)
_ENGLISH = lazy(" [a-z]+ [a-z]")
_CITES = lazy(
    r"(?:^|[\s(（])(?:see|also|in|at|of|on|to|by|as|for|the|and|or|from|with|under|into|than|through|using|following|called|read"
    r"|follow|is|are|that)\s(?:[A-Z]\w*\s)?[^A-Za-z。\r\n]*$",
    re.I,
)
_QUOTED = lazy("「[^「」]*」|『[^『』]*』")
_MARK = lazy(r"(?:^|[\s「『（(])[^\s「『（(][」』）)]?$")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on stops after Japanese that end a line or stand between two sentences."""
    marked = context.format == "md"
    for match in find_signs(text, SIGNS, _ALONE_MARKED if marked and "*" in text else _ALONE):
        start = match.start()
        end = word_end(text, start) if marked else start
        before = text[max(0, end - 3) : end]
        if not (_ends_word(before[-1:]) and any(map(is_letter, before[-2:]))):
            if (
                before[-1:] in ")）]"
                and _NOTED.search(text, max(0, end - 44), end)
                and _goes_along(text, start)
                and context.free(start, start + 1)
            ):
                yield Hit(start, match.end() + text.startswith(" ", match.end()), "。", MESSAGE)
            continue
        joined = _ends_word(before[-2:-1]) or _is_hiragana(before[-1]) and before[-2:-1].isalnum()
        if not (joined or _counts(text, end)):
            continue
        if _MARK.search(before) or _DOMAIN.match(text, start):
            continue
        if _ENGLISH.match(text, match.end()) or _cites(text, start):
            continue
        found = _AT_END.match(text, start)
        if not found and (between := _BETWEEN.match(text, start)):
            found = between if _goes_on(before) or _goes_along(text, start) else None
        if found and context.free(*found.span()):
            yield Hit(*found.span(), "。", MESSAGE)


def _goes_on(before: str) -> bool:
    """True if a sentence may end with these characters in the middle of a line: 行く, 行く」."""
    word = before[:-1] if before[-1] in "」』）)" else before
    return _is_hiragana(word[-1:]) and _may_precede(word[-2:-1])


def _goes_along(text: str, stop: int) -> bool:
    """True if the same sign ends another sentence of the line, after hiragana: 朝は晴れ．昼は雨．夜は雪．

    What it ends must be a sentence itself: it has hiragana, and is no mark of a choice or a number.
    """
    low, high = line_bounds(text, stop)
    sign, after = text[stop], text[stop + 1 : stop + 3]
    if after[:1].isascii() and not (after[:1] == " " and is_letter(after[1:])) or sign == "." and after[:1] != " ":
        return False
    begin = max(low, stop - FAR, text.rfind("。", low, stop) + 1)
    before = text.rfind(sign, begin, stop)
    while before >= 0 and text[before + 1].isdigit():
        before = text.rfind(sign, begin, before)
    begin = max(begin, before + 1)
    if _MARKS.search(text, begin, stop) or not any(map(_is_hiragana, text[begin:stop])):
        return False
    at = text.find(sign, max(low, stop - FAR), min(high, stop + FAR))
    while at >= 0:
        if at != stop and _is_hiragana(text[at - 1]) and (_AT_END.match(text, at) or _BETWEEN.match(text, at)):
            return True
        at = text.find(sign, at + 1, min(high, stop + FAR))
    return False


def _counts(text: str, end: int) -> bool:
    """True for a count at the end of a sentence, after kana in its line: 参加者は10人.

    What stands alone, 3章., is a mark.
    """
    low, _ = line_bounds(text, end)
    return text[end - 2 : end - 1].isalnum() and any(map(_is_hiragana, text[low : end - 2]))


def _cites(text: str, stop: int) -> bool:
    """True if what ends at the stop is English that ends with Japanese: see 第一章."""
    return _CITES.search(_QUOTED.sub("", text[max(0, stop - 120) : stop])) is not None
