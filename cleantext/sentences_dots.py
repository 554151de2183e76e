"""Whether a full stop of English ends a sentence: not of abbreviations, initials, numbers of items and headings.

What stands before the stop is of one kind, what follows it of another, and one table (_ENDS) says which may meet.
"""

from __future__ import annotations

import re

from .common_words import common_words
from .lazy import lazy
from .sentences_words import words

_WORD = lazy(r"(?:[^\W\d_][\w'’&]*\.)*[^\W\d_][\w'’&]*$")
_LETTERS = lazy(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ITEM = lazy(
    r"[(\[]?(?:\d{1,3}|[A-Z]\d{1,2}|[A-Z]?\d+(?:\.\d+)+|[A-Z](?:\.\d+)+|\d{1,2}[a-z]|[A-Za-z]|[ivxlcIVXLC]{1,5})[)\]]?"
    r"|[-*•◦‣⁃·–][ \t]*\d{1,3}|\d{1,3}\.\)"
)
_INNER_ITEM = lazy(r"(?:: \(?[1aAiI]|; \(?(?:\d{1,2}|[a-z]|[ivx]{2,4}))\)?$")
_OPENING_TIME = lazy(
    r"(?:At|By|Around|About|Before|After|Until|From|On|Since|Shortly|Just|Every)\b[^,;:.]{0,30} (?:\d+:)?\d+ ?[ap]\.m",
    re.I,
)
_HEADING = lazy(r"([A-Z][a-z]+\.?|§) (?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])")
_ENTRY = lazy(r"(?:\(?\d{1,2}[.)] |\(?[a-z]\) |[(\[][^()\[\]]{1,60}[)\]] )+(.{1,8})")
_DEGREES = lazy(r"\d ?deg$")
_SPECIES = lazy(r"[A-Z]\. ?[a-z]{3}")
_ROMAN = lazy(r"(?!I\b)[IVXLC]+")
_VERSE = lazy(r"\d{1,3}:\d")
_STREET = lazy(r"(?:[A-Z][\w'’]+|\d(?:st|nd|rd|th)) $")
_ARTICLE = lazy(r"\b(?:an?|the|his|her|their|letter|grade|to|in) $")
_PRONOUN = lazy(r"\b[a-z]+ $")
_RUN = lazy(r"(?:[A-Z]\. ?)*([A-Z][a-z]{1,7})\.(?=[ ,;:)]|$)")
"""What goes on a title of a journal or a court: J. Math., Rev."""
_OPERATOR = lazy(r"[/&@#_0-9]$|[°=+*<>≤≥×−] ?$")
_LABEL = lazy(r"[A-Z][\w-]*(?: [\w-]+){0,2}: ")
"""A word before a colon, as of a list: EPS: $1.02."""
_COUNTED = lazy(r"[\d½¼¾] ?$")
_NUMERAL = lazy(r"[ivxlc]{2,}")
_QUANTITY = lazy(r"[\d¼½¾⅓⅔⅛.,/ –-]+[A-Za-z]{1,6}")
_VOWELS = frozenset("aeiouyAEIOUY")
_MEASURED = frozenset("VAWKCFNJL")
"""Letters that after a number are units."""

_ANY = frozenset({"figure", "code", "roman", "zone", "initial", "starter", "common", "name"})
_ENDS = {
    "item": frozenset[str](),
    "title": frozenset[str](),
    "capitals": frozenset[str](),
    "opening time": frozenset[str](),
    "alone": frozenset[str](),
    "own": frozenset({"starter"}),
    "initial": frozenset({"starter"}),
    "street": frozenset({"starter", "common"}),
    "quantity": frozenset({"starter"}),
    "noun": frozenset({"starter", "common"}),
    "measure": frozenset({"starter", "common"}),
    "maybe": frozenset({"starter", "common"}),
    "number": _ANY - {"figure", "code", "roman"},
    "shortened": _ANY - {"figure", "code"},
    "calendar": _ANY - {"figure", "zone"},
    "numeral": _ANY - {"figure"},
    "hour": _ANY - {"zone"},
    "letter": _ANY - {"initial"},
    "word": _ANY,
}
"""What stands before the stop → what may follow if the stop ends the sentence."""


def dot_ends_sentence(text: str, sentence: int, dot: int, following: int, word_after: str) -> bool:
    """False after an abbreviation, an initial or the number of an item, unless what follows begins a sentence.

    The dot is text[dot] in the sentence that begins at `sentence`; `word_after` stands at text[following:].
    """
    kind = _kind_before(text, sentence, dot, bracket=text[following - 1] == "(")
    after = _kind_after(text, following, word_after)
    if kind == "capitals" and not word_after.isupper():
        return True
    if kind == "word" and after in ("name", "initial") and _in_run(text, dot, following):
        return False
    if word_after in ("F", "C") and _DEGREES.search(text, max(sentence, dot - 8), dot):
        return False
    if kind == "number" and len(word_after) == 1 and word_after.isupper() and word_after != "I":
        return text[dot - 2 : dot] == "no"  # App. A, Rm. B
    if kind == "number" and word_after in words("en", "number") and text.startswith(".", following + len(word_after)):
        return False  # Suppl. Fig. 3
    if after == "figure" and kind == "word" and _VERSE.match(text, following):
        return not text[dot - 1].isalpha() or _is_common(text[sentence:dot].rpartition(" ")[2])
    if after == "name" and "name" not in _ENDS[kind] and "common" in _ENDS[kind]:
        after = "common" if _common_begins(text, following, word_after) else "name"
    return after in _ENDS[kind]


def goes_on(word: str, word_after: str) -> bool:
    """True if a line that ends with this word and a full stop goes on in the line that begins with the other."""
    return _never_last(word) or word in words("en", "number") | words("en", "calendar") and word_after[:1].isdigit()


def _kind_before(text: str, sentence: int, dot: int, *, bracket: bool) -> str:
    """What stands before text[dot]: a key of _ENDS. `bracket`: a bracket opens after the stop."""
    before = text[max(sentence, dot - 30) : dot]
    written = text[sentence : min(dot, sentence + 40)].strip()
    if dot - sentence < 40:
        heading = _HEADING.fullmatch(written)
        if _ITEM.fullmatch(written) or heading and heading[1] in words("en", "heading"):
            return "item"
        entry = _ENTRY.fullmatch(written)
        if entry and entry[1] in words("en", "entry"):
            return "item"
    if _INNER_ITEM.search(before):
        return "item"
    match = _WORD.search(before)
    if match is None:
        return "word"
    word, lead = match.group(), before[: match.start()]
    if lead[-1:].isdigit() and word in ("s", "st", "nd", "rd", "th") or len(word) == 1 and _OPERATOR.search(lead):
        return "word"  # the 1960s, in 3D
    if word in words("en", "street") and _STREET.search(lead):
        return "street"
    if _never_last(word):
        return "capitals" if len(word) > 2 and word not in words("en", "title") and word != "MRS" else "title"
    if word in words("en", "style"):
        return "own"
    if word in words("en", "number") and len(word) > 1:
        if _QUANTITY.fullmatch(written):
            return "quantity"
        if word in words("en", "measure"):
            return "measure"
        return "shortened" if _COUNTED.search(lead) else "number"
    if word in words("en", "calendar"):
        return "calendar"
    if word in words("en", "hour"):
        return "opening time" if _OPENING_TIME.fullmatch(written) else "hour"
    if _NUMERAL.fullmatch(word):
        return "numeral"
    if len(word) == 1:
        return _kind_of_letter(word, lead, alone=written == word)
    if _COUNTED.search(lead):
        if word in words("en", "measure"):
            return "quantity" if _QUANTITY.fullmatch(written) else "measure"
        if word in words("en", "unit"):
            return "shortened"
    if bracket and (written == word or _shortened(word)) or word.islower() and _shortened(word):
        return "shortened"  # Pop. (2020): …
    if word.islower() and "." in word:
        return "word"
    named = _LETTERS.fullmatch(word) is not None and word not in words("en", "acronym")
    if named or word in words("en", "maybe") or word in words("en", "acronym") or _clipped(word):
        if written == word:
            return "alone" if named else "own"
        return "initial" if named else "maybe"
    if written == word and len(word) < 7 and word.istitle() and word.lower() not in common_words():
        return "calendar"  # Avail. Sept. 1
    return "word"


def _kind_of_letter(letter: str, lead: str, *, alone: bool) -> str:
    """The kind of a single letter before a stop: an initial, a unit (5 V) or the name of a thing (vitamin C)."""
    if letter == "I" and _PRONOUN.search(lead):
        return "word"
    if _labelled(lead):
        unit = letter in _MEASURED or letter.islower()
        return "letter" if unit or not lead.rstrip()[-1:].isdigit() else "initial"
    return "alone" if alone else "noun" if _ARTICLE.search(lead) else "initial"


def _kind_after(text: str, start: int, word: str) -> str:
    """What `word` at text[start:] is, common words apart; without a word (a quotation, a dash) it is a name."""
    if len(word) == 1 and word.isalpha() and text[start + 1 : start + 2] == ".":
        return "name" if _SPECIES.match(text, start) else "initial"  # E. coli; A. Smith, no article
    if word in words("en", "starter") or _LABEL.match(text, start):
        return "starter"
    if word[:1].isdigit():
        return "figure"
    if any(sign.isdigit() for sign in word[:12]):
        return "code"
    if _ROMAN.fullmatch(word):
        return "roman"
    return "zone" if word in words("en", "zone") else "name"


def _never_last(word: str) -> bool:
    titles = words("en", "title")
    return (
        word in titles
        or len(word) > 1
        and (word.isupper() and word.capitalize() in titles or word[0].lower() + word[1:] in titles)
    )


def is_long_word(before: str) -> bool:
    """True if the text before a stop ends with a common word of five letters or more: no abbreviation looks so."""
    match = _WORD.search(before)
    word = match.group().lower() if match else ""
    if len(word) < 5 and not (len(word) == 4 and word.endswith("ed")):
        return False
    shortened = any(word.capitalize() in words("en", name) for name in ("title", "number", "maybe"))
    return not shortened and _is_common(word) and is_word(word)


def is_word(before: str) -> bool:
    """True if the text before a stop with small letters after it ends with a word in small letters, no abbreviation."""
    match = _WORD.search(before)
    word = match.group() if match else ""
    if word in words("en", "short"):
        return True
    if len(word) < 3 or not word.isalpha() or not word.islower() or _VOWELS.isdisjoint(word) or _never_last(word):
        return False
    return not any(word in words("en", name) for name in ("number", "calendar", "hour", "maybe"))


def _shortened(word: str) -> bool:
    """True for the plural of what stands before numbers (refs, ss), and for a word without a vowel (pkg)."""
    if len(word) < 2:
        return False
    return word.removesuffix("s") in words("en", "number") or word.isalpha() and _VOWELS.isdisjoint(word)


def _clipped(word: str) -> bool:
    """True for a word with a capital and no vowel: Cllr, Bldg, Rptr."""
    return word.istitle() and len(word) > 1 and word.isalpha() and not _VOWELS & set(word) and word != "Hg"


def _common_begins(text: str, start: int, word: str) -> bool:
    """True if `word` at text[start:] is common, names no office, and a small letter follows: Officials said."""
    low = word.lower()
    after = text[start + len(word) : start + len(word) + 2]
    if after[:1] != " " or not after[1:].islower() or len(low) < 3 or low.endswith("ed"):
        return False
    stems = {low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ies") + "y"}
    return not common_words().isdisjoint(stems) and words("en", "office").isdisjoint(stems)


def _in_run(text: str, dot: int, start: int) -> bool:
    """True between abbreviations of a title that is cited: Am. J. Math. Soc., Univ. Chi. L. Rev."""
    run = _RUN.match(text, start, start + 24)
    word = _WORD.search(text, max(0, dot - 12), dot)
    if not run or not word or len(word.group()) > 5 or not word.group().istitle():
        return False
    known = words("en", "maybe") if run.start(1) == start else words("en", "maybe") | words("en", "title")
    return run[1] in known or run[1] in ("Math", "Comp", "Tech", "Res", "Rel", "Phil")


def _is_common(word: str) -> bool:
    """True for a common word in small letters, in any of its regular forms."""
    if not word.isalpha() or not word.islower() or word in words("en", "title"):
        return False
    common = common_words()
    if word in common:
        return True
    for ending in ("s", "es", "ed", "d", "ing", "er", "ly"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        single = stem[:-1] if stem[-1] == stem[-2] else stem  # stopped
        if not common.isdisjoint({stem, stem + "e", single}):
            return True
    return word.removesuffix("ies") + "y" in common or word.removesuffix("ied") + "y" in common


def _labelled(before: str) -> bool:
    """True if a letter after `before` is no initial: 5 V, vitamin C, Slot B."""
    label = before.rstrip().rpartition(" ")[2].lstrip("\"'“‘(").removesuffix(".")
    named = label == "deg" or len(label) > 1 and label in words("en", "number") - words("en", "title")
    return before[-1:].isspace() and (label[-1:].isdigit() or named or label.lower() in words("en", "label"))
