"""Compiled regular expressions, kept beside the bytecode of this package as Python keeps that of modules.

Compiling those of a run takes a tenth of a second, which is half of what a short article takes. What is kept is what
`re` itself hands to its machine. It belongs to one build of Python, which also checks it when it is read; where
anything is not as it should be, nothing is taken, and `re` compiles as ever. Nothing is written where Python is told
to write no bytecode, or may not.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, cast

MOST = 4000
"""So many expressions are kept before all is begun anew; this package has a quarter of that."""

_Key = tuple[str, int]
_Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code in the words of the machine, groups, and their names by number and number by name."""

_new: list[_Key] = []


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """re.compile(source, flags), from what an earlier run kept if there is any.

    >>> compiled("(?P<day>[0-9]+)日").search("3月20日")["day"]
    '20'
    """
    kept = _read().get((source, flags))
    if kept is not None:
        with suppress(Exception):
            return _rebuilt(source, kept)
    if not _new:
        atexit.register(_write)
    _new.append((source, int(flags)))
    return re.compile(source, flags)


def _rebuilt(source: str, kept: _Kept) -> re.Pattern[str]:
    from _sre import compile as build  # type: ignore[import-not-found]

    flags, code, groups, numbers, names = kept
    return cast("re.Pattern[str]", build(source, flags, array("I", code).tolist(), groups, numbers, names))


def _taken_apart(source: str, flags: int) -> _Kept:
    """What the pattern is built of. Raises whatever it may where this Python's `re` is another one."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    numbers = dict(parsed.state.groupdict)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in numbers.items():
        names[number] = name
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, numbers, tuple(names)


def _build() -> tuple[Any, ...]:
    """What must be the same for code to be of use."""
    import _sre

    return sys.version, sys.implementation.cache_tag, sys.maxsize, int(_sre.MAGIC), int(_sre.CODESIZE)


def _place() -> Path:
    return Path(cache_from_source(__file__)).with_suffix(".patterns")


@cache
def _read() -> dict[_Key, _Kept]:
    with suppress(Exception):
        build, kept = marshal.loads(_place().read_bytes())
        if build == _build() and isinstance(kept, dict):
            return kept
    return {}


def _write() -> None:
    """Keep what this run had to compile, beside what others kept meanwhile; only what is built again the same."""
    if sys.dont_write_bytecode:
        return
    with suppress(Exception):
        _read.cache_clear()
        kept = dict(_read()) if len(_read()) < MOST else {}
        for source, flags in _new:
            parts = _taken_apart(source, flags)
            if _rebuilt(source, parts) == re.compile(source, flags):
                kept[source, flags] = parts
        place = _place()
        fresh = place.with_name(f"{place.name}.{os.getpid()}")
        try:
            fresh.write_bytes(marshal.dumps((_build(), kept)))
            fresh.replace(place)
        finally:
            fresh.unlink(missing_ok=True)
