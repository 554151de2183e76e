"""The unit of the parallel text: one Japanese sentence and its English, with what is to be doubted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cleantext.document import Kind

Status = Literal[
    "approved", "translated", "repaired", "aligned", "flagged", "copied", "missing", "untranslated", "omitted", "added"
]
"""approved      a person has approved this English; it is from the translation memory.
translated    passed every check at the first try.
repaired      passed every check after it was translated anew.
aligned       from an edition that exists already, found to be the English of this Japanese.
flagged       doubtful: at least one flag, not of severity `info`, says why.
copied        holds no Japanese (a date, a name in Latin script): taken over as it stands.
missing       the source itself is lost here (Chinese filler stood in its place).
untranslated  no engine was there to translate it.
omitted       the English edition has nothing for it; the target is empty.
added         the English edition alone has it; the source is empty.
"""


CUT = "[…]"
"""Stands at the end of an English whose engine was stopped before it had ended."""

Severity = Literal["error", "warning", "info"]
"""error    the pair says something else: a wrong number, name or language.
warning  it may well do so.
info     worth a look: style, balance of marks, another translation of the same sentence.
"""


class Flag(NamedTuple):
    """Why a pair is doubtful.

    name      stable: `number`, `term`, …
    message   a sentence for the editor.
    source    (start, end) of the place in the Japanese, in code points; None where it has none.
    target    likewise in the English.
    """

    name: str
    message: str
    severity: Severity = "warning"
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


@dataclass(frozen=True)
class Segment:
    """One aligned pair.

    id      unique in the document and in reading order: s0001, s0002, …
    block   the id of the paragraph or heading it stands in: b0001, …; a0001, … of an attribute.
    kind    the kind of that block.
    source  Japanese, one sentence, without line breaks.
    target  English; "" where there is none.
    origin  what made the target: the engine's signature, "copy", "source", or "".
    score   of a pair from two editions: how probable it is that they belong together, 0 to 1; else None.
    revision  of the edition, since which the pair says what it says.
    """

    id: str
    block: str
    kind: Kind
    source: str
    target: str = ""
    status: Status = "untranslated"
    flags: tuple[Flag, ...] = ()
    origin: str = ""
    score: float | None = None
    revision: int = 0


def doubtful(flags: Iterable[Flag]) -> bool:
    """Whether a pair with these flags is to be translated again or looked at: flags of severity `info` do not count.

    >>> doubtful([Flag("quotation", "", "info")]), doubtful([Flag("number", "", "error")])
    (False, True)
    """
    return any(flag.severity != "info" for flag in flags)
