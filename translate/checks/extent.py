"""How much is said: a part left out, something added, or another sentence altogether.

By length, against what the Japanese leads one to expect; and, where the encoder is installed (extra `similarity`), by
meaning. If the English is as much like a part of the Japanese as like all of it, the rest is missing; if the English is
more like the Japanese without one of its parts, and that part is unlike, it is added. The weights come from least
squares and logistic regression over tests/cases/checks/pairs.tsv and news, conversations, manuals and games in two
languages; those of short Japanese and the thresholds were set by hand. benchmarks/translation/fit_extent.py fits them
anew; what it gave is told in docs/checks.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from cleantext.lazy import lazy
from translate.segment import Flag

from .pair import Pair
from .vectors import alike, has_encoder

SHORTEST = 12
"""Japanese of fewer characters is not measured."""

STEADY = 40
"""The shorter Japanese is below this, the less its length tells of that of the English."""

FEW = 5
"""What is shorter than STEADY by more than this is the sooner a matter of a word or two."""

WORDS = 20
"""Fewer characters than this are three or four words, which good English may well do without."""

FAR_LONGER = 2
"""So many times as long as expected, and STEADY characters more, is too long for any Japanese below SHORTEST."""

UNRELATED, UNRELATED_SHORT = 0.28, 0.12
"""Pairs less alike than this have nothing to do with each other; the second for Japanese of up to 20 characters."""

OMITTED, ADDED = 0.4, 1.3
"""The scores from which on there is a flag."""

OMITTED_BY_LENGTH, ADDED_BY_LENGTH = -0.41, 0.7
"""The logarithm of the length over the expected one, where there is no encoder."""

MOST_GAIN = 0.3
"""More than this a part is hardly ever more alike than the whole, so that the parts need not be read."""

_MOST_CUTS = 5
"""At how many places the English is cut at most, of clauses and of sentences."""

_LENGTHS = {
    "content": 4.46,
    "named": 4.87,
    "bare": 1.86,
    "particle": 2.1,
    "other": 1.08,
    "katakana": 1.48,
    "latin": 0.67,
}
_LENGTH_OF_NONE, _LEAST_LENGTH = 2.5, 8.0
_EMPTY = frozenset(
    "する いる ある なる くる ゆく いく くださる 下さる いただく 頂く くれる もらう しまう みる おく やる ござる できる"
    " こと もの の ため よう ところ わけ はず つもり そう とおり ほう とき 氏 さん 様 君 殿 ちゃん"
    " 決して 全く まったく まさに 正に あくまで あくまでも やはり 実に そもそも いわば いわゆる なお また".split()
)
"""Words of the dictionary that say little by themselves."""

_BEHIND = frozenset({"問題", "情勢", "側", "方面"})
"""Words that say little behind another noun: グリーンランド問題 may be just Greenland."""

_KANJI, _HIRAGANA, _KATAKANA, _LATIN = (lazy(signs) for signs in ("[一-鿿々]", "[ぁ-ん]", "[ァ-ヺー]", "[!-~！-～]"))
_JA = lazy("[、。，,」』）]")
_ACRONYM = lazy(r"\b[A-Z][A-Z.]{1,5}s?\b")
_EN = lazy(r"[,;:.!?—–)\"”]\s|\s(?=(?:and|but|which|that|as|while|when|after|because|in|of|to|for|with|who)\s)")
_SENTENCE = lazy(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])")


def extent(pair: Pair) -> Iterator[Flag]:
    """Flags `unrelated`, `omission` and `addition`; at most one of them."""
    source, target = pair.source.strip(), pair.target.strip()
    expected = expected_length(pair)
    if pair.size < SHORTEST:
        if pair.size >= 3 and len(target) > FAR_LONGER * expected + STEADY:
            yield Flag("addition", "far longer than the Japanese; something may be added", "warning")
        return
    ratio = math.log(max(1, len(target)) / expected)
    short = max(0.0, STEADY - pair.size)
    if not has_encoder():
        if expected - len(target) >= WORDS and ratio < OMITTED_BY_LENGTH - 0.009 * short:
            yield _omission(pair, "much shorter than the Japanese leads one to expect; something may be left out")
        elif ratio > ADDED_BY_LENGTH + 0.01 * short:
            yield Flag("addition", "much longer than the Japanese; something may be added", "warning")
        return
    (whole,) = alike(source, [target])
    if whole < _least(pair.size):
        yield Flag("unrelated", f"the English says something else (similarity {whole:.2f})", "error")
    elif _lacks_much(pair) and (len(pair.parts) == 1 or any(_lacks_much(part.pair) for part in pair.parts)):
        yield _omission(pair, "something of the Japanese seems to be left out")
    elif _added(ratio, short, MOST_GAIN, 0.0, MOST_GAIN, 0.0) > ADDED:
        gains, place = added_features(source, target, whole)
        if _added(ratio, short, *gains) > ADDED:
            yield Flag("addition", "something seems to be added that the Japanese does not say", "warning", None, place)


def _least(size: float) -> float:
    """How alike two texts must be: what is short and said in other words may be less so."""
    return UNRELATED_SHORT if size <= 20 else min(UNRELATED, 0.2 + 0.004 * (size - 20))


def length_features(pair: Pair) -> dict[str, int]:
    """How many characters of the Japanese are of which kind, as their English is longer or shorter.

    content   kanji of words that say something.
    named     kanji of names and numerals.
    bare      hiragana of either.
    particle  of particles; other: of auxiliaries, interjections and verbs that say little (いただく).
    """
    counts = dict.fromkeys(_LENGTHS, 0)
    before = ""
    for token in pair.short_tokens:
        word, kind = token.surface, token.pos[0]
        kanji, hiragana = len(_KANJI.findall(word)), len(_HIRAGANA.findall(word))
        counts["katakana"] += len(_KATAKANA.findall(word))
        counts["latin"] += len(_LATIN.findall(word))
        if token.pos[1] in ("固有名詞", "数詞"):
            counts["named"] += kanji
            counts["bare"] += hiragana
        elif token.dictionary in _EMPTY or kind in ("助動詞", "感動詞") or before == "名詞" and word in _BEHIND:
            counts["other"] += kanji + hiragana
        elif kind == "助詞":
            counts["particle"] += hiragana
        else:
            counts["content"] += kanji
            counts["bare"] += hiragana
        before = kind
    return counts


def expected_length(pair: Pair) -> float:
    """How many characters English of such a Japanese sentence has on the average.

    >>> round(expected_length(Pair("市は来年度から、子どもの医療費を無料にする。", "")))
    65
    """
    counts = length_features(pair)
    return max(_LEAST_LENGTH, _LENGTH_OF_NONE + sum(_LENGTHS[kind] * count for kind, count in counts.items()))


def _lacks_much(pair: Pair) -> bool:
    """Whether something of a Japanese text is probably left out, by length and meaning."""
    source, target = pair.source.strip(), pair.target.strip()
    expected = expected_length(pair) - (_said_again(pair) / 2 if len(pair.parts) > 1 else 0)
    if pair.size < SHORTEST or expected - len(target) < WORDS:
        return False
    ratio = math.log(max(1, len(target)) / expected)
    short = max(0.0, STEADY - pair.size)
    (whole,) = alike(source, [target])
    if _omitted(ratio, whole, MOST_GAIN, short) <= OMITTED:
        return False
    acronyms = sum(each.rstrip("s") not in source for each in _ACRONYM.findall(target))
    gain = max(alike(target, _parts(source))) - whole
    return _omitted(ratio, whole, gain, short, acronyms) > OMITTED


def _said_again(pair: Pair) -> float:
    """How many characters the English of nouns has that stand a second time, for which English may have "it"."""
    seen, length = set[str](), 0.0
    for token in pair.short_tokens:
        if token.pos[0] == "名詞" and len(token.surface) > 1:
            if token.surface in seen:
                kind = "katakana" if _KATAKANA.match(token.surface) else "content"
                length += _LENGTHS[kind] * len(token.surface)
            seen.add(token.surface)
    return length


def _omitted(ratio: float, whole: float, gain: float, short: float, acronyms: int = 0) -> float:
    """How probable it is that something is left out, as a logit.

    gain      how much more the English is like the part of the Japanese that it is most like, than like all of it.
    short     by how many characters the Japanese is shorter than what has a steady length.
    acronyms  how many there are that stand for a longer word: MLAs for 立法議会議員.
    """
    steady = 0.041 * short + 0.1 * max(0.0, short - FEW)
    return -7.8 * ratio + 4.25 * gain - 5.0 * whole - steady - 0.63 * acronyms + 0.9


def _added(ratio: float, short: float, gain: float, least: float, sentence_gain: float, sentence_least: float) -> float:
    """How probable it is that something is added, likewise.

    gain            how much more the Japanese is like a part of the English than like all of it.
    least           how much it is like the other part.
    sentence_gain   the most that it gains where whole sentences are taken off, at the end or the beginning.
    sentence_least  the least like of what is so taken off or left.
    """
    by_parts = 3.4 * gain - 3.6 * least
    return 4.7 * ratio + by_parts - 0.04 * short + 1.75 * sentence_gain - 3.55 * sentence_least + 0.41


def added_features(source: str, target: str, whole: float) -> tuple[tuple[float, float, float, float], tuple[int, int]]:
    """The last four of what `_added` takes, and the place of the part that may be added."""
    sentences = {match.end() for match in _SENTENCE.finditer(target)}
    cuts = dict.fromkeys(_some(_ends(target, _EN, 0.15)), False) | dict.fromkeys(_some(sorted(sentences)), True)
    best, gain, least = (0, len(target)), -1.0, 0.0
    sentence_gain, sentence_least = -0.05, 0.35
    texts = [part.strip() for cut in cuts for part in (target[:cut], target[cut:])]
    values = alike(source, texts)
    of_sentences = []
    for number, (cut, is_sentence) in enumerate(cuts.items()):
        before, after = values[2 * number : 2 * number + 2]
        if is_sentence:
            of_sentences.append((max(before, after) - whole, min(before, after)))
        if max(before, after) - whole > gain and 0.12 < cut / len(target) < 0.88:
            gain, least = max(before, after) - whole, min(before, after)
            best = (0, cut) if before < after else (cut, len(target))
    if of_sentences:
        sentence_gain, sentence_least = max(each for each, _ in of_sentences), min(each for _, each in of_sentences)
    return (gain, least, sentence_gain, sentence_least), best


def _omission(pair: Pair, message: str) -> Flag:
    return Flag("omission", message, "warning", (0, len(pair.source)))


def _parts(text: str) -> list[str]:
    """The Japanese before and after each end of a clause well within it; its halves if there is none."""
    size = len(text)
    cuts = [match.end() for match in _JA.finditer(text) if 0.2 * size < match.end() < 0.8 * size] or [size // 2]
    return [part for cut in cuts for part in (text[:cut], text[cut:])]


def _ends(text: str, at: re.Pattern[str], margin: float) -> list[int]:
    """Where clauses end, well within a text; its middle if none does."""
    size = len(text)
    return sorted({m.end() for m in at.finditer(text) if margin * size < m.end() < (1 - margin) * size}) or [size // 2]


def _some(cuts: list[int]) -> list[int]:
    """At most so many of the places, evenly spread."""
    last = len(cuts) - 1
    if last < _MOST_CUTS:
        return cuts
    return [cuts[round(number * last / (_MOST_CUTS - 1))] for number in range(_MOST_CUTS)]
