"""Stretches of a line that are quoted or bracketed and hold no kana: foreign words cited on purpose."""

from __future__ import annotations

_CLOSING = {
    "「": "」", "『": "』", "“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "[": "]",
    "〔": "〕", "［": "］", '"': '"', "＂": "＂",
}  # fmt: skip
_CLOSERS = frozenset(_CLOSING.values())


def quoted_spans(line: str, is_kana: frozenset[str]) -> list[tuple[int, int]]:
    """Return the outermost closed quotations without kana, marks included, in one pass over the line."""
    stack: list[tuple[str, int, int]] = []
    spans: list[tuple[int, int]] = []
    kana = 0
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
