"""Finds kanji and Arabic figures mixed for the same use in one article: 三つ目 beside 3つ目.

The figures before one counter (つ目, 回, か国, 歳 …) are compared; those that are fewer are to be written as the
others are, Arabic where there are as many. 数10年 and の1種 are 数十年 and の一種 in any case. The profile jtf
(numerals = "arabic") asks for Arabic figures before a counter everywhere. All fixes are suggestions.

Left alone: idioms and names (一人, 二人三脚, 三つ子, 第三者, 三国), 数 and 何 with kanji (数百倍), round numbers
(百倍), Arabic figures from 100 on, quotations.
Source: JTF 日本語標準スタイルガイド 2.2.2 (算用数字と漢数字の使い分け).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("3つ目の論点。二つ目に戻る。三人の姉妹。", select=["numeral-mix"])]
[('二つ目', '2つ目')]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..characters import members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..series import number_of

SUMMARY = "kanji and Arabic figures mixed for the same use: 三つ目 and 3つ目"
SEVERITY = "info"
FIXES = False
_is_kanji = members("一-鿿々")
_COUNTER = (
    r"(?:つ(?:目|め|(?=[のをがはも、に]))|[番回人年日件度枚章]目|[かカヵヶケ箇](?:国|月|所)|週間|時間|年間|日間|種類|段階|項目|世紀"
    r"|ページ|パーセント|ポイント|ドル|[章節部回歳倍台社校枚冊件名人円])"
)
_WRITTEN = lazy(f"([一二三四五六七八九十百〇][一二三四五六七八九十百〇]{{0,4}})({_COUNTER})")
_FIGURE = lazy(f"([0-9０-９][0-9０-９]?)({_COUNTER})")
_ROUGH = lazy(r"数(1(0{1,3})|１(０{1,3}))(?=[年人回倍億万兆件台社名日枚冊個本点か箇カヶヵ種分秒])")
_ROUGH_KANJI = {1: "十", 2: "百", 3: "千"}
_KIND = lazy("[1１](?<=の.)種(?![類目])")
_SMALL_KANA = str.maketrans("カヵヶケ箇め", "かかかか" + "か目")
_ALWAYS = ("つ目", "番目", "章", "節")
"""Counters before which 一 is a number, and no part of a word as in 一人 and 一回."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on counts in the figures that are fewer, and on 数10."""
    yield from _idioms(text, context)
    written = _places(text, context, _WRITTEN)
    figures = _places(text, context, _FIGURE) if written else {}
    arabic = context.setting("numerals") == "arabic"
    for counter, kanji in written.items():
        other = figures.get(counter, [])
        if not (other or arabic):
            continue
        if arabic or len(kanji) <= len(other):
            for start, digits in kanji:
                yield _hit(text, start, digits, str(number_of(digits)), arabic and not other)
        else:
            for start, digits in other:
                yield _hit(text, start, digits, kanji_of(int(digits)), False)


def _hit(text: str, start: int, digits: str, new: str, style: bool) -> Hit:
    counter = _COUNTER_END.match(text, start + len(digits))
    end = counter.end() if counter else start + len(digits)
    message = "a count is written in Arabic figures" if style else "the article writes this count in other figures too"
    return Hit(start, end, new + text[start + len(digits) : end], message, False, 0.6)


_COUNTER_END = lazy(_COUNTER)


def _places(text: str, context: Context, pattern: re.Pattern[str]) -> dict[str, list[tuple[int, str]]]:
    """Start and digits of each count, by its counter."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for match in pattern.finditer(text):
        digits, counter = match.groups()
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        joined = pattern is _WRITTEN and len(counter) == 1 and _is_kanji(after)
        if before != "第" and (counter in "章節部" or joined):
            continue  # 三社会談, 十人十色
        if before == "、" and text[match.start() - 2] in "一二三四五六七八九":
            continue  # 二、三回
        if pattern is _WRITTEN and not _is_count(before, number_of(digits), counter):
            continue
        if pattern is _FIGURE and re.match("[0-9０-９.．,，/／-]", before):
            continue
        if context.free(*match.span()) and not context.quoted(match.start()):
            found[counter.translate(_SMALL_KANA)].append((match.start(), digits))
    return found


def _is_count(before: str, value: int, counter: str) -> bool:
    """True if the kanji figures before a counter count, and belong to no idiom."""
    if before and before in "数何幾千万億兆" or value in (0, 100):
        return False
    if counter == "つ" and _is_kanji(before):
        return False  # 瓜二つ
    if counter in _ALWAYS:
        return True
    return value > (2 if counter in ("人", "名") else 1)


def kanji_of(number: int) -> str:
    """A number from 0 to 99 in kanji.

    >>> kanji_of(3), kanji_of(10), kanji_of(25)
    ('三', '十', '二十五')
    """
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")


def _idioms(text: str, context: Context) -> Iterator[Hit]:
    if "数" in text:
        for match in _ROUGH.finditer(text):
            start, end = match.span()
            if not _is_kanji(text[start - 1 : start]) and context.free(start, end):
                new = "数" + _ROUGH_KANJI[len(match[2] or match[3])]
                yield Hit(start, end, new, "an approximate number is written in kanji", False, 0.8)
    for match in _KIND.finditer(text) if "の1種" in text or "の１種" in text else ():
        if context.free(*match.span()):
            yield Hit(*match.span(), "一種", "the idiom is の一種", False, 0.8)
