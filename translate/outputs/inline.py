"""The text of a sentence as HTML or XHTML: ruby, emphasis and links kept, what an editor must see highlighted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from translate.outputs.characters import escape
from translate.outputs.edition import Formula, Ruby
from translate.outputs.formulas_mathml import mathml_of
from translate.outputs.inline_md import Span

MARK = re.compile("【要確認(?:[：:][^】]*)?】")
_UPRIGHT = re.compile(r"(?<![!-~])(?:[0-9]{1,2}|[!?]{2})(?![!-~])")


def marked(text: str) -> str:
    """Return `text` escaped, with the marks a cleaned text carries for its editor highlighted.

    >>> marked("前【要確認：欠落】後 & c")
    '前<mark lang="ja">【要確認：欠落】</mark>後 &amp; c'
    """
    return MARK.sub(lambda mark: f'<mark lang="ja">{mark.group()}</mark>', escape(text))


_TAGS = {**{name: name for name in ("strong", "em", "i", "code", "sup", "sub", "u")}, "del": "s"}


def as_mathml(formula: Formula, display: bool = False) -> str:
    """Return a formula as MathML; "" where it cannot be."""
    if formula.form == "omml":
        return mathml_of(formula.markup, display)
    return formula.markup if formula.form == "mathml" else ""


class Wrap(NamedTuple):
    """An element round text[start:end]."""

    start: int
    end: int
    opening: str
    closing: str


def inline(
    text: str,
    ruby: Sequence[Ruby] = (),
    places: Sequence[tuple[int, int]] = (),
    upright: bool = False,
    styles: Sequence[Span] = (),
    pictures: Sequence[tuple[int, str]] = (),
    formulas: Sequence[Formula] = (),
) -> str:
    """Return `text` as markup.

    ruby      (start, end, reading), in code points of the text, in order and without overlaps.
    places    what is to be highlighted, likewise; none ends inside a base of ruby.
    upright   one or two digits, and pairs of ! and ?, stand upright in a vertical line.
    styles    what is marked up, stretches within each other.
    pictures  the markup of each picture in the line, and before which character it stands; in order.
    formulas  what of the text is a formula, likewise.

    >>> inline("漢字だ", [Ruby(0, 2, "かんじ")], [(0, 3)])
    '<mark class="doubt"><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>だ</mark>'
    >>> inline("ab", (), [(0, 2)], styles=[Span("em", 1, 2)])
    '<mark class="doubt">a<em>b</em></mark>'
    """
    if not (ruby or places or styles or pictures or formulas):
        return _plain(text, upright)
    numbers = [span for span in styles if span.kind == "noteref" and span.alt]
    wraps = [Wrap(*_round(place, numbers), '<mark class="doubt">', "</mark>") for place in places]
    wraps += [_wrap(span) for span in styles]
    wraps.sort(key=lambda wrap: (wrap.start, -wrap.end))
    readings = {reading.start: reading for reading in ruby}

    known = {formula.start: formula for formula in formulas}
    shown_numbers = {span.start: span.alt for span in numbers}

    def shown(start: int, end: int) -> str:
        if formula := known.get(start):
            return as_mathml(formula) or f'<span class="formula">{escape(formula.text)}</span>'
        if number := shown_numbers.get(start):
            return escape(number)
        if reading := readings.get(start):
            base = escape(text[start:end])
            return f"<ruby>{base}<rp>(</rp><rt>{escape(reading.reading)}</rt><rp>)</rp></ruby>"
        return _plain(text[start:end], upright)

    wholes = [*((r.start, r.end) for r in ruby), *((f.start, f.end) for f in formulas)]
    wholes += [(span.start, span.end) for span in numbers]
    return woven(len(text), wraps, wholes, pictures, shown)


def woven(
    length: int,
    wraps: Sequence[Wrap],
    places: Iterable[tuple[int, int]],
    pictures: Sequence[tuple[int, str]],
    shown: Callable[[int, int], str],
) -> str:
    """Return a text of a length with elements round stretches of it; they are closed in the order of their opening.

    wraps     by start, the outer ones first.
    places    stretches that `shown`, which gives the markup of a stretch, is to have whole.
    pictures  as for `inline`.
    """
    edges = {edge for wrap in wraps for edge in wrap[:2]} | {edge for place in places for edge in place}
    bounds = sorted({0, length, *edges, *(at for at, _ in pictures)})
    waiting, figures = list(reversed(wraps)), list(reversed(pictures))
    stack: list[Wrap] = []
    parts: list[str] = []
    for at, start in enumerate(bounds):
        parts += _close(stack, start)
        while figures and figures[-1][0] <= start:
            parts.append(figures.pop()[1])
        while waiting and waiting[-1].start <= start:
            stack.append(waiting.pop())
            parts.append(stack[-1].opening)
        if at + 1 < len(bounds):
            parts.append(shown(start, bounds[at + 1]))
    return "".join(parts)


def _round(place: tuple[int, int], wholes: Sequence[Span]) -> tuple[int, int]:
    """A place that ends inside none of what is shown as a whole."""
    start, end = place
    for span in wholes:
        if span.start < end and start < span.end:
            start, end = min(start, span.start), max(end, span.end)
    return start, end


def _wrap(span: Span) -> Wrap:
    if span.kind in ("ref", "noteref"):
        role = ' role="doc-noteref"' if span.kind == "noteref" else ""
        return Wrap(span.start, span.end, f'<a href="{escape(span.value)}"{role}>', "</a>")
    if span.kind == "link":
        return Wrap(span.start, span.end, f'<a href="{escape(span.value)}" rel="noreferrer">', "</a>")
    return Wrap(span.start, span.end, f"<{_TAGS[span.kind]}>", f"</{_TAGS[span.kind]}>")


def _close(stack: list[Wrap], at: int) -> Iterator[str]:
    """Yield the tags that end what ends here; what goes on round it is closed too, and opened again."""
    ending = [number for number, wrap in enumerate(stack) if wrap.end <= at]
    if not ending:
        return
    again = [wrap for wrap in stack[ending[0] :] if wrap.end > at]
    for wrap in reversed(stack[ending[0] :]):
        yield wrap.closing
    del stack[ending[0] :]
    for wrap in again:
        stack.append(wrap)
        yield wrap.opening


def _plain(text: str, upright: bool) -> str:
    if not upright:
        return marked(text)
    parts, last = [], 0
    for match in _UPRIGHT.finditer(text):
        parts += [marked(text[last : match.start()]), f'<span class="upright">{match.group()}</span>']
        last = match.end()
    return "".join([*parts, marked(text[last:])])
