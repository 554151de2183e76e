"""What is glued to the name of a country or a place, so that English has another name there or another word.

Most longer names keep the English of the place in them: 大阪ソーダ is Osaka Soda, バンコク・エアウェイズ Bangkok
Airways. Some do not: firms of a country (トルコ航空 is Turkish Airlines), what has 日本 as a part of its name
(日本ガイシ, 日本平), things named after a country (フランス窓), people whose surname is that of a place (高知東生さん).
Source: this project's own method.
"""

from __future__ import annotations

import re
from functools import lru_cache

from glossaries.morphology import Token, tokens
from glossaries.readings import is_word

from .behind import AGE, CALLED, title_at

_FIRM = re.compile(
    "航空|銀行|電力|鉄道|電鉄|石油|ガス|放送|テレビ|通信|新聞|新報|生命|証券|製鉄|重工業?|汽船|海運|郵船"
)
"""What the name of a firm ends in."""

_OF_ANY = re.compile("国営|国有|中央|公共|民間|民放|国内|最大|大手|系|各|地元|主要|現地|政府|一部|複数|有力|格安|旧")
"""What stands between a country and a word for any of its firms: 中国国有銀行, ロシア中央銀行."""

_THING = frozenset("窓平刀髪錠犬猫虫鳥豆芋梨松竹桜菊藤草綿皿笠帽扇")
_JAPAN = re.compile(
    "(?!(?:チーム|メーカー|メディア|サッカー|アニメ|ブランド)(?![ァ-ヺー]))[ァ-ヺー]|晴れ|酒造り|[一二三]の"
)
_ALL = re.compile("(?<=[全大新])日本")
"""日本 in 全日本, of which 大学 and the like are no part: 全日本大学選手権 is not of 日本大学."""


def is_glued(text: str, start: int, end: int) -> bool:
    """Whether the country or institution at text[start:end] (code points) is a part of what has another English.

    >>> names = "トルコ航空", "トルコの航空会社", "中国国有銀行", "日本ガイシ", "フランス窓", "フランス軍"
    >>> [is_glued(name, 0, re.match("トルコ|..(?:ンス)?", name).end()) for name in names]
    [True, False, False, True, True, False]
    """
    if _ALL.match(text, start):
        return True
    country = _starts(text).get(start)
    if country is None or country.end != end or country.pos[3] != "国":
        return False
    if country.surface == "日本" and _JAPAN.match(text, end):
        return True
    behind = _nouns_behind(text, end)
    if not behind:
        return False
    if behind[0].surface in _THING:
        return True
    last, between = behind[-1], text[end : behind[-1].start]
    return _FIRM.fullmatch(last.surface) is not None and not _OF_ANY.search(between)


def is_surname(text: str, end: int) -> bool:
    """Whether a given name is glued to what ends at `end`, with さん, a title or an age after it: 高知東生さん.

    >>> is_surname("高知東生さんが", 2), is_surname("高知県知事が", 2)
    (True, False)
    """
    given = _starts(text).get(end)
    if given is None or given.pos[2:4] != ("人名", "名") or is_word(given.surface):
        return False
    at = given.end
    return bool(CALLED.match(text, at) or AGE.match(text, at) or title_at(text, at))


def _nouns_behind(text: str, end: int) -> list[Token]:
    """The nouns that follow each other from `end` on."""
    starts, found = _starts(text), list[Token]()
    while (token := starts.get(end)) and token.pos[0] == "名詞":
        found.append(token)
        end = token.end
    return found


@lru_cache(maxsize=16)
def _starts(text: str) -> dict[int, Token]:
    return {token.start: token for token in tokens(text)}
