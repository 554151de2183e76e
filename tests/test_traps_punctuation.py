"""Whole texts and every rule of the default profile: good Japanese stays, defects of punctuation go."""

import json
from pathlib import Path
from typing import Any

import pytest

from cleantext import check_text, fix_text

CASES = json.loads((Path(__file__).parent / "cases" / "traps_punctuation.json").read_text("utf-8"))
UNTOUCHED = [{"text": case} if isinstance(case, str) else case for case in CASES["untouched"]]


@pytest.mark.parametrize("case", UNTOUCHED, ids=lambda case: ascii(case["text"][:24]))
def test_good_japanese_stays(case: dict[str, Any]) -> None:
    format = case.get("format", "txt")
    assert check_text(case["text"], format=format) == []
    assert fix_text(case["text"], format=format, suggestions=True).text == case["text"]


@pytest.mark.parametrize("case", CASES["fixed"], ids=lambda case: ascii(case["text"][:24]))
def test_defect_goes(case: dict[str, Any]) -> None:
    fixed = fix_text(case["text"])
    assert fixed.text == case["fixed"]
    assert fix_text(fixed.text).text == fixed.text


def test_all_traps_in_one_text() -> None:
    """What a text has elsewhere does not turn a trap into a hit, but for signs of which one text sets one kind."""
    text = "\n\n".join(case["text"] for case in UNTOUCHED if case.get("format", "txt") == "txt")
    rules = {finding.rule for finding in check_text(text)}
    assert rules <= {"percent", "range-dash", "ellipsis", "numeral-mix"}
