"""TMX of any program as rows: with ids where the file is ours, else in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from translate.tmx_reading import language_of

from .markup import child, children, descendants, local, parse, text_in
from .rows import Returned, Row, Spot, revision_of

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
            status, spot = (props.get("x-status", ""), None) if ours else ("", spot_of(props))
            rows.append(Row(id, source, target, status, notes, f"unit {number}", spot=spot))
    return Returned(tuple(rows), revision, partial=True)


def spot_of(props: Mapping[str | None, str]) -> Spot | None:
    """The only place where a unit holds: an alternative translation of OmegaT, a unit of memoQ with its context.

    >>> spot_of({"file": "a.txt", "prev": "前の文。", "next": "次の文。"})
    Spot(id='', before='前の文。', after='次の文。')
    >>> spot_of({"x-context-pre": "<seg>前の文。</seg>"}), spot_of({"client": "N. N."})
    (Spot(id='', before='前の文。', after=''), None)
    """
    found = [props.get(name) or props.get(other, "") for name, other in _SPOTS]
    return Spot(*(_TAG.sub("", text).strip() for text in found)) if any(found) else None


_SPOTS = ("id", "id"), ("prev", "x-context-pre"), ("next", "x-context-post")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
