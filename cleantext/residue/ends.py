"""The exact ends of a Chinese stretch: a machine drops in whole clauses, so the ends lie on clause edges."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate

from ..lazy import lazy
from .loops import repeated_prefix, repeats
from .nouns import are_nouns, is_noun
from .path import BESIDE_KANA, CLAUSE_EDGE, EDGES, STRONG, find_stretches
from .suspects import REPEATED
from .table import HAN, is_han, load

JAPANESE_CLAUSE = -40  # tenths: a clause below this is Japanese and ends the residue
CLAUSE_REST = -100  # the same for what is left of a clause that is Chinese in part
LABEL_NEAR = 8  # characters before a label that hold no letter where it opens the line
SHORT = 3  # a clause of so few characters after a full stop may begin the next Japanese sentence
TAIL = 4  # so many characters glued to a repeated phrase before kana belong to the Japanese
REMEMBERED = 64  # turns of a loop that are kept in mind
REPEATED_SCORE = -20  # tenths: below this a phrase is Japanese
MANY = 5  # times after which the phrase may look twice as Japanese
SURE = 30  # tenths: a few characters above this are Chinese though kana stand beside them
REPEATED_HAN = 2  # characters it must have

CELL_EDGES = "|\t"
_STEM = lazy("[えけせてねべめれげきぎちびみりくぐつぬぶむるうわ]")
"""Kana that end the word that the kanji before them begins: 答えた."""
_NUMBER = lazy("[# ]*第[0-9０-９一二三四五六七八九十]{1,3}[章節部回話][ \u3000:：]+")
_LABEL = lazy(f"([{HAN}]{{1,5}})(?:[:：][ \u3000]*(?=.)|(?=[「『]))")
_CLAUSE = lazy(f"[^{re.escape(''.join(EDGES))}]+")
_QUOTE = lazy("[「『」』]")
_LATIN = lazy("[A-Za-z\u0370-\u1fff\uac00-\ud7a3]+")
_OWNER = lazy("[A-Za-z][A-Za-z.]{0,30} ?$")
_BLANKS = lazy("[ \t\u3000|｜]")
_GAP = lazy("[，,、。. \u3000]*")
_COMMAS = lazy("[，,、。.]")
_JOINTS = frozenset("、，,：:“”‘’（）()《》-－–—")
_FULL_STOPS = frozenset("。！？!?\u3000")
_STOPS_AND_BLANKS = _FULL_STOPS | {" "}
_COMMA_MARKS = ("、", "，", ",")


def find_ends(match: re.Match[str], scores: list[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what may be Chinese in a stretch without kana, offsets in the line.

    `scores` holds how Chinese each character of the stretch is.
    """
    text, base = match[0], match.start()
    open_left = base > 0 and match.string[base - 1] not in CELL_EDGES
    open_right = match.end() < len(match.string) and match.string[match.end()] not in CELL_EDGES
    opening = BESIDE_KANA if open_left else CLAUSE_EDGE
    closing = BESIDE_KANA if open_right else CLAUSE_EDGE
    clauses = _Clauses(text, scores, open_left, open_right)
    spans = [(s.start, s.end) for s in find_stretches(text, scores, opening, closing)]
    if not spans and clauses.first < clauses.last:
        spans = _repeated(text, scores, clauses.spans[clauses.first : clauses.last])
    done = 0
    for start, end in spans:
        start, end = _trim(text, max(start, done), end)
        if start >= end:
            continue
        start, end = clauses.grow(start, end, done)
        start = max(done, _with_owner(text, start))
        end = clauses.whole_turns(start, end)
        if open_right:
            end = clauses.give_back(start, clauses.glued_turn(start, end))
            end = _trim(text, start, clauses.before_opener(start, end))[1]
        if end == len(text) and open_right or end < len(text) and text[end].isalnum():
            end = _cut_tail(text, start, end)
        if open_right and end == len(text) - 1 and load().joins(text[end - 1], text[end]):
            end += 1
        elif open_right and end == len(text) and _STEM.match(match.string, match.end()) and scores[-1] < STRONG:
            end -= 1
        number = _NUMBER.match(text, start, end)
        start = number.end() if number else start
        if not any(map(str.isalpha, match.string[: base + start][-LABEL_NEAR:])):
            start = _after_label(text, start, end)
        done = end
        yield base + start, base + end


