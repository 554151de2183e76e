"""Ruby in Markdown: as HTML (<ruby>岬<rt>みさき</rt></ruby>) and as {岬|みさき}."""

from __future__ import annotations

import re
from typing import NamedTuple

_RUBY = re.compile(r"<ruby>((?:[^<]|</?r[btp]c?>){1,400})</ruby>", re.I)
_READING = re.compile(
    r"(?:<rb>)?([^<]+)(?:</rb>)?(?:<rp>[^<]*</rp>)?<rt>([^<]+)</rt>(?:<rp>[^<]*</rp>)?|([^<]+)\Z", re.I
)
_BRACES = re.compile(r"\{([㐀-䶿一-鿿豈-﫿々〆ヶ]{1,40})((?:\|[ぁ-ゖァ-ヺー]{1,40}){1,40})\}")


class Base(NamedTuple):
    """Text that stands at `start` (code points) with its reading, "" where it has none."""

    text: str
    start: int
    reading: str


def ruby_at(text: str, at: int) -> tuple[list[Base], int] | None:
    """The bases of the ruby that begins at a place, and its end; None where there is none.

    >>> ruby_at("{岬|みさき}の{灯台|とう|だい}", 0)
    ([Base(text='岬', start=1, reading='みさき')], 7)
    >>> ruby_at("<ruby>岬<rt>みさき</rt>町</ruby>", 0)
    ([Base(text='岬', start=6, reading='みさき'), Base(text='町', start=19, reading='')], 27)
    """
    return _in_braces(text, at) if text.startswith("{", at) else _as_html(text, at)


def _as_html(text: str, at: int) -> tuple[list[Base], int] | None:
    match = _RUBY.match(text, at)
    if not match or "<rt>" not in match[1].lower():
        return None
    parts = list(_READING.finditer(match[1]))
    if "".join(part[0] for part in parts) != match[1]:
        return None
    first = match.start(1)
    return [
        Base(part[1] or part[3], first + part.start(1 if part[1] else 3), part[2] or "") for part in parts
    ], match.end()


def _in_braces(text: str, at: int) -> tuple[list[Base], int] | None:
    match = _BRACES.match(text, at)
    if not match:
        return None
    base, readings = match[1], match[2][1:].split("|")
    if len(readings) == len(base):
        each = enumerate(zip(base, readings, strict=True), match.start(1))
        return [Base(sign, start, reading) for start, (sign, reading) in each], match.end()
    return ([Base(base, match.start(1), readings[0])], match.end()) if len(readings) == 1 else None
