"""Who does it to whom: 田中氏が佐藤氏を批判した, told as if Sato had criticized Tanaka.

Looked at are verbs of `translate/data/roles.tsv` that have both in their own clause, each with its particle, each of
them a name or a word of `translate/data/actors.tsv`; and English with one mention of either, on both sides of a verb
for that, with little between. All else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleantext.lazy import lazy
from translate.segment import Flag
from translate.tables import rows

from .actors import CLOSED, SUBJECTS, Mentions, Span, actor_before, ends_clause, is_within
from .pair import Pair

if TYPE_CHECKING:
    from glossaries.morphology import Token

_CLAUSE = lazy(
    r"[,;:.!?\"“”()—–]|\b(?:who|whom|whose|that|which|said|says|say|and|or|but|because|after|before|when|while|as|if"
    r"|than|by)\b"
)
"""What must not stand between a verb and whom it belongs to."""

_BE = lazy(r"\b(?:is|are|was|were|be|been|being|got|get|gets)\b|'s\b(?=\s+\w+ed\b)")
_BY = lazy(r"\bby\b")
_OWN = lazy(r"'s?\b|'(?=\s)|\s+(?:of|from|in|at)\b")
"""Behind a mention that is only a part of who acts: its president, the head of it."""

_FAR = 45
"""More characters than this between a verb and a mention, and it may not belong to it."""

_PREDICATES = ("動詞", "形容詞", "助動詞", "形状詞")
_FAVOURS = ("もらう", "いただく", "くれる", "くださる", "ほしい")
_THAN = "より"
_OTHERS_ACT = ("せる", "させる", "たい", "れる", "られる")


class Verb(NamedTuple):
    """A row of the table: the particle of the other one; English whose subject acts, and whose subject does not."""

    particle: str
    acts: re.Pattern[str]
    suffers: re.Pattern[str] | None


class Told(NamedTuple):
    """That of the Japanese in which one acts on the other: places in the folded text."""

    verb: Verb
    place: Span
    acting: Span
    other: Span


def roles(pair: Pair) -> Iterator[Flag]:
    """Flag `roles`: the English turns round who acts on whom; for the first verb alone."""
    mentions = Mentions(pair)
    for told in _told(pair):
        acting, other = mentions.of(told.acting), mentions.of(told.other)
        if len(acting) != 1 or len(other) != 1 or acting[0][0] < other[0][1] and other[0][0] < acting[0][1]:
            continue
        found = _subject_acts(pair.low, told.verb, *sorted((acting[0], other[0])))
        if found and found[0] != (acting[0] < other[0]):
            one, another = (pair.folded.text[slice(*noun)] for noun in (told.acting, told.other))
            message = f"in the Japanese {one} acts on {another}; the English turns it round"
            yield Flag("roles", message, "warning", pair.original(*told.place), found[1])
            return


def _subject_acts(low: str, verb: Verb, first: Span, second: Span) -> tuple[bool, Span] | None:
    """Whether the first of two mentions acts on the second, and where that is told; None if that is not plain."""
    found = [(True, match.span()) for match in verb.acts.finditer(low, first[1], second[0])]
    if verb.suffers:
        found += [(False, match.span()) for match in verb.suffers.finditer(low, first[1], second[0])]
    found = [each for each in found if not any(is_within(each[1], other[1]) for other in found)]
    if len(found) != 1:
        return None
    acts, (start, end) = found[0]
    before, after = low[first[1] : start], low[end : second[0]]
    if _OWN.match(before) or len(before) > _FAR or len(after) > _FAR or _CLAUSE.search(before):
        return None
    compares = verb.particle == _THAN
    passive = _BE.search(before) is not None and not compares and not low.endswith("ing", start, end)
    by = _BY.search(after)
    if passive != (by is not None) or _CLAUSE.search(after[: by.start()] + after[by.end() :] if by else after):
        return None
    return acts != passive, (start, end)


def _told(pair: Pair) -> Iterator[Told]:
    """The verbs of the Japanese of which it is plain who acts on whom."""
    tokens = pair.short_tokens
    for at, token in enumerate(tokens):
        verb, end = _verb_at(tokens, at)
        if verb is None:
            continue
        passive = end < len(tokens) and tokens[end].dictionary in ("れる", "られる")
        after = end + passive
        follows = [token.dictionary for token in tokens[after : after + 3]]
        if follows[:1] and follows[0] in _OTHERS_ACT or any(word in _FAVOURS for word in follows):
            continue
        subjects, others = _arguments(pair, verb, at, passive)
        if not subjects:
            subjects = _topic(pair, at, after, passive)
        if len(subjects) == 1 == len(others):
            acting, other = (others[0], subjects[0]) if passive else (subjects[0], others[0])
            yield Told(verb, (token.start, tokens[end - 1].end), acting, other)


def _verb_at(tokens: list[Token], at: int) -> tuple[Verb | None, int]:
    """The verb that begins with a token, if it is in the table, and the number of the token behind it."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else token
    if token.pos[0] == following.pos[0] == "動詞":
        together = _verbs().get(token.surface + following.dictionary)  # 競り勝つ
        if together:
            return together, at + 2
    if token.pos[0] in ("動詞", "形容詞") or token.dictionary in ("年上", "年下"):
        return _verbs().get(token.dictionary), at + 1
    if token.pos[0] == "名詞" and at + 1 < len(tokens) and tokens[at + 1].dictionary == "する":
        return _verbs().get(token.dictionary + "する"), at + 2
    return None, at


