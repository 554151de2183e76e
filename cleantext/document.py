"""A document as every format gives it: blocks of text that can be changed and written back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

Kind = Literal["heading", "paragraph"]


class Run(NamedTuple):
    """A stretch of text with the format's own handle on where it came from."""

    text: str
    ref: Any


@dataclass(frozen=True)
class Block:
    """A paragraph or heading. `id` is unique in the document: b0001, b0002, … in reading order."""

    id: str
    kind: Kind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)

    def replace(self, start: int, end: int, new: str) -> Block:
        """A block in which text[start:end] is new. What is put in goes to the run in which start lies.

        >>> block = Block("b0001", "paragraph", (Run("キエフ", 1), Run("の冬", 2)))
        >>> [run.text for run in block.replace(2, 4, "ウ").runs]
        ['キエウ', '冬']
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}:{end} is outside the block {self.id}, which has {len(self.text)} characters")
        runs, offset, pending = [], 0, new
        for run in self.runs:
            low, high = offset, offset + len(run.text)
            offset = high
            a, b = max(start, low), min(end, high)
            takes = pending and (low <= start < high or (start == high and run is self.runs[-1]))
            if a > b or (a == b and not takes):
                runs.append(run)
                continue
            inserted = ""
            if takes:
                inserted, pending = pending, ""
            runs.append(Run(run.text[: a - low] + inserted + run.text[b - low :], run.ref))
        return replace(self, runs=tuple(runs))


@dataclass(frozen=True)
class Document:
    """A document that was read. `source` is the format's own; it is needed to write the document back."""

    format: str
    blocks: tuple[Block, ...]
    source: Any
