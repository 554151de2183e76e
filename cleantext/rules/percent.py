"""Suggests one percent sign in a text that has % and ％ after figures.

Two widths of one sign in a text look like a slip, and a search finds only half of them.

Left alone: texts that set one of them throughout, the sign elsewhere (URLs, formats, Latin text), code.
Source: JTF 日本語標準スタイルガイド 4.4 単位 (同一の文書では単位記号の表記を統一する).

>>> from cleantext import check_text
>>> [(f.found, f.fix) for f in check_text("10%から25%、30％へ。", select=["percent"])]
[('％', '%')]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "% and ％ in one text: one of them"
SEVERITY = "info"
FIXES = False
SIGNS = "%"
_SIGN = lazy("[%％](?<=[0-9０-９].)(?![0-9A-Fa-f])")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the percent signs that are the fewer."""
    if "%" not in text or "％" not in text:
        return
    signs = [match.start() for match in _SIGN.finditer(text) if context.free(*match.span())]
    full = sum(text[at] == "％" for at in signs)
    usual = "％" if full * 2 > len(signs) else "%"
    for at in signs:
        if text[at] != usual:
            yield Hit(at, at + 1, usual, f"most figures of this text have {usual}", safe=False)
