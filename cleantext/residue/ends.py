"""The exact ends of a Chinese stretch: a machine drops in whole clauses, so the ends lie on clause edges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .loops import repeated_prefix, repeats
from .path import BESIDE_KANA, CLAUSE_EDGE, EDGES, find_stretches
from .table import HAN

JAPANESE_CLAUSE = -40  # tenths: a clause below this is Japanese and ends the residue
CLAUSE_REST = -100  # the same for what is left of a clause that is Chinese in part
SHORT = 3  # a clause of so few characters after a full stop may begin the next Japanese sentence
TAIL = 4  # so many characters glued to a repeated phrase before kana belong to the Japanese
REPEATED = 3  # times a phrase must stand for repetition alone to count
REPEATED_SCORE = -20  # tenths: below this a phrase is Japanese
REPEATED_HAN = 2  # characters it must have

_CLAUSE = re.compile(f"[^{re.escape(''.join(EDGES))}]+")
_HAN = re.compile(f"[{HAN}]")
_BLANKS = re.compile("[ \t\u3000|｜]")
_COMMAS = re.compile("[，,、。.]")
_JOINTS = frozenset("、，,：:“”‘’（）()《》")
_FULL_STOPS = frozenset("。！？!?\u3000")


def find_ends(match: re.Match[str], scores: list[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what may be Chinese in a stretch without kana, offsets in the line.

    `scores` holds how Chinese each character of the stretch is.
    """
    text, base = match[0], match.start()
    open_left, open_right = base > 0, match.end() < len(match.string)
    opening = BESIDE_KANA if open_left else CLAUSE_EDGE
    closing = BESIDE_KANA if open_right else CLAUSE_EDGE
    clauses = [m.span() for m in _CLAUSE.finditer(text)]
    first = 1 if clauses and open_left and clauses[0][0] == 0 else 0
    last = len(clauses) - (1 if clauses and open_right and clauses[-1][1] == len(text) else 0)
    spans = [(s.start, s.end) for s in find_stretches(text, scores, opening, closing)]
    if not spans and first < last:
        spans = _repeated(text, scores, clauses[first:last])
    done = 0
    for start, end in spans:
        start, end = _trim(text, max(start, done), end)
        if start >= end:
            continue
        start, end = _grow(text, scores, clauses[first:last], start, end, open_left or open_right)
        start = max(start, done)
        if last < len(clauses):
            end = _glued_turn(text, clauses, start, end)
        if open_right:
            end = _give_back(text, clauses, start, end)
        if end == len(text) and open_right or end < len(text) and text[end].isalnum():
            end = _cut_tail(text, start, end)
        done = end
        yield base + start, base + end


def _repeated(text: str, scores: list[int], clauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the whole run of clauses if a phrase stands in it over and over and is not clearly Japanese."""
    start, end = clauses[0][0], clauses[-1][1]
    times = repeats(text[start:end])
    letters = sum(map(len, _HAN.findall(text[start:end])))
    if times < REPEATED or letters < times * REPEATED_HAN:
        return []
    if _BLANKS.search(text, start, end) and not _COMMAS.search(text, start, end):
        return []  # cells of a table repeat too
    if any(char.isalnum() and not _HAN.match(char) for char in text[start:end]):
        return []  # and so do units after figures
    return [(start, end)] if sum(scores[start:end]) > times * REPEATED_SCORE else []


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGES and text[start] not in "“（(《「『":
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def _grow(
    text: str, scores: list[int], clauses: list[tuple[int, int]], start: int, end: int, japanese: bool
) -> tuple[int, int]:
    """Take in the clauses of the same sentence on both sides, and those the residue repeats."""
    inside = {text[a:b] for a, b in clauses if a >= start and b <= end}
    for a, b in reversed(clauses):
        if b <= start:
            gap = text[b:start]
            if not _belongs(text[a:b], gap, sum(scores[a:b]), inside, japanese):
                break
            start = a
        elif a < start < b and sum(scores[a:start]) > CLAUSE_REST:
            start = a
    for a, b in clauses:
        if a >= end:
            gap = text[end:a]
            if not _belongs(text[a:b], gap, sum(scores[a:b]), inside, japanese):
                break
            end = b
        elif a < end < b and sum(scores[end:b]) > CLAUSE_REST:
            end = b
    return start, end


def _give_back(text: str, clauses: list[tuple[int, int]], start: int, end: int) -> int:
    """Return the end without a short last clause that stands after a full stop or a blank: 。 以前、…"""
    inside = [(a, b) for a, b in clauses if a >= start and b <= end]
    if len(inside) < 2 or inside[-1][1] != end:
        return end
    (_, before), (a, b) = inside[-2:]
    gap = text[before:a]
    turns = [text[c:d] for c, d in inside[:-1]]
    if b - a > SHORT or not (_FULL_STOPS | {" "}).intersection(gap):
        return end
    return end if any(text[a:b] in turn for turn in turns) else before


def _glued_turn(text: str, clauses: list[tuple[int, int]], start: int, end: int) -> int:
    """Return the end where the last clause, glued to kana, begins with one said before: 时代，时代同時に."""
    a, b = clauses[-1]
    if start >= a:
        return end
    known = {text[c:d] for c, d in clauses if c >= start and d < a and d - c > 1}
    at = a
    while turns := [len(turn) for turn in known if text.startswith(turn, at)]:
        at += max(turns)
    if at == a and len(known) == 1 and any(turn.startswith(text[a:b]) for turn in known):
        return b  # cut off in the middle of a turn
    return at if at > a and (end > a or not text[end:a].strip("，,、。. \u3000")) else end


def _belongs(clause: str, gap: str, score: int, inside: set[str], japanese: bool) -> bool:
    if clause in inside or any(len(clause) > 1 and known.startswith(clause) for known in inside):
        return True
    if japanese:
        return score > (0 if "、" in gap else JAPANESE_CLAUSE) and set(gap) <= _JOINTS and bool(_HAN.search(clause))
    return not _FULL_STOPS.intersection(gap) and score > JAPANESE_CLAUSE


def _cut_tail(text: str, start: int, end: int) -> int:
    """Give back what the Japanese after a glued residue needs: figures, and what follows a repeated phrase."""
    at = end
    while at > start and not _HAN.match(text[at - 1]):
        at -= 1
    clause = max((text.rfind(edge, start, at) for edge in EDGES), default=-1) + 1
    clause = max(clause, start)
    whole = repeated_prefix(text[clause:at])
    if whole and 0 < at - clause - whole <= TAIL:
        return clause + whole
    return at
