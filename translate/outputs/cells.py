"""The rows of Markdown tables as their cells. Source: GitHub Flavored Markdown 4.10."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from translate.outputs.edition import Language
from translate.outputs.rows import LANGUAGES, Piece

_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


def cells_of(pieces: Sequence[Piece], name: Callable[[str], str]) -> tuple[list[list[Piece]], list[Piece]]:
    """The row of a Markdown table as its cells, each with its pieces; and the English that cannot be told apart.

    Only the first piece of a pair carries its flags and keeps its anchor; `name` gives the others new ones.
    """
    apart = all(_bars(piece.typed["ja"]) == _bars(piece.typed["en"]) for piece in pieces if piece.typed["en"].strip())
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        parts = {side: list(_between_bars(piece.typed[side])) for side in LANGUAGES}
        whole = piece.typed["en"].strip() and apart
        for number, (start, text) in enumerate(parts["ja"], 1):
            if number > 1:
                cells.append([])
            at, english = parts["en"][number - 1] if whole else (0, "")
            if text.strip() or english.strip():
                first = not any(each.segment.id == piece.segment.id for cell in cells for each in cell)
                cut: dict[Language, int] = {"ja": start, "en": at}
                new = piece._replace(typed={"ja": text, "en": english}, cut=cut, elsewhere=not (first and apart))
                cells[-1].append(new if first else _further(new, name))
    if cells and not cells[0]:
        del cells[0]  # before the first bar
    if len(cells) > 1 and not cells[-1]:
        del cells[-1]
    if apart:
        return cells, []
    return cells, [
        _further(piece._replace(typed={"ja": "", "en": piece.typed["en"].strip().strip("|").strip()}), name)
        for piece in pieces
        if piece.typed["en"].strip()
    ]


def _further(piece: Piece, name: Callable[[str], str]) -> Piece:
    """A piece of a pair of which another piece says what is to be checked."""
    status = "translated" if piece.segment.status == "flagged" else piece.segment.status
    segment = replace(piece.segment, flags=(), status=status)
    return piece._replace(segment=segment, anchor=name(piece.segment.id))


def _bars(text: str) -> int:
    return len(_BAR.findall(text))


def _between_bars(text: str) -> Iterator[tuple[int, str]]:
    """What stands between the bars, with its place; an escaped bar is none."""
    last = 0
    for match in _BAR.finditer(text):
        part = text[last : match.end() - 1]
        yield last + len(part) - len(part.lstrip()), part.strip()
        last = match.end()
    part = text[last:]
    yield last + len(part) - len(part.lstrip()), part.strip()
