"""Letters in the English that English does not have: what the engine left as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.lazy import lazy
from translate.segment import Flag, Severity

from .pair import Pair

_FOREIGN = re.compile(  # kana, kanji, hangul, Cyrillic, Arabic, Thai, full-width Latin
    r"[\u3040-\u30ff\u3400-\u9fff\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]+"
)
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_MENTIONED = lazy(
    r"\b(?:characters?|kanji|hiragana|katakana|kana|letters?|words?|terms?|names?|phrase|written"
    r"|writes?|wrote|reads?|spelled|spelt"
    r"|symbols?|glyphs?|ideographs?|logograms?|pronounced|called|means?|meaning"
    r"|stands? for|labell?ed|marked|typed?|typing|select|choose|click)\b"
)
"""Words that speak of words."""

_GLOSS = re.compile(
    r"[\"'”’»]?,?\s?[(\[]\s?[\"“']?(?=[^)\]]*[A-Za-z])|[\"'”’»]?,?\s(?:or\s|meaning\s|for\s)?[\"“'][A-Za-z]"
)
"""What tells behind a foreign word what it means."""

_SPELT_BEFORE = re.compile(r"(?P<word>[A-Za-zÀ-ɏ'’-]+)[\"'”’]?,?\s?[(\[]\s?[\"“']?(?:[a-z]+:\s?)?$")
"""A word, and the bracket in which it stands once more in its own script."""

_QUOTES = "「」『』（）()“”\"'《》〈〉"


def foreign_script(pair: Pair) -> Iterator[Flag]:
    """Flag `foreign-script`: the first stretch of letters that are not Latin.

    An error; for information alone where all such letters are words that are spoken of: Kimigayo (君が代), the
    character 永 that the Japanese quotes, or 営業中 (open).
    """
    stretches = list(_FOREIGN.finditer(pair.target))
    strange = next((found for found in stretches if not _is_spoken_of(pair, found)), None)
    if stretches:
        found = strange or stretches[0]
        severity: Severity = "error" if strange else "info"
        start = pair.source.find(found.group())
        place = (start, start + len(found.group())) if start >= 0 else None
        yield Flag("foreign-script", f"not translated: {found.group()}", severity, place, found.span())


def _is_spoken_of(pair: Pair, found: re.Match[str]) -> bool:
    """Whether a foreign word is given beside its English or its reading, or named as a word."""
    text, word = pair.target, found.group()
    before, after = text[: found.start()], text[found.end() :]
    if _JAPANESE.match(word):
        start = pair.source.find(word)
        if start < 0:
            return False
        spelt = _SPELT_BEFORE.search(before)
        if spelt and re.match(r"[\"'”’]?[)\],;]", after):
            return _reads(word, spelt["word"]) or spelt["word"][0].isupper()
        quoted = pair.source[start - 1 : start] in _QUOTES and start > 0
        quoted = quoted and pair.source[start + len(word) : start + len(word) + 1] in _QUOTES
        return quoted and (_GLOSS.match(after) is not None or _MENTIONED.search(before.lower()[-40:]) is not None)
    if word[0] >= "\uff00":
        return False
    return _GLOSS.match(after) is not None or _SPELT_BEFORE.search(before) is not None


def _reads(word: str, latin: str) -> bool:
    """Whether a Latin word may be the reading of a Japanese one."""
    from glossaries.suggest.loans import reading_of
    from glossaries.suggest.romaji import romanise
    from translate.names.sounds import spelt

    said, wanted = spelt(romanise(reading_of(word))), spelt(latin)
    return bool(said) and said[:2] == wanted[:2]
