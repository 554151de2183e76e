"""The report of a run: what was flagged, fixed and left, how the English did in the checks, and the signature.

A report is an object that JSON can hold; the one for people is made from that. When edits come back, what it says of
the rows is said anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple, get_args

from glossaries import Glossary
from translate.numbers import missing_numbers, source_numbers
from translate.segment import Segment, Status
from translate.terms import find_terms, missing_terms

from .cleaning_report import cell, cleaning_tables
from .records import as_json, from_json, records_of
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


def report_of(run: Run) -> dict[str, Any]:
    """The report as an object. All but "this_run" is the same for runs of the same signature."""
    return {
        "source": run.source.name,
        "encoding": run.source.encoding,
        "signature": dict(run.signature),
        **_of_rows(run.segments, run.glossary),
        "no_english": run.no_engine or None,
        "left_out": run.left_out or None,
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


def _of_rows(segments: Sequence[Segment], glossary: Glossary | None) -> dict[str, Any]:
    """What a report says of the rows."""
    terms, numbers = term_adherence(segments, glossary), numbers_kept(segments)
    return {
        "rows": len(segments),
        "statuses": dict(sorted(Counter(segment.status for segment in segments).items())),
        "terms": terms._asdict(),
        "numbers": numbers._asdict(),
        "flags": [
            {"id": s.id, "ja": s.source, "en": s.target, "status": s.status, **flag._asdict()}
            for s in segments
            for flag in s.flags
        ],
    }


def revised_report(
    report: dict[str, Any], segments: Sequence[Segment], glossary: Glossary | None, revision: int
) -> dict[str, Any]:
    """A report whose rows people have edited since: what it says of them is said anew.

    revision  of the edition.
    """
    return {**report, **_of_rows(segments, glossary), "revision": revision}


def report_json(report: dict[str, Any]) -> bytes:
    """The report for programs."""
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def report_markdown(report: dict[str, Any]) -> bytes:
    """The report for people; only the line on time differs between runs of the same signature."""
    flagged = [list(group) for _, group in groupby(report["flags"], key=lambda flag: flag["id"])]
    checked = [flags for flags in flagged if _is_doubtful(flags)]
    remarked = [flags for flags in flagged if not _is_doubtful(flags)]
    cleaning, run, statuses = report["cleaning"], report["this_run"], report["statuses"]
    lines = [f"# Report on {report['source']}", ""]
    if report["no_english"]:
        lines += [f"**There is no English: {report['no_english']}**", ""]
    if report.get("left_out"):
        lines += [f"**Not translated: {report['left_out']}**", ""]
    lines += [
        "| | |",
        "|---|---|",
        f"| rows (sentences) | {report['rows']} |",
        *(f"| {status} | {statuses[status]} |" for status in get_args(Status) if status in statuses),
        f"| terms as the glossary has them | {Share(**report['terms'])} |",
        f"| numbers kept | {Share(**report['numbers'])} |",
    ]
    if cleaning:
        lines += [f"| fixed in the Japanese | {len(cleaning['applied'])} |"]
        lines += [f"| left in the Japanese for a person | {len(cleaning['remaining'])} |"]
    if report.get("revision"):
        lines += [f"| edited since (taiyaku revise) | revision {report['revision']} |"]
    answers = f"{run['answers_asked']} answers from the model, {run['answers_from_memory']} from an earlier run"
    lines += [f"| this run | {run['seconds']:.0f} s; {answers} |", ""]
    read = f"A person has approved {statuses['approved']} rows; the other" if "approved" in statuses else "The"
    lines += [
        f"{read} English is a machine's and no person has read it. {UNSEEN}",
        "",
        f"## The English to look at: {len(checked)} rows",
        "",
        *_flag_table(checked),
        "",
    ]
    if remarked:
        lines += [f"## Remarks that count for less: {len(remarked)} rows", "", *_flag_table(remarked), ""]
    if cleaning:
        tables = cleaning_tables(list(map(from_json, cleaning["applied"])), list(map(from_json, cleaning["remaining"])))
        lines += [line.replace("## ", "## The Japanese: ", 1) if line.startswith("## ") else line for line in tables]
    lines += ["## Signature", "", "Runs with the same signature give the same edition, byte for byte.", "", "```"]
    lines += [f"{name}: {value}" for name, value in report["signature"].items()]
    return "\n".join([*lines, "```", ""]).encode("utf-8", "replace")


def _is_doubtful(flags: Sequence[dict[str, Any]]) -> bool:
    return any(flag["severity"] != "info" for flag in flags)


def _flag_table(rows: Sequence[Sequence[dict[str, Any]]]) -> list[str]:
    """The rows, each as its flags, with what is said of them, as lines of Markdown."""
    if not rows:
        return ["None."]
    lines = ["| row | flag | Japanese | English |", "|---|---|---|---|"]
    for flags in rows:
        why = "; ".join(f"{flag['name']}: {flag['message']}" for flag in flags)
        row = flags[0]
        lines.append(f"| {row['id']} | {cell(why)} | {cell(row['ja'])} | {cell(row['en'])} |")
    return lines
