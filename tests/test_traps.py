"""Texts that the default profile must leave as they are, and texts with the output that is wanted."""

import json
from pathlib import Path
from typing import Any

import pytest

from cleantext import check_text, fix_text

TRAPS: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "traps_punctuation.json").read_text("utf-8"))


@pytest.mark.parametrize("text", TRAPS["untouched"])
def test_good_text_is_neither_changed_nor_reported(text: str) -> None:
    assert check_text(text) == []
    assert fix_text(text).text == text


@pytest.mark.parametrize(("text", "wanted"), TRAPS["wanted"])
def test_wrong_text_is_set_right_once_and_for_all(text: str, wanted: str) -> None:
    assert fix_text(text).text == wanted
    assert fix_text(wanted).text == wanted
