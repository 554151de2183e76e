"""Words that one article writes in two ways: where the forms stand, and how often."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .lazy import lazy

if TYPE_CHECKING:
    from .context import Context

_DATA = Path(__file__).parent / "data"
_RUN = lazy("[ァ-ヺー][ァ-ヺー]{2,}")
_WIDE = str.maketrans("ァィゥェォャュョヮ", "アイウエオヤユヨワ")
_VU = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴュ", "ビュ"), ("ヴ", "ブ"))
_MAKE_NAMES = ("化", "酸", "富士")
"""Kanji that make a name of the katakana after them, which is spelt in its own way: 塩化ビニル, 富士フイルム."""
BEFORE, AFTER = 10, 6
"""Code points before and after a word that the tagger is given with it."""
LOOKED_AT = 60
"""So many places of a form are looked at closely; the rest are counted as they are."""
ASKED = 1
"""So many places the tagger is asked about first; where it takes them all for the word, it is one at the others too."""


class Group(NamedTuple):
    """Forms of one word; its part of speech or "*"; longer words in which a form does not count."""

    forms: tuple[str, ...]
    pos: str = "*"
    longer: tuple[str, ...] = ()


class Drift(NamedTuple):
    """A word with two forms or more in one text: each form with its starts, most frequent first."""

    forms: tuple[tuple[str, tuple[int, ...]], ...]


@cache
def load_groups() -> tuple[Group, ...]:
    """The shipped groups: data/term-drift.tsv, then data/spellings.tsv."""
    rows = [line.split("\t") for line in _lines("term-drift.tsv")][1:]
    groups = [
        Group(tuple(forms.split("|")), pos, tuple(filter(None, longer.split("|")))) for pos, forms, longer in rows
    ]
    return (*groups, *(Group(tuple(line.split("\t"))) for line in _lines("spellings.tsv")))


def _lines(name: str) -> list[str]:
    return [line for line in (_DATA / name).read_text("utf-8").split("\n") if line and line[0] != "#"]


@cache
def _scan() -> re.Pattern[str]:
    forms = sorted((form for group in load_groups() for form in group.forms), key=lambda f: (-len(f), f))
    grouped: dict[str, list[str]] = {}
    for form in forms:
        grouped.setdefault(form[0], []).append(form[1:])
    begins = f"[{''.join(sorted(grouped))}][{''.join(sorted({form[1] for form in forms}))}]"  # looked at first: faster
    each = "|".join(f"{first}(?:{'|'.join(map(re.escape, rest))})" for first, rest in sorted(grouped.items()))
    return lazy(f"(?={begins})(?:{each})")


@cache
def _groups_of() -> dict[str, list[int]]:
    """The groups that a form belongs to."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(load_groups()):
        for form in group.forms:
            groups[form].append(index)
    return groups


def drifts_of(context: Context) -> Iterator[Drift]:
    """The words of the text that stand there in two forms or more."""
    text = context.text
    places: dict[str, list[int]] = defaultdict(list)
    for match in _scan().finditer(text):
        places[match.group()].append(match.start())
    told: set[str] = set()
    counts = Counter(index for form in places for index in _groups_of()[form])
    for index in sorted(index for index, count in counts.items() if count > 1):
        group = load_groups()[index]
        for drift in _drift(context, group, {form: places[form] for form in group.forms if form in places}):
            told.update(form for form, _ in drift.forms)
            yield drift
    for group, starts in _glossary_groups(context):
        if len(told.intersection(group.forms)) < 2:
            yield from _drift(context, group, starts)
    groups = list(katakana_groups(_RUN.findall(text)))
    runs: dict[str, list[int]] = defaultdict(list)
    for match in _RUN.finditer(text) if groups else ():
        runs[match.group()].append(match.start())
    for group in groups:
        yield from _drift(context, group, {form: runs[form] for form in group.forms})


def _drift(context: Context, group: Group, places: dict[str, list[int]]) -> Iterator[Drift]:
    if len(places) < 2:
        return
    kept: dict[str, tuple[int, ...]] = {}
    for left, (form, starts) in enumerate(sorted(places.items(), key=lambda item: len(item[1])), 1 - len(places)):
        if not kept and not left:  # the last form alone is no drift
            return
        near = list(_own_places(context, group, form, starts[:LOOKED_AT]))
        if near:
            kept[form] = tuple(near + starts[LOOKED_AT:])
    if len(kept) > 1:
        yield Drift(tuple(sorted(kept.items(), key=lambda item: (-len(item[1]), item[1][0]))))


def _own_places(context: Context, group: Group, form: str, starts: Iterable[int]) -> Iterator[int]:
    """The places at which the form is this word, in the writer's own running text."""
    asked = taken = 0
    for start in starts:
        if not _may_count(context, group, form, start):
            continue
        if (asked < ASKED or taken < asked) and _is_doubtful(context.text, group, form, start + len(form)):
            asked += 1
            if not _is_word_at(context.text, start, start + len(form), group.pos):
                continue
            taken += 1
        yield start


