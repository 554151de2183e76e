"""Japanese people and places in Latin letters, so that a model copies their names and does not guess them.

A name is certain where two dictionaries, Sudachi's and UniDic, see a name there and read it alike, and a place is
moreover one of Japan by the list of its post (中国 and 成都 are none); or the text itself tells how a person is read,
in brackets after the name. A person whose name may be read otherwise is given in the likeliest reading, with the doubt:
a small model would invent another person. Everything else stays as it is. Spelling: Hepburn without long vowels, as
newspapers write (Kofu, Junpei), the surname first as in the Japanese. Source: this project's own method.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from glossaries.morphology import Token, tokens
from glossaries.readings import Word, is_word, name_readings, words
from glossaries.suggest.romaji import katakana, romanise
from glossaries.titles import titles
from translate.tables import rows

from .behind import AGE, BEFORE_TITLE, CALLED, title_at
from .glued import is_surname
from .within import word_round

_KANJI = re.compile("[一-鿿々ヶケ]+")
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")
_BETWEEN = (" ", "　", "・")
_ABROAD = re.compile("[省州]")
_SURNAME, _GIVEN, _PLACE = ("人名", "姓"), ("人名", "名"), ("地名", "一般")
_RUBY = re.compile("[(（]([ぁ-ゖァ-ヺー]+)(?:[ 　・＝]([ぁ-ゖァ-ヺー]+))?[)）]")
_NOT_JAPANESE = frozenset("司馬 諸葛 欧陽 上官 公孫 夏侯 皇甫 尉遅 東方 南宮 令狐 独孤 鮮于".split())
"""Surnames of two characters that are Chinese or Korean."""

_SHORT = frozenset("北森原岸谷堀辻島関星畑滝浜岡牧泉沖峰峯桂槙乾巽榎柏奥芹轟堺椿榊橘楠脇")
"""Surnames of one character that are neither, and are read in one way; taken with a given name alone."""

_CUT = re.compile(r"(?<=[ョュ])\|(?=ウ(?:\||$))")
"""A cut through one long vowel, where two characters are read as one word: 今日."""

_USUAL = {"大谷": "オオタニ", "羽生": "ハニュウ", "文雄": "フミオ", "智之": "トモユキ", "信夫": "ノブオ"}
"""Names that are mostly read otherwise than the dictionaries say first."""

_ELSEWHERE = frozenset("湖南 海南 河南 江南 大田 安東 光州 長安".split())
"""Places of China or Korea too: those of Japan only with 市 or the like after them, surnames only with a title."""

_WORDS = frozenset(["三重"])
"""Words that no dictionary has as one: 三重の塔."""


class Read(NamedTuple):
    """text[start:end] (code points) is a name, `english` in Latin letters.

    guessed  it is a person's, whom the dictionaries alone tell how to read.
    doubt    what speaks for another reading, a sentence's part for people to read; "" where it is as good as certain.
    """

    start: int
    end: int
    english: str
    guessed: bool
    doubt: str = ""


def japanese_names(text: str) -> list[Read]:
    """The names of Japanese people and places of a text, in order, none within another.

    >>> [name.english for name in japanese_names("西山貴浩選手は福岡市の出身で、中国の成都へ行く。")]
    ['Nishiyama Takahiro', 'Fukuoka']
    >>> japanese_names("石郷岡喜広（いしごうおか・のぶひろ）さん")
    [Read(start=0, end=18, english='Ishigooka Nobuhiro', guessed=False, doubt='')]
    >>> for name in japanese_names("岸田文雄元首相と三笘薫選手、勝野昌慶投手"):
    ...     print(name.english, "-", name.doubt)
    Kishida Fumio - 文雄 is also read Bunyu
    Mitoma Kaoru - a given name of one character is read in many ways
    Katsuno - how 昌慶 is read is not known
    """
    if not _KANJI.search(text):
        return []
    read = tokens(text, readings=True)
    other = words(text)
    found: list[Read] = []
    at = 0
    while at < len(read):
        name = _told(text, read, at) or _person(text, read, other, at)
        name = name or _first_name(text, read, other, at) or _place(text, read, other, at)
        if name:
            found.append(name)
        end = name.end if name else read[at].end
        while at < len(read) and read[at].start < end:
            at += 1
    return found


def _told(text: str, read: list[Token], at: int) -> Read | None:
    """A person's name that begins with the token `at` and after which brackets tell how it is read."""
    surname = read[at]
    if surname.pos[2] != "人名" or not (kanji := _KANJI.match(text, surname.start)) or _glued_before(read, at):
        return None
    said = _RUBY.match(text, kanji.end())
    if not said:
        return None
    first, last = katakana(said[1]), katakana(said[2] or "")
    if not last and surname.end < kanji.end() and first.startswith(surname.reading) and first != surname.reading:
        first, last = surname.reading, first[len(surname.reading) :]
    if not last:
        return None
    english = f"{in_latin(text[surname.start : surname.end], first)} {in_latin(text[surname.end : kanji.end()], last)}"
    return Read(surname.start, said.end(), english, False)


