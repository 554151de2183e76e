"""Who says it: 「責任は政府にある」と鈴木氏は述べた, told as said by the government.

Also who is named as the source (鈴木氏によると), and who says it without quotation marks (会長は社長が辞めると言った).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleantext.lazy import lazy
from translate.segment import Flag

from .actors import SUBJECTS, Mentions, Span, actor_before, ends_clause
from .pair import Pair

if TYPE_CHECKING:
    from glossaries.morphology import Token

_SAY = frozenset(
    "述べる 語る 話す 言う 説明 主張 指摘 強調 訴える 答える 批判 コメント 発表 漏らす 打ち明ける 明かす 聞く".split()
)
_SAID = lazy(
    r"\b(?:said|says|told|stated|explained|argued|claimed|stressed|noted|insisted|emphasized|commented|answered"
    r"|criticized|announced|confided|revealed|admitted|heard)\b"
)
_SAYS = lazy(r"\b(?:tells|explains|argues|claims|insists|stresses|notes|emphasizes|admits|complains|announces)\b")
"""Asked for where nothing is said in the past: a claim may be a noun."""

_BEFORE_SAID = lazy(r" (?:\w+ly |also |has |have |had )?")
_ACCORDING_JA, _ACCORDING = lazy("によ(?:ると|れば)"), lazy(r"\baccording to\b")
_AFTER_SAID = lazy(r" (?!(?:to|that|of|about|by|from)\b)(?:the |[a-z]+ |[a-z]+ [a-z]+ )?")


def speaker(pair: Pair) -> Iterator[Flag]:
    """Flag `roles`: somebody of whom the Japanese speaks says in the English what another says in the Japanese."""
    according = _ACCORDING_JA.search(pair.folded.text)
    if according:
        found = list(_ACCORDING.finditer(pair.low))
        says, others = _named_before(pair, according.start())
    elif "と" in pair.source:
        found = list(_SAID.finditer(pair.low)) or list(_SAYS.finditer(pair.low))
        says, others = _speakers(pair) if len(found) == 1 else (None, [])
    else:
        return
    if says is None or len(found) != 1:
        return
    mentions = Mentions(pair)
    own = mentions.of(says)
    if not own or any(_says(pair.low, found[0], span) for span in own):
        return
    for other in others:
        told = mentions.of(other)
        if len(told) == 1 and told[0] not in own and _says(pair.low, found[0], told[0]):
            who = pair.folded.text[slice(*says)]
            message = f"said by {who}, in the English by {pair.target[slice(*told[0])]}"
            yield Flag("roles", message, "warning", pair.original(*says), told[0])
            return


def _named_before(pair: Pair, place: int) -> tuple[Span | None, list[Span]]:
    """Who is named before a place of the folded text, and all others who act."""
    tokens = pair.short_tokens
    at = next((number for number, token in enumerate(tokens) if token.start >= place), len(tokens))
    actors = [noun for number in range(at + 1, len(tokens)) if (noun := _subject_before(pair, number))]
    return actor_before(pair, at), actors


def _subject_before(pair: Pair, at: int) -> Span | None:
    token = pair.short_tokens[at]
    return actor_before(pair, at) if token.pos[0] == "助詞" and token.surface in SUBJECTS else None


def _says(low: str, said: re.Match[str], span: Span) -> bool:
    """Whether somebody stands right before "said", or right behind it."""
    if span[1] <= said.start():
        return _BEFORE_SAID.fullmatch(low, span[1], said.start()) is not None
    alone = said.group() == "told" or said.group().endswith("s") and said.group() != "says"
    return not alone and span[0] >= said.end() and _AFTER_SAID.fullmatch(low, said.end(), span[0]) is not None


def _is_verb(tokens: list[Token], at: int) -> bool:
    """Whether a token is a verb, or a noun that する makes one: not that of 市の説明が."""
    following = tokens[at + 1].dictionary if at + 1 < len(tokens) else ""
    return tokens[at].pos[0] == "動詞" or following in ("する", "。", "」", "")


def _speakers(pair: Pair) -> tuple[Span | None, list[Span]]:
    """Who says what the Japanese tells with と, None if that is not plain; and the others of whom it speaks."""
    tokens = pair.short_tokens
    verbs = [at for at, token in enumerate(tokens) if token.dictionary in _SAY and _is_verb(tokens, at)]
    if len(verbs) != 1 or not ends_clause(tokens, verbs[0] + 1):
        return None, []
    depth, subjects, others = 0, list[tuple[str, Span]](), list[Span]()
    for at, token in enumerate(tokens):
        depth += (token.surface in "「『") - (token.surface in "」』")
        if token.pos[0] == "助詞" and (noun := actor_before(pair, at)):
            if depth == 0 and token.surface in SUBJECTS and at < verbs[0]:
                subjects.append((token.surface, noun))
            else:
                others.append(noun)
    if "「" not in pair.source and [particle for particle, _ in subjects] == ["は", "が"]:
        others.append(subjects.pop()[1])  # 会長は社長が辞めると発表した
    quotes = any(token.surface == "と" for token in tokens[: verbs[0]])
    return (subjects[0][1], others) if len(subjects) == 1 and quotes else (None, [])
