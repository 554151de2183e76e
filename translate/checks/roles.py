"""Who does it to whom: 田中氏が佐藤氏を批判した, told as if Sato had criticized Tanaka.

Looked at are verbs of `translate/data/roles.tsv` that have both in their own clause, each with its particle, each of
them a name or a word of `translate/data/actors.tsv`; and English with one mention of either, on both sides of a verb for
that, with little between. All else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleantext.lazy import lazy
from translate.segment import Flag
from translate.tables import rows

from .pair import Pair

if TYPE_CHECKING:
    from glossaries.morphology import Token

_SUBJECTS = ("は", "が", "も")
_CLAUSE = lazy(
    r"[,;:.!?\"“”()—–]|\b(?:who|whom|whose|that|which|said|says|say|and|or|but|because|after|before|when|while|as|if|than|by)\b"
)
"""What must not stand between a verb and whom it belongs to."""

_BE = lazy(r"\b(?:is|are|was|were|be|been|being|got|get|gets)\b|'s\b(?=\s+\w+ed\b)")
_BY = lazy(r"\bby\b")
_OWN = lazy(r"['’]s?\b|['’](?=\s)|\s+(?:of|from|in|at)\b")
_SAY = frozenset("述べる 語る 話す 言う 説明 主張 指摘 強調 訴える 答える 批判 コメント".split())
_SAID = lazy(
    r"\b(?:said|says|told|stated|explained|argued|claimed|stressed|noted|insisted|emphasized|commented|answered|criticized)\b"
)
_BEFORE_SAID = lazy(r" (?:\w+ly |also |has |have |had )?")
_AFTER_SAID = lazy(r" (?:the |[a-z]+ |[a-z]+ [a-z]+ )?")
_CLOSED = frozenset("。「」『』（）()？！?!")
_KATAKANA = lazy("[ァ-ヺー]{2,}")
_FAR = 45
"""More characters than this between a verb and a mention, and it may not belong to it."""


class Verb(NamedTuple):
    """A row of the table: the particle of the other one; English of which the subject acts, and of which it does not."""

    particle: str
    acts: re.Pattern[str]
    suffers: re.Pattern[str] | None


class Told(NamedTuple):
    """That of the Japanese in which one acts on the other: places in the folded text."""

    verb: Verb
    place: tuple[int, int]
    acting: tuple[int, int]
    other: tuple[int, int]


def roles(pair: Pair) -> Iterator[Flag]:
    """Flag `roles`: the English turns round who acts on whom; for the first verb alone."""
    for told in _told(pair):
        mentions = _Mentions(pair)
        acting, other = mentions.of(*told.acting), mentions.of(*told.other)
        if len(acting) != 1 or len(other) != 1 or acting[0][0] < other[0][1] and other[0][0] < acting[0][1]:
            continue
        found = _subject_acts(pair.low, told.verb, *sorted((acting[0], other[0])))
        if found is None:
            continue
        acts, span = found
        if acts != (acting[0] < other[0]):
            text = pair.folded.text
            message = f"in the Japanese {text[slice(*told.acting)]} acts on {text[slice(*told.other)]}; the English reverses it"
            yield Flag("roles", message, "warning", pair.original(*told.place), span)
            return
    yield from _speaker(pair)


def _speaker(pair: Pair) -> Iterator[Flag]:
    """What one says, told as said by another of whom the Japanese speaks."""
    found = list(_SAID.finditer(pair.low))
    if len(found) != 1:
        return
    said = found[0]
    speaker, others = _speaker_of(pair)
    if speaker is None or not others:
        return
    mentions = _Mentions(pair)
    if not (own := mentions.of(*speaker)):
        return
    for other in others:
        for span in (told := mentions.of(*other)):
            if len(told) > 1 or any(span[0] < b and a < span[1] for a, b in own):
                continue
            if _says(pair.low, said, span) and not any(_says(pair.low, said, each) for each in own):
                text = pair.folded.text
                message = f"said by {text[slice(*speaker)]}, in the English by {pair.target[slice(*span)]}"
                yield Flag("roles", message, "warning", pair.original(*speaker), span)
                return


def _says(low: str, said: re.Match[str], span: tuple[int, int]) -> bool:
    """Whether somebody stands right before "said", or right behind it."""
    if span[1] <= said.start():
        return _BEFORE_SAID.fullmatch(low, span[1], said.start()) is not None
    return span[0] >= said.end() and _AFTER_SAID.fullmatch(low, said.end(), span[0]) is not None


def _speaker_of(pair: Pair) -> tuple[tuple[int, int] | None, list[tuple[int, int]]]:
    """Who says what the Japanese quotes, and the others of whom it speaks."""
    tokens = pair.short_tokens
    verb = next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at].dictionary in _SAY), 0)
    if not verb or sum(token.dictionary in _SAY for token in tokens) != 1 or not _ends_clause(tokens, verb + 1):
        return None, []
    depth, subjects, others = 0, [], []
    for at, token in enumerate(tokens):
        depth += (token.surface in "「『") - (token.surface in "」』")
        if token.pos[0] != "助詞" or not (noun := _noun_before(tokens, at, 0)) or not _may_act(pair, noun):
            continue
        if depth == 0 and token.surface in _SUBJECTS and at < verb:
            subjects.append(noun)
        else:
            others.append(noun)
    if len(subjects) != 1 or not any(token.surface == "と" for token in tokens[:verb]) or "「" not in pair.source:
        return None, []
    return subjects[0], others


def _subject_acts(
    low: str, verb: Verb, first: tuple[int, int], second: tuple[int, int]
) -> tuple[bool, tuple[int, int]] | None:
    """Whether the first of two mentions acts on the second, and where that is told; None if that is not plain."""
    found = [(True, m) for m in verb.acts.finditer(low, first[1], second[0])]
    if verb.suffers:
        found += [(False, m) for m in verb.suffers.finditer(low, first[1], second[0])]
    found = [each for each in found if not any(other[1].start() <= each[1].start() < each[1].end() < other[1].end() for other in found)]
    if len(found) != 1:
        return None
    acts, match = found[0]
    before, after = low[first[1] : match.start()], low[match.end() : second[0]]
    if _OWN.match(before) or len(before) > _FAR or len(after) > _FAR or _CLAUSE.search(before):
        return None
    passive = bool(_BE.search(before)) and not match.group().endswith("ing")
    by = _BY.search(after)
    if passive != bool(by) or _CLAUSE.search(after[: by.start()] + after[by.end() :] if by else after):
        return None
    return acts != passive, match.span()


def _told(pair: Pair) -> Iterator[Told]:
    """The verbs of the Japanese of which it is plain who acts on whom."""
    tokens = pair.short_tokens
    for at, token in enumerate(tokens):
        verb, end = _verb_at(tokens, at)
        if verb is None:
            continue
        passive = end < len(tokens) and tokens[end].dictionary in ("れる", "られる")
        follow = tokens[end + passive].dictionary if end + passive < len(tokens) else ""
        if follow in ("せる", "させる", "たい", "れる", "られる") or _is_favour(tokens, end + passive):
            continue
        start = _clause_start(tokens, at)
        subjects, others, owners = [], [], []
        for place in range(start, at):
            if tokens[place].pos[0] != "助詞":
                continue
            noun = _noun_before(tokens, place, start)
            if noun is None or not _may_act(pair, noun):
                continue
            particle = tokens[place].surface
            if particle in _SUBJECTS and tokens[place - 1].pos[0] != "助詞":
                subjects.append(noun)
            elif particle == ("に" if passive else verb.particle) or passive and particle == "から":
                others.append(noun)
            elif particle == "の" and not passive and verb.particle == "を" and _is_object(tokens, place, at):
                owners.append(noun)
        others = others or owners
        if not subjects and passive:
            subjects = _subject_after(tokens, end + passive)
        if not subjects and _ends_clause(tokens, end + passive):
            subjects = _topic(pair, start)
        if len(subjects) != 1 or len(others) != 1:
            continue
        acting, other = (others[0], subjects[0]) if passive else (subjects[0], others[0])
        yield Told(verb, (token.start, tokens[end - 1].end), acting, other)


def _verb_at(tokens: list[Token], at: int) -> tuple[Verb | None, int]:
    """The verb that begins with a token, if it is in the table, and the number of the token behind it."""
    token = tokens[at]
    if token.pos[0] == "動詞":
        return _verbs().get(token.dictionary), at + 1
    if token.pos[0] == "名詞" and at + 1 < len(tokens) and tokens[at + 1].dictionary == "する":
        return _verbs().get(token.dictionary + "する"), at + 2
    return None, at


def _is_favour(tokens: list[Token], at: int) -> bool:
    """Whether てもらう and the like follows, with which others act."""
    return any(token.dictionary in ("もらう", "いただく", "くれる", "くださる", "ほしい") for token in tokens[at : at + 3])


def _clause_start(tokens: list[Token], at: int) -> int:
    """The first token of the clause that ends with a verb: behind the predicate or the sign before it."""
    for place in range(at - 1, -1, -1):
        token = tokens[place]
        if token.surface in _CLOSED:
            return place + 1
        if token.pos[0] in ("動詞", "形容詞", "助動詞", "形状詞"):
            return place + 1
    return 0


def _noun_before(tokens: list[Token], at: int, start: int) -> tuple[int, int] | None:
    """The noun that ends before a token, as a place in the text; numbers at its end are not taken with it."""
    first = at
    while first > start and (
        tokens[first - 1].pos[0] in ("名詞", "接尾辞", "接頭辞") or tokens[first - 1].surface in ("・", "＝")
    ):
        first -= 1
    while first < at and tokens[at - 1].surface in ("側", "ら", "たち", "達"):
        at -= 1
    number = next((place for place in range(first, at) if tokens[place].pos[1] == "数詞"), at)
    at = number if number > first else at
    return (tokens[first].start, tokens[at - 1].end) if first < at else None


def _is_object(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether what の belongs to is the object of the verb, alone: 会社の提案を拒否した."""
    rest = tokens[at + 1 : verb]
    return bool(rest) and rest[-1].surface == "を" and all(token.pos[0] in ("名詞", "接尾辞", "接頭辞") for token in rest[:-1])


