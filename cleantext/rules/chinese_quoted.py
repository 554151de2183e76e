"""Chinese that a Japanese sentence cites on purpose, listed for whoever wants to look at each place.

What: a quotation, a title or a form labelled as Chinese (簡体字：…) inside a Japanese sentence that is written in
Chinese.

Why: the other Chinese rules pass over such citations. Before print somebody who reads Chinese may want to see
them all: a citation can be garbled too, or need a translation beside it.

Leaves alone: Chinese words in brackets that Japanese writes in the same way, names of kanji that both share, and
what the rules chinese-filler and chinese-word report. Off by default: name it to run it.

Source: this project's own measurements and method, docs/detection.md.

>>> from cleantext import check_text
>>> text = "看板には「我们欢迎你」とあった。"
>>> [f.found for f in check_text(text, select=["chinese-quoted"])]
['我们欢迎你']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleantext.findings import Hit, Severity

if TYPE_CHECKING:
    from cleantext.context import Context

SUMMARY = "Chinese cited in a Japanese sentence"
SEVERITY: Severity = "info"
FIXES = False


def find(text: str, context: Context) -> Iterator[Hit]:
    """Yield every citation in Chinese, without its marks; there is nothing to fix."""
    from cleantext.residue import find_quoted

    for residue in find_quoted(text):
        if context.free(residue.start, residue.end):
            message = "This is Chinese, cited on purpose, it seems."
            yield Hit(residue.start, residue.end, None, message, False, residue.confidence, residue.reason)
