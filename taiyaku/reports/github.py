"""Annotations in the log of a GitHub workflow: `::warning file=…,line=…::message`.

Source: GitHub, Workflow commands for GitHub Actions; the escapes are those of its toolkit (`actions/toolkit`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..checking import Checked
from ..records import Record
from . import Style

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """A line a finding; files that cannot be checked are errors."""
    for file in files:
        if file.problem:
            yield _command("error", {"file": file.path, "title": "taiyaku"}, file.problem)
        for record in file.records:
            yield _annotation(file.path, record)


def _annotation(path: str, record: Record) -> str:
    places: dict[str, object] = {"file": path}
    message = record.message
    if record.region and record.line is not None and record.column is not None:
        places |= {"line": record.line, "col": record.column}
        if record.region.end_line == record.line:
            places["endColumn"] = record.column + record.end - record.start
        else:
            places["endLine"] = record.region.end_line
    elif record.line is not None and record.column is not None:
        places |= {"line": record.line, "col": record.column}
    if record.place:
        message = f"{record.place}: {message}"
    if record.fix is not None:
        message += f" ({record.found} → {record.fix or '(nothing)'})"
    return _command(_LEVELS[record.severity], {**places, "title": f"taiyaku {record.rule}"}, message)


def _command(name: str, properties: dict[str, object], message: str) -> str:
    shown = ",".join(f"{key}={_escape(str(value), ':,')}" for key, value in properties.items())
    return f"::{name} {shown}::{_escape(message)}\n"


def _escape(text: str, more: str = "") -> str:
    """Text for a command: % and line ends, and in properties : and , too.

    >>> _escape("100%\\n"), _escape("C:\\\\a,b.txt", ":,")
    ('100%25%0A', 'C%3A\\\\a%2Cb.txt')
    """
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
