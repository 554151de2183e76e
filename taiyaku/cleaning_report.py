"""What cleaning changed and what it left, in full: nothing that was taken out is lost from sight."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from .cleaning import Cleaned
from .records import Record, as_json


def cleaning_json(done: list[Cleaned]) -> str:
    """All files as one JSON list: path, encoding, applied (offsets in the original), remaining (in the cleaned)."""
    files = [
        {
            "path": file.path,
            "encoding": file.encoding,
            "applied": [as_json(file.path, record) for record in file.applied],
            "remaining": [as_json(file.path, record) for record in file.remaining],
        }
        for file in done
    ]
    return json.dumps(files, ensure_ascii=False, indent=2) + "\n"


def cleaning_markdown(done: list[Cleaned]) -> str:
    """All files as Markdown, a table of what is left and one of what was changed for each."""
    return "\n".join(
        part for file in done for part in ["# " + file.path, "", *cleaning_tables(file.applied, file.remaining)]
    )


def cleaning_tables(applied: Sequence[Record], remaining: Sequence[Record]) -> list[str]:
    """The lines of both tables, the one with work for a person first."""
    lines = [f"## Left for a person: {len(remaining)}", ""]
    lines += _table(remaining, "suggestion") + ["", f"## Changed: {len(applied)}", ""]
    counts = Counter(record.rule for record in applied)
    lines += [", ".join(f"{rule} {count}" for rule, count in counts.most_common()) + "."] if counts else []
    return [*lines, "", *_table(applied, "now"), ""]


def _table(records: Sequence[Record], fix: str) -> list[str]:
    if not records:
        return ["Nothing."]
    where = "line:column" if records[0].line is not None else "place"
    rows = [f"| {where} | rule | was | {fix} | why |", "|---|---|---|---|---|"]
    for r in records:
        new = "" if r.fix is None else cell(r.fix) if r.fix else "(removed)"
        rows.append(f"| {cell(r.where)} | {r.rule} | {cell(r.found)} | {new} | {cell(r.message)} |")
    return rows


def cell(text: str) -> str:
    """Text as it shows in a cell of a Markdown table; white space alone is named."""
    if text and not text.strip():
        return " ".join(f"U+{ord(c):04X}" for c in text)
    escaped = "".join("\\" + c if c in "|\\`*_<>[]" else c for c in text)
    return " ".join(escaped.splitlines())
