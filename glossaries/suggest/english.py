"""English for a candidate, from what is offline. Every answer says where it is from and how sure it is.

A source is a function from a candidate's spellings and kind to answers; `english_of` puts the answers of all
sources together. The same English from two sources is surer than from one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..conditions import rank
from ..folding import fold
from ..glossary import Glossary
from ..model import GlossaryError, Term
from .loans import loans
from .mentions import LATIN
from .romaji import likeness


class English(NamedTuple):
    """One English candidate. `confidence` is from 0 to 1; `source` is in words."""

    text: str
    source: str
    confidence: float


Source = Callable[[Sequence[str], str], Iterable[English]]
"""From the spellings of a candidate (the preferred one first) and its kind to English candidates."""

_DOT = re.compile("[・=＝゠]")
_BRACKET = re.compile(r"[」』]? ?\(([A-Za-z][^()ぁ-ヿ㐀-鿿]{1,80})\)")
_IN_LATIN = re.compile(r"(?<=[A-Za-z]) ?\(([ァ-ヿ㐀-鿿々・]{2,30})\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]{1,7}")


def brackets(text: str) -> dict[int, str]:
    """Latin in brackets in a folded text, by the offset at which what stands before it ends.

    >>> brackets("北大西洋条約機構(NATO)が")
    {8: 'NATO'}
    """
    return {found.start(): found.group(1).strip() for found in _BRACKET.finditer(text) if found.start()}


def japanese_in_brackets(text: str) -> Iterator[tuple[int, str]]:
    """Japanese in brackets after Latin in a folded text, with the offset at which the Latin ends.

    >>> list(japanese_in_brackets("TechMet(テックメット)が"))
    [(7, 'テックメット')]
    """
    return ((found.start(), found.group(1)) for found in _IN_LATIN.finditer(text))


def english_of(forms: Sequence[str], kind: str, sources: Iterable[Source]) -> tuple[English, ...]:
    """The English candidates of all sources, the surest first, each text once.

    >>> english_of(["EU"], "organisation", [as_written])
    (English(text='EU', source='as written', confidence=0.9),)
    """
    found: dict[str, English] = {}
    for source in sources:
        for english in source(forms, kind):
            same = found.get(english.text.lower())
            if not english.text.isprintable() or "|" in english.text:
                continue
            if same is None:
                found[english.text.lower()] = english
            elif english.source not in same.source:
                both = 1 - (1 - same.confidence) * (1 - english.confidence)
                best = max(same, english, key=lambda each: each.confidence)
                found[english.text.lower()] = English(
                    best.text, f"{same.source}; {english.source}", round(min(both, 0.99), 2)
                )
    return tuple(sorted(found.values(), key=lambda each: -each.confidence))


def as_written(forms: Sequence[str], kind: str) -> Iterator[English]:
    """A name in Latin letters is its own English."""
    for form in forms:
        if LATIN.match(form) and form.isascii():
            yield English(form, "as written", 0.9)


class Owner(NamedTuple):
    """The term that has a form, and the name of its glossary."""

    term: Term
    glossary: str


def owners_of(glossaries: Sequence[Glossary], wanted: Callable[[Term], bool] = lambda term: True) -> dict[str, Owner]:
    """Folded form → who has it, among the terms that are wanted; an earlier glossary comes before a later one.

    Of terms that share a form, the one that asks least of the sentence: トランプ is the person, not the cards.
    """
    return {
        fold(form.text).text: Owner(term, glossary.name)
        for glossary in reversed(glossaries)
        for term in sorted(filter(wanted, glossary), key=rank)
        for form in term.forms
    }


def from_glossaries(glossaries: Sequence[Glossary]) -> Source:
    """What glossaries have for a form."""
    known = owners_of(glossaries, lambda term: bool(term.english))

    def source(forms: Sequence[str], kind: str) -> Iterator[English]:
        for form in forms:
            if form in known:
                term, name = known[form]
                yield English(term.english[0], f"glossary {name}", 0.95)

    return source


def from_article(glossed: Mapping[str, Counter[str]]) -> Source:
    """What stands in brackets after a form in the article: 北大西洋条約機構（NATO）."""

    def source(forms: Sequence[str], kind: str) -> Iterator[English]:
        for form in forms:
            for latin in glossed.get(form, ()):
                pieces = [piece.strip() for piece in re.split(r"[、,;/=]|略称|通称", latin)]
                for place, piece in enumerate(piece for piece in pieces if len(piece) > 1):
                    if (trust := _trust(form, piece)) > 0:
                        yield English(piece, "in the article", round(trust - 0.05 * place, 2))

    return source


def _trust(form: str, latin: str) -> float:
    """How sure it is that Latin in brackets is the English of the form; 0 if it is something else."""
    if LATIN.match(form):
        initials = re.sub(r"[^A-Z]", "", re.sub(r"\b[a-z]", lambda letter: letter.group().upper(), latin))
        return 0.9 if _ABBREVIATION.fullmatch(form) and form[0] == initials[:1] and len(initials) > 1 else 0.0
    if _ABBREVIATION.fullmatch(latin) or not re.fullmatch("[ァ-ヿ・=]+", form):
        return 0.9 if latin[0].isupper() else 0.7
    return 0.9 if likeness(form, latin) > 0.4 else 0.6


def from_unidic(forms: Sequence[str], kind: str) -> Iterator[English]:
    """The words from which UniDic says that loanwords come: アメリカ-America, but also ドイツ-Duits.

    Names of places are often not English there, so they are less sure. A person's name is taken only where
    UniDic has it as one word.
    """
    parts = [loans(part, one=kind.startswith("person")) for part in _DOT.split(forms[0])]
    if not all(parts):
        return
    words = [word for part in parts for word in part]
    text = " ".join(word.origin for word in words)
    if kind not in ("term", "") or any(word.is_name for word in words):
        text = re.sub(r"\b[a-z]", lambda first: first.group().upper(), text)
    yield English(text, "UniDic", 0.45 if kind == "place" else 0.6 if len(words) == 1 else 0.5)


def from_synonyms(data: bytes) -> Source:
    """What Sudachi's synonym dictionary has in Latin letters, from the JSON of the npm package
    `sudachi-synonyms-dictionary` (Apache-2.0). Its forms are older: Kiev. Raises GlossaryError."""
    try:
        known: dict[str, list[tuple[str, bool]]] = {}
        for entry in json.loads(data):
            items = entry["items"]
            latin = [
                (item["midashi"], item["ryakusyou"].endswith("アルファベット"), item["vocabularyNumber"])
                for item in items
                if item["midashi"].isascii() and LATIN.match(item["midashi"])
            ]
            for item in items if latin else ():
                same = [(text, short) for text, short, word in latin if word == item["vocabularyNumber"]]
                known.setdefault(item["midashi"], []).extend(same or [(text, True) for text, _, _ in latin])
    except (ValueError, TypeError, KeyError):
        raise GlossaryError(
            "The file of synonyms is not Sudachi's dictionary as JSON: give sudachi-synonyms-dictionary.json "
            "of the npm package of that name."
        ) from None

    def source(forms: Sequence[str], kind: str) -> Iterator[English]:
        for form in forms:
            for text, short in known.get(form, ()):
                yield English(text, "Sudachi synonyms", 0.5 if short else 0.65)

    return source


def from_model(ask: Callable[[str], str]) -> Source:
    """What a translation model answers to the bare form; trusted as far as it sounds like the Japanese, never so
    far that it goes into a row by itself: small models turn ハルキウ into Haruki."""

    def source(forms: Sequence[str], kind: str) -> Iterator[English]:
        answer = ask(forms[0]).strip().rstrip(".")
        if answer and answer.isprintable() and len(answer) < 80 and not re.search("[ぁ-ヿ㐀-鿿]", answer):
            kana = re.fullmatch("[ァ-ヿ・=]+", forms[0])
            yield English(answer, "model", round(0.1 + 0.35 * likeness(forms[0], answer), 2) if kana else 0.4)

    return source
