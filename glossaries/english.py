"""Find the English forms of a glossary in an English text: at word boundaries, leftmost, then longest.

Hyphens, dashes and spaces count as the same (28-point, 28 point), ’ and ' too; a leading "the" does not count.
A capital of a form must be one in the text; its small letters may be capitals at the beginning of words (a
sentence, a Title) or where all is in CAPITALS. The last word may be a regular plural, and a possessive may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from .automaton import Automaton
from .model import Form, Match, Term

_GAP = re.compile(r"[\s\-‐-―]+")
_THE = re.compile("^the ", re.I)
_PLURAL = re.compile(r"(?:s|(?<=[sxzo])es|(?<=[cs]h)es)(?![^\W_])", re.I)
_IN_WORD = re.compile(r"[^\W_]")
_ORDER = ("preferred", "admitted", "deprecated", "forbidden")


class EnglishMatcher:
    """The English forms of some terms, ready to be found."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Of two terms with the same form the one that allows it keeps it, else the first."""
        self._forms: dict[str, list[tuple[str, Form, Term]]] = {}
        for term in terms:
            for form in term.english_forms:
                plain = flat_english(form.text)
                for spelling in dict.fromkeys((plain, _plural_in_ies(plain))):
                    self._forms.setdefault(spelling.lower(), []).append((spelling, form, term))
        for entries in self._forms.values():
            entries.sort(key=lambda entry: _ORDER.index(entry[1].status))

    def find(self, text: str) -> list[Match]:
        """All forms in the text, sorted and not overlapping; offsets in code points of this text.

        A match ends after a plural and before a possessive; `fix` is the preferred English, in the plural likewise.
        """
        flat, offsets = _flat(text)
        low = _lower(flat)
        found: list[Match] = []
        left = 0
        for start, ends in self._automaton.ends(low).items():
            if start < left or (start and _IN_WORD.match(flat, start - 1) and _IN_WORD.match(flat, start)):
                continue
            for end in ends:
                after = _word_end(flat, end)
                entry = after and self._meant(flat[start:end], low[start:end])
                if entry:
                    form, term = entry
                    plural = after > end or low[start:end] != flat_english(form.text).lower()
                    fix = plural_of(term.english[0]) if plural and form.text != term.english[0] else term.english[0]
                    found.append(Match(offsets[start], offsets[after - 1] + 1, form, term, fix))
                    left = after
                    break
        return found

    def _meant(self, seen: str, key: str) -> tuple[Form, Term] | None:
        return next(((form, term) for form_seen, form, term in self._forms[key] if _same_case(form_seen, seen)), None)

    @cached_property
    def _automaton(self) -> Automaton:
        return Automaton(self._forms)


def stands_in(form: str, text: str) -> bool:
    """Whether an English form stands in a text by itself, whatever its case; a form all in capitals keeps them.

    >>> stands_in("Trump administration", "the trump administration's"), stands_in("US", "They told us.")
    (True, False)
    """
    return _pattern(form).search(_GAP.sub(" ", text.replace("’", "'"))) is not None


def flat_english(form: str) -> str:
    """A form as it is compared: one space for each gap, ' for ’, without the article.

    >>> flat_english("The 28-point plan")
    '28 point plan'
    """
    return _THE.sub("", _GAP.sub(" ", form.replace("’", "'")).strip())


def plural_of(form: str) -> str:
    """The regular plural.

    >>> [plural_of(word) for word in ("drone", "embassy", "speech", "key")]
    ['drones', 'embassies', 'speeches', 'keys']
    """
    other = _plural_in_ies(form)
    if other != form:
        return other
    return form + ("es" if re.search("(?:[sxz]|[cs]h)$", form) else "s")


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    case = re.NOFLAG if form.isupper() else re.IGNORECASE
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(flat_english(form))}(?:'s|s'|s|es)?(?![A-Za-z0-9])", case)


def _plural_in_ies(form: str) -> str:
    return form[:-1] + "ies" if re.search("[^aeiouAEIOU\\W]y$", form) else form


def _same_case(form: str, seen: str) -> bool:
    """Whether the letters of what is seen have the case that the form allows; both differ in case alone.

    >>> [_same_case("Kyiv", seen) for seen in ("Kyiv", "KYIV", "kyiv")], _same_case("peace plan", "Peace Plan")
    ([True, True, False], True)
    """
    if seen.isupper():
        return True
    return all(
        a == b or (a.islower() and (n == 0 or not _IN_WORD.match(seen, n - 1)))
        for n, (a, b) in enumerate(zip(form, seen, strict=True))
    )


def _word_end(text: str, end: int) -> int:
    """Where the word ends whose stem ends there: there, or after a plural; 0 where it goes on."""
    if end == len(text) or not (_IN_WORD.match(text, end) and _IN_WORD.match(text, end - 1)):
        return end
    plural = _PLURAL.match(text, end)
    return plural.end() if plural else 0


def _flat(text: str) -> tuple[str, list[int]]:
    """The text with one space for each gap, and where each of its characters began."""
    text = text.replace("’", "'")
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for gap in _GAP.finditer(text):
        pieces += [text[done : gap.start()], " "]
        offsets += range(done, gap.start() + 1)
        done = gap.end()
    pieces.append(text[done:])
    offsets += range(done, len(text) + 1)
    return "".join(pieces), offsets


def _lower(text: str) -> str:
    """In small letters, as long as before."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
