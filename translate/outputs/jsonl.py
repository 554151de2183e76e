r"""JSON Lines: the whole edition, so that it can be built again, and for programs.

The first line is the edition, every other line a segment, in order:

    {"taiyaku": "edition", "version": 1, "revision": 0, "title_ja": …, "title_en": …, "signature": …,
     "source_name": …, "creator": …, "notes": […]}
    {"id": …, "block": …, "kind": …, "ja": …, "en": …, "status": …, "flags": […], "origin": …}

A flag is {"name", "message", "severity", "source", "target"}, the last two [start, end] in code points or null. A
segment has "score" where the alignment gave one, "revision" where it has changed since the edition was first made, and
"terms" where the glossary has some in it: {"start", "end", "term", "english"}. Other fields of the edition stand in the
first line where they are not as usual, with names as in `translate.outputs.Edition`; bytes are {"base64": …}. A reader
passes over names that it does not know.

UTF-8 without a byte order mark, `\n` after every line. No text is changed: what UTF-8 cannot hold (a lone surrogate),
and what some readers take for a line end (U+0085, U+2028, U+2029), is escaped.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from translate.outputs.edition import Edition, Shape
from translate.outputs.remarks import uses_by_segment
from translate.segment import Segment

VERSION = 1
NAMES = {"source": "ja", "target": "en"}
"""Fields of a segment that have another name here, the one they have in TSV."""
APART = ("segments", "terms", "document", "pictures")
"""Fields of an edition that do not stand in its line; the document it was made from, and pictures, stand nowhere."""
_ALWAYS = ("revision",)
_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def render(edition: Edition) -> bytes:
    """Return all of `edition` as JSON Lines."""
    uses = uses_by_segment(edition)
    records = [{"taiyaku": "edition", "version": VERSION, **_fields(edition, APART)}]
    for segment in edition.segments:
        record = {NAMES.get(name, name): value for name, value in _fields(segment, ()).items()}
        if segment.id in uses:
            record["terms"] = [
                {"start": use.start, "end": use.end, "term": use.term, "english": use.english}
                for use in uses[segment.id]
            ]
        records.append(record)
    return b"".join(map(line, records))


def line(record: dict[str, Any]) -> bytes:
    r"""Return a record as one line.

    >>> line({"a": "\u2028\ud800é"})
    b'{"a": "\\u2028\\ud800\xc3\xa9"}\n'
    """
    text = json.dumps(record, ensure_ascii=False).translate(_BREAKS)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: objects by the names of their fields, bytes in base 64."""
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value, ())
    if isinstance(value, Shape):
        usual = value._field_defaults
        return {name: plain(part) for name, part in value._asdict().items() if name not in usual or part != usual[name]}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, bytes):
        return {"base64": b64encode(value).decode("ascii")}
    return value


def _fields(value: Any, left_out: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a dataclass; of those that came later than the first format only what is not as usual."""
    early = {"flags", "origin", "status", "target"} if isinstance(value, Segment) else set(_ALWAYS)
    return {
        field.name: plain(getattr(value, field.name))
        for field in fields(value)
        if field.name not in left_out and (field.name in early or not _is_usual(field, getattr(value, field.name)))
    }


def _is_usual(field: Field[Any], value: Any) -> bool:
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and bool(value == field.default_factory())
