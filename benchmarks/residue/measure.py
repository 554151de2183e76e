"""Measures the residue detector on labelled lines and prints a table; speed beside two language detectors.

    python benchmarks/residue/measure.py LINES.jsonl [--clean TEXT] [--show]

One JSON object a line: {"text", "spans": [{"start", "end", "kind"}], "source"}. A line without spans is clean;
"/hard/" in its source marks a hard negative. TEXT is a file of good Japanese, one passage a line, in which
every finding is a false alarm; each is printed. For the speed ratio install py3langid and pycld2; without them
only our own speed is printed.

line    a line with residue in which anything is found is right
char    letters and digits only
exact   both ends right, punctuation and blanks at the ends apart
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cleantext.residue import KINDS, find_residue  # noqa: E402

Span = tuple[int, int]


def is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def trim(text: str, start: int, end: int) -> Span:
    while start < end and not is_letter(text[start]):
        start += 1
    while end > start and not is_letter(text[end - 1]):
        end -= 1
    return start, end


def letters(text: str, spans: list[Span]) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if is_letter(text[i])}


class Tally:
    """Right, wrong and missed, and the F1 they make."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, found: set, gold: set) -> None:
        self.right += len(found & gold)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}"


def measure(rows: list[dict], show: bool) -> None:
    line, char, exact, exact_filler = Tally(), Tally(), Tally(), Tally()
    seen, hit, ends = Counter(), Counter(), Counter()
    clean, alarms = Counter(), Counter()
    words_but_de = [0, 0]
    for row in rows:
        text = row["text"]
        gold = [(s["start"], s["end"]) for s in row["spans"]]
        found = [(r.start, r.end) for r in find_residue(text)]
        line.add({0} if found else set(), {0} if gold else set())
        char.add(letters(text, found), letters(text, gold))
        right = {trim(text, *span) for span in gold}
        given = {trim(text, *span) for span in found}
        exact.add(given, right)
        if not gold:
            kind = "hard" if "/hard/" in row["source"] else "natural"
            clean[kind] += 1
            alarms[kind] += bool(found)
            if found and show:
                print("FALSE ALARM", row["source"], [text[a:b] for a, b in found], text[:80])
            continue
        kind = row["spans"][0]["kind"]
        seen[kind] += len(right)
        ends[kind] += len(right & given)
        hit[kind] += bool(found)
        if kind != "word":
            exact_filler.add(given, right)
        elif [text[a:b] for a, b in gold] != ["的"]:
            words_but_de[0] += bool(found)
            words_but_de[1] += 1
    print(f"line          {line}\nchar          {char}\nexact         {exact}\nexact, filler {exact_filler}")
    for kind in KINDS:
        if seen[kind]:
            print(f"  {kind:9} lines found {hit[kind]}, spans exact {ends[kind]}, of {seen[kind]}")
    if words_but_de[1]:
        print(f"words without 的: found {words_but_de[0]} of {words_but_de[1]}")
    for kind in clean:
        print(f"false alarms, {kind}: {alarms[kind]} of {clean[kind]} lines")


def measure_clean(path: Path) -> None:
    lines = [line for line in path.read_text("utf8").split("\n") if line.strip()]
    alarms = 0
    for text in lines:
        found = find_residue(text)
        alarms += bool(found)
        for residue in found:
            print("FALSE ALARM", residue.kind, text[residue.start : residue.end], "|", text[:80])
    print(f"false alarms in {path.name}: {alarms} of {len(lines)} lines")


def speed(texts: list[str], run: Callable[[str], object]) -> float:
    start = time.process_time()
    for text in texts:
        run(text)
    return sum(map(len, texts)) / (time.process_time() - start)


def measure_speed(texts: list[str]) -> None:
    code = "import time; t = time.process_time(); from cleantext.residue import find_residue\n"
    code += "u = time.process_time(); find_residue('这'); print(u - t, time.process_time() - u)"
    root = Path(__file__).resolve().parents[2]
    took = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    imported, loaded = (1000 * float(value) for value in took.stdout.split())
    print(f"import {imported:.0f} ms, first use {loaded:.0f} ms (CPU)")
    ours = speed(texts, find_residue)
    print(f"speed: {ours / 1000:.0f} thousand characters a CPU-second")
    for name, function in (("py3langid", "classify"), ("pycld2", "detect")):
        try:
            run = getattr(import_module(name), function)
        except ImportError:
            continue

        def guarded(text: str, run: Callable[[str], object] = run) -> None:
            try:
                run(text)
            except Exception:  # pycld2 refuses some characters
                return

        guarded("日本語")
        theirs = speed(texts, guarded)
        print(f"speed: {name} {theirs / 1000:.0f} thousand; ours is {ours / theirs:.2f} times as fast")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("lines", type=Path)
    parser.add_argument("--clean", type=Path)
    parser.add_argument("--show", action="store_true", help="print every false alarm")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.lines.read_text("utf8").split("\n") if line.strip()]
    measure(rows, options.show)
    if options.clean:
        measure_clean(options.clean)
    measure_speed([row["text"] for row in rows])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
