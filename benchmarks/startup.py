"""How long the program takes to start, beside a bare Python in the same run.

    python benchmarks/startup.py [RUNS]

Prints a Markdown table: the median wall time of RUNS (20) processes each, interleaved, and what each takes more
than `python -c pass`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import cleantext'": ["-c", "import cleantext"],
    "python -c 'import glossaries'": ["-c", "import glossaries"],
    "python -c 'import translate'": ["-c", "import translate"],
    "taiyaku --help": ["-m", "taiyaku", "--help"],
}


def main(runs: int) -> None:
    """Measure and print."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs + 1):
        for name, arguments in COMMANDS.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - begun)
    bare = statistics.median(times["python -c pass"][1:])
    print("| command | median, s | over a bare Python, s |\n|---|---|---|")
    for name, measured in times.items():
        median = statistics.median(measured[1:])
        print(f"| `{name}` | {median:.3f} | {median - bare:.3f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
