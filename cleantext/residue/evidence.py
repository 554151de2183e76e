"""Weighs what was found: is the evidence enough, what kind of residue is it, and why."""

from __future__ import annotations

import re
from collections import Counter

from ..lazy import lazy
from .grammar import CLASSICAL, EITHER_OR, ENOUGH_SENTENCE, MODERN, TELLING, TELLING_WORDS
from .loops import phrases, turns
from .model import Kind, Residue
from .nouns import are_compounds, is_noun, noun_places
from .path import CLASSICAL_PARTICLES, EDGES
from .suspects import EMBEDDED_HAN
from .table import Table, is_han

ENOUGH = 45  # tenths of a natural logarithm a stretch must show
ENOUGH_ALONE = 230  # without a word of grammar in it
QUOTED = 20  # for a citation: with a word of grammar
QUOTED_ALONE = 100  # and without
MANY, LOOPS = 6, 10  # turns from which on two words, and one, are a loop
WORDS = 4  # letters of two words that are said as one: 凡事徹底
QUOTATION = 0.7
"""How sure at most it is that a whole quotation was not meant to be Chinese."""
_QUOTES = "「『〈"
SENTENCE_HAN = 8
LONG_PHRASE = 4  # characters of a phrase that Japanese does not say twice in a row
MIN_HAN = 3
TELLING_SCORE = 10
COMMON_SCORE = 32  # for 不 and 有, which stand in many Japanese words
EACH = 7  # tenths that each character of a sentence of today shows, at the mean; letters of old (候文) show less
EACH_CLASSICAL, EACH_SURE = 16, 40  # and more than what has one word, or several, of classical Chinese

