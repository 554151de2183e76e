"""Work on several files at once, in processes, with the results in the order of the files."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from .errors import TaiyakuError

SMALL = 400_000
"""Bytes; starting processes, each of which loads its dictionaries, costs more than checking less than this."""

Job = TypeVar("Job")
Result = TypeVar("Result")


def processes_for(count: int, size: int) -> int:
    """How many processes to use for so many files of so many bytes, where nothing else is asked for."""
    if count < 2 or size < SMALL:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, count, 1 + size // SMALL)


def in_order(work: Callable[[Job], Result], jobs: Sequence[Job], processes: int) -> Iterator[Result]:
    """work(job) for all jobs, in their order, in this process or in several.

    When the caller stops, or is stopped, the processes end at once.
    """
    if processes < 2 or len(jobs) < 2:
        yield from map(work, jobs)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(min(processes, len(jobs)), context, initializer=_leave_stopping_to_the_parent)
    try:
        yield from pool.map(work, jobs)
        pool.shutdown()
    except BrokenProcessPool:
        raise TaiyakuError(
            "a process that checked files was ended, perhaps for want of memory; try again with --jobs 1"
        ) from None
    finally:
        for process in multiprocessing.active_children():
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)


def _leave_stopping_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
