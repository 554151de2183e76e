"""The report of a run: what was flagged, fixed and left, how the English did in the checks, and the signature."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, get_args

from glossaries import Glossary
from translate.numbers import missing_numbers, source_numbers
from translate.segment import Segment, Status, doubtful
from translate.terms import find_terms, missing_terms

from .cleaning_report import cell, cleaning_tables
from .records import as_json, records_of
from .run import UNSEEN, Run


class Share(NamedTuple):
    """So many of so many."""

    kept: int
    all: int

    def __str__(self) -> str:
        return f"{self.kept} of {self.all}" + (f" ({100 * self.kept / self.all:.1f} %)" if self.all else "")


def term_adherence(segments: Sequence[Segment], glossary: Glossary | None) -> Share:
    """Terms of the Japanese whose English, in a form the glossary has, stands in the translation of their sentence."""
    kept = total = 0
    for segment in _by_engine(segments):
        matches = find_terms(segment.source, glossary)
        total += len(matches)
        kept += len(matches) - len(missing_terms(matches, segment.target))
    return Share(kept, total)


def numbers_kept(segments: Sequence[Segment]) -> Share:
    """Numbers in digits of the Japanese whose value stands in the translation of their sentence."""
    kept = total = 0
    for segment in _by_engine(segments):
        numbers = len(source_numbers(segment.source))
        total += numbers
        kept += numbers - len(missing_numbers(segment.source, segment.target))
    return Share(kept, total)


def _by_engine(segments: Sequence[Segment]) -> list[Segment]:
    """The segments that an engine translated."""
    return [segment for segment in segments if segment.origin not in ("", "copy", "source")]


def report_json(run: Run) -> str:
    """The report for programs. All but "this_run" is the same for runs of the same signature."""
    statuses = Counter(segment.status for segment in run.segments)
    terms, numbers = term_adherence(run.segments, run.glossary), numbers_kept(run.segments)
    report = {
        "source": run.source.name,
        "encoding": run.source.encoding,
        "signature": dict(run.signature),
        "rows": len(run.segments),
        "statuses": dict(sorted(statuses.items())),
        "terms": terms._asdict(),
        "numbers": numbers._asdict(),
        "flags": [
            {"id": s.id, "source": s.source, "target": s.target, "status": s.status, **flag._asdict()}
            for s in run.segments
            for flag in s.flags
        ],
        "no_english": run.no_engine or None,
        "cleaning": run.fixed
        and {
            "applied": [as_json(run.source.name, r) for r in records_of(run.fixed.applied)],
            "remaining": [as_json(run.source.name, r) for r in records_of(run.fixed.remaining)],
        },
        "this_run": {
            "seconds": round(run.seconds, 1),
            "answers_asked": run.asked,
            "answers_from_memory": run.reused,
            "model": run.usage and {name: round(value, 2) for name, value in run.usage._asdict().items()},
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def report_markdown(run: Run) -> str:
    """The report for people; only the line on time differs between runs of the same signature."""
    statuses = Counter(segment.status for segment in run.segments)
    checked = [s for s in run.segments if doubtful(s.flags)]
    remarked = [s for s in run.segments if s.flags and not doubtful(s.flags)]
    lines = [f"# Report on {run.source.name}", ""]
    if run.no_engine:
        lines += [f"**There is no English: {run.no_engine}**", ""]
    lines += [
        "| | |",
        "|---|---|",
        f"| rows (sentences) | {len(run.segments)} |",
        *(f"| {status} | {statuses[status]} |" for status in
          get_args(Status) if statuses[status]),
        f"| terms as the glossary has them | {term_adherence(run.segments, run.glossary)} |",
        f"| numbers kept | {numbers_kept(run.segments)} |",
    ]  # fmt: skip
    if run.fixed:
        lines += [f"| fixed in the Japanese | {len(run.fixed.applied)} |"]
        lines += [f"| left in the Japanese for a person | {len(run.fixed.remaining)} |"]
    time = f"{run.seconds:.0f} s; {run.asked} answers from the model, {run.reused} from an earlier run"
    lines += [f"| this run | {time} |", ""]
    lines += [
        f"The English is a machine's and no person has read it. {UNSEEN}",
        "",
        f"## The English to look at: {len(checked)} rows",
        "",
        *_flag_table(checked),
        "",
    ]
    if remarked:
        lines += [f"## Remarks that count for less: {len(remarked)} rows", "", *_flag_table(remarked), ""]
    if run.fixed:
        lines += [line.replace("## ", "## The Japanese: ", 1) if line.startswith("## ") else line
                  for line in cleaning_tables(records_of(run.fixed.applied),
                                              records_of(run.fixed.remaining))]  # fmt: skip
    lines += [
        "## Signature",
        "",
        "Runs with the same signature give the same edition, byte for byte.",
        "",
        "```",
    ]
    lines += [f"{name}: {value}" for name, value in run.signature]
    return "\n".join([*lines, "```", ""])


def _flag_table(segments: Sequence[Segment]) -> list[str]:
    """The rows with what is said of them, as lines of Markdown."""
    if not segments:
        return ["None."]
    lines = ["| row | flag | Japanese | English |", "|---|---|---|---|"]
    for segment in segments:
        why = "; ".join(f"{flag.name}: {flag.message}" for flag in segment.flags)
        lines.append(f"| {segment.id} | {cell(why)} | {cell(segment.source)} | {cell(segment.target)} |")
    return lines
