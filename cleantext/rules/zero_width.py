"""Takes out characters without width: zero-width spaces, byte order marks inside, soft hyphens, bidi marks.

They come with text copied from web pages and chats, split words for every search, and break lines in the wrong place.

Left alone: joiners and tags that make up emoji, variation selectors (葛󠄀), a byte order mark at the very start, all of
them beside scripts that need them (Arabic, Indic, Thai, Khmer …), marks of direction in a line that runs right to left,
in pages, books and Word soft hyphens within a Latin word, where a line may break.
Source: JIS X 4051 一般 (和文の文字間に幅のない文字を置かない); Unicode Standard, chapter 23.2-23.3, 23.9.

>>> from cleantext import fix_text
>>> fix_text("東京\\u200bと大\\ufeff阪", select=["zero-width"]).text
'東京と大阪'
>>> fix_text("👨\\u200d👩\\u200d👧", select=["zero-width"]).applied
[]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "character without width: none"
SEVERITY = "warning"
RARE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0001\U000e0020-\U000e007f"
_ZERO = lazy(f"[{RARE}]+")
_NEEDED = lazy(
    "[\u0600-\u08ff\u0900-\u109f\u1780-\u19ff\u1a20-\u1aaf\ufb50-\ufdff\ufe70-\ufefc\ua840-\uabff\U00010800-\U00011fff]"
)
_EMOJI = lazy("[©®\u203c-\u3299\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f](?<![\u3041-\u30ff])")
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DIRECTION = lazy("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAK = lazy(r"[\r\n]|\Z")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on each character without width that nothing needs."""
    for match in _ZERO.finditer(text):
        start, end = match.span()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if _NEEDED.match(before) or _NEEDED.match(after):
            continue
        for position in range(start, end):
            sign = text[position]
            if position == 0 and sign == "\ufeff" or _in_emoji(sign, before, after):
                continue
            if _DIRECTION.match(sign) and _RIGHT_TO_LEFT.search(_line(text, position)):
                continue
            if sign == "\u00ad" and context.blocks is not None and _is_latin(before) and _is_latin(after):
                continue
            if context.free(position, position + 1):
                yield Hit(position, position + 1, "", f"U+{ord(sign):04X} has no width and does nothing here")


def _in_emoji(sign: str, before: str, after: str) -> bool:
    """True for a joiner between two emoji, and for tags after a flag."""
    if sign == "\u200d":
        return bool(_EMOJI.match(before) and _EMOJI.match(after))
    return sign >= "\U000e0020" and before == "\U0001f3f4"


def _is_latin(sign: str) -> bool:
    return sign.isalpha() and sign < "\u0250"


def _line(text: str, offset: int) -> str:
    """At most 400 characters of the line round the offset."""
    low = max(0, offset - 200, text.rfind("\n", max(0, offset - 200), offset) + 1)
    match = _BREAK.search(text, offset, offset + 200)
    return text[low : match.start() if match else offset + 200]
