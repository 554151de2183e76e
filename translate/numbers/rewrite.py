"""Numbers, dates, times, money and fractions of a Japanese sentence in English form, before it is translated.

Small models shift zeros when they turn 万, 億 and 兆 into thousands and billions, and era years into any year.
What is rewritten is exact, and stands where a name in Latin script could stand; all else is untouched.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleantext.numerals import FULL_WIDTH, LARGE_UNITS, value_of

from .japanese_units import KANJI_NUMERAL, NUMERAL, counters, idioms, unit_at
from .quantity import dimension
from .rewrite_dates import (
    DAY,
    DAY_NUMBER,
    ERA,
    ERA_SPAN,
    MONTH,
    NO_SPAN,
    NOT_DAYS,
    OTHER_YEAR,
    THIRD,
    TO,
    WHICH_MONTHS,
    WHICH_YEAR,
    YEAR,
    carried_eras,
    clock,
    dated,
    day_alone,
    era_date,
    era_span,
    kanji_dates,
    ordinal,
    third_of_month,
)
from .rewrite_parts import BATTING, VAGUE, ages_of, fraction, one_in, range_of_ages, thousandths, very_small

_MONEY = {
    "USD": "$", "EUR": "euros", "JPY": "yen", "GBP": "pounds", "CNY": "yuan", "KRW": "won", "INR": "rupees",
    "RUB": "rubles", "UAH": "hryvnias", "CHF": "Swiss francs", "AUD": "Australian dollars", "CAD": "Canadian dollars",
    "HKD": "Hong Kong dollars", "TWD": "Taiwan dollars", "SGD": "Singapore dollars", "NZD": "New Zealand dollars",
    "THB": "baht", "TRY": "lira", "PHP": "pesos", "VND": "dong", "IDR": "rupiah", "pound-weight|GBP": "pounds",
}  # fmt: skip
_BOUND = re.compile("(?P<bound>以上|以下|以内|未満|超(?![過え党高大音人])|程度|前後(?!関|左|編|[をの]))")
_BOUNDS = {
    "以上": "at least", "以下": "at most", "以内": "within", "未満": "less than", "超": "more than",
    "程度": "about", "前後": "about",
}  # fmt: skip
_SMALL_MONEY = re.compile("(?P<value>[0-9]{1,2})(?:(?P<JPY>銭)|(?P<USD>セント)|(?P<GBP>ペンス))")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    short = "(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})"
    return re.compile(
        "(?P<about>約|およそ)?(?:"
        + "|".join(
            (
                f"(?P<idiom>{'|'.join(idioms())})",
                ERA_SPAN,
                rf"(?P<eradate>{ERA}(?:{MONTH.format('e')}(?:{DAY.format('e')})?)?)",
                THIRD,
                TO,
                rf"(?<![0-9])(?P<date>(?:{YEAR.format('')}{MONTH.format('')}(?:{DAY.format('')})?"
                rf"|{WHICH_YEAR}{MONTH.format('b')}(?:(?P<from>[0-9]{{1,2}})日?(?:{TO}|から)(?P<until>[0-9]{{1,2}})日(?!間)|{DAY.format('b')})"
                rf"|(?P<m1>1[0-2]|[1-9])月?{TO}(?P<m2>1[0-2]|[1-9])月(?![0-9間])"
                rf"|{OTHER_YEAR}{MONTH.format('c')}(?=[にはのまか上中下末、。期]))(?!間))",
                rf"(?P<alone>{NOT_DAYS}(?:(?P<which>{'|'.join(WHICH_MONTHS)})の?)?(?P<daynumber>{DAY_NUMBER})日{NO_SPAN}(?:に(?!かけ))?)",
                rf"(?P<cold>(?P<minus>氷点下|零下|マイナス|摂氏|華氏)(?P<below>マイナス)?(?P<heat>{NUMERAL})度(?![の]?[目角])|(?P<celsius>{NUMERAL})℃)",
                r"(?P<clock>(?P<half>午前|午後)(?P<hour>[0-9]{1,2})時(?!間|代)(?:(?P<minute>[0-5]?[0-9])分|(?P<thirty>半))?)",
                rf"(?P<fraction>(?<!時)(?P<under>{short})分の(?P<over>{short})(?![0-9]))",
                rf"(?<!時)(?P<small>{NUMERAL})分の[1一](?![0-9])",
                r"震度(?P<intensity>[56])(?P<half_of>[強弱])",
                rf"(?P<onein>(?P<of>{short})人に(?:1|一)人(?!ずつ))",
                rf"第(?P<article>{short})条(?![約例件])|第(?P<chapter>{short})章|第(?P<quarter>[1-4一二三四])四半期",
                r"(?P<century>[0-9]{1,2})世紀|(?P<decade>(?:1[5-9]|20)?[1-9]0)年代",
                rf"(?P<batting>{BATTING})",
                r"(?<!率)(?P<wari>(?:(?P<fewer>(?<![0-9])[1-9])割?[〜～~])?(?P<tens>[0-9]{1,2}(?:\.[0-9])?|[一二三四五六七八九])割(?:(?P<ones>[0-9]|[一二三四五六七八九])分)?(?![りるれっ]))",
                r"(?P<vague>数(?:[十百千][万億]?|[十]?兆|[万億])|(?:十|10)数(?P<over10>[万億兆]?))",
                r"(?P<days>[0-9]{1,4})日間",
                r"(?<![第0-9])(?:(?P<young>[1-9]0)歳?代?(?P<and>[・、~〜～と-]|から|ないし))?(?P<age>[1-9]0)歳?代(?P<part>前半|半ば|後半|以上)?の?(?P<who>男女|男性|女性|男(?![子優])|女(?![子優]))(?P<several>(?=ら|たち|達|[0-9０-９]+(?:人|名)))?",
                r"(?<![第0-9])(?P<first>[1-9]0)歳?代?(?P<to>[・、~〜～-]|から|ないし)(?P<last>[1-9]0)歳?代(?!目|前半|半ば|後半)",
                rf"(?P<amount>{NUMERAL})(?:{TO}(?P<top>{NUMERAL}))?",
                rf"(?P<kanji>{KANJI_NUMERAL})",
            )
        )
        + ")"
    )


def rewrite_numbers(text: str) -> str:
    """The text with its numbers in English form; full-width figures become narrow, all else is untouched.

    >>> rewrite_numbers("2026年1月9日、20万人に8000億ドル")
    'January 9, 2026、200,000人に$800 billion'
    >>> rewrite_numbers("2月1日から25%、1億2000万円、5600棟、2日間")
    'February 1から25%、120 million yen、5,600棟、2 days'
    >>> rewrite_numbers("令和6年、約3割が氷点下10度、10〜20万人が18歳未満、3分の1、数十人")
    '2024年、about 30%がminus 10 degrees Celsius、100,000 to 200,000人がless than 18歳、one-third、dozens of 人'
    >>> rewrite_numbers("25日、今月14日に始め、昨年8月から、1日の利用者、2日に1回")
    'on the 25th、on the 14th of this month始め、August last yearから、1日の利用者、2日に1回'
    """
    flat = carried_eras(kanji_dates(text.translate(FULL_WIDTH)))
    parts: list[str] = []
    last = 0
    bounded = timed = False
    for match in _pattern().finditer(flat):
        if match.start() < last or (made := _english(flat, match)) is None:
            continue
        new, end, bound = made
        before = flat[last : match.start()]
        was_timed, timed = timed, bool(match["clock"] or (match["date"] or match["eradate"]) and new[-1] != "年")
        if was_timed and timed and re.fullmatch(TO, before):
            parts += [" to ", new]
        elif last and not before and (match["clock"] or bounded and bound):
            parts += [" at " if match["clock"] else " and ", new]
        else:
            parts += [before, _space(before or "".join(parts[-2:]), new), new]
        parts.append(_space(new, flat[end : end + 1]))
        last, bounded = end, bound
    return "".join([*parts, flat[last:]])


def _space(before: str, after: str) -> str:
    """A space between two words in Latin script."""
    one, other = before[-1:], after[:1]
    return " " if one.isascii() and one.isalnum() and other.isascii() and (other.isalnum() or other == "$") else ""


def _english(flat: str, match: re.Match[str]) -> tuple[str, int, bool] | None:
    """The English form, the end of what it stands for, and whether a bound is part of it; None to leave it as it is."""
    if match["idiom"]:
        return None
    if match["amount"] or match["kanji"]:
        return _amount(flat, match)
    if match["vague"]:
        return _vague(flat, match)
    if (new := _fixed(flat, match)) is None:
        return None
    about = "about " if match["about"] else ""
    bound = _BOUND.match(flat, match.end()) if match["wari"] or match["fraction"] else None
    if bound:
        return _bounded(bound, about, new), bound.end(), True
    return about + new, match.end(), False


def _bounded(bound: re.Match[str], about: str, number: str, counted: bool = False) -> str:
    """A number with its bound before it; of things counted, 以内 is at most."""
    word = "at most" if counted and bound["bound"] == "以内" else _BOUNDS[bound["bound"]]
    return f"{word} {'' if word == 'about' else about}{number}"


def _vague(flat: str, match: re.Match[str]) -> tuple[str, int, bool] | None:
    """数十人 is dozens of 人, 数十年 decades, 十数人 more than 10人."""
    word = match["vague"]
    unit, form, stop = unit_at(flat, match.end())
    money = _MONEY.get(unit, "").replace("$", "dollars")
    if word[0] != "数":
        words = f"more than {spell(10 * LARGE_UNITS.get(match['over10'], 1))}"
        return (f"{words} {money}", stop, False) if money else (words, match.end(), False)
    if unit == "year" and word in ("数十", "数百"):
        return {"数十": "decades", "数百": "centuries"}[word], stop, False
    words = VAGUE[word[1:]]
    return (f"{words} of {money}", stop, False) if money else (f"{words} of ", match.end(), False)


def _fixed(flat: str, match: re.Match[str]) -> str | None:
    """Forms that are whole in the match: dates, times, temperatures, fractions, parts of laws."""
    if match["eradate"]:
        return era_date(match)
    if match["eraspan"]:
        return era_span(match)
    if match["date"]:
        return dated(match)
    if match["alone"]:
        return day_alone(match, flat[match.end() :][:1])
    if match["cold"]:
        sign = "minus " if match["minus"] not in (None, "摂氏", "華氏") or match["below"] else ""
        scale = "Fahrenheit" if match["minus"] == "華氏" else "Celsius"
        return f"{sign}{match['heat'] or match['celsius']} degrees {scale}"
    if match["clock"]:
        return clock(match)
    if match["third"]:
        return third_of_month(match)
    if match["fraction"]:
        return fraction(value_of(match["under"]), value_of(match["over"]))
    if match["small"]:
        return very_small(value_of(match["small"]), spell)
    if match["onein"]:
        return one_in(value_of(match["of"]))
    if match["intensity"]:
        return f"intensity {'upper' if match['half_of'] == '強' else 'lower'} {match['intensity']}"
    if match["batting"]:
        return thousandths(match["batting"])
    for name, word in (("article", "Article"), ("chapter", "Chapter")):
        if match[name]:
            value = value_of(match[name])
            return f"{word} {value}" if value else None
    if match["quarter"]:
        return f"{ordinal(int(value_of(match['quarter']) or 0))} quarter"
    if match["century"]:
        return f"{ordinal(int(match['century']))} century"
    if match["decade"]:
        return f"{match['decade']}s"
    if match["age"]:
        return ages_of(match)
    if match["first"]:
        return range_of_ages(match["first"], match["to"], match["last"])
    if match["wari"]:
        share = f"{(value_of(match['tens']) or 0) * 10 + (value_of(match['ones']) or 0 if match['ones'] else 0):g}%"
        return f"{match['fewer']}0% to {share}" if match["fewer"] else share
    if match["days"]:
        days = int(match["days"])
        return f"{days} day" + ("" if days == 1 else "s")
    return None


def _amount(flat: str, match: re.Match[str]) -> tuple[str, int, bool] | None:
    """A number with its scale, its currency, and about or at least."""
    numeral, end = match["amount"] or match["kanji"], match.end()
    value = value_of(numeral)
    if value is None:
        return None
    unit, form, stop = unit_at(flat, end)
    if match["kanji"] and not _is_count(numeral, unit, form):
        return None
    top = value_of(match["top"]) if match["top"] else None
    number = _number(flat, match, value, top, end)
    about = "about " if match["about"] else ""
    money = _MONEY.get(unit) if flat[stop : stop + 1] not in ("玉", "札", "硬") and stop > end else None
    if unit == "percent":
        number, end = f"{number}%", stop
    elif money and flat[match.start() - 1 : match.start()] not in ("$", "¥", "€", "£"):
        number, stop = _with_small_money(flat, number, unit, stop)
        one = money.removesuffix("s") if number == "1" else money
        number, end = (f"${number}" if money == "$" else f"{number} {one}"), stop
    elif unit == "celsius":
        number, end = f"{number} degrees Celsius", stop
    bound = _BOUND.match(flat, stop)
    if bound:
        counted = not dimension(unit) and form not in ("位", "等")
        return _bounded(bound, about, number + flat[end:stop], counted), bound.end(), True
    return (about + number, end, False) if about + number != match.group() else None


def _with_small_money(flat: str, number: str, unit: str, stop: int) -> tuple[str, int]:
    """163円50銭 is 163.50 yen: the number, and the end of what it stands for."""
    small = _SMALL_MONEY.match(flat, stop) if re.fullmatch("[0-9,]+", number) else None
    whose = {"EUR": "USD", "pound-weight|GBP": "GBP"}.get(unit, unit)
    if small is None or whose not in ("JPY", "USD", "GBP") or not small[whose]:
        return number, stop
    return f"{number}.{int(small['value']):02}", small.end()


def _is_count(numeral: str, unit: str, form: str) -> bool:
    """True for kanji numerals that surely count: 三千人, 二十五年, 三万世帯; not 十人, 二〇二六."""
    known = dimension(unit) or form in counters() and (counters()[form].asked or numeral[-1] in LARGE_UNITS)
    return len(numeral) > 1 and re.search("[十百千万億兆]", numeral) is not None and bool(known)


def _number(flat: str, match: re.Match[str], value: float, top: float | None, end: int) -> str:
    numeral = match["amount"] or match["kanji"]
    if top is not None and match["top"]:
        sign = match["top"][-1]
        if sign in LARGE_UNITS and numeral[-1] not in LARGE_UNITS and value < top:
            return f"{spell(value * LARGE_UNITS[sign])} to {spell(top)}"
        if flat[end : end + 1] == "年" and 1000 <= value < 2200 and value % 100 < top < 100:
            return f"{numeral} to {numeral[:2]}{match['top']}"
        return f"{_written(flat, numeral, value, end)} to {_written(flat, match['top'], top, end)}"
    return _written(flat, numeral, value, end)


def _written(flat: str, numeral: str, value: float, end: int) -> str:
    """A value as English writes it; figures that are no count (years, codes, names: マーズ2020計画) as they stand."""
    if not numeral.isascii():
        return spell(value)
    unit, form, _ = unit_at(flat, end)
    counted = bool(unit or form) and unit != "year" and form not in ("号", "番")
    plain = numeral.isdigit() and 4 <= len(numeral) <= 15 and not numeral.startswith("0")
    return f"{int(numeral):,}" if plain and counted else numeral


def spell(value: float) -> str:
    """A value with a scale word where that is exact in three decimals, four of a trillion, else with commas.

    >>> spell(200_000), spell(120_000_000), spell(1_234_567), spell(1.25e12), spell(8_493_994_000)
    ('200,000', '120 million', '1,234,567', '1.25 trillion', '8,493,994,000')
    >>> spell(1_773_400_000_000)
    '1.7734 trillion'
    """
    for unit, name, digits in ((10**12, "trillion", 4), (10**9, "billion", 3), (10**6, "million", 3)):
        finest = 10**digits
        if value == int(value) and int(value) * finest % unit == 0 and (unit <= value < unit * 1000 or value >= 10**15):
            whole, rest = divmod(int(value) * finest // unit, finest)
            return f"{whole:,}" + (f".{rest:0{digits}}".rstrip("0") if rest else "") + f" {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
