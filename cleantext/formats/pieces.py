"""The pieces of which the blocks of a page are made, and what is shown of the white space in them.

Source: CSS Text 3, 4.1 (white space); a line break beside a wide character is nothing, as editors of Japanese expect.
"""

from __future__ import annotations

from typing import Literal, NamedTuple
from unicodedata import east_asian_width

from .elements import State

WHITE = " \t\n\f\r"


class Piece(NamedTuple):
    """source[start:end], with the text that its run will have. A mark is an object in the line, or a reading."""

    sort: Literal["text", "reference", "fixed", "space", "break", "mark"]
    start: int
    end: int
    text: str
    state: State
    off: frozenset[str]


def first_shown(pieces: list[Piece]) -> Piece | None:
    """The first piece that is more than white space."""
    return next((piece for piece in pieces if piece.text.strip()), None)


def as_shown(pieces: list[Piece]) -> list[Piece]:
    """The pieces as they are shown: white space at the edges of lines is taken out, line breaks become "" or " "."""
    shown: list[Piece] = []
    before, space, slot = "", None, 0  # the last sign shown, "" at the start of a line; white space not yet shown
    for piece in pieces:
        if piece.sort == "space":
            if space is None:
                space, slot = piece, len(shown)
            continue
        if piece.sort == "break":
            _trim(shown)
            before, space = "", None
            shown += [piece] if shown else []
            continue
        if piece.sort == "text" and not before:
            text = piece.text.lstrip(" \t\f")
            piece = piece._replace(start=piece.start + len(piece.text) - len(text), text=text)
        if not piece.text:
            if piece.sort == "mark" and shown:
                shown.append(piece)
            continue
        if space is not None and before:
            tight = before == " " or piece.text[0] == " " or _is_wide(before) or _is_wide(piece.text[0])
            shown.insert(slot, space._replace(text="" if tight else " "))  # before marks that came after it
        space, before = None, piece.text[-1]
        shown.append(piece)
    _trim(shown)
    while shown and shown[-1].sort in ("break", "mark"):
        shown.pop()
        _trim(shown)
    return shown


def _trim(shown: list[Piece]) -> None:
    """Take out the white space at the end of a line."""
    while shown and shown[-1].sort == "text":
        piece = shown.pop()
        text = piece.text.rstrip(" \t\f")
        if text:
            shown.append(piece._replace(end=piece.start + len(text), text=text))
            return


def _is_wide(sign: str) -> bool:
    """True for what is set without spaces: kana, kanji, full-width signs, but not Hangul."""
    return east_asian_width(sign) in "WFH" and not "\u1100" <= sign <= "\u11ff" and not "\uac00" <= sign <= "\ud7a3"
