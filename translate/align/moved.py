"""Sentences that one edition has in another place: what was omitted here and added there says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleantext.characters import has_japanese
from translate.segment import Flag, Segment
from translate.similarity import has_encoder, load_numpy

from .encoding import encode

LIKE = 0.6
"""The cosine that two sentences have at least that say the same."""
SHORTEST = 8
"""Characters of Japanese that tell a sentence from others."""
MOST = 4_000
"""Of more sentences without a partner on a side nothing is told."""


def with_moved(segments: Sequence[Segment]) -> list[Segment]:
    """The rows, those omitted and added that say the same with an `info` flag that names the other.

    Two rows go together where each is the likest that the other has. They stay omitted and added: an alignment keeps
    the order of both editions. Without the encoder nothing is told.
    """
    omitted = [row for row in segments if _tells(row)]
    added = [row for row in segments if row.status == "added"]
    if not omitted or not added or max(len(omitted), len(added)) > MOST or not has_encoder():
        return list(segments)
    np = load_numpy()
    ja, en = encode(row.source for row in omitted), encode(row.target for row in added)
    like = np.stack([ja[row.source] for row in omitted]) @ np.stack([en[row.target] for row in added]).T
    others: dict[str, tuple[str, str]] = {}
    for place, (row, best) in enumerate(zip(omitted, like.argmax(1).tolist(), strict=True)):
        if like[place, best] >= LIKE and like[:, best].argmax() == place:
            others[row.id] = added[best].id, "English"
            others[added[best].id] = row.id, "Japanese"
    return [_told(row, *others[row.id]) if row.id in others else row for row in segments]


def _tells(row: Segment) -> bool:
    return row.status == "omitted" and len(row.source) >= SHORTEST and has_japanese(row.source)


def _told(row: Segment, other: str, language: str) -> Segment:
    message = f"its {language} seems to stand elsewhere in that edition, in row {other}"
    return replace(row, flags=(*row.flags, Flag("moved", message, "info")))