def _subject_after(tokens: list[Token], at: int) -> list[tuple[int, int]]:
    """The subject right behind a clause: 教え子に誘われて、山本さんは."""
    if at < len(tokens) and tokens[at].surface == "て":
        at += 1
    if at >= len(tokens) or tokens[at].surface != "、":
        return []
    start = at + 1
    for place in range(start, len(tokens)):
        if tokens[place].surface in _SUBJECTS and tokens[place].pos[0] == "助詞":
            noun = _noun_before(tokens, place, start)
            return [noun] if noun and noun[0] == tokens[start].start else []
        if tokens[place].pos[0] not in ("名詞", "接尾辞", "接頭辞"):
            return []
    return []


def _may_act(pair: Pair, noun: tuple[int, int]) -> bool:
    """Whether a noun is a name, or somebody by the table."""
    text = pair.folded.text[slice(*noun)]
    if any(ja.search(text) for ja, _ in _actors()):
        return True
    parts = (token for token in pair.short_tokens if noun[0] <= token.start and token.end <= noun[1])
    return any(token.pos[1] == "固有名詞" or _KATAKANA.fullmatch(token.surface) for token in parts)


def _ends_clause(tokens: list[Token], at: int) -> bool:
    """Whether a verb ends its clause: what follows is no noun that it describes."""
    while at < len(tokens) and tokens[at].pos[0] in ("助動詞", "動詞") or at < len(tokens) and tokens[at].surface == "て":
        at += 1
    return at >= len(tokens) or tokens[at].pos[0] in ("補助記号", "助詞")


