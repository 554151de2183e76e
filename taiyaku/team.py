"""Processes that share work: each has its own pipe, and the parent no threads that could wait for half an answer."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from .errors import TaiyakuError

Job = TypeVar("Job")
Result = TypeVar("Result")


def work_together(work: Callable[[Job], Result], jobs: Sequence[Job], processes: int) -> Iterator[Result]:
    """work(job) for all jobs, in their order, by so many processes; they end with the iteration, however it ends.

    Raises what work raises, and TaiyakuError where a process died.
    """
    team: list[tuple[BaseProcess, Connection]] = []
    try:
        for _ in range(processes):
            team.append(_start(work, [pipe for _, pipe in team]))
        waiting = iter(enumerate(jobs))
        running: dict[Connection, int] = {}
        done: dict[int, Result] = {}
        for _, pipe in team:
            _give(pipe, waiting, running)
        for index in range(len(jobs)):
            while index not in done:
                ready = wait(list(running))
                for pipe in [pipe for pipe in running if pipe in ready]:
                    done[running.pop(pipe)] = _answer(pipe)
                    _give(pipe, waiting, running)
            yield done.pop(index)
    finally:
        for process, pipe in team:
            process.terminate()
            pipe.close()
        for process, _ in team:
            process.join()


def _start(work: Callable[[Job], Result], others: list[Connection]) -> tuple[BaseProcess, Connection]:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs, [*others, ours] if sys.platform == "linux" else []))
    process.daemon = True
    process.start()
    theirs.close()
    return process, ours


def _serve(work: Callable[[Job], Result], pipe: Connection, inherited: list[Connection]) -> None:
    """Answer jobs until the parent is gone; stopping is left to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:  # else a pipe would outlive the parent
        other.close()
    while True:
        try:
            job = pipe.recv()
        except (EOFError, ConnectionError):
            return
        try:
            answer = (True, work(job))
        except Exception as e:
            answer = (False, e)  # type: ignore[assignment]
        try:
            pipe.send(answer)
        except ConnectionError:  # nobody is left to ask, or to tell
            return


def _give(pipe: Connection, waiting: Iterator[tuple[int, Job]], running: dict[Connection, int]) -> None:
    """Give a process its next job, if there is one."""
    for index, job in waiting:
        pipe.send(job)
        running[pipe] = index
        return


def _answer(pipe: Connection) -> Any:
    try:
        well, value = pipe.recv()
    except (EOFError, ConnectionError):
        raise TaiyakuError(
            "a process that checked files was ended, perhaps for want of memory; try again with --jobs 1"
        ) from None
    if not well:
        raise value
    return value