def _person(text: str, read: list[Token], other: dict[int, Word], at: int) -> Read | None:
    """A surname that begins with the token `at`, with the given name after it if there is one."""
    surname = read[at]
    if surname.surface in _NOT_JAPANESE or _glued_before(read, at) or not _same(surname, other, _SURNAME):
        return None
    if surname.surface in _ELSEWHERE and not title_at(text, surname.end) and not CALLED.match(text, surname.end):
        return None
    apart = at + 1 < len(read) and read[at + 1].surface in _BETWEEN
    after = at + 1 + apart
    given = read[after] if after < len(read) and read[after].pos[2:4] == _GIVEN else None
    if len(surname.surface) < 2 and not (given and surname.surface in _SHORT):
        return None
    doubts = [_other_readings(surname, _SURNAME)]
    parts = [surname]
    if given and _ends_name(read, after + 1) and (len(given.surface) > 1 or _whole(text, read, after)):
        parts.append(given)
        doubts.append(_doubt_of_given(given, other))
    elif not _ends_name(read, after):
        unknown = _unknown_given(text, surname.end)
        if not unknown:
            return None
        doubts.append(f"how {unknown} is read is not known")
    english = " ".join(in_latin(token.surface, _usual(token)) for token in parts)
    return Read(surname.start, parts[-1].end, english, True, "; ".join(filter(None, doubts)))


def _first_name(text: str, read: list[Token], other: dict[int, Word], at: int) -> Read | None:
    """A given name alone, with さん or an age after it: 有美さん（38）."""
    given = read[at]
    if given.pos[2:4] != _GIVEN or len(given.surface) < 2 or not _same(given, other, _GIVEN) or _glued_before(read, at):
        return None
    if not (CALLED.match(text, given.end) or AGE.match(text, given.end)):
        return None
    doubt = _other_readings(given, _GIVEN)
    return Read(given.start, given.end, in_latin(given.surface, _usual(given)), True, doubt)


def _doubt_of_given(given: Token, other: dict[int, Word]) -> str:
    """What speaks for another reading of a given name; 大野雄 is short for 雄大 in sport, and 駿 may be Hayao."""
    if _KANA.fullmatch(given.surface):
        return ""
    if said := _other_readings(given, _GIVEN):
        return said
    if len(given.surface) < 2:
        return "a given name of one character is read in many ways"
    return "" if _same(given, other, _GIVEN) else f"only one dictionary knows {given.surface}"


def _other_readings(token: Token, kind: tuple[str, str]) -> str:
    """The readings of such a name in UniDic beside the usual one; of old, some had a ノ after them (藤原の)."""
    known = {_usual(token), token.reading + "ノ"}
    said = {in_latin(token.surface, kana) for kana in name_readings(token.surface, *kind) - known}
    said.discard(in_latin(token.surface, _usual(token)))
    return f"{token.surface} is also read {' or '.join(sorted(said))}" if said else ""


def _usual(token: Token) -> str:
    return _USUAL.get(token.surface, token.reading)


def _unknown_given(text: str, start: int) -> str:
    """The kanji from start on, one to three, that must be a given name: no word, with a title or an age after them."""
    for end in range(start + 1, start + 4):
        part = text[start:end]
        if not _KANJI.fullmatch(part) or BEFORE_TITLE.match(part, len(part) - 1):
            return ""
        if (AGE.match(text, end) or title_at(text, end)) and not is_word(part):
            return part
    return ""


