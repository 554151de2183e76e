"""Takes out control characters, which no printer and no browser shows.

They come from other programs' files and from text that was decoded wrongly. A line break of another kind (vertical
tab, U+0085, U+2028, U+2029) goes where it stands at the edge of a line; within one, a line break is suggested.

Left alone: tab, line feed, carriage return, form feed (in Markdown alone in its line); what parts the nodes of a file
of Info (U+001F alone in its line, U+007F before an offset); and only suggested or reported: C1 characters beside a
letter (in Windows-1252 they are quotation marks and dashes: `don\\x92t`), U+FFFD and U+FFFC, where something was lost.
Source: JIS X 0211 (ISO/IEC 6429) for the control characters; Unicode Standard, chapter 23.1, 23.7 (noncharacters).

>>> from cleantext import fix_text
>>> fix_text("日\\x02本\\tと\\x7f米国", select=["control-character"]).text
'日本\\tと米国'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "control or invalid character: none"
SEVERITY = "error"
RARE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufff9-\ufffd\ufffe\uffff\ud800-\udfff"
_CONTROL = lazy(f"[{RARE}]")
_BREAKS = "\x0b\x85\u2028\u2029"
_LOST = "\ufffc\ufffd"
_NODE = lazy(r"\x1f(?<![^\n]\x1f)(?=\r?\n(?:File|Tag Table|End Tag Table|Indirect|Local Variables)\b)")
_OFFSET = lazy(r"\x7f[0-9]+$", re.M)
_LINE_ENDS = ("", "\r", "\n")
_EDGE = "\r\n\f" + _BREAKS


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on control characters, noncharacters, lone surrogates and signs of lost text."""
    for match in _CONTROL.finditer(text):
        start, end = match.span()
        if not context.free(start, end):
            continue
        if _NODE.match(text, start) or _OFFSET.match(text, start) and _is_node(text, start):
            continue
        sign = match.group()
        if sign == "\f" and _parts_pages(text, start, context.format):
            continue
        name = f"U+{ord(sign):04X}"
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if sign in _LOST or "\ud800" <= sign <= "\udfff":
            yield Hit(start, end, None, f"{name}: a character was lost here", False)
        elif "\ufff9" <= sign <= "\ufffb":
            yield Hit(start, end, None, f"{name} marks ruby; few programs show it", False)
        elif sign in _BREAKS:
            at_edge = before in _EDGE or after in _EDGE
            yield Hit(start, end, "" if at_edge else "\n", f"{name} is a line break of another kind", at_edge)
        elif "\x80" <= sign <= "\x9f" and (before.isalnum() or after.isalnum()) and (printed := _windows(sign)):
            yield Hit(start, end, printed, f"{name} is {printed} in Windows-1252, it seems", False)
        else:
            yield Hit(start, end, "", f"the control character {name}")


def _parts_pages(text: str, at: int, format: str) -> bool:
    """True for a form feed, which parts pages; in Markdown only where it is alone in its line."""
    return format != "md" or text[at - 1 : at] in _LINE_ENDS and text[at + 1 : at + 2] in _LINE_ENDS


def _is_node(text: str, at: int) -> bool:
    """True in a line of the table of nodes in a file of Info."""
    return text.startswith(("Node: ", "Ref: ", "File: "), text.rfind("\n", 0, at) + 1)


def _windows(sign: str) -> str:
    """What a C1 character is in Windows-1252; "" for nothing."""
    return sign.encode("latin-1").decode("cp1252", "ignore")
