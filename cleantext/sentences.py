"""Where sentences end. Nothing is lost: the sentences put together are the text."""

from __future__ import annotations

import re

from .characters import CLOSING, KATAKANA, LETTER, NAMES_WITH_STOP, OPENING, members
from .lazy import lazy

LONGEST_QUOTE = 600
"""A bracket that is not closed within so many characters counts as not opened: it must not swallow a text."""

_PAIRS = dict(zip(OPENING, CLOSING, strict=True)) | {"(": ")", "[": "]"}
_CLOSERS = CLOSING + ")]"
_TOKEN = lazy(r"[。！？!?]+|[「『（【《〈〔［｛“‘(\[」』）】》〉〕］｝”’)\]]|\r\n|[\r\n\u2028\u2029\x85]")
_ONE = lazy(r"[^。！？!?\r\n\u2028\u2029\x85]+[。！？]?")
_is_japanese = members(LETTER + _CLOSERS + "！？")
_is_katakana = members(KATAKANA)
_goes_on = members(LETTER + "、・ー—―a-zA-Z0-9,")
_begins = members(LETTER + OPENING + "a-zA-Z0-9、。」』）")
_SPACES = lazy(r"[ \t\u3000]*")
_AFTER_QUOTE = lazy(r"[」』]\s*[「『]")
_CONTINUES = lazy(
    r"(?:と(?!ころ|もあれ|はいえ|りわけ|ても|にかく)|って|など|なんて|なんか|の(?!で)|を|に(?!も)|が(?!ん)|[、，,・])"
)


def split_sentences(text: str, lang: str = "ja") -> list[str]:
    """The sentences of a text, in order; "".join(split_sentences(text)) == text.

    Japanese: a sentence ends after 。！？ with the closing brackets and spaces that follow, not
    inside brackets, and at a line break unless the line is hard-wrapped. Half-width ! and ? end a
    sentence after Japanese only. English (lang="en"): see `sentences_en`. Raises ValueError for
    another language.

    >>> split_sentences("終わった。「まだだ。待て。」と彼は言った。次へ")
    ['終わった。', '「まだだ。待て。」と彼は言った。', '次へ']
    """
    if lang == "en":
        from .sentences_en import split_english

        return split_english(text)
    if lang != "ja":
        raise ValueError(f"unknown language {lang!r}; known: ja, en")
    if is_one_sentence(text, 0, len(text)):
        return [text]
    sentences, start = [], 0
    for end in _ends(text):
        sentences.append(text[start:end])
        start = end
    if start < len(text):
        sentences.append(text[start:])
    return sentences


def is_one_sentence(text: str, start: int, end: int) -> bool:
    """True if text[start:end] can only be one sentence, as most lines are; offsets in code points."""
    return _ONE.fullmatch(text, start, end) is not None


def _ends(text: str) -> list[int]:
    """Offsets just after each sentence but a last unfinished one."""
    tokens = list(_TOKEN.finditer(text))
    close_of = _bracket_pairs(tokens)
    ends: list[int] = []
    position = 0
    for match in tokens:
        if match.start() < position:
            continue
        token, position = match.group(), match.end()
        if token[0] in _PAIRS:
            close = close_of.get(match.start())
            if close is not None:
                position = close
                if _quote_ends_sentence(text, close):
                    ends.append(_after_spaces(text, close))
                    position = ends[-1]
        elif token[0] in "\r\n\u2028\u2029\x85":
            after = position
            while after < len(text) and text[after] in "\r\n":
                after += 1
            if not joins(text, match.start(), after):
                ends.append(after)
            position = after
        elif token[0] in _CLOSERS:
            continue
        elif _stop_ends_sentence(text, match.start(), match.end()):
            while position < len(text) and text[position] in _CLOSERS:
                position += 1
            position = _after_spaces(text, position)
            ends.append(position)
    return sorted(set(ends) - {len(text)})


def _after_spaces(text: str, position: int) -> int:
    """The offset after spaces, and after the line breaks that follow them."""
    match = _SPACES.match(text, position)
    position = match.end() if match else position
    while position < len(text) and text[position] in "\r\n":
        position += 1
    return position


def _bracket_pairs(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Start of each outer bracket that is closed in its paragraph → the offset after its close."""
    pairs: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    for match in tokens:
        token = match.group()
        if token[0] in _PAIRS:
            stack.append((match.start(), _PAIRS[token]))
        elif token[0] in "\r\n\u2028\u2029\x85":
            stack.clear()
        elif token[0] in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][1] == token:
                    if match.end() - stack[depth][0] <= LONGEST_QUOTE:
                        pairs[stack[depth][0]] = match.end()
                    del stack[depth:]
                    break
            if len(stack) > 64:
                stack.clear()
    return pairs


def _quote_ends_sentence(text: str, close: int) -> bool:
    """「…。」「…。」: a quotation that is a sentence of its own ends where the next one opens."""
    return text[close - 2 : close - 1] in "。！？!?" and _AFTER_QUOTE.match(text, close - 1) is not None


def _stop_ends_sentence(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 6]
    if text[start] == "。":
        return not before.endswith(NAMES_WITH_STOP)
    if text[start] in "!?" and before and not (_is_japanese(before[-1]) or before[-1].isspace()):
        return before[-1:].isascii() and (not after or after[0].isspace()) and not before[-1:].isspace()
    if _CONTINUES.match(after):
        return False
    if _is_katakana(before[-1:]) and _is_katakana(after[:1]) and text[start:end] in "！!":
        return False  # ハロー！プロジェクト
    return True


def joins(text: str, end: int, start: int) -> bool:
    """True if the line that ends at `end` goes on in the line that begins at `start` (hard-wrapped text).

    It does where one line break stands between them, the first line is long, does not end a
    sentence, is about as long as the line before it would allow, and the second is not indented
    and no list item. Offsets are code points.
    """
    gap = text[end:start]
    if gap.count("\n") + gap.count("\r") - gap.count("\r\n") != 1 or start >= len(text):
        return False
    low = max(0, end - 200)  # longer lines than the longest below need not be known whole
    low = max(low, text.rfind("\n", low, end) + 1, text.rfind("\r", low, end) + 1)
    line = text[low:end].rstrip(" \t")
    high = lazy(r"[\r\n]|$").search(text, start)
    following = text[start : high.start() if high else len(text)]
    if not 18 <= len(line) <= 120 or not _goes_on(line[-1]):
        return False
    if len(following) > len(line) * 1.12 + 2 or not _begins(following[:1]):
        return False
    return not re.match(r"(?:[0-9０-９]+[.．)）、]|[A-Za-z][.)]\s)", following)
