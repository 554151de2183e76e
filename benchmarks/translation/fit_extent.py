"""The weights of translate/checks/extent.py: how long English is, and what tells half a sentence from a whole one.

    pip install 'taiyaku[similarity]'
    python benchmarks/translation/fit_extent.py tests/cases/checks/pairs.tsv

Least squares for the length (relative error), logistic regression for the rest: good pairs against pairs with a planted
omission or addition (plant.py, seeds 1 and 2). Prints the weights, which stand in the module rounded.
"""

from __future__ import annotations

import math
import re
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
from plant import plant, read_pairs

SIGNS = ("[\u4e00-\u9fff々]", "[ぁ-ん]", "[ァ-ヺー]", "[!-~！-～]")


def main(path: Path) -> None:
    """Fit and print."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from translate.checks.vectors import alike, load

    module = import_module("translate.checks.extent")
    pairs = read_pairs(path)
    counts = np.array([[len(re.findall(sign, source)) for sign in SIGNS] + [1] for source, _ in pairs], float)
    sizes = np.array([len(target) for _, target in pairs], float)
    scale = 1 / np.maximum(sizes, 40)
    weights = np.linalg.lstsq(counts * scale[:, None], sizes * scale, rcond=None)[0]
    print("length: kanji, hiragana, katakana, Latin, constant", weights.round(2))

    def features(source: str, target: str, kind: str) -> list[float]:
        ratio = math.log(len(target) / module.expected_length(source))
        (whole,) = alike(source, [target])
        if kind == "omission":
            return [ratio, max(alike(target, module._halves(source, module._JA))) - whole, whole, 1]
        parts = alike(source, module._halves(target, module._EN))
        return [ratio, max(parts) - whole, min(parts), 1]

    for kind in ("omission", "addition"):
        planted = [p for seed in (1, 2) for p in plant(pairs, seed) if p.kind == kind]
        load([*(s for s, _ in pairs), *(t for _, t in pairs), *(p.target for p in planted)])
        rows = [features(s, t, kind) for s, t in pairs] + [features(p.source, p.target, kind) for p in planted]
        x, y = np.array(rows), np.array([0.0] * len(pairs) + [1.0] * len(planted))
        fitted = np.zeros(x.shape[1])
        ridge = np.diag([0.001] * (x.shape[1] - 1) + [1e-6])
        for _step in range(100):
            p = 1 / (1 + np.exp(-x @ fitted))
            gradient = x.T @ (p - y) / len(y) + ridge @ fitted
            fitted -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x / len(y) + ridge, gradient)
        print(kind, fitted.round(2))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
