"""Names of other countries in Latin letters: people and firms as UniDic spells them, places as a table has them.

A small model spells katakana by ear (Jimi Bauer) and takes one name for another. UniDic knows some thousands of names
with the spelling they come from: バトラー is Butler, フェラーリ Ferrari. One is taken where Sudachi's dictionary and
UniDic both see such a name, and where it is no common word or stands beside a title or another part of a name. Places
(メルボルン is Melbourne) stand in two tables, foreign-places.tsv and foreign-regions.tsv. Source: this project's own
method.
"""

from __future__ import annotations

import re
from functools import cache

from cleantext.spans import Spans
from glossaries.morphology import Token, tokens
from glossaries.readings import Word, is_word, words
from translate.tables import rows

from .behind import AGE, CALLED, title_at
from .japanese import Read
from .known import known_names

_KATAKANA = re.compile("[ァ-ヺー]{2,}")
_LATIN = re.compile("[A-Z][a-z]+(?:[A-Z][a-z]+)?")
_OTHERWISE = re.compile("[eo]v$|ova$|[io]i$|kh|^(?:Austen|Halley|Kleopatra|Wolfe)$")
"""Spellings that newspapers do not use: Gorbachyov, Dostoevskii; Halley, since ハリー is mostly Harry; and Wolfe, since
ウルフ may be Woolf or Wolf; Austen, since オースティン is mostly Austin."""

_JOINS = re.compile("[・＝=]")
_RUN = re.compile("(?<![ァ-ヺー・＝=])[ァ-ヺー]{2,}(?:・[ァ-ヺー]+)*(?![ァ-ヺー・＝=])")
_IS_PLACE = re.compile("[州市郡県島湾港川駅]|地方|半島|空港|大学|郊外|近郊|出身|在住")
_CLEAR = 6
"""A place of so many kana, or with a word behind it that only places have, needs no dictionary."""

_AFTER = re.compile("[はがもをにとのらへ、。」』]|から|より|[妃王家]|夫人|$")


def foreign_names(text: str) -> list[Read]:
    """The names in katakana whose spelling is known, in order; parts of one that stand together are one.

    >>> [name.english for name in foreign_names("ガブリエル・デービスはミラー氏と、ミラーのないバスに乗った。")]
    ['Gabriel Davis', 'Miller']
    >>> [name.english for name in foreign_names("フェラーリはメルボルンとオハイオ州に店を出す。")]
    ['Ferrari', 'Melbourne', 'Ohio']
    """
    if not _KATAKANA.search(text):
        return []
    read, other = tokens(text, readings=True), words(text)
    places = _places_in(text, read)
    free = Spans.of((place.start, place.end) for place in places)
    found: list[Read] = []
    for at, token in enumerate(read):
        word = other.get(token.start)
        if not word or not _is_spelt(token, word) or not _stands_alone(text, read, at):
            continue
        if not free.spare(token.start, token.end):
            continue
        if found and _JOINS.fullmatch(text, found[-1].end, token.start):
            first = found.pop()
            found.append(Read(first.start, token.end, f"{first.english} {word.spelling}", True))
        else:
            found.append(Read(token.start, token.end, word.spelling, True))
    return sorted([*found, *places])


def _places_in(text: str, read: list[Token]) -> list[Read]:
    """The places of the table that stand there as a whole, where nothing speaks for a person or a common word."""
    at = {token.start: token for token in read}
    found = []
    for run in _RUN.finditer(text):
        english, token = _places().get(run.group()), at.get(run.start())
        if not english or not token or title_at(text, run.end()):
            continue
        if CALLED.match(text, run.end()) or AGE.match(text, run.end()):
            continue
        whole = token.end == run.end() and not token.oov
        if _IS_PLACE.match(text, run.end()) or (
            (token.pos[1:3] == ("固有名詞", "地名") if whole else len(run.group()) >= _CLEAR)
            and not is_word(run.group())
        ):
            found.append(Read(run.start(), run.end(), english, False))
    return found


@cache
def _places() -> dict[str, str]:
    """Places in katakana and in English, without those of the shipped glossaries, which know when they are meant."""
    known = {form.text for term in known_names() for form in term.forms}
    table = dict([*rows("foreign-places.tsv"), *rows("foreign-regions.tsv")])
    return {name: english for name, english in table.items() if name not in known}


def _is_spelt(token: Token, word: Word) -> bool:
    """Whether both dictionaries have the name of a person or a firm there, and UniDic its spelling."""
    return (
        token.end == word.end
        and _KATAKANA.fullmatch(token.surface) is not None
        and token.pos[1:3] == word.pos[1:3]
        and token.pos[1] == "固有名詞"
        and token.pos[2] in ("人名", "一般")
        and _LATIN.fullmatch(word.spelling) is not None
        and not _OTHERWISE.search(word.spelling)
    )


def _stands_alone(text: str, read: list[Token], at: int) -> bool:
    """Whether nothing is glued to the name that makes it a part of something else; what may be a common word or a place
    (レスター) needs a sign more.
    """
    token = read[at]
    before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]
    if any(_KATAKANA.match(sign * 2) for sign in (before, after)):
        return False
    joined = (_JOINS.match(after) and at + 2 < len(read) and read[at + 2].pos[2] == "人名") or (
        _JOINS.match(before) and at > 1 and read[at - 2].pos[2] == "人名"
    )
    if joined or title_at(text, token.end) or CALLED.match(text, token.end) or AGE.match(text, token.end):
        return True
    glued = before and (before.isalnum() and not "ぁ" <= before <= "ゖ" or _JOINS.match(before))
    if glued or is_word(token.surface) or token.surface in _places():
        return False
    return _AFTER.match(text, token.end) is not None
