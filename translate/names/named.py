"""Which words of a Japanese text are names of people and places."""

from __future__ import annotations

import re

from glossaries.morphology import Token

from .behind import title_at

_OTHER_TITLE = re.compile("・?C[EFO]O|[一-鿿]{1,4}相(?![一-鿿])")

_OF_PLACES = re.compile("[都道府県]知事|[都道府県市区町村]長|[都道府県市区町村]?議|大使|総領事|代表|選手")
"""Titles that stand behind places as well."""

_NUMERAL = re.compile("[一二三四五六七八九十百千万億兆]{2,}")
"""What Sudachi may take for a surname (二十)."""

SPARED = frozenset("日本 東京 米 英 中 日 韓 独 仏 露 台 欧 コロナ 国 ヤフー".split())


def names_of(source: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Names of people and places by Sudachi, and unknown words in katakana, as places; neighbours are one name."""
    names: list[tuple[int, int]] = []
    for token in tokens:
        named = token.pos[1] == "固有名詞" and token.pos[2] in ("人名", "地名")
        if named and token.surface not in SPARED and not _NUMERAL.fullmatch(token.surface):
            if names and names[-1][1] == token.start and token.pos[3] == "名":
                names[-1] = names[-1][0], token.end
            else:
                names.append((token.start, token.end))
    return names


def is_land(token: Token, text: str) -> bool:
    """Whether a token is a place, and no person whose name is that of a place: 茂木幹事長."""
    if token.pos[2] != "地名":
        return False
    return token.pos[3] == "国" or not is_titled(text, token.end) or _OF_PLACES.match(text, token.end) is not None


def is_titled(text: str, at: int) -> bool:
    """Whether there stands what is only said of people: 氏, 会長, CEO, 文科相."""
    return _OTHER_TITLE.match(text, at) is not None or title_at(text, at)
