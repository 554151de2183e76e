"""Sets full-width Latin letters and figures half-width: ２０２６年 is 2026年, ＮＡＴＯ is NATO.

Full-width ones come from input methods; they set wide, break in the middle, and no search for 2026 finds them.

The signs between them go with them: ．of a decimal, ，of thousands, ： of a time, － of a telephone number.

Left alone: signs of their own (①, ㈱, ℃, Ⅲ); ｗｗｗ that laughs; marks of lists at a line's start (１．, （１）);
what is alone in emphasis in Markdown (*ＡＢＣ*) or in straight quotes ("Ａ"), set so on purpose; what stands beside
its own half-width form (2026年 → ２０２６年) or as an example of full width (全角数字「２０２６」); the figure that
ends the name of a person (かもめ９さん); figures that stand alone where longer numbers are all half-width
(５月20日); figures that name such marks (次の１～４から), columns of figures after U+3000, moves of shogi (▲７六歩);
and, where the profile's `single-letter` is "as-is", a letter alone (Ａさん, Ｗ杯, Ｑ＆Ａ, Ａ／Ｂ), which many houses
set full-width.
Source: JTF 日本語標準スタイルガイド 2.1.8 (算用数字: 半角), 2.1.9 (アルファベット: 半角).

>>> from cleantext import fix_text
>>> fix_text("２０２６年、ＮＡＴＯのＡさんは１，２００円と１．５倍", select=["full-width-alphanumeric"]).text
'2026年、NATOのＡさんは1,200円と1.5倍'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "full-width letters or figures: half-width"
SEVERITY = "warning"
_D, _L = "０-９", "Ａ-Ｚａ-ｚ"
RARE = _D + _L
_WORD = lazy(
    f"[{_D}]{{1,3}}(?:，[{_D}]{{3}}(?![{_D}]))+(?:．[{_D}]+)?"
    f"|[{_D}{_L}]+(?:[：／－．](?<=[{_D}].)(?=[{_D}])[{_D}{_L}]+|[／－．＆](?<=[{_L}].)(?=[{_L}])[{_D}{_L}]+"
    f"|．(?<=[{_L}][{_L}].)(?=[{_D}])[{_D}{_L}]+|[－](?<=[{_D}{_L}].)(?=[{_D}{_L}])[{_D}{_L}]+|\u3000(?<=[{_L}][{_L}].)(?=[{_L}]{{2}})[{_D}{_L}]+)*"
    f"(?:．(?<=．[{_L}].))?"
)
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_goes_on = members(_D + _L + "／－．，：年月日時分秒")
_NEAR, _BETWEEN = 40, 20
_SINGLES = lazy(f"[{_L}](?:[／－＆][{_L}])*")
_LAUGHS = lazy("[ｗＷ]{2,}")
_DIGITS = lazy(f"[{_D}]+")
_LONG = lazy("[0-9](?<![0-9.][0-9])[0-9]")
_SHORT = lazy("[0-9](?<![0-9.,:/-][0-9])(?=(.))")
_MARK = lazy(f"(?:\\A|[\r\n\u3000])[ \t\u3000]*[（〔［]?[{_D}]{{1,2}}(?:[．）〕］]|、(?![{_D}]))")

_WIDE = lazy("全角[^「『」』。、]{0,24}[「『][^「『」』。]{0,20}$")
"""What comes before a text that is shown in full width: 全角数字: 「１９９６年」."""
_NAMED = lazy(
    f"(?<![{_D}])([{_D}])[）)]?[～〜・、か][（(]?([{_D}])[）)]?(?=の(?:中|うち|いずれ|ど)|から|まで|に答|に入|で[書答]|を[選書])"
)
"""Two figures that may name marks of the text: 次の１～４から."""
_LINE_END = lazy(r"[^\S\n]*(?=\n|\Z)")
_ROW_END = lazy(f"\u3000[{_D}，．]+$")
_MOVE = lazy("[一二三四五六七八九](?:[歩香桂銀金角飛玉王と竜龍馬成不同」』]|$)")
"""The rest of a move of shogi or go: ▲７六歩, ３三."""
_MIXED = lazy("[〇一二三四五六七八九]{1,3}(?:[〇一二三四五六七八九]|年)")
"""Kanji figures that go on: １９五〇年."""
_CLAUSE = lazy(f"(?:\\A|[\r\n])[ \t\u3000]*[{_D}]{{1,2}}\u3000")
"""The number of a clause of a law or of a heading, and its space."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on whole words and numbers."""
    words = list(_WORD.finditer(text))
    lone = _lone_figures_are_wide(text, words)
    keep_letters = context.setting("single-letter") == "as-is"
    marks = {match.end() for match in _MARK.finditer(text)}
    marks |= {match.end() for match in _CLAUSE.finditer(text) if is_letter(text[match.end() : match.end() + 1])}
    marks |= set(_series(text))
    labels = {text[at - 2] for at in marks} if len(marks) > 1 else set()
    pairs = [match for match in _NAMED.finditer(text) if {match[1], match[2]} & labels] if labels else []
    named = {at for match in pairs for at in (match.start(1), match.start(2))}
    for match in words:
        start, end = match.span()
        word = match.group()
        if _LAUGHS.fullmatch(word) or keep_letters and _SINGLES.fullmatch(word):
            continue
        if context.format == "md" and text[start - 1 : start] in ("*", "_") and text[end : end + 1] == text[start - 1]:
            continue
        if (
            lone
            and len(word) == 1
            and _DIGITS.match(word)
            or end + 1 in marks
            or text[start - 1 : start] in ("＠", "＃")
        ):
            continue
        if _is_shown(text, start, end) or start in named or len(word) == 1 and _MOVE.match(text, end):
            continue
        if text[start - 1 : start] == "\u3000" and _is_column(text, start, end):
            continue
        if text[end : end + 1] not in ("＠",) and context.free(start, end):
            what = "figures" if _DIGITS.match(word) else "letters"
            sure = not _MIXED.match(text, end)
            yield Hit(start, end, word.translate(_HALF), f"{what} in horizontal text are half-width", sure)


