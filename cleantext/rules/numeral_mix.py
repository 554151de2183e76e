"""Finds kanji and Arabic figures mixed for the same use in one article: 三つ目 beside 3つ目.

The figures before one counter (つ目, 回, か国, 歳 …) are compared; those that are fewer are to be written as the
others are, Arabic where there are as many. Words that only kanji figures make up (世界1, 1時的, 第3者, 数10年, 10数人)
get them in any case. The profile jtf (numerals = "arabic") asks for Arabic figures before a counter and before 万, 億,
兆 everywhere (三回, 二十万円), and for kanji in 一次関数 and 一番に. All fixes are suggestions.

Left alone: idioms and names (一人, 二人三脚, 三つ子, 七つの海, 第三者, 三国), 数 and 何 with kanji (数百倍), round
numbers (百倍), Arabic figures from 100 on, quotations.
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
from ..numerals import value_of
from ..series import number_of
from ..signs import find_signs

SUMMARY = "kanji and Arabic figures mixed for the same use: 三つ目 and 3つ目"
SEVERITY = "info"
FIXES = False
_is_kanji = members("一-鿿々")
_COUNTER = (
    r"(?:つ(?:目|め|(?=[のをがはも、に]))|[番回人年日件度枚章]目|[かカヵヶケ箇](?:国|月|所)|週間|時間|年間|日間|種類|段階|項目|世紀"
    r"|ページ|パーセント|ポイント|ドル|進法|次元|[章節部回歳倍個台社校枚冊件名人円])"
)
_WRITTEN = lazy(f"([一二三四五六七八九十百〇][一二三四五六七八九十百〇]{{0,4}})({_COUNTER})")
_FIGURE = lazy(f"([0-9０-９][0-9０-９]?)({_COUNTER})")
_ROUGH = lazy(r"数(1(0{1,3})|１(０{1,3}))(?=[年人回倍億万兆件台社名日枚冊個本点か箇カヶヵ種分秒])")
_ROUGH_KANJI = {1: "十", 2: "百", 3: "千"}
_is_in_number = members("0-9０-９.,，．・/〜～数-")
_ROUGH_TENS = lazy(r"0数(?<=[1-9]..)(?=[年人回件台社名日枚冊個本点か箇カヶヵ種分秒])")
_DIGITS = "一二三四五六七八九十"
_LARGE = lazy("[一二三四五六七八九十百千〇]{1,7}(?:[万億兆][一二三四五六七八九十百千〇]{0,7})+")
_ONE = (
    r"般|時的|部(?<!証1部)(?:の(?!小?冊子|コピー|パンフ|新聞)|分)|種(?<=[のる].種)(?![類目])|方(?=[でのはが、的])|番(?=多|高|大き|長|重要|好き|良|いい|新し|早|若)|気に"
    r"|斉に|生懸命|所懸命|括[しで払]|貫し|環(?=として|で)|因(?=と|で)|挙に|過性|辺倒|躍有|段と|律に|向に|概に|旦|緒に|石二鳥|石2鳥|酸化炭素"
    r"|丸とな|言で言|瞬(?![0-9目])|切(?=[のなを合])|定(?=[のし以]|期間)|致(?=[しす団])|体(?=何|ど|なぜ|誰|化|感)|応(?=[、のはも])|線を画|目[置瞭]|枚岩|喜1憂|触即発"
)
_FIGURE_WORDS = {
    "1": _ONE,
    "2": "酸化|者択[一1]|の舞|人[3三]脚|転[3三]転",
    "3": "(?:[者国](?<=第..)|角形|角関係|権分立|日坊主|日月)|寒[4四]温",
    "4": "角形|捨[5五]入|苦[8八]苦|[6六]時中",
    "5": "大陸|大湖",
}
"""What follows a figure in words that are written with a kanji figure only."""
_IN_KANJI = str.maketrans("1234568", "一二三四五六八")
_FIRST = lazy(
    "1(?<=[統均随画]1)(?=[ぁ-ん一-鿿])|1(?<=万1)(?<![0-9０-９]万1)(?=[のにも、])|1(?<=第1)(?=人者)"
    "|1(?<=世界1|日本.)(?=の[^0-9]|だ)|1(?<=唯1)(?=[のだで無])"
)
_FUNCTIONS = {"1": "次(?:関数|方程式|産業)|番に", "2": "次(?:関数|方程式|産業)", "3": "次(?:関数|方程式|産業)"}
"""As _FIGURE_WORDS, where the profile asks for Arabic figures in counts."""
_IDIOM = lazy(
    "七つの(?:海|大罪)|[二三四五六七八十]枚落ち|七つ道具|[一二]つ目小僧|四つに組|[二三]枚目(?:俳優|役)|[一二三四五六七八九]つ(?:子|葉)|一億総|三人寄れば|三度目の正直|二十歳|八百万の"
    "|[百億]万(?:長者|遍)|一回[りき]|千万|百万(?:都市|石)|一つ(?:も|に|ずつ|一つ|ひとつ)|二つに(?:一つ|ひとつ)|十万億土"
)
_BEFORE_ONE = ("ただ", "唯", "もう", "いま", "今", "手", "何", "一つ")
_SMALL_KANA = str.maketrans("カヵヶケ箇め", "かかかか" + "か目")
_ALWAYS = ("つ目", "番目", "章", "節")
"""Counters before which 一 is a number, and no part of a word as in 一人 and 一回."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on counts in the figures that are fewer, and on 数10."""
    arabic = context.setting("numerals") == "arabic"
    yield from _idioms(text, context, arabic)
    if arabic:
        yield from _large(text, context)
        yield from _dates(text, context)
    written = _places(text, context, _WRITTEN, arabic)
    figures = _places(text, context, _FIGURE, arabic) if written else {}
    if "回" in written and _INNINGS.search(text) and _BASEBALL.search(text):
        del written["回"]  # 九回 is an inning, 9回 how long somebody pitched
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
_BASEBALL = lazy("投手|安打|本塁打|先発|登板|打者|捕手|野球|満塁|無死|二塁|三塁|失点")
_INNINGS = lazy(
    "[一二三四五六七八九十]回(?:表|裏|[0-9一二無]死|の(?:守備|攻撃)|[にはを、][^。\n]{0,16}(?:先制|逆転|追い付|追いつ|勝ち越|失点|同点|満塁|[0-9一二三四五六七八九]点を|安打|本塁打))"
    "|延長[一二三四五六七八九十]{1,2}回"
)


