"""What cleaning changed and what it left, in full: nothing that was taken out is lost from sight."""

from __future__ import annotations

import json
from collections import Counter

from cleantext import Finding, Fixed
from cleantext.lines import Lines

from .show import as_records
from .sources import Source


def cleaning_json(done: list[tuple[Source, Fixed]]) -> str:
    """All files as one JSON list: path, encoding, applied (offsets in the original), remaining (in the cleaned)."""
    files = [
        {
            "path": source.name,
            "encoding": source.encoding,
            "applied": as_records(source.name, source.text, fixed.applied),
            "remaining": as_records(source.name, fixed.text, fixed.remaining),
        }
        for source, fixed in done
    ]
    return json.dumps(files, ensure_ascii=False, indent=2) + "\n"


def cleaning_markdown(done: list[tuple[Source, Fixed]]) -> str:
    """All files as Markdown, a table of what is left and one of what was changed for each."""
    return "\n".join(
        part for source, fixed in done for part in ["# " + source.name, "", *cleaning_tables(source, fixed)]
    )


def cleaning_tables(source: Source, fixed: Fixed) -> list[str]:
    """The lines of both tables, the one with work for a person first."""
    lines = [f"## Left for a person: {len(fixed.remaining)}", ""]
    lines += _table(fixed.text, fixed.remaining, "suggestion") + ["", f"## Changed: {len(fixed.applied)}", ""]
    counts = Counter(f.rule for f in fixed.applied)
    lines += [", ".join(f"{rule} {count}" for rule, count in counts.most_common()) + "."] if counts else []
    return [*lines, "", *_table(source.text, fixed.applied, "now"), ""]


def _table(text: str, findings: list[Finding], fix: str) -> list[str]:
    if not findings:
        return ["Nothing."]
    places = Lines(text)
    rows = [f"| line:column | rule | was | {fix} | why |", "|---|---|---|---|---|"]
    for f in findings:
        line, column = places.of(f.start)
        new = "" if f.fix is None else cell(f.fix) if f.fix else "(removed)"
        rows.append(f"| {line}:{column} | {f.rule} | {cell(f.found)} | {new} | {cell(f.message)} |")
    return rows


def cell(text: str) -> str:
    """Text as it shows in a cell of a Markdown table; white space alone is named."""
    if text and not text.strip():
        return " ".join(f"U+{ord(c):04X}" for c in text)
    escaped = "".join("\\" + c if c in "|\\`*_<>[]" else c for c in text)
    return " ".join(escaped.splitlines())
