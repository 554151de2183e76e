"""The space between Japanese and Latin letters or figures, as the profile's `spacing` has it.

"none": 日本 と NATO is 日本とNATO. "space": 日本とNATO is 日本と NATO. "as-is": nothing is found. In Markdown the same
holds for code and, where their text is Latin, for links; for links with Japanese text where grammar spans the space.

Typesetting puts its own narrow gap there; a typed space adds to it, and some set one here and none there.

Left alone: what ends an address, a #話題 or an @name; two spaces and more, rows of values; numbers, labels and marks at
the start of a line (1.2 概要, 図1 構成, 10:30 開演), choices in a line (1 みなと 2 みさき), a date before a time,
a line without kana that has a label and a value (電話 03-…, 会社概要 Company); English sentences; U+3000 but for one
after a particle (これは　Unicode); a space after which a headline goes on (バイクで逃走 12日), in Markdown one after
code that an item explains (- `--all` 全部).
Sure is a space that grammar spans: before hiragana or a counter, after は, が, の, と, after other particles where 。
follows; there the other space of a word of which grammar spans one is sure too (この Web ページ), and others beside
Latin are suggested.
Source: JTF 日本語標準スタイルガイド 3.1.1 (全角文字と半角文字の間にスペースを入れない).

>>> from cleantext import fix_text
>>> fix_text("日本 と NATO は 2026 年に", select=["space-between-widths"]).text
'日本 とNATOは2026年に'
>>> fix_text("日本とNATO", select=["space-between-widths"], profile="tech-spaced").text
'日本と NATO'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..beside_code import beside_code, missing_beside_code
from ..characters import HIRAGANA, LETTER, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..signs import find_signs
from ..spacing import (
    COUNTED,
    COUNTER,
    COUNTERS,
    LONGEST,
    PARTICLES_ALONE,
    SUFFIX,
    UNIT,
    UNITS,
    after_ordinal,
    is_word_of_kana,
    line_of,
    parted_lines,
    prose_in,
)
from ..spans import Spans

SUMMARY = "space between Japanese and Latin letters, by the profile"
SEVERITY = "info"
_BESIDE = r"(?:(?<=[^\x00-\x7f] )(?=[A-Za-z0-9$€£¥]|[+-][0-9])|(?<=[A-Za-z0-9%℃] )(?=[^\x00-\x7f]))"
"""Between Latin and what need not be a letter: that one side is one is asked of `is_letter`."""
_BESIDE_FULL = (
    "(?:(?<=[はがをにでともへや].)(?=[A-Za-z0-9])"
    "|(?<=[A-Za-z0-9].)(?=[をがはのに](?![ぁ-ん])|です|である|では|には|から))"
)
_SPACED_WORD = lazy(
    r"[A-Za-z0-9][A-Za-z0-9.+#-]{0,30}(?<! and)(?<! or) (?:[をはがのにとへもだ]|で(?!ある|す)|から|まで|より)"
    rf"|[0-9][0-9.,]{{0,12}} (?:{COUNTERS}|{UNITS})"
)
"""A Latin word with a space before its particle: its other space parts nothing either."""
_CHOICE = lazy(r"([1-9]) (?<![0-9.,:/-]..)(?=[^\x00-\x7f][^\x00-\x7f。、]{0,20} {1,4}([1-9]) [^\x00-\x7f])")
_NO_CHOICE = lazy(f"{COUNTERS}|{PARTICLES_ALONE}")
_WORD_BEFORE = lazy(r"([はがのとをにでもへ]|この|その|あの) [A-Za-z][A-Za-z0-9.+#-]{0,30}$")
NUMBER, AT_HEAD = 24, 20
_NUMBER_BEFORE = lazy(
    r"(?:[はがのとをにでもへや、。約計全]|から|まで|より|この|その|あの|した|する) ?[+-]?[0-9][0-9.,]{0,12}$"
)
_NAMED_NUMBER = lazy(rf"[0-9][0-9.,:]{{0,12}} (?=[{LETTER}])(?![ぁ-ん]|{COUNTERS}|{UNITS})")
"""A number and a name after it, parted: 背番号は 10 本田だ."""
_TWO_FIGURES = lazy("[0-9]{2}(?<=[年月時前後第日][0-9][0-9])")
_ends_phrase = members("へをにもでや、")
_JOINED = lazy(f"[A-Za-z0-9](?:(?=[{LETTER}])|(?<=[{LETTER}].))")
_DATE = lazy("年 [0-9]{1,2} ?月|月 [0-9]{1,2} ?日|時 [0-9]{1,2} ?分|[前後] [0-9]{1,2} ?[時:：]")
_TIME = lazy(r"[0-9]{1,2}[:：][0-9]{2}")
_BOUND_KANA = "はがのと"
_BOUND_LETTERS = _BOUND_KANA + "約第計全翌毎同"
_ENGLISH = (
    " and",
    " or",
    " of",
    " the",
    " to",
    " in",
    " is",
    " are",
    " for",
    " with",
    " from",
    " as",
    " by",
    " called",
)
"""Words after which English cites Japanese: rules for です and ます."""
_CITING = lazy("[A-Za-z] [a-z]+$")
_BOUND_WORDS = ("最大", "合計", "最低", "最高", "およそ", "ほぼ", "わずか")
_PARTICLES = (*"をにでもへや、", "から", "まで", "より", "した", "する", "など")
_ACRONYM = lazy("(?:^|[^A-Za-z])[A-Z][A-Z0-9]+$")
_is_hiragana = members(HIRAGANA)
_LETTER_BESIDE = lazy("[A-Za-z]")
NEAR = 200
MESSAGE = "no space between Japanese and Latin letters or figures"


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on spaces too many, or on the letter before a missing one."""
    spacing = context.setting("spacing")
    if spacing == "none":
        yield from _too_many(text, context)
    elif spacing == "space":
        yield from _missing(text, context)


