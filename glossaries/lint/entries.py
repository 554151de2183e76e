"""Checks of one entry: what it lacks, its reading, its dates, its conditions, whose short form it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import morphology
from ..folding import fold
from ..model import Form, Term
from ..readings import hiragana
from .problem import Among, Problem, Severity, column_of

_KANJI = re.compile("[々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]")
_READING = re.compile("[ぁ-ゖゝゞー・ 　0-9]+")
_PIECES = re.compile("([ぁ-ゖゝゞー]+)")
_LONG = "[ーあいうえおぁぃぅぇぉ]"
_SPELLED_ALIKE = {"ー": _LONG, "ゕ": ".", "ゖ": ".", "は": "[はわ]", "へ": "[へえ]", "を": "[をお]"}
_V = {"ゔぁ": "ば", "ゔぃ": "び", "ゔぇ": "べ", "ゔぉ": "ぼ", "ゔ": "ぶ"}
_NAMES = ("person", "person-short", "place", "organisation", "title", "event")
_KANA_WORD = re.compile("[ぁ-ゖァ-ヺー]+")
_SHORT = 2
"""Kana; a replaced form of so few is often a piece of a sentence."""


def missing(term: Term, among: Among) -> Iterator[Problem]:
    """No English (where most others have some), no reading of kanji, no type, no source."""
    if among.wants_english and not term.english:
        severity: Severity = "warning" if term.kind in _NAMES else "info"
        message = f"{term.preferred!r} has no English, so translations are not checked for it"
        yield Problem("no-english", severity, "en", message, "write the best English")
    if not term.reading and _KANJI.search(term.preferred):
        yield Problem("no-reading", "info", "reading", f"{term.preferred!r} has no reading", "write it in hiragana")
    if not term.kind:
        yield Problem("no-type", "info", "type", f"{term.preferred!r} has no type", "write person, place, term, …")
    if not term.source:
        message = f"nothing says where {term.preferred!r} comes from"
        yield Problem("no-source", "info", "source", message, "name a style book, a newspaper, a ministry")


def reading(term: Term, _: Among) -> Iterator[Problem]:
    """A reading that is not in hiragana, or is not that of the kana of the form."""
    if not term.reading:
        return
    if not _READING.fullmatch(fold(term.reading).text):
        problem = f"the reading {term.reading!r} is not in hiragana"
        yield Problem("reading", "warning", "reading", problem, "write hiragana, ー and ・ only")
    elif not _reads(term.preferred, term.reading):
        problem = f"{term.reading!r} is not how {term.preferred!r} is read"
        yield Problem("reading", "warning", "reading", problem, "correct the one or the other")


def _reads(form: str, reading: str) -> bool:
    """Whether a reading has the kana of a form in their places; kanji, letters and figures may be read anyhow."""
    pattern = ""
    for piece in _PIECES.split(_bare(hiragana(form))):
        kana = "".join(_SPELLED_ALIKE.get(character, character) for character in piece)
        pattern += kana if _PIECES.fullmatch(piece) else ".+" if piece else ""
    return bool(re.fullmatch(pattern, _bare(fold(reading).text)))


def _bare(kana: str) -> str:
    """Without dots, spaces and signs, and with ば for ゔぁ."""
    for old, new in _V.items():
        kana = kana.replace(old, new)
    return re.sub(r"[\W_]", "", kana)


def dates(term: Term, among: Among) -> Iterator[Problem]:
    """Dates in the wrong order, entries that are not right any more or not yet."""
    first, last = term.valid_from, term.valid_until
    if first and last and last[: len(first)] < first[: len(last)]:
        problem = f"it ends ({last}) before it begins ({first})"
        yield Problem("dates", "warning", "until", problem, "correct one of the two days")
    elif last and last < among.today[: len(last)]:
        problem = f"it was right until {last}; later articles that have it are reported"
        yield Problem("expired", "info", "until", problem, "keep it, with a row for what is right now")
    elif first and first > among.today[: len(first)]:
        yield Problem("dates", "info", "from", f"it is not right before {first}", "make sure of the day")


def conditions(term: Term, _: Among) -> Iterator[Problem]:
    """Words in near and not_near that change nothing, or leave nothing to be found."""
    for word in set(term.near) & set(term.not_near):
        problem = f"{word!r} stands in near and in not_near, so nothing is found beside it"
        yield Problem("condition", "warning", "not_near", problem, "delete it in one of the two")
    wrong = [form.text for form in term.forms if form.status in ("deprecated", "forbidden")]
    looked_for = wrong or [form.text for form in term.forms]
    for word in term.near:
        if all(word in text for text in looked_for):
            problem = f"{word!r} is a part of {looked_for[0]!r} itself, so it is always near"
            yield Problem("condition", "warning", "near", problem, "leave it out, or write another word")
    for form in term.forms:
        for word in term.not_near:
            if word in form.text:
                problem = f"{word!r} is a part of {form.text!r} itself, which so is never found"
                yield Problem("condition", "warning", "not_near", problem, "leave it out")


def short_forms(term: Term, among: Among) -> Iterator[Problem]:
    """Short forms whose full name is no name, or another's, or is not named."""
    full = among.by_id.get(term.short_of)
    if full is None:
        if term.kind == "person-short" and not term.short_of:
            yield _without_full(term, among)
        return
    wanted = "person" if term.kind == "person-short" else term.kind
    if full.kind and wanted and full.kind != wanted:
        problem = f"a {term.kind or 'term'} is said to be short for {full.id!r}, a {full.kind or 'term'}"
        yield Problem("short-of", "warning", "short_of", problem, "name the row of the full name, or correct the type")
    elif term.kind == "person-short" and not _is_part(term.preferred, full):
        problem = f"{full.preferred!r} does not begin or end with {term.preferred!r}"
        yield Problem("short-of", "warning", "short_of", problem, "name the row of this person's full name")


