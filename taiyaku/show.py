"""Findings as people and programs read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from textwrap import fill

from cleantext import Finding
from cleantext.lines import Lines

_BREAK = re.compile(r"\r\n|[\r\n]")
EXCERPT = 18


def as_records(path: str, text: str, findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as JSON objects: path, block, line, column, start, end, rule, severity, found, fix, message, …"""
    lines = Lines(text)
    records: list[dict[str, object]] = []
    for f in findings:
        line, column = lines.of(f.start)
        records.append(
            {
                "path": path,
                "block": None,
                "line": line,
                "column": column,
                "start": f.start,
                "end": f.end,
                "rule": f.rule,
                "severity": f.severity,
                "found": f.found,
                "fix": f.fix,
                "message": f.message,
                "safe": f.safe,
                "confidence": f.confidence,
                "reason": f.reason,
            }
        )
    return records


def as_text(path: str, text: str, findings: list[Finding], explain: bool = False) -> str:
    """Three lines a finding: where and what; the words around it; the place underlined. `explain` adds the evidence."""
    places, lines = Lines(text), []
    for f in findings:
        line, column = places.of(f.start)
        lines.append(f"{path}:{line}:{column}: {f.severity}: {f.message} [{f.rule}]\n")
        lines.append(_excerpt(text, f))
        if explain:
            lines.append(_evidence(f))
    return "".join(lines)


def _evidence(finding: Finding) -> str:
    """How sure the rule is and what it saw; a rule without evidence of its own is explained by `taiyaku rules`."""
    reason = finding.reason or f"See: taiyaku rules {finding.rule}"
    return (
        fill(f"confidence {finding.confidence:.2f}. {reason}", 78, initial_indent="    ", subsequent_indent="    ")
        + "\n"
    )


def _excerpt(text: str, finding: Finding) -> str:
    before = re.split(r"[\r\n]", text[max(0, finding.start - EXCERPT) : finding.start])[-1]
    room = max(4, 2 * EXCERPT - len(before))
    found = _BREAK.split(finding.found)[0]
    cut = found if len(found) <= room else found[: room - 1] + "…"
    after = re.split(r"[\r\n]", text[finding.end : finding.end + EXCERPT // 2])[0] if cut == finding.found else ""
    arrow = "" if finding.fix is None else f" → {finding.fix.strip() or '(nothing)'}"
    arrow += "" if finding.fix is None or finding.safe else " ?"
    mark = "^" * max(1, width(cut))
    return f"    {_visible(before + cut + after)}\n    {' ' * width(before)}{mark}{arrow}\n"


def width(text: str) -> int:
    """Columns a text takes on a terminal: two for a wide character."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else "�" for c in text)
