"""Stretches of a line that are quoted or bracketed and hold no kana: foreign words cited on purpose."""

from __future__ import annotations

import re

from ..lazy import lazy
from .grammar import MODERN
from .loops import repeats

_CLOSING = {
    "「": "」", "『": "』", "“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "[": "]",
    "〔": "〕", "［": "］", '"': '"', "＂": "＂",
}  # fmt: skip
_CLOSERS = frozenset(_CLOSING.values())
_OPENER = lazy(f"[{re.escape(''.join(_CLOSING))}]")

_LABELLED = lazy(
    "(?:簡体字|繁体字|簡体|繁体|中国語|中国名|原題|原文|原語)(?:表記|名)?(?:[:：は]|では) ?[^ぁ-ゖァ-ヺ、，。）)；;]+"
    "|[简簡繁][体體]中文|[简簡繁][体體]字"
)
_GLOSS = lazy(
    "[（(](?!続く|つづく|終わ|おわり|笑|中略|以下|拍手)(?:[^（()）]*[ぁ-ゖ][^（()）]*|[^（()）]{0,20}(?:19|20)[0-9]{2}年[^（()）]{0,20})[）)]"
)
"""What says in brackets what the quotation before it means, or where it is from: 「我爱你」（愛している）."""
_GLOSSED_WITHIN = lazy(
    "[「『“]([^「」『』“”（）ぁ-ゖァ-ヺ]{2,60})[（(][^（()）]*[ぁ-ゖァ-ヺ][^（()）]*[）)][。！？]?[」』”]"
)
"""The same within the marks: 「没办法（仕方がない）」."""
_OPEN_QUOTES = ("「", "『")
_EXAMPLE = lazy(
    "(?:原文|原詩|原語|中国語[版訳]?|中文|漢文|白文|例文|用例|文例|簡体字|繁体字|出典|典拠|標語"
    "|座右の?銘|題字|揮毫)[0-9０-９①-⑳]*[:： \u3000]"
    "[^ぁ-ゖァ-ヺ]*"
)
"""The beginning of a line that is labelled as an example, or as the text that is translated."""
_QUOTATION = lazy("『[^『』]{2,80}』|「[^「」]{2,80}」|《[^《》]{2,80}》|“[^“”]{2,80}”")
_YEAR = lazy(r"(?:1[5-9]|20)[0-9]{2}(?![0-9])|[0-9] ?頁|第?[0-9]+[期号巻卷輯]")
_TAIL = lazy("(?:[0-9]|[年月日頁号期巻卷輯版])[)）]?[。.]?$|[』」》”][。.]?$")
NEAR, LOOP = 12, 3
_AROUND = 30
"""So many letters stand beside the titles in a note that names its source: author, publisher, year."""
_PARTICLES = "とのはがをにでやもなかへさっぽ"  # kana that makes the quotation a part of the sentence
_SENTENCE = 8  # characters that stand alone in brackets or quotes and are more than a name


def cited_spans(line: str, is_kana: frozenset[str], strong: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the stretches of a Japanese line that cite Chinese on purpose, sorted.

    They are quotations without kana that lean on a word before them, or on kana, another quotation or a gloss in
    brackets after them, short ones that stand alone and hold no character that `strong` matches, and what is
    labelled as Chinese (簡体字：…).
    """
    spans = []
    for start, end in quoted_spans(line, is_kana):
        before, after = line[start - 1 : start], line[end : end + 1]
        leans = before.isalnum() or before in _CLOSERS and before != "" or after in _PARTICLES and after != ""
        leans = leans or after in _OPEN_QUOTES and end - start - 2 < _SENTENCE or _GLOSS.match(line, end) is not None
        if leans or end - start - 2 < _SENTENCE and not strong.search(line, start, end):
            spans.append((start, end))
    spans += [match.span() for match in _LABELLED.finditer(line)]
    spans += [match.span(1) for match in _GLOSSED_WITHIN.finditer(line)]
    if example := _example(line):
        spans.append(example.span())
    return sorted(spans)


def is_citation(line: str) -> bool:
    """True for a line without kana that says itself that it cites: labelled so, or a note that names its source.

    >>> is_citation("原文：我们必须团结。"), is_citation("（1）甲乙丙『海与国家』港出版社、2001年、45頁。")
    (True, True)
    """
    if _example(line):
        return True
    if "，" in line or not _TAIL.search(line) or not _YEAR.search(line) or not _QUOTATION.search(line):
        return False
    around = _QUOTATION.sub("", line)
    return sum(map(str.isalpha, around)) <= _AROUND and _YEAR.search(around) is not None and not MODERN.search(around)


def _example(line: str) -> re.Match[str] | None:
    """A label at the head of a line and what it shows, to the line's end or a bracket that translates it; no loop."""
    first = next((at for at, char in enumerate(line) if char.isalnum()), len(line))
    example = _EXAMPLE.match(line, first)
    if example is None or repeats(example[0]) >= LOOP:
        return None
    ends = example.end() == len(line) or "（" in example[0][-NEAR:] or "(" in example[0][-NEAR:]
    return example if ends else None


def quoted_spans(line: str, is_kana: frozenset[str]) -> list[tuple[int, int]]:
    """Return the outermost closed quotations without kana, marks included, in one pass over the line."""
    stack: list[tuple[str, int, int]] = []
    spans: list[tuple[int, int]] = []
    kana = 0
    if not _OPENER.search(line):
        return spans
    for at, char in enumerate(line):
        if char in is_kana:
            kana += 1
        elif char in _CLOSERS and stack and stack[-1][0] == char:
            _, start, before = stack.pop()
            if kana == before:
                while spans and spans[-1][0] > start:
                    spans.pop()
                spans.append((start, at + 1))
        elif char in _CLOSING and len(stack) < 20:
            stack.append((_CLOSING[char], at, kana))
    return spans
