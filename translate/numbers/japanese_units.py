"""The words that Japanese numerals stand with: units, counters, words that hold a number, words that only seem to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cleantext.numerals import DIGITS, KANJI_DIGITS
from translate.tables import rows

from .quantity import Kind, units

NUMERAL = rf"(?:{DIGITS}(?:[十百千](?![貨葉里島歳代]))?(?:[万億兆]|京(?![都王成阪浜セ急大]))?)++"
KANJI_NUMERAL = rf"[{KANJI_DIGITS}十百千](?:[{KANJI_DIGITS}十百千]|[万億兆](?![国全能事引]))*+"
ERAS = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "慶応": 1864, "元治": 1863, "文久": 1860,
    "万延": 1859, "安政": 1853, "嘉永": 1847, "弘化": 1843, "天保": 1829, "文政": 1817, "享和": 1800, "寛政": 1788,
    "天明": 1780, "安永": 1771, "宝暦": 1750, "享保": 1715, "元禄": 1687, "寛永": 1623, "慶長": 1595,
}  # fmt: skip
"""The year before the first of each era; not 文化, which is culture."""

NEW_CALENDAR = 1873
"""The first year in which the months and days of Japan are those of the West."""

ORDINAL = ("目", "位", "等", "番", "条", "章", "年生", "号", "世紀", "回戦", "期生", "丁目", "番手", "階", "番線")
DURATION = {
    "年ぶり": "year",
    "日ぶり": "day",
    "年連続": "year",
    "年目": "year",
    "週ぶり": "week",
    **dict.fromkeys(("日連続", "日続落", "日続伸", "日続騰"), "day"),
    "カ月ぶり": "month",
    "か月ぶり": "month",
    "ヶ月ぶり": "month",
    "カ月連続": "month",
    "か月連続": "month",
}


class Counter(NamedTuple):
    """A counter: what may not follow it, and whether a translation has to tell even a kanji numeral before it."""

    not_before: str
    asked: bool


@lru_cache(maxsize=1)
def counters() -> dict[str, Counter]:
    """The table of counters by form."""
    return {form: Counter(not_before, asked == "asked") for form, not_before, asked in rows("counters.tsv")}


@lru_cache(maxsize=1)
def hidden_numbers() -> dict[str, tuple[Kind, float, str]]:
    """Words that hold a number without a numeral (双方, 半年): kind, value and unit by word."""
    table = rows("hidden-numbers.tsv")
    return {word: (kind, float(value), unit) for kind, value, unit, words in table for word in words.split()}  # type: ignore[misc]


@lru_cache(maxsize=1)
def idioms() -> list[str]:
    """Words with a kanji numeral that count nothing, longest first."""
    words = {word for row in rows("number-words.txt") for word in row[0].split()}
    return sorted(words, key=len, reverse=True)


def unit_at(text: str, position: int) -> tuple[str, str, int]:
    """The unit or counter at a place: its name in the table or "", its form, its end; ("", "", position) if none.

    >>> unit_at("5キロを", 1), unit_at("5棟が", 1), unit_at("5つ目", 1)
    (('kilometre|kilogram|kilometre-per-hour', 'キロ', 3), ('', '棟', 2), ('', 'つ目', 3))
    """
    pattern, names = _unit()
    match = pattern.match(text, position)
    if match is None:
        return "", "", position
    form = match.group()
    return names.get(form) or names.get(form.lower(), ""), form, match.end()


_NOT_BEFORE = {"元": "素々年首会日旦", "分": "野析", "升": "目", "気圧": "配"}


@lru_cache(maxsize=1)
def _unit() -> tuple[re.Pattern[str], dict[str, str]]:
    """Finds a unit or a counter at a place; and the name of the unit for each form."""
    names = {"キロ": "kilometre|kilogram|kilometre-per-hour", "度": ""}
    for unit in units().values():
        for form in unit.japanese:
            names[form] = f"{names[form]}|{unit.name}" if form in names else unit.name
    forms = sorted({*names, *counters()}, key=len, reverse=True)
    return re.compile("|".join(re.escape(form) + _guard(form) for form in forms), re.IGNORECASE), names


def _guard(form: str) -> str:
    """What may not follow a form: more katakana or letters of the same word, or what the table says."""
    if form == "キロ":
        return "(?!カロリ|ビット|ボルト)"
    if "ァ" <= form[-1] <= "ー":
        return "(?![ァ-ヺー])"
    if form[-1].isascii() and form[-1].isalpha():
        return "(?![A-Za-z])"
    not_before = _NOT_BEFORE.get(form) or (counters()[form].not_before if form in counters() else "")
    return f"(?![{not_before}])" if not_before else ""
