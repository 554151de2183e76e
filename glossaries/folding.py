"""Fold what is the same for a glossary: width of letters, kinds of middle dot, half-width kana, joints of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_ONE_TO_ONE = {ord("·"): "・", ord("‧"): "・", ord("･"): "・", ord("\u3000"): " "} | {
    0xFF01 + n: chr(0x21 + n) for n in range(94)
}
_FOLDED = re.compile("[·‧･\u3000！-～ｦ-ﾝ\u3099\u309a]")
_SPLIT_KANA = re.compile("[ｦ-ﾝ][ﾞﾟ]?|[ぁ-ゟァ-ヿ][\u3099\u309a]")

_JOINT = re.compile("[=゠ ](?<=[ァ-ヺー].)(?=[ァ-ヺ])")


class Folded(NamedTuple):
    """A folded text; `offsets[i]` is where its i-th character began, None where nothing moved."""

    text: str
    offsets: Sequence[int] | None

    def original(self, index: int) -> int:
        """The offset in the original text of an offset in the folded one."""
        return index if self.offsets is None else self.offsets[index]


def fold(text: str) -> Folded:
    """Full-width Latin to half width, · ‧ ･ to ・, half-width and decomposed kana to whole kana.

    >>> fold("ＥＵ･ｷｴﾌﾞ").text
    'EU・キエブ'
    >>> fold("ﾌﾞで").original(1)
    2
    """
    if not _FOLDED.search(text):
        return Folded(text, None)
    text = text.translate(_ONE_TO_ONE)
    if not _SPLIT_KANA.search(text):
        return Folded(text, None)
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for mark in _SPLIT_KANA.finditer(text):
        pieces.append(text[done : mark.start()])
        offsets += range(done, mark.start())
        whole = unicodedata.normalize("NFKC", mark.group())
        pieces.append(whole)
        offsets += range(mark.start(), mark.start() + len(whole))
        done = mark.end()
    pieces.append(text[done:])
    offsets += range(done, len(text) + 1)
    return Folded("".join(pieces), offsets)


def join(folded: str) -> str:
    """A folded text with ・ for the = or space that joins two katakana words; as long as before.

    >>> join("ルステム=ウメロフ EU")
    'ルステム・ウメロフ EU'
    """
    return _JOINT.sub("・", folded)