def _without_full(term: Term, among: Among) -> Problem:
    people = [each for each in among.glossary if each.kind == "person" and _is_part(term.preferred, each)]
    if len(people) == 1:
        problem = f"{term.preferred!r} is not tied to its full name {people[0].preferred!r}"
        return Problem("short-of", "warning", "short_of", problem, f"write {people[0].id}")
    problem = f"{term.preferred!r} is a short form without a full name"
    advice = "write the id of the full name's row" if people else "add a row for the full name, and write its id"
    return Problem("short-of", "info", "short_of", problem, advice)


def _is_part(short: str, full: Term) -> bool:
    right = [fold(form.text).text for form in full.forms if form.status in ("preferred", "admitted")]
    short = fold(short).text
    return any(text.startswith(short) or text.endswith(short) or f"・{short}・" in text for text in right)


def inflection(term: Term, _: Among) -> Iterator[Problem]:
    """Forms said to be inflected that are no verbs and adjectives in their dictionary form."""
    for form in term.forms if term.inflects else ():
        last = morphology.tokens(form.text)[-1]
        if last.pos[0] not in ("動詞", "形容詞", "接尾辞") or last.dictionary != last.surface:
            problem = f"{form.text!r} is not the dictionary form of a verb or an adjective"
            yield Problem(
                "inflects", "warning", column_of(form), problem, "write it as a dictionary has it, or clear inflects"
            )


def risky(term: Term, _: Among) -> Iterator[Problem]:
    """Forms that are replaced although they are short, or words of their own."""
    careful = bool(term.near or term.not_near or any(spec.text == spec.wanted for spec in term.specs))
    severity: Severity = "info" if careful else "warning"
    advice = "make it forbidden, name words in near, or give an example of what must stay as it is in specs"
    for form in term.forms:
        if form.status != "deprecated" or term.inflects:
            continue
        text = fold(form.text).text
        if len(text) == 1 or (len(text) <= _SHORT and _KANA_WORD.fullmatch(text)):
            problem = f"{form.text!r} is replaced wherever it stands alone, and is very short"
            yield Problem("short-form", severity, column_of(form), problem, advice)
        elif _is_word(form, term):
            problem = f"{form.text!r} is replaced, but is a word of its own in the dictionary"
            yield Problem("own-word", severity, column_of(form), problem, advice)


def _is_word(form: Form, term: Term) -> bool:
    """Whether Sudachi's dictionary has a form as a common word that is no other spelling of the preferred one."""
    found = morphology.tokens(form.text, mode="C")
    if len(found) != 1 or found[0].oov or found[0].pos[1] in ("固有名詞", "数詞"):
        return False
    return found[0].normalized not in {token.normalized for token in morphology.tokens(term.preferred, mode="C")}


CHECKS = (missing, reading, dates, conditions, short_forms, inflection, risky)
