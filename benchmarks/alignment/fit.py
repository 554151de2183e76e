"""Fits the weights of the alignment model: maximum conditional likelihood, with cross-validation over documents.

    pip install scipy
    python benchmarks/alignment/fit.py DOCUMENTS.jsonl [--folds 5] [-o alignment.tsv]

The file is that of `compare.py`. Both models are fitted, with the encoder and without; -o writes the table that the
aligner reads, the weights set by hand in it. Possible beads are chosen by the table that is there. The likelihood is
concave, and every fit goes on to its maximum: what is cross-validated knows nothing of the documents it is tried on.
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
from lattices import Beads, Lattices  # noqa: E402
from scipy.optimize import minimize  # noqa: E402
from scoring import Scores, links_of  # noqa: E402

from translate.align.aligner import weights as table_of  # noqa: E402
from translate.align.band import Band  # noqa: E402
from translate.align.clues import english_clues, japanese_clues  # noqa: E402
from translate.align.encoding import Texts  # noqa: E402
from translate.align.features import ALONE, BEAD, Features, side_of  # noqa: E402
from translate.align.lattice import SHAPES, posteriors  # noqa: E402
from translate.align.scoring import exact_columns, possible, rough_scores  # noqa: E402

PENALTY = 0.02
CHEAPER = (0.0, 0.2, 0.4, 0.6, 0.8)
"""What is added to the weight `extra`, so that beads of several sentences cost less than the fit says."""
BY_HAND = {"heading": 1.5, "crossing": 2.0, "start": 0.5}
ADDED = 0.6
HEAD = f"""# Weights of the alignment model, as benchmarks/alignment/fit.py finds them; the last three are set by hand,
# and {ADDED} is added to "extra" with the encoder: editions leave out less than the documents of the fit.
# "plain" is the model without the encoder.
"""
UNUSED = ("similarity", "csls", "short", "weak", "split", "unsplit")
"""Columns that are 0 without the encoder."""


def lattices(found: list[dict[str, Any]], plain: bool) -> Lattices:
    """The features of the documents, as the aligner makes them; with the encoder only beads that it finds possible."""
    size = [1 + max(len(document[side]) for document in found) for side in ("ja", "en")]
    alone = [np.zeros((len(found), each, len(ALONE))) for each in size]
    gold = [np.zeros((len(found), each)) for each in size]
    parts: dict[Any, list[tuple[Any, Any, Any]]] = {shape: [] for shape in SHAPES}
    for d, document in enumerate(found):
        features, nodes, tables = candidates(document["ja"], document["en"], plain)
        right = {(a[-1] + 1, b[-1] + 1, len(a), len(b)) for a, b in document["links"] if a and b}
        for (a, b), table in tables.items():
            places = features.places(nodes[a, b])
            linked = np.array([float((i, j, a, b) in right) for i, j in places])
            where = np.array([(d, i, j) for i, j in places], int).reshape(-1, 3)
            parts[a, b].append((where, table, linked))
        for side in (0, 1):
            alone[side][d, 1 : len(document[("ja", "en")[side]]) + 1] = features.alone(side)
            for link in document["links"]:
                if not link[1 - side]:
                    gold[side][d, [n + 1 for n in link[side]]] = 1
    beads = {}
    for shape, each in parts.items():
        where, table, linked = (np.concatenate([part[k] for part in each]) for k in range(3))
        beads[shape] = Beads((where[:, 0], where[:, 1], where[:, 2]), table, linked)
    ends = np.array([(len(document["ja"]), len(document["en"])) for document in found])
    return Lattices(beads, (alone[0], alone[1]), (gold[0], gold[1]), ends, not plain)


def candidates(ja: list[str], en: list[str], plain: bool) -> tuple[Features, dict[Any, Any], dict[Any, Any]]:
    """The features of one document; by shape the nodes where its beads can end, and their columns."""
    texts = None if plain else (Texts(ja, ""), Texts(en, " "))
    clues = [japanese_clues(each) for each in ja], [english_clues(each) for each in en]
    singles = [text.single for text in texts] if texts else [None, None]
    features = Features(
        Band.whole(len(ja), len(en)), side_of(ja, clues[0], singles[0]), side_of(en, clues[1], singles[1])
    )
    nodes = {shape: features.ends(*shape) for shape in SHAPES}
    if texts is None:
        return features, nodes, {(a, b): features.beads(a, b, at, features.single[at]) for (a, b), at in nodes.items()}
    nodes |= possible(posteriors(features.band, rough_scores(features, texts, table_of("encoder"))))
    tables = exact_columns(features, texts, {shape: at for shape, at in nodes.items() if shape != (1, 1)})
    return features, nodes, {(1, 1): features.beads(1, 1, nodes[1, 1], features.single[nodes[1, 1]]), **tables}


def fitted(given: Lattices, plain: bool, start: Any = None) -> Any:
    """The weights of greatest likelihood; features are scaled to 1 while they are sought."""
    free = np.array([not (plain and name in UNUSED) for name in BEAD + ALONE])
    tables = [
        np.concatenate([each.table for each in given.beads.values()]),
        np.concatenate([*given.alone[0], *given.alone[1]]),
    ]
    size = np.concatenate([np.sqrt((table**2).sum(0) / np.maximum((table != 0).sum(0), 1)) for table in tables])
    scale = 1 / np.maximum(size[free], 1e-3)

    def loss(some: Any) -> tuple[float, Any]:
        weights = np.zeros(len(free))
        weights[free] = some * scale
        value, gradient = given.loss(weights, PENALTY)
        return value, gradient[free] * scale

    found = np.zeros(len(free))
    first = found[free] if start is None else start[free] / scale
    best = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 500, "maxcor": 20, "ftol": 1e-9})
    found[free] = best.x * scale
    return found


def told(name: str, found: list[dict[str, Any]], made: list[Any]) -> str:
    """The scores in a line."""
    scores = Scores()
    for document, links in zip(found, made, strict=True):
        scores.add(document["links"], links)
    shapes = ", ".join(f"{a}-{b} {scores.recall((a, b)):.3f}" for a, b in SHAPES[:5])
    return f"{name}: strict F1 {scores.strict:.4f}, null F1 {scores.null:.4f}, recall {shapes}"


def cheaper(weights: Any, by: float) -> Any:
    """The weights with so much added to `extra`."""
    return weights + by * (np.array(BEAD + ALONE) == "extra")


def fit(found: list[dict[str, Any]], plain: bool, folds: int) -> dict[str, float]:
    """Fit one model, print it and what it is worth on the documents themselves and cross-validated."""
    every = lattices(found, plain)
    weights = fitted(every, plain)
    added = (0.0,) if plain else CHEAPER
    print("without the encoder" if plain else "with the encoder")
    for by in added:
        print(told(f"all, extra +{by}", found, every.links(cheaper(weights, by))), flush=True)
    order = np.random.default_rng(7).permutation(len(found))
    tested: list[dict[str, Any]] = []
    made: dict[float, list[Any]] = {by: [] for by in added}
    sure: list[Any] = []
    for fold in range(folds):
        held = order[fold::folds]
        rest = fitted(every.part(np.setdiff1d(order, held)), plain, weights)
        for by in added:
            made[by] += every.part(held).links(cheaper(rest, by))
        used = cheaper(rest, 0.0 if plain else ADDED)
        sure += every.part(held).probabilities(used, every.part(held).links(used))
        tested += [found[n] for n in held]
    for by in added if tested else ():
        print(told(f"cross-validated, {folds} folds, extra +{by}", tested, made[by]), flush=True)
    if tested:
        print(weak(tested, made[0.0 if plain else ADDED], sure), flush=True)
    return dict(zip(BEAD + ALONE, cheaper(weights, 0.0 if plain else ADDED).tolist(), strict=True)) | BY_HAND


def weak(found: list[dict[str, Any]], made: list[Any], sure: list[Any]) -> str:
    """How much of what is wrong lies below some probabilities, pairs alone, and how much of what is right."""
    rows = []
    for document, links, probabilities in zip(found, made, sure, strict=True):
        right = links_of(document["links"])
        both = zip(links, probabilities, strict=True)
        rows += [(p, (tuple(a), tuple(b)) in right) for (a, b), p in both if a and b]
    lines = []
    for level in (0.5, 0.8, 0.9, 0.95, 0.99):
        below = [right for p, right in rows if p < level]
        wrong = sum(not right for _, right in rows)
        lines.append(f"  less probable than {level}: {below.count(False)} of {wrong} wrong pairs, "
                     f"{below.count(True)} of {len(rows) - wrong} right ones")  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Fit, validate, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--folds", type=int, default=5, help="0: no cross-validation")
    parser.add_argument("-o", "--output")
    given = parser.parse_args()
    found = documents(given.path)
    columns = [fit(found, plain, given.folds) for plain in (False, True)]
    lines = [
        "name\tencoder\tplain",
        *(f"{name}\t{value:.3g}\t{columns[1][name]:.3g}" for name, value in columns[0].items()),
    ]
    print("\n".join(lines))
    if given.output:
        Path(given.output).write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
