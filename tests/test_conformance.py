"""The table that says which of our rules a peer's rule is scored on."""

import json
from pathlib import Path

from cleantext.rules import RULES

TABLE = Path(__file__).parent / "conformance_rules.json"


def test_table_names_real_rules_and_is_sorted() -> None:
    table = json.loads(TABLE.read_text("utf-8"))
    assert list(table) == sorted(table)
    assert {rule for rules in table.values() for rule in rules} <= set(RULES)
