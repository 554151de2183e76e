"""Sets the double em dash —— (U+2014) as ―― (U+2015).

Chinese sets its dash as two U+2014; Japanese sets two U+2015, which join without a gap in Japanese
fonts. The length of the dash stays.

Left alone: a single —, hyphens, dashes between Latin words or digits.
Source: JIS X 4051 一般 (全角ダッシュ); 文化庁「くぎり符号の使ひ方」(1946) ツナギテン・ナカセン.

>>> from cleantext import fix_text
>>> fix_text("同盟国——特に英国——は a——b", select=["dash"]).text
'同盟国――特に英国――は a——b'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import BESIDE
from ..context import Context
from ..findings import Hit

SUMMARY = "Chinese dash ——: ――"
SEVERITY = "warning"
_DASH = re.compile("\u2014{2,}")
_BESIDE = re.compile(f"[{BESIDE}]")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on runs of two or more U+2014 beside Japanese."""
    for match in _DASH.finditer(text):
        start, end = match.span()
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        if _BESIDE.search(beside) and context.free(start, end):
            yield Hit(
                start,
                end,
                "\u2015" * (end - start),
                "the dash is U+2014 twice; Japanese uses ―― (U+2015)",
            )
