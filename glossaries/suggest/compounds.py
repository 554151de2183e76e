"""Compounds named by their last word: 欧州|委員会, 大統領府|長官, マイアミ|会談, 追加|関税.

The heads stand in `data/heads.tsv` with how many words each needs before it. Also found: numbered plans
(28項目の和平案), articles of a treaty (NATOの第5条), what stands in quotation marks and is a noun, and what is
followed by its Latin name in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..morphology import Token
from ..titles import titles
from .mentions import KATAKANA, Mention, Reading, edge, is_country, is_new, is_noun, is_proper
from .tables import rows

_MOST = 8
"""Words in a compound, at most."""

_NUMBERED = re.compile(
    r"(?:[0-9]+|[一二三四五六七八九十]+)(?:項目|か条|カ条|ヵ条|箇条|ヶ条|段階|カ国|か国|ヵ国|者|カ年|か年)の?(?=[㐀-鿿ァ-ヺ])"
)
_ARTICLE = re.compile(r"の?第[0-9一二三四五六七八九十百]+条")
_QUOTED = re.compile("[「『“]([^「」『』“”。、！？!?\n]{2,16})[」』”]")
_GLOSS = re.compile(r" ?[（(](?=[^（）()]{0,60}[A-Z]{2})[A-Za-z][A-Za-z0-9 .,、＝=’'&-]{1,60}[）)]")
_DOT = "・"


class _Rule(NamedTuple):
    """A row of `data/heads.tsv`; `name` is "name" or "place" where one must be among the words before."""

    kind: str
    needs: int
    name: str
    weight: float


def find_compounds(reading: Reading) -> Iterator[Mention]:
    """The compounds in a text; one inside a longer one is found too."""
    for run in runs(reading.tokens):
        yield from _headed(run)
    yield from _numbered(reading)
    yield from _articles(reading)
    yield from _quoted(reading)
    yield from _glossed(reading)


def runs(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Stretches of nouns that follow each other, with the middle dots between them."""
    start = None
    for index, token in enumerate(tokens):
        inside = is_noun(token) or (token.surface == "第") or _is_ordinal(tokens, index)
        if not inside and token.surface == _DOT and start is not None and index + 1 < len(tokens):
            inside = is_noun(tokens[index + 1])
        if inside and start is None:
            start = index
        elif not inside and start is not None:
            yield tokens[start:index]
            start = None
    if start is not None:
        yield tokens[start:]


def _is_ordinal(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].pos[1] == "数詞" and index > 0 and tokens[index - 1].surface == "第"


def _headed(run: Sequence[Token]) -> Iterator[Mention]:
    for last, token in enumerate(run):
        for first, head in _heads_ending(run, last):
            begin = _begin(run, first, head)
            if begin < first or _is_one_word(token, head, first, last):
                rule = _rule(run[begin:first], head, token if begin == first else None)
                if rule is None and begin < first and _is_before_person(run, last):
                    rule = next((_Rule("title", 1, "", 0.6) for each in _heads()[head] if each.kind == "title"), None)
                if rule:
                    yield _mention(run, begin, first, last, rule)
                    break
        yield from _territory(run, last)


def _mention(run: Sequence[Token], begin: int, first: int, last: int, rule: _Rule) -> Mention:
    named = any(is_proper(token) or is_new(token) for token in run[begin:first])
    weight = rule.weight + 0.1 * named
    if last - begin > 6:
        weight -= 0.1
    return Mention(run[begin].start, run[last].end, rule.kind, min(weight, 0.9))


def _heads_ending(run: Sequence[Token], last: int) -> Iterator[tuple[int, str]]:
    """The heads that end with run[last]: the longest first, with the index of their first word."""
    surface = ""
    found = []
    for first in range(last, max(-1, last - 4), -1):
        surface = run[first].surface + surface
        if surface in _heads():
            found.append((first, surface))
    yield from reversed(found)
    whole = run[last].surface
    if len(whole) > 3 or (len(whole) == 3 and whole[-1] in "省庁軍"):
        head = next((whole[cut:] for cut in range(2, len(whole)) if whole[cut:] in _heads()), "")
        if head:
            yield last, head


def _is_before_person(run: Sequence[Token], last: int) -> bool:
    """院内|代表|アラハミア: a title before a name needs no more."""
    return last + 1 < len(run) and _is_person(run[last + 1])


def _is_one_word(token: Token, head: str, first: int, last: int) -> bool:
    """Whether a dictionary has the compound as one word (外務省); 反省 is none, it can be a verb."""
    return first == last and token.surface != head and token.pos[1] == "普通名詞" and token.pos[2] == "一般"


def _begin(run: Sequence[Token], first: int, head: str) -> int:
    """The index of the first word of the compound whose head begins at run[first]."""
    nobody = all(rule.kind in ("title", "term") for rule in _heads()[head])
    begin = first
    while begin > 0 and first - begin < _MOST:
        token = run[begin - 1]
        if token.surface == _DOT:
            if not _is_one_list(run, begin - 1, first):
                break
        elif token.surface in edge("after") or (nobody and _is_person(token)):
            break
        begin -= 1
    while begin < first and (
        run[begin].surface in edge("before") or run[begin].pos[2] == "副詞可能" or run[begin].surface == _DOT
    ):
        begin += 1
    return _without_country(run, begin, first)


