"""People of China, Taiwan and Korea in Latin letters, where the text says beside the name which country they are of.

Their names stand in kanji, which a small model reads in any language. Mandarin reads a name of China in one way but for
few characters; how people of Korea and Taiwan spell theirs is their choice, so those are given in a usual spelling,
with the doubt. Source: this project's own method; readings of kanji-readings.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from glossaries.morphology import Token, tokens
from glossaries.readings import is_word
from translate.tables import rows

from .behind import AGE, BEFORE_TITLE, CALLED, personal_titles, title_at
from .hangul import korean_in_latin
from .japanese import Read
from .wade_giles import wade_giles

_COUNTRIES = "中国|台湾|韓国|北朝鮮"
_BESIDE = re.compile(f"(?<![駐在対訪親反])({_COUNTRIES})([一-鿿々ァ-ヺー・]{{0,14}})の(?=[一-鿿])")
_BRACKETS = re.compile(f"(?<![一-鿿々ァ-ヺー・])([一-鿿]{{2,4}})[（(]({_COUNTRIES})(?=[）)、・])")
_CALLED = re.compile(f"{CALLED.pattern}|選手")
_ALONE_NOT = frozenset("全元高白石武南向左常成方都千単令華万陽谷文金安片河池")
"""Surnames that before a title may be words: all delegates, the former minister."""


def chinese_names(text: str) -> list[Read]:
    """The people of a text whom 中国の, 韓国大統領室の or the like stands before, or （中国） behind; in order.

    >>> for name in chinese_names("中国の王文濤商務相は韓国の趙兌烈外相、台湾の林佳竜外交部長らと会った。"):
    ...     print(f"{name.english} ({name.doubt})")
    Wang Wentao ()
    Cho Tae-yeol (people of Korea spell their names in different ways)
    Lin Chia-lung (people of Taiwan spell their names in different ways)
    >>> [name.english for name in chinese_names("馬龍（中国）が韓国の文化相、中国の全代表に会った。")]
    ['Ma Long']
    """
    if not re.search(_COUNTRIES, text):
        return []
    found = {name.start: name for name in _in_brackets(text)}
    read: list[Token] = []
    for beside in _BESIDE.finditer(text):
        if "日本" not in beside[2]:
            read = read or tokens(text)
            name = _name_at(text, read, beside.end(), beside[1])
            if name:
                found.setdefault(name.start, name)
    return [found[start] for start in sorted(found)]


def _in_brackets(text: str) -> Iterator[Read]:
    for match in _BRACKETS.finditer(text):
        family = _family(match[1])
        english = _spell(match[1], family, match[2]) if 0 < family < len(match[1]) <= family + 2 else None
        if english:
            yield Read(match.start(1), match.end(1), english[0], True, english[1])


def _name_at(text: str, read: list[Token], start: int, country: str) -> Read | None:
    """The name that begins there, a surname and up to two characters, with a title or the like behind it."""
    family = _family(text[start : start + 4])
    at = {token.start: token for token in read}
    first = at.get(start)
    if not family or not first:
        return None
    if len(first.surface) > family and (first.pos[2] != "人名" or first.pos[3] == "姓"):
        return None
    for size in (2, 1, 0):
        end = start + family + size
        given = text[start + family : end]
        if re.fullmatch("[一-鿿々]*", given) and _is_named(text, at, end, given):
            word = text[start:end]
            if not given and (word in _ALONE_NOT or (is_word(word) and text.startswith("さん", end))):  # お孫さん
                return None
            spelt = _spell(text[start:end], family, country)
            return Read(start, end, spelt[0], True, spelt[1]) if spelt else None
    return None


def _is_named(text: str, at: dict[int, Token], end: int, given: str) -> bool:
    """Whether a name with that given name may end there: 氏, an age, a title or, after a full name, a longer office
    (商務相) follow; and no word (李商務相) or place (李上海市長) stands where the given name is looked for.
    """
    word = at.get(end - len(given)) if given else None
    if word and len(word.surface) > 1 and word.pos[1:3] == ("固有名詞", "地名"):
        return False
    if _CALLED.match(text, end) or AGE.match(text, end):
        return True
    if BEFORE_TITLE.fullmatch(given[-1:]) or (word and len(word.surface) > 1 and word.pos[1] == "普通名詞"):
        return False
    if title_at(text, end):
        return end in at
    office = at.get(end + (BEFORE_TITLE.match(text, end) is not None))
    is_word = office is not None and len(office.surface) > 1 and office.pos[1] == "普通名詞" and not office.oov
    return given != "" and end in at and is_word and _office().match(text, end) is not None


@cache
def _office() -> re.Pattern[str]:
    return re.compile(f"[一-鿿々ァ-ヺー・]{{1,14}}?(?:{'|'.join([*personal_titles(), '主席', '部長'])})")


def _spell(name: str, family: int, country: str) -> tuple[str, str] | None:
    """A name in Latin letters, and the doubt; None where a character is not known."""
    mandarin, korean = _surnames()[name[:family]]
    given = name[family:]
    if country in ("韓国", "北朝鮮"):
        latin = korean_in_latin(given) if given else ""
        if not korean or latin is None:
            return None
        return f"{korean} {latin}".strip(), "people of Korea spell their names in different ways"
    said = [_mandarin(sign) for sign in given]
    if not mandarin or not all(said):
        return None
    usual = [each[0] for each in said]
    if country == "台湾":
        parts = [wade_giles(mandarin.lower()).capitalize(), "-".join(map(wade_giles, usual)).capitalize()]
        return " ".join(parts).strip(), "people of Taiwan spell their names in different ways"
    joined = "'".join(usual) if len(usual) > 1 and usual[1][0] in "aeo" else "".join(usual)
    doubts = [
        f"{sign} is also read {' or '.join(each[1:])}" for sign, each in zip(given, said, strict=True) if each[1:]
    ]
    return f"{mandarin} {joined.capitalize()}".strip(), "; ".join(doubts)


def _family(name: str) -> int:
    """How many characters of a name are its surname; 0 where it begins with none."""
    return next((size for size in (2, 1) if name[:size] in _surnames()), 0)


@cache
def _surnames() -> dict[str, tuple[str, str]]:
    """Surnames as Mandarin reads them and as South Koreans spell them, "" where they have none."""
    return {name: (mandarin, korean) for name, mandarin, korean in rows("chinese-surnames.tsv")}


def _mandarin(sign: str) -> list[str]:
    """How a character is read in names of China, the usual way first; what kanji-readings.tsv has behind it is rare."""
    return _given().get(sign) or _first().get(sign, [])


@cache
def _given() -> dict[str, list[str]]:
    return {sign: said.split() for sign, said in rows("given-readings.tsv")}


@cache
def _first() -> dict[str, list[str]]:
    return {sign: chinese.split()[:1] for sign, _, chinese, _ in rows("kanji-readings.tsv")}
