"""Checking files: what is known from the cache at once, the rest here or in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from cleantext.documents import check_document
from cleantext.files import FileProblem, read_bytes
from cleantext.formats import format_of
from glossaries import Glossary, load_glossaries
from glossaries.load import glossary_bytes

from .cache import entry_name, prune, read_entry, settings_digest, write_entry
from .config import Config
from .processes import in_order, processes_for, size_of
from .records import Record, records_of
from .sources import read_source


class Task(NamedTuple):
    """A file to work on, and how.

    named     a person named it: that there is nothing in it is then a problem.
    glossary  the glossaries, the nearest last, each with the hash of its content.
    date      the day the article is of; "" where it is for the article to say.
    quotations  what the rule glossary does in them; "" as the profile says.
    cache     the folder of the cache, None for none; `digest` is the hash of the settings in it.
    """

    path: str
    named: bool
    profile: str
    rules: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]
    allow: tuple[str, ...]
    date: str
    quotations: str
    cache: str | None = None
    digest: str = ""


class Checked(NamedTuple):
    """What was found in a file, or why it could not be checked.

    remark  what of it could not be read, with its name; "" for nothing.
    """

    path: str
    records: list[Record]
    problem: str | None = None
    remark: str = ""


class Tasks:
    """Makes the tasks of a run; what many files share is read and hashed once."""

    def __init__(self) -> None:
        self._glossaries: dict[str, str] = {}
        self._digests: dict[tuple[object, ...], str] = {}

    def of(self, path: str, named: bool, config: Config, cache: str | None = None) -> Task:
        """The task of a file under its settings. Raises GlossaryError where the glossary cannot be read."""
        for name in config.glossary:
            if name not in self._glossaries:
                self._glossaries[name] = sha256(glossary_bytes(name)).hexdigest()
        terms = tuple((name, self._glossaries[name]) for name in config.glossary)
        task = Task(
            path, named, config.profile, config.rules(Path(path)), terms, config.allow, config.date, config.quotations
        )
        if cache is None or not os.path.isfile(path):  # standard input and pipes can be read only once
            return task
        today = date.today().isoformat() if "out-of-date" in task.rules and not task.date else ""
        settings = (format_of(path), *task[2:8], today)
        if settings not in self._digests:
            self._digests[settings] = settings_digest(*settings)
        return task._replace(cache=cache, digest=self._digests[settings])


def check_files(tasks: Iterable[Task | Checked], jobs: int | None) -> Iterator[Checked]:
    """The results in the order of the tasks; what is Checked already passes through.

    jobs  how many processes; None for as many as pay. Raises GlossaryError before anything is checked.
    """
    known: list[Checked | None] = []
    waiting: list[Task] = []
    size = 0
    for task in tasks:
        done = task if isinstance(task, Checked) else None
        if isinstance(task, Task):
            done, length = _look_up(task)
            size += length
            waiting += [] if done else [task]
        known.append(done)
    for glossary in {task.glossary for task in waiting}:
        open_terms(glossary)
    processes = processes_for(len(waiting), size) if jobs is None else jobs
    rest = in_order(check_file, waiting, processes)
    for each in known:
        yield each or next(rest)
    for folder in {task.cache for task in waiting if task.cache}:
        prune(folder)


def _look_up(task: Task) -> tuple[Checked | None, int]:
    """What the cache knows of a file, and else how many bytes are to be checked."""
    if task.cache is None:
        return None, size_of(task.path)
    try:
        data = read_bytes(task.path)
    except FileProblem as e:
        return Checked(task.path, [], str(e)), 0
    records = read_entry(task.cache, entry_name(task.digest, data))
    return (None, len(data)) if records is None else (Checked(task.path, records), 0)


def check_file(task: Task) -> Checked:
    """Read and check one file, and keep the result in the cache; a file that cannot be read is a problem.

    What was read in part is not kept, so that the remark on it is made each time.
    """
    try:
        source = read_source(task.path, empty=not task.named)
    except FileProblem as e:
        return Checked(task.path, [], str(e))
    if source.is_empty:
        return Checked(task.path, [], remark=source.remark)
    found = check_document(
        source.document,
        **rule_options(task),
    )
    records = records_of(found)
    if task.cache is not None and not source.remark:
        write_entry(task.cache, entry_name(task.digest, source.data), records)
    return Checked(task.path, records, remark=source.remark)


def rule_options(task: Task) -> dict[str, Any]:
    """What a task asks of check_document and fix_document. Raises GlossaryError."""
    return {
        "select": task.rules,
        "profile": task.profile,
        "glossary": open_terms(task.glossary),
        "allow": task.allow,
        "date": task.date,
        "quotations": task.quotations,
    }


@cache
def open_terms(glossary: tuple[tuple[str, str], ...]) -> Glossary | None:
    """The glossaries of a task as one; None for none. Raises GlossaryError."""
    return load_glossaries([name for name, _ in glossary]) if glossary else None
