"""Findings that are known: a file of them, so that only new ones are reported.

A finding is known by its file, its rule, what was found and what stands around it in its line, and how often: not
by its line, so that what only moved stays known. What changes beside it makes it new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cleantext.files import FileProblem, read_bytes, write_atomic

from .checking import Checked
from .records import Record

AROUND = 8
"""So many characters before and after a finding tell it from others."""

Key = tuple[str, str, str, str]


def key_of(record: Record) -> Key:
    """Rule, found, before, after."""
    return record.rule, record.found, record.before[-AROUND:], record.after[:AROUND]


class Baseline:
    """The known findings of a file that `write_baseline` wrote; files are named from its folder."""

    def __init__(self, path: Path) -> None:
        """Raises FileProblem where the file cannot be read or is no baseline."""
        self._folder = path.parent
        try:
            data = json.loads(read_bytes(path))
            self._known = {file: Counter(_counts(rows)) for file, rows in data["findings"].items()}
        except FileProblem:
            raise
        except (ValueError, LookupError, TypeError, AttributeError):
            raise FileProblem(f"{path}: is no baseline; write one with --write-baseline {path}") from None

    def new(self, file: Checked) -> Checked:
        """The file with only those findings that are not known."""
        left = Counter(self._known.get(_name(self._folder, file.path), {}))
        records = []
        for record in file.records:
            key = key_of(record)
            if left[key] > 0:
                left[key] -= 1
            else:
                records.append(record)
        return file._replace(records=records)


def _counts(rows: list[dict[str, Any]]) -> dict[Key, int]:
    return {(row["rule"], row["found"], row["before"], row["after"]): int(row["count"]) for row in rows}


def write_baseline(path: Path, files: Iterable[Checked]) -> int:
    """Write all findings of the files as known ones; returns their number. Raises FileProblem."""
    known: dict[str, list[dict[str, Any]]] = {}
    total = 0
    for file in files:
        counts = Counter(map(key_of, file.records))
        total += counts.total()
        if counts:
            known[_name(path.parent, file.path)] = [
                dict(zip(("rule", "found", "before", "after"), key, strict=True), count=count)
                for key, count in sorted(counts.items())
            ]
    data = {"version": 1, "findings": dict(sorted(known.items()))}
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_atomic(path, text.encode(errors="surrogatepass"))
    return total


def _name(folder: Path, path: str) -> str:
    """A file as a baseline names it: from the baseline's folder, with /."""
    return path if path == "-" else os.path.relpath(path, folder or ".").replace(os.sep, "/")
