"""SARIF 2.1.0, which code scanning services and editors read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0. Lines and columns count from 1,
columns and offsets in UTF-16 code units, as columnKind says; a byte order mark counts as none of the text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from cleantext.rules import explain_rule, load_rule

from ..baseline import key_of
from ..checking import Checked
from ..records import Record, Region
from ..version import VERSION
from . import Style

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """One run with all results, when all files are done."""
    rules: dict[str, int] = {}
    results, problems = [], []
    for file in files:
        seen: Counter[tuple[str, ...]] = Counter()
        problems += [file.problem] if file.problem else []
        for record in file.records:
            key = key_of(record)
            seen[key] += 1
            index = rules.setdefault(record.rule, len(rules))
            results.append(_result(file.path, record, index, _fingerprint(file.path, key, seen[key])))
    run = {
        "tool": {"driver": {"name": "taiyaku", "semanticVersion": VERSION, "rules": [_rule(rule) for rule in rules]}},
        "invocations": [
            {
                "executionSuccessful": not problems,
                "toolExecutionNotifications": [{"level": "error", "message": {"text": each}} for each in problems],
            }
        ],
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule_id: str) -> dict[str, Any]:
    rule, text = load_rule(rule_id), explain_rule(rule_id)
    return {
        "id": rule_id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": text.split("\n\n", 1)[0]},
        "help": {"text": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(path: str, record: Record, rule_index: int, fingerprint: str) -> dict[str, Any]:
    artifact = {"uri": _uri(path)}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact}}
    message = record.message
    result: dict[str, Any] = {
        "ruleId": record.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[record.severity],
        "rank": round(100 * record.confidence, 1),
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": {"taiyakuFinding/v1": fingerprint},
        "properties": {"found": record.found, "fix": record.fix, "safe": record.safe, "reason": record.reason},
    }
    if record.region is None:
        location["logicalLocations"] = [{"name": record.block, "fullyQualifiedName": record.place}]
        result["message"] = {"text": f"{record.place}: {message}" if record.place else message}
        if record.line is not None:
            location["physicalLocation"]["region"] = {"startLine": record.line}
        return result
    region = _region(record.region)
    location["physicalLocation"]["region"] = {**region, "snippet": {"text": record.found}}
    if record.fix is not None:
        change = {"deletedRegion": region, "insertedContent": {"text": record.fix}}
        result["fixes"] = [
            {
                "description": {"text": "A fix" if record.safe else "A suggestion"},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}],
            }
        ]
    return result


def _region(region: Region) -> dict[str, Any]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "charOffset": region.offset,
        "charLength": region.length,
    }


def _uri(path: str) -> str:
    """A path as a URI: relative where it is.

    >>> _uri("対訳/a b.txt")
    '%E5%AF%BE%E8%A8%B3/a%20b.txt'
    """
    if path == "-":
        return "stdin"
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(PurePath(path).as_posix().encode(errors="surrogateescape"))


def _fingerprint(path: str, key: tuple[str, ...], number: int) -> str:
    """The same for a finding that only moved: of its file, rule, text, what stands around it, and its number there."""
    said = json.dumps([PurePath(path).name, *key, number])
    return sha256(said.encode()).hexdigest()[:32]
