"""Scores of alignments against links made by hand, after Vecalign: precision counts null links, recall does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

Link = tuple[tuple[int, ...], tuple[int, ...]]


def links_of(links: Iterable[Sequence[Sequence[int]]]) -> set[Link]:
    """Links as a set; sentences without a partner one by one."""
    found: set[Link] = set()
    for ja, en in links:
        if ja and en:
            found.add((tuple(ja), tuple(en)))
        else:
            found |= {((i,), ()) for i in ja} | {((), (j,)) for j in en}
    return found


class Scores:
    """Counts over documents."""

    def __init__(self) -> None:
        self._right = self._made = self._found = self._all = 0
        self._null = [0, 0, 0]
        self._shapes: Counter[tuple[int, int]] = Counter()
        self._kept: Counter[tuple[int, int]] = Counter()

    def add(self, gold: Iterable[Sequence[Sequence[int]]], made: Iterable[Sequence[Sequence[int]]]) -> None:
        """Count one document."""
        right, ours = links_of(gold), links_of(made)
        both = right & ours
        pairs = {link for link in right if link[0] and link[1]}
        self._right, self._made = self._right + len(both), self._made + len(ours)
        self._found, self._all = self._found + len(both & pairs), self._all + len(pairs)
        for n, links in enumerate((both, ours, right)):
            self._null[n] += len({link for link in links if not (link[0] and link[1])})
        for link in pairs:
            shape = len(link[0]), len(link[1])
            self._shapes[shape] += 1
            self._kept[shape] += link in ours

    @property
    def strict(self) -> float:
        """F1 of links that are right as a whole."""
        return _f1(self._right / max(self._made, 1), self._found / max(self._all, 1))

    @property
    def null(self) -> float:
        """F1 of sentences without a partner."""
        return _f1(self._null[0] / max(self._null[1], 1), self._null[0] / max(self._null[2], 1))

    def recall(self, *shapes: tuple[int, int]) -> float:
        """The share of the links of these shapes that was found."""
        return sum(self._kept[shape] for shape in shapes) / max(sum(self._shapes[shape] for shape in shapes), 1)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
