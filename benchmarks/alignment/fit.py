"""Fits the weights of the alignment model: maximum conditional likelihood, with cross-validation over documents.

    pip install scipy
    python benchmarks/alignment/fit.py DOCUMENTS.jsonl [--plain] [--folds 5] [-o weights.tsv]

The file is that of `compare.py`. Possible beads are chosen by the weights of translate/data/alignment.tsv.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from translate.similarity import load_numpy  # noqa: E402

np = load_numpy()
from compare import documents  # noqa: E402
from lattices import Lattices  # noqa: E402
from scipy.optimize import minimize  # noqa: E402
from scoring import Scores  # noqa: E402

from translate.align.aligner import weights as table_of  # noqa: E402
from translate.align.band import Band  # noqa: E402
from translate.align.clues import english_clues, japanese_clues  # noqa: E402
from translate.align.encoding import Texts  # noqa: E402
from translate.align.features import ALONE, BEAD, Features, side_of  # noqa: E402
from translate.align.lattice import SHAPES, posteriors  # noqa: E402
from translate.align.scoring import exact_columns, possible, rough_scores  # noqa: E402

PENALTY = 0.02
UNUSED = ("similarity", "csls", "short", "weak", "split", "unsplit")
"""Columns that are 0 without the encoder."""


def lattices(found: list[dict[str, Any]], plain: bool) -> Lattices:
    """The features of the documents, as the aligner makes them."""
    rows = 1 + max(len(document["ja"]) for document in found)
    columns = 1 + max(len(document["en"]) for document in found)
    grid = (len(found), rows, columns)
    beads = {shape: np.zeros((*grid, len(BEAD)), np.float32) for shape in SHAPES}
    allowed = {shape: np.zeros(grid, bool) for shape in SHAPES}
    gold: dict[Any, Any] = {shape: np.zeros(grid, np.float32) for shape in SHAPES}
    gold |= {"ja": np.zeros(grid[:2]), "en": np.zeros((len(found), columns))}
    ja, en = np.zeros((*grid[:2], len(ALONE))), np.zeros((len(found), columns, len(ALONE)))
    for d, document in enumerate(found):
        sides = document["ja"], document["en"]
        texts = None if plain else (Texts(sides[0], ""), Texts(sides[1], " "))
        clues = [japanese_clues(each) for each in sides[0]], [english_clues(each) for each in sides[1]]
        band = Band.whole(len(sides[0]), len(sides[1]))
        features = Features(
            band,
            side_of(sides[0], clues[0], texts[0].single if texts else None),
            side_of(sides[1], clues[1], texts[1].single if texts else None),
        )
        nodes = {shape: features.ends(*shape) for shape in SHAPES}
        tables = {(1, 1): features.beads(1, 1, nodes[1, 1], features.single[nodes[1, 1]])}
        if texts:
            nodes |= possible(posteriors(band, rough_scores(features, texts, table_of("encoder"))))
            tables |= exact_columns(features, texts, {shape: nodes[shape] for shape in SHAPES if shape != (1, 1)})
        else:
            tables |= {(a, b): features.beads(a, b, at, features.single[at]) for (a, b), at in nodes.items()}
        for shape, table in tables.items():
            for (i, j), row in zip(features.places(nodes[shape]), table, strict=True):
                beads[shape][d, i, j], allowed[shape][d, i, j] = row, True
        ja[d, 1 : len(sides[0]) + 1], en[d, 1 : len(sides[1]) + 1] = features.alone(0), features.alone(1)
        for a, b in document["links"]:
            if a and b:
                gold[len(a), len(b)][d, a[-1] + 1, b[-1] + 1] = allowed[len(a), len(b)][d, a[-1] + 1, b[-1] + 1]
            for side, alone in (("ja", a if not b else ()), ("en", b if not a else ())):
                for n in alone:
                    gold[side][d, n + 1] = 1
    ends = np.array([(len(document["ja"]), len(document["en"])) for document in found])
    return Lattices(beads, allowed, ja, en, ends, gold)


def fitted(given: Lattices, plain: bool, start: Any = None, steps: int = 60) -> Any:
    """The weights."""
    free = np.array([not (plain and name in UNUSED) for name in BEAD + ALONE])
    first = np.zeros(len(free)) if start is None else start

    def loss(some: Any) -> tuple[float, Any]:
        weights = np.zeros(len(free))
        weights[free] = some
        value, gradient = given.loss(weights, PENALTY)
        return value, gradient[free]

    found = np.zeros(len(free))
    found[free] = minimize(loss, first[free], jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return found


def told(name: str, found: list[dict[str, Any]], made: list[Any]) -> str:
    """The scores in a line."""
    scores = Scores()
    for document, links in zip(found, made, strict=True):
        scores.add(document["links"], links)
    shapes = ", ".join(f"{a}-{b} {scores.recall((a, b)):.3f}" for a, b in SHAPES[:5])
    return f"{name}: strict F1 {scores.strict:.4f}, null F1 {scores.null:.4f}, recall {shapes}"


def main() -> None:
    """Fit, validate, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--plain", action="store_true", help="the model without the encoder")
    parser.add_argument("--folds", type=int, default=5, help="0: no cross-validation")
    parser.add_argument("-o", "--output")
    given = parser.parse_args()
    found = documents(given.path)
    every = lattices(found, given.plain)
    weights = fitted(every, given.plain)
    lines = [f"{name}\t{value:.3g}" for name, value in zip(BEAD + ALONE, weights, strict=True)]
    print("\n".join(lines))
    print(told("all", found, every.links(weights)), flush=True)
    if given.output:
        Path(given.output).write_text("\n".join(lines) + "\n", "utf-8")
    order = np.random.default_rng(7).permutation(len(found))
    tested, made = [], []
    for fold in range(given.folds):
        held = order[fold :: given.folds]
        rest = np.setdiff1d(order, held)
        made += every.part(held).links(fitted(every.part(rest), given.plain, weights, 25))
        tested += [found[n] for n in held]
    if tested:
        print(told(f"cross-validated, {given.folds} folds", tested, made))


if __name__ == "__main__":
    main()
