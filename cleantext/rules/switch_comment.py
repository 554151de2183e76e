"""Reports comments that are to switch rules off and do not: nothing is done where such a comment is wrong.

taiyaku-disabel is no switch, nor is `taiyaku: disable`; `taiyaku-disable coma` names no rule; taiyaku-enable where
nothing is off does nothing; and what nothing ends switches its rules off up to the end. In pages and books so is the
attribute data-taiyaku with another value than "off", and one whose name is like it. Only a person knows what was
meant, so the rule fixes nothing. It speaks of such a comment also where all rules are off.

Left alone are comments for people and for other programs, comments that are shown in code, and a switch before all
text but headings that nothing ends: it is meant for the whole. A switch in whose stretch nothing would be found is
none of its business.

Source: the comments are this project's own (docs/checking.md); that a stretch be ended as ESLint's rule
disable-enable-pair has it, whole files allowed.

>>> from cleantext import check_text
>>> [f.message for f in check_text("雪だ。<!-- taiyaku-disable-lien comma -->", select=["switch-comment"])]
['taiyaku-disable-lien is no switch; did you mean taiyaku-disable-line?']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit

SUMMARY = "a comment that is to switch rules off and does not, or that nothing ends"
SEVERITY = "warning"
FIXES = False


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on the comments."""
    for start, end, message in context.slips:
        yield Hit(start, end, None, message)
