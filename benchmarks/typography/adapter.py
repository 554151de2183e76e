"""Lets a conformance scorer run our typography rules, each case with only the rules that it tests.

    python benchmarks/typography/adapter.py CASES.jsonl [--rule PART] [--show]

One JSON object a line: {"id", "anchor", "rule", "kind", "text", "ext", "options", "profiles", "expected_output",
"expected_errors"}. tests/conformance_rules.json names our rules for a peer's "<anchor>/<rule>"; cases without an
entry are not run. Printed is one line a peer's rule: valid texts kept, texts fixed right by safe fixes and by safe
fixes and suggestions together, errors found where they are. --show prints what failed.

A scorer that calls a function finds it in `run` (safe fixes) and `run_with_suggestions`:

    PYTHONPATH=. python SCORER CASES.jsonl benchmarks.typography.adapter:run
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from cleantext import check_text, fix_text  # noqa: E402

Case = dict[str, Any]
Issue = dict[str, Any]

MAPPING: dict[str, list[str]] = json.loads((ROOT / "tests" / "conformance_rules.json").read_text("utf-8"))

PLACED_AFTER = {"rule:no-unmatched-pair"}
"""Peers that place an error on the character after the sign that it is about."""


def rules_of(case: Case) -> list[str]:
    """Our rules for what the case tests; none where we have no such rule."""
    return MAPPING.get(f"{case['anchor']}/{case['rule']}", [])


def profile_of(case: Case) -> str:
    """The profile that asks for what the case's options ask for."""
    options = case.get("options") or {}
    space = options.get("space")
    if options.get("before") is False and options.get("after") is False:
        return "web-news"
    if space in ("always", ["alphabets", "numbers"]):
        return "tech-spaced"
    return next((name for name in ("web-news", "jtf", "tech-spaced") if name in case["profiles"]), "web-news")


def run(text: str, case: Case, suggestions: bool = False) -> tuple[str, list[Issue]]:
    """The text with safe fixes made, and what the rules find in the text given: index (0-based), line, column."""
    rules = rules_of(case)
    if not rules:
        return text, []
    profile, format = profile_of(case), "md" if case["ext"] == ".md" else "txt"
    found = check_text(text, format=format, select=rules, profile=profile)
    starts = [(finding.rule, finding.start + (case["anchor"] in PLACED_AFTER)) for finding in found]
    issues = [
        {
            "rule": rule,
            "index": start,
            "line": text.count("\n", 0, start) + 1,
            "column": start - text.rfind("\n", 0, start),
        }
        for rule, start in starts
    ]
    fixed = fix_text(text, format=format, select=rules, profile=profile, suggestions=suggestions)
    return fixed.text, issues


def run_with_suggestions(text: str, case: Case) -> tuple[str, list[Issue]]:
    """As `run`, with suggestions taken."""
    return run(text, case, suggestions=True)


def outcome(case: Case) -> tuple[str, bool, str]:
    """The part of the score that the case belongs to, whether it is passed, and what we made of it.

    A text whose fix is right only with suggestions counts as "suggested".
    """
    fixed, issues = run(case["text"], case)
    if case["kind"] == "valid":
        return "valid", fixed == case["text"] and not issues, repr(fixed)
    if case["expected_output"] is None:
        found = {(i["line"], i["column"]) for i in issues} | {i["index"] for i in issues}
        wanted = [(e.get("line"), e.get("column")) if "line" in e else e.get("index") for e in case["expected_errors"]]
        return "flag", bool(issues) and all(place in found for place in wanted if place is not None), repr(issues)
    if fixed != case["expected_output"]:
        suggested, _ = run_with_suggestions(case["text"], case)
        if suggested == case["expected_output"]:
            return "suggested", True, repr(suggested)
    return "fix", fixed == case["expected_output"], repr(fixed)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--rule", default="", help="only rules whose name holds this")
    parser.add_argument("--show", action="store_true", help="print the cases that fail")
    options = parser.parse_args()
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for line in filter(None, options.cases.read_text("utf-8").split("\n")):
        case = json.loads(line)
        name = f"{case['anchor']}/{case['rule']}"
        if options.rule not in name or not rules_of(case):
            continue
        part, passed, made = outcome(case)
        table[name][f"{part} of"] += 1
        table[name][part] += passed
        if options.show and not passed:
            print(f"{part:5} {case['text']!r}\n   want {case['expected_output']!r}\n   made {made}")
    for name in sorted(table):
        tally = table[name]
        fixes = tally["fix of"] + tally["suggested of"]
        print(
            f"valid {tally['valid']:2}/{tally['valid of']:2}  "
            f"fixed {tally['fix']:2}+{tally['suggested']}/{fixes:2}  "
            f"found {tally['flag']:2}/{tally['flag of']:2}  {name}  {' '.join(MAPPING[name])}"
        )


if __name__ == "__main__":
    main()
