"""Flags of the names that an engine was given in Latin letters: whether they came back, and who read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from glossaries.english import stands_in

from .names.japanese import Read
from .segment import Flag
from .terms import missing_terms

if TYPE_CHECKING:
    from glossaries import Match

_KATAKANA = re.compile("[ァ-ヺ]")


def spelling(source: str, target: str, names: Sequence[Read]) -> Iterator[Flag]:
    """A warning for a name that the English lacks; for the name of a person that it has, that a dictionary read it: a
    warning where another reading is as well possible.

    names  as japanese_names finds them in source. Of a person the surname or the given name may stand alone.

    >>> from translate.names.japanese import japanese_names
    >>> found = japanese_names("西山貴浩選手は福岡市の出身だ。")
    >>> for flag in spelling("西山貴浩選手は福岡市の出身だ。", "Nishiyama was born in Fukui.", found):
    ...     print(flag.severity, flag.message)
    info 西山貴浩 is read Nishiyama Takahiro by the dictionaries; other readings of names are possible
    warning not in the English: 福岡 (Fukuoka)
    """
    for name in names:
        place, there = (name.start, name.end), any(stands_in(word, target) for word in name.english.split())
        written = source[name.start : name.end]
        if not there:
            yield Flag("name", f"not in the English: {written} ({name.english})", "warning", place)
        elif name.doubt:
            message = f"{written} was given to the engine as {name.english}, but {name.doubt}"
            yield Flag("reading", message, "warning", place)
        elif name.guessed:
            how = ("spelled", "spellings") if _KATAKANA.match(written) else ("read", "readings")
            message = f"{written} is {how[0]} {name.english} by the dictionaries; other {how[1]} of names are possible"
            yield Flag("reading", message, "info", place)


def lacking(source: str, target: str, known: Sequence[Match]) -> Iterator[Flag]:
    """A warning for each known name of source (translate.names.known) none of whose English forms stands in target;
    words and offices (投手, 純利益) may be said otherwise.
    """
    for match in missing_terms([match for match in known if match.term.kind not in ("term", "title")], target):
        written = source[match.start : match.end]
        yield Flag(
            "name", f"not in the English: {written} ({match.term.english[0]})", "warning", (match.start, match.end)
        )
