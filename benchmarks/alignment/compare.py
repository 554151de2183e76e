"""Aligners beside each other on documents with links made by hand: one command, one table.

    python benchmarks/alignment/compare.py DOCUMENTS.jsonl [-o results.md]

Each line of the file is an object with `ja` and `en` (lists of sentences) and `links` (pairs of lists of indices).
Every aligner runs in a process of its own, with one thread for products of matrices. The second table puts the
documents together, over and over, to so many sentences on each side.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from peers import PEERS  # noqa: E402
from scoring import Scores  # noqa: E402

HEAD = "| aligner | strict F1 | null F1 | 1-1 | 1-2 | 2-1 | 1-3, 3-1 | CPU s | peak MB |\n|" + "---|" * 9
SHAPES = [((1, 1),), ((1, 2),), ((2, 1),), ((1, 3), (3, 1))]


def documents(path: str) -> list[dict[str, Any]]:
    """The documents of a file."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]


def long_text(path: str, size: int) -> dict[str, Any]:
    """The documents put together until both sides have at least `size` sentences; the last one whole."""
    ja: list[str] = []
    en: list[str] = []
    links: list[Any] = []
    found = documents(path)
    while min(len(ja), len(en)) < size:
        for document in found:
            links += [[[i + len(ja) for i in a], [j + len(en) for j in b]] for a, b in document["links"]]
            ja, en = ja + document["ja"], en + document["en"]
            if min(len(ja), len(en)) >= size:
                break
    return {"ja": ja, "en": en, "links": links}


def measure(name: str, path: str, size: int) -> dict[str, Any]:
    """Run one aligner in this process. size 0: all documents; else one long text."""
    work = [long_text(path, size)] if size else documents(path)
    align = PEERS[name]
    align(["はい。", "5人。"], ["Yes.", "5 people."])  # loads what has to be loaded
    begun, cpu = time.perf_counter(), time.process_time()
    made = [align(document["ja"], document["en"]) for document in work]
    cpu, wall = time.process_time() - cpu, time.perf_counter() - begun
    scores = Scores()
    for document, links in zip(work, made, strict=True):
        scores.add(document["links"], links)
    return {
        "strict": scores.strict,
        "null": scores.null,
        "recall": [scores.recall(*shapes) for shapes in SHAPES],
        "cpu": cpu,
        "wall": wall,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "sentences": [sum(len(document[side]) for document in work) for side in ("ja", "en")],
    }


def in_process(name: str, path: str, size: int) -> dict[str, Any] | str:
    """What `measure` gives in a new process, or why there is nothing."""
    command = [sys.executable, __file__, path, "--one", name, "--size", str(size)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment)
    if ran.returncode:
        return (ran.stderr.strip().splitlines() or ["nothing"])[-1]
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def main() -> None:
    """Print both tables, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("-o", "--output")
    parser.add_argument("--peers", default=";".join(PEERS), help="names with ; between")
    parser.add_argument("--sizes", type=int, nargs="*", default=[500, 1000, 2000, 5000])
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, given.path, given.size)))
        return
    lines = [HEAD]
    for name in given.peers.split(";"):
        got = in_process(name, given.path, 0)
        if isinstance(got, str):
            lines.append(f"| {name} | {got} |||||||")
        else:
            recall = " | ".join(f"{share:.3f}" for share in got["recall"])
            scores = f"{got['strict']:.3f} | {got['null']:.3f} | {recall}"
            lines.append(f"| {name} | {scores} | {got['cpu']:.0f} | {got['peak']:.0f} |")
        print(lines[-1], flush=True)
    lines += ["", "| sentences | aligner | CPU s | ms a sentence | peak MB | strict F1 |", "|---|---|---|---|---|---|"]
    for size in given.sizes:
        for name in given.peers.split(";"):
            got = in_process(name, given.path, size)
            if isinstance(got, str):
                lines.append(f"| {size} | {name} | {got} ||||")
            else:
                ja, en = got["sentences"]
                each = 1000 * got["cpu"] / (ja + en)
                cost = f"{got['cpu']:.1f} | {each:.1f} | {got['peak']:.0f}"
                lines.append(f"| {ja} × {en} | {name} | {cost} | {got['strict']:.3f} |")
            print(lines[-1], flush=True)
    if given.output:
        Path(given.output).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
