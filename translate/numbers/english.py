"""The quantities of an English text: figures and words, fractions, dates, times, decades, money, units, bounds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from .english_bounds import MINUS, bound_of
from .english_dates import MONTH_NUMBERS, is_month, read_clock, read_clock_words, read_date
from .english_numerals import CARDINALS, DECADES, PARTS, SCALES, Token, after, near, numeral_at, tokens_of
from .quantity import Kind, Numeral, Quantity, kind_of, units

_ROMAN = {word: n for n, word in enumerate("II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split(), 2)}
_WORDS: dict[str, tuple[Kind, float, str]] = {
    **dict.fromkeys("no none nil nothing scoreless shutout without".split(), ("number", 0, "")),
    **dict.fromkeys("once single sole only a an each every another per top winner champion".split(), ("number", 1, "")),
    **dict.fromkeys("freshman freshmen champions".split(), ("number", 1, "")),
    **dict.fromkeys("both pair pairs couple duo twin twins dual bilateral mutual".split(), ("number", 2, "")),
    **dict.fromkeys("sophomore sophomores runner-up secondary binary".split(), ("number", 2, "")),
    **dict.fromkeys("trio trios triplets junior juniors senior seniors bronze".split(), ("number", 3, "")),
    **dict.fromkeys("quartet four-time".split(), ("number", 4, "")),
    "tertiary": ("number", 3, ""), "octal": ("number", 8, ""), "decimal": ("number", 10, ""),
    "hexadecimal": ("number", 16, ""), "hex": ("number", 16, ""),
    **dict.fromkeys("twice double doubled doubles doubling doubly".split(), ("times", 2, "")),
    **dict.fromkeys("thrice triple tripled triples tripling trilateral".split(), ("times", 3, "")),
    **dict.fromkeys("quadruple quadrupled".split(), ("times", 4, "")),
    **dict.fromkeys("half halves halved halving".split(), ("fraction", 0.5, "")),
    **dict.fromkeys("quarter quarterly".split(), ("fraction", 0.25, "")),
    **{w: ("number", n, "") for w, n in _ROMAN.items()},
    **{f"{w}s": ("number", n, "") for w, n in CARDINALS.items() if 2 < n < 20},
    "midnight": ("hour", 0, ""), "noon": ("hour", 12, ""), "midday": ("hour", 12, ""), "dozen": ("number", 12, ""),
    **dict.fromkeys("teen teens teenage teenaged teenager teenagers".split(), ("decade", 10, "")),
    "decade": ("duration", 10, "year"), "century": ("duration", 100, "year"), "fortnight": ("duration", 14, "day"),
}  # fmt: skip
"""Words that may stand for a number, and may as well mean none."""

_LETTERS = {"k": 1000, "m": 10**6, "b": 10**9, "t": 10**12}
_SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "KRW", "₹": "INR", "₽": "RUB", "฿": "THB",
    "₴": "UAH",
}  # fmt: skip
_DOLLARS = {"A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NT": "TWD", "S": "SGD", "NZ": "NZD"}
_CURRENCY = re.compile(
    r"(?:\b(?P<prefix>U\.S\.|[A-Z]{1,2}))?(?P<symbol>[$€£¥￥₩₹₽฿₴])\s?$"
    r"|\b(?P<code>USD|EUR|GBP|JPY|CNY|RMB|KRW|INR|RUB|AUD|CAD|HKD|CHF|Rs\.?)\s?$"
)
_MONEY_AFTER = re.compile(r"\s?(?:dollars?|yen|euros?|pounds?|yuan)\b", re.I)
_TO = re.compile(r"\s?(?:-|–|—|−|~|to|and|or|-to-)\s?")
_BELOW = re.compile(
    r"(?:\s?(?:°\s?[CF]?|℃|degrees?)?(?:\s(?:Celsius|Fahrenheit|C|F))?)\sbelow(?:\s(?:zero|freezing))?\b", re.I
)
_DEGREES = re.compile(r"\s?-?(?:°\s?([CF])?|degrees?(?:\s(Celsius|Fahrenheit|centigrade|[CF]\b))?|℃)", re.I)
_ONE_IN = re.compile(
    r"(?P<noun>\s[a-z]+)?\s(?:in|out\sof)\s(?:every\s|an?\s)?(?P<of>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}|[a-z]+(?:-[a-z]+)?)"
    r"(?:\s(?P<scale>thousand|million|billion|trillion))?\b",
    re.I,
)
_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b")
_PLURAL = re.compile(r"['’]?s\b")
_SOMETHING = re.compile(r"[- ]?somethings?\b", re.I)
_AGES = re.compile(r"\b(?:age|ages|aged|age group|age range)(?: of| between)? $", re.I)
_IN_YEARS = re.compile(r"(?: years? old|-year-olds?| age| bracket)", re.I)
_LETTER = re.compile(r"\s?([kmbt])\b(?![./'’])", re.I)
_THOUSANDS = re.compile(r"([kK])\b(?!m)")
_OVER = re.compile(r"/([0-9]{1,3})(?![0-9/])")
_ISO = re.compile(r"-[0-9]{2}-[0-9]{2}(?![0-9])")
_AGED = re.compile(r"[\s-](?:old|of age)\b")
_HALF_AFTER = re.compile(r"\sand\sa\shalf\b")
_AN_AND_A_HALF = re.compile(r"\ban?\s(minute|hour|day|week|month|year|decade|century)\sand\sa\shalf\b", re.I)
_TIMES = re.compile(r"[\s-]?fold\b|\stimes\b|x\b")


def read_english(text: str) -> list[Quantity]:
    """The quantities of an English text, in order; offsets are code points.

    >>> text = "About 1.2 million of twenty-five hundred paid $3m at minus 10 degrees"
    >>> [(q.value, q.unit, q.bound) for q in read_english(text)]
    [(1200000, '', 'about'), (2500, '', ''), (3000000, 'USD', ''), (-10, 'celsius|fahrenheit', '')]
    >>> [(q.kind, q.value) for q in read_english("On Jan. 9, 2026, at 8:30 p.m., two-thirds left")][:5]
    [('month', 1), ('day', 9), ('year', 2026), ('hour', 20), ('minute', 30)]
    """
    tokens = tokens_of(text)
    found: list[Quantity] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if clock := read_clock_words(text, token.start):
            found += clock
            index = after(tokens, index, clock[0].end)
            continue
        one = _single(text, token)
        numeral = None if one else numeral_at(text, tokens, index)
        if numeral:
            index = after(tokens, index, numeral.end)
            more = _read(numeral, tokens, index, found[-1] if found else None)
            found += [q if q.bound else replace(q, bound=bound_of(numeral, q)) for q in more]
            index = after(tokens, index, found[-1].end)
            continue
        if one or (one := _word(text, token)):
            found.append(one)
        index += 1
    return _join(text, found)


def _single(text: str, token: Token) -> Quantity | None:
    """A quantity that is one token: a name with a number, a month, the twenties."""
    if token.kind in ("name", "phrase"):
        parts = [float(part[:15]) for part in re.findall("[0-9]+", token.text)] or [0.0]
        return Quantity(token.start, token.end, "name", parts[0], parts[0], also=tuple(parts[1:]), needed=False)
    if token.text in DECADES:
        value = DECADES[token.text]
        return Quantity(token.start, token.end, "decade", value, value + 9, also=(value + 1900,), figures=False)
    if is_month(text, token):
        value = MONTH_NUMBERS[token.text]
        return Quantity(token.start, token.end, "month", value, value, figures=False)
    return None


def _word(text: str, token: Token) -> Quantity | None:
    """A word that may stand for a number."""
    written = text[token.start : token.end]
    half = _AN_AND_A_HALF.match(text, token.start)
    if half:
        return Quantity(token.start, half.end(), "duration", 1.5, 1.5, half[1].lower(), figures=False)
    known = _WORDS.get(written if written in _ROMAN else token.text)
    if known is None:
        return None
    kind, value, unit = known
    high = value + 9 if kind == "decade" else value
    return Quantity(token.start, token.end, kind, value, high, unit, needed=False, figures=False)


def _read(numeral: Numeral, tokens: list[Token], index: int, last: Quantity | None) -> list[Quantity]:
    """The quantities that a numeral makes with what stands round it; index is of the token after it."""
    text, end, value = numeral.text, numeral.end, numeral.value
    following = tokens[index] if near(text, tokens, index) else None
    if numeral.vague:
        years = numeral.written.lower().endswith(("decades", "centuries"))
        most = 5 * value - 1 if numeral.written.lower() == "dozens" else 10 * value - 1
        quantity = numeral.counts("duration" if years else "count", end, "year" if years else "", high=most)
        return [replace(quantity, bound="several")]
    if numeral.figures and (found := _in_figures(numeral, last)):
        return found
    if following and not numeral.ordinal and _is_part(following.text, value):
        return [numeral.counts("fraction", following.end, value=value / PARTS[following.text])]
    suffix = _SUFFIX.match(text, end) if numeral.figures else None
    if suffix:
        end = suffix.end()
        numeral = replace(numeral, end=end, ordinal=True)
    unit, stop = _unit_at(text, end)
    beyond = [token for token in tokens[index : index + 3] if token.start >= end and token.text != "of"]
    if date := read_date(numeral, last, beyond[0] if beyond else None, bool(unit)):
        return [date]
    if numeral.ordinal:
        part = (1 / value,) if value > 2 and numeral.before.lower().endswith(("a ", "an ", "one ")) else ()
        return [numeral.counts("ordinal", end, "", *part)]
    return [_counted(numeral, unit, stop)]


def _in_figures(numeral: Numeral, last: Quantity | None) -> list[Quantity]:
    """What only figures make: decades, money with a sign, dates in figures, times of day."""
    text, start, end, value, before = numeral.text, numeral.start, numeral.end, numeral.value, numeral.before
    plural = _PLURAL.match(text, end) or _SOMETHING.match(text, end)
    if plural and numeral.whole and value % 10 == 0 and 10 <= value < 2200:
        also = (value + 1900, value + 2000) if value < 100 else ()
        return [numeral.counts("decade", plural.end(), "", *also, high=value + 9)]
    currency = _CURRENCY.search(before)
    letter = (_LETTER if currency else _THOUSANDS).match(text, end)
    if letter:
        numeral = replace(numeral, end=letter.end(), value=_exact(value * _LETTERS[letter[1].lower()]))
    if currency:
        tail = _MONEY_AFTER.match(text, numeral.end)
        return [numeral.counts("money", tail.end() if tail else numeral.end, _currency(currency))]
    if letter:
        return [numeral.counts("number", numeral.end)]
    beside = last is not None and last.unit == "slash" and last.end == start - 1
    over = None if beside else _OVER.match(text, end)
    if over and 0 < value < int(over[1]):
        return [numeral.counts("fraction", over.end(), "slash", value, float(over[1]), value=value / int(over[1]))]
    if beside or re.match("/[0-9]", text[end : end + 2]) or _ISO.match(text, end):
        return [numeral.counts("number", end, "slash")]
    return read_clock(numeral)


def _currency(match: re.Match[str]) -> str:
    if match["code"]:
        return {"RMB": "CNY", "Rs": "INR", "Rs.": "INR"}.get(match["code"], match["code"])
    return (_DOLLARS.get(match["prefix"] or "") if match["symbol"] == "$" else None) or _SYMBOLS[match["symbol"]]


def _counted(numeral: Numeral, unit: str, stop: int) -> Quantity:
    """A numeral with its unit, as a temperature, as one in three, or bare."""
    text, end, value = numeral.text, numeral.end, numeral.value
    one_in = _ONE_IN.match(text, end)
    of = _plain(one_in["of"]) * SCALES.get((one_in["scale"] or "").lower(), 1) if one_in else 0
    if one_in and 0 < value < of and (value == 1 or not one_in["noun"] and of in (3, 4, 5, 10, 100)):
        return numeral.counts("fraction", one_in.end(), "", value, of, value=value / of)
    below, degrees = _BELOW.match(text, end), _DEGREES.match(text, end)
    cold = below is not None or MINUS.search(numeral.before) is not None
    if below or degrees:
        scale = ((degrees[1] or degrees[2] or "") if degrees else "").lower()[:1]
        name = {"c": "celsius", "f": "fahrenheit"}.get(scale, "celsius|fahrenheit")
        place = below.end() if below else degrees.end() if degrees else end
        return numeral.counts("temperature", place, name, value=-value if cold else value)
    if unit:
        kind = kind_of(unit.split("|")[0])
        if kind == "duration" and _AGED.match(text, stop):
            kind = "age"
        half = _HALF_AFTER.match(text, stop)
        if unit == "metre" and text[stop - 1] == "m":  # 3m people
            return numeral.counts(kind, stop, unit, value * 10**6)
        return numeral.counts(kind, half.end() if half else stop, unit, value=value + 0.5 if half else value)
    if times := _TIMES.match(text, end):
        return numeral.counts("times", times.end())
    return numeral.counts("number", end, "", *((-value,) if cold else ()))


def _exact(value: float) -> float:
    value = round(value, 4)
    return int(value) if value == int(value) else value


def _plain(word: str) -> float:
    """The value of a single word or figure: one in ten, 1 in 10."""
    if word[0].isdigit():
        return int(word.replace(",", ""))
    return sum(CARDINALS.get(part, 0) for part in word.lower().split("-")) or SCALES.get(word.lower(), 0)


def _is_part(word: str, value: float) -> bool:
    """True for two-thirds, three quarters, one half; not for one second."""
    return word in PARTS and (word.endswith(("s", "half", "halves")) or value == 1)


def _unit_at(text: str, position: int) -> tuple[str, int]:
    """The name of the unit that follows a numeral, and its end; "" and position if none."""
    pattern, names = _unit()
    match = pattern.match(text, position)
    return (names[re.sub(r"[\s-]+", "-", match[1].lower())], match.end()) if match else ("", position)


@lru_cache(maxsize=1)
def _unit() -> tuple[re.Pattern[str], dict[str, str]]:
    """Finds a unit after a numeral; and the name of the unit for each form."""
    names: dict[str, str] = {}
    for unit in units().values():
        for form in unit.english:
            names[form] = f"{names[form]}|{unit.name}" if form in names else unit.name
    forms = sorted(names, key=len, reverse=True)
    words = [
        re.escape(form).replace(r"\-", r"[\s-]") + (r"(?![A-Za-z])" if form[-1].isalpha() else "") for form in forms
    ]
    between = "(?:(?:calendar|consecutive|straight|full|whole|more)\\s)?"
    return re.compile(rf"[\s-]?{between}({'|'.join(words)})", re.I), names


def _are_decades(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are the ages of a decade or several: aged 20 to 29, the 20-39 age group."""
    if one.value % 10 or other.value % 10 != 9 or not 10 <= one.value < other.value < 100:
        return False
    between = _TO.fullmatch(text[one.end : other.start][:8])
    of_age = other.kind == "age" or _AGES.search(text[: one.start]) or _IN_YEARS.match(text, other.end)
    return between is not None and bool(of_age)


_SHARED: frozenset[Kind] = frozenset({"money", "percent", "measure", "duration", "temperature", "age"})


def _join(text: str, found: list[Quantity]) -> list[Quantity]:
    """The first of a range may share the unit and scale of the second: 10 to 20 million yen; two ages are a decade."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        if _are_decades(text, one, other):
            ages = replace(one, end=other.end, kind="decade", high=one.value + 9, unit="")
            last = replace(ages, start=other.start, value=other.value - 9, high=other.value)
            found[index : index + 2] = [ages] if ages.value == last.value else [replace(ages, end=one.end), last]
            continue
        if one.kind != "number" or one.unit or not _TO.fullmatch(text[one.end : other.start][:8]):
            continue
        scale = 1.0
        for word in re.findall("[a-z]+", text[other.start : other.end].lower()):
            scale *= SCALES.get(word, 1) if word != "dozen" else 1
        also = (*one.also, one.value * scale) if scale > 1 and one.value < 1000 else one.also
        shared = other.kind in _SHARED
        found[index] = replace(
            one, kind=other.kind if shared else "number", unit=other.unit if shared else "", also=also
        )
    return found
