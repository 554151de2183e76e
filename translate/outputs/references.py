"""Links within an edition: marks of notes, and what else leads to another place of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from translate.outputs.edition import Figure
from translate.outputs.inline_md import Span
from translate.outputs.rows import LANGUAGES, Row

if TYPE_CHECKING:
    from translate.outputs.passages import Passage

AROUND = r"[\s\[\](){}（）［］〔〕【】〈〉《》.:：、]*"
"""What may stand round the mark of a note, as a pattern."""
_MARK = re.compile(
    rf"{AROUND}(?:[*＊†‡§¶※]{{1,4}}|(?:[訳原脚補]?[注註]|[*＊※]|note|n\.?)?\s*[0-9０-９]{{1,4}}|[a-z]|[ivx]{{1,6}}"
    rf"|[訳原脚補]?[注註]|[①-⑳ⅰ-ⅿⅠ-Ⅿ㉑-㉟㊱-㊿]){AROUND}",
    re.I,
)


def is_mark(text: str) -> bool:
    """Whether a text can be the mark of a note.

    >>> is_mark("［2］"), is_mark("※1"), is_mark("訳注"), is_mark("第二章"), is_mark("詳しくは注を")
    (True, True, True, False, False)
    """
    return len(text) <= 10 and bool(_MARK.fullmatch(text))


def led(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with their links leading to anchors ("#b0012"), and with notes called such.

    What leads nowhere, or to its own passage, is no link.
    """
    anchors: dict[str, str] = {}
    for passage in passages:
        if passage.block and passage.rows:
            anchors.setdefault(passage.block, passage.anchor)
    notes: set[str] = set()
    kinds = {passage.anchor: passage.kind for passage in passages}
    for passage in passages:
        for kind, block in links_of(passage):
            anchor = anchors.get(block, passage.anchor)
            if anchor != passage.anchor and (kind == "noteref" or kinds[anchor] == "note"):
                notes.add(anchor)
    notes.update(_marked(passages, anchors))
    found = [_with_anchors(passage, anchors, notes) if any(links_of(passage)) or passage.anchor in notes else passage
             for passage in passages]  # fmt: skip
    return _numbered(found) if any(passage.markdown for passage in found if passage.is_note) else found


def _numbered(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the marks of Markdown's notes, which are names, as the numbers that are shown for them."""
    numbers: dict[str, str] = {}
    for passage in passages:
        for row in passage.rows if passage.markdown else ():
            for span in row.styles["ja"]:
                if span.kind == "noteref":
                    numbers.setdefault(span.value, str(len(numbers) + 1))
    found = []
    for passage in passages:
        rows = []
        for row in passage.rows if passage.markdown else ():
            styles = {side: tuple(
                span._replace(alt=numbers.get(span.value, "")) if span.kind == "noteref" else span
                for span in row.styles[side]
            ) for side in LANGUAGES}  # fmt: skip
            number = numbers.get(f"#{passage.anchor}", "")
            figures = tuple(each._replace(alt=number) if _heads(row, each) else each for each in row.figures)
            rows.append(row._replace(styles=styles, figures=figures))
        found.append(passage._replace(rows=tuple(rows)) if rows else passage)
    return found


def _marked(passages: Sequence[Passage], anchors: Mapping[str, str]) -> Iterator[str]:
    """Yield the anchors of what is a note though its source does not say so.

    A mark leads to it that stands before it, within a text, and is raised; or to which the note leads back.
    """
    numbers = {passage.anchor: number for number, passage in enumerate(passages)}
    for number, passage in enumerate(passages):
        for row in passage.rows:
            raised = [span for span in row.styles["ja"] if span.kind == "sup"]
            for span in row.styles["ja"]:
                there = numbers.get(anchors.get(span.value, ""), -1) if span.kind == "ref" else -1
                if there <= number or not (span.start or row.number > 1):
                    continue
                if is_mark(row.texts["ja"][span.start : span.end]) and (
                    any(sup.start < span.end and span.start < sup.end for sup in raised)
                    or any(block == passage.block for _, block in links_of(passages[there]))
                ):
                    yield passages[there].anchor


def links_of(passage: Passage) -> list[tuple[str, str]]:
    """What leads out of a passage: (kind, block)."""
    found: list[tuple[str, str]] = []
    for row in passage.rows:
        found += [
            (span.kind, span.value)
            for side in LANGUAGES
            for span in row.styles[side]
            if span.kind in ("ref", "noteref")
        ]
        found += [("ref" if _heads(row, each) else "noteref", each.target) for each in row.figures if each.target]
    return found


def _heads(row: Row, figure: Figure) -> bool:
    """Whether the mark of a note stands before the note, and leads back."""
    return figure.kind == "note" and figure.at == 0 and row.number == 1


def _with_anchors(passage: Passage, anchors: Mapping[str, str], notes: set[str]) -> Passage:
    rows = []
    for row in passage.rows:
        styles = {side: tuple(_spans(row.styles[side], passage.anchor, anchors, notes)) for side in LANGUAGES}
        figures = []
        for each in row.figures:
            if each.kind == "note":
                anchor = anchors.get(each.target, passage.anchor)
                each = each._replace(target=f"#{anchor}" if anchor != passage.anchor else "")
            figures.append(each)
        rows.append(row._replace(styles=styles, figures=tuple(figures)))
    return passage._replace(rows=tuple(rows), is_note=passage.anchor in notes)


def _spans(spans: Iterable[Span], here: str, anchors: Mapping[str, str], notes: set[str]) -> Iterable[Span]:
    for span in spans:
        if span.kind in ("ref", "noteref"):
            anchor = anchors.get(span.value, here)
            if anchor == here:
                continue
            span = span._replace(kind="noteref" if anchor in notes else "ref", value=f"#{anchor}")
        yield span


def moved(passages: Iterable[Passage], names: Mapping[str, str], here: str) -> tuple[Passage, ...]:
    """The passages of one file of several, with their links leading to the other files.

    names  the file of each anchor; `here` is their own.
    """

    def there(address: str) -> str:
        name = names.get(address[1:], here)
        return address if name == here or not address.startswith("#") else name + address

    found = []
    for passage in passages:
        if links_of(passage):
            rows = []
            for row in passage.rows:
                styles = {
                    side: tuple(
                        span._replace(value=there(span.value)) if span.kind in ("ref", "noteref") else span
                        for span in row.styles[side]
                    )
                    for side in LANGUAGES
                }
                figures = tuple(each._replace(target=there(each.target)) for each in row.figures)
                rows.append(row._replace(styles=styles, figures=figures))
            passage = passage._replace(rows=tuple(rows))
        found.append(passage)
    return tuple(found)