_VALUES = lazy("[/／:|｜&=#]")
"""What parts values in a row; a machine's loop has commas and stops."""
_STOPS = frozenset("。！？!?")
_CLOSING = frozenset("。，、,.！？!?；;：:…")
_OPENERS = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", ")": "(", "》": "《", "〉": "〈"}
_BRACKETS = lazy(f"[{re.escape(''.join([*_OPENERS, *_OPENERS.values()]))}]")
_COUNTERS = frozenset("個点點")  # after a figure or a letter they say nothing
_NUMERALS = frozenset("十百千万億数")


def judge(
    line: str, letters: tuple[int, int], start: int, end: int, scores: list[int], base: int, table: Table
) -> Residue | None:
    """Return line[start:end] as a residue, its closing marks included, or None if the evidence is too thin.

    `letters` are the places of the line's first letter and its last; `scores` belong to the stretch that
    begins at `base`.
    """
    han = sum(map(is_han, line[start:end]))
    if han < 2:
        return None
    own = scores[start - base : end - base]
    evidence = sum(own)
    strong = len(table.strong.findall(line, start, end))
    times, size = turns(line[start:end])
    before, after = letters[0] < start, letters[1] >= end
    glued = (before and line[start - 1] not in EDGES) or (after and line[end] not in EDGES)
    if times < 2:
        if glued and han <= EMBEDDED_HAN or han < MIN_HAN or evidence < ENOUGH:
            return None
        if han <= EMBEDDED_HAN and not strong:
            return None
        if not strong and _is_classical(line[start:end], evidence, han):
            return None
    # the stem of a Japanese word that kana end: …又は, …を得る
    stem = is_han(line[end - 1]) and "ぁ" <= line[end : end + 1] <= "ん"
    if times > 1 and not strong and _VALUES.search(line, start, end):
        return None  # 名詞/動詞/名詞, 第1回/第2回
    if times == 2 and not strong and han <= len(noun_places(line[start:end])):
        return None  # 自由民主党（自由民主党）
    if times > 2 and not strong and _says_words(line[start:end], times):
        return None  # 大丈夫、大丈夫、大丈夫
    short = han <= SENTENCE_HAN and not strong
    if times < 3 and strong < 2 and not _has_grammar(line[start : end - stem], own, short):
        enough = _enough_alone(line[start : end + 1], times, size)
        if glued or evidence < enough:
            return None
    start, end = _with_marks(line, start, end)
    kind: Kind
    if before or after:
        kind = "infix" if before and after else "suffix" if before else "prefix"
    else:
        kind = "loop" if times > 1 else "sentence"
    confidence = min(0.99, 0.7 + max(evidence, 0) / 2000 + (0.15 if strong else 0.1 if times > 2 else 0.0))
    if times < 3 and line[start] in _QUOTES and _OPENERS.get(line[start:end].rstrip("。、，,.")[-1]) == line[start]:
        confidence = min(confidence, QUOTATION)
    return Residue(start, end, kind, round(confidence, 2), _reason(strong, times, evidence))


def _is_classical(text: str, evidence: int, han: int) -> bool:
    """True for kanbun and letters of old, by how little speaks for Chinese of today, and by their words."""
    if evidence < EACH * han:
        return True
    if evidence >= EACH_SURE * han or MODERN.search(text):
        return False
    signs = len(CLASSICAL.findall(text))
    return signs > 1 or signs == 1 and evidence < EACH_CLASSICAL * han


def judge_quoted(line: str, start: int, end: int, scores: list[int], table: Table) -> Residue | None:
    """Return line[start:end], which a Japanese sentence cites, if it is Chinese."""
    han = sum(map(is_han, line[start:end]))
    strong = len(table.strong.findall(line, start, end))
    evidence = sum(scores)
    enough = QUOTED if _has_grammar(line[start:end], scores) else QUOTED_ALONE
    if han < 2 or not strong and evidence <= enough:
        return None
    confidence = min(0.99, 0.6 + max(evidence, 0) / 1000 + (0.2 if strong else 0.0))
    return Residue(start, end, "quoted", round(confidence, 2), _reason(strong, 1, evidence))


def _has_grammar(text: str, scores: list[int], short: bool = False) -> bool:
    """True if a character or a word of Chinese grammar stands in it, or a question of the form 是不是.

    With short=True none is what the tagger finds in a Japanese noun: 個人, 最大不透明度.
    """
    nouns = noun_places(text) if short else ()
    for at, (char, score) in enumerate(zip(text, scores, strict=False)):
        if char not in TELLING or score < (COMMON_SCORE if char in "不有" else TELLING_SCORE):
            continue
        before = text[max(0, at - 1) : at]
        if char in _COUNTERS and before.isalnum() and not is_han(before):
            continue  # 3個, n個
        if char == "個" and (not before or before in _NUMERALS):
            continue  # 数十個
        if at in nouns:
            continue
        return True
    return TELLING_WORDS.search(text) is not None or "不" in text and EITHER_OR.search(text) is not None


def _says_words(text: str, times: int) -> bool:
    """True if all that `text` says over and over are Japanese words; two that are said as one, a few times only."""
    few = times < MANY
    return times < LOOPS and all(
        is_noun(said) or few and len(said) == WORDS and are_compounds(said) for said in phrases(text)
    )


def _enough_alone(text: str, times: int, size: int) -> int:
    """Return the evidence that a stretch without grammar must show; the mark after it is the last of `text`."""
    if times > 1 and size >= LONG_PHRASE:
        return ENOUGH if "…" not in text and "..." not in text else ENOUGH_ALONE  # the names of commands end so
    sentence = text[-1] in _STOPS and len(text) > SENTENCE_HAN and not CLASSICAL_PARTICLES.intersection(text)
    return ENOUGH_SENTENCE if sentence else ENOUGH_ALONE


def _with_marks(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the ends with the closing marks that follow and the opening one they belong to."""
    counts = Counter(_BRACKETS.findall(line, start, end))
    while end < len(line):
        mark = line[end]
        opener = _OPENERS.get(mark)
        if opener and start and line[start - 1] == opener:
            start -= 1
            counts[opener] += 1
        elif opener:
            if counts[opener] <= counts[mark]:
                break
        elif mark not in _CLOSING:
            break
        counts[mark] += 1
        end += 1
    return start, end


def _reason(strong: int, times: int, evidence: int) -> str:
    parts = []
    if times > 1:
        parts.append(f"one phrase stands {times} times")
    if strong:
        parts.append(f"no Japanese character set has {strong} of its characters")
    if evidence > 0:
        parts.append("its characters follow each other as in Chinese")
    text = ", ".join(parts[:-1]) + (", and " if len(parts) > 1 else "") + parts[-1]
    return text[0].upper() + text[1:] + "."