def _places(text: str, context: Context, pattern: re.Pattern[str], arabic: bool) -> dict[str, list[tuple[int, str]]]:
    """Start and digits of each count, by its counter."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for match in pattern.finditer(text):
        digits, counter = match.groups()
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        joined = pattern is _WRITTEN and len(counter) == 1 and _is_kanji(after) and not _VERB.match(text, match.end())
        if counter == "回" and after == "戦":
            continue  # 7回戦 is the name of a match
        if before != "第" and (counter in "章節部" or joined):
            continue  # 三社会談, 十人十色
        if before == "、" and text[match.start() - 2] in "一二三四五六七八九":
            continue  # 二、三回
        if pattern is _WRITTEN:
            if _IDIOM.match(text, match.start()):
                continue
            one = arabic and number_of(digits) == 1 and _is_one(text, match.start(), match.end(), counter)
            if not (one or _is_count(before, number_of(digits), counter)):
                continue
        if pattern is _FIGURE and re.match("[0-9０-９.．,，/／-]", before):
            continue
        if context.free(*match.span()) and not context.quoted(match.start()):
            found[counter.translate(_SMALL_KANA)].append((match.start(), digits))
    return found


def _is_one(text: str, start: int, end: int, counter: str) -> bool:
    """True if 一 before the counter is a number that could as well be another: 一つの理由, 一回だけ."""
    if text.endswith(_BEFORE_ONE, max(0, start - 2), start) or _is_kanji(text[start - 1 : start]):
        return False
    if counter == "つ":
        return text[end : end + 1] in "のをが、"
    return counter in ("回", "進法", "次元", "か月", "カ月") and not _is_kanji(text[end : end + 1])


def _is_count(before: str, value: int, counter: str) -> bool:
    """True if the kanji figures before a counter count, and belong to no idiom."""
    if before and before in "数何幾千万億兆" or value in (0, 100):
        return False
    if counter == "つ" and (before == "っ" or _is_kanji(before)):
        return False  # 瓜二つ, 真っ二つ
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


def _large(text: str, context: Context) -> Iterator[Hit]:
    """Hits on whole numbers with 万, 億 and 兆 in kanji."""
    if not any(unit in text for unit in "万億兆"):
        return
    for match in _LARGE.finditer(text):
        start, end = match.span()
        before = text[start - 1 : start]
        if before and (before in "数何幾第" or before.isdigit() or _is_kanji(before)) or _IDIOM.match(text, start):
            continue
        new = _in_figures(match.group())
        goes_on = text[end : end + 1] in ("一", "分", "余", "数")
        if new and not goes_on and not context.quoted(start) and context.free(start, end):
            yield Hit(start, end, new, "a count is written in Arabic figures", False, 0.6)


def _dates(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the figures of days in kanji: 八月十五日."""
    for match in find_signs(text, "月", f"(?<=[{_DIGITS}]月)([{_DIGITS}]{{1,3}})(?=日)"):
        start = match.start()
        while text[start - 1 : start] and text[start - 1] in _DIGITS:
            start -= 1
        if text[start - 1 : start] == "年" and text[start - 2 : start - 1] in (*_DIGITS, "〇", "元"):
            continue  # 昭和六十年四月一日
        month, day = value_of(text[start : match.start()]), value_of(match[1])
        if month and day and month < 13 and day < 32 and not context.quoted(start) and context.free(start, match.end()):
            yield Hit(start, match.end(), f"{month}月{day}", "a date is written in Arabic figures", False, 0.6)