def _too_many(text: str, context: Context) -> Iterator[Hit]:
    low = high = prose = stop = 0
    choices, parted = _choices(text), parted_lines(text)
    claimed = "©" in text
    spaces = find_signs(text, " ", _BESIDE)
    if wide := find_signs(text, "\u3000", _BESIDE_FULL):
        spaces = sorted([*spaces, *wide], key=re.Match.start)
    for match in spaces:
        start, end = match.span()
        before = text[start - 1]
        if not (is_letter(before) or is_letter(text[end]) or text[end] == "％"):
            continue
        if parted and parted.hold(start):
            continue
        if choices and (before.isdigit() or text[end].isdigit()) and choices.hold(start):
            continue
        if text[end] == "A" and text.startswith("All ", end):
            continue  # © みなと All Rights Reserved
        if text[end].isdigit() and _NAMED_NUMBER.match(text, end):
            continue
        if before in _BOUND_KANA and text[start] == " ":  # no line need be looked at
            if context.free(start - 1, end + 1):
                yield Hit(start, end, "", MESSAGE)
            continue
        if not low <= start < high <= low + LONGEST:  # another line than that of the last space, or a long one
            low, high = line_of(text, start, end)
            prose, stop = prose_in(text, low, high), text.rfind("。", low, high)
        if start <= prose and start - low < NEAR and after_ordinal(text[low:start], text[end:high]):
            continue
        if before in "日）)" and _TIME.match(text, end, high) or claimed and text.find("©", low, low + AT_HEAD) >= 0:
            continue
        sure = prose == high
        if sure and (not _counts(text, start, end, high, alone=True) or _is_padded(text, start, end)):
            label = text[max(low, start - NEAR) : start].strip()
            if " " in label + text[end:high].strip() or not _ACRONYM.search(label):
                continue
        elif not sure:
            if text[start] == "\u3000" and "\u3000" in text[max(low, start - NEAR) : start].strip() + text[end:high]:
                continue
            sure = _is_bound(text, low, start, end, high, stop)
            if not sure and _is_half_bound(text, low, start, end, high):
                sure = stop >= end or _is_hiragana(before)
            elif not (sure or stop >= end and _LETTER_BESIDE.search(text, start - 1, end + 1)):
                continue
        if not context.free(start - 1, end + 1):
            continue
        if not sure:
            yield Hit(start, end, "", MESSAGE, False, 0.6)
        elif prose < high or not context.rows.hold(start):  # a line of prose is no row
            yield Hit(start, end, "", MESSAGE)
    if context.format == "md":
        yield from beside_code(text, context)


