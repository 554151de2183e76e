"""What `check` found, kept by the content of the file and of all else the result depends on.

An entry is one file, named by the hash of that; nothing in it can be out of date. It is written whole or not at
all, so that several processes may work in one folder; what cannot be read counts as not there.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from .records import Record, Region
from .version import VERSION

NAME = ".taiyaku_cache"
ENTRIES, BYTES = 20_000, 200_000_000
"""A folder that holds more is cut down to three quarters of it, what was longest not asked for first."""

DAY = 86_400
_PACKAGES = ("glossaries", "cleantext", "taiyaku")
_LIBRARIES = ("fugashi", "lxml", "regex", "selectolax", "sudachidict_core", "sudachipy", "unidic_lite")
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of taiyaku; it may be deleted.\n"


@cache
def code_digest() -> str:
    """A hash of the program: its version, and size and time of each of its files, so that a change to one counts."""
    seen: list[object] = [VERSION, sys.version]
    for name in (*_PACKAGES, *_LIBRARIES):
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            continue
        top = os.path.dirname(spec.origin) if name in _PACKAGES else spec.origin
        seen += [(name, _stamps(top) if name in _PACKAGES else _stamp(top))]
    return sha256(repr(seen).encode()).hexdigest()


def _stamps(top: str) -> list[tuple[str, int, int]]:
    found = []
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [_stamp(os.path.join(folder, name)) for name in sorted(files)]
    return found


def _stamp(path: str) -> tuple[str, int, int]:
    stat = os.stat(path)
    return os.path.basename(path), stat.st_size, stat.st_mtime_ns


def settings_digest(*settings: object) -> str:
    """A hash of the program and of settings: what can be written as JSON."""
    return sha256(json.dumps([code_digest(), *settings]).encode()).hexdigest()


def entry_name(digest: str, data: bytes) -> str:
    """The name of the entry for a file's bytes under a digest of the settings."""
    return blake2b(data, key=bytes.fromhex(digest), digest_size=20).hexdigest()


def read_entry(folder: str, name: str) -> list[Record] | None:
    """The records of an entry, or None where there is none that is whole."""
    path = os.path.join(folder, name)
    try:
        with open(path, "rb") as file:
            total, _, data = file.read().partition(b"\n")
            age = time.time() - os.fstat(file.fileno()).st_mtime
        if _checksum(data) != total:
            return None
        records = [_record(row) for row in json.loads(data)]
        if age > DAY:
            os.utime(path)
    except (OSError, ValueError, TypeError, IndexError):
        return None
    return records


def _record(row: list[Any]) -> Record:
    record = Record._make(row)
    return record._replace(region=record.region and Region._make(record.region))


def write_entry(folder: str, name: str, records: list[Record]) -> None:
    """Keep records. Where that cannot be done, nothing is kept: a cache is no reason to fail."""
    try:
        data = json.dumps(records).encode()
        _make(folder)
        temporary = os.path.join(folder, f"{name}.{os.getpid()}.tmp")
        with open(temporary, "wb") as file:
            file.write(_checksum(data) + b"\n" + data)
        os.replace(temporary, os.path.join(folder, name))
    except OSError:
        return


def prune(folder: str, entries: int = ENTRIES, size: int = BYTES) -> None:
    """Drop the entries longest not asked for, where there are too many, and what a stopped process left."""
    try:
        with os.scandir(folder) as found:
            files = [(e.stat().st_mtime, e.stat().st_size, e.path) for e in found if not _is_ours(e.name)]
        files.sort(reverse=True)
        total, old = 0, time.time() - DAY
        is_over = len(files) > entries or sum(each[1] for each in files) > size
        for count, (changed, length, path) in enumerate(files, 1):
            total += length
            dropped = is_over and (count > entries * 3 // 4 or total > size * 3 // 4)
            if dropped or (path.endswith(".tmp") and changed < old):
                os.unlink(path)
    except OSError:
        return


def _is_ours(name: str) -> bool:
    return name in (".gitignore", "CACHEDIR.TAG")


def _make(folder: str) -> None:
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True)
        Path(folder, ".gitignore").write_text("*\n", "utf-8")
        Path(folder, "CACHEDIR.TAG").write_text(_TAG, "utf-8")


def _checksum(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()
