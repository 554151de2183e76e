"""Compares the rules with textlint's Japanese presets, autocorrect-py, jpnorm and neologdn; writes one Markdown file.

    python benchmarks/typography/compare.py CASES.jsonl TEXTS... [--peers FOLDER] [-o TABLE.md] [--runs 3]

CASES   as benchmarks/typography/adapter.py takes them.
TEXTS   folders of Japanese .txt files, each a million characters or more, for the speed of whole processes: what
        they are called heads a table each, for the ratios depend on how much there is to find.
FOLDER  where the peers are, or are installed by npm and pip if they are not; build/peers without it.

Conformance is counted twice: with each case's own rules on (ours only: the presets are what most cases are taken
from), and with every tool as it comes, whole, on the cases whose outcome is a text. "core" is profile web-news
without the anchors autocorrect and ftfy. Speed is characters a CPU-second of the whole process, start and output
to a file included; of several runs the fastest counts; on the clock too, with as many processes as ours takes
by itself. One text of 6,000 characters shows what starting costs.
How time grows is measured with ours alone: one text of 1/8, 1/4, 1/2 and all of the characters, and as many files.
With --fix textlint runs only the rules that fix; ours counts what is left as well, but with --quiet. Every tool prints
as it does by itself; textlint's preset JTF once more as little as it can.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.timing import clock_seconds, cpu_seconds  # noqa: E402
from benchmarks.typography.adapter import outcome, rules_of  # noqa: E402
from benchmarks.typography.peer import PEERS  # noqa: E402
from cleantext import fix_text  # noqa: E402
from taiyaku.processes import processes_for, size_of  # noqa: E402

HERE = Path(__file__).parent
ARTICLE = ROOT / "examples" / "miami-davos.ja.txt"
PRESETS = ("jtf-style", "ja-spacing", "ja-technical-writing", "japanese")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
CHECK = [sys.executable, "-m", "taiyaku", "check", "--no-cache"]
CLEAN = [sys.executable, "-m", "taiyaku", "clean", "--in-place"]
ALONE = ["--glossary", "none", "--jobs", "1"]
CONFIGS = {"textlint, preset JTF": PRESETS[:1], "textlint, four presets": PRESETS}

Case = dict[str, Any]


class Installed(NamedTuple):
    """Where the peers are: textlint's folder, and the Python that has the others."""

    folder: Path
    python: Path

    def config(self, name: str) -> Path:
        path = self.folder / f"{'-'.join(CONFIGS[name])}.json"
        path.write_text(json.dumps({"rules": {f"preset-{preset}": True for preset in CONFIGS[name]}}))
        return path


