"""The edition: all that an output needs to write an aligned Japanese-English text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from translate.segment import Segment


class TermUse(NamedTuple):
    """A term of the glossary in a segment: where it stands in the Japanese, its id, and the English to use.

    start, end  offsets in the segment's source, in code points.
    """

    segment: str
    start: int
    end: int
    term: str
    english: str


@dataclass(frozen=True)
class Edition:
    """One document and its translation, ready to be written in any format.

    title_ja     title of the document; "" where it has none.
    title_en     the same in English; "" where it has none.
    segments     the aligned pairs in reading order, their ids unique.
    signature    what made the translation, so that it can be repeated: engine, model, settings, glossary.
    source_name  name of the document it was made from, without folders.
    creator      program and version that made the edition, as "taiyaku 0.1.0".
    notes        remarks on the whole edition, for its readers.
    terms        the terms of the glossary in the segments, in order; those of a segment do not overlap.
    revision     how often the edition has changed since it was first made; an exchange file carries it, so that an
                 edit that comes back can be told from text that was changed here meanwhile.
    """

    title_ja: str
    title_en: str
    segments: tuple[Segment, ...]
    signature: str
    source_name: str
    creator: str
    notes: tuple[str, ...]
    terms: tuple[TermUse, ...] = ()
    revision: int = 0
