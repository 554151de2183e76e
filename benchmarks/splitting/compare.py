"""Compares the sentence splitting with other tools on tests/cases/sentences_*.json; writes one Markdown file.

    python benchmarks/splitting/compare.py [--peers FOLDER] [-o TABLE.md] [--runs 3]

FOLDER   a virtual environment that has the peers; made, with peers.txt installed, if it is not there.

A case is right when every sentence is; spaces and line breaks do not count, since most peers drop them. What the
cases take for right is said in docs/sentences.md: other tools may hold to other conventions. Lossless is a text whose
pieces, put together, are the text. Speed is characters a CPU-second of the splitting alone, the fastest of some runs.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import venv
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.splitting.peer import PEERS  # noqa: E402

LANGUAGES = {"ja": "Japanese", "en": "English"}
TEXT = 100_000
"""Characters of the text that speed is measured with."""
DOCUMENT = 3_000
"""Characters of one document of it."""
PIECES = [
    *"雨がカ。！？!?「」『』（）()[]“”‘’、,. \t　\r\n\u2028aZ9・…—😀'\"\0\x0b\u200b<&▁",
    *("\r\n", "U.S. ", "Mr. ", "Then ", "3.14", "」と", "。）", "\n\n", "e\u0301", "ｶﾞ｡", "♪", "1. ", " (a) "),
]

Case = dict[str, Any]


def install(folder: Path) -> tuple[Path, dict[str, str]]:
    """The Python of the peers, and the reason why each that is missing could not be installed."""
    python = folder / "bin" / "python"
    if python.exists():
        return python, {}
    venv.create(folder, with_pip=True)
    reasons = {}
    for line in (HERE / "peers.txt").read_text("utf-8").split("\n"):
        wanted = line.partition("#")[0].strip()
        if not wanted:
            continue
        done = subprocess.run([str(python), "-m", "pip", "install", "-q", wanted], capture_output=True, text=True)
        if done.returncode:
            reasons[wanted.partition("==")[0]] = (done.stderr.strip().split("\n") or ["pip failed"])[-1]
    return python, reasons


def installed(python: Path) -> dict[str, str]:
    """The version of each peer that the Python has."""
    code = "import json; from importlib.metadata import distributions as d; "
    code += "print(json.dumps({x.metadata['Name']: x.version for x in d()}))"
    found = json.loads(subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True).stdout)
    return {name: found[dist] for name, (_, _, dist) in PEERS.items() if dist in found}


def ask(python: Path, name: str, texts: list[str], lang: str, *options: str) -> list[Any]:
    """What peer.py answers; raises RuntimeError with the tool's last words if it ends with an error."""
    lines = "".join(json.dumps({"text": text, "lang": lang}) + "\n" for text in texts)
    command = [sys.executable if not PEERS[name][2] else str(python), str(HERE / "peer.py"), name, *options]
    done = subprocess.run(command, input=lines, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().split("\n") or [""])[-1] or f"ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def bare(sentences: list[str] | None) -> list[str]:
    return [kept for sentence in sentences or [] if (kept := "".join(sentence.split()))]


def ends(sentences: list[str]) -> set[int]:
    """Where sentences end, counted without spaces, the end of the text apart."""
    found, at = set(), 0
    for sentence in sentences[:-1]:
        at += len(sentence)
        found.add(at)
    return found


def arbitrary(count: int) -> list[str]:
    made = random.Random(20)
    return ["".join(made.choices(PIECES, k=made.randrange(1, 60))) for _ in range(count)]


def documents(cases: list[Case]) -> list[str]:
    """The cases as documents of paragraphs, repeated to TEXT characters."""
    whole, page = [], ""
    while sum(map(len, whole)) < TEXT:
        for case in cases:
            page += "".join(case["text"]).strip() + "\n\n"
            if len(page) >= DOCUMENT:
                whole.append(page)
                page = ""
    return whole


def rows_of(lang: str, cases: list[Case], python: Path, names: list[str], runs: int) -> list[str]:
    kinds = sorted({case["kind"] for case in cases} - {"minimal"}) + ["minimal"]
    counts = Counter(case["kind"] for case in cases)
    own = sum(counts.values()) - counts["minimal"]
    shown = " | ".join(f"{kind} ({counts[kind]})" for kind in kinds)
    lines = [
        f"| | exact, without minimal ({own}) | boundary F1 | {shown} | lossless | characters/s |",
        "|---|---|---|" + "---|" * len(kinds) + "---|---|",
    ]
    texts, pages = arbitrary(1000), documents(cases)
    whole = ["".join(case["text"]) for case in cases]
    for name in names:
        right: Counter[str] = Counter()
        hit = wanted_ends = found_ends = 0
        for case, answer in zip(cases, ask(python, name, whole, lang), strict=True):
            wanted, got = bare(case["text"]), bare(answer)
            right[case["kind"]] += wanted == got
            if case["kind"] != "minimal" and "".join(wanted) == "".join(got):
                hit += len(ends(wanted) & ends(got))
                found_ends += len(ends(got))
            wanted_ends += len(ends(wanted)) if case["kind"] != "minimal" else 0
        exact = sum(right.values()) - right["minimal"]
        f1 = 2 * hit / (wanted_ends + found_ends)
        kept = sum(
            answer is not None and "".join(answer) == text
            for text, answer in zip(texts, ask(python, name, texts, lang), strict=True)
        )
        seconds = min(ask(python, name, pages, lang, "--seconds")[0] for _ in range(runs))
        by_kind = " | ".join(str(right[kind]) for kind in kinds)
        speed = f"{sum(map(len, pages)) / seconds:,.0f}"
        share = f"{exact} ({100 * exact / own:.1f} %)"
        lines.append(f"| {name} | {share} | {f1:.3f} | {by_kind} | {kept}/{len(texts)} | {speed} |")
        print(lines[-1], file=sys.stderr)
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peers", type=Path, default=ROOT / "build" / "peers" / "splitting")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results.md")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    python, reasons = install(options.peers.absolute())
    versions = installed(python)
    left_out: dict[str, str] = {}
    for name, (_, langs, dist) in PEERS.items():
        if dist and name not in versions:
            left_out[name] = reasons.get(dist, "not installed")
            continue
        try:
            ask(python, name, ["A."], langs.split()[0])
        except RuntimeError as error:
            left_out[name] = str(error)
    lines = ["# Sentence splitting beside other tools", ""]
    lines += [", ".join(f"{name} {version}" for name, version in sorted(versions.items())) + ".", ""]
    lines += [line for name, reason in left_out.items() for line in (f"Left out: {name} ({reason}).", "")]
    for lang, title in LANGUAGES.items():
        cases = json.loads((ROOT / "tests" / "cases" / f"sentences_{lang}.json").read_text("utf-8"))
        names = [name for name, (_, langs, _) in PEERS.items() if lang in langs.split() and name not in left_out]
        lines += [f"## {title}", "", *rows_of(lang, cases, python, names, options.runs), ""]
    lines += ["*minimal*: cases of a few words, older than the others. *every stop*: no tool, a cut after each stop."]
    options.output.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
