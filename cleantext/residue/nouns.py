"""What the morphological tagger says of a few characters: are they a Japanese noun?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossaries.morphology import Token


def noun_places(text: str) -> set[int]:
    """Return where Japanese nouns of two characters or more stand, with what is set before them: 不透明, 過去."""
    from glossaries.morphology import tokens

    places: set[int] = set()
    before = None
    for token in tokens(text, mode="C"):
        if _is_known(token) and len(token.surface) > 1:
            negated = before is not None and before.surface == "不"
            places.update(range(before.start if before and negated else token.start, token.end))
        before = token
    return places


def is_noun(text: str) -> bool:
    """True for one Japanese noun of two characters or more.

    >>> is_noun("大丈夫"), is_noun("大会委員"), is_noun("我们")
    (True, False, False)
    """
    from glossaries.morphology import tokens

    word, *more = tokens(text, mode="C")
    return not more and len(text) > 1 and _is_known(word)


def are_nouns(text: str) -> bool:
    """True for Japanese nouns and what stands before and after nouns, all known: 司会, 外相."""
    from glossaries.morphology import tokens

    return all(token.pos[0] in ("名詞", "接尾辞", "接頭辞") and not token.oov for token in tokens(text))


def are_compounds(text: str) -> bool:
    """True for Japanese nouns of two characters each, all known: 凡事徹底, 全員野球."""
    from glossaries.morphology import tokens

    return all(_is_known(token) and len(token.surface) == 2 for token in tokens(text))


def _is_known(token: Token) -> bool:
    """True for a noun, or what な makes an adjective of, that the dictionary has."""
    return token.pos[0] in ("名詞", "形状詞") and not token.oov
