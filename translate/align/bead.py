"""The unit of an alignment, and what is aligned."""

from __future__ import annotations

from typing import NamedTuple

from cleantext.document import Kind


class Bead(NamedTuple):
    """Sentences that say the same, by their indices; one side is empty where a sentence has no partner.

    score  how probable it is that just these belong together, 0 to 1, by the model of the aligner.
    """

    ja: tuple[int, ...]
    en: tuple[int, ...]
    score: float


class Place(NamedTuple):
    """A sentence where it stands: the id and the kind of its block."""

    text: str
    block: str = ""
    kind: Kind = "paragraph"
