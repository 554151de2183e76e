"""Shows whether the time of every rule grows with the length of a text alone.

    python benchmarks/typography/growth.py [CHARACTERS] [TIMES]

The cases of each rule in tests/cases/rules are written one after the other until there are CHARACTERS (40,000) and
TIMES (4) as many: as lines, as paragraphs, as one line; as txt and as md. All rules run over each such text. Prints
the CPU-seconds of those rules whose time grows more than half as fast again as the text.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from cleantext.context import Context  # noqa: E402
from cleantext.rules import rules_for  # noqa: E402

CASES = ROOT / "tests" / "cases" / "rules"
SHAPES = {"lines": "\n", "paragraphs": "\n\n", "one line": "\u3000", "one line, no spaces": "x"}
SHARED = ("residue", "free", "parts", "quoted", "captions", "series", "lost", "rows")
"""What rules ask of a Context, and so do not share in the time of the rule that asks first."""
LEAST = 0.1
"""Seconds below which nothing is told."""


def texts_of(value: object) -> Iterator[str]:
    """All strings in a value of JSON that are texts or parts of texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in texts_of(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in texts_of(each))


def seconds(text: str, format: str) -> dict[str, float]:
    """What each rule takes for a text, and each thing that rules share."""
    context, taken = Context(text, format), {}
    for name in SHARED:
        begun = time.process_time()
        getattr(context, name)
        taken[f"({name})"] = time.process_time() - begun
    for rule in rules_for("web-news"):
        begun = time.process_time()
        list(rule.find(text, context))
        taken[rule.id] = time.process_time() - begun
    return taken


def steeper(short: dict[str, float], long: dict[str, float], times: int) -> list[str]:
    """The rules whose time grew by more than half as much again as the text."""
    return [rule for rule, taken in long.items() if taken > LEAST and taken > 1.5 * times * short[rule]]


def main(size: int, times: int) -> None:
    gc.disable()
    print(f"| cases of | written as | rule | {size:,} characters, s | {size * times:,}, s | ratio |")
    print("|---|---|---|---|---|---|", flush=True)
    for path in sorted(CASES.glob("*.json")):
        cases = [text for text in texts_of(json.loads(path.read_text("utf-8"))) if len(text) > 1]
        gc.collect()
        for shape, between in SHAPES.items():
            unit = "".join(text.replace("\n", between) + between for text in cases)
            for format in ("txt", "md"):
                text = unit * (size // len(unit) + 1)
                short, long = seconds(text, format), seconds(text * times, format)
                for rule in steeper(short, long, times):
                    short[rule] = max(short[rule], seconds(text, format)[rule])
                    long[rule] = min(long[rule], seconds(text * times, format)[rule])
                for rule in steeper(short, long, times):
                    told = f"{short[rule]:.2f} | {long[rule]:.2f} | {long[rule] / short[rule]:.1f}"
                    print(f"| {path.stem} | {shape}, {format} | {rule} | {told} |", flush=True)


if __name__ == "__main__":
    main(*([int(argument) for argument in sys.argv[1:]] + [40_000, 4][len(sys.argv) - 1 :]))