class _Clauses:
    """The clauses of a stretch; those from `first` to before `last` do not touch kana."""

    def __init__(self, text: str, scores: list[int], open_left: bool, open_right: bool) -> None:
        self.text = text
        self.spans = [m.span() for m in _CLAUSE.finditer(text)]
        self.starts = [start for start, _ in self.spans]
        self.ends = [end for _, end in self.spans]
        self.japanese = open_left or open_right
        self.first = 1 if self.spans and open_left and self.starts[0] == 0 else 0
        self.last = len(self.spans) - (1 if self.spans and open_right and self.ends[-1] == len(text) else 0)
        self._sums = [0, *accumulate(scores)]
        self._latin = [m.span() for m in _LATIN.finditer(text)]
        self._unclosed = _unclosed(text)

    def score(self, start: int, end: int) -> int:
        return self._sums[end] - self._sums[start]

    def within(self, start: int, end: int) -> list[str]:
        """Return the first clauses that lie between start and end, whole."""
        low, high = bisect_left(self.starts, start), bisect_right(self.ends, end)
        return [self.text[a:b] for a, b in self.spans[low : min(high, low + REMEMBERED)]]

    def grow(self, start: int, end: int, done: int) -> tuple[int, int]:
        """Take in the clauses of the same sentence on both sides, and those the residue repeats.

        Whether the start goes back beyond `done`, to where the last residue ends, does not matter.
        """
        turns = Counter(self.within(start, end))
        at = bisect_left(self.starts, start) - 1  # the last clause that begins before start
        if self.first <= at < self.last and self.ends[at] > start:
            start = self._clause_start(self.starts[at], start, done)
            at -= 1
        while start > done and self.first <= at < self.last and self._belongs(at, self.ends[at], start, turns):
            start = self.starts[at]
            at -= 1
        if at == 0 and self.first == 1 and self._opens(start):
            start = self.starts[0]
        at = bisect_right(self.ends, end)  # the first clause that ends after end
        if self.first <= at < self.last and self.starts[at] < end:
            if self.score(end, self.ends[at]) > CLAUSE_REST:
                end = self.ends[at]
            at += 1
        while self.first <= at < self.last:
            if not self._belongs(at, end, self.starts[at], turns):
                latin = not any(map(is_han, self.text[slice(*self.spans[at])]))
                if not latin or at + 1 >= self.last or not self._belongs(at + 1, end, self.starts[at], turns):
                    break
                at += 1
            end = self.ends[at]
            at += 1
        return start, end

    def _clause_start(self, low: int, start: int, done: int) -> int:
        """Return how far back the residue that begins at `start` goes in its clause, which begins at `low`.

        The rest of the clause comes in if it may be Chinese; what lies beyond a Latin word must look it.
        """
        floor = CLAUSE_REST
        at = bisect_left(self._latin, (start, start)) - 1
        while at >= 0 and self._latin[at][0] >= low and start > done:
            first, last = self._latin[at]
            if self.score(last, start) <= floor:
                return start
            start, floor = last, JAPANESE_CLAUSE
            if self.score(low, first) <= floor:
                return start
            at -= 1
        return low if self.score(low, start) > floor else start

    def _opens(self, start: int) -> bool:
        """True if the first clause, glued to kana, is the first of the Chinese sentence: …下周五，德里城队将…"""
        low, high = self.spans[0]
        return high - low <= TAIL and self.text[high:start] in ("，", ",") and self.score(low, high) > SURE

    def _belongs(self, at: int, gap_start: int, gap_end: int, turns: Counter[str]) -> bool:
        start, end = self.spans[at]
        clause, gap = self.text[start:end], self.text[gap_start:gap_end]
        if clause in turns or any(_cut_off(clause, turn, times) for turn, times in turns.items()):
            return True
        score = self.score(start, end)
        if gap == "·":
            return score > CLAUSE_REST
        if self.japanese:
            enough = 0 if "、" in gap else JAPANESE_CLAUSE
            return score > enough and set(gap) <= _JOINTS and any(map(is_han, clause))
        return not _FULL_STOPS.intersection(gap) and score > JAPANESE_CLAUSE

    def give_back(self, start: int, end: int) -> int:
        """Return the end without a short last clause that begins the next sentence: 。 以前、… 。哲学者は…"""
        at = bisect_right(self.ends, end) - 1
        if at < 1 or self.ends[at] != end or self.starts[at - 1] < start:
            return end
        if not _STOPS_AND_BLANKS.intersection(self.text[self.ends[at - 1] : self.starts[at]]):
            return end
        clause = self.text[self.starts[at] : end]
        short = len(clause) <= SHORT and self.text[end : end + 1] in _COMMA_MARKS
        if not short and not (len(clause) <= TAIL and end == len(self.text) and is_noun(clause)):
            return end
        return end if any(clause in turn for turn in self.within(start, end)[:-1]) else self.ends[at - 1]

    def glued_turn(self, start: int, end: int) -> int:
        """Return the end where the last clause, glued to kana, begins with a turn of a loop: 时代，时代同時に."""
        if self.last == len(self.spans) or start >= self.starts[-1]:
            return end
        a, b = self.spans[-1]
        if end <= a and not _GAP.fullmatch(self.text, end, a):
            return end
        turns = Counter(turn for turn in self.within(start, a) if len(turn) > 1)
        at = self._past_turns(a, turns)
        if at == a and any(_cut_off(self.text[a:b], turn, times) for turn, times in turns.items()):
            return b
        return at if at > a else end

    def whole_turns(self, start: int, end: int) -> int:
        """Return the end without what follows the last turn of a loop in its clause: 时代，时代，时代1件、."""
        at = bisect_right(self.ends, end) - 1
        if at < 0 or self.ends[at] != end or self.starts[at] <= start:
            return end
        turns = Counter(turn for turn in self.within(start, self.starts[at]) if len(turn) > 1)
        past = self._past_turns(self.starts[at], turns)
        rest = self.text[past:end]
        if past == self.starts[at] or not rest or self.score(past, end) > SURE:
            return end
        return end if any(turn.startswith(rest) for turn in turns) else past

    def before_opener(self, start: int, end: int) -> int:
        """Return the end before a quotation that the stretch opens and kana go on: the Japanese sentence after it."""
        at = bisect_left(self._unclosed, start)
        first = self._unclosed[at] if at < len(self._unclosed) else end
        return min(end, first) if first > start else end

    def _past_turns(self, at: int, turns: Iterable[str]) -> int:
        while lengths := [len(turn) for turn in turns if self.text.startswith(turn, at)]:
            at += max(lengths)
        return at


