"""The alignment of two lists of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from translate.similarity import has_encoder, load_numpy

from .bead import Bead, Place
from .clues import english_clues, japanese_clues
from .encoding import Overlaps, clue_vectors
from .features import Signs, scored
from .lattice import best_path, posteriors
from .path import band_of
from .structure import add_structure

if TYPE_CHECKING:
    from glossaries import Glossary


def align_sentences(ja: Sequence[str], en: Sequence[str], glossary: Glossary | None = None) -> list[Bead]:
    """Which Japanese sentences are which English ones, in order; every index of both stands in exactly one bead.

    Up to four sentences of one side with one of the other, two with two; what has no partner is a bead of its own.
    The order of the sentences is taken to be the same in both. Without the extra `similarity` only lengths, numbers,
    names and Latin words speak, and many more beads are wrong (see docs/align.md); numpy is needed even then.

    >>> [(bead.ja, bead.en) for bead in align_sentences(["はい。"], [])]
    [((0,), ())]
    """
    return align_places([Place(each) for each in ja], [Place(each) for each in en], glossary)


def align_places(ja: Sequence[Place], en: Sequence[Place], glossary: Glossary | None = None) -> list[Bead]:
    """The same for sentences in blocks: headings like to stand beside headings, and beads keep inside a block."""
    if not ja or not en:
        return [Bead((i,), (), 1.0) for i in range(len(ja))] + [Bead((), (j,), 1.0) for j in range(len(en))]
    np = load_numpy()
    texts = [each.text for each in ja], [each.text for each in en]
    clues = [japanese_clues(each, glossary) for each in texts[0]], [english_clues(each, glossary) for each in texts[1]]
    lengths = np.array([len(each) for each in texts[0]], float), np.array([len(each) for each in texts[1]], float)
    if has_encoder():
        table = weights("encoder")
        overlaps = Overlaps(texts[0], ""), Overlaps(texts[1], " ")
        band = band_of(overlaps[0].of(1), overlaps[1].of(1))
        signs = Signs(band, lambda side, size: overlaps[side].of(size), lengths, clues)
    else:
        table = weights("plain")
        band = band_of(clue_vectors(clues[0]), clue_vectors(clues[1]))
        signs = Signs(band, None, lengths, clues)
    scores = add_structure(band, scored(signs, table), ja, en, table)
    likely = posteriors(band, scores)
    beads = []
    for i, j, a, b in best_path(band, scores):
        score = likely.beads[a, b][band.at(i + a, j + b)] if a and b else likely.ja[i] if a else likely.en[j]
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), round(min(float(score), 1.0), 4)))
    return beads


@cache
def weights(column: str) -> dict[str, float]:
    """The weights of the model with the encoder, or of the plain one; see benchmarks/alignment/fit.py."""
    lines = resources.files("translate").joinpath("data/alignment.tsv").read_text("utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: float(row[head.index(column)]) for row in rows}
