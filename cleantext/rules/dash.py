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
_DASH = re.compile(f"(?:(?<=[{BESIDE}])\u2014{{2,}}|\u2014{{2,}}(?=[{BESIDE}]))(?!\u2014)")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on runs of two or more U+2014 beside Japanese."""
    for match in _DASH.finditer(text):
        if context.free(*match.span()):
            yield Hit(
                *match.span(),
                "\u2015" * len(match.group()),
                "the dash is U+2014 twice; Japanese uses ―― (U+2015)",
            )
