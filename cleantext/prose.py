"""Sentences of a text in their parts, and what stands in quotation marks: what rules on whole articles ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from .lazy import lazy
from .sentences import LONGEST_QUOTE, split_sentences

if TYPE_CHECKING:
    from .context import Part

_QUOTE = lazy("[「『“《〈」』”》〉\n](?:(?<!\n)|[ \t\u3000\r]*\n)")
_PAIRS = dict(zip("「『“《〈", "」』”》〉", strict=True))


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
    for match in _QUOTE.finditer(text):
        sign = match.group()
        if sign in _PAIRS:
            stack.append((_PAIRS[sign], match.start()))
        elif len(sign) > 1:
            stack.clear()
        else:
            for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):
                if stack[depth][0] == sign:
                    start = stack[depth][1]
                    del stack[depth:]
                    if match.end() - start <= LONGEST_QUOTE:
                        while spans and spans[-1][0] > start:
                            spans.pop()
                        spans.append((start, match.end()))
                    break
    return spans
