"""Two documents as pairs: their sentences aligned, with paragraphs and headings as hints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cleantext.document import Document
from cleantext.english import citing_spans, english_spans
from cleantext.sentences import split_sentences
from translate.checks import check_segment
from translate.segment import Flag, Segment, doubtful
from translate.segmenter import segment_document

from .aligner import align_places
from .bead import Bead, Place
from .moved import with_moved

if TYPE_CHECKING:
    from glossaries import Glossary

WEAK = 0.9
"""A bead that is less probable than this is doubtful."""
_GAPS = re.compile(r"\s+")
_NOTES = re.compile(r"(?:(?:\[[0-9]{1,3}\]|［[0-9０-９]{1,3}］)\s*)+")


def align_documents(
    ja: Document, en: Document, glossary: Glossary | None = None, *, review: bool = False
) -> list[tuple[Segment, Bead]]:
    """The pairs of two editions, in order, each with its bead: indices of their sentences.

    The sentences are those of `split_japanese(ja)` and `split_english(en)`. `aligned` are pairs, `omitted` Japanese
    without English, `added` English without Japanese; a pair that is doubtful is `flagged`, with the flag `weak-bead`.
    Passages lost in the Japanese stay `missing`. An added row stands in the block of the row before it, or, where all
    of its own block is added, in one of that name with "e" before it.

    Omitted and added rows that say the same, in another place of their editions, carry the flag `moved`, an `info`.

    review  every pair also goes through `check_segment`; its flags are warnings.
    """
    rows = split_japanese(ja)
    kept = [n for n, row in enumerate(rows) if row.status != "missing"]
    places = split_english(en)
    beads = align_places([Place(rows[n].source, rows[n].block, rows[n].kind) for n in kept], places, glossary)
    found: list[tuple[Segment, Bead]] = []
    paired = {places[j].block for bead in beads if bead.ja for j in bead.en}
    beads = _by_block(beads, [rows[n].block for n in kept], [place.block for place in places])
    beads = [Bead(tuple(kept[i] for i in bead.ja), bead.en, bead.score) for bead in beads]
    for bead in _with_lost(beads, [n for n, row in enumerate(rows) if row.status == "missing"]):
        segment = _segment([rows[n] for n in bead.ja], [places[j] for j in bead.en], bead.score)
        if not bead.ja:
            place = places[bead.en[0]]
            before = found[-1][0] if found else rows[0] if rows else None
            if place.block in paired and before:
                segment = replace(segment, block=before.block, kind=before.kind)
            else:
                segment = replace(segment, block=f"e{place.block}", kind=place.kind)
        segment = replace(segment, id=f"s{len(found) + 1:04d}")
        found.append((_doubted(segment, glossary, review), bead))
    told = with_moved([segment for segment, _ in found])
    return [(segment, bead) for segment, (_, bead) in zip(told, found, strict=True)]


def split_japanese(document: Document) -> list[Segment]:
    """The segments of a Japanese document; passages left in English, a cited title apart, are cut where
    English is.

    Marks of notes, as [12], stand with the sentence before them, here and in `split_english`.
    """
    rows: list[Segment] = []
    first = ""
    for row in segment_document(document):
        if row.kind == "attribute":
            continue
        parts = [row.source]
        if row.status == "copied" or _is_english(row.source):
            parts = [part.strip() for part in split_sentences(row.source, "en")]
        for part in parts:
            before = rows[-1] if rows and rows[-1].block == row.block else None
            first = first if before else part
            back, rest = "", part
            if before and "missing" not in (row.status, before.status):
                back, rest = _divided(part, first)
            if before and back:
                source = f"{before.source} {back}"
                rows[-1] = replace(before, source=source, target=source if before.status == "copied" else "")
            if rest:
                rows.append(replace(row, source=rest, target=rest if row.status == "copied" else row.target))
    return rows


def _is_english(text: str) -> bool:
    """True for English that has a Japanese word in it or cites a Japanese title."""
    spans = (*citing_spans(text), *english_spans(text))
    return 2 * sum(end - start for start, end in set(spans)) > len(text)


def split_english(document: Document) -> list[Place]:
    """The sentences of an English document; signs that stand alone go with the sentence before them."""
    places: list[Place] = []
    for block in document.blocks:
        if block.kind == "attribute":
            continue
        first = ""
        for sentence in split_sentences(block.text, "en"):
            back, rest = "", _GAPS.sub(" ", sentence).strip()
            if first:
                back, rest = _divided(rest, first)
            if back:
                places[-1] = places[-1]._replace(text=f"{places[-1].text} {back}")
            if rest:
                places.append(Place(rest, block.id, block.kind))
            first = first or rest
    return places


def _divided(sentence: str, first: str) -> tuple[str, str]:
    """What of a sentence belongs to the one before it, and the rest: signs alone, and marks of notes.

    first  what the block begins with: in a list of notes their marks stay in front.
    """
    if not any(map(str.isalnum, sentence)):
        return sentence, ""
    marks = _NOTES.match(sentence)
    if not marks or _NOTES.match(first):
        return "", sentence
    return marks.group().strip(), sentence[marks.end() :]


def _by_block(beads: list[Bead], ja: list[str], en: list[str]) -> list[Bead]:
    """The beads, those without a partner between two pairs by paragraph: first what belongs to the paragraph before."""
    found: list[Bead] = []
    gap: list[Bead] = []
    last: Bead | None = None

    def place(bead: Bead, after: Bead | None) -> int:
        if last and (ja[bead.ja[0]] == ja[last.ja[-1]] if bead.ja else en[bead.en[0]] == en[last.en[-1]]):
            return 0
        if after and (ja[bead.ja[0]] == ja[after.ja[0]] if bead.ja else en[bead.en[0]] == en[after.en[0]]):
            return 2
        return 1

    for bead in beads:
        if bead.ja and bead.en:
            found += [*sorted(gap, key=lambda each, after=bead: place(each, after)), bead]  # type: ignore[misc]
            gap, last = [], bead
        else:
            gap.append(bead)
    return found + sorted(gap, key=lambda each: place(each, None))


def _with_lost(beads: list[Bead], lost: list[int]) -> list[Bead]:
    """The beads, and one for each lost passage where it stands."""
    found: list[Bead] = []
    for bead in beads:
        while lost and bead.ja and lost[0] < bead.ja[0]:
            found.append(Bead((lost.pop(0),), (), 1.0))
        found.append(bead)
    return found + [Bead((n,), (), 1.0) for n in lost]


def _segment(ja: Sequence[Segment], en: Sequence[Place], score: float) -> Segment:
    target = " ".join(place.text for place in en)
    if not ja:
        return Segment("", "", "paragraph", "", target, "added", (), "edition", score)
    if ja[0].status == "missing":
        return ja[0]
    source = ""
    for row in ja:
        gap = " " if source[-1:].isascii() and source[-1:].isalnum() and row.source[:1].isascii() else ""
        source += gap + row.source
    status = "aligned" if en else "omitted"
    return replace(ja[0], source=source, target=target, status=status, origin="edition" if en else "", score=score)  # type: ignore[arg-type]


def _doubted(segment: Segment, glossary: Glossary | None, review: bool) -> Segment:
    """The segment with the reasons for doubt; a pair that has one is flagged."""
    flags = list(segment.flags)
    if segment.score is not None and segment.score < WEAK:
        flags.append(Flag("weak-bead", f"{segment.score:.0%} sure that this is paired as it should be"))
    if review and segment.source and segment.target:
        found = check_segment(segment.source, segment.target, glossary)
        flags += [flag if flag.severity == "info" else flag._replace(severity="warning") for flag in found]
    status = "flagged" if doubtful(flags) and segment.status == "aligned" else segment.status
    return replace(segment, flags=tuple(flags), status=status)
