"""Checks of a pair: each names one thing for which the English is to be doubted.

A check looks at the pair alone, so that translations by any engine, or by people, can be checked.
What no check can see (an invented clause, a wrong but fluent word) stays unseen: a pair without a flag
has passed these checks, no more.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from cleantext.characters import has_japanese
from cleantext.residue import find_residue

from .names import unsupported_names
from .numbers import number_flags
from .segment import Flag
from .terms import find_terms, missing_terms, wrong_terms

if TYPE_CHECKING:
    from glossaries import Glossary

SHORTEST, LONGEST = 1.3, 6.0
"""English letters per Japanese character, a Latin letter counted as two fifths of one."""

_FOREIGN = re.compile(  # kana, kanji, hangul, Cyrillic, Arabic, Thai
    r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]+"
)
_COMMENT = re.compile(
    r"^(?:sure|certainly|of course|here(?: is|'s) (?:the|your|an?) (?:english|translat)|the translation"
    r"|translation:|translated|english:|note:|i'm sorry"
    r"|i cannot|i can't|as an ai|sorry,|okay|i am unable)\b|\(note:|\btranslat(?:ed|ion) (?:of|from|into)\b"
    r"|in english:",
    re.I,
)
_FINISHED = re.compile(r"[.!?…:;)\]\"'”’»]\s*$")
_SAYS = {"deprecated": "no longer writes", "forbidden": "forbids"}
_ROLE = re.compile(r"<\|[^|<>]{1,40}\|>|\[/?INST\]|</?s>")


def check_segment(
    source: str, target: str, glossary: Glossary | None = None, *, people: Sequence[str] = ()
) -> list[Flag]:
    """Why an English sentence is to be doubted as the translation of a Japanese one; [] if nothing was found.

    people  English names of people whom words of the source stand for (同氏), so that the English may name them.

    >>> [flag.name for flag in check_segment("5600棟が停電した。", "56,000 homes lost 电力.")]
    ['foreign-script', 'number']
    """
    if not target.strip():
        return [Flag("empty", "there is no English")] if source.strip() else []
    flags = [flag for check in CHECKS for flag in check(source, target)]
    if glossary is None:
        return flags
    matches = find_terms(source, glossary)
    for match in missing_terms(matches, target):
        found = source[match.start : match.end]
        flags.append(Flag("term", f"the glossary has {match.term.english[0]!r} for {found}; it is not in the English"))
    for match in wrong_terms(target, glossary):
        found = target[match.start : match.end]
        message = f"the glossary {_SAYS[match.form.status]} {found}: {match.term.english[0]}"
        flags.append(Flag("term", message, target=(match.start, match.end)))
    added = unsupported_names(source, matches, target, glossary, people)
    if added:
        flags.append(Flag("name", f"in the English only: {', '.join(added)}"))
    return flags


def _foreign_script(source: str, target: str) -> Iterator[Flag]:
    found = _FOREIGN.search(target)
    if found:
        yield Flag("foreign-script", f"not translated: {found.group()}")


def _repetition(source: str, target: str) -> Iterator[Flag]:
    words = target.split()
    for size in (1, 2, 3, 4, 6, 8):
        for i in range(len(words) - 3 * size + 1):
            if words[i : i + size] == words[i + size : i + 2 * size] == words[i + 2 * size : i + 3 * size]:
                yield Flag("repetition", f"said over and over: {' '.join(words[i : i + size])}")
                return
    if len(target) > 120 and len(target) / len(zlib.compress(target.encode("utf-8", "replace"))) > 2.6:
        yield Flag("repetition", "the English repeats itself")


def _length(source: str, target: str) -> Iterator[Flag]:
    signs = re.sub(r"\s", "", source)
    size = len(signs) - 0.6 * sum(sign.isascii() for sign in signs)
    ratio = len(target) / max(1, size)
    if size >= 15 and ratio < SHORTEST:
        yield Flag("length", "much shorter than the Japanese; something may be left out")
    if size >= 15 and ratio > LONGEST:
        yield Flag("length", "much longer than the Japanese; something may be added")


def _comment(source: str, target: str) -> Iterator[Flag]:
    if _COMMENT.search(target.strip()) or _ROLE.search(target):
        yield Flag("commentary", "the engine seems to answer or comment instead of translating")


def _unfinished(source: str, target: str) -> Iterator[Flag]:
    if re.search(r"[。！？]\s*$", source) and not _FINISHED.search(target):
        yield Flag("unfinished", "the English breaks off")
    if "\n" in target.strip():
        yield Flag("line-break", "the English holds a line break")


def _question(source: str, target: str) -> Iterator[Flag]:
    if re.search(r"[？?][」』）]?\s*$", source) and "?" not in target:
        yield Flag("question", "the Japanese asks, the English does not")


def _source(source: str, target: str) -> Iterator[Flag]:
    for residue in find_residue(source) if has_japanese(source) else ():
        found = source[residue.start : residue.end]
        yield Flag("source", f"the Japanese holds Chinese: {found}")


CHECKS: tuple[Callable[[str, str], Iterator[Flag]], ...] = (
    _foreign_script,
    number_flags,
    _repetition,
    _length,
    _comment,
    _unfinished,
    _question,
    _source,
)
