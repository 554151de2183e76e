"""Putting one inflected Japanese word or phrase in the place of another, in the same form.

A word is written with a bar between what stays and what changes: 踏み切|る, 乗り上げ|る, 決断|する, ありがた|い,
大切|だ. Forms are those of school grammar, told apart by what follows them.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Form = Literal["negative", "zu", "passive", "causative", "past", "plain", "condition", "will", "join"]

FOLLOWED: dict[Form, str] = {
    "negative": "(?=な[いかくけさ])",
    "zu": "(?=[ずぬ]|ねば)",
    "passive": "(?=れ)",
    "causative": "(?=せ)",
    "past": "(?P<after>た(?![いくがけ])|[てだで]|ち(?=ゃ))",
    "plain": "",
    "condition": "(?=ば)",
    "will": "(?=う)",
    "join": "",
}
"""What follows each form. `past` takes the た or て as well, since the word decides whether it is だ or で."""

_ROWS = {
    "る": "らりっるれろ", "く": "かきいくけこ", "ぐ": "がぎいぐげご", "す": "さししすせそ", "つ": "たちっつてと",
    "う": "わいっうえお", "む": "まみんむめも", "ぶ": "ばびんぶべぼ", "ぬ": "なにんぬねの",
}  # fmt: skip
_VOICED = {"た": "だ", "て": "で", "ち": "ぢ"}
_UNVOICED = {voiced: plain for plain, voiced in _VOICED.items()}
_SURU: dict[Form, str] = {
    "negative": "し", "zu": "せ", "passive": "さ", "causative": "さ", "past": "し", "plain": "する",
    "condition": "すれ", "will": "しよ", "join": "し",
}  # fmt: skip
_ICHIDAN: dict[Form, str] = {
    "negative": "", "zu": "", "passive": "ら", "causative": "さ", "past": "", "plain": "る",
    "condition": "れ", "will": "よ", "join": "",
}  # fmt: skip
_ADJECTIVE: dict[Form, str] = {"past": "かっ", "plain": "い", "condition": "けれ", "join": "く"}
_NOUN: dict[Form, str] = {"past": "だっ", "plain": "だ", "condition": "なら", "join": "に"}
_BEFORE_NOUN = re.compile(r"(?![。」』、]|$|と(?!き|ころ|おり|も)|[がけしか]、?|そう)")
_STEMS_OF_ICHIDAN = re.compile("[いきしちにひみりぎじびえけせてねへめれげぜでべ出見得着寝経]$")


class Inflected(NamedTuple):
    """A word with what stays of it (which may be a pattern), and the ending of each of its forms."""

    stem: str
    forms: dict[Form, str]
    voiced: bool = False

    @classmethod
    def of(cls, word: str) -> Inflected:
        """The word written with its bar. Raises ValueError if its ending is none that is known.

        >>> Inflected.of("踏み切|る").forms["past"], Inflected.of("抑え|る").forms["past"], Inflected.of("進|む").voiced
        ('っ', '', True)
        """
        stem, _, ending = word.rpartition("|")
        if ending == "する":
            return cls(stem, _SURU)
        if ending == "い":
            return cls(stem, _ADJECTIVE)
        if ending == "だ":
            return cls(stem, _NOUN)
        if ending == "る" and _STEMS_OF_ICHIDAN.search(stem):
            return cls(stem, _ICHIDAN)
        if ending not in _ROWS:
            raise ValueError(f"{word} has no ending that is known")
        a, i, t, u, e, o = tuple(_ROWS[ending])
        forms: dict[Form, str] = {
            "negative": a, "zu": a, "passive": a, "causative": a, "past": t, "plain": u,
            "condition": e, "will": o, "join": i,
        }  # fmt: skip
        return cls(stem, forms, t == "ん" or ending == "ぐ")

    def pattern(self) -> str:
        """A pattern of all its forms, with the group `form_…` for the one that is found and `after` for た or て."""
        forms = [
            rf"(?P<form_{form}>{ending}){FOLLOWED[form] if form != 'condition' or ending != 'けれ' else '(?=[ばど])'}"
            for form, ending in self.forms.items()
        ]
        return f"(?:{self.stem})(?:{'|'.join(forms)})"

    def put_for(self, found: re.Match[str]) -> str | None:
        """This word in the form in which another was found by its pattern; None if it has no such form."""
        form = next(form for form in FOLLOWED if found.groupdict().get(f"form_{form}") is not None)
        ending = self.forms.get(form)
        if ending is None:
            return None
        if form == "plain" and self.forms is _NOUN and _BEFORE_NOUN.match(found.string, found.end()):
            ending = "な"
        after = found["after"] or ""
        return self.stem + ending + (_VOICED if self.voiced else _UNVOICED).get(after, after)
