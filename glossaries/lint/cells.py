"""Checks of what is written in a single cell: widths, letters that only look alike, cells torn by a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..formats.rows import row_of
from ..model import Term
from .problem import Among, Problem, Severity, column_of, english_columns

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_NARROW = re.compile("[ｦ-ﾟ]")
_SPLIT = re.compile("[\u3099\u309a]")
_DOTS = re.compile("[·‧･•]")
_KANA = "ァ-ヺー"
_LIKE_KANA = re.compile(f"(?<=[{_KANA}])[一二力口八夕工卜](?=[{_KANA}])(?![カヵヶ])")
_LIKE_LONG = re.compile(f"(?<=[{_KANA}])[―—–‐−－](?=[{_KANA}]|$)")
_SEVERAL = re.compile(r"[、，;；／]|(?<![A-Za-z0-9])/|/(?![A-Za-z0-9])|,(?!\d)")
_SEVERAL_ENGLISH = re.compile(r"[;、，；]| / | \| ")
_BRACKET = re.compile("[(（].")
_STOP = re.compile("[。．.:：、,]$")
_TORN = re.compile(r"�|#(?:REF|NAME|VALUE|DIV/0|N/A|NUM|NULL)[!?]?")
_ALPHABETS = {"CYRILLIC": "Cyrillic", "GREEK": "Greek"}
_QUOTES = "‘’“”"
_JAPANESE = ("HIRAGANA", "KATAKANA", "CJK", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC")


def widths(term: Term, _: Among) -> Iterator[Problem]:
    """Full-width letters and figures, half-width and decomposed kana, dots that are no ・."""
    for form in term.forms:
        severity: Severity = "warning" if form.status in ("preferred", "admitted") else "info"
        for pattern, what, advice in (
            (_WIDE, "full-width letters or figures", "write them half width; both are found"),
            (_NARROW, "half-width kana", "write whole kana; both are found"),
            (_SPLIT, "kana with a loose voicing mark", "type the kana again; both are found"),
            (_DOTS, "a dot that is no ・", "write ・; all kinds are found"),
        ):
            if pattern.search(form.text):
                yield Problem("width", severity, column_of(form), f"{form.text!r} has {what}", advice)


def look_alikes(term: Term, _: Among) -> Iterator[Problem]:
    """Signs that look like kana or like Latin letters and are none."""
    for form in term.forms:
        for mark in (_LIKE_KANA.search(form.text), _LIKE_LONG.search(form.text)):
            if mark:
                message = f"{form.text!r} has {_named(mark.group())} among katakana"
                advice = "type the word again, with kana and the long-vowel sign ー"
                yield Problem("look-alike", "warning", column_of(form), message, advice)
        alphabets = {_alphabet(character) for character in form.text} - {""}
        if alphabets and re.search("[A-Za-z]", form.text):
            message = f"{form.text!r} mixes Latin and {' and '.join(sorted(alphabets))} letters"
            yield Problem("look-alike", "warning", column_of(form), message, "type the word again in one alphabet")


def english(term: Term, _: Among) -> Iterator[Problem]:
    """English with letters of other alphabets, with Japanese, or with signs beyond ASCII."""
    for column, text in english_columns(term):
        names = {c: unicodedata.name(c, "") for c in text if not c.isascii() and c not in _QUOTES}
        japanese = [c for c, name in names.items() if name.startswith(_JAPANESE) or c == "\u3000"]
        strange = [c for c in names if _alphabet(c)]
        if japanese:
            message = f"{text!r} has {_named(japanese[0])}, which is Japanese"
            yield Problem("english", "warning", column, message, "write it in Latin letters, half width")
        elif strange:
            message = f"{text!r} has {_named(strange[0])}, a {_alphabet(strange[0])} letter that looks Latin"
            yield Problem("english", "warning", column, message, "type the word again in Latin letters")
        elif names:
            message = f"{text!r} has {', '.join(map(_named, names))}"
            yield Problem("english", "info", column, message, "make sure that your house writes it so")


def several(term: Term, _: Among) -> Iterator[Problem]:
    """Several forms in one, divided by something else than |; brackets; a stop at the end."""
    words = [(column, word) for column in ("near", "not_near") for word in getattr(term, column)]
    for column, text in [(column_of(form), form.text) for form in term.forms] + words:
        severity: Severity = "warning"
        if mark := _SEVERAL.search(text):
            message, advice = f"{text!r} looks like several values with {mark.group()} between", "put | between them"
        elif _BRACKET.search(text):
            message, advice = f"{text!r} has brackets", "a form is found only as it stands: divide the two with |"
            severity = "info"
        elif _STOP.search(text):
            message, advice = f"{text!r} ends with {text[-1]}", "delete the sign, unless it belongs to the name"
            severity = "info"
        else:
            continue
        yield Problem("several", severity, column, message, advice)
    for column, text in english_columns(term):
        if mark := _SEVERAL_ENGLISH.search(text):
            message = f"{text!r} looks like several forms with {mark.group().strip()} between"
            yield Problem("several", "warning", column, message, "put | between them, the best one alone in en")


def torn(term: Term, _: Among) -> Iterator[Problem]:
    """Cells that a spreadsheet or a wrong encoding has spoilt."""
    for column, cell in row_of(term).items():
        if mark := _TORN.search(cell):
            message = f"the cell has {mark.group()}, which a spreadsheet or a wrong encoding left there"
            yield Problem("torn", "warning", column, message, "write the cell anew")


def _alphabet(character: str) -> str:
    return _ALPHABETS.get(unicodedata.name(character, "").split(" ")[0], "") if character.isalpha() else ""


def _named(character: str) -> str:
    name = unicodedata.name(character, "").lower().replace("cjk unified ideograph", "kanji")
    return f"{character} ({name})" if name else f"U+{ord(character):04X}"


CHECKS = (widths, look_alikes, english, several, torn)
