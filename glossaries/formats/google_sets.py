"""The glossary of Google Cloud Translation for both directions (equivalent term sets): CSV with the header ja,en.

One row a term, preferred forms only: in both directions a form may stand once.

Source: Google Cloud, GlossaryInputConfig ("multi-column CSV file defining equivalent glossary terms").
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Term
from .deepl import read as read
from .rows import COLUMNS
from .tables import join

LOSES = tuple(column for column in COLUMNS if column not in ("ja", "en"))


def write_terms(terms: Iterable[Term]) -> bytes:
    """The list of these terms."""
    rows = [("ja", "en")]
    japanese, english = {"ja"}, {"en"}
    for term in terms:
        if term.english and term.preferred not in japanese and term.english[0] not in english:
            rows.append((term.preferred, term.english[0]))
            japanese.add(term.preferred)
            english.add(term.english[0])
    return join(rows).encode()
