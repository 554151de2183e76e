"""Whether a sentence meets the conditions of a term: words that must, or must not, stand in it."""

from __future__ import annotations

import re
from functools import lru_cache

from . import morphology
from .folding import fold
from .model import Term

_HIRAGANA = re.compile("[ぁ-ゟ]")


def holds(term: Term, sentence: str) -> bool:
    """Whether one of the words `near` stands in a folded sentence, if there are any, and none of `not_near`."""
    if term.near and not any(has_word(sentence, word) for word in term.near):
        return False
    return not any(has_word(sentence, word) for word in term.not_near)


def rank(term: Term) -> int:
    """The order in which terms of one form are tried: the more they ask of the sentence, the earlier."""
    return 0 if term.near else 1 if term.not_near else 2


@lru_cache(maxsize=4096)
def has_word(sentence: str, word: str) -> bool:
    """Whether a word stands in a folded sentence, at token boundaries, as it is or inflected.

    >>> has_word("トランプを配った。", "配る"), has_word("札幌へ行く。", "札")
    (True, False)
    """
    word = fold(word).text
    if not word or (word[0] not in sentence and not _HIRAGANA.match(word)):
        return False
    edges, forms = _read(sentence)
    at = sentence.find(word)
    while at >= 0:
        if at in edges and at + len(word) in edges:
            return True
        at = sentence.find(word, at + 1)
    _, wanted = _read(word)
    size = len(wanted)
    return any(forms[n : n + size] == wanted for n in range(len(forms) - size + 1) if forms[n] == wanted[0])


@lru_cache(maxsize=256)
def _read(sentence: str) -> tuple[frozenset[int], tuple[str, ...]]:
    """Where tokens begin and end, and their dictionary forms."""
    tokens = morphology.tokens(sentence)
    return frozenset({0, *(t.end for t in tokens)}), tuple(t.dictionary for t in tokens)
