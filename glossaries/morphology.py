"""The one morphological tagger, SudachiPy, made when first needed and shared by matching and rules.

Importing this module loads nothing; the first call of `tokens` takes about a third of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import Any, Literal, NamedTuple

Mode = Literal["A", "B", "C"]
"""Sudachi's three lengths of a token: A is the shortest (米国|人), C the longest (米国人)."""

_CHUNK = 10_000
"""Code points given to Sudachi at once; it takes 49,149 bytes, and a code point has at most four."""

_SENTENCE_ENDS = re.compile(r"[\n。！？!?]+")
SURROGATES = re.compile("[\ud800-\udfff]")
_LOCK = Lock()
_NOUNS: dict[int, bool] = {}
"""Sudachi's number of a part of speech → whether it is a noun's; filled as they are met."""


class Token(NamedTuple):
    """One token: text[start:end] is the surface, offsets in code points of the text given.

    reading  in katakana, where it was asked for; else "".
    """

    start: int
    end: int
    surface: str
    pos: tuple[str, ...]
    normalized: str
    dictionary: str
    oov: bool
    reading: str = ""


_UNREADABLE = ("補助記号", "一般", "*", "*", "*", "*")


def tokens(text: str, *, mode: Mode = "A", readings: bool = False) -> list[Token]:
    """The tokens of a text of any length, in order and without gaps.

    `pos` is Sudachi's part of speech in six parts, `normalized` its normalised form, `dictionary`
    its dictionary form, `oov` true where the word is in no dictionary. Text that Sudachi cannot
    read (a lone surrogate) comes back as a token of its own; nothing raises.

    >>> [(t.surface, t.pos[0]) for t in tokens("米国人だ")]
    [('米国', '名詞'), ('人', '接尾辞'), ('だ', '助動詞')]
    >>> [t.surface for t in tokens("米国人だ", mode="C")]
    ['米国人', 'だ']
    """
    clean = SURROGATES.sub("\ufffd", text)
    found: list[Token] = []
    for start, end in stretches(clean, _CHUNK):
        found += _read(clean, start, end, mode, readings)
    if clean is text:
        return found
    return [token._replace(surface=text[token.start : token.end]) for token in found]


class Edges(NamedTuple):
    """Where tokens begin and end, from 0 to the length of the text, and where nouns and unknown words begin."""

    all: frozenset[int]
    nouns: tuple[int, ...]


def edges(text: str) -> Edges:
    """The edges of the tokens of mode A, in code points; cheaper than `tokens`.

    >>> edges("米国人だ") == ({0, 2, 3, 4}, (0,))
    True
    """
    clean = SURROGATES.sub("\ufffd", text)
    ends, nouns = [0], []
    for start, end in stretches(clean, _CHUNK):
        try:
            with _LOCK:
                for morpheme in _tagger("A").tokenize(clean[start:end]):
                    number = morpheme.part_of_speech_id()
                    if number not in _NOUNS:
                        _NOUNS[number] = morpheme.part_of_speech()[0] == "名詞"
                    if _NOUNS[number] or morpheme.is_oov():
                        nouns.append(start + morpheme.begin())
                    ends.append(start + morpheme.end())
        except ImportError:
            raise
        except Exception:  # as in _read, which cuts it until Sudachi takes it
            found = _read(clean, start, end, "A")
            nouns += [token.start for token in found if token.oov or token.pos[0] == "名詞"]
            ends += [token.end for token in found]
    return Edges(frozenset(ends), tuple(nouns))


def stretches(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches of at most `limit` code points, at line and sentence ends if it can.

    Yields (start, end) pairs that follow each other and cover the text. As many sentences go into
    one stretch as fit; where one sentence is longer, the cut falls at its last 、 or space, else
    anywhere.

    >>> list(stretches("一。二。三四五六", 4))
    [(0, 4), (4, 8)]
    """
    start, size = 0, len(text)
    while size - start > limit:
        cut = start
        for mark in _SENTENCE_ENDS.finditer(text, start, start + limit):
            cut = mark.end()
        if cut == start:
            cut = max(text.rfind(mark, start, start + limit) for mark in "、 \u3000") + 1
        if cut <= start:
            cut = start + limit
        yield start, cut
        start = cut
    if start < size:
        yield start, size


def _read(text: str, start: int, end: int, mode: Mode, readings: bool = False) -> list[Token]:
    """The tokens of text[start:end]; halved where Sudachi refuses it, one sign in the end."""
    try:
        with _LOCK:
            found = [
                Token(
                    start + m.begin(),
                    start + m.end(),
                    m.surface(),
                    m.part_of_speech(),
                    m.normalized_form(),
                    m.dictionary_form(),
                    m.is_oov(),
                    m.reading_form() if readings else "",
                )
                for m in _tagger(mode).tokenize(text[start:end])
            ]
    except ImportError:
        raise
    except Exception:  # too long once Sudachi has normalised it (one U+FDFA becomes 18 letters)
        if end - start > 1:
            middle = (start + end) // 2
            return _read(text, start, middle, mode, readings) + _read(text, middle, end, mode, readings)
        sign = text[start:end]
        return [Token(start, end, sign, _UNREADABLE, sign, sign, True)]
    return [token for token in found if token.end > token.start]


@cache
def _dictionary() -> Any:
    from sudachipy import Dictionary  # type: ignore[import-untyped]

    return Dictionary()


@cache
def _tagger(mode: Mode) -> Any:
    from sudachipy import SplitMode

    made = _dictionary()
    make = getattr(made, "tokenizer", None) or made.create  # create() is deprecated since 0.7
    return make(getattr(SplitMode, mode))
