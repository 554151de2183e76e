"""Whether an English word may be what a stretch of Japanese sounds like: katakana, or kanji by their readings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from glossaries.suggest.romaji import likeness, romanise
from translate.tables import rows

from .korean import bones, korean_of

KATAKANA = re.compile("[ァ-ヺー]+")
ALIKE, ALIKE_ROMAJI, CLEAR, PLAIN = 0.65, 0.78, 0.8, 0.85
"""The likeness from which on katakana and Latin letters are taken for the same name; the second for words that look
like Japanese in Latin letters, the third where something speaks against it,
the last for common nouns.

Of the 10,700 names that UniDic has with their origin 93 % reach it, of strange pairs 0.6 %; of those that look
Japanese 88 and 0.1 %.
"""

ROMAJI = re.compile(r"(?:(?:[kgsztdnhbpmr]y?|sh|ch|ts|j|f|y|w)?[aiueo]{1,2}|n(?![aiueo])|[kstpc](?=[kstpc]))+")
"""What looks like Japanese in Latin letters."""

_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_ITERATION = "々"
_LONG = ((r"(?<=o)[ou]|(?<=o)h(?![aeiouy])", ""), (r"uu", "u"), (r"ii", "i"), (r"aa", "a"), (r"ee|ei", "e"))
_SPELT = (
    *((r"m(?=[bmp])", "n"), (r"tch", "ch"), (r"shi", "si"), (r"chi", "ti"), (r"tsu", "tu"), (r"fu", "hu")),
    *((r"ji|di", "zi"), (r"du", "zu"), (r"sh", "sy"), (r"ch", "ty"), (r"j(?!y)", "zy"), (r"jy", "zy")),
    *((r"[^a-z]", ""), (r"([^aeiou])\1", r"\1")),
)
_LONG_PATTERNS = tuple((re.compile(pattern), to) for pattern, to in _LONG)
_SPELT_PATTERNS = tuple((re.compile(pattern), to) for pattern, to in _SPELT)


class Readings(NamedTuple):
    """How a kanji may sound: in Japanese (spelt as `spelt` spells), in Chinese, in Korean."""

    japanese: tuple[str, ...]
    chinese: tuple[str, ...]
    korean: tuple[str, ...]


_LETTERS = str.maketrans(dict(zip("ŁłØøĐđßÆæŒœıÞþÐð", "L l O o D d ss Ae ae Oe oe i Th th D d".split(), strict=True)))
"""Letters that are no others with accents."""


def plain(word: str) -> str:
    """Latin letters without accents, in small letters.

    >>> plain("Mbappé’s")
    "mbappe's"
    """
    return (
        unicodedata.normalize("NFKD", word.replace("’", "'").translate(_LETTERS))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )


def bare(word: str) -> str:
    """The letters of a Latin word alone, without accents and 's, in small letters."""
    return re.sub("[^a-z]", "", plain(word).removesuffix("'s"))


@lru_cache(maxsize=20_000)
def spelt(latin: str) -> str:
    """Romanised Japanese in one spelling, whatever the system; long vowels are not kept apart.

    >>> spelt("Shouhei"), spelt("Shohei"), spelt("Syohei")
    ('syohe', 'syohe', 'syohe')
    """
    latin = plain(latin)
    for pattern, to in _SPELT_PATTERNS:
        latin = pattern.sub(to, latin)
    return _short(latin)


@lru_cache(maxsize=1 << 14)
def _short(latin: str) -> str:
    for pattern, to in _LONG_PATTERNS:
        latin = pattern.sub(to, latin)
    return latin


