"""What a sentence and its translation share without a dictionary: numbers, Latin words, names in kana, terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossaries.suggest.romaji import skeletons
from translate.numbers.english import read_english
from translate.numbers.japanese import read_japanese

if TYPE_CHECKING:
    from glossaries import Glossary

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'.+#/_-]*[A-Za-z0-9+#]")
_KATAKANA = re.compile("[ァ-ヺ][ァ-ヺー]+")
_WORD = re.compile(r"[A-Za-zÀ-ž]{4,}")


class Clues(NamedTuple):
    """Clues of one sentence. `numbers` are values that a translation has to tell, `words` everything else.

    other  further values that the numbers can stand for.
    """

    numbers: frozenset[float]
    other: frozenset[float]
    words: frozenset[str]


def japanese_clues(sentence: str, glossary: Glossary | None = None) -> Clues:
    """The clues of a Japanese sentence.

    >>> sorted(japanese_clues("マクロンはNATOに2万人を送る。").words)
    ['nato', '~mkln']
    """
    found = read_japanese(sentence)
    words = {word.lower() for word in _LATIN.findall(sentence)}
    for name in _KATAKANA.findall(sentence):
        words.update("~" + key for key in skeletons(name))
    if glossary is not None:
        words.update(f"#{match.term.id}" for match in glossary.find(sentence) if match.term.english)
    numbers = frozenset(q.value for q in found if q.needed)
    return Clues(numbers, frozenset(v for q in found for v in q.values) - numbers, frozenset(words))


def english_clues(sentence: str, glossary: Glossary | None = None) -> Clues:
    """The clues of an English sentence.

    >>> sorted(english_clues("Macron sends 20,000 to NATO.").numbers)
    [20000]
    """
    found = read_english(sentence)
    words = {word.lower() for word in _LATIN.findall(sentence)}
    for word in _WORD.findall(sentence):
        words.update("~" + key for key in skeletons(word))
    if glossary is not None:
        words.update(f"#{match.term.id}" for match in glossary.find_english(sentence))
    numbers = frozenset(q.value for q in found if q.needed)
    return Clues(numbers, frozenset(v for q in found for v in q.values) - numbers, frozenset(words))
