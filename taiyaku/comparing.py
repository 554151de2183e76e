"""Engines side by side: the same document, terms and checks, each engine's English and what it cost."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cleantext.document import Document
from glossaries import Glossary
from translate import Budget, Engine, Memory, Segment, translate_document
from translate.translator import Progress

from .run_report import Share, numbers_kept, term_adherence
from .show import COLUMNS, head, width, wrap


@dataclass(frozen=True)
class Column:
    """What one engine made of the document. `seconds` is wall time, the loading of a model in it."""

    name: str
    segments: tuple[Segment, ...]
    seconds: float
    terms: Share
    numbers: Share


def run_column(
    name: str,
    document: Document,
    engine: Engine,
    glossary: Glossary | None,
    budget: Budget,
    progress: Progress | None = None,
) -> Column:
    """Translate a document by one engine, with a memory of its own, so that nothing is taken from an earlier run."""
    begun = time.monotonic()
    segments = tuple(translate_document(document, engine, glossary, memory=Memory(), budget=budget, progress=progress))
    seconds = time.monotonic() - begun
    return Column(name, segments, seconds, term_adherence(segments, glossary), numbers_kept(segments))


TABLE = ("engine", "sentences", "at once", "repaired", "flagged", "terms", "numbers", "seconds", "a sentence")


def table_rows(columns: Sequence[Column]) -> list[tuple[str, ...]]:
    """One row an engine, in the order of TABLE; rows that no engine is asked for are not counted."""
    rows: list[tuple[str, ...]] = []
    for column in columns:
        statuses = Counter(segment.status for segment in column.segments)
        count = statuses["translated"] + statuses["repaired"] + statuses["flagged"]
        rows.append(
            (
                column.name,
                str(count),
                str(statuses["translated"]),
                str(statuses["repaired"]),
                str(statuses["flagged"]),
                f"{column.terms.kept}/{column.terms.all}",
                f"{column.numbers.kept}/{column.numbers.all}",
                f"{column.seconds:.1f}",
                f"{column.seconds / max(1, count):.2f} s",
            )
        )
    return rows


def as_text(columns: Sequence[Column]) -> str:
    """The Japanese, each engine's English under it with its flags, and the table; for a terminal."""
    indent = min(24, 3 + max(width(column.name) for column in columns))
    parts = []
    for pairs in zip(*(column.segments for column in columns), strict=True):
        if all(pair.status in ("copied", "missing") for pair in pairs):
            continue
        parts.append(wrap(pairs[0].source, indent=""))
        for column, pair in zip(columns, pairs, strict=True):
            lines = wrap(pair.target or "(no English)", indent=" " * indent)
            label = head(column.name, indent - 1)
            parts.append(
                f"  {label}{lines[width(label) + 2 :]}" if width(label) + 2 < indent else f"  {label}\n{lines}"
            )
            parts += [wrap(f"! {flag.name}: {flag.message}", indent=" " * indent) for flag in pair.flags]
        parts.append("\n")
    return "".join(parts) + as_table(columns)


def as_table(columns: Sequence[Column]) -> str:
    """The table alone, its columns aligned, no line longer than a terminal where names are short."""
    rows = [TABLE, *table_rows(columns)]
    widths = [max(width(row[n]) for row in rows) for n in range(len(TABLE))]
    widths[0] = min(widths[0], COLUMNS - sum(widths[1:]) - len(TABLE) + 1) if sum(widths) > COLUMNS else widths[0]
    widths[0] = max(widths[0], 10)
    lines = []
    for row in rows:
        name = head(row[0], widths[0])
        cells = [name + " " * (widths[0] - width(name))]
        cells += [" " * (size - width(cell)) + cell for size, cell in zip(widths[1:], row[1:], strict=True)]
        lines.append(" ".join(cells).rstrip() + "\n")
    return "".join(lines)


def as_tsv(columns: Sequence[Column]) -> str:
    """A line a sentence and engine: id, ja, engine, en, status, flags. Cells as in the TSV of `translate`."""
    from translate.outputs.tsv import cell, row

    lines = ["id\tja\tengine\ten\tstatus\tflags\n"]
    for pairs in zip(*(column.segments for column in columns), strict=True):
        for column, pair in zip(columns, pairs, strict=True):
            ident, _, ja, en, status, flags, *_ = row(pair)
            lines.append("\t".join(map(cell, (ident, ja, column.name, en, status, flags))) + "\n")
    return "".join(lines)
