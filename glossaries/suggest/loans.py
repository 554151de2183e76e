"""What UniDic knows of loanwords: the foreign word that each comes from; and how words are read.

UniDic's lemma of a loanword holds its origin (アメリカ-America), and `goshu` tells names (固) from loanwords (外).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..morphology import tokens
from .mentions import KATAKANA, LATIN
from .romaji import katakana


class Loan(NamedTuple):
    """The word that a katakana word comes from, and whether it is a name."""

    origin: str
    is_name: bool


def loans(word: str, *, one: bool = False) -> list[Loan]:
    """The foreign words that a katakana word is made of; empty if one of them is unknown.

    one  only where UniDic has it as one word. A word of several is believed only if Sudachi cuts it likewise.

    >>> loans("ホワイトハウス"), loans("ラムシュタイン")
    ([Loan(origin='white', is_name=False), Loan(origin='house', is_name=False)], [])
    """
    if not KATAKANA.fullmatch(word):
        return []
    found = _unidic()(word)
    if len(found) > 1 and (one or [each.surface for each in found] != [token.surface for token in tokens(word)]):
        return []
    made_of = []
    for each in found:
        origin = (each.feature.lemma or "").partition("-")[2]
        if not re.fullmatch(r"[A-Za-z][A-Za-z .'-]*", origin):
            return []
        made_of.append(Loan(origin, each.feature.goshu == "固"))
    return made_of


@lru_cache(maxsize=10_000)
def is_loan(word: str) -> bool:
    """Whether a katakana word that Sudachi does not know is put together from common loanwords.

    >>> is_loan("タブメニュー"), is_loan("ハルキウ")
    (True, False)
    """
    found = _unidic()(word)
    return all(len(each.surface) > 1 and each.feature.goshu == "外" for each in found)


def reading_of(form: str) -> str:
    """How a form is read, in katakana, as UniDic has it; empty if a word of it has no reading.

    >>> reading_of("欧州委員会"), reading_of("NATO")
    ('オウシュウイインカイ', '')
    """
    if not re.search("[㐀-鿿々]", form):
        return "" if LATIN.search(form) else katakana(form)
    kana = [word.feature.kana or (word.surface if not LATIN.search(word.surface) else "") for word in _unidic()(form)]
    return "".join(kana) if all(re.fullmatch("[ァ-ヿ・0-9]+", part) for part in kana) else ""


@cache
def _unidic() -> Any:
    import fugashi

    return fugashi.Tagger()
