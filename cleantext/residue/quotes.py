"""Stretches of a line that are quoted or bracketed and hold no kana: foreign words cited on purpose."""

from __future__ import annotations

import re

from ..lazy import lazy

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
_PARTICLES = "とのはがをにでやもなかへさっぽ"  # kana that makes the quotation a part of the sentence
_SENTENCE = 8  # characters that stand alone in brackets or quotes and are more than a name


def cited_spans(line: str, is_kana: frozenset[str], strong: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the stretches of a Japanese line that cite Chinese on purpose, sorted.

    They are quotations without kana that lean on a word before them or kana after them, short ones that stand
    alone and hold no character that `strong` matches, and what is labelled as Chinese (簡体字：…).
    """
    spans = []
    for start, end in quoted_spans(line, is_kana):
        before, after = line[start - 1 : start], line[end : end + 1]
        leans = before.isalnum() or before in _CLOSERS and before != "" or after in _PARTICLES and after != ""
        if leans or end - start - 2 < _SENTENCE and not strong.search(line, start, end):
            spans.append((start, end))
    spans += [match.span() for match in _LABELLED.finditer(line)]
    return sorted(spans)


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