def _whole(text: str, read: list[Token], at: int) -> bool:
    """Whether a given name of one character is whole: no kanji follow, or a title or a word of several (not 穂高)."""
    end = read[at].end
    return not _KANJI.match(text, end) or title_at(text, end) or len(read[at + 1].surface) > 1


def _place(text: str, read: list[Token], other: dict[int, Word], at: int) -> Read | None:
    """A place of Japan that begins with the token `at`."""
    token = read[at]
    kinds = _places().get((token.surface, token.reading), "")
    if not kinds or not _same(token, other, _PLACE) or _ABROAD.match(text, token.end):
        return None
    if text[token.end : token.end + 1] not in kinds and not _known_alone(token, kinds):
        return None
    word = word_round(text, token.start, token.end)
    if is_surname(text, token.end):
        return None
    if word and word.pos[1] == "普通名詞" and not _KANJI.fullmatch(word.surface):  # 奈良漬け
        return None
    return Read(token.start, token.end, in_latin(token.surface, token.reading), False)


def _known_alone(token: Token, kinds: str) -> bool:
    """Whether a place is meant without 県, 市 or the like after it: it is no small one, no other name, no word."""
    if is_word(token.surface) or token.surface in _ELSEWHERE or token.surface in _WORDS:
        return False
    large = re.search("[都道府県]|地方", kinds) is not None
    return large or ("市" in kinds and name_readings(token.surface) <= {token.reading})


def _same(token: Token, other: dict[int, Word], kind: tuple[str, str]) -> bool:
    """Whether both dictionaries have a name of that kind there, and read it alike."""
    word = other.get(token.start)
    return (
        word is not None
        and _KANJI.fullmatch(token.surface) is not None
        and (token.end, token.pos[2:4], token.reading) == (word.end, kind, word.kana)
        and word.pos[2:4] == kind
    )


def _glued_before(read: list[Token], at: int) -> bool:
    """Whether the token before is a part of the same name, cut in pieces."""
    if not at:
        return False
    before = read[at - 1]
    return bool(_KANJI.fullmatch(before.surface)) and (before.pos[1] == "固有名詞" or len(before.surface) == 1)


def _ends_name(read: list[Token], at: int) -> bool:
    """Whether a name may end before the token `at`: no kanji follow that may be a part of it."""
    if at >= len(read):
        return True
    after = read[at]
    if not _KANJI.match(after.surface) or after.pos[0] in ("接尾辞", "助詞", "助動詞", "動詞"):
        return True
    rest = BEFORE_TITLE.sub("", "".join(token.surface for token in read[at : at + 4]), count=1)
    return any(rest.startswith(title) for title in titles()) or (after.pos[1] == "普通名詞" and len(after.surface) > 1)


def in_latin(surface: str, kana: str) -> str:
    """A name in Latin letters; long vowels are short where they stand for one character.

    >>> in_latin("井上", "イノウエ"), in_latin("大村", "オオムラ"), in_latin("今日子", "キョウコ")
    ('Inoue', 'Omura', 'Kyoko')
    """
    shared = _CUT.sub("", "|".join(_shared(surface, kana) or [kana])).split("|")
    parts = (_short(romanise(part.replace("ッ", "^"))) for part in shared)
    return re.sub(r"\^(.)", r"\1\1", "".join(parts).replace("^ch", "tch")).capitalize()


def _shared(surface: str, kana: str) -> list[str] | None:
    """A reading shared out among the characters by their readings, the longest first; None if it cannot be."""
    if not surface:
        return None if kana else []
    for said in (surface[0], "ガ") if surface[0] in "ヶケ" else _kana().get(surface[0], ()):
        if kana.startswith(said) and (rest := _shared(surface[1:], kana[len(said) :])) is not None:
            return [said, *rest]
    return None


def _short(latin: str) -> str:
    return re.sub("o[ou]", "o", latin.replace("uu", "u"))


@cache
def _kana() -> dict[str, tuple[str, ...]]:
    """The Japanese readings of kanji, in katakana, the longest first."""
    return {sign: tuple(sorted(said.split(), key=len, reverse=True)) for sign, said, *_ in rows("kanji-readings.tsv")}


@cache
def _places() -> dict[tuple[str, str], str]:
    """What there is of a name and reading: 県, 市, 町 …"""
    return {(name, said): kinds for name, said, kinds in rows("japanese-places.tsv")}
