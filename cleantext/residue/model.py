"""The value the detector returns."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Kind = Literal["loop", "sentence", "prefix", "suffix", "infix", "word", "quoted"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Residue(NamedTuple):
    """Chinese found in Japanese text: text[start:end], offsets in code points.

    kind        loop and sentence fill a line alone; prefix, suffix and infix stand before, after or inside
                Japanese; word is a single Chinese word within a Japanese sentence; quoted is Chinese
                that a Japanese sentence cites, which only find_quoted returns.
    confidence  0 to 1.
    reason      one plain sentence that names the evidence.
    suggestion  for a word, the Japanese word that belongs there, when it is known.
    """

    start: int
    end: int
    kind: Kind
    confidence: float
    reason: str
    suggestion: str | None = None
