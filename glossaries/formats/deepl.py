"""The glossary of DeepL: a CSV file of two columns, Japanese and English, no Japanese twice.

Right forms only, preferred and admitted, each with the preferred English. Left out: what has no English, and texts of
over 1,024 bytes, which DeepL refuses. Read too: the files that DeepL writes, with the languages in columns 3 and 4.

Source: DeepL, "Manage glossaries" (two columns, no source twice, at most 1,024 UTF-8 bytes a text).
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import GlossaryError, Term
from .incoming import Incoming
from .rows import COLUMNS
from .tables import decode, divide, join, pairs, read_list

LOSES = tuple(column for column in COLUMNS if column not in ("ja", "en", "admitted"))
LONGEST = 1024
"""UTF-8 bytes of a text."""


def read(data: bytes, source: str) -> Incoming:
    """The pairs of a list. Raises GlossaryError."""
    text, remarks = decode(data, source)
    records = divide(text, source)
    if not records:
        raise GlossaryError(f"{source} is empty: give a list of Japanese and English.")
    return read_list(records, source)._replace(remarks=remarks)


def write_terms(terms: Iterable[Term]) -> bytes:
    """The list of these terms."""
    return join(pair for pair in pairs(terms) if all(len(text.encode()) <= LONGEST for text in pair)).encode()