def install(folder: Path) -> Installed:
    """The peers in a folder, fetched by npm and pip if they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules" / "textlint").exists():
        packages = ["textlint", *(f"textlint-rule-preset-{preset}" for preset in PRESETS)]
        (folder / "package.json").write_text("{}")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *packages], cwd=folder, check=True)
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return Installed(folder, python)


def versions(peers: Installed) -> str:
    packages = ["textlint", *(f"textlint-rule-preset-{preset}" for preset in PRESETS)]
    found = [
        f"{name} {json.loads((peers.folder / 'node_modules' / name / 'package.json').read_text())['version']}"
        for name in packages
    ]
    code = f"from importlib.metadata import version; print(*(n + ' ' + version(n) for n in {list(PEERS)}), sep=', ')"
    asked = subprocess.run([str(peers.python), "-c", code], capture_output=True, text=True, check=True)
    return ", ".join([*found, asked.stdout.strip()])


def fixers(peers: Installed) -> dict[str, Callable[[list[Case]], list[str]]]:
    """For every tool a function from cases to their texts as the tool leaves them."""

    def ask(command: list[str]) -> Callable[[list[Case]], list[str]]:
        def run(cases: list[Case]) -> list[str]:
            lines = "".join(json.dumps({"text": case["text"], "ext": case["ext"]}) + "\n" for case in cases)
            done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
            return [json.loads(line) for line in done.stdout.splitlines()]

        return run

    def ours(cases: list[Case]) -> list[str]:
        return [fix_text(case["text"], format="md" if case["ext"] == ".md" else "txt").text for case in cases]

    textlint = {
        name: ask(["node", str(HERE / "textlint.mjs"), str(peers.folder), str(peers.config(name))]) for name in CONFIGS
    }
    others = {name: ask([str(peers.python), str(HERE / "peer.py"), name, "lines"]) for name in PEERS}
    return {"taiyaku": ours, "nothing": lambda cases: [case["text"] for case in cases]} | textlint | others


def conformance(cases: list[Case], peers: Installed) -> list[str]:
    core = [c for c in cases if "web-news" in c["profiles"] and c["anchor"] not in ("autocorrect", "ftfy")]
    tally: Counter[str] = Counter()
    for case in core:
        part, passed, _ = outcome(case)
        part = "fix" if part == "suggested" else part
        tally[f"{part} of"] += 1
        tally[part] += passed
    unmapped = sum(1 for case in core if not rules_of(case))
    lines = [
        f"Each case with its own rules, core set of {len(core)}: valid {tally['valid']}/{tally['valid of']}, "
        f"fixed {tally['fix']}/{tally['fix of']} (suggestions taken), flagged {tally['flag']}/{tally['flag of']}; "
        f"{unmapped} cases belong to no rule of ours.",
        "",
        "| whole tool, core set | valid texts kept | texts fixed as wanted | fixing again changes nothing |",
        "|---|---|---|---|",
    ]
    whole = [case for case in core if case["kind"] == "valid" or case["expected_output"] is not None]
    for name, fix in fixers(peers).items():
        texts = fix(whole)
        again = fix([case | {"text": text} for case, text in zip(whole, texts, strict=True)])
        marks: Counter[str] = Counter()
        for case, text, second in zip(whole, texts, again, strict=True):
            kind = "kept" if case["kind"] == "valid" else "fixed"
            marks[f"{kind} of"] += 1
            marks[kind] += text == (case["text"] if kind == "kept" else case["expected_output"])
            marks["still"] += text == second
        cells = f"{marks['kept']}/{marks['kept of']} | {marks['fixed']}/{marks['fixed of']} | {marks['still']}"
        lines.append(f"| {name} | {cells}/{len(whole)} |")
    return lines


def process(command: list[str]) -> None:
    """Run a command to its end; ending with 1 is to have found something."""
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, cwd=ROOT, env=ENVIRONMENT)
    if done.returncode not in (0, 1):
        said = done.stderr.decode(errors="replace")[:400]
        raise SystemExit(f"{command[:4]} ended with {done.returncode}: {said}")


def speed(texts: Path, peers: Installed, runs: int) -> list[str]:
    files = sorted(str(path) for path in texts.rglob("*.txt"))
    size = sum(len(Path(path).read_text("utf-8")) for path in files)
    small = len(ARTICLE.read_text("utf-8"))
    lines = [
        f"{len(files)} files, {size:,} characters; one article, {small:,} characters. Whole processes, CPU-seconds.",
        "",
        "| | check | thousand characters/s | fix | thousand characters/s | one article, check |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "texts"

        def renew() -> None:
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(texts, copy)

        for name, (check, fix) in commands(peers).items():
            checked = cpu_seconds(partial(process, [*check, *files]), runs) if check else None
            renew()
            copies = sorted(str(path) for path in copy.rglob("*.txt"))
            fixed = cpu_seconds(partial(process, [*fix, *copies]), runs, renew)
            small_copy = shutil.copy(ARTICLE, scratch)
            one = cpu_seconds(partial(process, [*(check or fix), small_copy]), max(5, runs))
            cells = [f"{one:.2f}"]
            for seconds in (fixed, checked):
                cells[:0] = [f"{seconds:.2f}", f"{size / seconds / 1000:,.0f}"] if seconds else ["–", "–"]
            lines.append(f"| {name} | {' | '.join(cells)} |")
        check, fix = ([*command, "--glossary", "none"] for command in (CHECK, [*CLEAN, "--quiet"]))
        renew()
        checked = clock_seconds(partial(process, [*check, *files]), runs)
        fixed = clock_seconds(partial(process, [*fix, *copies]), runs, renew)
    number = processes_for(len(files), sum(map(size_of, files)))
    return [
        *lines,
        "",
        f"On the clock, taiyaku with the {number} processes that it takes here by itself: check {checked:.2f} s, "
        f"fix with --quiet {fixed:.2f} s.",
    ]


def growth(texts: Path, runs: int) -> list[str]:
    """What our check and fix take for parts of the texts, as one file and as files; CPU-seconds of whole processes."""
    files = sorted(texts.rglob("*.txt"))
    whole = "".join(path.read_text("utf-8") for path in files)
    lines = [
        "CPU-seconds of taiyaku for a part of these texts, as one file and as files.",
        "",
        "| part | one file, characters | check | fix | files | check | fix |",
        "|---|---|---|---|---|---|---|",
    ]
    for part in (8, 4, 2, 1):
        cells = [f"1/{part}" if part > 1 else "all", f"{len(whole) // part:,}"]
        with tempfile.TemporaryDirectory() as scratch:
            one, some = Path(scratch) / "one", Path(scratch) / "some"

            def renew(one: Path = one, some: Path = some, part: int = part) -> None:
                for folder in (one, some):
                    shutil.rmtree(folder, ignore_errors=True)
                    folder.mkdir()
                (one / "text.txt").write_text(whole[: len(whole) // part], "utf-8")
                for path in files[: len(files) // part]:
                    shutil.copy(path, some)

            for folder in (one, some):
                cells += [str(len(files) // part)] if folder == some else []
                for command in ([*CHECK, *ALONE], [*CLEAN, *ALONE]):
                    cells.append(f"{cpu_seconds(partial(process, [*command, str(folder)]), runs, renew):.2f}")
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def commands(peers: Installed) -> dict[str, tuple[list[str], list[str]]]:
    """For every tool how it is called to check files and to fix them in place; peers that only fix check nothing."""
    clean = [*CLEAN, *ALONE]
    found = {
        "taiyaku": ([*CHECK, *ALONE], clean),
        "taiyaku, --quiet": ([], [*clean, "--quiet"]),
    }
    for name in CONFIGS:
        textlint = ["node", str(peers.folder / "node_modules" / "textlint" / "bin" / "textlint.js")]
        textlint += ["--config", str(peers.config(name)), "--rules-base-directory", str(peers.folder / "node_modules")]
        found[name] = (textlint, [*textlint, "--fix"])
        if name == "textlint, preset JTF":
            found[f"{name}, a line each"] = (
                [*textlint, "--format", "unix"],
                [*textlint, "--fix", "--format", "compats"],
            )
    for name in PEERS:
        found[name] = ([], [str(peers.python), str(HERE / "peer.py"), name, "files"])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--peers", type=Path, default=ROOT / "build" / "peers")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results.md")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    peers = install(options.peers.resolve())
    cases = [json.loads(line) for line in options.cases.read_text("utf-8").split("\n") if line.strip()]
    lines = ["# Typography beside other tools", "", versions(peers) + ".", "", "## Conformance", ""]
    lines += [*conformance(cases, peers), "", "## Speed"]
    for texts in options.texts:
        lines += ["", f"### {texts.name}", "", *speed(texts, peers, options.runs)]
    lines += ["", "## Growth", "", *growth(options.texts[0], options.runs)]
    options.output.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