def _may_count(context: Context, group: Group, form: str, start: int) -> bool:
    """True if the form at start stands in the writer's own running text, in no longer word that is known."""
    text, end = context.text, start + len(form)
    if context.quoted(start) or not context.free(start, end) or _in_brackets(text, start):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before == after and before in "\"'":
        return False
    if (
        _is_katakana(form[0])
        and _is_katakana(before)
        or _is_katakana(form[-1])
        and (_is_katakana(after) or after in ("・", "＝"))
    ):
        return False
    if (
        _is_katakana(form[0])
        and (before in ("・", "＝") or _is_kanji(before) and not _is_same_word(text, start, group))
        or group.pos == "*"
        and _is_kanji(form[0])
        and _is_kanji(before)
    ):
        return False
    for word in group.longer:
        at = word.find(form)
        if at >= 0 and text.startswith(word, start - at):
            return False
    return True


def _is_same_word(text: str, start: int, group: Group) -> bool:
    """True for spellings of one katakana word after kanji that make it no other: 新型ウイルス, but not 塩化ビニル."""
    return all(_is_katakana(char) for form in group.forms for char in form) and not text.endswith(_MAKE_NAMES, 0, start)


def _is_doubtful(text: str, group: Group, form: str, end: int) -> bool:
    """False where the form that ends there is a word for certain: katakana; any word of kanji that no kanji follows."""
    if _is_katakana(form[0]):
        return False
    return group.pos != "*" or not _is_kanji(form[0]) or not _is_kanji(form) and _is_kanji(text[end : end + 1])


def _is_word_at(text: str, start: int, end: int, pos: str) -> bool:
    """True if text[start:end] is a word to the tagger, with what stands around it in its clause."""
    low = max(0, start - BEFORE)
    low = max(low, *(text.rfind(mark, low, start) + 1 for mark in "。、\n"))
    return _is_word(text[low : end + AFTER], start - low, end - low, pos)


@lru_cache(4096)
def _is_word(text: str, start: int, end: int, pos: str) -> bool:
    """True if text[start:end] is whole tokens, the first of the part of speech."""
    from glossaries.morphology import tokens

    found = tokens(text, mode="C")
    first = next((t for t in found if t.start == start), None)
    return first is not None and any(t.end == end for t in found) and (pos == "*" or first.pos[0] == pos)


def _in_brackets(text: str, start: int) -> bool:
    low = max(0, start - 40)
    return max(text.rfind("（", low, start), text.rfind("(", low, start)) > max(
        text.rfind("）", low, start), text.rfind(")", low, start)
    )


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"


def _is_kanji(text: str) -> bool:
    return bool(text) and all("一" <= char <= "鿿" or char == "々" for char in text)


def _glossary_groups(context: Context) -> Iterator[tuple[Group, dict[str, list[int]]]]:
    """The preferred and admitted forms of each term, with their starts; what holds another form is a longer name."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for match in context.terms:
        if match.form.status in ("preferred", "admitted") and context.text[match.start : match.end] == match.form.text:
            found[match.term.id][match.form.text].append(match.start)
    for term in context.glossary or () if found else ():
        starts = {form.text: found[term.id][form.text] for form in term.forms if form.text in found.get(term.id, ())}
        starts = {form: places for form, places in starts.items() if not _introduced(context.text, form, starts)}
        if len(starts) > 1 and not any(a != b and a in b for a in starts for b in starts):
            yield Group(tuple(starts)), starts


def _introduced(text: str, form: str, others: Iterable[str]) -> bool:
    """Whether the text says itself that a form stands for another: 世界保健機関（WHO）."""
    return any(f"{other}{bracket}{form}" in text for other in others for bracket in "（(")


def katakana_groups(runs: Iterable[str]) -> Iterator[Group]:
    """Groups of katakana words that differ in ー, ッ, ヴ or small letters, and are one word to the tagger.

    >>> list(katakana_groups(["サーバー", "サーバ", "サバイバル"]))
    [Group(forms=('サーバー', 'サーバ'), pos='*', longer=())]
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for run in dict.fromkeys(runs):
        alike[_bones(run)].append(run)
    for forms in alike.values():
        same: dict[str, list[str]] = defaultdict(list)
        for form in forms if len(forms) > 1 else ():
            same[_normal(form)].append(form)
        yield from (Group(tuple(group)) for group in same.values() if len(group) > 1)


@lru_cache(4096)
def _bones(run: str) -> str:
    return _skeleton(run).replace("ー", "").replace("ッ", "")


def _skeleton(run: str) -> str:
    for old, new in _VU if "ヴ" in run else ():
        run = run.replace(old, new)
    return run.translate(_WIDE)


@lru_cache(4096)
def _normal(run: str) -> str:
    """The tagger's normalised form; of unknown words their letters without ヴ and small ones."""
    from glossaries.morphology import tokens

    return "".join(_skeleton(t.surface) if t.oov else t.normalized for t in tokens(run, mode="C"))
