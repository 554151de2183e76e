"""Sets U+00B7 and its likes between katakana as ・ (U+30FB).

Chinese text sets · (U+00B7) between the parts of foreign names; machine translation carries it over.
U+FF65 (half-width), U+2022 and U+2027 stand there as well.

Left alone: the same signs beside anything but katakana (bullets, Catalan, formulas).
Source: JIS X 4051 一般 (中点は U+30FB); Unicode Standard, chapter 6.2, table 6-3.

>>> from cleantext import fix_text
>>> fix_text("グローバル·ポリティクス 3·5", select=["middle-dot"]).text
'グローバル・ポリティクス 3·5'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import KATAKANA
from ..context import Context
from ..findings import Hit

SUMMARY = "wrong middle dot between katakana: ・"
SEVERITY = "warning"
_DOT = re.compile(f"(?<=[{KATAKANA}])[\u00b7\uff65\u2022\u2027](?=[{KATAKANA}])")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on look-alikes of ・ with katakana on both sides."""
    for match in _DOT.finditer(text):
        if context.free(*match.span()):
            yield Hit(*match.span(), "・", f"U+{ord(match.group()):04X} between katakana; Japanese uses ・ (U+30FB)")
