"""How far two spellings of a name are apart, and which spellings in a list are probably one name.

A spelling has a key in which what Japanese newspapers disagree on is gone: ヴ/ブ, ティ/チ, ー, ッ, small
vowels, the middle dot, の. Spellings with the same key meet at once. Others are compared by an edit
distance in which the changes of `data/sounds.tsv` cost less than 1, such as フ/ウ at the end of a
Slavic name. Names that were changed by decision (キエフ, キーウ) do not sound alike: they meet through
a glossary only.

The distance is Wagner and Fischer's (1974) with operations on one or two kana.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from ..folding import fold
from .tables import rows

_BIG = str.maketrans("ァィゥェォャュョヮ", "アイウエオヤユヨワ", "ーッっの")
_DOTS = re.compile("[・=＝゠]")
_VOWELS = {
    kana: "アイウエオ"[column]
    for row in (
        *("アイウエオ", "カキクケコ", "サシスセソ", "タチツテト", "ナニヌネノ", "ハヒフヘホ", "マミムメモ"),
        *("ラリルレロ", "ガギグゲゴ", "ザジズゼゾ", "ダヂヅデド", "バビブベボ", "パピプペポ"),
    )
    for column, kana in enumerate(row)
}
_KANA = re.compile("[ァ-ヺー・=＝゠]+")
_SHORT, _LONG = 4, 6
_LIMITS = (0.2, 0.5, 0.9)
"""The most that two keys may differ: of fewer than 4 kana, of fewer than 6, of more."""


@lru_cache(maxsize=100_000)
def key(spelling: str) -> str:
    """What all spellings of one sound have in common; only kana change.

    >>> key("ダヴォス"), key("キイウ") == key("キーウ"), key("国家安全保障・国防会議")
    ('ダボス', True, '国家安全保障国防会議')
    """
    return "".join(map(_key, _DOTS.split(fold(spelling).text))) or spelling


def _key(part: str) -> str:
    text = _sounds().sub(lambda found: _respellings()[found.group()], part).translate(_BIG)
    return "".join(
        sign for before, sign in pairwise(" " + text) if sign not in "アイウエオ" or _VOWELS.get(before) != sign
    )


@lru_cache(maxsize=100_000)
def distance(one: str, other: str) -> float:
    """What it costs to turn one spelling into the other; 0 if they have one key. Both in katakana.

    >>> distance("ダボス", "ダヴォス"), distance("ウメロフ", "ウメロウ"), distance("イラン", "イラク")
    (0.0, 0.3, 1.0)
    """
    a, b = key(one) + "$", key(other) + "$"
    cost = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i or j:
                cost[i][j] = min(
                    cost[i - m][j - n] + change
                    for m in range(min(i, 2) + 1)
                    for n in range(min(j, 2) + 1)
                    if (change := _change(a[i - m : i], b[j - n : j])) is not None
                )
    return round(cost[-1][-1], 3)


def are_variants(one: str, other: str) -> bool:
    """Whether two spellings are probably of one name. Other scripts than katakana must have one key.

    >>> are_variants("グレンバウム", "グルーエンバウム"), are_variants("オーストリア", "オーストラリア")
    (True, False)
    """
    a, b = key(one), key(other)
    if a == b:
        return True
    if not (_KANA.fullmatch(one) and _KANA.fullmatch(other)):
        return False
    size = max(len(a), len(b))
    limit = _LIMITS[(size >= _SHORT) + (size >= _LONG)]
    return abs(len(a) - len(b)) <= 2 and distance(one, other) <= limit


def groups(spellings: Sequence[str]) -> list[list[str]]:
    """The spellings, those together that are probably of one name; in the order given.

    Compares only spellings whose keys are the same but for at most two kana, so the work grows with their number.

    >>> groups(["ダボス", "ロシア", "ダヴォス"])
    [['ダボス', 'ダヴォス'], ['ロシア']]
    """
    head = {spelling: spelling for spelling in spellings}

    def find(spelling: str) -> str:
        while head[spelling] != spelling:
            spelling = head[spelling]
        return spelling

    order = {spelling: index for index, spelling in enumerate(spellings)}
    for one, other in _near(spellings):
        a, b = find(one), find(other)
        if a != b and are_variants(one, other):
            head[max(a, b, key=order.__getitem__)] = min(a, b, key=order.__getitem__)
    found: dict[str, list[str]] = {}
    for spelling in order:
        found.setdefault(find(spelling), []).append(spelling)
    return list(found.values())


def _near(spellings: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs that may be variants: their keys share a form from which one or two kana were taken."""
    buckets: dict[str, list[str]] = {}
    for spelling in dict.fromkeys(spellings):
        whole = key(spelling)
        shapes = {whole}
        if _KANA.fullmatch(spelling) and 2 < len(whole) < 30:
            shapes |= {whole[:i] + whole[i + 1 :] for i in range(len(whole))}
            shapes |= {whole[:i] + whole[i + 2 :] for i in range(len(whole) - 1)}
        for shape in shapes:
            bucket = buckets.setdefault(shape, [])
            yield from ((other, spelling) for other in bucket[:50])
            bucket.append(spelling)


def _change(a: str, b: str) -> float | None:
    """The cost of turning the piece a into b; None where that is no single change."""
    if a == b:
        return 0.0 if len(a) == 1 else None
    cost = _costs().get((a, b))
    if cost is not None:
        return cost
    return 1.0 if len(a) <= 1 and len(b) <= 1 else None


@cache
def _costs() -> dict[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for one, other, cost in rows("sounds"):
        for pair in ((one, other), (other, one)):
            costs[pair] = min(float(cost), costs.get(pair, 1.0))
    return costs


@cache
def _respellings() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("respellings")}


@cache
def _sounds() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_respellings(), key=len, reverse=True)))
