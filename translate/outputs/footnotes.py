"""Which passages are notes that can stand at the foot of a page, and which marks lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from translate.outputs.edition import Language
from translate.outputs.passages import Passage
from translate.outputs.references import AROUND, is_mark
from translate.outputs.rows import Row

_HEAD = re.compile(r"[\s■●◆【〔［]*(?:[訳原脚補]?[注註](?:[釈記]|一覧)?|(?:foot|end)?notes?)[\s】〕］]*", re.I)
_BACK = re.compile(r"[↩↵⏎⤴↑⇑⬆^\ufe0e\ufe0f\s]+")


def leads_as_mark(text: str, passage: Passage) -> bool:
    """Whether what leads to a note is a mark, such as "[1]" or "＊", and no words of the sentence.

    In Markdown it always is, whatever the note is called.
    """
    return passage.markdown or is_mark(text)


def takes_marks(passage: Passage) -> bool:
    """Whether Word can have a reference in a passage: the head of a table, which is on each page, holds none."""
    return not (passage.cell and passage.cell.head)


def marks_in(passage: Passage, side: Language) -> Iterator[str]:
    """Yield the anchors of the notes to which the marks of a side lead."""
    for row in passage.rows:
        for figure in row.figures_in(side):
            if figure.kind == "note" and figure.target:
                yield figure.target[1:]
        for span in row.styles[side]:
            if span.kind == "noteref" and leads_as_mark(row.texts[side][span.start : span.end], passage):
                yield span.value[1:]


def notes_of(passages: Sequence[Passage], sides: Sequence[Language]) -> dict[str, tuple[Passage, ...]]:
    """The passages of each note that can stand at the foot of a page, by the anchor of the first.

    Such a note is text alone, and a mark of it stands in one of the sides, in a passage that is no such note itself.
    """
    groups = {anchor: group for anchor, group in groups_of(passages).items() if all(map(_is_text, group))}
    inside = {passage.anchor for group in groups.values() for passage in group}
    marked = {
        anchor
        for passage in passages
        if passage.anchor not in inside and takes_marks(passage)
        for side in sides
        for anchor in marks_in(passage, side)
    }
    return {anchor: group for anchor, group in groups.items() if anchor in marked}


def groups_of(passages: Sequence[Passage]) -> dict[str, tuple[Passage, ...]]:
    """The passages of each note, by the anchor of the first."""
    groups: dict[str, tuple[Passage, ...]] = {}
    for number, first in enumerate(passages):
        if first.is_note:
            end = number + 1
            while end < len(passages) and _goes_on(passages[end], first):
                end += 1
            groups[first.anchor] = tuple(passages[number:end])
    return groups


def _goes_on(passage: Passage, first: Passage) -> bool:
    """Whether a passage is a part of the note that begins with `first`: by what the source says, or in its item."""
    if passage.is_note or not passage.block:
        return False
    listed = bool(first.items) and first.items[-1].kind in ("item", "definition")
    return passage.note == first.block or (listed and passage.items[: len(first.items)] == first.items)


def _is_text(passage: Passage) -> bool:
    shown = [figure for figure in (*passage.before, *passage.after) if figure.kind != "rule"]
    return bool(passage.rows) and not (shown or passage.cell or passage.depth)


def without(passages: Sequence[Passage], notes: Mapping[str, Sequence[Passage]]) -> list[Passage]:
    """The passages without those of the notes, the rules before these, and headings ("注") that hold nothing else."""
    inside = {passage.anchor for group in notes.values() for passage in group}
    found = []
    for number, passage in enumerate(passages):
        following = passages[number + 1].anchor in inside if number + 1 < len(passages) else False
        if passage.anchor in inside or (following and _is_rule(passage)):
            continue
        if following and passage.after and passage.after[-1].kind == "rule":
            passage = passage._replace(after=passage.after[:-1])
        if _HEAD.fullmatch(passage.text("ja")) and passage.depth and not any(row.doubtful for row in passage.rows):
            under = []
            for other in passages[number + 1 :]:
                if 0 < other.depth <= passage.depth:
                    break
                under.append(other.anchor in inside or _is_rule(other))
            if under and all(under):
                continue
        found.append(passage)
    return found


def _is_rule(passage: Passage) -> bool:
    return not passage.rows and [figure.kind for figure in passage.before] == ["rule"]


def hidden(row: Row, side: Language, mark: str, first: Passage) -> list[tuple[int, int]]:
    """What of a row of a note is not shown where programs put its mark: the mark at its head, arrows that lead back.

    mark   the mark as it stands in the text.
    first  the passage with which the note begins.
    """
    text = row.texts[side]
    found: list[tuple[int, int]] = []
    at_head = row.anchor == first.rows[0].anchor
    if at_head and _is_typed(first, mark) and (typed := _typed(text, mark)):
        found.append((0, typed))
    for span in row.styles[side]:
        if span.kind not in ("ref", "noteref"):
            continue
        told, rest = text[span.start : span.end], text[span.end :]
        if at_head and not text[: span.start].strip() and _solid(told) == _solid(mark):
            found.append((0, len(text) - len(rest.lstrip())))
        elif _BACK.fullmatch(told):
            found.append((len(text[: span.start].rstrip()), span.end))
    return found


def _is_typed(first: Passage, mark: str) -> bool:
    """Whether a note begins with its mark, as text: not where the source or the number of its item gives it that."""
    row = first.rows[0]
    given = any(figure.kind == "note" and not figure.at for figure in row.figures)
    return not (given or (first.items and first.items[-1].ordered)) and bool(_typed(row.texts["ja"], mark))


def _typed(text: str, mark: str) -> int:
    """How long a mark at the head of a text is, with what parts it from that; 0 where none is, or nothing else."""
    match = re.match(rf"\s*{re.escape(mark.strip())}(?:[.)．）:：\s]\s*|(?<=[*＊†‡§¶※\])）］〕】]))", text)
    return match.end() if match and text[match.end() :].strip() else 0


def _solid(mark: str) -> str:
    return re.sub(AROUND, "", mark)
