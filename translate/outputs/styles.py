"""What is marked up in the line: where it stands in a row, and what of it the English has too."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from cleantext.characters import has_japanese
from cleantext.document import Block, Run
from translate.outputs.edition import Formula, Language, Look, Ruby, Styled
from translate.outputs.inline_md import Span
from translate.outputs.links import linkable
from translate.outputs.shapes import solid


def styles_of(block: Block, looks: Callable[[Run], Iterable[tuple[Look, str]]]) -> tuple[Styled, ...]:
    """What is marked up in a block; runs that are the same and follow each other are one stretch.

    looks  what a run is, each with the address of a link, or "".
    """
    found: dict[tuple[Look, str], list[Styled]] = {}
    count = 0
    for run in block.runs:
        size = solid(run.text)
        for kind, value in looks(run) if size else ():
            some = found.setdefault((kind, value), [])
            if some and some[-1].end == count:
                some[-1] = some[-1]._replace(end=count + size)
            else:
                some.append(Styled(kind, count, count + size, value))
        count += size
    return tuple(sorted((each for some in found.values() for each in some), key=lambda each: (each.start, -each.end)))


def spans_in(
    styles: Sequence[Styled], count: int, spots: Sequence[int], kept: Sequence[int], whole: Sequence[Ruby | Formula]
) -> tuple[Span, ...]:
    """The stretches of a block that lie in one of its sentences, in code points of what is shown of it.

    count  how many characters of the block, without white space, come before the sentence; `spots` are the places of
           its own in it, and `kept` those that are shown. None of them ends inside what is one whole.
    """
    spans = []
    for kind, start, end, value in styles:
        low, high = max(start - count, 0), min(end - count, len(spots))
        if low >= high:
            continue
        first, last = bisect_left(kept, spots[low]), bisect_left(kept, spots[high - 1] + 1)
        for reading in whole:
            if first < reading.end and reading.start < last:
                first, last = min(first, reading.start), max(last, reading.end)
        if first < last:
            spans.append(Span(kind, first, last, value))
    return tuple(spans)


def carried(spans: Iterable[Span], ja: str, en: str) -> tuple[Span, ...]:
    """What of the markup of a sentence its English has: that of the whole, and all where both are the same.

    Code and links in Latin script that stand once in either text are code and links in both; so are marks of notes, and
    what leads to another place, if they follow a word.
    """
    if ja == en:
        return tuple(spans)
    found, spans = [], tuple(spans)
    marks = {(span.start, span.end) for span in spans if span.kind in ("ref", "noteref")}
    for span in spans:
        text = ja[span.start : span.end]
        if en and not ja[: span.start].strip() and not ja[span.end :].strip():
            found.append(span._replace(start=0, end=len(en)))
        elif span.kind in ("code", "link") and len(text) > 2 and text.isascii() and ja.count(text) == 1:
            places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", en)]
            found += [span._replace(start=low, end=high) for low, high in places if len(places) == 1]
        elif (span.start, span.end) in marks and text.strip():
            sides = [[match.span() for match in re.finditer(_alone(text), side)] for side in (ja, en)]
            if [len(places) for places in sides] == [1, 1] and (low := sides[1][0][0]) and not en[low - 1].isspace():
                found.append(span._replace(start=low, end=sides[1][0][1]))
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _alone(text: str) -> str:
    """A pattern that finds a mark, but not as part of a longer number or word."""
    return (
        rf"(?<![0-9A-Za-z]){re.escape(text)}(?![0-9A-Za-z])" if text.isalnum() and text.isascii() else re.escape(text)
    )


def shown_spans(spans: Iterable[Span], text: str, language: Language) -> Iterator[Span]:
    """Yield what is shown of the markup: links with an address that may be linked to; and Japanese is not slanted."""
    for span in spans:
        if span.kind == "link":
            if address := linkable(span.value):
                yield span._replace(value=address)
        elif span.kind == "em" and language == "ja" and not has_japanese(text[span.start : span.end]):
            yield span._replace(kind="i")
        elif span.kind not in ("ruby", "image"):
            yield span
