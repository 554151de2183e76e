"""What a file gave: terms, some of them without an id, the columns it knows, and what the reader must be told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from ..folding import fold
from ..model import GlossaryError, Term
from .checks import has_conditions
from .rows import COLUMNS


class Incoming(NamedTuple):
    """The content of a file.

    terms    in the order of the file; `id` is "" where the file has none.
    columns  those of COLUMNS that the file can hold at all: nothing else of an entry is known to be empty.
    remarks  sentences for the editor: what was guessed, and what was left out and why.
    """

    terms: tuple[Term, ...]
    columns: tuple[str, ...] = COLUMNS
    remarks: tuple[str, ...] = ()


def new_id(english: str, taken: Iterable[str]) -> str:
    """An id for a term, made from its English; `taken` are the ids that there are.

    >>> new_id("Kyiv", {"kyiv"})
    'kyiv-2'
    >>> new_id("The Łódź–Kraków Line", ())
    'the-lodz-krakow-line'
    >>> new_id("", ())
    'term'
    """
    plain = unicodedata.normalize("NFKD", english.translate(_PLAIN)).encode("ascii", "ignore").decode()
    word = "-".join(re.findall("[a-z0-9]+", plain.lower().replace("'", ""))) or "term"
    number, name = 1, word
    while name in taken:
        number += 1
        name = f"{word}-{number}"
    return name


def with_ids(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms, each with an id."""
    terms = tuple(terms)
    taken = {term.id for term in terms}
    named = []
    for term in terms:
        if not term.id:
            term = replace(term, id=new_id("".join(term.english[:1]), taken))
            taken.add(term.id)
        named.append(term)
    return tuple(named)


def without_clashes(
    terms: Iterable[Term], source: str, ids_tell_apart: bool = False
) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms but those that have a form or id of an earlier one, and a sentence for each that is left out.

    ids_tell_apart  two terms with an id each may share a form: the format cannot hold by what they differ.
    """
    kept: list[Term] = []
    remarks: list[str] = []
    owners: dict[str, Term] = {}
    ids: dict[str, Term] = {}
    for term in terms:
        clash, what = ids.get(term.id), repr(term.id)
        for form in term.forms:
            other = owners.get(fold(form.text).text)
            apart = ids_tell_apart and other and other.id and term.id
            if other and not apart and not has_conditions(term):
                clash, what = other, repr(form.text)
        if clash:
            where = f"{source}, line {term.line}: {term.preferred!r} was left out"
            remarks.append(f"{where}: {what} stands in the entry of {clash.preferred!r} already.")
            continue
        kept.append(term)
        ids |= {term.id: term} if term.id else {}
        for form in () if has_conditions(term) else term.forms:
            owners.setdefault(fold(form.text).text, term)
    return tuple(kept), tuple(remarks)


def bounded(data: bytes, source: str, most: int) -> bytes:
    """The data, where they are not over `most` bytes and 3 million tags. Raises GlossaryError."""
    if len(data) > most or data.count(b"<") > 3_000_000:
        raise GlossaryError(f"{source} is too large for a glossary ({most >> 20} MiB at most): divide it.")
    return data


_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "đ": "d", "–": "-", "’": "'"})
