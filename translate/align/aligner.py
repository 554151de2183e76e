"""The alignment of two lists of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from translate.similarity import has_encoder, load_numpy
from translate.tables import rows

from .bead import Bead, Place
from .clues import english_clues, japanese_clues
from .encoding import Texts, clue_vectors
from .features import Features, side_of
from .lattice import best_path, posteriors
from .path import band_of
from .scoring import exact_columns, exact_scores, possible, rough_scores, with_rate
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
    load_numpy()
    sentences = [each.text for each in ja], [each.text for each in en]
    clues = [japanese_clues(s, glossary) for s in sentences[0]], [english_clues(s, glossary) for s in sentences[1]]
    texts = (Texts(sentences[0], ""), Texts(sentences[1], " ")) if has_encoder() else None
    table = weights("encoder" if texts else "plain")
    if texts:
        band = band_of(texts[0].single, texts[1].single)
        sides = [side_of(*each) for each in zip(sentences, clues, (text.single for text in texts), strict=True)]
    else:
        band = band_of(clue_vectors(clues[0]), clue_vectors(clues[1]))
        sides = [side_of(*each, None) for each in zip(sentences, clues, strict=True)]
    features = Features(band, *sides)
    rough = rough_scores(features, texts, table)
    scores = add_structure(band, rough, ja, en, table)
    likely = posteriors(band, scores)
    if texts:
        nodes = possible(likely)
        exact = exact_scores(features, exact_columns(features, texts, nodes), nodes, rough, table)
        scores = add_structure(band, exact, ja, en, table)
        scores = with_rate(scores, posteriors(band, scores))
        likely = posteriors(band, scores)
    beads = []
    for i, j, a, b in best_path(band, scores):
        score = likely.beads[a, b][band.at(i + a, j + b)] if a and b else likely.ja[i] if a else likely.en[j]
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), round(min(float(score), 1.0), 4)))
    return beads


@cache
def weights(column: str) -> dict[str, float]:
    """The weights of the model with the encoder, or of the plain one; see benchmarks/alignment/fit.py."""
    head, *weighed = rows("alignment.tsv")
    return {row[0]: float(row[head.index(column)]) for row in weighed}
