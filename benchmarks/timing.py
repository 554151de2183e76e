"""Time of whole processes: of the CPU, which other work on the machine disturbs less, and on the clock."""

from __future__ import annotations

import resource
from collections.abc import Callable
from time import perf_counter


def cpu_seconds(run: Callable[[], object], runs: int, prepare: Callable[[], object] = lambda: None) -> float:
    """The least CPU time, over some runs, of what `run` starts and waits for; `prepare` comes before each."""
    return _least(run, runs, prepare, _of_children)


def clock_seconds(run: Callable[[], object], runs: int, prepare: Callable[[], object] = lambda: None) -> float:
    """The same on the clock."""
    return _least(run, runs, prepare, perf_counter)


def _least(run: Callable[[], object], runs: int, prepare: Callable[[], object], now: Callable[[], float]) -> float:
    best = float("inf")
    for _ in range(runs):
        prepare()
        before = now()
        run()
        best = min(best, now() - before)
    return best


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
