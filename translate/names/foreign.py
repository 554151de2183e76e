"""People of other countries in Latin letters, as UniDic spells them: バトラー is Butler, キャサリン Catherine.

A small model spells katakana by ear (Jimi Bauer) and takes one name for another. UniDic knows some thousands of names
with the spelling they come from. One is taken where Sudachi's dictionary and UniDic both see the name of a person, and
where it is no common word or stands beside a title or another part of a name. Source: this project's own method.
"""

from __future__ import annotations

import re

from glossaries.morphology import Token, tokens
from glossaries.readings import Word, is_word, words

from .japanese import AGE, CALLED, Read, title_at

_KATAKANA = re.compile("[ァ-ヺー]{2,}")
_LATIN = re.compile("[A-Z][a-z]+(?:[A-Z][a-z]+)?")
_OTHERWISE = re.compile("[eo]v$|ova$|[io]i$|kh|^(?:Halley|Kleopatra)$")
"""Spellings that newspapers do not use: Gorbachyov, Dostoevskii; and Halley, since ハリー is mostly Harry."""

_JOINS = re.compile("[・＝=]")
_AFTER = re.compile("[はがもをにとのらへ、。」』]|から|より|[妃王家]|夫人|$")


def foreign_names(text: str) -> list[Read]:
    """The names of people in katakana whose spelling UniDic knows, in order; parts that stand together as one name.

    >>> [name.english for name in foreign_names("ガブリエル・デービスはミラー氏と、ミラーのないバスに乗った。")]
    ['Gabriel Davis', 'Miller']
    """
    if not _KATAKANA.search(text):
        return []
    read, other = tokens(text, readings=True), words(text)
    found: list[Read] = []
    for at, token in enumerate(read):
        word = other.get(token.start)
        if not word or not _is_person(token, word) or not _stands_alone(text, read, at):
            continue
        if found and _JOINS.fullmatch(text, found[-1].end, token.start):
            first = found.pop()
            found.append(Read(first.start, token.end, f"{first.english} {word.spelling}", True))
        else:
            found.append(Read(token.start, token.end, word.spelling, True))
    return found


def _is_person(token: Token, word: Word) -> bool:
    """Whether both dictionaries have the name of a person there, and UniDic its spelling."""
    return (
        token.end == word.end
        and _KATAKANA.fullmatch(token.surface) is not None
        and token.pos[1:3] == word.pos[1:3] == ("固有名詞", "人名")
        and _LATIN.fullmatch(word.spelling) is not None
        and not _OTHERWISE.search(word.spelling)
    )


def _stands_alone(text: str, read: list[Token], at: int) -> bool:
    """Whether nothing is glued to the name that makes it a part of something else; a common word needs a sign more."""
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
    return not glued and _AFTER.match(text, token.end) is not None and not is_word(token.surface)
