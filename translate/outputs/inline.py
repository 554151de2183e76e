"""The text of a sentence as HTML or XHTML: ruby kept, doubtful places and marks for the editor highlighted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from translate.outputs.characters import escape
from translate.outputs.edition import Ruby

MARK = re.compile("【要確認(?:[：:][^】]*)?】")
_UPRIGHT = re.compile(r"(?<![!-~])(?:[0-9]{1,2}|[!?]{2})(?![!-~])")


def marked(text: str) -> str:
    """Return `text` escaped, with the marks a cleaned text carries for its editor highlighted.

    >>> marked("前【要確認：欠落】後 & c")
    '前<mark lang="ja">【要確認：欠落】</mark>後 &amp; c'
    """
    return MARK.sub(lambda mark: f'<mark lang="ja">{mark.group()}</mark>', escape(text))


def inline(
    text: str,
    ruby: Sequence[Ruby] = (),
    places: Sequence[tuple[int, int]] = (),
    upright: bool = False,
) -> str:
    """Return `text` as markup.

    ruby     (start, end, reading), in code points of the text, in order and without overlaps.
    places   what is to be highlighted, likewise; none ends inside a base of ruby.
    upright  one or two digits, and pairs of ! and ?, stand upright in a vertical line.

    >>> inline("漢字だ", [Ruby(0, 2, "かんじ")], [(0, 3)])
    '<mark class="doubt"><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>だ</mark>'
    """
    bounds = sorted({0, len(text), *(edge for place in places for edge in place)})
    starts = {start for start, _ in places}
    parts = []
    for start, end in pairwise(bounds):
        inner = "".join(_with_ruby(text, start, end, ruby, upright))
        parts.append(f'<mark class="doubt">{inner}</mark>' if start in starts else inner)
    return "".join(parts)


def _with_ruby(text: str, start: int, end: int, ruby: Sequence[Ruby], upright: bool) -> Iterator[str]:
    for reading in ruby:
        if not start <= reading.start < reading.end <= end:
            continue
        yield _plain(text[start : reading.start], upright)
        base = escape(text[reading.start : reading.end])
        yield f"<ruby>{base}<rp>(</rp><rt>{escape(reading.reading)}</rt><rp>)</rp></ruby>"
        start = reading.end
    yield _plain(text[start:end], upright)


def _plain(text: str, upright: bool) -> str:
    if not upright:
        return marked(text)
    parts, last = [], 0
    for match in _UPRIGHT.finditer(text):
        parts += [marked(text[last : match.start()]), f'<span class="upright">{match.group()}</span>']
        last = match.end()
    return "".join([*parts, marked(text[last:])])
