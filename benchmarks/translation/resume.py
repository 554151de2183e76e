"""Kills the job at random moments, lets it go on each time, and compares the result with an undisturbed run.

    python benchmarks/translation/resume.py [--kills 20] [--seed 1] ARTICLE [-- OPTIONS OF taiyaku translate]

Every kill is SIGKILL to the whole process. At the end every file of both folders must be the same byte for byte (but
for the report's line on time), and no sentence may have been asked for again that was already in the memory: what each
run asked, put together, is what the undisturbed run asked, and at most one sentence a kill more, which was under way.
Ends with 1 where that does not hold.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def answers(folder: Path) -> int:
    """How many answers the memory of a folder holds."""
    path = folder / ".taiyaku" / "memory.sqlite"
    if not path.exists():
        return 0
    with sqlite3.connect(path, timeout=60) as base:
        try:
            return int(base.execute("SELECT count(*) FROM answers").fetchone()[0])
        except sqlite3.OperationalError:  # killed before the tables were made
            return 0


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder, without what differs between runs of the same signature."""
    found = {}
    for path in sorted(each for each in folder.glob("*.*") if each.is_file()):
        data = path.read_bytes()
        if path.name.endswith(".report.json"):
            report = json.loads(data)
            del report["this_run"]
            data = json.dumps(report).encode()
        if path.name.endswith(".report.md"):
            data = re.sub(rb"\| this run \|.*", b"", data)
        found[path.name] = data
    return found


def main() -> None:
    """Run, kill, go on, compare."""
    parser = argparse.ArgumentParser(description="The job killed at random moments, beside an undisturbed one.")
    parser.add_argument("article", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("options", nargs="*")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        whole, broken = Path(place, "whole"), Path(place, "broken")

        def command(folder: Path) -> list[str]:
            arguments = [str(options.article), "-o", str(folder), "--format", "tsv,tmx,html", *options.options]
            return [sys.executable, "-m", "taiyaku", "translate", *arguments]

        begun = time.monotonic()
        subprocess.run(command(whole), check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - begun
        model = json.loads(next(whole.glob("*.report.json")).read_text("utf-8"))["this_run"].get("model") or {}
        load = min(seconds, model.get("load_seconds", 0.0) + 3)
        kept = []
        for _ in range(options.kills):
            process = subprocess.Popen(command(broken), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wait = rng.uniform(0, 2 * load + 2 * (seconds - load) / options.kills)
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            kept.append(answers(broken))
        subprocess.run(command(broken), check=True, stdout=subprocess.DEVNULL)
        report = json.loads(next(broken.glob("*.report.json")).read_text("utf-8"))["this_run"]
        asked = kept[-1] + report["answers_asked"]
        same = contents(whole) == contents(broken)
        print(f"undisturbed: {answers(whole)} answers, {seconds:.0f} s; answers kept after each kill: {kept}")
        print(f"the last run asked {report['answers_asked']} and took {report['answers_from_memory']} from the memory")
        print(f"in all {asked} answers are in the memory or asked last; files the same: {same}")
        sys.exit(0 if same and asked == answers(whole) == answers(broken) else 1)


if __name__ == "__main__":
    main()