def _series(text: str) -> Iterator[int]:
    """Where the marks of a series end, after the first, which begins its line: １．港の朝。２．港の夜。"""
    done = 0
    for first in _MARK.finditer(text):
        if first.start() < done:
            continue
        line = text[first.start() : first.end()].lstrip("\r\n \t\u3000")
        if line[0] not in "（〔［" and line[-1] not in "．）〕］":
            continue
        shape = re.escape(line[0]) if not line[0].isdigit() else ""
        done = line_break if (line_break := text.find("\n", first.end())) >= 0 else len(text)
        pattern = lazy(f"(?:[。、，;；\\s]|<br>){shape}[{_D}]{{1,2}}{re.escape(line[-1])}")
        yield from (match.end() for match in pattern.finditer(text, first.end(), done))


def _is_column(text: str, start: int, end: int) -> bool:
    """True for the last field of a row, after U+3000, where the row above or below is as long and ends so too."""
    last = _LINE_END.match(text, end)
    if last is None:
        return False
    low, high = text.rfind("\n", 0, start) + 1, last.end()
    above = text[text.rfind("\n", 0, max(0, low - 1)) + 1 : max(0, low - 1)]
    below = text[high + 1 :].partition("\n")[0]
    ends = [_ROW_END.search(row) for row in (above, below) if len(row) == high - low]
    return any(found is not None and len(found[0]) != end - start + 1 for found in ends)


def _is_shown(text: str, start: int, end: int) -> bool:
    """True for what stands in straight quotes, and beside the same in half-width: 2026年1月 → ２０２６年１月."""
    if text[start - 1 : start] == text[end : end + 1] != "" and text[end] in "\"'`":
        return True
    if text[start:end].isdigit() and end - start == 1 and text.startswith(("さん", "くん", "ちゃん"), end):
        return is_letter(text[start - 1 : start])
    if _WIDE.search(text, max(0, start - 48), start):
        return True
    while start and _goes_on(text[start - 1]):
        start -= 1
    while end < len(text) and _goes_on(text[end]):
        end += 1
    half = text[start:end].translate(_HALF)
    before, after = text.rfind(half, max(0, start - _NEAR), start), text.find(half, end, end + _NEAR)
    return (before >= 0 and _is_between(text[before + len(half) : start])) or (
        after >= 0 and _is_between(text[end:after])
    )


def _is_between(text: str) -> bool:
    """True for what may stand between two forms that are shown side by side: signs, tags, one particle."""
    return len(text) <= _BETWEEN and sum(map(is_letter, text)) <= 1 and not any(stop in text for stop in "。\r\n")


def _lone_figures_are_wide(text: str, words: list[re.Match[str]]) -> bool:
    """True if the text keeps to the style in which one figure alone is full-width and longer numbers are half-width."""
    numbers = [word.group() for word in words if _DIGITS.match(word.group())]
    return (
        len(numbers) > 1
        and all(len(number) == 1 for number in numbers)
        and _LONG.search(text) is not None
        and not any(is_letter(match[1]) for match in _SHORT.finditer(text))
    )
