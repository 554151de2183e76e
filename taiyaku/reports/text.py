"""Findings for people: what and where in one line, which editors can read, then lines of at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from ..checking import Checked
from ..records import Record
from ..show import COLUMNS, head, measured_tail, visible, width, wrap
from . import Style

INDENT = "    "
BEFORE, FOUND, ARROW = 30, 26, 20
"""Columns for the words before a finding, and the least for what is found and for the fix."""

_COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """Where and what; the words around it; the place underlined, with the fix; the evidence, if it is wanted."""
    for file in files:
        yield "".join([_shown(file.path, record, style) for record in file.records])


def _shown(path: str, record: Record, style: Style) -> str:
    return _header(path, record, style) + _excerpt(record, style) + (_evidence(record) if style.explain else "")


def _header(path: str, record: Record, style: Style) -> str:
    if not (style.color or style.fold):
        return f"{path}:{record.where}: {record.severity}: {visible(record.message)} [{record.rule}]\n"
    place = _paint(f"{path}:{record.where}:", style, bold=True)
    severity = _paint(f"{record.severity}:", style, fg=_COLORS[record.severity], bold=True)
    message, rule = visible(record.message), f"[{record.rule}]"
    if style.fold and width(f"{path}:{record.where}: {record.severity}: {message} {rule}") > COLUMNS:
        return f"{place} {severity}\n" + wrap(f"{message} {rule}", COLUMNS, INDENT)
    return f"{place} {severity} {message} {_paint(rule, style, dim=True)}\n"


def _excerpt(record: Record, style: Style) -> str:
    room = COLUMNS - len(INDENT)
    before, left = measured_tail(visible(record.before), BEFORE)
    cut, more = record.found, False
    if not cut.isprintable():
        first, *rest = cut.splitlines()
        cut, more = visible(first) + "…" if rest else visible(first), bool(rest)
    cut = head(cut, max(FOUND, room - ARROW - left))
    middle = width(cut)
    after = "" if more else head(visible(record.after), room - left - middle)
    mark = "^" * (middle or 1)
    arrow = ""
    if record.fix is not None:
        sure = "" if record.safe else " ?"
        fix = visible(record.fix.strip()) or "(nothing)"
        arrow = head(f" → {fix}", room - left - len(mark) - len(sure)) + sure
    if style.color:
        mark = _paint(mark, style, fg=_COLORS[record.severity], bold=True)
        arrow = _paint(arrow, style, fg="green")
    return f"{INDENT}{before}{cut}{after}\n{INDENT}{' ' * left}{mark}{arrow}\n"


def _evidence(record: Record) -> str:
    """How sure the rule is and what it saw; a rule without evidence of its own is explained by `taiyaku rules`."""
    reason = visible(record.reason) or f"See: taiyaku rules {record.rule}"
    return wrap(f"confidence {record.confidence:.2f}. {reason}", COLUMNS, INDENT)


def _paint(text: str, style: Style, **colors: object) -> str:
    return click.style(text, **colors) if style.color and text else text  # type: ignore[arg-type]
