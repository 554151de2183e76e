"""Chinese filler: loops and sentences of Chinese that a machine left in Japanese text.

What: a line or a part of a line that is Chinese, simplified or traditional, also when every character in it
is one that Japanese has too; above all phrases repeated without end (这样的话,但是,这样的话).

Why: machine-written and machine-translated copy breaks down into such filler; it carries no meaning, and a
passage of the article is often missing where it stands. What becomes of it (mark, remove, keep) is decided
where the text is edited, so the hits carry no fix.

Leaves alone: headings of kanji only, names, lists, old character forms, kanbun, idioms, and Chinese quoted
within a Japanese sentence.

Source: this project's own measurements and method, docs/detection.md.

>>> from cleantext import check_text
>>> text = "这样的情报,但是,这样的情报。 会談は続いた。"
>>> [f.found for f in check_text(text, select=["chinese-filler"])]
['这样的情报,但是,这样的情报。']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleantext.findings import Hit, Severity

if TYPE_CHECKING:
    from cleantext.context import Context

SUMMARY = "Chinese filler in Japanese text"
SEVERITY: Severity = "error"

MESSAGES = {
    "loop": "This line repeats a Chinese phrase; a passage may be missing here.",
    "sentence": "This line is Chinese, not Japanese; a passage may be missing here.",
    "prefix": "Chinese stands before the Japanese sentence.",
    "suffix": "Chinese stands after the Japanese sentence.",
    "infix": "Chinese stands inside the Japanese text.",
}


def find(text: str, context: Context) -> Iterator[Hit]:
    """Yield every residue but single words; fix is None, and what becomes of it is the editor's choice."""
    for residue in context.residue:
        if residue.kind != "word":
            message = MESSAGES[residue.kind]
            yield Hit(residue.start, residue.end, None, message, False, residue.confidence, residue.reason)
