"""Names in a tokenised text: katakana that no dictionary has, proper nouns, Latin abbreviations.

Sudachi keeps an unknown katakana word whole and says that it is unknown; its part of speech tells proper
nouns. What stands after a name (氏, 州) tells its kind, and that トランプ before 氏 is no card.

Left alone: loanwords that a dictionary has (インフラ, ドローン), hiragana, proper nouns of one letter, Latin
words that a dictionary has as common nouns (PC, URL, OK), small Latin words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import or_

from ..morphology import Token
from .loans import is_loan
from .mentions import (
    KANJI,
    KATAKANA,
    Mention,
    Part,
    Reading,
    is_country,
    is_new,
    is_proper,
    kind_before,
    kind_of,
    title_after,
)

_JOINED = re.compile("[ァ-ヺ][ァ-ヺー]*(?:[・=＝゠][ァ-ヺ][ァ-ヺー]*)*")
_DOT = re.compile("[・=＝゠]")
_LATIN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9À-ɏ’'&-]*(?: (?:(?:of|the|and|for|de|van|von) )*[A-Z][A-Za-z0-9À-ɏ’'&-]*)*"
)
_ASCII = re.compile(r"[ -~À-ɏ’“”]+")
_SMALL = re.compile(r"(?<![A-Za-z’'])[a-z]+")
_SMALL_FIRST = re.compile(r"(?<![A-Za-z0-9])[a-z][A-Z][A-Za-z0-9]+")
_NUMERAL = re.compile("[IVX]+")
_LONGEST = 60
"""Code points in a name; a longer run of katakana is a list, or no language."""

_AREAS = set("都道府県市区町村郡洋海湾島山川")
_DIRECTIONS = frozenset("東部 西部 南部 北部 中部".split())
_JAPANESE = re.compile("[ぁ-ヿ㐀-鿿]")


def find_names(reading: Reading) -> Iterator[Mention]:
    """The names in a text; one inside a longer one is found too."""
    yield from _katakana(reading.text, reading.tokens)
    yield from _kanji(reading.tokens)
    if _JAPANESE.search(reading.text):
        yield from _latin(reading)


def _katakana(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    at = 0
    for run in _JOINED.finditer(text):
        start, end = run.span()
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        stop = at
        while stop < len(tokens) and tokens[stop].start < end:
            stop += 1
        inside = tokens[at:stop]
        if not inside or end - start > _LONGEST:
            continue
        if _DOT.search(run.group()):
            yield _joined(run.group(), start, inside, tokens, at)
        elif inside[-1].end <= end and inside[0].start >= start:
            yield from _single(start, end, inside, tokens, at)


def _joined(name: str, start: int, inside: Sequence[Token], tokens: Sequence[Token], first: int) -> Mention:
    end = start + len(name)
    title = title_after(tokens, first + len(inside)) if inside[-1].end <= end else None
    kind = title.kind if title else kind_before(tokens, first)
    parts, begin = [], start
    for piece in _DOT.split(name):
        of_it = [t for t in inside if t.start < begin + len(piece) and t.end > begin]
        parts.append(_part(piece, of_it))
        begin += len(piece) + 1
    return Mention(start, end, kind, 0.95 if kind else 0.85, tuple(parts))


def _part(piece: str, tokens: Sequence[Token]) -> Part:
    if any(is_country(token) for token in tokens):
        return Part(piece, "country", "place")
    if len(tokens) == 1 and is_proper(tokens[0]):
        return Part(piece, "name", kind_of(tokens[0]))
    if any(is_new(token) or is_proper(token) for token in tokens):
        return Part(piece, "new", "")
    return Part(piece, "common", "")


def _single(start: int, end: int, inside: Sequence[Token], tokens: Sequence[Token], first: int) -> Iterator[Mention]:
    """A run of katakana without a dot: one name, or known names with common words beside them."""
    known = [is_proper(token) or is_new(token) for token in inside]
    alone = len(inside) == 1
    title = title_after(tokens, first + len(inside))
    if any(token.pos[2] == "地名" for token in inside) and title and title.kind != "place":
        title = None
    if title and (title.sure or (alone and known[0])):
        yield Mention(start, end, _short(title.kind), 0.95)
        return
    if alone and first and is_new(inside[0]) and _with_katakana(tokens, first - 1):
        return
    fragments = [len(token.surface) < 2 for token in inside]
    if not alone and any(known) and all(map(or_, known, fragments)):
        yield Mention(start, end, "", 0.6)
        return
    before = _short(kind_before(tokens, first))
    if not alone and any(known) and not any(is_country(token) for token in inside):
        yield Mention(start, end, before, 0.85 if before else 0.6)
        return
    for token in inside:
        kind = kind_of(token) or before
        if len(token.surface) < 2:
            continue
        if is_proper(token):
            weight = 0.85 if kind == "place" or before else 0.6
            yield Mention(token.start, token.end, kind, weight if alone or kind != "person-short" else 0.4)
        elif is_new(token) and is_loan(token.surface) and not before:
            yield Mention(token.start, token.end, "term", 0.4)
        elif is_new(token):
            weight = 0.4 if len(token.surface) < 3 else 0.7 if alone else 0.5
            yield Mention(token.start, token.end, kind if alone else "", 0.85 if before and alone else weight)


def _short(kind: str) -> str:
    return "person-short" if kind == "person" else kind


def _kanji(tokens: Sequence[Token]) -> Iterator[Mention]:
    for index, token in enumerate(tokens):
        if not is_proper(token) or len(token.surface) < 2 or not KANJI.search(token.surface):
            continue
        category, detail = token.pos[2], token.pos[3]
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        team = _with_katakana(tokens, index)
        if team:
            yield Mention(token.start, team, "organisation", 0.6)
        if category == "人名":
            title = title_after(tokens, index + 1)
            if detail == "姓" and after and after.pos[2] == "人名" and after.pos[3] != "姓":
                yield Mention(token.start, after.end, "person", 0.85)
            elif detail == "一般" and KANJI.match(token.surface):
                yield Mention(token.start, token.end, "person", 0.8)
            elif title and title.kind == "person" and not (before and before.pos[2] == "人名"):
                yield Mention(token.start, token.end, "person-short", 0.8)
        elif category == "地名":
            if token.surface in _DIRECTIONS and before and before.surface in _AREAS:  # ジャワ島中部
                continue
            suffix = after if after and after.pos[:2] == ("接尾辞", "名詞的") and after.surface in _AREAS else None
            yield Mention(token.start, suffix.end if suffix else token.end, "place", 0.8)
        else:
            yield Mention(token.start, token.end, "", 0.7)


def _with_katakana(tokens: Sequence[Token], index: int) -> int:
    """Where a name ends that is a place or surname in kanji and one strange word (能登レイクス); 0 if that is none."""
    token = tokens[index]
    if index + 1 >= len(tokens) or not is_new(tokens[index + 1]) or not KATAKANA.fullmatch(tokens[index + 1].surface):
        return 0
    named = is_proper(token) and not is_country(token) and token.pos[2] in ("地名", "人名")
    titled = title_after(tokens, index + 2)
    if not named or titled or len(token.surface) < 2 or not KANJI.fullmatch(token.surface) or token.surface[-1] == "部":
        return 0
    return tokens[index + 1].end


def _latin(reading: Reading) -> Iterator[Mention]:
    """Capitalised words in Japanese sentences; English sentences beside them are left alone."""
    english = [span.span() for span in _ASCII.finditer(reading.text) if len(_SMALL.findall(span.group())) > 4]
    for pattern in (_LATIN, _SMALL_FIRST):
        for found in pattern.finditer(reading.text):
            start, word = found.start(), found.group().rstrip("-&'’")
            if word.startswith("The "):
                start, word = start + 4, word[4:]
            at = bisect_right(english, (start, len(reading.text)))
            inside = reading.between(start, start + len(word))
            if _NUMERAL.fullmatch(word) and KATAKANA.match(reading.text, max(0, start - 1), start):  # ジェットII
                continue
            if len(word) < 2 or (len(inside) == 1 and not _names(inside[0])) or (at and start < english[at - 1][1]):
                continue
            known = len(inside) == 1 and is_proper(inside[0])
            many = " " in word or sum(letter.isupper() for letter in word) > 1
            kind = "organisation" if known and word.isupper() else ""
            yield Mention(start, start + len(word), kind, 0.75 if known or " " in word else 0.7 if many else 0.6)


def _names(token: Token) -> bool:
    return is_proper(token) or token.oov
