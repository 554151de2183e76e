"""Sets half-width ? and ! after Japanese full-width, as one unit, with U+3000 before a next sentence.

`?!` becomes `？！` as a whole, never half of it. The full-width space follows only where a sentence
goes on after the mark: not before a closing bracket, a particle (本当？と聞いた) or a line's end. After
marks that are full-width already a half-width space becomes U+3000; where no space stands at all, it is
suggested after a predicate and before a sentence that runs to its end.

Left alone: marks after Latin text (Yahoo!ニュース, an English quotation), faces, code.
Source: JTF 日本語標準スタイルガイド 4.2.1, 4.2.2 (疑問符・感嘆符は全角、後に全角スペース); JIS X 4051 一般.

>>> from cleantext import fix_text
>>> fix_text("本当ですか?はい!「嘘?」と言う", select=["question-mark"]).text
'本当ですか？　はい！「嘘？」と言う'
"""

from __future__ import annotations

from collections.abc import Iterator

from ..characters import CLOSING, KATAKANA, LETTER, is_letter, members
from ..context import Context
from ..findings import Hit
from ..lazy import lazy

SUMMARY = "half-width ? or ! after Japanese: ？ ！, and U+3000 before the next sentence"
SEVERITY = "warning"
SIGNS = "!?！？"
_MARKS = lazy("[!?！？][!?！？]*(?!=)( *)")
_ends_word = members(LETTER + CLOSING)
_PARTICLE = lazy(
    r"と(?!ころ|もあれ|もかく|りあえ|りわけ|にかく|っ?ても|はいえ|うとう|くに|んで|んだ)"
    r"|って|など|なんて|なんか|の(?!で)|を|に(?!も)|が(?!ん)|は[、誰何]|も[、う]?$"
)
_begins_sentence = members(LETTER + "「『")
_FULL = str.maketrans("!?", "！？")
_is_katakana = members(KATAKANA)
_ENDS = (
    "ですか",
    "ますか",
    "でしょうか",
    "だろうか",
    "ませんか",
    "でしたか",
    "ましたか",
    "です",
    "ます",
    "ました",
    "ません",
)
_WHOLE = lazy(r"(?![はがをにへでもとのや]|から|まで|より|って|という).[^「」『』（）\r\n。！？]{5,}[。！？]")
_WIDTH = "question and exclamation marks in Japanese text are full-width"
_SPACE = "a full-width space stands between ？ or ！ and the next sentence"


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on runs of ? and ! that hold a half-width one, or want a full-width space after them."""
    for match in _MARKS.finditer(text):
        start, end = match.span()[0], match.start(1)
        if not start or not _ends_word(text[start - 1]) or not context.free(start, end):
            continue
        found, space, after = text[start:end], match.group(1), text[match.end() : match.end() + 4]
        marks = found.translate(_FULL)
        if marks == found:
            yield from _after_full(text, end, space, after)
        elif "？" not in marks and _is_katakana(text[start - 1]) and _is_katakana(after[:1]):
            yield Hit(start, end, marks, _WIDTH)
        elif is_letter(after[:1]) and not _PARTICLE.match(after):
            yield Hit(start, match.end(), marks + "\u3000", f"{_WIDTH}; {_SPACE}")
        else:
            apart = space and after[:1].isascii() and (after[:1].isalnum() or after[:1] == "<")
            keeps = after[:1] in ("", "\r", "\n") or after[:1] in "-–—|/→" and after[1:2] == " "
            tail = "\u3000" if apart else space if keeps else ""
            yield Hit(start, match.end(), marks + tail, _WIDTH)


def _after_full(text: str, end: int, space: str, after: str) -> Iterator[Hit]:
    """What is wrong after marks that end there and are full-width."""
    if space:
        if _begins_sentence(after[:1]) and not _PARTICLE.match(after):
            yield Hit(end, end + len(space), "\u3000", _SPACE)
    elif not text.endswith(_ENDS, 0, end - 1) or not is_letter(after[:1]) or _PARTICLE.match(after):
        return
    elif _WHOLE.match(text, end):
        yield Hit(end - 1, end, text[end - 1] + "\u3000", _SPACE, safe=False)
