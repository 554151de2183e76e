"""What looks wrong in a glossary though it can be read, and all that is wrong in a table that cannot.

A check is a function from an entry to problems; those that look at several entries or layers are in `together`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import NamedTuple

from ..formats import format_of
from ..formats.checks import check_together
from ..formats.tsv import cells_of, rows_of
from ..glossary import Glossary
from ..load import glossary_bytes, glossary_path
from ..model import CellError, Term
from ..specs import failed_specs
from . import cells, entries, together
from .problem import Among, Problem, Severity

ENTRY_CHECKS = (*cells.CHECKS, *entries.CHECKS)


class Finding(NamedTuple):
    """Something to look at.

    check     which check found it.  severity  error: cannot be used; warning: probably wrong; info: good to know.
    source    the file.  line  from 1; 0 where the format has none.  id, column  of the entry; "" where unknown.
    message   what is wrong.  advice  what to do.
    """

    check: str
    severity: Severity
    source: str
    line: int
    id: str
    column: str
    message: str
    advice: str


def lint_files(names_or_paths: Sequence[str], today: str = "") -> list[Finding]:
    """What there is to say about glossaries, layers from the farthest to the nearest, in the order of their lines.

    today  the day on which entries are looked at, 2026-01-20; "" for that of the clock.
    Raises GlossaryError where a file cannot be read as a table at all.
    """
    read = [_read(name) for name in names_or_paths]
    findings = [finding for _, found in read for finding in found]
    return _sorted([*findings, *lint_glossaries([glossary for glossary, _ in read], today)])


def lint_glossaries(glossaries: Sequence[Glossary], today: str = "") -> list[Finding]:
    """The same of glossaries that are loaded."""
    today = today or date.today().isoformat()
    findings: list[Finding] = []
    for glossary in glossaries:
        among = Among(glossary, today)
        found = [(term, problem) for term in glossary for check in ENTRY_CHECKS for problem in check(term, among)]
        found += [(term, problem) for check in together.CHECKS for term, problem in check(glossary)]
        findings += [_finding(glossary.source, term, problem) for term, problem in found]
    for glossary, term, problem in together.between_layers(glossaries):
        findings.append(_finding(glossary.source, term, problem))
    return _sorted(findings)


def lint_entry(glossary: Glossary, id: str, today: str = "") -> list[Finding]:
    """What there is to say about one entry of a glossary that is loaded."""
    among = Among(glossary, today or date.today().isoformat())
    term = among.by_id[id]
    found = [problem for check in ENTRY_CHECKS for problem in check(term, among)]
    found += [problem for _, problem in together.unreachable(glossary, [term])]
    found += [problem for _, circling, problem in together.between_layers([glossary]) if circling.id == id]
    return [_finding(glossary.source, term, problem) for problem in found]


def _finding(source: str, term: Term, problem: Problem) -> Finding:
    return Finding(
        problem.check, problem.severity, source, term.line, term.id, problem.column, problem.message, problem.advice
    )


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """By file, in the order in which they came, and by line."""
    findings = list(findings)
    sources = list(dict.fromkeys(finding.source for finding in findings))
    return sorted(findings, key=lambda finding: (sources.index(finding.source), finding.line))


def _read(name: str) -> tuple[Glossary, list[Finding]]:
    """A glossary without those of its rows that cannot be read, and what is wrong with these."""
    path, data = glossary_path(name), glossary_bytes(name)
    if path.suffix.lower() == ".tsv":
        terms, findings = read_rows(data, str(path))
    else:
        terms, findings = list(format_of(path).read_terms(data, path.name)), []
    glossary = Glossary(path.stem, tuple(terms), sha256(data).hexdigest(), str(path))
    for term, spec, came in failed_specs(glossary):
        wanted = "must stay as it is" if spec.text == spec.wanted else f"must become {spec.wanted!r}"
        message, advice = f"{spec.text!r} {wanted}, but becomes {came!r}", "mend the forms or the example"
        findings.append(Finding("example", "error", str(path), term.line, term.id, "specs", message, advice))
    return glossary, findings


def read_rows(data: bytes, source: str) -> tuple[list[Term], list[Finding]]:
    """The rows of a table that can be read, and what is wrong with the others.

    Raises GlossaryError where it is no table: not UTF-8, or its header cannot be read.
    """
    name = PurePath(source).name
    lines = rows_of(data, name)
    header = next(lines)[0].header
    terms: list[Term] = []
    wrong: list[Finding] = []
    for row, line in lines:
        try:
            terms.append(row.term(cells_of(row, line)))
        except CellError as error:
            wrong.append(_unreadable(error, source, line.split("\t")[header.index("id")] if "id" in header else ""))
    while True:
        try:
            check_together(terms, name, header)
            return terms, wrong
        except CellError as error:
            wrong.append(_unreadable(error, source, next(term.id for term in terms if term.line == error.line)))
            terms = [term for term in terms if term.line != error.line]


def _unreadable(error: CellError, source: str, id: str) -> Finding:
    return Finding("row", "error", source, error.line, id.strip(' "'), error.column, error.problem, error.advice)


__all__ = ["ENTRY_CHECKS", "Finding", "lint_entry", "lint_files", "lint_glossaries", "read_rows"]
