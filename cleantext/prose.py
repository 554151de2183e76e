"""Sentences of a text in their parts, and what stands in quotation marks: what rules on whole articles ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from .lazy import lazy
from .sentences import LONGEST_QUOTE, split_sentences
from .signs import find_signs

if TYPE_CHECKING:
    from .context import Part

_BLANK = lazy("\n[ \t\u3000\r]*\n")
_PAIRS = dict(zip("「『“《〈", "」』”》〉", strict=True))
_MARKS = "".join([*_PAIRS, *_PAIRS.values()])


class Sentence(NamedTuple):
    """text[start:end] is a sentence without the spaces that follow it."""

    start: int
    end: int


def sentences_of(text: str, parts: Iterable[Part]) -> Iterator[Sentence]:
    """The sentences of some parts, in order; offsets are code points."""
    for at, end, _ in parts:
        for sentence in split_sentences(text[at:end]):
            bare = sentence.rstrip()
            if bare:
                yield Sentence(at, at + len(bare))
            at += len(sentence)


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans of what stands in 「」『』“”《》〈〉, the outermost marks included; sorted, without overlaps.

    A mark that is not closed in its paragraph, or only after 600 characters, opens nothing.

    >>> quotations("彼は「『甲』だ」と言い、『乙』を見せた。")
    [(2, 8), (12, 15)]
    """
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    end = 0
    for match in find_signs(text, _MARKS):
        sign, at, last = match.group(), match.start(), end
        end = match.end()
        if stack and _BLANK.search(text, last, at):
            stack.clear()
        if sign in _PAIRS:
            stack.append((_PAIRS[sign], at))
        else:
            for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):
                if stack[depth][0] == sign:
                    start = stack[depth][1]
                    del stack[depth:]
                    if end - start <= LONGEST_QUOTE:
                        while spans and spans[-1][0] > start:
                            spans.pop()
                        spans.append((start, end))
                    break
    return spans
