"""Searches a text for Chinese residue, line by line.

Most lines leave at once: they hold no character or word that is suspect and no long stretch without kana.
What is left is cut at kana (Chinese has none); each stretch goes through the search in `path`, what that finds
must show enough evidence, and single words are looked for in the rest.
"""

from __future__ import annotations

import re
from functools import cache

from .loops import repeats
from .model import Kind, Residue
from .path import BESIDE_KANA, CLAUSE_EDGE, EDGES, Stretch, emissions, find_stretches
from .quotes import quoted_spans
from .table import HAN, Table, load
from .words import find_words, load_words

ENOUGH = 50  # tenths: evidence a stretch must show beyond the cost of the changes
ENOUGH_REPEATED = 5
MIN_HAN = 3
EMBEDDED_HAN = 4  # up to this many characters inside a sentence are a word, not filler

_KANA = "ぁ-ゖァ-ヺｦ-ﾝー"
_KANA_SET = frozenset(chr(c) for a, b in ((0x3041, 0x3096), (0x30A1, 0x30FA)) for c in range(a, b + 1))
_BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]+")
_STRETCH = re.compile(f"[^{_KANA}]+")
_HAN = re.compile(f"[{HAN}]")
_CLOSING = "。，、,.！？!?；;：:…”’」』）)》"


@cache
def _suspect() -> re.Pattern[str]:
    """Matches what makes a line worth a second look."""
    strong, words = load().strong.pattern, load_words().pattern.pattern
    return re.compile(f"{strong}|[{HAN}][^{_KANA}{_BREAKS}]{{2,}}|{words}")


def find_residue(text: str) -> list[Residue]:
    """Return the Chinese residue in `text`, sorted and without overlaps; no span crosses a line break.

    Any string will do, and the time taken grows with its length alone.

    >>> [tuple(r[:3]) for r in find_residue("这样的情报,但是,这样的情报。 会談は続いた。")]
    [(0, 15, 'prefix')]
    >>> find_residue("中国の検索サイト「支付宝」に注意。国家安全保障会議")
    []
    """
    suspect = _suspect()
    found: list[Residue] = []
    if suspect.search(text):
        for match in _LINE.finditer(text):
            if suspect.search(match[0]):
                found += _search_line(match[0], match.start(), load())
    return found


def _search_line(line: str, offset: int, table: Table) -> list[Residue]:
    japanese = _STRETCH.fullmatch(line) is None
    quotes = quoted_spans(line, _KANA_SET) if japanese else []
    muted = [False] * len(line)
    for start, end in quotes:
        muted[start:end] = [True] * (end - start)
    filler: list[Residue] = []
    for match in _STRETCH.finditer(line):
        for start, end, evidence in _stretches(match, muted, table):
            found = _judge(line, start, end, evidence, table)
            if found:
                filler.append(found._replace(start=found.start + offset, end=found.end + offset))
    if not japanese:
        return filler
    taken = quotes + [(r.start - offset, r.end - offset) for r in filler]
    return sorted([*filler, *find_words(line, offset, taken, table)])


def _stretches(match: re.Match[str], muted: list[bool], table: Table) -> list[Stretch]:
    text, start = match[0], match.start()
    if len(_HAN.findall(text)) < MIN_HAN:
        return []
    scores = emissions(text, muted[start : match.end()], table)
    if sum(s for s in scores if s > 0) < ENOUGH_REPEATED:
        return []
    opening = BESIDE_KANA if start else CLAUSE_EDGE
    closing = BESIDE_KANA if match.end() < len(match.string) else CLAUSE_EDGE
    return [Stretch(start + a, start + b, e) for a, b, e in find_stretches(text, scores, opening, closing)]


def _judge(line: str, start: int, end: int, evidence: int, table: Table) -> Residue | None:
    """Return the residue between start and end with its exact ends, or None if the evidence is too thin."""
    while start < end and line[start] in EDGES and line[start] not in "“（(《「『":
        start += 1
    while end > start and line[end - 1] in EDGES:
        end -= 1
    han = len(_HAN.findall(line, start, end)) if start < end else 0
    if han < 2:
        return None
    times = repeats(line[start:end])
    before, after = _has_letters(line[:start]), _has_letters(line[end:])
    if times < 2:
        glued = (before and line[start - 1] not in EDGES) or (after and line[end] not in EDGES)
        if (before or after) and glued and han <= EMBEDDED_HAN:
            return None
        if han < MIN_HAN or evidence < ENOUGH:
            return None
    elif evidence < ENOUGH_REPEATED:
        return None
    while end < len(line) and line[end] in _CLOSING:
        end += 1
    kind: Kind
    if before or after:
        kind = "infix" if before and after else "suffix" if before else "prefix"
    else:
        kind = "loop" if times > 1 else "sentence"
    strong = len(table.strong.findall(line, start, end))
    parts = []
    if strong:
        parts.append(f"{strong} of its characters are in no Japanese character set")
    if times > 1:
        parts.append(f"one phrase stands {times} times")
    parts.append("its characters follow each other as in Chinese")
    reason = _sentence(parts)
    confidence = min(0.99, 0.7 + evidence / 1000 + (0.15 if strong else 0.0))
    return Residue(start, end, kind, round(confidence, 2), reason)


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _sentence(parts: list[str]) -> str:
    text = ", and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return text[0].upper() + text[1:] + "."
