"""The rows of a passage: what of a pair is text, what is markup, and where in the text things stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from translate.outputs.edition import Figure, Formula, Language, Ruby, Shape
from translate.outputs.formulas import carried_formulas, formulas_in
from translate.outputs.inline_md import Parsed, Span, parsed
from translate.outputs.joining import parts_picture, space_between
from translate.outputs.links import shown
from translate.outputs.listings import beside_row
from translate.outputs.styles import carried, shown_spans, spans_in
from translate.segment import Segment, doubtful

_LEAD = re.compile(r"\s*(?:\[\^[^\[\]\n]{1,80}\]:\s*|#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+|>\s?)+")
_CLOSING = re.compile(r"\s+#+\s*$")
OBJECT = "\ufffc"
"""Stands in the text of a Word document where a picture is."""
LANGUAGES: tuple[Language, Language] = ("ja", "en")

Place = tuple[int, int]
"""(start, end) in a text, in code points."""


class Row(NamedTuple):
    """A pair as it is shown.

    anchor  a name for it that is unique and may stand as an id in HTML and XML.
    number  the number of the row in its passage, from 1.
    texts   the Japanese and the English, without markup.
    ruby    the readings of the Japanese, (start, end, reading) in code points of it.
    places  what flags point at in each text; they do not overlap.
    typed   both as they were typed, without what stands at their heads.
    styles  what is marked up in each text: stretches within each other, the outer ones first.
    figures pictures in the line of the Japanese, `at` in code points of it.
    elsewhere  its English stands in another row.
    formulas   what stands for formulas in each text, in order.
    """

    segment: Segment
    anchor: str
    number: int
    texts: dict[Language, str]
    ruby: tuple[Ruby, ...]
    places: dict[Language, tuple[Place, ...]]
    typed: dict[Language, str]
    styles: dict[Language, tuple[Span, ...]]
    figures: tuple[Figure, ...] = ()
    elsewhere: bool = False
    formulas: Mapping[Language, tuple[Formula, ...]] = {"ja": (), "en": ()}

    @property
    def doubtful(self) -> bool:
        """True if a person has to look at the pair, for a reason that is to be shown."""
        return doubtful(self.segment.flags) or self.segment.status == "flagged"

    def figures_in(self, language: Language) -> tuple[Figure, ...]:
        """What stands in the line of a text; of the English, marks of notes at its ends, a line break at its end."""
        if language == "ja":
            return self.figures
        size, end = len(self.texts["en"]), len(self.texts["ja"])
        some = [each for each in self.figures if each.kind == "note" or (each.kind == "break" and each.at == end)]
        return tuple(each._replace(at=size if each.at else 0) for each in some) if size else ()

    def gap(self, language: Language) -> str:
        """What is said in place of a text that is not there; "" where it is there."""
        if self.segment.status == "missing":
            return {"ja": "原文欠落", "en": "Text missing in the original"}[language]
        if self.texts[language].strip() or (self.segment.source.strip() and not self.texts["ja"].strip()):
            return ""
        if language == "ja":
            return "原文になし"
        if self.elsewhere:
            return ""
        return "Not in the English" if self.segment.status == "omitted" else "Not translated"


class Piece(NamedTuple):
    """What of a pair stands in a passage.

    typed      both sides as typed.
    cut        where they begin in the segment's texts.
    size       how many characters of the block the segment has, without white space.
    elsewhere  its English, if there is any, stands in another piece.
    """

    segment: Segment
    anchor: str
    typed: dict[Language, str]
    cut: dict[Language, int]
    size: int = 0
    elsewhere: bool = False


class _Side(NamedTuple):
    """A text, which of the typed characters it has kept, and what its stretches are."""

    text: str
    kept: Sequence[int]
    spans: tuple[Span, ...]


def pieces_of(pairs: Sequence[tuple[Segment, str, int]], shape: Shape) -> Iterator[Piece]:
    """Yield the pairs of a block, with their names and sizes, without what marks it as heading or item."""
    for number, (segment, name, size) in enumerate(pairs, 1):
        source, target = segment.source, segment.target
        cut: dict[Language, int] = {"ja": 0, "en": 0}
        if number == 1 and shape.lead:
            source = source.removeprefix(shape.lead.strip()).lstrip()
            match = _LEAD.match(target)
            target = target[match.end() :] if match else target
            if "#" in shape.lead:
                source, target = _CLOSING.sub("", source), _CLOSING.sub("", target)
            cut = {"ja": segment.source.find(source), "en": segment.target.find(target)}
        yield Piece(segment, name, {"ja": source, "en": target}, cut, size)


def rows_of(pieces: Sequence[Piece], shape: Shape) -> tuple[list[Row], tuple[Figure, ...], tuple[Figure, ...]]:
    """The rows, and the pictures that stand before and after them."""
    if not (shape.markdown or shape.ruby or shape.figures or shape.styles or shape.formulas):
        return [_plain_row(number, piece) for number, piece in enumerate(pieces, 1)], (), ()
    objects = _objects(pieces, shape)
    sides = {side: list(_read(pieces, side, shape, objects)) for side in LANGUAGES}
    known: dict[str, list[Figure]] = {}
    for figure in reversed(shape.figures):
        if figure.kind == "picture":
            known.setdefault(figure.address, []).append(figure)
    rules = {figure.text for figure in shape.figures if figure.kind == "rule"} - {""}
    rows: list[Row] = []
    placed: list[tuple[int, Figure]] = []  # the row in which a picture stands
    begins, total = 0, sum(piece.size for piece in pieces)  # characters of the block before the piece, and in all
    for number, piece in enumerate(pieces):
        ja, en = sides["ja"][number], sides["en"][number]
        if piece.segment.source.strip() in rules:
            ja = _Side("", (), ())
        if piece.segment.status == "copied" and piece.typed["ja"].strip() and not ja.text.strip():
            en = _Side("", (), ())  # a part of a picture, or a rule
        ruby: tuple[Ruby, ...]
        formulas: dict[Language, tuple[Formula, ...]] = {"ja": (), "en": ()}
        if shape.markdown:
            ruby = tuple(Ruby(span.start, span.end, span.value) for span in ja.spans if span.kind == "ruby")
            for span in ja.spans:
                if span.kind == "image":
                    some = known.get(shown(span.value)) or [Figure("", address=shown(span.value))]
                    figure = some.pop() if len(some) > 1 else some[0]
                    placed.append((number, figure._replace(alt=span.alt, at=span.start)))
            placed += beside_row(shape.figures, number, number == len(pieces) - 1, len(ja.text))
            placed += [(0, figure) for figure in shape.figures if figure.kind == "note" and number == 0]
        else:
            count = begins + sum(not sign.isspace() for sign in piece.segment.source[: piece.cut["ja"]])
            spots = [index for index, sign in enumerate(piece.typed["ja"]) if not sign.isspace()]
            ends = [*(bisect_left(ja.kept, spot) for spot in spots), len(ja.text)]
            ruby = tuple(
                Ruby(ends[r.start - count], ends[r.end - count - 1] + 1, r.reading)
                for r in shape.ruby
                if count <= r.start < r.end <= count + len(spots)
            )
            last = number == len(pieces) - 1
            if shape.formulas:
                formulas["ja"] = formulas_in(shape.formulas, count, spots, ends)
                formulas["en"] = carried_formulas(formulas["ja"], ja.text, en.text)
            whole: list[Ruby | Formula] = [*ruby, *formulas["ja"]]
            if shape.styles and (spans := spans_in(shape.styles, count, spots, ja.kept, whole)):
                ja, en = ja._replace(spans=spans), en._replace(spans=carried(spans, ja.text, en.text))
            placed += [
                (number, figure._replace(at=ends[max(0, min(figure.at - count, len(spots)))]))
                for figure in shape.figures
                if begins <= min(figure.at, total) < begins + piece.size + last
            ]
            begins += piece.size
        flags = piece.segment.flags
        places: dict[Language, tuple[Place, ...]] = {
            "ja": _united((flag.source for flag in flags), piece.cut["ja"], ja, [*ruby, *formulas["ja"]]),
            "en": _united((flag.target for flag in flags), piece.cut["en"], en, formulas["en"]),
        }
        styles: dict[Language, tuple[Span, ...]] = {
            "ja": tuple(shown_spans(ja.spans, ja.text, "ja")),
            "en": tuple(shown_spans(en.spans, en.text, "en")),
        }
        texts: dict[Language, str] = {"ja": ja.text, "en": en.text}
        row = Row(piece.segment, piece.anchor, number + 1, texts, ruby, places, piece.typed, styles)
        rows.append(row._replace(elsewhere=piece.elsewhere, formulas=formulas))
    return _with_figures(rows, placed)


def _plain_row(number: int, piece: Piece) -> Row:
    """The row of a pair whose texts are as they were typed."""
    places: dict[Language, tuple[Place, ...]] = {"ja": (), "en": ()}
    if flags := piece.segment.flags:
        for side in LANGUAGES:
            text = _Side(piece.typed[side], range(len(piece.typed[side])), ())
            spans = (flag.source if side == "ja" else flag.target for flag in flags)
            places[side] = _united(spans, piece.cut[side], text, ())
    styles: dict[Language, tuple[Span, ...]] = {"ja": (), "en": ()}
    row = Row(piece.segment, piece.anchor, number, piece.typed, (), places, piece.typed, styles)
    return row._replace(elsewhere=True) if piece.elsewhere else row


def _with_figures(
    rows: list[Row], placed: list[tuple[int, Figure]]
) -> tuple[list[Row], tuple[Figure, ...], tuple[Figure, ...]]:
    """The rows with the pictures between their words, and those that stand before and after all words."""
    filled = [number for number, row in enumerate(rows) if row.texts["ja"].strip()]
    before, after, inside = [], [], []
    for number, figure in placed:
        if figure.kind in ("note", "break"):
            if number and not rows[number].texts["ja"][: figure.at].strip():  # it belongs to the sentence before it
                number -= 1
                figure = figure._replace(at=len(rows[number].texts["ja"]))
            inside.append((number, figure))
        elif (
            not filled
            or number < filled[0]
            or (number == filled[0] and not rows[number].texts["ja"][: figure.at].strip())
        ):
            before.append(figure)
        elif number > filled[-1] or (number == filled[-1] and not rows[number].texts["ja"][figure.at :].strip()):
            after.append(figure)
        else:
            inside.append((number, figure))
    for number, figure in sorted(inside, key=lambda each: (each[0], each[1].at)):
        rows[number] = rows[number]._replace(figures=(*rows[number].figures, figure))
    return rows, tuple(before), tuple(after)


def _objects(pieces: Sequence[Piece], shape: Shape) -> list[list[bool]]:
    """Of each U+FFFC in the Japanese of each piece whether it stands for a picture, which is set in its place."""
    places, found, begins = {figure.at for figure in shape.figures}, [], 0
    for piece in pieces:
        at = begins + sum(not sign.isspace() for sign in piece.segment.source[: piece.cut["ja"]])
        spots = [sign for sign in piece.typed["ja"] if not sign.isspace()]
        found.append([at + number in places for number, sign in enumerate(spots) if sign == OBJECT])
        begins += piece.size
    return found


def _read(pieces: Sequence[Piece], side: Language, shape: Shape, objects: list[list[bool]]) -> Iterator[_Side]:
    """Yield the text of a side of each piece. Markup may go on from sentence to sentence: it is read as a whole."""
    if not shape.markdown:
        for piece, pictured in zip(pieces, objects, strict=True):
            typed = piece.typed[side]
            kept: Sequence[int] = range(len(typed))
            if OBJECT in typed and any(pictured):
                spots = [index for index, sign in enumerate(typed) if sign == OBJECT]
                alike = len(spots) == len(pictured)
                gone = {spot for number, spot in enumerate(spots) if not alike or pictured[number]}
                kept = [index for index in range(len(typed)) if index not in gone]
                typed = "".join(typed[index] for index in kept)
            yield _Side(typed, kept, ())
        return
    whole, starts = "", []
    for piece in pieces:
        text = piece.typed[side]
        whole += ("" if parts_picture(whole, text) else space_between(whole, text)) + text
        starts.append(len(whole) - len(text))
    read = parsed(whole, dict(shape.targets), ruby=side == "ja")
    for piece, start in zip(pieces, starts, strict=True):
        yield _part(read, start, start + len(piece.typed[side]))


def _part(read: Parsed, start: int, end: int) -> _Side:
    """What was read of whole[start:end], as a text of its own."""
    low, high = bisect_left(read.kept, start), bisect_left(read.kept, end)
    text = read.text[low:high]
    low += len(text) - len(text.lstrip())
    high = low + len(text.strip())
    spans = []
    for span in read.spans:
        if span.kind == "image":
            if start <= span.typed < end:
                at = min(max(span.start, low), high) - low
                spans.append(span._replace(start=at, end=at))
        elif max(span.start, low) < min(span.end, high):
            spans.append(span._replace(start=max(span.start, low) - low, end=min(span.end, high) - low))
    return _Side(read.text[low:high], [place - start for place in read.kept[low:high]], tuple(spans))


def _united(spans: Iterable[Place | None], cut: int, side: _Side, whole: Sequence[Ruby | Formula]) -> tuple[Place, ...]:
    """The spans without overlaps, none of which ends inside what is one whole (a base of ruby, a formula)."""
    found: list[Place] = []
    for start, end in sorted(span for span in spans if span):
        start, end = bisect_left(side.kept, start - cut), bisect_left(side.kept, end - cut)
        for reading in whole:
            if start < reading.end and reading.start < end:
                start, end = min(start, reading.start), max(end, reading.end)
        if start >= end:
            continue
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found[-1][1])
            found.pop()
        found.append((start, end))
    return tuple(found)
