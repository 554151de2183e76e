"""The weights of translate/checks/extent.py: how long English is, and what tells half a sentence from a whole one.

    pip install 'taiyaku[similarity]'
    python benchmarks/translation/fit_extent.py tests/cases/checks/pairs.tsv=3 [MORE.tsv[=WEIGHT] ...]

Least squares for the length (relative error, of what lies far off less), logistic regression for the rest: good pairs
against as much weight of pairs with a planted omission or addition (plant.py, seeds 1 and 2). A pair of a file counts
WEIGHT times, else once. An addition is half of another reference, as plant.py puts it behind a pair or joined to its
last sentence. Prints the weights, which stand in the module rounded: docs/checks.md tells on which sets.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from plant import plant, read_pairs


class Rows(NamedTuple):
    """Features of pairs, a row each; whether something is planted in them; how much they count; of which file."""

    features: np.ndarray[Any, Any]
    wrong: np.ndarray[Any, Any]
    weight: np.ndarray[Any, Any]
    file: list[Path]


def fit_lengths(weighed: Sequence[tuple[Path, float]]) -> dict[str, float]:
    """The weights of the kinds of characters and the constant, by least squares."""
    from translate.checks.pair import Pair

    module = import_module("translate.checks.extent")
    pairs = [(source, target, weight) for path, weight in weighed for source, target in read_pairs(path)]
    counts = np.array([[*module.length_features(Pair(source, "")).values(), 1] for source, _, _ in pairs], float)
    sizes = np.array([len(target) for _, target, _ in pairs], float)
    scale = np.array([weight for *_, weight in pairs]) / np.maximum(sizes, 40) ** 2
    trust = np.ones(len(pairs))
    for _step in range(6):
        part = scale * trust
        weights = np.linalg.solve((counts * part[:, None]).T @ counts, (counts * part[:, None]).T @ sizes)
        trust = 1 / np.maximum(1, np.abs(counts @ weights - sizes) / np.maximum(sizes, 40) / 0.25)
    return dict(zip([*module.length_features(Pair("", "")), "constant"], weights.round(2).tolist(), strict=True))


def rows_of(kind: str, weighed: Sequence[tuple[Path, float]]) -> Rows:
    """What the module looks at, of good pairs and of those with a planted "omission" or "addition"."""
    from translate.checks.pair import Pair
    from translate.checks.vectors import load

    module = import_module("translate.checks.extent")
    rows, wrong, weights, file = [], [], [], []
    for path, weight in weighed:
        good = [pair for pair in read_pairs(path) if Pair(*pair).size >= module.SHORTEST]
        bad = {(p.source, p.target) for seed in (1, 2) for p in plant(good, seed) if p.kind == kind}
        if kind == "addition":
            bad |= {(source, _joined(source, target, good)) for source, target in bad}
        load([*(text for pair in good for text in pair), *(target for _, target in bad)])
        for label, some in ((0.0, good), (1.0, sorted(bad))):
            rows += [_features(source, target, kind) for source, target in some]
            wrong += [label] * len(some)
            weights += [weight * (len(good) / max(1, len(bad)) if label else 1.0)] * len(some)
            file += [path] * len(some)
    return Rows(np.array(rows), np.array(wrong), np.array(weights), file)


def _features(source: str, target: str, kind: str) -> list[float]:
    from translate.checks.pair import Pair
    from translate.checks.vectors import alike

    module = import_module("translate.checks.extent")
    pair = Pair(source, target)
    ratio, short = math.log(len(target) / module.expected_length(pair)), max(0.0, module.STEADY - pair.size)
    (whole,) = alike(source, [target])
    if kind == "omission":
        acronyms = sum(each.rstrip("s") not in source for each in module._ACRONYM.findall(target))
        return [ratio, max(alike(target, module._parts(source))) - whole, whole, short, acronyms, 1]
    return [ratio, short, *module.added_features(source, target, whole)[0], 1]


def fit(rows: Rows) -> np.ndarray[Any, Any]:
    """Logistic regression by Newton's method, with a slight ridge."""
    x, y, w = rows.features, rows.wrong, rows.weight
    fitted = np.zeros(x.shape[1])
    ridge = np.diag([0.001] * (x.shape[1] - 1) + [1e-6])
    for _step in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ fitted, -30, 30)))
        gradient = x.T @ (w * (p - y)) / w.sum() + ridge @ fitted
        fitted -= np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x / w.sum() + ridge, gradient)
    return fitted


def main(weighed: Sequence[tuple[Path, float]]) -> None:
    """Fit and print."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    print("length:", fit_lengths(weighed))
    for kind in ("omission", "addition"):
        print(kind, fit(rows_of(kind, weighed)).round(2).tolist())


def _joined(source: str, target: str, good: list[tuple[str, str]]) -> str:
    """A planted addition joined to the sentence before it by "and"."""
    original = next(english for japanese, english in good if japanese == source and target.startswith(english))
    more = target[len(original) :].strip()
    return f"{original.rstrip('.!?')} and {more[0].lower()}{more[1:]}"


if __name__ == "__main__":
    given = [each.partition("=") for each in sys.argv[1:]]
    main([(Path(path), float(weight or 1)) for path, _, weight in given])