def _topic(pair: Pair, end: int) -> list[tuple[int, int]]:
    """What the sentence up to a token speaks of: the last noun with は, if all before that is no other clause."""
    tokens = pair.short_tokens
    for place in range(end - 1, 0, -1):
        if tokens[place].surface in _CLOSED:
            return []
        if tokens[place].surface == "は" and tokens[place].pos[0] == "助詞":
            noun = _noun_before(tokens, place, 0)
            return [noun] if noun and _may_act(pair, noun) else []
    return []


class _Mentions:
    """Where the English names somebody of the Japanese."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair

    @cached_property
    def names(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Words with a capital that stand for something of the Japanese: their places, and those of it."""
        from .names import places

        return places(self.pair)

    def of(self, start: int, end: int) -> list[tuple[int, int]]:
        """The mentions of a noun, as places in the English; words side by side are one mention."""
        named = sorted(span for span, place in self.names if start <= place[0] and place[1] <= end)
        if not named:
            noun = self.pair.folded.text[start:end]
            pattern = next((english for ja, english in _actors() if ja.search(noun)), None)
            named = [found.span() for found in pattern.finditer(self.pair.low)] if pattern else []
        mentions: list[tuple[int, int]] = []
        for span in named:
            if mentions and self.pair.target[mentions[-1][1] : span[0]] in (" ", "-"):
                mentions[-1] = mentions[-1][0], span[1]
            else:
                mentions.append(span)
        return mentions


@lru_cache(maxsize=1)
def _verbs() -> dict[str, Verb]:
    return {
        word: Verb(particle, re.compile(rf"\b(?:{acts})\b"), re.compile(rf"\b(?:{suffers})\b") if suffers else None)
        for words, particle, acts, suffers in rows("roles.tsv")
        for word in words.split("|")
    }


@lru_cache(maxsize=1)
def _actors() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [(re.compile(f"(?:{noun})$"), re.compile(rf"\b(?:{english})\b")) for noun, english in rows("actors.tsv")]