def _is_padded(text: str, start: int, end: int) -> bool:
    """True for the space before one figure where lines nearby have two in its place: 2020年 9月 over 2021年10月."""
    if not text[end].isdigit() or text[end + 1 : end + 2].isdigit():
        return False
    around = text[max(0, start - NEAR) : end + NEAR]
    return any(around[match.start() - 1 : match.start()] == text[start - 1] for match in _TWO_FIGURES.finditer(around))


def _counts(text: str, start: int, end: int, high: int, alone: bool = False) -> bool:
    """True for a space within a count or a date: 30 分, 約 30, 第 3, 2026年 1月.

    With alone=True nothing but the end of a word may follow the counter: 3-2 日大三 is a score and a name.
    """
    before = text[start - 1]
    if before in "年月時前後" and _DATE.match(text, start - 1, high):
        return True
    if before.isascii():
        if not before.isdigit():
            return SUFFIX.match(text, end, high) is not None
        if (COUNTED if alone else COUNTER).match(text, end, high):
            return True
        low = max(0, start - NUMBER)
        return UNIT.match(text, end, high) is not None and _NUMBER_BEFORE.search(text, low, start) is not None
    return text[end].isdigit() and (before in "約第同全計" or text.endswith(_BOUND_WORDS, 0, start))


def _is_half_bound(text: str, low: int, start: int, end: int, high: int) -> bool:
    """True if the space text[start:end] is one of two round a Latin word of which grammar spans the other."""
    if text[end].isascii():
        return not _ends_phrase(text[start - 1]) and _SPACED_WORD.match(text, end, high) is not None
    return _WORD_BEFORE.search(text[max(low, start - 36) : start]) is not None


def _is_bound(text: str, low: int, start: int, end: int, high: int, stop: int) -> bool:
    """True if the words round the space text[start:end] belong together by grammar, so that it parts nothing.

    The line is text[low:high], its last 。 stands at `stop`.
    """
    before = text[start - 1]
    if before.isascii() or before == "℃":
        if _is_hiragana(text[end]):
            joined = text[end] in "をはがのにとでもへ" and not _is_hiragana(text[end + 1 : end + 2])
            if not joined and is_word_of_kana(text[end : end + 8]):
                return False
            return not (text.endswith(_ENGLISH, low, start) and _CITING.search(text[max(low, start - 24) : start]))
        return _counts(text, start, end, high)
    if before == "旧" and not is_letter(text[start - 2 : start - 1]):
        return True
    if before in "図表" and text[end].isdigit():
        return True
    if before in _BOUND_LETTERS or before in "年月時分" and start - 2 >= low and text[start - 2] in "0123456789":
        return True
    return text.endswith(_BOUND_WORDS, low, start) or stop >= end and text.endswith(_PARTICLES, low, start)


def _choices(text: str) -> Spans | None:
    """The lines in which numbers number what follows: 1 みなと 2 みさき; None for none."""
    lines = set()
    for match in _CHOICE.finditer(text):
        if int(match[2]) == int(match[1]) + 1 and not (
            _NO_CHOICE.match(text, match.end()) or _NO_CHOICE.match(text, match.end(2) + 1)
        ):
            low, high = line_of(text, *match.span())
            if text.find("。", low, high) < 0 and text.find("、", low, high) < 0:
                lines.add((low, high))
    return Spans.of(lines) if lines else None


def _missing(text: str, context: Context) -> Iterator[Hit]:
    starts: set[int] = set()
    for match in _JOINED.finditer(text):
        position = match.start()
        for at in (position - 1, position):
            joined = text[at : at + 2]
            if at < 0 or len(joined) < 2 or joined.isascii() or not (_JOINED.match(text, at + (at < position))):
                continue
            if at not in starts and context.free(at, at + 2) and _differ(joined):
                starts.add(at)
                yield Hit(at, at + 1, text[at] + " ", "a space between Japanese and Latin letters or figures")
    if context.format == "md":
        yield from missing_beside_code(text, context)


def _differ(joined: str) -> bool:
    return re.fullmatch(f"[{LETTER}][A-Za-z0-9]|[A-Za-z0-9][{LETTER}]", joined) is not None
