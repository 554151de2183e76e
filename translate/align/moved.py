"""Sentences that one edition has in another place: what was omitted here and added there says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cleantext.characters import has_japanese
from translate.segment import Flag, Segment
from translate.similarity import has_encoder, load_numpy

from .encoding import encode

LIKE = 0.6
"""The cosine that two sentences have at least that say the same."""
BESIDE = 0.3
"""The same of two sentences that stand next to such in both editions."""
SHORTEST = 8
"""Characters of Japanese that tell a sentence from others."""
MOST = 4_000
"""Of more sentences without a partner on a side nothing is told."""


def with_moved(segments: Sequence[Segment]) -> list[Segment]:
    """The rows, those omitted and added that say the same with an `info` flag that names the other.

    Two rows go together where each is the likest that the other has, or where they are the same English; so do then
    the rows before and after both, with less likeness, as far as a passage goes on. They stay omitted and added: an
    alignment keeps the order of both editions. Without the encoder nothing is told.
    """
    omitted = [place for place, row in enumerate(segments) if row.status == "omitted"]
    added = [place for place, row in enumerate(segments) if row.status == "added"]
    if not omitted or not added or max(len(omitted), len(added)) > MOST or not has_encoder():
        return list(segments)
    np = load_numpy()
    texts = [segments[place].source for place in omitted], [segments[place].target for place in added]
    ja, en = map(encode, texts)
    like = np.stack([ja[text] for text in texts[0]]) @ np.stack([en[text] for text in texts[1]]).T
    places = _extended(_likest(like, *texts), like, omitted, added)
    others = {omitted[i]: (segments[added[j]].id, "English") for i, j in places.items()}
    others |= {added[j]: (segments[omitted[i]].id, "Japanese") for i, j in places.items()}
    return [_told(row, *others[place]) if place in others else row for place, row in enumerate(segments)]


def _likest(like: Any, ja: list[str], en: list[str]) -> dict[int, int]:
    """Index in `ja` → index in `en`, of sentences that say the same and are no others' likest."""
    found: dict[int, int] = {}
    for i, j in enumerate(like.argmax(1).tolist()):
        tells = ja[i] == en[j] or len(ja[i]) >= SHORTEST and has_japanese(ja[i])
        if tells and like[i, j] >= LIKE and like[:, j].argmax() == i:
            found[i] = j
    return found


def _extended(found: dict[int, int], like: Any, omitted: list[int], added: list[int]) -> dict[int, int]:
    """The pairs, and those next to them in both editions: a heading, a short sentence of the same passage."""
    found = dict(found)
    taken, waiting = set(found.values()), list(found.items())
    while waiting:
        i, j = waiting.pop()
        for step in (-1, 1):
            a, b = i + step, j + step
            if a in found or b in taken or not (0 <= a < len(omitted) and 0 <= b < len(added)):
                continue
            beside = omitted[a] == omitted[i] + step and added[b] == added[j] + step
            if beside and like[a, b] >= BESIDE:
                found[a] = b
                taken.add(b)
                waiting.append((a, b))
    return found


def _told(row: Segment, other: str, language: str) -> Segment:
    message = f"its {language} seems to stand elsewhere in that edition, in row {other}"
    return replace(row, flags=(*row.flags, Flag("moved", message, "info")))
