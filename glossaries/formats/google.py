"""The glossary of Google Cloud Translation for one direction: CSV of Japanese and English, no header.

Right forms only, preferred and admitted, each with the preferred English.

Source: Google Cloud, GlossaryInputConfig ("the first row is data, not column names").
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Term
from .deepl import LOSES as LOSES
from .deepl import read as read
from .tables import join, pairs


def write_terms(terms: Iterable[Term]) -> bytes:
    """The list of these terms."""
    return join(pairs(terms)).encode()
