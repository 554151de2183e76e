"""The Japanese of a pair, asked for the places that English names may stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from glossaries.morphology import Token
from glossaries.suggest.loans import loans, reading_of
from glossaries.suggest.romaji import likeness, romanise

from .belonging import belongs, places_in
from .common import is_common
from .named import SPARED, is_land, is_titled, names_of
from .signs import sign_of
from .sounds import (
    CLEAR,
    KATAKANA,
    PLAIN,
    ROMAJI,
    bare,
    begins,
    is_foreign,
    is_japanese,
    plain,
    sounds_like_kanji,
    sounds_like_katakana,
    spelt,
)
from .table import words

_TITLED = re.compile("[）)](?:監督|選手|投手|主将|社長|会長|首相|大統領|市長|知事|教授|先生|さん|氏|君)")
"""What follows a name that is put in brackets."""

_TITLE = 5
"""Words of fewer letters are read so by chance too often to be the title of something."""

_KIND = re.compile("(?<=.{4})(?:tyo|mati|mura|si|ku)$")
"""What a place is, put behind its name: Misakubocho."""

_SIDES = frozenset("東西南北中新")  # a word of its own within the name of a place: Minami for 南 of 南支店

_HIRAGANA = re.compile("[ぁ-ゖー]{2,}")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*")
_ENDINGS = re.compile(r"(?:ians?|eans?|ans?|ese|ish|ers?|ites?|ists?|ism|ic|is?|s|n)$")


class Known(NamedTuple):
    """What a glossary has for source[start:end]; `told` if a form of it stands in the English."""

    english: tuple[str, ...]
    start: int
    end: int
    told: bool


class Source:
    """The Japanese, ready to be asked for the place that an English word may stand for."""

    def __init__(self, text: str, tokens: list[Token], known: list[Known]) -> None:
        self.text, self.tokens = text, tokens
        self.known = {
            part: (each.start, each.end)
            for each in known
            for name in each.english
            for part in re.split(r"[\s-]+", plain(name).replace(".", ""))
            if name == part or not is_common(part)
        }
        spans = [(token.start, token.end) for token in tokens if KATAKANA.fullmatch(token.surface)]
        spans += [match.span() for match in KATAKANA.finditer(text)]
        self.katakana = [(start, end) for start, end in dict.fromkeys(spans) if end - start > 1]
        self.ordinary = {
            (token.start, token.end)
            for token in tokens
            if token.pos[1] in ("普通名詞", "形状詞") and not token.oov and not is_titled(text, token.end)
        }
        self.edges = {place for token in tokens for place in _edges_of(token)}
        self.names = names_of(text, tokens)
        self.lands = [(token.start, token.end) for token in tokens if is_land(token, text)]
        self.strange = [
            (token.start, token.end)
            for token in tokens
            if len(token.surface) > 1 and not token.surface.isascii() and (token.oov or token.pos[1] == "固有名詞")
        ]
        self.latin = {plain(match.group()): match.span() for match in _LATIN.finditer(text)}
        self.hiragana = [
            (spelt(romanise(text[a:b])), a, b) for a, b in (match.span() for match in _HIRAGANA.finditer(text))
        ]
        self.read = [
            (_said(token.surface), token.start, token.end) for token in tokens if token.pos[0] in ("名詞", "接尾辞")
        ]

    def unknown_of(
        self, tokens: list[Token], english: Iterable[str], claimed: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Words that may be names and have no English: in katakana, or unknown, or names of other things."""
        said = [word.lower() for word in english if len(word) > 2]
        told = Counter(self.text[start:end] for start, end in claimed)
        found = []
        for token in tokens:
            word, kana = token.surface, KATAKANA.fullmatch(token.surface) is not None
            if token.pos[0] != "名詞" or len(word) < 2 + kana or word in SPARED or word.isascii():
                continue
            named = kana or token.oov or token.pos[1] == "固有名詞" or _TITLED.match(self.text, token.end)
            if not named or 0 < self.text.count(word) <= told[word] or _stands_for_one(token, claimed):
                continue
            if kana and any(_ends_in(word, each) for each in said):
                continue
            if kana and (token.start, token.end) in self.ordinary:
                continue
            if kana and any(sounds_like_katakana(each, word, whole=True) or _is_loan(word, each) for each in said):
                continue
            found.append((token.start, token.end))
        return found

    def _fits(self, start: int, end: int) -> bool:
        """Whether a name may stand there: from edge to edge of words, or two kanji or more within a name."""
        if start in self.edges and end in self.edges:
            return True
        inner = end - start > 1 or self.text[start] in _SIDES
        return inner and any(a <= start and end <= b for a, b in (*self.names, *self.strange))

    def is_name(self, word: str, place: tuple[int, int] | None) -> bool:
        """Whether a word stands for a name, so that a strange word beside it may belong to that name."""
        if place is None or place[1] == 0 or plain(word) in words():
            return False
        if place[1] - place[0] == 1 and is_foreign(word, self.text[place[0]]) or is_titled(self.text, place[1]):
            return True
        return any(start < place[1] and place[0] < end for start, end in (*self.names, *self.strange))

    def is_whole(self, word: str, place: tuple[int, int]) -> bool:
        """Whether a word stands for all of what stands there, if that is katakana: not Marathon for パラマラソン."""
        text = self.text[place[0] : place[1]]
        return not KATAKANA.fullmatch(text) or sounds_like_katakana(word, text, whole=True, least=CLEAR)

    def is_said(self, words: str) -> bool:
        """Whether several English words together are one word in katakana: Los Angeles, ロサンゼルス."""
        return any(sounds_like_katakana(bare(words), self.text[a:b], whole=True, least=CLEAR) for a, b in self.katakana)

    def is_listed(self, word: str) -> bool:
        """Whether a word has what stands for it in the table of this folder: countries, faiths, events."""
        return words().get(word, "-") != "-"

    def may_be_of(self, stranger: str, word: str, place: tuple[int, int]) -> bool:
        """Whether a strange name beside a word that stands for the name there may belong to that name.

        A given name does to a surname, not to a place; nor does the name of a country; nor one of three morae and
        more, which looks Japanese, to a Chinese or Korean surname.
        """
        if any(self.is_listed(bare(each)) for each in re.split("[ -]", stranger)):
            return False
        text = self.text[place[0] : place[1]]
        if any(start <= place[0] and place[1] <= end for start, end in self.lands):
            if KATAKANA.fullmatch(text) and sounds_like_katakana(stranger + word, text):
                return True
            beside = self.text[max(0, place[0] - 3) : place[0]] + self.text[place[1] : place[1] + 1]
            return any(begins(stranger, sign) for sign in beside)
        if len(text) == 1 and is_foreign(word, text):
            return all(not is_japanese(each) for each in re.split("[ -]", stranger))
        return True

    def place_of(self, word: str, sure: bool = False) -> tuple[int, int] | None:
        """The place; (0, 0) where the word needs none; None where nothing can stand for it."""
        low = plain(word).rstrip(".").removesuffix("'s").rstrip("'")
        name = low.replace(".", "").replace("'", "")
        if len(name) < 2:
            return 0, 0
        if name in self.known:
            return self.known[name]
        stands = words().get(low) or words().get(name)
        if stands == "-":
            return 0, 0
        if stands:
            for form in stands.split("|"):
                place = self._place_of_form(form)
                if place:
                    return place
        if name in self.latin:
            return self.latin[name]
        for latin, span in self.latin.items():
            if (
                len(latin) > 1
                and len(name) > 2
                and (latin.startswith(name) or name.startswith(latin) and len(latin) > 2)
            ):
                return span
        forms = [(name, CLEAR if stands else 0.0)]
        if plain(word).endswith("'s") and len(name) > 2:  # the Ray's, for レイズ
            forms.append((f"{name}s", 0.0))
        ending = _ENDINGS.search(name)
        if ending and len(name) - len(ending.group()) > 3 and not ROMAJI.fullmatch(name):
            forms.append((name[: ending.start()], CLEAR))
        if sure and len(name) < 4:
            spans = [
                span
                for span in self.names
                if sounds_like_kanji(name, self.text[span[0] : span[1]]) == (0, span[1] - span[0])
            ]
            spans += [span for span in self.katakana if sounds_like_katakana(name, self.text[slice(*span)], whole=True)]
            return spans[0] if spans else None
        place = next((place for form, least in forms if (place := self._by_sound(form, least))), None)
        return place or ((0, 0) if belongs(name, self.text, places_in(self.text, self.tokens)) else None)

    def _place_of_form(self, form: str) -> tuple[int, int] | None:
        """Where the form of a table stands; with ~ before it, as the sign of a country."""
        if form.startswith("~"):
            found = sign_of(form[1:]).search(self.text)
            return found.span() if found else None
        start = self.text.find(form)
        return (start, start + len(form)) if start >= 0 else None

    def _sounds_like(self, span: tuple[int, int], word: str, least: float) -> bool:
        common = span in self.ordinary
        return sounds_like_katakana(word, self.text[slice(*span)], whole=common, least=PLAIN if common else least)

    def _by_sound(self, word: str, least: float) -> tuple[int, int] | None:
        """The place that sounds so; if it must be at least so alike, only in katakana.

        A common noun has to be more alike than a name.
        """
        spans = [span for span in self.katakana if self._sounds_like(span, word, least)]
        if spans:
            return max(spans, key=lambda span: likeness(self.text[slice(*span)], word)) if len(spans) > 1 else spans[0]
        if least or not re.search("[a-z]{2}", word):
            return None
        wanted = spelt(word)
        for said, start, end in self.read:
            if said == wanted:
                return start, end
        place = sounds_like_kanji(word, self.text, self._fits)
        if place:
            return place
        for said, start, end in self.hiragana:
            if len(wanted) > 3 and wanted in said:
                return start, end
        return (
            self._by_words(word, wanted) if len(wanted) >= _TITLE and ROMAJI.fullmatch(word.replace("v", "b")) else None
        )

    def _by_words(self, word: str, wanted: str) -> tuple[int, int] | None:
        """Words of any kind that are read so side by side, as titles are: Hanasaku, 花咲く; or one in hiragana."""
        places = (wanted, _KIND.sub("", wanted))
        for first, token in enumerate(self.tokens):
            said = ""
            for last in self.tokens[first : first + 4]:
                said += _said(last.surface)
                if not said or len(said) > len(wanted) + 2:
                    break
                if spelt(said) in places[: 1 + (last.pos[1] == "固有名詞")]:
                    return token.start, last.end
            kana = token.surface if token.pos[1] == "固有名詞" and _HIRAGANA.fullmatch(token.surface) else ""
            if len(kana) > 3 and likeness(kana, word) >= CLEAR:
                return token.start, token.end
        return None


def _edges_of(token: Token) -> Iterable[int]:
    """Where a name may begin or end: at the ends of a word, and anywhere in a word that is unknown."""
    if token.oov:
        return range(token.start, token.end + 1)
    return token.start, token.end


def _is_loan(word: str, english: str) -> bool:
    """Whether a katakana word has come from an English one: ゲーム from games."""
    return any(loan.origin.lower() in (english, english.removesuffix("s")) for loan in loans(word))


def _ends_in(katakana: str, english: str) -> bool:
    """Whether a katakana word ends in one that has come from that English word: マンレビュー from review."""
    return len(katakana) > 5 and any(
        len(english) > 3 and (sounds_like_katakana(english, end, whole=True, least=PLAIN) or _is_loan(end, english))
        for end in (katakana[-3:], katakana[-4:], katakana[-5:])
    )


def _stands_for_one(token: Token, places: list[tuple[int, int]]) -> bool:
    return any(start < token.end and token.start < end for start, end in places)


@lru_cache(maxsize=20_000)
def _said(surface: str) -> str:
    return spelt(romanise(reading_of(surface)))