def _after_label(text: str, start: int, end: int) -> int:
    """Return where what a Japanese noun introduces begins at the head of a line, who speaks or what is told: 司会：…"""
    label = _LABEL.match(text, start, end)
    known = label is not None and not load().strong.search(label[1]) and are_nouns(label[1])
    return label.end() if label and known else start


def _with_owner(text: str, start: int) -> int:
    """Return the start with the Latin word that 的 belongs to, which no clause begins with: Ali 的妻子."""
    owner = _OWNER.search(text, 0, start) if text[start] == "的" else None
    return owner.start() if owner else start


def _cut_off(clause: str, turn: str, times: int) -> bool:
    """True if the clause is the beginning of a turn of a loop; a single character needs a loop beyond doubt."""
    return turn.startswith(clause) and (len(clause) > 1 or times >= REPEATED)


def _unclosed(text: str) -> list[int]:
    """Return where quotations open that do not close in `text`."""
    opened: list[int] = []
    for match in _QUOTE.finditer(text):
        if match[0] in "「『":
            opened.append(match.start())
        elif opened:
            opened.pop()
    return opened


def _repeated(text: str, scores: list[int], clauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the whole run of clauses if a phrase stands in it over and over and is not clearly Japanese."""
    start, end = clauses[0][0], clauses[-1][1]
    times = repeats(text[start:end])
    letters = sum(map(is_han, text[start:end]))
    if times < REPEATED or letters < times * REPEATED_HAN or all(last - first == 1 for first, last in clauses):
        return []  # 右、左、右、左
    if _BLANKS.search(text, start, end) and not _COMMAS.search(text, start, end):
        return []  # cells of a table repeat too
    if any(char.isalnum() and not is_han(char) for char in text[start:end]):
        return []  # and so do units after figures
    floor = times * REPEATED_SCORE * (2 if times >= MANY else 1)
    return [(start, end)] if sum(scores[start:end]) > floor else []


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGES and text[start] not in "“（(《「『":
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def _cut_tail(text: str, start: int, end: int) -> int:
    """Give back what the Japanese after a glued residue needs: figures, and what follows a repeated phrase."""
    at = end
    while at > start and not is_han(text[at - 1]):
        at -= 1
    clause = max((text.rfind(edge, start, at) for edge in EDGES), default=-1) + 1
    clause = max(clause, start)
    whole = repeated_prefix(text[clause:at])
    if whole and 0 < at - clause - whole <= TAIL:
        return clause + whole
    return at
