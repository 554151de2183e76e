"""How near the whole job comes to the bare speed of its model: both in one run, on this machine.

    python benchmarks/translation/speed.py ARTICLE [--model M] [--threads N] [-o speed.md]

Bare: the same file in the same library with nothing around it, 128 tokens read and 128 written, three times, by the
library's own clock (what llama-bench calls pp128 and tg128); the fastest counts. The job: `taiyaku bilingual` on the
article with an empty memory, its tokens and seconds again by the library's clock, and the wall time and peak memory of
the whole process. Other work on the machine slows both: let nothing else run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def bare(model: str | None, threads: int) -> tuple[float, float]:
    """(tokens read, tokens written) a second."""
    import xllamacpp

    from taiyaku import models
    from translate.engines.llama import _load

    server = _load(xllamacpp, models.find(model).path, threads)
    asked = {"prompt": list(range(1000, 1128)), "max_tokens": 128, "ignore_eos": True, "temperature": 0,
             "cache_prompt": False}  # fmt: skip
    timings = [server.handle_completions(asked)["timings"] for _ in range(3)]
    return (
        max(1000 * each["prompt_n"] / each["prompt_ms"] for each in timings),
        max(1000 * each["predicted_n"] / each["predicted_ms"] for each in timings),
    )


def main() -> None:
    """Measure both, print the table."""
    parser = argparse.ArgumentParser(description="The whole job beside the bare speed of its model.")
    parser.add_argument("article", type=Path, nargs="?")
    parser.add_argument("--model")
    parser.add_argument("--threads", type=int, default=min(os.cpu_count() or 1, 8))
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare:
        print(json.dumps(bare(options.model, options.threads)))
        return
    if not options.article:
        parser.error("name an article")
    settings = ["--threads", str(options.threads), *(["--model", options.model] if options.model else [])]
    measured = subprocess.run(
        [sys.executable, __file__, "--bare", *settings], stdout=subprocess.PIPE, text=True, check=True
    )
    read, written = json.loads(measured.stdout)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "taiyaku", "bilingual", str(options.article), "-o", folder, *settings], check=True
        )
        wall = time.monotonic() - begun
        report = json.loads(next(Path(folder).glob("*.report.json")).read_text("utf-8"))
    used, peak = report["this_run"]["model"], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    job_read, job_written = used["read"] / used["read_seconds"], used["written"] / used["written_seconds"]
    lines = [
        "| | bare | in the job | share |",
        "|---|---|---|---|",
        f"| tokens read a second | {read:.1f} | {job_read:.1f} | {job_read / read:.0%} |",
        f"| tokens written a second | {written:.1f} | {job_written:.1f} | {job_written / written:.0%} |",
        "",
        f"The job: {wall:.0f} s in all, of which {used['load_seconds']:.0f} s loading the model and its instructions, "
        f"{used['read_seconds']:.0f} s reading {used['read']} tokens, {used['written_seconds']:.0f} s writing "
        f"{used['written']}; {report['this_run']['answers_asked']} answers for {report['rows']} rows; "
        f"{peak:.0f} MB at most; {options.threads} threads.",
    ]
    print("\n".join(lines))
    if options.output:
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
