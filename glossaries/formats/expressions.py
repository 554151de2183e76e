"""Patterns of prh that stand for a few words: which words, and what may not stand beside them."""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

MOST_WORDS, LONGEST, LONGEST_WHOLE = 50, 200, 4000
"""Words that one pattern may stand for; its characters, without and with what says what may not stand beside it."""

_LITERAL = r"(?:\\[^0-9A-Za-z]|[^\\^$.*+?()\[\]{}|/])+"
_BEFORE = re.compile(rf"\(\?!(?:\(\?<=({_LITERAL})\))?({_LITERAL})\)|\(\?<!({_LITERAL})\)")
_AFTER = re.compile(rf"\(\?!({_LITERAL})\)$")


class NotWords(Exception):
    """A pattern that is more than a few words; the message says what in it, to follow "since"."""


class Pattern(NamedTuple):
    """words: what is found; others: texts with such a word in which it is not."""

    words: tuple[str, ...]
    others: tuple[str, ...]


def escaped(text: str) -> str:
    """A text as an expression of JavaScript (also with the flag u) and Python that matches it.

    >>> escaped("A.B-C")
    'A\\\\.B-C'
    """
    return re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", text)


def words_of(pattern: str) -> Pattern:
    """The words that a pattern of prh stands for: a text, or an expression between slashes. Raises NotWords.

    >>> words_of("/サーバ(?!ー)/")
    Pattern(words=('サーバ',), others=('サーバー',))
    >>> words_of("/デ(ィ|イ)?スク|[ＡA]盤/").words
    ('ディスク', 'デイスク', 'デスク', 'Ａ盤', 'A盤')
    >>> words_of("a.b").words
    ('a.b',)
    """
    found = re.fullmatch(r"/(.*)/([a-z]*)", pattern, re.DOTALL)
    if not found:
        return Pattern((pattern,), ())
    text, flags = found.groups()
    if "i" in flags:
        raise NotWords("its pattern asks for any capitals (flag i)")
    if len(text) > LONGEST_WHOLE:
        raise NotWords(f"its pattern is longer than {LONGEST_WHOLE} characters")
    before: list[str] = []
    inside: list[str] = []
    after: list[str] = []
    while guard := _BEFORE.match(text):
        ahead, whole, behind = guard.groups()
        (before if behind else inside).append(_plain(behind or (ahead or "") + whole))
        text = text[guard.end() :]
    if guard := _AFTER.search(text):
        after.append(_plain(guard[1]))
        text = text[: guard.start()]
    if len(text) > LONGEST:
        raise NotWords(f"its pattern is longer than {LONGEST} characters")
    reader = _Reader(text)
    words = reader.choices()
    if reader.at < len(text):
        raise NotWords("its pattern has a bracket too many")
    if "" in words:
        raise NotWords("its pattern can be empty")
    if (before or inside or after) and "|" in re.sub(r"\([^()]*\)|\\.", "", text):
        raise NotWords("its pattern looks at what stands beside one word of several")
    others = [*inside, *(each + word for each in before for word in words)]
    others += [word + each for each in after for word in words]
    return Pattern(tuple(dict.fromkeys(words)), tuple(others))


def _plain(literal: str) -> str:
    return re.sub(r"\\(.)", r"\1", literal)


class _Reader:
    """Reads an expression from left to right into the words it stands for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def choices(self) -> list[str]:
        """What stands between | up to a closing bracket or the end."""
        words = self._sequence()
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            words = self._few(words + self._sequence())
        return words

    def _sequence(self) -> list[str]:
        words = [""]
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            item = self._item()
            if self.text[self.at : self.at + 1] == "?":
                self.at += 1
                item = [*item, ""]
            if self.text[self.at : self.at + 1] in ("*", "+", "?", "{"):
                raise NotWords("its pattern repeats something")
            if len(words) * len(item) > MOST_WORDS:
                raise NotWords(f"its pattern stands for over {MOST_WORDS} words")
            words = [one + other for one, other in product(words, item)]
        return words

    def _item(self) -> list[str]:
        sign = self.text[self.at]
        self.at += 1
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            return [self._escape()]
        if sign in ".*+?{}^$]":
            raise NotWords(f"its pattern is a regular expression ({sign})")
        return [sign]

    def _group(self) -> list[str]:
        if self.text.startswith("?:", self.at):
            self.at += 2
        elif self.text.startswith("?", self.at):
            raise NotWords("its pattern looks at what stands beside it")
        words = self.choices()
        if self.text[self.at : self.at + 1] != ")":
            raise NotWords("its pattern has a bracket that is not closed")
        self.at += 1
        return words

    def _class(self) -> list[str]:
        end = self.text.find("]", self.at)
        inside = self.text[self.at : max(end, self.at)]
        if not inside or re.search(r"[\\^-]", inside):
            raise NotWords("its pattern has a range of characters")
        self.at = end + 1
        return list(inside)

    def _escape(self) -> str:
        sign = self.text[self.at : self.at + 1]
        self.at += 1
        if not sign or (sign.isascii() and sign.isalnum()):
            raise NotWords(f"its pattern is a regular expression (\\{sign})")
        return sign

    def _few(self, words: list[str]) -> list[str]:
        if len(words) > MOST_WORDS:
            raise NotWords(f"its pattern stands for over {MOST_WORDS} words")
        return words
