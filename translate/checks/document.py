"""Checks over all pairs of a document: the same Japanese translated in two ways, the same English for two sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.segment import Flag, Segment

_LETTERS = re.compile(r"[\W_]+")
_SHORT = 12
"""English of fewer letters may well be the same for two sentences: Yes. He said so."""


def check_document(segments: Sequence[Segment]) -> list[list[Flag]]:
    """For each segment, in order, what only shows beside the others.

    `inconsistent` (info)    the same Japanese has other English before.
    `same-target` (warning)  other Japanese has this English before: a row may have slipped.
    """
    by_source: dict[str, tuple[str, str]] = {}
    by_target: dict[str, tuple[str, str]] = {}
    found: list[list[Flag]] = []
    for segment in segments:
        flags: list[Flag] = []
        source, target = _plain(segment.source), _plain(segment.target)
        if source and target and segment.status not in ("copied", "missing"):
            ident, before = by_source.setdefault(source, (segment.id, segment.target))
            if _plain(before) != target:
                message = f"the same Japanese is translated otherwise in {ident}: {before}"
                flags.append(Flag("inconsistent", message, "info", (0, len(segment.source)), (0, len(segment.target))))
            ident, other = by_target.setdefault(target, (segment.id, segment.source))
            if _plain(other) != source and len(target) >= _SHORT:
                message = f"{ident} has the same English for other Japanese: {other}"
                flags.append(Flag("same-target", message, "warning", None, (0, len(segment.target))))
        found.append(flags)
    return found


def _plain(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
