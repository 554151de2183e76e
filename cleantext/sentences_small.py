"""Whether an English sentence begins with a small letter: of chats, and before names such as iOS and setup.py."""

from __future__ import annotations

from .lazy import lazy
from .sentences_dots import is_long_word, is_word
from .sentences_words import words

_SMALL = lazy(r"\s*(?:i\b|[a-z]{2})[a-z'’]*[ ,.!?]")
SMALL_I = lazy(r"(?<![(\w.])i(?:['’](?:m|ll|ve|d))? [a-z]")
"""The pronoun in a small letter: its writer begins sentences so."""
_TIME = lazy(r"(?:at|by|until|till|after|before|around) \d{1,2}(?::\d\d)?$")
_SHOUT = lazy(r"[!?]{2,}$")
_SAID = lazy(r"(?:i|he|she|they|we|it) (?P<verb>[a-z]+)")
_NAME = lazy(r"[a-z]{1,2}[A-Z]|[a-z][\w-]+(?:\.[a-z]{2,4}\b(?!\.)|\(\)|_[a-z])")
"""A name that begins with a small letter: iOS, of a file, of a function."""
_FORMULA = lazy(r"[a-z] ?[=<>≤≥≈±∈]|[α-ω]\b|[b-hj-z] (?:is|was|has|does|can|must)\b")
NEAR = 400
"""Characters before a stop in which a small i is looked for."""
_QUOTED = "\"'”’»)]"


def is_name(text: str, start: int) -> bool:
    """True if a name that begins with a small letter stands at text[start:]."""
    return _NAME.match(text, start) is not None


def small_begins(text: str, sentence: int, stop: slice, after: int, following: int) -> bool:
    """True where sentences begin with small letters, as this one did: sure, noon works. see you there.

    So too after two marks or more (No way!! lol), unless somebody speaks.
    """
    if _FORMULA.match(text, following):
        return True
    if text[after - 1] in _QUOTED or "…" in text[stop]:
        return False
    if _SHOUT.search(text, stop.start, stop.stop):
        said = _SAID.match(text, following)
        return not (said and said["verb"] in words("en", "speech"))
    if not _SMALL.match(text, sentence) and not SMALL_I.search(text, max(sentence, after - NEAR), after + 80):
        return text[stop] == "." and is_long_word(text[max(0, stop.start - 30) : stop.start])
    if text[stop].strip("."):
        return True
    before = text[max(sentence, stop.start - 30) : stop.start]
    ends = is_word(before) or _TIME.search(before)
    return stop.stop - stop.start == 1 and bool(ends)
