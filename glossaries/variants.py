"""Katakana words that are probably another spelling of a form: イタリヤ, ウメロフ with a ー too many, names without ・.

Two words are alike if they are the same without long vowels, ッ and the joints of names, and with ヴァ as バ,
ティ as チ, ディ as ジ, トゥ as ト, ジェ as ゼ, ィ as イ, and ヤ after an i as ア. What is alike may still be somebody
else, so nothing here is sure. Left alone: what the glossary has; what the tagger knows as another word; short
words; one part of a name with strange other parts; what stands in 『』 or 《》; what is like two terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from . import morphology
from .boundaries import Reading, titles_of
from .conditions import holds
from .folding import fold, join
from .model import Form, Match, Term
from .morphology import Token

SHORTEST = 4
"""Signs that must be left of a word once it is made plain."""

LONG = 6
"""So many signs of several words that the tagger knows are hardly the same by chance."""

_RUN = "[ァ-ヺ][ァ-ヺー]*"
_NAME = re.compile(f"{_RUN}(?:[・=゠ ]{_RUN})*")
_DOTTED = re.compile(f"{_RUN}(?:[・=゠]{_RUN})*")
_OTHERWISE = """
ヴァ バ ヴィ ビ ヴェ ベ ヴォ ボ ヴュ ビュ ヴ ブ ヂ ジ ヅ ズ
ティ チ ディ ジ トゥ ト ドゥ ド テュ チュ デュ ジュ ジェ ゼ
""".split()
_SOUNDS = dict(zip(_OTHERWISE[::2], _OTHERWISE[1::2], strict=True))
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_LARGE = str.maketrans("ァィゥェォ", "アイウエオ", "ーッ・=゠ ")
_IA = re.compile("(?<=[イキシチニヒミリギジビピ])ヤ")
_LONG = re.compile(
    "(?<=[アカサタナハマヤラワガザダバパャ])ア|(?<=[イキシチニヒミリギジビピ])イ|(?<=[ウクスツヌフムユルグズブプュ])ウ"
    "|(?<=[エケセテネヘメレゲゼデベペ])[エイ]|(?<=[オコソトノホモヨロゴゾドボポョ])[オウ]"
)


class VariantFinder:
    """The katakana forms of some terms by what they sound like."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._alike: dict[str, list[tuple[Form, Term]]] = {}
        for term in terms:
            for form in term.forms:
                folded = fold(form.text).text
                if _NAME.fullmatch(folded) and len(key := skeleton(folded)) >= SHORTEST:
                    self._alike.setdefault(key, []).append((form, term))

    def find(self, text: str, known: Callable[[str], list[Match]]) -> list[Match]:
        """Probable variants, sorted and not overlapping; `known` gives the matches of the forms themselves.

        `form` is the form that a variant resembles. `fix` is the form to use: that one, or the preferred one if it
        is itself deprecated or forbidden.
        """
        folded = fold(text)
        alike = list(self._resembling(folded.text))
        if not alike:
            return []
        reading = Reading(folded.text)
        titles = titles_of(folded.text)
        matches = known(text)
        variants: list[Match] = []
        for start, end, form, term in alike:
            span = folded.original(start), folded.original(end)
            if (
                not _is_known(span, matches)
                and not any(a < start and end < b for a, b in titles)
                and not (variants and span[0] < variants[-1].end)
                and holds(term, reading.sentence(start))
                and _may_be(reading, start, end, form.text)
            ):
                fix = form.text if form.status in ("preferred", "admitted") else term.preferred
                variants.append(Match(*span, form, term, fix))
        return variants

    def _resembling(self, text: str) -> Iterator[tuple[int, int, Form, Term]]:
        """The names in a folded text that are like the forms of one term only, longer ones first where they begin."""
        for name in _NAME.finditer(text):
            spans = [part.span() for part in _DOTTED.finditer(text, *name.span())]
            if len(spans) > 1:
                spans.insert(0, name.span())
            for start, end in spans:
                word = text[start:end]
                entries = self._alike.get(skeleton(word), [])
                if len({term.id for _, term in entries}) != 1 or any(join(word) == _key(form) for form, _ in entries):
                    continue
                form, term = entries[0]
                if " " not in word or "・" in _key(form):
                    yield start, end, form, term


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """What stays the same in all spellings of a katakana word.

    >>> skeleton("ザポリージヤ") == skeleton("ザポリジア"), skeleton("ダヴィド・アラハミヤ")
    (True, 'ダビドアラハミア')
    """
    word = _SOUND.sub(lambda sound: _SOUNDS[sound.group()], word).translate(_LARGE)
    return _LONG.sub("", _IA.sub("ア", word))


def _key(form: Form) -> str:
    return join(fold(form.text).text)


def _is_known(span: tuple[int, int], matches: list[Match]) -> bool:
    """Whether a form of the glossary stands there; in a longer name one that is right may stand (キーウ)."""
    return any(
        match.start < span[1]
        and span[0] < match.end
        and (match.end - match.start >= span[1] - span[0] or match.form.status in ("deprecated", "forbidden"))
        for match in matches
    )


def _may_be(reading: Reading, start: int, end: int, form: str) -> bool:
    """Whether the tagger knows the word as none but the form."""
    if not (reading.is_edge(start) and reading.is_edge(end)):
        return False
    tokens = reading.tokens_from(start)
    size = end - start
    inside = [token for token in tokens if token.end - tokens[0].start <= size]
    if not inside or inside[-1].end - tokens[0].start != size:
        return False
    words = [token for token in inside if token.pos[0] not in ("補助記号", "空白")]
    if any(token.oov or token.end - token.start == 1 for token in words):
        return True
    return _normal(words) == _normal(morphology.tokens(form)) or (len(words) > 1 and len(skeleton(form)) >= LONG)


def _normal(tokens: Iterable[Token]) -> str:
    return "".join(token.normalized for token in tokens if token.pos[0] not in ("補助記号", "空白"))
