"""TMX of any program as rows: with ids where the file is ours, else in the order of the file."""

from __future__ import annotations

from typing import Any

from translate.tmx_reading import language_of

from .markup import child, children, descendants, local, parse, text_in
from .rows import Returned, Row, revision_of

CODE = ("bpt", "ept", "it", "ph", "ut")


def read(data: bytes, name: str) -> Returned:
    """The pairs of Japanese and English in a file. Raises FileProblem.

    The ids of another program's file are not taken: there the same id is another sentence.
    """
    root = parse(data, name, "tmx")
    header = child(root, "header")
    ours = header is not None and header.get("creationtool") == "taiyaku"
    revision = None
    for prop in children(header, "prop") if ours else ():
        if prop.get("type") == "x-revision":
            revision = revision_of(prop.text or "")
    rows = []
    for number, unit in enumerate(descendants(root, "tu"), 1):
        texts: dict[str, Any] = {}
        for variant in children(unit, "tuv"):
            texts.setdefault(language_of(variant), variant)
        if "ja" in texts and "en" in texts:
            source, target = (text_in(child(texts[language], "seg"), CODE) for language in ("ja", "en"))
            props = {prop.get("type"): prop.text or "" for prop in children(unit, "prop")}
            notes = tuple(note.text or "" for part in (unit, *texts.values()) for note in part if local(note) == "note")
            id = unit.get("tuid", "") if ours else ""
            rows.append(Row(id, source, target, props.get("x-status", "") if ours else "", notes, f"unit {number}"))
    return Returned(tuple(rows), revision, partial=True)
