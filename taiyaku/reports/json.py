"""All findings as one JSON list of the objects of jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..checking import Checked
from ..records import as_json
from . import Style


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """The list, indented, when all files are done."""
    records = [as_json(file.path, record) for file in files for record in file.records]
    yield json.dumps(records, ensure_ascii=False, indent=2) + "\n"
