"""Forms that inflect: a verb or adjective in its dictionary form stands for all its inflections.

行なう is found in 行なった, 行なわれる and 行なえる, and 行う is inflected as the one found by changing the stems.
The tagger decides what is an inflection of what (行なったら is, 行ない 'deeds' is a noun).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from . import morphology
from .morphology import Token

_POTENTIAL = dict(zip("うくぐすつぬぶむる", "えけげせてねべめれ", strict=True))
_IRREGULAR = (
    re.compile(".*(?:[行逝往ゆ]|(?<![ぁ-ん])い)く"),
    re.compile(".*[問乞請訪]う|[とこ]う"),
    re.compile(".*(?:[さゃざ]|下|座|仰)る"),
    re.compile("[有在あ]る"),
    re.compile("[良好善よ]い"),
    re.compile("(?:.*[っ好])?いい"),
    re.compile("(?:く|呉)れる"),
)
"""Words that inflect unlike the others of their class."""


class Inflection(NamedTuple):
    """A form taken apart: `head` + `stem` stand in all its inflections, the rest changes.

    head  the tokens before the last.
    base  the last token, the verb or adjective, in its dictionary form; `stem` is what of it never changes.
    kind  its class (五段-ワア行, 一段, 形容詞 …).
    """

    head: str
    base: str
    stem: str
    kind: str

    @property
    def key(self) -> str:
        """What every inflection begins with; "" where nothing stays."""
        return self.head + self.stem


@lru_cache(maxsize=1024)
def inflection_of(form: str) -> Inflection | None:
    """How a dictionary form inflects; None if its last word is no verb or adjective.

    >>> inflection_of("会議を行なう")
    Inflection(head='会議を', base='行なう', stem='行な', kind='五段-ワア行')
    """
    tokens = morphology.tokens(form)
    if not tokens or tokens[-1].pos[0] not in ("動詞", "形容詞") or tokens[-1].dictionary != tokens[-1].surface:
        return None
    last = tokens[-1]
    kind = "一段" if "一段" in last.pos[4] else last.pos[4]
    size = 2 if kind == "サ行変格" else 1
    return Inflection(form[: last.start], last.surface, last.surface[:-size], kind)


def inflected_end(inflection: Inflection, tokens: list[Token]) -> int | None:
    """The length of an inflection of the form; None if `tokens`, from where its verb would begin, hold none.

    Auxiliaries belong to it (行なわれた), and the て that follows.
    """
    if not tokens or tokens[0].pos[0] not in ("動詞", "形容詞") or tokens[0].dictionary not in _bases(inflection):
        return None
    last = tokens[0]
    for token in tokens[1:]:
        if last.pos[5].startswith(("終止形", "連体形", "命令形", "意志推量形")) or not _is_auxiliary(token):
            break
        last = token
    return last.end - tokens[0].start


def inflect_like(wanted: str, found: Inflection, text: str) -> str | None:
    """The dictionary form `wanted` inflected as `text`, an inflection of `found`; None if that is not known.

    >>> inflect_like("行う", inflection_of("行なう"), "行なわれた")
    '行われた'
    """
    new = inflection_of(wanted)
    if new is None or not text.startswith(found.key):
        return None
    ending = text[len(found.key) :]
    if new.base != found.base and (
        new.kind != found.kind or new.kind in ("カ行変格", "サ行変格") or _irregular(new.base) != _irregular(found.base)
    ):
        return None
    return new.key + ending


def _bases(inflection: Inflection) -> tuple[str, ...]:
    """The dictionary forms that count: of a godan verb its potential too (行なえる)."""
    potential = _POTENTIAL.get(inflection.base[-1]) if inflection.kind.startswith("五段") else None
    return (inflection.base, f"{inflection.stem}{potential}る") if potential else (inflection.base,)


def _is_auxiliary(token: Token) -> bool:
    return token.pos[0] == "助動詞" or (token.pos[1] == "接続助詞" and token.surface in ("て", "で"))


def _irregular(base: str) -> int:
    return next((number for number, words in enumerate(_IRREGULAR) if words.fullmatch(base)), -1)
