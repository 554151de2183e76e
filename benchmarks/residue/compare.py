"""Compares the residue detector with language detectors; writes one Markdown table, and the same as JSON.

    pip install -r requirements/bench.in
    python benchmarks/residue/compare.py LINES.jsonl [-o TABLE.md] [--only taiyaku] [--show]
    python benchmarks/residue/compare.py --clean TEXT.txt ...

LINES   one JSON object a line: {"text", "spans": [{"start", "end", "kind"}], "source"}. A line without spans is
        clean; "/hard/" in its source marks a hard negative. generate.py makes such files.
TEXT    good Japanese, one passage a line: every finding is printed as a false alarm.

line    a line with residue in which anything is found is right
char    letters and digits only
exact   both ends right, punctuation and blanks at the ends apart
speed   characters a CPU-second of a fresh process, start and load included, on the clean lines; the best of three
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.residue.detectors import DETECTORS, Detect, Span, package  # noqa: E402
from benchmarks.timing import cpu_seconds  # noqa: E402

KINDS = ("loop", "sentence", "prefix", "suffix", "infix", "word")
RUNS = 3
Row = dict[str, Any]


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
    """Right, wrong and missed, and what they make."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, found: set, gold: set) -> None:
        self.right += len(found & gold)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    def figures(self) -> dict[str, float]:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def measure(rows: list[Row], detect: Detect, show: bool) -> Row:
    """Return the figures of one detector."""
    parts = ("line", "char", "exact", "exact, all but words")
    tally = {part: Tally() for part in parts}
    seen: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    clean: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for row in rows:
        text = row["text"]
        gold = [(span["start"], span["end"]) for span in row["spans"]]
        found = detect(text)
        given = {trim(text, *span) for span in found}
        right = {trim(text, *span) for span in gold}
        tally["line"].add({0} if found else set(), {0} if gold else set())
        tally["char"].add(letters(text, found), letters(text, gold))
        tally["exact"].add(given, right)
        kind = row["spans"][0]["kind"] if gold else "hard" if "/hard/" in row["source"] else "natural"
        if kind != "word":
            tally["exact, all but words"].add(given, right)
        seen[kind] += 1
        hit[kind] += bool(found)
        if not gold:
            clean[kind] += 1
            alarms[kind] += bool(found)
        if show and bool(found) != bool(gold):
            spans = [text[a:b] for a, b in found or gold]
            print("MISSED" if gold else "FALSE ALARM", row["source"], spans, text[:90], sep="\t")
        elif show and given != right:
            print(
                "ENDS", row["source"], [text[a:b] for a, b in gold], [text[a:b] for a, b in found], text[:90], sep="\t"
            )
    return {part: tally[part].figures() for part in parts} | {
        "recall": {kind: round(hit[kind] / seen[kind], 4) for kind in KINDS if seen[kind]},
        "of": {kind: seen[kind] for kind in KINDS if seen[kind]},
        "false alarms": {kind: [alarms[kind], clean[kind]] for kind in ("natural", "hard") if clean[kind]},
    }


def speed(name: str, path: Path, size: int) -> float:
    """Return the characters a CPU-second that a fresh process reaches on the file."""
    command = [sys.executable, str(Path(__file__).parent / "detectors.py"), name, str(path)]
    return size / cpu_seconds(lambda: subprocess.run(command, check=True, cwd=ROOT), RUNS)


def compare(rows: list[Row], names: list[str], show: bool) -> dict[str, Row]:
    """Return for each detector its figures, or what to install."""
    clean = "\n".join(row["text"].replace("\n", " ") for row in rows if not row["spans"])
    results: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clean.txt"
        path.write_text(clean, "utf8")
        for name in names:
            try:
                detect = DETECTORS[name]()
            except ImportError:
                results[name] = {"missing": f"pip install {package(name)}"}
                continue
            results[name] = measure(rows, detect, show) | {"speed": round(speed(name, path, len(clean)))}
    return results


def table(results: dict[str, Row]) -> str:
    heads = ["", "line P", "R", "F1", "char F1", "exact F1", *KINDS, "natural", "hard", "k chars/s"]
    peers = [name for name in ("py3langid", "pycld2") if "speed" in results.get(name, {})]
    lines = [f"| {' | '.join([*heads, *(f'÷ {name}' for name in peers)])} |"]
    lines.append("|" + "---|" * (len(heads) + len(peers)))
    for name, result in results.items():
        if "missing" in result:
            lines.append(f"| {name} | not installed: `{result['missing']}` |{' |' * (len(heads) + len(peers) - 2)}")
            continue
        line = result["line"]
        cells = [name, *(f"{line[part]:.3f}" for part in ("precision", "recall", "f1"))]
        cells += [f"{result['char']['f1']:.3f}", f"{result['exact']['f1']:.3f}"]
        cells += [f"{result['recall'][kind]:.2f}" if kind in result["recall"] else "–" for kind in KINDS]
        for kind in ("natural", "hard"):
            alarms, of = result["false alarms"].get(kind, (0, 0))
            cells.append(f"{10_000 * alarms / of:.0f}" if of else "–")
        cells.append(f"{result['speed'] / 1000:,.0f}")
        cells += [f"{result['speed'] / results[peer]['speed']:.2f}" for peer in peers]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def check_clean(path: Path) -> None:
    detect = DETECTORS["taiyaku"]()
    lines = [line for line in path.read_text("utf8").split("\n") if line.strip()]
    alarms = 0
    for text in lines:
        found = detect(text)
        alarms += bool(found)
        for start, end in found:
            print("FALSE ALARM", text[start:end], text[max(0, start - 40) : end + 40], sep="\t")
    print(f"{path.name}: {alarms} false alarms in {len(lines)} lines")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("lines", type=Path, nargs="?")
    parser.add_argument("-o", "--output", type=Path, help="the table as Markdown; beside it the same name as .json")
    parser.add_argument("--only", choices=DETECTORS, action="append", help="these detectors only")
    parser.add_argument("--show", action="store_true", help="print every line that is not right")
    parser.add_argument("--clean", type=Path, nargs="+", default=[])
    options = parser.parse_args()
    for path in options.clean:
        check_clean(path)
    if not options.lines:
        return 0
    rows = [json.loads(line) for line in options.lines.read_text("utf8").split("\n") if line.strip()]
    results = compare(rows, options.only or list(DETECTORS), options.show)
    counts = Counter(row["spans"][0]["kind"] if row["spans"] else "clean" for row in rows)
    text = (
        f"{len(rows)} lines: {', '.join(f'{counts[kind]} {kind}' for kind in (*KINDS, 'clean') if counts[kind])}. "
        "Columns of kinds: lines found, of 1; natural and hard: false alarms in 10,000 lines. Speed with load.\n\n"
        f"{table(results)}\n"
    )
    print(text, end="")
    if options.output:
        options.output.write_text(text, "utf8")
        options.output.with_suffix(".json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
