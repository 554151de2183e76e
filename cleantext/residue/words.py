"""Single Chinese words within a Japanese sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..lazy import lazy
from .model import Residue
from .nouns import is_noun
from .particle import find_particles
from .table import HAN, Table, is_han, load

WINDOW = 8  # characters on either side that the tagger is shown

_NAME = lazy(f"[{HAN}]{{2,4}}(?=[（(] ?(?:<[^<>]{{1,40}}>)?[A-Z][a-zà-ǿ]+)")
"""A person's name with how it is read: 孙某玮（Sun Mouwei）."""
_HAN_RUN = lazy(f"[{HAN}]+")


class Words(NamedTuple):
    """The list of Chinese words kept by hand, and its Japanese words."""

    pattern: re.Pattern[str]
    japanese: dict[str, str]


@cache
def load_words() -> Words:
    """Read cleantext/data/residue-words.tsv, once."""
    japanese, parts = {}, []
    text = (Path(__file__).parents[1] / "data" / "residue-words.tsv").read_text("utf8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    for word, right, before, after in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        japanese[word] = right
        guard = f"(?<![{before}]{word})" if before else ""
        parts.append(f"{word}{guard}" + (f"(?![{after}])" if after else ""))  # a letter first: found faster
    return Words(lazy("|".join(parts)), japanese)


def find_words(line: str, taken: list[tuple[int, int]], table: Table) -> Iterator[Residue]:
    """Yield the Chinese words of a Japanese line outside `taken`, in no order."""
    words = load_words()
    done = 0
    for start, end in _outside(taken, len(line)):
        found = [(m.start(), m.end()) for m in words.pattern.finditer(line, start, end)]
        found += [(m.start(), m.end()) for m in table.strong.finditer(line, start, end)]
        inside: set[int] = set()
        for first, last in sorted(found, key=lambda span: (span[0], -span[1])):
            if first < done:
                continue
            if name := _NAME.match(line, _run_start(line, start, first)):
                done = name.end()
                inside.update(range(first, done))
                continue
            listed = line[first:last] in words.japanese
            if listed:
                suggestion = words.japanese[line[first:last]] or None
                reason = "This word is on the list of Chinese words that Japanese does not use."
                confidence = 0.9
            else:
                first, last, suggestion = _whole_word(line, first, max(start, done), end, table)
                reason = "No Japanese character set has every character of this word."
                confidence = 0.97
            done = last
            inside.update(range(first, last))
            yield Residue(first, last, "word", confidence, reason, suggestion)
        yield from (particle for particle in find_particles(line, start, end) if particle.start not in inside)


def _run_start(line: str, low: int, at: int) -> int:
    """Where the characters that are Han begin of which line[at] is one, a name's length before it at most."""
    first = at
    while first > max(low, at - WINDOW) and is_han(line[first - 1]):
        first -= 1
    return first


def _whole_word(line: str, at: int, low: int, high: int, table: Table) -> tuple[int, int, str | None]:
    """Return the word round the character at `at` and the Japanese word it stands for, if there is one.

    Words are looked for among the Japanese words written with simplified characters. Where none is found, or
    several, the tagger says where the word begins and ends, shown the line in Japanese characters.
    """
    listed: list[tuple[int, int]] = []
    for size in (4, 3, 2):
        starts = range(max(low, at - size + 1), min(at, high - size) + 1)
        listed = [(start, start + size) for start in starts if line[start : start + size] in table.spellings]
        if listed:
            break
    if len(listed) != 1 and (tagged := _tagged_word(line, at, low, high)):
        start, end, japanese = tagged
        return start, end, table.spellings.get(line[start:end], japanese)
    if listed:
        return *listed[0], table.spellings[line[slice(*listed[0])]]
    end = at + 1
    while end < high and end - at < 4 and table.strong.match(line[end]):
        end += 1
    if end == at + 1 and end < high and _HAN_RUN.match(line[end]) and not is_noun(line[end : end + 2]):
        end += 1
    return at, end, None


def _tagged_word(line: str, at: int, low: int, high: int) -> tuple[int, int, str] | None:
    """Return the Japanese word of which the character at `at` is a part: its place and its right spelling."""
    from glossaries.morphology import tokens

    characters = _japanese_characters()
    if line[at] not in characters:
        return None
    first, last = max(low, at - WINDOW), min(high, at + WINDOW)
    window = "".join(characters.get(char, char) for char in line[first:last])
    word = next(token for token in tokens(window) if token.start <= at - first < token.end)
    whole = not word.oov and _HAN_RUN.fullmatch(word.surface) and len(word.surface) > 1
    return (first + word.start, first + word.end, word.surface) if whole else None


@cache
def _japanese_characters() -> dict[str, str]:
    """Characters foreign to Japanese and the Japanese ones that stand for them in most words."""
    table = load()
    counts: dict[str, Counter[str]] = {}
    for written, word in table.spellings.items():
        for simplified, japanese in zip(written, word, strict=True):
            if simplified != japanese and table.strong.match(simplified):
                counts.setdefault(simplified, Counter())[japanese] += 1
    return {char: most.most_common(1)[0][0] for char, most in counts.items()}


def _outside(spans: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in sorted(spans):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < size:
        yield at, size
