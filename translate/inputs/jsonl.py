"""JSON Lines of `translate.outputs.jsonl`: an edition built again, or its rows."""

from __future__ import annotations

import json
import types
import typing
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from cleantext.files import FileProblem
from translate.outputs.edition import Edition, TermUse
from translate.outputs.jsonl import APART, NAMES, VERSION
from translate.outputs.remarks import COMMENT, doubt
from translate.segment import Flag, Segment

from .rows import Returned, Row


def read(data: bytes, name: str) -> Returned:
    """The rows of a file. Lines without a Japanese and an English side are passed over. Raises FileProblem."""
    rows, revision = [], None
    for number, record in records(data, name):
        if record.get("taiyaku") == "edition":
            revision = record.get("revision") if isinstance(record.get("revision"), int) else None
        elif "history" not in record:
            source, target, id = record.get("ja"), record.get("en"), record.get("id", "")
            target = "" if target is None and "en" in record else target  # what some programs write for an empty cell
            if not isinstance(target, str) or not isinstance(id, str) or not isinstance(source, str | None):
                raise FileProblem(f'{name}, line {number}: "id", "ja" and "en" must be texts')
            status = record.get("status", "")
            said = tuple(_said(record))
            rows.append(Row(id, source, target, status if isinstance(status, str) else "", said, f"line {number}"))
    if not rows and revision is None:
        raise FileProblem(f"{name} holds no pairs: each line must be an object with id, ja and en")
    return Returned(tuple(rows), revision)


def _said(record: dict[str, Any]) -> Iterator[str]:
    for flag in record.get("flags") or ():
        if isinstance(flag, dict) and isinstance(flag.get("message"), str):
            name = str(flag.get("name", ""))
            yield flag["message"] if name == COMMENT else doubt(Flag(name, flag["message"]))
    for name in ("comment", "note"):
        if isinstance(record.get(name), str) and record[name].strip():
            yield record[name]


def read_edition(data: bytes, name: str) -> Edition:
    """The edition that was written, but for the document it was made from. Raises FileProblem."""
    head: dict[str, Any] = {}
    segments: list[Segment] = []
    uses: list[TermUse] = []
    for number, record in records(data, name):
        try:
            if record.get("taiyaku") == "edition":
                if record.get("version", VERSION) > VERSION:
                    raise FileProblem(f"{name} is of a newer version of taiyaku: update taiyaku")
                head = record
            elif "history" not in record:
                ours = {field: record[written] for field, written in NAMES.items() if written in record}
                segment = built(Segment, {**record, **ours})
                segments.append(segment)
                uses += [built(TermUse, {"segment": segment.id, **use}) for use in record.get("terms", ())]
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise FileProblem(f"{name}, line {number}: is no part of an edition ({error})") from None
    if not head:
        raise FileProblem(f'{name} lacks the line of the edition ({{"taiyaku": "edition", …}})')
    parts = {name: part for name, part in head.items() if name not in APART}
    try:
        edition = built(Edition, {**parts, "segments": [], "terms": []})
    except (TypeError, ValueError, KeyError) as error:
        raise FileProblem(f"{name}, line 1: is no edition ({error})") from None
    return _with(edition, tuple(segments), tuple(uses))


def _with(edition: Edition, segments: tuple[Segment, ...], uses: tuple[TermUse, ...]) -> Edition:
    from dataclasses import replace

    return replace(edition, segments=segments, terms=uses)


def records(data: bytes, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with the numbers of their lines. Raises FileProblem."""
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileProblem(f"{name} is not UTF-8 (broken at byte {error.start}): save it again as UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise FileProblem(f"{name}, line {number}: is no JSON ({error})") from None
            if not isinstance(record, dict):
                raise FileProblem(f"{name}, line {number}: is no object")
            yield number, record


def built(kind: Any, value: Any) -> Any:
    """A value of a type from what `translate.outputs.jsonl.plain` made of it; names not known are passed over.

    Raises TypeError or ValueError where it does not fit.
    """
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return None if value is None else built(next(part for part in arguments if part is not type(None)), value)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is no list")
        kinds = [arguments[0]] * len(value) if arguments[1:] == (...,) else list(arguments)
        return tuple(built(part, each) for part, each in zip(kinds, value, strict=True))
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        hints = typing.get_type_hints(kind, localns={"Document": object})
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(kind._fields)
        return kind(**{name: built(hints[name], value[name]) for name in names if name in value})
    if kind is bytes:
        return b64decode(value["base64"], validate=True)
    if kind is float and isinstance(value, int):
        return float(value)
    if isinstance(kind, type) and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