def sounds_like_katakana(word: str, katakana: str, *, whole: bool = False, least: float = 0.0) -> bool:
    """Whether a Latin word may be that katakana word, or, unless `whole`, a part of it that begins or ends it.

    least  a likeness that they must have, where it is more than what is asked of all.

    >>> sounds_like_katakana("Zelenskyy", "ゼレンスキー"), sounds_like_katakana("Macron", "ゼレンスキー")
    (True, False)
    >>> sounds_like_katakana("Miami", "マイアミヒート"), sounds_like_katakana("Ikeda", "コーデ")
    (True, False)
    """
    latin = plain(word).removesuffix("'s").replace("'", "")
    romanised = romanise(katakana)
    if not latin or not romanised:  # ーー
        return False
    enough = max(least, ALIKE_ROMAJI if ROMAJI.fullmatch(latin) else ALIKE)
    kana = _WIDE.sub(lambda found: f"ウ{_NARROW[found.group()[1]]}", katakana)
    if max(likeness(kana, each) for each in _spoken(latin)) >= enough:
        return True
    morae = max(2, round(len(latin) * len(katakana) / len(romanised)))
    if whole or len(katakana) < morae + 2 or len(latin) < 5:
        return False
    parts = {katakana[:n] for n in (morae - 1, morae, morae + 1) if n > 2}
    parts |= {katakana[-n:] for n in (morae - 1, morae, morae + 1) if n > 2}
    return any(likeness(part, each) >= CLEAR for part in parts for each in _spoken(latin))


_SILENT = (
    *((re.compile(r"(?:eau|au)[xlt]?[dts]?$"), "o"), (re.compile(r"(?<=[aeiou])de?s$"), "z")),
    (re.compile("ch(?=[rlm])"), "k"),
    (re.compile("(?<=[aeiou])rr(?=[aeiou])"), "h"),
    (re.compile("(?<=[aeiou])c(?=[ei])"), "ch"),
    *(
        (re.compile("th(?!e|is$|at$|an$)"), "t"),
        (re.compile("(?<=[aeiou])ss?(?=[aeiou])"), "z"),
        (re.compile("[ae]ys$"), "eiz"),
    ),
)
"""French ends and English ones of which not all is heard, Greek ch, Portuguese rr, Malay and Italian c; th, s and ays
as Japanese hears them in names: Renault, Rhodes, Chris, Correia, Aceh; Thomas (トーマス), Rays (レイズ)."""

_WIDE = re.compile("ウ[イエオ]")
_NARROW = {"イ": "ィ", "エ": "ェ", "オ": "ォ"}
"""ウイリアムズ for ウィリアムズ."""


def _spoken(latin: str) -> list[str]:
    """A word, and how it is said where that is not how it is spelt."""
    return [latin, *(said for ends, to in _SILENT if (said := ends.sub(to, latin)) != latin)]


def sounds_like_kanji(
    word: str, text: str, fits: Callable[[int, int], bool] = lambda start, end: True
) -> tuple[int, int] | None:
    """The first stretch of a Japanese text, kanji and kana, that may be read as the Latin word; None if none.

    fits  whether it may be text[start:end].

    >>> text = "諸岡文男会長"
    >>> [sounds_like_kanji(word, text) for word in ("Morooka", "Fumio", "Tanaka")]
    [(0, 2), (2, 4), None]
    >>> sounds_like_kanji("Chengdu", "中国、成都の"), sounds_like_kanji("Kim", "金正恩氏")
    ((3, 5), (0, 1))
    """
    wanted, latin = spelt(word), bare(word)
    if len(wanted) < 2 or not latin:
        return None
    letters = wanted[0], latin[0], bones(latin)[:1]
    for start, sign in enumerate(text):
        if sign != _ITERATION and not _may_begin(sign, *letters):
            continue
        for read, said in ((_japanese, wanted), (_chinese, latin), (_korean, latin)):
            end = read(said, text, start)
            if end and fits(start, end):
                return start, end
    return None


@lru_cache(maxsize=1 << 16)
def _may_begin(sign: str, japanese: str, chinese: str, korean: str) -> bool:
    """Whether a reading of a sign begins with the letter of its language; one Japanese letter may become another."""
    read = readings().get(sign, _NONE)
    said = map(_short, _japanese_of(sign, 0))
    return (
        any(len(each) < 2 or each[0] == japanese for each in said)
        or any(each[0] == chinese for each in read.chinese if each)
        or any(each.startswith(korean) for each in read.korean)
    )


