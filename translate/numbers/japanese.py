"""The quantities of a Japanese text: figures, kanji numerals, eras, dates, units, and how sure the text is of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from cleantext.numerals import DIGITS, FULL_WIDTH, KANJI_DIGITS, LARGE_UNITS, value_of

from .japanese_dates import of_old_calendar, read_date, school_years
from .japanese_ranges import join
from .japanese_units import (
    DURATION,
    ERAS,
    KANJI_NUMERAL,
    NUMERAL,
    ORDINAL,
    counters,
    hidden_numbers,
    idioms,
    unit_at,
)
from .quantity import Bound, Kind, Numeral, Quantity, kind_of

NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {ord("￥"): "¥", ord("−"): "-"} | FULL_WIDTH
"""Full-width ASCII in its narrow form, one sign for one."""

_FIRST_YEAR = re.compile(f"({'|'.join(ERAS)})元(?=年|[〜～~])")
_KANJI = f"[{KANJI_DIGITS}十百千]"
_FRACTION = re.compile(rf"分の({NUMERAL}|{KANJI_NUMERAL})")
_ONE_IN = re.compile("(人|世帯|社|校|件|組|台|軒|回)に[1一]\\1(?!ずつ)")
_WARI = re.compile(rf"割(?:({DIGITS}|{_KANJI})分(?:({DIGITS}|{_KANJI})厘)?)?")
_AFTER: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile("以上|を(?:上|うわ)?回ら(?:ない|ず)|を下回ら(?:ない|ず)"), "at least"),
    (re.compile("以下|以内|を(?:超え|こえ|上回ら)(?:ない|ず|なかった)|まで(?:に|と)?(?:制限|限)"), "at most"),
    (re.compile("未満|弱(?![いくめまさ者点体]|か[っろ])|足らず|に満た|を下回|を割(?:り|っ|る)|近く"), "less than"),
    (
        re.compile(
            "超(?![人高音新])|余(?![地計裕波])|あまり|強(?![いくめまさ化力調豪制]|か[っろ])|を(?:超|上回|こえ|突破)"
        ),
        "more than",
    ),
    (re.compile("前後|程度|ほど|くらい|ぐらい|ごろ|頃"), "about"),
)
_BEFORE: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile("(?:少なくとも|最低(?:でも)?|(?:安|短|早|少な)くても)$"), "at least"),
    (re.compile("(?:約|およそ|おおよそ|ほぼ|概ね|おおむね|ざっと|推定|推計)$"), "about"),
    (re.compile("(?:最大で?|最長で?|最高で?|多くても?|多くとも|せいぜい|(?:高|長|遅)く(?:ても|とも))$"), "at most"),
)
_MINUTES = "(?<![二三四五])十分(?:後(?![悔退続方])|前後?|ほど(?:前|後|で|歩)|間(?!隔)|以内|おき|ごと|遅れ)"
"""十分 as ten minutes, not as enough."""

_COLD = re.compile(r"(?:氷点下|零下|マイナス|(?<![0-9A-Za-z一-龥ぁ-んァ-ヺー)])-)$")
_WARM = re.compile(
    "(?:摂氏|華氏|気温|温度|水温|体温|室温|最高|最低|氷点下|零下|マイナス|熱|セ氏|カ氏)[はがのをもで]?(?:約|およそ)?$"
)
_GAP = re.compile(
    "(?<=[0-9０-９]) (?=年(?!齢)|月(?![曜面])|日(?![本曜])|時(?![代期])|分(?![割岐類])|秒|つ|人|名(?!前)|個(?!人)"
    "|件(?!名)|歳|[カかヶ]月|週間|番目|世紀|倍|割(?!り)|億|万|兆|度(?!合)|円|ドル|ユーロ)"
    "|(?<=[第約]) (?=[0-9０-９])"
)
"""The space that some set between a figure and what it counts."""

_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


def read_japanese(text: str) -> list[Quantity]:
    """The quantities of a Japanese text, in order; offsets are code points.

    >>> [(q.value, q.unit, q.bound) for q in read_japanese("約20万人に1億2000万円、氷点下10度を超える")]
    [(200000, '人', 'about'), (120000000, 'JPY', ''), (-10, 'celsius', 'more than')]
    >>> [(q.kind, q.value) for q in read_japanese("令和6年1月9日午後8時")]
    [('year', 2024), ('month', 1), ('day', 9), ('hour', 20)]
    >>> [q.value for q in read_japanese("一方、三人に一人が10〜20万人") if q.needed]
    [0.3333333333333333, 100000, 200000]
    >>> [(q.kind, q.value, q.start, q.end) for q in read_japanese("10 月 14 日")]
    [('month', 10, 0, 4), ('day', 14, 5, 9)]
    """
    gaps = {match.start() for match in _GAP.finditer(text)}
    if gaps:
        kept = [place for place in range(len(text) + 1) if place not in gaps]
        close = _quantities("".join(text[place] for place in kept[:-1]))
        return [replace(each, start=kept[each.start], end=kept[each.end - 1] + 1) for each in close]
    return _quantities(text)


def _quantities(text: str) -> list[Quantity]:
    flat = _FIRST_YEAR.sub(r"\g<1>1", text.translate(NARROW))
    found: list[Quantity] = []
    for match in _numeral().finditer(flat):
        if found and match.start() < found[-1].end:
            continue  # the 1 of 3分の1
        if match["half"]:
            _add_half(found, match)
        elif match["figures"] and _is_hundredths(flat, found, match):
            found[-1] = _with_hundredths(found[-1], match)
        elif match["word"]:
            kind, value, unit = hidden_numbers()[match["word"]]
            found.append(Quantity(*match.span(), kind, value, value, unit, needed=False, figures=False))
        elif match["sign"]:
            value = unicodedata.numeric(match["sign"])
            found.append(Quantity(*match.span(), "name", value, value, needed=False))
        elif match["vague"]:
            found.append(_vague(flat, match))
        elif match["name"]:
            digits = float("".join(sign for sign in match["name"] if sign.isdigit())[:15])
            found.append(Quantity(*match.span(), "name", digits, digits, needed=False))
        elif not match["idiom"]:
            value_here = value_of(match.group())
            if value_here is not None:
                numeral = Numeral(flat, *match.span(), value_here, match["figures"] is not None)
                found.append(_read(numeral, found[-1] if found else None))
    return of_old_calendar(join(flat, found))


@lru_cache(maxsize=1)
def _numeral() -> re.Pattern[str]:
    counters = "人名件社個本台枚回度つ日年分時週カかヶ秒校軒棟頭匹機隻"
    return re.compile(
        rf"(?P<idiom>(?!{_MINUTES})(?:{'|'.join(idioms())}))"
        rf"|(?P<word>{'|'.join(sorted(hidden_numbers(), key=len, reverse=True))})"
        rf"|(?P<vague>[数何幾](?:[十百千][万億兆]?|[万億兆])|(?:十|10)数[万億兆]?|数(?=[{counters}]))"
        r"|(?P<sign>[①-⑳Ⅰ-Ⅻⅰ-ⅻ❶-❿])"
        r"|(?P<name>(?<![A-Za-z0-9])[A-Za-z]{1,8}-?[0-9]++(?![0-9]*[.,][0-9])[A-Za-z]*)"
        rf"|(?P<figures>{NUMERAL})"
        rf"|(?P<kanji>{KANJI_NUMERAL})"
        r"|(?P<half>(?<=[年月間時分歳倍週割秒])半(?![ばば年日月分数島径]))"
    )


def _read(numeral: Numeral, last: Quantity | None) -> Quantity:
    """The quantity of a numeral and what stands round it."""
    quantity = _with_unit(numeral, last)
    needed = not (quantity.kind == "minute" and quantity.value == 0)
    if not numeral.figures:
        needed = needed and _is_count(numeral, quantity)
    bound = _bound(numeral, quantity.end)
    if quantity.end == numeral.end and numeral.text[quantity.end : quantity.end + 1] in ("強", "弱"):
        bound = ""  # 4強, the top four
    return replace(quantity, bound=bound, needed=needed)


def _with_unit(numeral: Numeral, last: Quantity | None) -> Quantity:
    flat, end, value, before = numeral.text, numeral.end, numeral.value, numeral.before
    fraction = None if before.endswith("時") else _FRACTION.match(flat, end)
    over = value_of(fraction[1]) if fraction else None
    if fraction and over is not None and value:
        return numeral.counts("fraction", fraction.end(), value=over / value)
    if value > 1 and (one_in := _ONE_IN.match(flat, end)):
        return numeral.counts("fraction", one_in.end(), value=1 / value)
    if wari := _WARI.match(flat, end):
        bu, rin = (value_of(part) or 0 if part else 0 for part in wari.groups())
        per_cent = round(value * 10 + bu + rin / 10, 4)
        return numeral.counts("percent", wari.end(), "percent", round(per_cent / 100, 6), value=per_cent)
    if before[-1:] in _SYMBOLS and before:
        return numeral.counts("money", unit_at(flat, end)[2], _SYMBOLS[before[-1]])
    if date := read_date(numeral, last):
        return date
    unit, form, stop = unit_at(flat, end + 1 if flat.startswith(" %", end) else end)
    if not form:
        if before.endswith(("・", ".", "率")) and numeral.written.isdigit():  # 打率・321
            return numeral.counts("number", end, "", value / 10 ** len(numeral.written))
        return numeral.counts("ordinal" if before.endswith("第") else "number", end)
    cold = _COLD.search(before)
    if form == "度" and (cold or _WARM.search(before)) or unit in ("celsius", "fahrenheit"):
        scale = "fahrenheit" if "華氏" in before[-8:] or "カ氏" in before[-8:] or unit == "fahrenheit" else "celsius"
        return numeral.counts("temperature", stop, scale, value=-value if cold else value)
    if unit:
        return numeral.counts(kind_of(unit.split("|")[0]), stop, unit)
    if form in ("歳", "才"):
        return numeral.counts("age", stop, "year")
    if form == "倍":
        return numeral.counts("times", stop, form, value * 100, value * 100 - 100)
    if form in DURATION:
        return numeral.counts("ordinal" if form.endswith("目") else "duration", stop, DURATION[form])
    if form == "年生":
        return numeral.counts("ordinal", stop, form, *school_years(numeral))
    ordinal = before.endswith("第") or form.endswith(ORDINAL) and form not in ("項目", "品目")
    return numeral.counts("ordinal" if ordinal else "count", stop, form)


def _is_count(numeral: Numeral, quantity: Quantity) -> bool:
    """True if a numeral in kanji is a count that a translation has to tell."""
    written, value, kind = numeral.written, quantity.value, quantity.kind
    if value == 1 and kind != "month" or quantity.end == numeral.end and kind != "ordinal":
        return False
    if written in ("千", "万", "百") and kind == "count" and quantity.unit in ("本", "代"):
        return False
    if kind in ("count", "ordinal"):
        return value > 2 and (len(written) > 1 or quantity.unit in counters() and counters()[quantity.unit].asked)
    return kind != "number"


def _bound(numeral: Numeral, end: int) -> Bound:
    rest = numeral.text[end : end + 8]
    before = _COLD.sub("", numeral.before)
    after = next((bound for pattern, bound in _AFTER if pattern.match(rest)), "")
    return after or next((bound for pattern, bound in _BEFORE if pattern.search(before)), "")  # type: ignore[return-value]


def _vague(flat: str, match: re.Match[str]) -> Quantity:
    """数十, 十数万, 数人: an interval."""
    word = match.group()
    scale = 1
    for sign in word:
        scale *= LARGE_UNITS.get(sign, 1)
    ten = next((n for sign, n in (("百", 100), ("千", 1000), ("十", 10)) if sign in word), 1)
    low, high = (11 * scale, 20 * scale - 1) if "数" in word[1:] else (ten * scale, 10 * ten * scale - 1)
    unit, form, end = unit_at(flat, match.end())
    kind: Kind = kind_of(unit) if unit else "count"
    few = word == "数"
    return Quantity(
        match.start(), end, kind, 2 if few else low, high, unit or form, "several", needed=not few, figures=False
    )


def _add_half(found: list[Quantity], match: re.Match[str]) -> None:
    """半 after a unit adds half of it."""
    if not found or found[-1].end != match.start():
        return
    last = found[-1]
    if last.kind == "hour":
        found.append(Quantity(*match.span(), "minute", 30, 30, "minute", figures=False))
    elif last.kind in ("duration", "times", "measure", "age", "percent"):
        value = last.value + (5 if last.unit == "percent" else 0.5)
        also = (last.value,) if last.kind in ("times", "percent") else ()
        found[-1] = replace(last, end=match.end(), value=value, high=value, also=also)


def _is_hundredths(flat: str, found: list[Quantity], match: re.Match[str]) -> bool:
    """Whether figures go on seconds without a point: 10秒08."""
    beside = bool(found) and found[-1].end == match.start() and flat[match.start() - 1] == "秒"
    return beside and len(match.group()) < 4 and match.group().isdigit() and not unit_at(flat, match.end())[1]


def _with_hundredths(seconds: Quantity, match: re.Match[str]) -> Quantity:
    value = round(seconds.value + int(match.group()) / 10 ** len(match.group()), 4)
    return replace(seconds, end=match.end(), value=value, high=value)
