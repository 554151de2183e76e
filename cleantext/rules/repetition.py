"""Reports a machine's loop: a clause, a sentence or a phrase said over and over, in any language.

The hit is on the turns after the first, with a turn that is cut off in its middle; to take them out is only a
suggestion, for something may be missing there. A loop is three turns of seven letters and more, or six turns of a
shorter or called-out phrase; of lines that are alike, five; a sentence of twenty letters is told when it stands
twice in a row. English words of grammar count from three on (the the the).

Left alone: what is said again for effect (行け、行け、行け！), onomatopoeia, laughter, quotations of fewer than six
turns, verses and refrains, prayers (南無…), lines of code in Latin letters, rows of tables, short list items, rows of
signs; Chinese (see chinese-filler).
Source: this project's own measurements and method, docs/detection.md.

>>> from cleantext import check_text
>>> [f.found for f in check_text("これは重要ということです。" * 3 + "以上。", select=["repetition"])]
['これは重要ということです。これは重要ということです。']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..lines import line_bounds
from ..repeats import SHORT_TURNS, TURNS, Loop, find_loops

SUMMARY = "the same words over and over"
SEVERITY = "error"
FIXES = False
_CODE = lazy(r"[{}\\]")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the turns of each loop after the first."""
    for start, end, size, turns in _loops(text, context):
        first = start + size
        if text.startswith("南無", start):
            continue
        if turns < TURNS and (context.quoted(start) or context.profile == "literary"):
            continue
        if turns < SHORT_TURNS and context.quoted(start) and context.quoted(end - 1):
            continue
        if text[start:end].isascii() and _CODE.search(text, *line_bounds(text, start)):
            continue
        if first < end and text[start:first].strip("|-* \t") and context.free(start, end):
            confidence = min(0.99, 0.6 + 0.1 * (turns - 2))
            yield Hit(first, end, "", f"the same words stand here {turns} times", False, round(confidence, 2))


def _loops(text: str, context: Context) -> Iterator[Loop]:
    """The loops of the text, and of each attribute: that many pictures are called the same is no loop."""
    end = context.text_end
    yield from find_loops(text[:end])
    for part in context.parts[context.part_at(end) :] if end < len(text) else ():
        for loop in find_loops(text[part.start : part.end]):
            yield loop._replace(start=loop.start + part.start, end=loop.end + part.start)
