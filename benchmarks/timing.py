"""CPU time of whole processes, which other work on the machine disturbs less than time on the clock."""

from __future__ import annotations

import resource
from collections.abc import Callable


def cpu_seconds(run: Callable[[], object], runs: int, prepare: Callable[[], object] = lambda: None) -> float:
    """The least CPU time, over some runs, of what `run` starts and waits for; `prepare` comes before each."""
    best = float("inf")
    for _ in range(runs):
        prepare()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best
