"""What a file that comes back says: the rows, and what tells one text from another spelling of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from translate.outputs.characters import legal

_BREAK = re.compile(r"[ \t]*[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029][\s]*")


class Spot(NamedTuple):
    """The only place where a pair holds, as other programs name it; "" for what they do not say."""

    id: str
    before: str
    after: str


class Row(NamedTuple):
    """One pair, as a file has it.

    id      of the segment; "" where the file keeps none.
    source  the Japanese; None where the file keeps none.
    target  the English; "" where there is none.
    status  of `translate.segment.Status`; "" where the file does not say.
    notes   what is said beside the pair, by the program or by people.
    place   where a person finds it: "row 7", "line 12".
    revision  of the edition, in which the pair said what the file began with; None where the file does not say.
    spot    where the pair holds alone, if it does: the id of its unit, and the Japanese before and after it.
    """

    id: str
    source: str | None
    target: str
    status: str = ""
    notes: tuple[str, ...] = ()
    place: str = ""
    revision: int | None = None
    spot: Spot | None = None


class Returned(NamedTuple):
    """A file read back.

    revision  of the edition it was written from; None where the file does not say.
    partial   the format leaves pairs out by its nature: a row that is not there says nothing.
    table     it is a table, which a spreadsheet may have had.
    """

    rows: tuple[Row, ...]
    revision: int | None = None
    partial: bool = False
    table: bool = False


def tidy(text: str) -> str:
    r"""A text as every format can hold it: line ends and white space around them are one space, none at the ends.

    >>> tidy("\n   The talks\r\n   go on.\x00 ")
    'The talks go on.�'
    """
    return legal(_BREAK.sub(" ", text)).strip()


def same(a: str, b: str) -> bool:
    r"""Whether two texts are the same for `revise`: a program has only set one of them otherwise.

    Formats without line ends have a space for each, or U+FFFD for what XML forbids; then two spaces may stand where a
    line end stood beside one.
    Elsewhere a space too many counts: to take it away is an edit.

    >>> same("the \rtalks", "the  talks"), same("the talks", "the  talks")
    (True, False)
    """
    if tidy(a) == tidy(b):
        return True
    broken = bool(_BREAK.search(a) or _BREAK.search(b))
    return broken and bare(a) == bare(b)


def bare(text: str) -> str:
    """A text in which a line end, as whatever a format keeps it, is a space: to find a text by."""
    return " ".join(legal(text).replace("\ufffd", " ").split())


def has_lost(mine: str, theirs: str) -> bool:
    """Whether a text differs only by ? for letters that an old encoding lacks.

    >>> has_lost("Café Müller", "Caf? M?ller"), has_lost("Will he go.", "Will he go?")
    (True, False)
    """
    return _lost(mine, theirs) > 0


def is_lost(mine: str, theirs: str) -> bool:
    """Whether it differs so in less than half of its letters, and can still be told from others.

    >>> is_lost("这个灯台。", "?个灯台。"), is_lost("灯台", "??")
    (True, False)
    """
    return 0 < 2 * _lost(mine, theirs) < len(mine)


def _lost(mine: str, theirs: str) -> int:
    """How many letters are ? by now; 0 if the texts differ in anything else."""
    changed = [(old, new) for old, new in zip(mine, theirs, strict=False) if old != new]
    alike = len(mine) == len(theirs) and all(new == "?" and not old.isascii() for old, new in changed)
    return len(changed) if alike else 0


def revision_of(text: str) -> int | None:
    """The number of a revision in a cell; None where there is none."""
    digits = text.strip().removesuffix(".0")
    return int(digits) if re.fullmatch("[0-9]{1,9}", digits) else None