def _in_figures(number: str) -> str:
    """A number with 万, 億 and 兆 in Arabic figures; "" for what is none or has a part of units only.

    >>> _in_figures("二十万"), _in_figures("一億二千万"), _in_figures("百万"), _in_figures("千万")
    ('20万', '1億2000万', '100万', '')
    """
    new = ""
    for digits, unit in _GROUP.findall(number):
        value = value_of(digits) if digits else 0
        if value is None or not digits and unit or digits == "千" or not value and unit:
            return ""
        new += (str(value) if digits else "") + unit
    return new


_GROUP = lazy("([^万億兆]*)([万億兆]|$)")
_VERB = lazy("(?!並み|忌)[一-鿿々][いえきくけしすせちってつねびべまみむめらりるれんげ]")


def _idioms(text: str, context: Context, arabic: bool) -> Iterator[Hit]:
    if "数" in text:
        for match in _ROUGH.finditer(text):
            start, end = match.span()
            if not _is_kanji(text[start - 1 : start]) and context.free(start, end):
                new = "数" + _ROUGH_KANJI[len(match[2] or match[3])]
                yield Hit(start, end, new, _ROUGHLY, False, 0.8)
        for match in _ROUGH_TENS.finditer(text) if "0数" in text else ():
            start, end = match.start() - 1, match.start() + 2
            if text[start].isdigit() and not _is_in_number(text[start - 1 : start]) and context.free(start, end):
                yield Hit(start, end, kanji_of(int(text[start] + "0")) + "数", _ROUGHLY, False, 0.8)
    for words in (_FIGURE_WORDS, _FUNCTIONS) if arabic else (_FIGURE_WORDS,):
        for figure, rest in words.items():
            for match in find_signs(text, figure + chr(ord(figure) + 0xFEE0), f"(?:{rest})"):
                before = text[match.start() - 1 : match.start()]
                if not _is_in_number(before) and context.free(*match.span()):
                    yield Hit(
                        *match.span(), kanji_of(int(figure)) + match.group()[1:].translate(_IN_KANJI), _WORD, False, 0.8
                    )
    for match in _FIRST.finditer(text) if "1" in text else ():
        if context.free(*match.span()):
            yield Hit(*match.span(), "一", _WORD, False, 0.8)


_ROUGHLY = "an approximate number is written in kanji"
_WORD = "this word is written with a kanji figure"
