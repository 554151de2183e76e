"""Work on several files at once, in processes, with the results in the order of the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

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


def size_of(path: str) -> int:
    """The bytes of a file; 0 where that cannot be told."""
    return os.path.getsize(path) if os.path.isfile(path) else 0


def in_order(work: Callable[[Job], Result], jobs: Sequence[Job], processes: int) -> Iterator[Result]:
    """work(job) for all jobs, in their order, in this process or in several.

    When the caller stops, or is stopped, the processes end at once. Raises what work raises, and TaiyakuError where a
    process died.
    """
    if processes < 2 or len(jobs) < 2:
        yield from map(work, jobs)
        return
    from .team import work_together  # multiprocessing takes a while to import

    yield from work_together(work, jobs, min(processes, len(jobs)))
