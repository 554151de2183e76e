"""The weights of translate/checks/extent.py: how long English is, and what tells half a sentence from a whole one.

    pip install 'taiyaku[similarity]'
    python benchmarks/translation/fit_extent.py tests/cases/checks/pairs.tsv [MORE.tsv ...]

Least squares for the length (relative error, of what lies far off less), logistic regression for the rest: good pairs
against pairs with a planted omission or addition (plant.py, seeds 1 and 2).
A pair of the first file counts three times.
An addition is half of another reference, as plant.py puts it behind a pair or joined to its last sentence.
Prints the weights, which stand in the module rounded. Those were fitted with news and conversations in two languages,
and with manuals and games of Debian.
"""

from __future__ import annotations

import math
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
from plant import plant, read_pairs


def main(paths: list[Path]) -> None:
    """Fit and print."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from translate.checks.pair import Pair
    from translate.checks.vectors import alike, load

    module = import_module("translate.checks.extent")
    pairs = [(s, t, 1 if number else 3) for number, path in enumerate(paths) for s, t in read_pairs(path)]
    counts = np.array([[*module.length_features(Pair(source, "")).values(), 1] for source, _, _ in pairs], float)
    sizes = np.array([len(target) for _, target, _ in pairs], float)
    scale = np.array([weight for *_, weight in pairs]) / np.maximum(sizes, 40) ** 2
    trust = np.ones(len(pairs))
    for _step in range(6):
        part = scale * trust
        weights = np.linalg.solve((counts * part[:, None]).T @ counts, (counts * part[:, None]).T @ sizes)
        trust = 1 / np.maximum(1, np.abs(counts @ weights - sizes) / np.maximum(sizes, 40) / 0.25)
    print("length:", dict(zip([*module._LENGTHS, "constant"], weights.round(2).tolist(), strict=True)))

    def features(source: str, target: str, kind: str) -> list[float]:
        ratio = math.log(len(target) / module.expected_length(Pair(source, target)))
        short = max(0.0, module.STEADY - Pair(source, target).size)
        (whole,) = alike(source, [target])
        if kind == "omission":
            acronyms = sum(each.rstrip("s") not in source for each in module._ACRONYM.findall(target))
            return [ratio, max(alike(target, module._parts(source))) - whole, whole, short, acronyms, 1]
        return [ratio, short, *module.added_features(source, target, whole)[0], 1]

    for kind in ("omission", "addition"):
        rows, wrong, weight = [], [], []
        for number, path in enumerate(paths):
            good = [pair for pair in read_pairs(path) if Pair(*pair).size >= module.SHORTEST]
            bad = {(p.source, p.target) for seed in (1, 2) for p in plant(good, seed) if p.kind == kind}
            if kind == "addition":
                bad |= {(source, _joined(source, target, good)) for source, target in bad}
            load([*(text for pair in good for text in pair), *(target for _, target in bad)])
            for label, some in ((0.0, good), (1.0, sorted(bad))):
                rows += [features(source, target, kind) for source, target in some]
                wrong += [label] * len(some)
                weight += [1.0 if number else 3.0] * len(some)
        x, y, w = np.array(rows), np.array(wrong), np.array(weight)
        fitted = np.zeros(x.shape[1])
        ridge = np.diag([0.001] * (x.shape[1] - 1) + [1e-6])
        for _step in range(100):
            p = 1 / (1 + np.exp(-np.clip(x @ fitted, -30, 30)))
            gradient = x.T @ (w * (p - y)) / len(y) + ridge @ fitted
            fitted -= np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x / len(y) + ridge, gradient)
        print(kind, fitted.round(3))


def _joined(source: str, target: str, good: list[tuple[str, str]]) -> str:
    """A planted addition joined to the sentence before it by "and"."""
    original = next(english for japanese, english in good if japanese == source and target.startswith(english))
    more = target[len(original) :].strip()
    return f"{original.rstrip('.!?')} and {more[0].lower()}{more[1:]}"


if __name__ == "__main__":
    main([Path(path) for path in sys.argv[1:]])