def _arguments(pair: Pair, verb: Verb, at: int, passive: bool) -> tuple[list[Span], list[Span]]:
    """Who may be the subject of a verb in its own clause, and who the other one."""
    tokens, start = pair.short_tokens, _clause_start(pair.short_tokens, at)
    subjects, others, owners = list[Span](), list[Span](), list[Span]()
    for place in range(start, at):
        particle = tokens[place].surface
        if tokens[place].pos[0] != "助詞" or not (noun := actor_before(pair, place, start)):
            continue
        if particle in SUBJECTS:
            subjects.append(noun)
        elif particle == ("に" if passive else verb.particle) or passive and particle == "から":
            others.append(noun)
        elif particle == "の" and not passive and verb.particle == "を" and _owns_object(tokens, place, at):
            owners.append(noun)
    return subjects, others or owners


def _clause_start(tokens: list[Token], at: int) -> int:
    """The first token of the clause that ends with a verb: behind the predicate or the sign before it."""
    for place in range(at - 1, -1, -1):
        if tokens[place].surface in CLOSED or tokens[place].pos[0] in _PREDICATES:
            return place + 1
    return 0


def _owns_object(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether what の belongs to is the object of the verb, alone: 会社の提案を拒否した."""
    rest = tokens[at + 1 : verb]
    nouns = all(token.pos[0] in ("名詞", "接尾辞", "接頭辞") for token in rest[:-1])
    return len(rest) > 1 and rest[-1].surface == "を" and nouns


def _topic(pair: Pair, at: int, after: int, passive: bool) -> list[Span]:
    """The subject of a verb that has none in its clause: behind it (教え子に誘われて、山本さんは), or the topic."""
    tokens = pair.short_tokens
    following = after + (tokens[after : after + 1] != [] and tokens[after].surface == "て")
    if passive and following < len(tokens) and tokens[following].surface == "、":
        for place in range(following + 1, len(tokens)):
            if tokens[place].pos[0] == "助詞" and tokens[place].surface in SUBJECTS:
                noun = actor_before(pair, place, following + 1)
                return [noun] if noun and noun[0] == tokens[following + 1].start else []
            if tokens[place].pos[0] not in ("名詞", "接尾辞", "接頭辞"):
                break
    if not ends_clause(tokens, after):
        return []
    for place in range(_clause_start(tokens, at) - 1, 0, -1):
        if tokens[place].surface in CLOSED:
            break
        if tokens[place].surface == "は" and tokens[place].pos[0] == "助詞":
            noun = actor_before(pair, place)
            return [noun] if noun else []
    return []


@lru_cache(maxsize=1)
def _verbs() -> dict[str, Verb]:
    return {
        word: Verb(particle, re.compile(rf"\b(?:{acts})\b"), re.compile(rf"\b(?:{suffers})\b") if suffers else None)
        for words, particle, acts, suffers in rows("roles.tsv")
        for word in words.split("|")
    }
