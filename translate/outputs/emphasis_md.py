"""Which marks of emphasis in a Markdown text belong together.

Source: CommonMark 0.31, 6.2 and its appendix; the amendment of markdown-cjk-friendly for marks beside Japanese.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple
from unicodedata import category, east_asian_width


class Delimiter(NamedTuple):
    """A run of marks: the node of the text that it is, its sign, whether it may open and close, how long it is."""

    node: int
    sign: str
    opens: bool
    closes: bool
    length: int


Pair = tuple[Literal["strong", "em", "del"], int, int, int]
"""What it is, the nodes that open and close it, and how many marks each of them gives to it."""


def pairs(delimiters: Sequence[Delimiter]) -> Iterator[Pair]:
    """Yield what belongs together, the inner before the outer; all that is left is text. The time is linear."""
    left = {each.node: each.length for each in delimiters}
    stack: list[Delimiter] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for closer in delimiters:
        while closer.closes and left[closer.node]:
            key = (closer.sign, closer.opens, closer.length % 3)
            found = next(
                (index for index in range(len(stack) - 1, floors.get(key, 0) - 1, -1) if _fit(stack[index], closer)), -1
            )
            if found < 0:
                floors[key] = len(stack)
                break
            opener = stack[found]
            del stack[found + 1 :]
            floors = {name: min(floor, len(stack)) for name, floor in floors.items()}
            used = 2 if left[opener.node] > 1 and left[closer.node] > 1 else 1
            left[opener.node] -= used
            left[closer.node] -= used
            yield "del" if opener.sign == "~" else "strong" if used == 2 else "em", opener.node, closer.node, used
            if not left[opener.node]:
                stack.pop()
        if closer.opens and left[closer.node]:
            stack.append(closer)


def _fit(opener: Delimiter, closer: Delimiter) -> bool:
    """The rule of three: a run that both opens and closes pairs not with any other."""
    if opener.sign != closer.sign or not opener.opens:
        return False
    if not (opener.closes or closer.opens) or (opener.length + closer.length) % 3:
        return True
    return not opener.length % 3 and not closer.length % 3


def flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of delimiters is left-flanking, and right-flanking."""
    left = not after.isspace() and (not is_mark(after) or _is_wide(after) or _is_edge(before))
    right = not before.isspace() and (not is_mark(before) or _is_wide(before) or _is_edge(after))
    return left, right


def _is_edge(sign: str) -> bool:
    return sign.isspace() or is_mark(sign) or _is_wide(sign)


def is_mark(sign: str) -> bool:
    """True for punctuation and symbols."""
    return category(sign)[0] in "PS"


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in "WFH"
