"""One JSON object a finding and line; see docs/checking.md for the contract."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..checking import Checked
from ..records import as_json
from . import Style

BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Signs that JSON lets stand but at which some programs end a line."""


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """A line a finding."""
    for file in files:
        for record in file.records:
            yield json.dumps(as_json(file.path, record), ensure_ascii=False).translate(BREAKS) + "\n"