def _japanese(wanted: str, text: str, start: int) -> int:
    """Where the stretch ends that begins there and is read so; 0 if none does."""
    open_ends = {("", start)}
    while open_ends:
        following = set()
        for said, place in open_ends:
            for sign in _japanese_of(text, place):
                now = _short(said + sign)
                if now == wanted and place > start - 1 and (place > start or _is_kanji(text[start])):
                    return place + 1
                if place + 1 < len(text) and len(now) <= len(wanted) and wanted.startswith(now[:-1]):
                    following.add((now, place + 1))
        open_ends = following
    return 0


def _japanese_of(text: str, place: int) -> tuple[str, ...]:
    sign = text[place]
    if sign == _ITERATION and place:
        return readings().get(text[place - 1], _NONE).japanese
    if sign in "ヶケがノのツッ":
        return (spelt(romanise(sign)), "ga") if sign in "ヶケ" else (spelt(romanise(sign)),)
    if _KANA.match(sign):
        return (spelt(romanise(sign)) or sign,)
    return readings().get(sign, _NONE).japanese


def _chinese(latin: str, text: str, start: int) -> int:
    """The end of two kanji or more, or of one that is the whole word, which Mandarin reads so."""
    return _syllables(latin, text, start, lambda sign: readings().get(sign, _NONE).chinese)


def _korean(latin: str, text: str, start: int) -> int:
    return _syllables(bones(latin), text, start, lambda sign: readings().get(sign, _NONE).korean)


def _syllables(latin: str, text: str, start: int, of: Callable[[str], tuple[str, ...]]) -> int:
    """Where the stretch ends, of four characters at most, whose syllables make up the word; 0 if none does."""
    rests = {latin}
    for place in range(start, min(len(text), start + 4)):
        after = {rest[len(s) :] for rest in rests for s in of(text[place]) if s and rest.startswith(s)}
        if "" in after:
            return place + 1
        rests = after
        if not rests:
            return 0
    return 0


def is_foreign(word: str, sign: str) -> bool:
    """Whether a Latin word is how a kanji is read in Chinese or Korean, and not in Japanese: Li, Lee for 李."""
    read, latin = readings().get(sign, _NONE), bare(word)
    return spelt(word) not in read.japanese and (latin in read.chinese or bones(latin) in read.korean)


def begins(word: str, sign: str) -> bool:
    """Whether a Latin word begins as a kanji is read in Japanese: Shogyo, 商."""
    return any(len(read) > 1 and spelt(word).startswith(read) for read in readings().get(sign, _NONE).japanese)


def begins_foreign(word: str, text: str) -> bool:
    """Whether a Latin word begins as the first kanji of a text is read in Chinese or Korean: Gyeonggi, 京."""
    read = readings().get(text[:1], _NONE)
    syllables = [each for each in read.chinese if len(each) > 2 and word.startswith(each)]
    return bool(syllables) or any(len(each) > 2 and bones(word).startswith(each) for each in read.korean)


def is_japanese(word: str) -> bool:
    """Whether a word in Latin letters looks like a Japanese name and can be no Chinese or Korean given name.

    >>> [is_japanese(word) for word in ("Ieyasu", "Yonezawa", "Minguo", "Lina", "Bruce")]
    [True, True, False, False, False]
    """
    latin = bare(word)
    if not ROMAJI.fullmatch(latin) or len(re.findall("[aiueo]|n(?![aiueo])", latin)) < 3:
        return False
    syllables = _pinyin()
    return not any(latin[:cut] in syllables and latin[cut:] in syllables for cut in range(1, len(latin)))


@lru_cache(maxsize=1)
def _pinyin() -> frozenset[str]:
    return frozenset(syllable for read in readings().values() for syllable in read.chinese)


_NONE = Readings((), (), ())


@lru_cache(maxsize=1)
def readings() -> dict[str, Readings]:
    """The table of kanji; 5,200 rows, a tenth of a second."""
    table = {}
    for sign, japanese, chinese, korean in rows("kanji-readings.tsv"):
        spoken = tuple(dict.fromkeys(spelt(romanise(kana)) for kana in japanese.split()))
        table[sign] = Readings(spoken, tuple(chinese.split()), korean_of(sign, korean))
    return table


def _is_kanji(sign: str) -> bool:
    return sign in readings()
