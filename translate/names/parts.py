"""Where a strange name of the English stands: in the place of a pronoun, or as part of what something is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cleantext.lazy import lazy

_TITLES = frozenset(
    """mr mrs ms dr prof sir lord lady saint st president vice prime minister pm chairman chairwoman chair mayor
    governor secretary senator judge justice general captain coach manager director pitcher king queen prince princess
    duke duchess pope emperor empress professor officer chief uncle aunt san and or but""".split()
)
_LETS = frozenset(
    "let lets letting help helps helped helping make makes made see saw watch watched have has had".split()
)
_GOES_ON = lazy(
    r"\w+(?:s|ed|ing|ly)|n't|[a-z]{1,3}|(?:with|from|into|onto|upon|over|under|after|before|about|against|among|around"
    r"|between|through|during|since|until|while|when|where|which|that|this|then|than|there|here|what|whom|whose|will"
    r"|would|could|should|might|must|shall|have|been|were|also|even|ever|never|once|only|just|still|soon|again|away"
    r"|back|down|home|today|tonight|tomorrow|well|said|told|made|took|came|went|gave|found|held|left|lost|paid|rose"
    r"|sent|spoke|spent|stood|thought|became|began|broke|brought|built|bought|caught|chose|drew|drove|fell|felt|flew"
    r"|fought|grew|heard|kept|knew|meant|rode|sang|sold|shook|slept|struck|sought|swept|taught|threw|woke|wore|wrote"
    r"|beat|dealt|died|fled|forgot|hung|laid|sank|stole|stuck|swam|tore|burst|quit|split|come|take|give|want|know"
    r"|think|look|make|work|play|like|need|feel|live|lead|help|keep|both|each|more|most|much|very|because|although"
    r"|though|without|within|toward|towards|instead|together|however|himself|herself|itself|later|early)"
)
"""What goes on behind a name that stands by itself; any other word is a noun that it stands before."""


class Placed(Protocol):
    """A word of the English: target[start:end]; `first` where a sentence or a quotation begins with it."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def first(self) -> bool: ...


def is_part(words: Sequence[Placed], target: str, start: int, end: int) -> bool:
    """Whether target[start:end] is part of a longer name or stands before a noun, so that it is put for no pronoun.

    words  all words of the English, in order.
    """
    before = next((word for word in reversed(words) if word.end < start), None)
    after = next((word for word in words if word.start >= end), None)
    beside = before and before.end + 1 == start and before.text[0].isupper() and not before.first
    if before and beside and _names_a_thing(before.text):
        return True
    if not after or target[end : after.start] != " " or target[start:end].endswith(("'s", "’s")):
        return False
    if after.text[0].isupper():
        return _names_a_thing(after.text)
    return not (_GOES_ON.fullmatch(after.text) or before and before.text.lower() in _LETS)


def _names_a_thing(word: str) -> bool:
    return len(word) > 1 and word.lower().rstrip(".") not in _TITLES