def _is_one_list(run: Sequence[Token], dot: int, first: int) -> bool:
    """Whether 安全保障・国防会議 is one name: no katakana at the dot, and no institution ends before it."""
    before, after = run[dot - 1], run[dot + 1]
    if dot + 1 > first or KATAKANA.search(before.surface) or KATAKANA.search(after.surface):
        return False
    if is_proper(before) or is_proper(after):
        return False
    return not any(
        rule.kind in ("organisation", "title") for _, head in _heads_ending(run, dot - 1) for rule in _heads()[head]
    )


def _without_country(run: Sequence[Token], begin: int, first: int) -> int:
    """A country before an institution of at least two more words is no part of its name."""
    country = begin < first - 1 and is_country(run[begin]) and run[begin].surface not in edge("kept")
    if country and len(run[begin + 1].surface) > 1:
        return begin + 1
    return begin


def _is_person(token: Token) -> bool:
    return token.pos[2] == "人名" or (token.oov and bool(KATAKANA.fullmatch(token.surface)))


def _rule(before: Sequence[Token], head: str, whole: Token | None) -> _Rule | None:
    """The rule of the head that these words before it satisfy."""
    named = any(is_proper(token) or is_new(token) for token in before)
    if before and (title := titles().get(head)) and title.kind == "place" and title.sure:
        named = named or bool(KATAKANA.fullmatch(before[-1].surface))
    words = sum(1 for token in before if token.surface != _DOT) if whole is None else 1
    if words == 1 and before and (before[0].pos[1] == "形状詞的" or before[0].pos[0] in ("形状詞", "接頭辞")):
        return None
    for rule in _heads()[head]:
        if not rule.name:
            fits = words >= rule.needs
        elif rule.name == "place":
            fits = any(token.pos[2] == "地名" for token in before)
        else:
            fits = named
        if fits:
            return rule
    return None


def _territory(run: Sequence[Token], last: int) -> Iterator[Mention]:
    """デンマーク|領|グリーンランド."""
    if last >= 2 and run[last - 1].surface == "領" and is_proper(run[last]) and is_proper(run[last - 2]):
        yield Mention(run[last - 2].start, run[last].end, "place", 0.75)


def _numbered(reading: Reading) -> Iterator[Mention]:
    """28項目の和平案."""
    for number in _NUMBERED.finditer(reading.text):
        at = reading.index(number.end())
        end = at
        while end < len(reading.tokens) and is_noun(reading.tokens[end]) and end - at < 4:
            end += 1
        inside = reading.tokens[at:end]
        if inside and inside[0].start == number.end() and inside[-1].surface.endswith(tuple(edge("plan"))):
            yield Mention(number.start(), inside[-1].end, "term", 0.75)


def _articles(reading: Reading) -> Iterator[Mention]:
    """NATOの第5条."""
    for found in _ARTICLE.finditer(reading.text):
        begin = _nouns_before(reading, found.start())
        if begin < found.start():
            yield Mention(begin, found.end(), "term", 0.75)


def _quoted(reading: Reading) -> Iterator[Mention]:
    """Nouns in quotation marks, joined by の at most; a name where 党 or its like follows."""
    for found in _QUOTED.finditer(reading.text):
        start, end = found.span(1)
        inside = reading.between(start, end)
        if not inside or not all(is_noun(token) or token.surface in ("の", _DOT) for token in inside):
            continue
        if not is_noun(inside[-1]) or inside[-1].pos[1] in ("形状詞的", "副詞可能"):
            continue
        at = reading.index(found.end())
        after = reading.tokens[at].surface if at < len(reading.tokens) else ""
        if after in edge("quoted-org"):
            yield Mention(start, end, "organisation", 0.75)
        elif after in edge("quoted"):
            yield Mention(start, end, "", 0.7)
        elif len(inside) > 1:
            yield Mention(start, end, "term", 0.55 if len(inside) < 6 else 0.45)


def _glossed(reading: Reading) -> Iterator[Mention]:
    """北大西洋条約機構（NATO）: the nouns before a Latin name in brackets."""
    for found in _GLOSS.finditer(reading.text):
        begin = _nouns_before(reading, found.start())
        if len(reading.between(begin, found.start())) > 1:
            yield Mention(begin, found.start(), "", 0.8)


def _nouns_before(reading: Reading, end: int) -> int:
    """Where the nouns begin that end at the offset."""
    before = reading.before(end)
    begin = len(before)
    while begin > 0 and (is_noun(before[begin - 1]) or before[begin - 1].surface == _DOT):
        begin -= 1
    while begin < len(before) and (before[begin].surface in edge("before") or before[begin].surface == _DOT):
        begin += 1
    return before[begin].start if begin < len(before) else end


@cache
def _heads() -> dict[str, list[_Rule]]:
    heads: dict[str, list[_Rule]] = {}
    for head, kind, needs, weight in rows("heads"):
        number = needs.isdecimal()
        rule = _Rule(kind, int(needs) if number else 1, "" if number else needs, float(weight))
        heads.setdefault(head, []).append(rule)
    for rules in heads.values():
        rules.sort(key=lambda rule: -rule.weight)
    return heads
