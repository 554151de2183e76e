"""Reports sentences whose words are all parted, as a machine cuts them: 港 は 静か で 船 も い ない.

Some programs of translation and of analysis leave such spaces behind. One hit a sentence, if three particles stand
in it alone between spaces, or one, where all words are as short as a program cuts them; the sentence without the
spaces is suggested, since a textbook may show its words so.

Left alone: books for children and learners in which particles stand with their words (わたしは がっこうへ いきます),
spaces between katakana words, and beside Latin letters, of which space-between-widths tells.
Source: JTF 日本語標準スタイルガイド 3.1.2 (全角文字どうしの間にスペースを入れない).

>>> from cleantext import check_text
>>> [f.fix for f in check_text("港 は 霧 の 中 で 静か だ。", select=["parted-words"])]
['港は霧の中で静かだ。']
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import KATAKANA, LETTER
from ..context import Context
from ..findings import Hit
from ..lazy import lazy
from ..signs import find_signs
from ..spacing import line_of

SUMMARY = "words parted by spaces as a machine cuts them: 港 は 静か だ"
SEVERITY = "warning"
FIXES = False
SIGNS = " "
GAPS, WORD = 4, 3
_ENDING = lazy("(?<=[一-鿿ぁ-ん]) (?:た|て|だ|です|ます|れ|ない)(?=[ 。]|$)")
"""From so many spaces on, and with words of so few letters at the mean, one particle that stands alone is enough, where
the ending of a verb does too."""
LEAST = 3
"""So many particles stand alone in a sentence of which all words are parted."""
_ALONE = r"[はがをにのとでもへ] (?<=[^\x00-\x7f] ..)(?=[^\x00-\x7f])"
_STOPS = lazy("[。！？][」』）]*[ \u3000]*")
_BESIDE = f"{LETTER}、。！？「」『』（），,"
_SPACE = lazy(f"(?<=[{_BESIDE}]) +(?=[{_BESIDE}])(?:(?<![{KATAKANA}] )|(?![{KATAKANA}]))")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on sentences, without the spaces at their ends."""
    last = 0
    for match in find_signs(text, " ", _ALONE):
        if match.start() < last:
            continue
        low, high = line_of(text, *match.span())
        low = max(low, last)
        for stop in _STOPS.finditer(text, low, high):
            if stop.end() > match.start():
                high = stop.start() + 1
                break
            low = stop.end()
        last = high
        sentence = text[low:high].strip(" \u3000")
        start = text.find(sentence, low)
        alone = sum(1 for _ in lazy(f" {_ALONE}").finditer(sentence))
        spaced = all(len(word) < 2 for word in sentence.split(" "))  # あ と が き
        if (
            not spaced
            and (alone >= LEAST or alone and _is_cut(sentence))
            and context.free(start, start + len(sentence))
        ):
            fix = _SPACE.sub("", sentence)
            message = "the words of this sentence are parted by spaces, as a machine cuts them"
            yield Hit(start, start + len(sentence), fix, message, False, 0.8)


def _is_cut(sentence: str) -> bool:
    """True if the words between spaces are as short as those of a program that cuts: 船 は 港 を 出 た 。"""
    words = sentence.split(" ")
    return len(words) > GAPS and sum(map(len, words)) <= WORD * len(words) and _ENDING.search(sentence) is not None
