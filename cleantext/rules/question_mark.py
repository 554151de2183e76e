"""Sets half-width ? and ! after Japanese full-width, as one unit, with U+3000 before a next sentence.

`?!` becomes `？！` as a whole, never half of it. The full-width space follows only where a sentence
goes on after the mark: not before a closing bracket, a particle (本当？と聞いた) or a line's end.

Left alone: marks after Latin text (Yahoo!ニュース, an English quotation), faces, code.
Source: JTF 日本語標準スタイルガイド 4.1.3, 4.1.4 (疑問符・感嘆符は全角、後に全角スペース); JIS X 4051 一般.

>>> from cleantext import fix_text
>>> fix_text("本当ですか?はい!「嘘?」と言う", select=["question-mark"]).text
'本当ですか？　はい！「嘘？」と言う'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import CLOSING, KATAKANA, LETTER
from ..context import Context
from ..findings import Hit

SUMMARY = "half-width ? or ! after Japanese: ？ ！"
SEVERITY = "warning"
_MARKS = re.compile(f"(?<=[{LETTER}{CLOSING}])(?=[？！]*[!?])([!?？！]+)(?!=)( *)")
_PARTICLE = re.compile(r"と(?!ころ|もあれ)|って|など|なんて|なんか|の(?!で)|を|に(?!も)|が(?!ん)|は[、誰何]|も[、う]?$")
_SENTENCE = re.compile(f"[{LETTER}]")
_FULL = str.maketrans("!?", "！？")
_KATAKANA = re.compile(f"[{KATAKANA}]")


def find(text: str, context: Context) -> Iterator[Hit]:
    """Hits on runs of ? and ! that hold a half-width one."""
    for match in _MARKS.finditer(text):
        start, end = match.span(1)
        if not context.free(start, end):
            continue
        marks, after = match.group(1).translate(_FULL), text[match.end() : match.end() + 4]
        name = "？" not in marks and _KATAKANA.match(text[start - 1]) and _KATAKANA.match(after[:1] or " ")
        if name:
            yield Hit(start, end, marks, "question and exclamation marks in Japanese text are full-width")
        elif _SENTENCE.match(after) and not _PARTICLE.match(after):
            yield Hit(
                start,
                match.end(),
                marks + "\u3000",
                "full-width mark, and a full-width space before the next sentence",
            )
        else:
            tail = match.group(2) if after[:1] in ("", "\r", "\n") else ""
            yield Hit(
                start,
                match.end(),
                marks + tail,
                "question and exclamation marks in Japanese text are full-width",
            )
